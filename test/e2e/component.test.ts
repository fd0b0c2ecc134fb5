/**
 * The component in a program that is not ours: Pulumi YAML, with the built plugin, on a simulated tenant.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { yamlHost } from "../../engine/yaml-host.ts";
import { type Session, startOwnSession } from "../../sandbox/session.ts";
import type { SimulatedTenant } from "../../simulator/server.ts";
import { sandboxDay, told } from "./stack.ts";
import { suitePlugins } from "./suite-plugins.ts";

const root = realpathSync(resolve(import.meta.dirname, "..", ".."));
const tenantId = "11111111-1111-1111-1111-111111111111";
/** Building the language host takes minutes where Go has nothing cached. */
const build = 900_000;

const program = (plugin: string) => `name: incident-tools
runtime: yaml
plugins:
  providers:
    - { name: m365, path: ${plugin} }
resources:
  entra:
    type: pulumi:providers:azuread
    properties: { tenantId: ${tenantId} }
  servicenow:
    type: m365:Integration
    properties:
      vendor: servicenow-teams
      tenantId: ${tenantId}
      owners:
        - { servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }
      disposable: true
      instances: [contosodev]
      credentials:
        - { issued: 2026-11-21, expires: 2027-05-15 }
    options:
      provider: \${entra}
outputs:
  clientId: \${servicenow.clientId}
  thumbprint: \${servicenow.credentials[0].thumbprints.sha1Base64}
  secrets: \${servicenow.secrets}
`;

let folder: string;
let session: Session<SimulatedTenant>;
/** Writes the program, which names the plugin's folder as its reader would: from where it stands itself. */
function write(change: (text: string) => string = (text) => text): void {
  const project = join(folder, "project");
  writeFileSync(join(project, "Pulumi.yaml"), change(program(relative(project, join(root, "plugin")))));
}

beforeAll(async () => {
  const built = spawnSync(process.execPath, [join(root, "plugin", "build.ts")], { encoding: "utf8" });
  expect(`${built.stdout}${built.stderr}`).toBe("");
  const host = await yamlHost(root, process.env.PATH ?? "", () => {});
  folder = realpathSync(mkdtempSync(join(tmpdir(), "component-")));
  mkdirSync(join(folder, "project"));
  write();
  session = await startOwnSession({
    root,
    project: join(folder, "project"),
    folder: join(folder, "home"),
    stack: "dev",
    today: sandboxDay,
    plugins: suitePlugins,
    inherited: { ...process.env, PATH: [process.env.PATH, host].join(delimiter) },
    say: () => {},
    log: join(folder, "engine.log"),
  });
}, build);
afterAll(async () => {
  await session?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const outputs = async (...flags: string[]) => {
  const { stdout } = await session.pulumi(["stack", "output", "--json", ...flags], { confidential: true });
  return JSON.parse(stdout) as Record<string, unknown>;
};

test("a fault is shown beside its input, all of them at once and without a stack trace, and nothing is made", async () => {
  write((text) =>
    text
      .replace("vendor: servicenow-teams", "vendor: service-now")
      .replace("servicePrincipal: 33333333-3333-3333-3333-333333333333", "user: ito"),
  );
  const outcome = await session.pulumi(["preview"]);
  write();
  expect(outcome.code).not.toBe(0);
  const text = told(outcome);
  expect(text).toContain('"service-now" is not a vendor');
  expect(text).toContain("owners[0]");
  expect(text).not.toMatch(/\n\s+at .+:\d+:\d+/);
  expect(session.tenant.history.filter((request) => request.write)).toEqual([]);
});

test("a program in YAML makes the integration, under the URNs and with the resources of one in TypeScript", async () => {
  const outcome = await session.pulumi(["up", "--yes"]);
  expect(told(outcome)).not.toContain("error");
  expect(outcome.code).toBe(0);
  const made = outcome.steps
    .filter(({ op }) => op === "create")
    .map(({ urn }) => urn.split("::").slice(2).join("::"))
    // The engine's own providers, of which a YAML program has some more.
    .filter((name) => !/^pulumi:providers:\w+::default/.test(name));
  expect(made.sort()).toEqual([
    "m365:index:Integration$azuread:index/application:Application::servicenow-application",
    "m365:index:Integration$azuread:index/applicationCertificate:ApplicationCertificate::servicenow-2026-11-21",
    "m365:index:Integration$azuread:index/servicePrincipal:ServicePrincipal::servicenow-principal",
    "m365:index:Integration$azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant::servicenow-microsoft-graph-scopes",
    "m365:index:Integration$tls:index/privateKey:PrivateKey::servicenow-2026-11-21",
    "m365:index:Integration$tls:index/selfSignedCert:SelfSignedCert::servicenow-2026-11-21",
    "m365:index:Integration::servicenow",
    "pulumi:providers:azuread::entra",
    "pulumi:pulumi:Stack::incident-tools-dev",
  ]);
});

test("its outputs are the component's; the secrets are shown to nobody who does not ask for them", async () => {
  const shown = await outputs();
  expect(shown.clientId).toMatch(/^[0-9a-f-]{36}$/);
  expect(shown.thumbprint).toMatch(/^[\w+/]{27}=$/);
  expect(shown.secrets).toBe("[secret]");
  const { secrets } = (await outputs("--show-secrets")) as {
    secrets: Record<string, { kind: string; privateKeyPem: string }>;
  };
  expect(Object.keys(secrets)).toEqual(["2026-11-21"]);
  expect(secrets["2026-11-21"]?.kind).toBe("privateKey");
  expect(secrets["2026-11-21"]?.privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

test("a second run changes nothing, and destroy leaves nothing of it", async () => {
  const writes = () => session.tenant.history.filter((request) => request.write).length;
  const before = writes();
  expect((await session.pulumi(["preview", "--expect-no-changes"])).code).toBe(0);
  expect(writes()).toBe(before);
  const destroyed = await session.pulumi(["destroy", "--yes"]);
  expect(destroyed.code).toBe(0);
});
