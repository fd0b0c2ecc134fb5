/**
 * The stand-in for azuread sends what the real provider was recorded to send (provider 3.8.0, provider-trace.jsonl): every
 * request of every operation that it models, reads and repetitions included, in the recorded order with the recorded bodies.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { azuread } from "../../simulator/plugins/azuread.ts";
import type { Wire } from "../../simulator/plugins/http.ts";
import { type Operations, operations, type Recorded } from "../../simulator/plugins/operations.ts";
import type { Properties, Value } from "../../simulator/plugins/properties.ts";
import { replayCertificate } from "../simulator/certificate.ts";
import { make, type Simulated, startSimulated } from "./simulated.ts";
import { type } from "./types.ts";

interface Line {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string> | null;
  readonly body: Properties | null;
}

const trace = readFileSync(new URL("../simulator/provider-trace.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Line);

const deployerId = "33333333-3333-3333-3333-333333333333";

/** The tenant's own ids, by those of the recording. */
const ids = new Map<string, string>();
const sent: { method: string; path: string; query: Record<string, string> | null; body: Properties | null }[] = [];
let simulated: Simulated;
let run: Operations;

const wire: Wire = async (url, init) => {
  const { pathname, searchParams } = new URL(url);
  sent.push({
    method: String(init.method),
    path: pathname,
    query: searchParams.size > 0 ? Object.fromEntries(searchParams) : null,
    body: typeof init.body === "string" && init.body.startsWith("{") ? JSON.parse(init.body) : null,
  });
  return fetch(url, init);
};

beforeAll(async () => {
  simulated = await startSimulated("2026-01-01T00:00:00Z", {
    policies: { anyIdentifierUri: true },
    deployerPermissions: [
      "Application.ReadWrite.All",
      "AppRoleAssignment.ReadWrite.All",
      "DelegatedPermissionGrant.ReadWrite.All",
      "RoleManagement.ReadWrite.Directory",
    ],
  });
  run = operations(azuread({ ...simulated.httpEnvironment, wire }));
  await run.configure({});
});
afterAll(() => simulated.stop());

/** One request as it is compared: what a run makes up is named, what Graph ignores is left out. */
function comparable({ method, path, query, body }: Omit<Line, "step">): string {
  const known = (text: string) => [...ids].reduce((line, [recorded, own]) => line.replaceAll(own, recorded), text);
  const { "@odata.type": _, passwordCredentials: __, ...rest } = body ?? {};
  if (Array.isArray(rest.keyCredentials)) rest.keyCredentials = rest.keyCredentials.map(credential);
  const text = JSON.stringify({ query, body: body && sorted(rest) })
    .replaceAll(/http:\/\/[^/]+\/graph/g, "<graph>")
    .replaceAll(/TERRAFORM_UPDATE_[0-9a-f-]{36}/g, "TERRAFORM_UPDATE_<uuid>");
  return known(`${method} ${path} ${text}`);
}

