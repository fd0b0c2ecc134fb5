/**
 * `verify` on the real engine: after `up` all is as declared; what an administrator changes is told; and each remedy that is
 * a command of ours, followed, leaves nothing to tell.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant as readSettings } from "../../components/settings.ts";
import { openGraph, openVaults } from "../../operate/graph.ts";
import { healSandbox } from "../../operate/heal-sandbox.ts";
import { signedInSandbox } from "../../operate/sign-in.ts";
import { compare } from "../../operate/verify/compare.ts";
import { namingOf } from "../../operate/verify/remedy.ts";
import { sidesOf } from "../../operate/verify/sides.ts";
import { isNotable } from "../../operate/verify/table.ts";
import type { Graph } from "../../recovery/graph.ts";
import { keyCredential, newKeyPair } from "../simulator/key-pair.ts";
import { keepOnly } from "../tenant-file.ts";
import { type Stack, startStack, told } from "./stack.ts";

const naming = namingOf({ name: "dev", file: "tenants/dev.yaml", world: "sandbox" });
const person = "44444444-4444-4444-4444-444444444444";
const guid = "aaaaaaaa-1111-4111-8111-111111111111";

let stack: Stack;
let graph: Graph;
beforeAll(async () => {
  stack = await startStack();
  stack.settings((document) => keepOnly(document, "servicenow", "mailgates", "live-platform", "app-connect"));
  expect((await stack.apply()).code).toBe(0);
  const { credential, services } = signedInSandbox(stack.tenant);
  graph = openGraph(credential, services);
});
afterAll(() => stack.close());

/** What `verify` tells, as `integration: check: verdict: command`. */
async function tells(): Promise<string[]> {
  const { credential, services } = signedInSandbox(stack.tenant);
  const sides = await sidesOf({
    stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
    integrations: resolveTenant(readSettings(`${stack.folder}/tenant.yaml`)),
    exportState: async () => (await stack.pulumi(["stack", "export"])).stdout,
    graph: openGraph(credential, services),
    vaults: openVaults(credential, services),
    now: stack.tenant.clock.now(),
    naming,
  });
  return compare(sides)
    .filter(isNotable)
    .map(({ integration, check, verdict, remedy }) =>
      [integration, check, verdict, remedy?.by === "command" ? remedy.command : "by hand"].join(": "),
    );
}

async function idsOf(name: string) {
  const outputs = (await stack.integrations())[name];
  if (outputs === undefined) throw new Error(`no outputs of ${name}`);
  return {
    application: `/applications/${outputs.applicationObjectId}`,
    principal: `/servicePrincipals/${outputs.servicePrincipalObjectId}`,
    ...outputs,
  };
}

const patch = (path: string, body: object) => graph.patch(path, body as never);

test("after up all is as declared, but for the lock that no run of the engine sets; looking writes nothing", async () => {
  const { writes } = stack.tenant.counts;
  expect(await tells()).toEqual([
    "app-connect: instance property lock: different: ./integrations verify app-connect --lock",
  ]);
  expect(stack.tenant.counts.writes).toBe(writes);
  await patch((await idsOf("app-connect")).application, {
    servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
  });
  expect(await tells()).toEqual([]);
});

test("another value stored in the vault under tags and dates of ours is told, until a refresh takes it as known", async () => {
  const { credential, services } = signedInSandbox(stack.tenant);
  const vaults = openVaults(credential, services);
  const { token } = (await credential.getToken(`${services.armUrl}/.default`)) ?? {};
  const [{ vaultEntry = "" } = {}] = (await idsOf("mailgates")).credentials;
  const [entry] = (await vaults.entries(vaultEntry.replace(/\/secrets\/.*/, ""))).filter(({ id }) => id === vaultEntry);
  const stored = await fetch(`${services.armUrl}${vaultEntry}?api-version=2024-11-01`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      tags: entry?.tags,
      properties: { value: "another", contentType: "text/plain", attributes: { enabled: true, exp: entry?.expires } },
    }),
  });
  expect(stored.status).toBe(200);
  expect(await tells()).toEqual(["mailgates: value of mailgates-2026-11-21: different: by hand"]);
});

