/**
 * The stand-ins beside the unmodified azuread and tls providers, one operation at a time and without an engine: the same
 * requests in the same order, the same refusals, the same imports. Runs where both are on PATH.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldersWith } from "../../engine/install.ts";
import { clockFrom } from "../../simulator/clock.ts";
import type { Properties } from "../../simulator/plugins/properties.ts";
import { type SimulatedTenant, startTenant } from "../../simulator/server.ts";
import { importIds } from "../plugins/import-ids.ts";
import { trustOnly } from "../plugins/trust.ts";
import { type } from "../plugins/types.ts";
import { replayCertificate } from "../simulator/certificate.ts";
import { type DrivenPlugin, drive, environmentOf, isRefusal, type Known } from "./driven.ts";
import { missingPlugins, skippedWhy } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");
const names = ["pulumi-resource-azuread", "pulumi-resource-tls"];
const found = names.map((name) => foldersWith(name, process.env.PATH ?? "", root)[0]);

const deployerId = "33333333-3333-3333-3333-333333333333";
const nobody = "aaaaaaaa-0000-4000-8000-000000000009";

/** One operation: what it sent and how it ended. */
interface Seen {
  readonly title: string;
  readonly requests: readonly string[];
  readonly outcome: unknown;
}

/** What a set of plugins does on a tenant of its own. */
async function observe(folderOf: (name: string) => string): Promise<Seen[]> {
  const folder = mkdtempSync(join(tmpdir(), "driven-"));
  const tenant = await startTenant({ folder, clock: clockFrom("2026-01-02T00:00:00Z") });
  trustOnly(readFileSync(tenant.certificateFile, "utf8"));
  const plugins = await Promise.all(names.map((name) => drive(join(folderOf(name), name), environmentOf(tenant))));
  try {
    const [azuread, tls] = plugins;
    if (!azuread || !tls) throw new Error("two plugins were started");
    return [...(await imports(tenant, azuread, tls)), ...(await life(tenant, azuread))];
  } finally {
    for (const plugin of plugins) plugin.stop();
    await tenant.close();
    rmSync(folder, { recursive: true });
  }
}

/** Records what is done on the tenant; `known` names the ids that it makes up. */
function recorder(tenant: SimulatedTenant) {
  const known = new Map<string, string>();
  const seen: Seen[] = [];
  const plain = (text: string) => [...known].reduce((line, [id, name]) => line.replaceAll(id, name), text);
  const look = async <Outcome>(title: string, work: () => Promise<Outcome>): Promise<Outcome> => {
    const from = tenant.history.length;
    const outcome = await work();
    const requests = tenant.history.slice(from).filter(({ path }) => !/\/token$|^\/metadata/.test(path));
    const lines = requests.map(({ method, path, status }) => `${method} ${decodeURIComponent(path)} ${status}`);
    seen.push({ title, requests: lines, outcome });
    return outcome;
  };
  return {
    known,
    look,
    done: () =>
      seen.map(({ title, requests, outcome }) => ({
        title,
        requests: requests.map(plain),
        outcome: isRefusal(outcome) ? plain(sentence(outcome.refused)) : outcome,
      })),
  };
}

/** A refusal without what the bridge puts around it, and without the repetition of the service's error that some have. */
function sentence(refused: string): string {
  return (
    refused
      .replace(/^\w+ urn:\S+: /, "")
      .replace(/^1 error occurred:\n\t\* (\[\w+\] )?/, "")
      .trim()
      .replace(/(: unexpected status .*)\1$/, "$1")
      // The provider's newer resources say all of it twice.
      .replace(/^(.+): \1$/s, "$1")
      .replace("was not found)", "was not found")
  );
}

async function imports(tenant: SimulatedTenant, azuread: DrivenPlugin, tls: DrivenPlugin): Promise<Seen[]> {
  const { look, done } = recorder(tenant);
  for (const [kind, id] of importIds) await look(`import ${kind} ${id}`, () => azuread.read(kind, id));
  for (const kind of ["tls:index/privateKey:PrivateKey", "tls:index/selfSignedCert:SelfSignedCert"])
    await look(`import ${kind}`, () => tls.read(kind, "1"));
  return done();
}