/** A new key is told by its dates, one that is there already by its id: the rest of it is what Graph made of it. */
function credential(value: Value): Value {
  const { key, keyId, endDateTime } = value as Properties;
  return key === null ? { kept: keyId ?? null } : { keyId: keyId ?? null, endDateTime: endDateTime ?? null };
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/** Does what a step did, and holds what was sent against what was recorded. */
async function sends<Result>(
  step: string,
  work: () => Promise<Result>,
  learn: (result: Result) => Record<string, string> = () => ({}),
  isModelled: (line: Line) => boolean = () => true,
): Promise<Result> {
  sent.length = 0;
  const result = await work();
  for (const [recorded, own] of Object.entries(learn(result))) ids.set(recorded, own);
  const lines = trace.filter((line) => line.step === step);
  expect(lines).not.toEqual([]);
  expect(sent.map(comparable)).toEqual(lines.filter(isModelled).map(comparable));
  return result;
}

const objectId = ({ outputs }: Recorded) => String(outputs.objectId);
const last = ({ id }: Recorded) => id.split("/").at(-1) ?? "";

test("every request of an application, its principal, consents, roles and credentials is the recorded one", async () => {
  const role = { allowedMemberTypes: ["Application"], description: "r", displayName: "r", value: "r1" };
  const scope = { adminConsentDescription: "d", adminConsentDisplayName: "n", type: "User", value: "s1" };
  const wanted = {
    displayName: "o'app",
    owners: [deployerId],
    identifierUris: ["api://x1"],
    requiredResourceAccesses: [
      {
        resourceAppId: "00000003-0000-0000-c000-000000000000",
        resourceAccesses: [{ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }],
      },
    ],
    appRoles: [{ ...role, id: "aaaaaaaa-0000-0000-0000-000000000002", enabled: true }],
    api: { oauth2PermissionScopes: [{ ...scope, id: "aaaaaaaa-0000-0000-0000-000000000001", enabled: true }] },
  };
  // The recorded application has a password of its own (`password`), which the stand-in does not model.
  const app = await sends(
    "azuread_application create app",
    () => make(run, type.application, wanted),
    (made) => ({
      "2040d33f-5e03-4860-94ea-1d85c1b24a4f": objectId(made),
      "2f309157-825b-4fec-a521-093614d7177d": String(made.outputs.clientId),
    }),
  );
  const noOwner = await sends(
    "azuread_application create app0",
    () => make(run, type.application, { displayName: "noowner" }),
    (made) => ({ "09e1aae4-5eca-4838-a01b-0f96768eddd5": objectId(made) }),
  );
  await sends("azuread_application read app0", () =>
    run.read(type.application, noOwner.id, noOwner.outputs, noOwner.inputs),
  );
  let seenPasswords = 0;
  await sends(
    "azuread_application update app",
    () =>
      run.update(
        type.application,
        app,
        {
          ...wanted,
          appRoles: [],
          api: {
            oauth2PermissionScopes: [
              { ...(wanted.api.oauth2PermissionScopes[0] ?? {}), adminConsentDescription: "d2" },
            ],
          },
        },
        false,
      ),
    undefined,
    // The first twelve of its requests replace that password.
    () => ++seenPasswords > 12,
  );

  // The recording's credentials belong to an `azuread_application_registration`.
  const holder = await make(run, type.application, { displayName: "reg", owners: [deployerId] });
  ids.set("173ef72d-da0b-4932-9750-4ddd74b103ea", objectId(holder));
  const password = await sends(
    "azuread_application_password create pw",
    () => make(run, type.password, { applicationId: holder.id }),
    (made) => ({ "409145ad-e17a-445f-8ccd-0864e5073064": String(made.outputs.keyId) }),
  );
  await sends("azuread_application_password create pw2", () =>
    make(run, type.password, { applicationId: holder.id, displayName: "x", endDate: "2027-01-01T01:02:03Z" }),
  );
  const certificate = (keyId: string, more: Properties = {}) =>
    make(run, type.certificate, {
      applicationId: holder.id,
      keyId,
      type: "AsymmetricX509Cert",
      value: replayCertificate,
      ...more,
    });
  await sends("azuread_application_certificate create cert", () =>
    certificate("c4a13cc1-f108-03d0-376f-d9f418f3484f", { endDate: "2026-06-01T01:02:03Z" }),
  );
  const second = await sends("azuread_application_certificate create cert2", () =>
    certificate("60aeb092-7243-e26f-9eb8-1bba50d5ceb1"),
  );

  const principal = await sends(
    "azuread_service_principal create sp",
    () => make(run, type.principal, { clientId: String(app.outputs.clientId), owners: [deployerId] }),
    (made) => ({ "5bcd9718-1dbb-40dc-99ef-8e547a46a79e": objectId(made) }),
  );
  const graph = await sends(
    "azuread_service_principal create spg",
    () => make(run, type.principal, { clientId: "00000003-0000-0000-c000-000000000000", useExisting: true }),
    (made) => ({ "e1c044e5-9689-4244-bedc-c3cc0e9a67c6": objectId(made) }),
  );
  await sends("azuread_service_principal update sp", () =>
    run.update(type.principal, principal, { ...principal.inputs, notes: "n" }, false),
  );
  const assignment = await sends(
    "azuread_app_role_assignment create ara",
    () =>
      make(run, type.role, {
        appRoleId: "df021288-bdef-4463-88db-98f22de89214",
        principalObjectId: objectId(principal),
        resourceObjectId: objectId(graph),
      }),
    (made) => ({ "A4jxZCr-nqpnytDmaN6IRk__MBC6BQS42vXoeyzT6U8": last(made) }),
  );
  const consent = {
    servicePrincipalObjectId: objectId(principal),
    resourceServicePrincipalObjectId: objectId(graph),
  };
  const grant = await sends(
    "azuread_service_principal_delegated_permission_grant create gr",
    () => make(run, type.grant, { ...consent, claimValues: ["openid", "User.Read"] }),
    (made) => ({ "BJ702u-gmw2p3NTXPzOXQyFCDIyuEhgNVbreCHjNMjw": last(made) }),
  );
  await sends("azuread_service_principal_delegated_permission_grant update gr", () =>
    run.update(type.grant, grant, { ...consent, claimValues: ["openid"] }, false),
  );
  const directoryRole = await sends(
    "azuread_directory_role_assignment create dra",
    () =>
      make(run, type.directoryRole, {
        roleId: "fe930be7-5e62-47db-91af-98c3a49a38b1",
        principalObjectId: objectId(principal),
      }),
    (made) => ({ "vGv4dO9gi27lu26RVv6bVKhIFSVbW2ZN5gH5kqBPils-1": last(made) }),
  );

  const deletes: readonly [string, string, Recorded][] = [
    ["azuread_directory_role_assignment delete dra", type.directoryRole, directoryRole],
    ["azuread_service_principal_delegated_permission_grant delete gr", type.grant, grant],
    ["azuread_app_role_assignment delete ara", type.role, assignment],
    ["azuread_service_principal delete spg", type.principal, graph],
    ["azuread_service_principal delete sp", type.principal, principal],
    ["azuread_application_certificate delete cert2", type.certificate, second],
    ["azuread_application_password delete pw", type.password, password],
    ["azuread_application delete app", type.application, app],
  ];
  for (const [step, kind, made] of deletes) await sends(step, () => run.delete(kind, made));
});
