/**
 * The azuread provider's own requests, recorded from provider 3.8.0 against a stub, sent to the simulated tenant.
 * Every status must be the recorded one. What has to be put in place of recorded values stands in `SUBSTITUTIONS`.
 */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { sandboxIds } from "../../simulator/directory/seed.ts";
import { replayCertificate } from "./certificate.ts";
import { type Answer, deployerSecret, origin, type Sandbox, sandbox } from "./sandbox.ts";

interface Line {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string> | null;
  readonly body: Record<string, unknown> | null;
  readonly status: number;
}

/** Steps of resources that no integration uses, which the simulated tenant answers with 501. */
const skippedSteps: Readonly<Record<string, string>> = {};

const lines = readFileSync(new URL("provider-trace.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Line);

/** Ids that the recording stub made up, found by their first letters, and where the tenant's own stand in its answer. */
const producedIds: readonly {
  readonly step: string;
  readonly method: string;
  readonly ids: Readonly<Record<string, (body: Answer["body"]) => string>>;
}[] = [
  {
    step: "azuread_application create app",
    method: "POST",
    ids: {
      "2040d33f": (body) => body.id,
      "2f309157": (body) => body.appId,
      "06738f38": (body) => body.passwordCredentials[0].keyId,
    },
  },
  { step: "azuread_application create app0", method: "POST", ids: { "09e1aae4": (body) => body.id } },
  { step: "azuread_application_registration create reg", method: "POST", ids: { "173ef72d": (body) => body.id } },
  { step: "azuread_application_password create pw", method: "POST", ids: { "409145ad": (body) => body.keyId } },
  {
    step: "azuread_application_federated_identity_credential create fic",
    method: "POST",
    ids: { "00718926": (body) => body.id },
  },
  { step: "azuread_service_principal create sp", method: "POST", ids: { "5bcd9718": (body) => body.id } },
  { step: "azuread_service_principal create spg", method: "GET", ids: { e1c044e5: (body) => body.value?.[0]?.id } },
  { step: "azuread_app_role_assignment create ara", method: "POST", ids: { "A4jxZCr-": (body) => body.id } },
  {
    step: "azuread_service_principal_delegated_permission_grant create gr",
    method: "POST",
    ids: { "BJ702u-": (body) => body.id },
  },
  { step: "azuread_directory_role create dr", method: "POST", ids: { "56875a3e": (body) => body.id } },
  { step: "azuread_directory_role_assignment create dra", method: "POST", ids: { vGv4dO9g: (body) => body.id } },
  { step: "azuread_group create g", method: "POST", ids: { "1f7023a5": (body) => body.id } },
  { step: "data.azuread_user read d5", method: "GET", ids: { "1ea64bd7": (body) => body.value?.[0]?.id } },
];

/** What stood for a recorded id: a GUID, or an id of base64url letters. */
function recorded(prefix: string): RegExp {
  return new RegExp(`(?<![0-9A-Za-z_-])${prefix}[0-9A-Za-z_-]*`, "g");
}

const substitutions = new Map<RegExp, string>([
  [/http:\/\/127\.0\.0\.1:18080\/graph/g, `${origin}/graph`],
  [/s3cret/g, deployerSecret],
  [/<base64 of the PEM text>/g, Buffer.from(replayCertificate).toString("base64")],
]);

function translated<Value>(value: Value): Value {
  let text = JSON.stringify(value);
  for (const [from, to] of substitutions) text = text.replace(from, to);
  return JSON.parse(text) as Value;
}

/** Keys that a PATCH echoes are the stub's own; the tenant's stand in the last answer that listed keys. */
function withEchoes(
  body: Record<string, unknown>,
  echoes: readonly { readonly keyId: string }[],
): Record<string, unknown> {
  const keys = body.keyCredentials as readonly { readonly keyId: string; readonly key: string | null }[] | undefined;
  if (!keys) return body;
  const kept = keys.map((key) => (key.key === null ? (echoes.find(({ keyId }) => keyId === key.keyId) ?? key) : key));
  return { ...body, keyCredentials: kept };
}

let tenant: Sandbox;
let accessToken: string | undefined;
let echoes: readonly { readonly keyId: string }[] = [];

async function replay(line: Line): Promise<Answer> {
  const { path, query, body } = translated({ path: line.path, query: line.query, body: line.body });
  const address = query ? `${path}?${new URLSearchParams(query)}` : path;
  const answer = path.endsWith("/token")
    ? await tenant.tokenRequest(body as Record<string, string>)
    : await tenant.send(line.method, address, body ? withEchoes(body, echoes) : undefined, accessToken);
  if (answer.body?.access_token) accessToken = answer.body.access_token;
  if (answer.body?.keyCredentials) echoes = answer.body.keyCredentials;
  const produced = producedIds.find(({ step, method }) => step === line.step && method === line.method);
  for (const [prefix, read] of Object.entries(produced?.ids ?? {})) {
    const own = answer.body && read(answer.body);
    if (own) substitutions.set(recorded(prefix), own);
  }
  return answer;
}

describe("the azuread provider's recorded requests get the recorded statuses", () => {
  beforeAll(async () => {
    tenant = await sandbox({
      permissions: [
        "Application.ReadWrite.All",
        "AppRoleAssignment.ReadWrite.All",
        "DelegatedPermissionGrant.ReadWrite.All",
        "Directory.Read.All",
        "Group.ReadWrite.All",
        "RoleManagement.ReadWrite.Directory",
      ],
      policies: { anyIdentifierUri: true },
      users: [
        {
          id: "77777777-7777-7777-7777-777777777777",
          userPrincipalName: "a@b.c",
          displayName: "a",
          mailNickname: "a",
          mail: null,
          accountEnabled: true,
        },
      ],
    });
  });

  it("holds 225 requests in 50 steps, by the deployer the tenant knows", () => {
    expect(lines).toHaveLength(225);
    expect(new Set(lines.map(({ step }) => step)).size).toBe(50);
    expect(lines[1]?.body?.client_id).toBe(sandboxIds.deployerClientId);
  });

  for (const step of new Set(lines.map((line) => line.step))) {
    it.skipIf(step in skippedSteps)(step, async () => {
      for (const line of lines.filter((candidate) => candidate.step === step)) {
        const answer = await replay(line);
        const where = `${line.method} ${line.path}`;
        const why = answer.body?.error ? ` ${JSON.stringify(answer.body.error)}` : "";
        expect(`${where} ${answer.status}${answer.status === line.status ? "" : why}`).toBe(`${where} ${line.status}`);
      }
    });
  }
});
