/**
 * What must be refused, and what must change nothing: bad input, another tenant, a shell full of a real tenant's
 * credentials, changes made in the portal, time.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepOnly } from "../tenant-file.ts";
import { type Stack, startStack, told } from "./stack.ts";

describe("bad input ends before any provider is called", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.close());

  const head =
    "tenant:\n  id: 11111111-1111-1111-1111-111111111111\n  domain: contoso.onmicrosoft.com\n  owners: [33333333-3333-3333-3333-333333333333]\n";

  test.each([
    [
      "every fault of the file at once, without a stack trace",
      `${head}integrations:\n  mail:\n    vendor: mailgate-sigma\n  lp:\n    vendor: app-connect\n    redirectUris: [http://x.example/]\n    credentials: [{ issued: 2026-11-21, expires: 2026-11-20 }]\n`,
      [
        "3 faults",
        "did you mean mailgates-sigma?",
        "only https:// is accepted",
        "expires 2026-11-20 is not after issued 2026-11-21",
      ],
    ],
    ["no YAML", "a: [b\n c: d", ["opens [ without closing it"]],
    ["an empty file", "", ["is empty"]],
    [
      "3 MB of aliases",
      `a: &a [1]\nb:\n${"  - [*a, *a, *a, *a, *a, *a, *a, *a]\n".repeat(80_000)}`,
      ["uses a YAML alias"],
    ],
  ])("%s", async (_, text, sentences) => {
    stack.settings(text);
    const requests = stack.tenant.history.length;
    const outcome = await stack.pulumi(["preview"]);
    expect(outcome.code).not.toBe(0);
    for (const sentence of sentences) expect(told(outcome)).toContain(sentence);
    expect(told(outcome)).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)/m);
    expect(stack.tenant.history).toHaveLength(requests);
  });

  test("a missing file", async () => {
    rmSync(join(stack.folder, "tenant.yaml"), { force: true });
    const outcome = await stack.pulumi(["preview"]);
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain("does not exist; copy tenants/dev.yaml to it");
  });

  test("a file of another tenant is refused by the pinned provider, and nothing is written", async () => {
    stack.settings((document) => {
      keepOnly(document, "mailgates");
      document.setIn(["tenant", "id"], "99999999-9999-9999-9999-999999999999");
    });
    const outcome = await stack.up();
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain("AADSTS90002");
    expect(stack.tenant.history.filter(({ write }) => write)).toEqual([]);
  });
});

describe("what must change nothing", () => {
  let stack: Stack;
  beforeAll(async () => {
    const shell = {
      ...process.env,
      ARM_TENANT_ID: "99999999-9999-9999-9999-999999999999",
      ARM_CLIENT_ID: "99999999-9999-9999-9999-999999999998",
      ARM_CLIENT_SECRET: "of-a-real-tenant",
      ARM_METADATA_HOSTNAME: "real.example",
      AZURE_CLIENT_SECRET: "of-a-real-tenant",
      PULUMI_ACCESS_TOKEN: "of-a-real-account",
      PULUMI_BACKEND_URL: "https://real.example",
    };
    stack = await startStack(undefined, shell);
    stack.settings((document) => keepOnly(document, "servicenow", "mailgates"));
  });
  afterAll(() => stack.close());

  test("a shell full of a real tenant's credentials: the run meets the simulated tenant alone", async () => {
    const outcome = await stack.apply();
    expect(told(outcome)).not.toContain("error");
    expect(stack.tenant.snapshot().applications).toHaveLength(2);
  });

  test("a change made in the portal is shown by refresh and undone by up", async () => {
    await patchApplication(stack, "MAILGATES Σ", { web: { redirectUris: ["https://attacker.example/"] } });
    const refresh = await stack.pulumi(["refresh", "--preview-only", "--expect-no-changes"]);
    expect(refresh.code).not.toBe(0);
    expect(stack.done(refresh)).toEqual(["update azuread:index/application:Application::mailgates-application"]);
    const outcome = await stack.apply("--refresh");
    expect(outcome.code).toBe(0);
    const application = stack.tenant.snapshot().applications.find(({ displayName }) => displayName === "MAILGATES Σ");
    expect(application?.web.redirectUris).not.toContain("https://attacker.example/");
  });

  test("the handed-over secret opens the tenant, and nothing beyond its consent", async () => {
    const { mailgates } = await stack.integrations();
    const state = await stack.pulumi(["stack", "export", "--show-secrets"], { confidential: true });
    const value = passwordIn(state.stdout, "mailgates-2026-11-21");
    const token = await tokenFor(stack, mailgates?.clientId ?? "", value);
    expect(rolesOf(token)).toEqual([
      "Group.Read.All",
      "Mail.Read",
      "Mail.ReadBasic",
      "Mail.ReadBasic.All",
      "User.Read.All",
    ]);
  });
});

interface ExportedState {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string;
      readonly type: string;
      readonly outputs?: { readonly value?: { readonly plaintext: string } };
    }[];
  };
}

function passwordIn(exported: string, name: string): string {
  const { deployment } = JSON.parse(exported) as ExportedState;
  const found = deployment.resources.find(
    ({ urn, type }) => urn.endsWith(`::${name}`) && type === "azuread:index/applicationPassword:ApplicationPassword",
  );
  return JSON.parse(found?.outputs?.value?.plaintext ?? '""') as string;
}

async function tokenFor(stack: Stack, clientId: string, clientSecret: string): Promise<string> {
  const response = await fetch(`${stack.tenant.loginUrl}/${stack.tenant.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${stack.tenant.graphUrl}/.default`,
    }),
  });
  const { access_token, error_description } = (await response.json()) as {
    access_token?: string;
    error_description?: string;
  };
  if (!access_token) throw new Error(error_description);
  return access_token;
}

function rolesOf(token: string): string[] {
  const { roles } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { roles: string[] };
  return [...roles].sort();
}

/** What a person would do in the portal, with the deployer's rights. */
async function patchApplication(stack: Stack, displayName: string, body: object): Promise<void> {
  const { clientId, clientSecret } = stack.tenant.deployer;
  const token = await tokenFor(stack, clientId, clientSecret);
  const id = stack.tenant.snapshot().applications.find((application) => application.displayName === displayName)?.id;
  const response = await fetch(`${stack.tenant.graphUrl}/v1.0/applications/${id}`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}