async function life(tenant: SimulatedTenant, plugin: DrivenPlugin): Promise<Seen[]> {
  const { known, look, done } = recorder(tenant);
  const made: { kind: string; inputs: Properties; one: Known }[] = [];
  const create = async (kind: string, inputs: Properties): Promise<Known> => {
    const one = await look(`create ${kind}`, async () => {
      const outcome = await plugin.create(kind, inputs);
      if (!isRefusal(outcome)) {
        for (const id of outcome.id.split("/").filter((part) => part.length > 30))
          known.set(id, `<${kind} ${known.size}>`);
        if (typeof outcome.outputs.clientId === "string") known.set(outcome.outputs.clientId, "<client id>");
      }
      return outcome;
    });
    if (isRefusal(one)) throw new Error(one.refused);
    made.push({ kind, inputs, one });
    await look(`create ${kind} again`, () => plugin.create(kind, inputs));
    return one;
  };
  const wanted = {
    displayName: "o'app",
    preventDuplicateNames: true,
    owners: [deployerId],
    tags: ["m365-integrations"],
    web: { redirectUris: ["https://a.example/cb"], implicitGrant: { idTokenIssuanceEnabled: true } },
  };
  const app = await create(type.application, wanted);
  const principal = await create(type.principal, {
    clientId: String(app.outputs.clientId),
    owners: [deployerId],
    appRoleAssignmentRequired: true,
  });
  const graph = await look("look up Microsoft Graph", () =>
    plugin.invoke("azuread:index/getServicePrincipal:getServicePrincipal", {
      clientId: "00000003-0000-0000-c000-000000000000",
    }),
  );
  if (isRefusal(graph)) throw new Error(graph.refused);
  const graphId = String(graph.objectId);
  known.set(graphId, "<graph>");
  await create(type.certificate, {
    applicationId: app.id,
    keyId: "c4a13cc1-f108-43d0-876f-d9f418f3484f",
    type: "AsymmetricX509Cert",
    value: replayCertificate,
  });
  const identifier = await create(type.identifierUri, {
    applicationId: app.id,
    identifierUri: `api://${String(app.outputs.clientId)}`,
  });
  const consent = {
    servicePrincipalObjectId: String(principal.outputs.objectId),
    resourceServicePrincipalObjectId: graphId,
    claimValues: ["User.Read", "openid"],
  };
  const grant = await create(type.grant, consent);
  const role = await create(type.role, {
    appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
    principalObjectId: String(principal.outputs.objectId),
    resourceObjectId: graphId,
  });
  const directoryRole = await create(type.directoryRole, {
    roleId: "fe930be7-5e62-47db-91af-98c3a49a38b1",
    principalObjectId: String(principal.outputs.objectId),
  });
  for (const { kind, inputs, one } of made) {
    const imported = await plugin.read(kind, one.id);
    if (!imported || isRefusal(imported)) throw new Error(`${kind} was not imported`);
    await look(`first up after the import of ${kind}`, async () => {
      const diff = await plugin.diff(kind, imported, inputs);
      // The stand-in knows the default of `encoding`; either replaces the certificate.
      return isRefusal(diff)
        ? diff
        : {
            ...diff,
            // Of a list that goes as a whole either names its entry, too.
            changed: diff.changed
              .filter((path) => path !== "encoding")
              .map((path) => path.replace(/^(identifierUris)\[0\]$/, "$1")),
            replaces: diff.replaces.filter((path) => path !== "encoding"),
          };
    });
    await look(`up without a change of ${kind}`, () => plugin.diff(kind, one, inputs));
    const unchanged = await look(`completion of ${kind}`, async () => {
      const outcome = await plugin.update(kind, one, inputs);
      return isRefusal(outcome) ? { refused: outcome.refused } : "updated";
    });
    expect(unchanged).toBeDefined();
  }
  await look("rename", async () =>
    isRefusal(await plugin.update(type.application, app, { ...wanted, displayName: "renamed" })),
  );
  await look("scopes", async () =>
    isRefusal(await plugin.update(type.grant, grant, { ...consent, claimValues: ["openid"] })),
  );
  for (const [kind, one] of [
    [type.directoryRole, directoryRole],
    [type.role, role],
    [type.grant, grant],
    [type.identifierUri, identifier],
  ] as const) {
    await look(`delete ${kind}`, () => plugin.delete(kind, one));
    await look(`delete ${kind} again`, () => plugin.delete(kind, one));
    await look(`refresh ${kind}`, () => plugin.read(kind, one.id, one));
  }
  await look("identifier URI that the policy refuses", () =>
    plugin.create(type.identifierUri, { applicationId: app.id, identifierUri: "api://portal" }),
  );
  const gone = { applicationId: `/applications/${nobody}` };
  await look("identifier URI for nobody", () =>
    plugin.create(type.identifierUri, { ...gone, identifierUri: "api://x" }),
  );
  await look("password for nobody", () => plugin.create(type.password, gone));
  await look("certificate for nobody", () =>
    plugin.create(type.certificate, { ...gone, value: replayCertificate, type: "AsymmetricX509Cert" }),
  );
  await look("grant for nobody", () => plugin.create(type.grant, { ...consent, servicePrincipalObjectId: nobody }));
  await look("owner that is nobody", () =>
    plugin.create(type.application, { ...wanted, displayName: "x", owners: [nobody] }),
  );
  return done();
}

describe.skipIf(missingPlugins.length > 0)(`beside the real providers${skippedWhy}`, () => {
  let real: Seen[];
  let ours: Seen[];
  beforeAll(async () => {
    real = await observe((name) => found[names.indexOf(name)] ?? "");
    ours = await observe(() => join(root, "simulator", "plugins", "bin"));
  });
  afterAll(() => trustOnly());

  test("every operation sends the same requests in the same order", () => {
    const lines = (list: readonly Seen[]) => list.flatMap(({ title, requests }) => [title, ...requests]);
    expect(lines(ours)).toEqual(lines(real));
    expect(lines(real).length).toBeGreaterThan(150);
  });

  test("every refusal has the same words, every import and every difference is the same", () => {
    const outcomes = (list: readonly Seen[]) =>
      list.map(({ title, outcome }) => {
        const isResource =
          typeof outcome === "object" && outcome !== null && ("id" in outcome || "objectId" in outcome);
        return `${title}: ${isResource ? "there" : JSON.stringify(outcome)}`;
      });
    expect(outcomes(ours)).toEqual(outcomes(real));
  });
});