describe("what up --refresh mends", () => {
  test("of the application and its enterprise application, of owners, scopes and the vault's entry", async () => {
    const mailgates = await idsOf("mailgates");
    await patch(mailgates.application, {
      displayName: "Mail",
      notes: "ask Bob",
      description: "mail",
      tags: ["finance"],
      signInAudience: "AzureADMultipleOrgs",
      serviceManagementReference: "SVC-1",
      isFallbackPublicClient: true,
      isDeviceOnlyAuthSupported: true,
      groupMembershipClaims: "All",
      web: {
        homePageUrl: "https://home.example",
        logoutUrl: "https://out.example/",
        redirectUris: ["https://contoso-mgf.cybermail.jp/oauth/callback", "https://evil.example/callback"],
        implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      },
      spa: { redirectUris: ["https://spa.example/"] },
      publicClient: { redirectUris: ["https://login.microsoftonline.com/common/oauth2/nativeclient"] },
      info: { termsOfServiceUrl: "https://terms.example" },
      requiredResourceAccess: [],
      identifierUris: [`api://${mailgates.clientId}`],
      api: {
        requestedAccessTokenVersion: 2,
        acceptMappedClaims: true,
        oauth2PermissionScopes: [
          {
            id: guid,
            value: "access_as_user",
            type: "User",
            isEnabled: true,
            adminConsentDescription: "x",
            adminConsentDisplayName: "x",
          },
        ],
      },
      appRoles: [
        {
          id: "bbbbbbbb-1111-4111-8111-111111111111",
          value: "Reader",
          displayName: "Reader",
          description: "reads",
          isEnabled: true,
          allowedMemberTypes: ["User"],
        },
      ],
    });
    await patch(mailgates.application, { api: { knownClientApplications: [guid] } });
    await patch(mailgates.principal, {
      appRoleAssignmentRequired: true,
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", "HideApp"],
      notes: "ours",
      description: "ours",
      loginUrl: "https://login.example",
      preferredSingleSignOnMode: "saml",
      alternativeNames: ["mail"],
      notificationEmailAddresses: ["bob@contoso.example"],
    });
    const reference = { "@odata.id": `${stack.tenant.graphUrl}/v1.0/directoryObjects/${person}` };
    for (const of of [mailgates.application, mailgates.principal]) await graph.post(`${of}/owners/$ref`, reference);
    await graph.delete(`${mailgates.principal}/owners/55555555-5555-5555-5555-555555555555/$ref`);
    const appConnect = await idsOf("app-connect");
    const [grants] = await graph.lists([`${appConnect.principal}/oauth2PermissionGrants`]);
    await patch(`/oauth2PermissionGrants/${grants?.[0]?.id}`, { scope: "User.Read Files.Read" });

    const before = await tells();
    expect(before.filter((line) => !line.endsWith(": ./integrations pulumi up --refresh"))).toEqual([
      "mailgates: instance property lock: different: ./integrations verify mailgates --lock",
      "mailgates: value of mailgates-2026-11-21: different: by hand",
    ]);
    expect(before).toHaveLength(47);
    const refreshed = await stack.apply("--refresh");
    if (refreshed.code !== 0) throw new Error(told(refreshed));
    expect(await tells()).toEqual([]);
  });
});

test("what make up mends by itself: revoked consents, a lost owner", async () => {
  const { application, principal } = await idsOf("mailgates");
  const lists = await graph.lists([`${principal}/appRoleAssignments`, `${principal}/oauth2PermissionGrants`]);
  await graph.delete(`${principal}/appRoleAssignments/${lists[0]?.[0]?.id}`);
  await graph.delete(`/oauth2PermissionGrants/${lists[1]?.[0]?.id}`);
  await graph.delete(`${application}/owners/55555555-5555-5555-5555-555555555555/$ref`);
  const live = await idsOf("live-platform");
  const [roles] = await graph.lists([
    `/roleManagement/directory/roleAssignments?$filter=principalId eq '${live.servicePrincipalObjectId}'`,
  ]);
  await graph.delete(`/roleManagement/directory/roleAssignments/${roles?.[0]?.id}`);
  expect(await tells()).toEqual([
    "mailgates: owner: different: make up",
    "mailgates: consent, application: different: make up",
    "mailgates: consent, delegated: different: make up",
    "live-platform: directory role: different: make up",
  ]);
  const healed = await healSandbox(
    `${stack.folder}/project`,
    "dev",
    stack,
    readSettings(`${stack.folder}/tenant.yaml`),
  );
  expect(healed.waits).toBe(false);
  expect((await stack.apply()).code).toBe(0);
  expect(await tells()).toEqual([]);
});

test("another certificate under the key id of ours is told: its dates and its id are the same", async () => {
  const servicenow = await idsOf("servicenow");
  const [{ keyId = "", issued = "", expires = "" } = {}] = servicenow.credentials;
  await patch(servicenow.application, { keyCredentials: [] });
  const ofTheSame = {
    ...keyCredential(await newKeyPair("somebody")),
    ...{ keyId, startDateTime: `${issued}T00:00:00Z`, endDateTime: `${expires}T00:00:00Z` },
  };
  await patch(servicenow.application, { keyCredentials: [ofTheSame] });
  expect(await tells()).toEqual([`servicenow: certificate ${issued}: different: by hand`]);
});
