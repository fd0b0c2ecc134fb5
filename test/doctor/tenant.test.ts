/** What the doctor makes of a tenant: a Graph that tells what a test wants, and every row that is decided by it. */
import { describe, expect, test } from "vitest";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { parseTenant } from "../../components/settings.ts";
import { codeOf } from "../../operate/doctor/row.ts";
import { daysIn } from "../../operate/doctor/tenant/app-management.ts";
import { tenantRows } from "../../operate/doctor/tenant/index.ts";
import type { Readers } from "../../operate/doctor/tenant/part.ts";
import type { Graph, GraphObject } from "../../recovery/graph.ts";

const deployer = "33333333-3333-3333-3333-333333333333";
const adele = "88888888-8888-8888-8888-888888888888";
const sales = "99999999-9999-9999-9999-999999999999";
const graphApi = "00000003-0000-0000-c000-000000000000";

const mailgates = `integrations:
  mailgates:
    vendor: mailgates-sigma
    signsIn: [${adele}]
    signsInGroups: [${sales}]
    stillOpen: true
    redirectUris:
      - https://contoso-mgf.cybermail.jp/oauth/callback
      - https://contoso-mgf.cybermail.jp/admin/oauth/callback
    credentials: [{ issued: 2026-11-21, expires: 2028-11-20 }]
`;

function file(more = "", integrations = mailgates, owners = `[{ servicePrincipal: ${deployer}, deploys: true }]`) {
  return `tenant:
  id: 11111111-1111-1111-1111-111111111111
  domain: contoso.onmicrosoft.com
  owners: ${owners}
${more}${integrations}`;
}

/** A refusal, as the signed-in Graph throws it. */
const forbidden = Object.assign(new Error("Graph refuses GET … with 403 Authorization_RequestDenied"), {
  statusCode: 403,
});

const rolesOfDeployer = [
  "18a4783c-866b-4cc7-a460-3d5e5662c884", // Application.ReadWrite.OwnedBy
  "7ab1d382-f21e-4acd-a863-ba3e13f7da61", // Directory.Read.All
  "06b708a9-e830-4db3-a914-8e69da51d44f", // AppRoleAssignment.ReadWrite.All
  "8e8e4742-1d95-4f68-9d56-6ee75648c72a", // DelegatedPermissionGrant.ReadWrite.All
];

type Told = GraphObject | readonly GraphObject[] | Error | undefined;

/** How applications with a marker are asked for. */
function applications(marker: string): string {
  return `/applications?$filter=tags/any(t:t eq '${marker}')&$select=id,createdDateTime,signInAudience,identifierUris,passwordCredentials,keyCredentials`;
}

/** A tenant as it has to be for {@link mailgates}, by path; a test changes single answers. */
function well(): Record<string, Told> {
  return {
    "/organization?$select=id,verifiedDomains": [
      { id: "11111111-1111-1111-1111-111111111111", verifiedDomains: [{ name: "contoso.onmicrosoft.com" }] },
    ],
    [`/servicePrincipals/${deployer}/appRoleAssignments`]: rolesOfDeployer.map((appRoleId) => ({ appRoleId })),
    [`/roleManagement/directory/roleAssignments?$filter=principalId eq '${deployer}'`]: [],
    [`/servicePrincipals?$filter=appId eq '${graphApi}'&$select=id,accountEnabled`]: [
      { id: "g", accountEnabled: true },
    ],
    [`/directoryObjects/${deployer}`]: {
      "@odata.type": "#microsoft.graph.servicePrincipal",
      displayName: "Deployer",
    },
    [`/directoryObjects/${adele}`]: { "@odata.type": "#microsoft.graph.user", displayName: "Adele Vance" },
    [`/directoryObjects/${sales}`]: { "@odata.type": "#microsoft.graph.group", displayName: "Sales" },
    [`/users/${adele}?$select=id,accountEnabled,userType`]: { accountEnabled: true, userType: "Member" },
    [`/servicePrincipals/${deployer}?$select=id,accountEnabled`]: { accountEnabled: true },
    "/policies/defaultAppManagementPolicy": { isEnabled: false },
    "/policies/appManagementPolicies": [],
    [applications("m365-integrations/m365/contoso/mailgates")]: [],
    [applications("m365-integrations/mailgates")]: [],
  };
}

function telling(told: Record<string, Told>): Readers {
  const answer = (path: string): Told => {
    if (!(path in told)) throw new Error(`nobody told ${path}`);
    if (told[path] instanceof Error) throw told[path];
    return told[path];
  };
  const never = async (): Promise<never> => {
    throw new Error("the doctor writes nothing");
  };
  const graph: Graph = {
    lists: async (paths) => paths.map((path) => (answer(path) ?? []) as readonly GraphObject[]),
    objects: async (paths) => paths.map((path) => answer(path) as GraphObject | undefined),
    post: never,
    patch: never,
    delete: never,
  };
  return {
    graph,
    beta: async (path) => answer(`/beta${path}`) as GraphObject | undefined,
    vaults: { entries: async (id) => (answer(id) ?? []) as never },
  };
}

async function rowsFor(
  change: Record<string, Told> = {},
  text = file(),
  consentClientId?: string,
  more: Partial<ResolvedIntegration> = {},
) {
  const tenant = parseTenant(text, "tenants/contoso.yaml");
  const declared = {
    tenant,
    integrations: resolveTenant(tenant).map((integration) => ({ ...integration, ...more })),
    consentClientId,
    file: "tenants/contoso.yaml",
    project: "m365",
    name: "contoso",
    now: new Date("2026-11-27T00:00:00Z"),
  };
  return tenantRows(telling({ ...well(), ...change }), declared);
}

/** What is not well, in one line each. */
async function wrong(change: Record<string, Told>, text?: string, consentClientId?: string) {
  const rows = await rowsFor(change, text, consentClientId);
  return rows
    .filter(({ verdict }) => verdict !== "ok")
    .map(({ check, subject, verdict, found, remedy }) => `${check} ${subject}: ${verdict}: ${found} → ${remedy}`);
}

describe("a tenant as the file needs it", () => {
  test("has a row for each thing that was looked at, and ends with 0", async () => {
    const rows = await rowsFor();
    expect(rows.map(({ check, subject, expected, verdict }) => `${check} ${subject}: ${expected}: ${verdict}`)).toEqual(
      [
        "tenant contoso.onmicrosoft.com: 11111111-1111-1111-1111-111111111111, contoso.onmicrosoft.com: ok",
        "deployer-right Application.ReadWrite.OwnedBy: held by the deployer, for mailgates: ok",
        "deployer-right Application.Read.All: held by the deployer, for mailgates: ok",
        "deployer-right AppRoleAssignment.ReadWrite.All: held by the deployer, for mailgates: ok",
        "deployer-right DelegatedPermissionGrant.ReadWrite.All: held by the deployer, for mailgates: ok",
        "deployer-right User.ReadBasic.All: held by the deployer, for mailgates: ok",
        "deployer-right GroupMember.Read.All: held by the deployer, for mailgates: ok",
        "api-principal Microsoft Graph: a principal, for mailgates: ok",
        `owner ${deployer}: an enterprise application: ok`,
        `user ${adele}: a user: ok`,
        `group ${sales}: a group: ok`,
        "secret-lifetime mailgates: no limit, as the file says none: ok",
        "secret-allowed mailgates: client secrets, which the file makes: ok",
      ],
    );
    expect(codeOf(rows)).toBe(0);
  });
});

describe("the tenant that answers", () => {
  test("is another one", async () => {
    const other = {
      id: "12121212-1212-1212-1212-121212121212",
      verifiedDomains: [{ name: "fabrikam.onmicrosoft.com" }],
    };
    expect(await wrong({ "/organization?$select=id,verifiedDomains": [other] })).toEqual([
      "tenant contoso.onmicrosoft.com: wrong: 12121212-1212-1212-1212-121212121212, fabrikam.onmicrosoft.com → set `tenant.id` and `tenant.domain` of tenants/contoso.yaml right, or sign in elsewhere",
    ]);
  });

  test("may not be read", async () => {
    expect(await wrong({ "/organization?$select=id,verifiedDomains": forbidden })).toEqual([
      "tenant contoso.onmicrosoft.com: not readable: Graph refuses GET … with 403 Authorization_RequestDenied → whoever is signed in needs Organization.Read.All",
    ]);
  });

  describe("the domain of an Application ID URI", () => {
    const of = async (exposes: NonNullable<ResolvedIntegration["exposes"]>, change: Record<string, Told> = {}) =>
      (await rowsFor(change, file(), undefined, { exposes }))
        .filter(({ check }) => check === "identifier-uri-domain")
        .map(({ verdict, expected, found, remedy, stops }) => [verdict, expected, found, remedy, stops]);

    test("is one of the tenant's, or below one", async () => {
      const expected = "portal.contoso.onmicrosoft.com, or a domain above it, verified by the tenant";
      expect(await of({ identifierUri: "https://portal.contoso.onmicrosoft.com/use" })).toEqual([
        ["ok", expected, "contoso.onmicrosoft.com", undefined, undefined],
      ]);
      expect(await of({ identifierUri: "api://notcontoso.onmicrosoft.com/use" })).toEqual([
        [
          "wrong",
          "notcontoso.onmicrosoft.com, or a domain above it, verified by the tenant",
          "contoso.onmicrosoft.com",
          "Entra would refuse api://notcontoso.onmicrosoft.com/use: verify the domain first (Entra › Domain names), or write api://{clientId}",
          true,
        ],
      ]);
    });

    test("is looked up where Entra asks for it alone: not beside an id, nor for tokens of version 2", async () => {
      expect(await of({ identifierUri: "api://portal.fabrikam.example/{clientId}" })).toEqual([]);
      expect(await of({ identifierUri: "https://portal.fabrikam.example", accessTokenVersion: 2 })).toEqual([]);
      expect((await of({ identifierUri: "https://portal.fabrikam.example/{clientId}" }))[0]?.[0]).toBe("wrong");
    });

    test("may not be read", async () => {
      const unread = { "/organization?$select=id,verifiedDomains": forbidden };
      expect((await of({ identifierUri: "https://contoso.example" }, unread))[0]?.slice(0, 4)).toEqual([
        "not readable",
        "contoso.example, or a domain above it, verified by the tenant",
        "Graph refuses GET … with 403 Authorization_RequestDenied",
        "whoever is signed in needs Organization.Read.All",
      ]);
    });
  });

  test("is not reached at all: the doctor ends with that, and with no row", async () => {
    const offline = new Error("Graph could not be asked GET /organization: fetch failed");
    await expect(rowsFor({ "/organization?$select=id,verifiedDomains": offline })).rejects.toThrow("fetch failed");
  });
});

describe("the deployer", () => {
  const assignments = `/servicePrincipals/${deployer}/appRoleAssignments`;

  test("lacks a right: named with the integrations that need it", async () => {
    expect(await wrong({ [assignments]: rolesOfDeployer.slice(0, 3).map((appRoleId) => ({ appRoleId })) })).toEqual([
      `deployer-right DelegatedPermissionGrant.ReadWrite.All: wrong: not held → a Privileged Role Administrator grants DelegatedPermissionGrant.ReadWrite.All of Microsoft Graph to ${deployer}`,
    ]);
  });

  test("holds a directory role, which may give the same: not counted as well, and not as wrong", async () => {
    const told = await wrong({
      [assignments]: rolesOfDeployer.slice(0, 3).map((appRoleId) => ({ appRoleId })),
      [`/roleManagement/directory/roleAssignments?$filter=principalId eq '${deployer}'`]: [{ id: "r" }],
    });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      /^deployer-right DelegatedPermissionGrant\.ReadWrite\.All: not readable: not held; its directory/,
    );
  });

  test("is not named in the file: nobody knows who deploys", async () => {
    const told = await wrong({}, file("", mailgates, `[{ servicePrincipal: ${deployer} }]`));
    expect(told).toHaveLength(6);
    expect(told[0]).toContain("not readable: no owner is marked `deploys: true`");
  });

  test("leaves consent to another identity: that one's rights are read by its client id", async () => {
    const consenter = "77777777-7777-7777-7777-777777777777";
    const told = await wrong(
      {
        [`/servicePrincipals?$filter=appId eq '${consenter}'&$select=id`]: [{ id: "c" }],
        "/servicePrincipals/c/appRoleAssignments": [],
        "/roleManagement/directory/roleAssignments?$filter=principalId eq 'c'": [],
      },
      file(),
      consenter,
    );
    expect(told.map((line) => line.replace(/:.*→/, " →"))).toEqual([
      "deployer-right Application.Read.All → a Privileged Role Administrator grants Application.Read.All of Microsoft Graph to c",
      "deployer-right AppRoleAssignment.ReadWrite.All → a Privileged Role Administrator grants AppRoleAssignment.ReadWrite.All of Microsoft Graph to c",
      "deployer-right DelegatedPermissionGrant.ReadWrite.All → a Privileged Role Administrator grants DelegatedPermissionGrant.ReadWrite.All of Microsoft Graph to c",
    ]);
  });
});

describe("an API that is asked", () => {
  const path = `/servicePrincipals?$filter=appId eq '${graphApi}'&$select=id,accountEnabled`;

  test("has no principal in the tenant", async () => {
    expect(await wrong({ [path]: [] })).toEqual([
      `api-principal Microsoft Graph: wrong: none → a Cloud Application Administrator makes it once: az ad sp create --id ${graphApi}. Where the tenant stays without, write Microsoft Graph under \`tenant.absentApis\` of tenants/contoso.yaml: \`check\` then refuses what asks for it`,
    ]);
  });

  test("has one that nobody gets a token for", async () => {
    const [told] = await wrong({ [path]: [{ id: "g", accountEnabled: false }] });
    expect(told).toMatch(/^api-principal Microsoft Graph: wrong: g, sign-in disabled → Entra gives no token for it/);
  });
});

describe("the vault", () => {
  const id =
    "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-m365";
  const kept = file().replace("integrations:", `vault: ${id}\nintegrations:`);
  const refusal = (statusCode: number, words: string) => ({
    [id]: Object.assign(new Error(`the entries of ${id} cannot be listed: ${words}`), { statusCode }),
  });

  test("is there", async () => {
    const rows = await rowsFor({ [id]: [{ id: "a", name: "a" }] }, kept);
    expect(rows.filter(({ part }) => part === "vault").map(({ found }) => found)).toEqual(["there, 1 entry"]);
  });

  test("is missing: the run would stop at the first credential", async () => {
    const told = await wrong(refusal(404, "404 ResourceNotFound"), kept);
    expect(told).toEqual([
      `vault kv-m365: wrong: the entries of ${id} cannot be listed: 404 ResourceNotFound → make it, or set \`vault\` of tenants/contoso.yaml to the resource id of one that is there (az keyvault show --name <name> --query id)`,
    ]);
  });

  test("is not shown to whoever is signed in", async () => {
    expect((await wrong(refusal(403, "403 AuthorizationFailed"), kept))[0]).toMatch(
      /^vault kv-m365: not readable: .* → whoever is signed in needs the role Key Vault Reader on it/,
    );
  });
});

describe("an object id of the file", () => {
  test("is nobody's", async () => {
    expect(await wrong({ [`/directoryObjects/${adele}`]: undefined })).toEqual([
      `user ${adele}: wrong: no object of this tenant → write the object id that is meant, or remove it (integrations.mailgates.signsIn[0] in tenants/contoso.yaml); az ad user show prints one`,
    ]);
  });

  test("is a group's where a user is meant", async () => {
    const told = await wrong({
      [`/directoryObjects/${adele}`]: { "@odata.type": "#microsoft.graph.group", displayName: "Sales" },
    });
    expect(told).toEqual([
      `user ${adele}: wrong: a group, Sales → write ${adele} under \`signsInGroups\` (integrations.mailgates.signsIn[0] in tenants/contoso.yaml)`,
    ]);
  });

  test("is an app registration's among the owners", async () => {
    const told = await wrong({
      [`/directoryObjects/${deployer}`]: { "@odata.type": "#microsoft.graph.application", displayName: "Deployer" },
    });
    expect(told[0]).toMatch(/^owner 33333333-[^:]*: wrong: an app registration, Deployer → write the object id/);
  });

  test("is a device's", async () => {
    const told = await wrong({
      [`/directoryObjects/${adele}`]: { "@odata.type": "#microsoft.graph.device", displayName: "LAPTOP-1" },
    });
    expect(told[0]).toMatch(/^user 88888888-[^:]*: wrong: a device, LAPTOP-1 → write the object id/);
  });

  const account = `/users/${adele}?$select=id,accountEnabled,userType`;

  test("is that of an account which is disabled: the run goes on, and Entra refuses them", async () => {
    const change = { [account]: { accountEnabled: false, userType: "Member" } };
    expect(await wrong(change)).toEqual([
      `user ${adele}: wrong: a user, Adele Vance, sign-in disabled → Entra refuses them (AADSTS50057): enable the account (az ad user update --id ${adele} --account-enabled true), or name another`,
    ]);
    expect((await rowsFor(change)).filter(({ stops }) => stops)).toEqual([]);
  });

  test("is the deployer's, whose sign-in is disabled: no run begins", async () => {
    const rows = await rowsFor({
      [`/servicePrincipals/${deployer}?$select=id,accountEnabled`]: { accountEnabled: false },
    });
    expect(rows.filter(({ stops }) => stops).map(({ found }) => found)).toEqual([
      "an enterprise application, Deployer, sign-in disabled",
    ]);
  });

  test("is a guest's: told, and well where they sign in, not where they own", async () => {
    const rows = await rowsFor({ [account]: { accountEnabled: true, userType: "Guest" } });
    expect(rows.filter(({ check }) => check === "user").map(({ found, verdict }) => [found, verdict])).toEqual([
      ["a guest, Adele Vance", "ok"],
    ]);
    const owners = `[{ servicePrincipal: ${deployer}, deploys: true }, { user: ${adele} }]`;
    const told = await wrong({ [account]: { accountEnabled: true, userType: "Guest" } }, file("", mailgates, owners));
    expect(told).toEqual([
      `owner ${adele}: wrong: a guest, Adele Vance → an owner from another organisation can make itself a credential of the application: name one of this tenant`,
    ]);
  });

  test("stays what it is where nobody may see whether the account is enabled", async () => {
    expect(await wrong({ [account]: forbidden })).toEqual([]);
  });

  test("has another name than the file says beside it", async () => {
    expect(await wrong({}, file(`  names: { ${adele}: Alex Wilber, ${sales}: Sales }\n`))).toEqual([
      `user ${adele}: wrong: a user, Adele Vance → tenants/contoso.yaml calls ${adele} "Alex Wilber": either the id or the name is another's`,
    ]);
  });
});

describe("the app management policies", () => {
  const path = "/policies/defaultAppManagementPolicy";
  const policy = (restrictions: readonly object[], key = "passwordCredentials") => ({
    [path]: { isEnabled: true, applicationRestrictions: { [key]: restrictions } },
  });
  const lifetime = { restrictionType: "passwordLifetime", state: "enabled", maxLifetime: "P180D" };
  const addition = { restrictionType: "passwordAddition", state: "enabled" };
  const standing = (more: object = {}) => ({
    [applications("m365-integrations/m365/contoso/mailgates")]: [
      { id: "app", createdDateTime: "2026-11-21T08:00:00Z", passwordCredentials: [], keyCredentials: [], ...more },
    ],
  });
  const made = { passwordCredentials: [{ displayName: "mailgates 2026-11-21" }] };
  const ofItsOwn = (restrictions: object, isEnabled = true) => ({
    "/policies/appManagementPolicies": [{ id: "p1", displayName: "Long for mail", isEnabled, restrictions }],
    "/policies/appManagementPolicies/p1/appliesTo?$select=id": [{ id: "app" }],
  });

  test("take shorter secrets than the file's, which says nothing of it: the run would stop", async () => {
    expect(await wrong(policy([lifetime]))).toEqual([
      "secret-lifetime mailgates: wrong: 180 days, by the tenant's policy → Entra would refuse 2026-11-21 (730 days): let it end within 180 days, or exempt its application; and write `policy: { secretLifetimeDays: 180 }` under `tenant` in tenants/contoso.yaml, so that check says it first",
    ]);
    const rows = await rowsFor(policy([lifetime]));
    expect(rows.filter(({ stops }) => stops).map(({ at }) => at)).toEqual([["integrations.mailgates.credentials"]]);
  });

  test("take shorter secrets than one that stands already: nothing stops, and the file does not know the limit", async () => {
    const rows = await rowsFor({ ...policy([lifetime]), ...standing(made) });
    const [row] = rows.filter(({ verdict }) => verdict !== "ok");
    expect([row?.verdict, row?.stops]).toEqual(["wrong", undefined]);
    expect(row?.remedy).toBe(
      "write `policy: { secretLifetimeDays: 180 }` under `tenant` in tenants/contoso.yaml, with `since` where older client secrets stay; check then names each that is too long",
    );
    const known = file("  policy: { secretLifetimeDays: { days: 180, since: 2026-11-22 } }\n");
    expect(await wrong({ ...policy([lifetime]), ...standing(made) }, known)).toEqual([]);
    expect(
      await wrong(
        { ...policy([lifetime]), ...standing(made) },
        file("  policy: { secretLifetimeDays: { days: 365, since: 2026-11-22 } }\n"),
      ),
    ).toHaveLength(1);
  });

  test("take no new secret at all, but for an application that has a policy of its own", async () => {
    expect(await wrong(policy([addition]))).toEqual([
      "secret-allowed mailgates: wrong: no new one, by the tenant's policy → use a certificate where the vendor takes one; else have the deployer exempted (Entra › App management policies › Block password addition › Excluded callers)",
    ]);
    const lifted = { passwordCredentials: [{ ...addition, state: "disabled" }] };
    expect(await wrong({ ...policy([addition]), ...standing(), ...ofItsOwn(lifted) })).toEqual([]);
    // Another application's is no exemption of this one, and what is switched off exempts nothing.
    expect(await wrong({ ...policy([addition]), ...standing({ id: "other" }), ...ofItsOwn(lifted) })).toHaveLength(1);
    expect(await wrong({ ...policy([addition]), ...standing(), ...ofItsOwn(lifted, false) })).toHaveLength(1);
  });

  test("bind an application that is exempt from one thing by the tenant's policy in all else", async () => {
    const both = policy([addition, lifetime]);
    const lifted = ofItsOwn({ passwordCredentials: [{ ...addition, state: "disabled" }] });
    expect((await wrong({ ...both, ...standing(), ...lifted })).map((line) => line.split(" →")[0])).toEqual([
      "secret-lifetime mailgates: wrong: 180 days, by the tenant's policy",
    ]);
  });

  test("of one application alone may be narrower than the tenant's", async () => {
    const [told] = await wrong({ ...standing(), ...ofItsOwn({ passwordCredentials: [lifetime] }) });
    expect(told).toMatch(
      /^secret-lifetime mailgates: wrong: 180 days, by its own policy, "Long for mail" → Entra would/,
    );
  });

  test("of applications from a day on bind none from before it, and each that is yet to be made", async () => {
    const later = { ...lifetime, restrictForAppsCreatedAfterDateTime: "2026-11-22T00:00:00Z" };
    expect(await wrong({ ...policy([later]), ...standing() })).toEqual([]);
    expect(await wrong(policy([later]))).toHaveLength(1);
    const onTheDay = { ...lifetime, restrictForAppsCreatedAfterDateTime: "2026-11-21T08:00:00Z" };
    expect(await wrong({ ...policy([onTheDay]), ...standing() })).toHaveLength(1);
  });

  test("except callers by an attribute that nothing here reads: not told as refused, nor as well", async () => {
    const actors = { ...addition, excludeActors: { customSecurityAttributes: [{ id: "a" }] } };
    const [told] = await wrong(policy([actors]));
    expect(told).toMatch(
      /^secret-allowed mailgates: not readable: no new one, by the tenant's policy; callers with a custom security attribute are exempt → see whether the deployer has that attribute/,
    );
  });

  test("bind nothing while they are switched off, or a restriction of them is", async () => {
    expect(
      await wrong({ [path]: { isEnabled: false, applicationRestrictions: { passwordCredentials: [lifetime] } } }),
    ).toEqual([]);
    expect(await wrong(policy([{ ...lifetime, state: "disabled" }]))).toEqual([]);
  });

  const servicenow =
    "integrations:\n  servicenow:\n    vendor: servicenow-teams\n    instances: [a]\n    permissions: { Microsoft Graph: { delegated: [User.Read] } }\n    credentials: [{ issued: 2026-11-21, expires: 2027-11-21 }]\n";
  const noServicenow = {
    [applications("m365-integrations/m365/contoso/servicenow")]: [],
    [applications("m365-integrations/servicenow")]: [],
  };

  test("have their own limit for certificates, and may take those of listed authorities alone", async () => {
    const limit = { restrictionType: "asymmetricKeyLifetime", state: "enabled", maxLifetime: "P3M" };
    const listed = { restrictionType: "trustedCertificateAuthority", state: "enabled" };
    expect(
      (await wrong({ ...noServicenow, ...policy([limit, listed], "keyCredentials") }, file("", servicenow))).map(
        (line) => line.split(":").slice(0, 3).join(":"),
      ),
    ).toEqual([
      "certificate-lifetime servicenow: wrong: 90 days, by the tenant's policy → Entra would refuse 2026-11-21 (365 days)",
      "certificate-authority servicenow: wrong: no new one, by the tenant's policy → name a certificate of an authority that the tenant lists (`certificate",
    ]);
  });

  const appConnect =
    "integrations:\n  app-connect:\n    vendor: app-connect\n    redirectUris: [https://a.example/cb]\n    audience: multiple\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n";

  test("may take no new multitenant application, which Graph tells in beta alone", async () => {
    const none = {
      [applications("m365-integrations/m365/contoso/app-connect")]: [],
      [applications("m365-integrations/app-connect")]: [],
    };
    const beta = {
      [`/beta${path}`]: {
        isEnabled: true,
        applicationRestrictions: { audiences: { azureAdMultipleOrgs: { state: "enabled" } } },
      },
    };
    expect(await wrong({ ...none, ...beta }, file("", appConnect))).toEqual([
      "multi-tenant app-connect: wrong: none that is new, by the tenant's policy → write `audience: single` where the vendor's page lets you; else have the deployer exempted; and write `policy: { blocksMultiTenant: true }` under `tenant` in tenants/contoso.yaml",
    ]);
    const there = {
      [applications("m365-integrations/m365/contoso/app-connect")]: [
        { id: "app", createdDateTime: "2026-11-21T08:00:00Z", signInAudience: "AzureADMultipleOrgs" },
      ],
    };
    expect(await wrong({ ...none, ...beta, ...there }, file("", appConnect))).toEqual([]);
  });

  test("may take no new Application ID URI of another form, but with tokens of version 2", async () => {
    const restricted = {
      [path]: {
        isEnabled: true,
        applicationRestrictions: {
          identifierUris: { nonDefaultUriAddition: { state: "enabled", excludeAppsReceivingV2Tokens: true } },
        },
      },
    };
    const of = async (exposes: NonNullable<ResolvedIntegration["exposes"]>, change: Record<string, Told> = {}) =>
      (await rowsFor({ ...restricted, ...change }, file(), undefined, { exposes }))
        .filter(({ check }) => check === "identifier-uri")
        .map(({ verdict, found }) => `${verdict}: ${found}`);
    const custom = { identifierUri: "https://snow.contoso.example" };
    expect(await of(custom)).toEqual(["wrong: none that is new of this form, by the tenant's policy"]);
    expect(await of({ identifierUri: "api://{clientId}" })).toEqual([]);
    expect(await of({ ...custom, accessTokenVersion: 2 })).toEqual([
      "ok: none that is new of this form, by the tenant's policy",
    ]);
    expect(await of(custom, standing({ identifierUris: ["https://snow.contoso.example"] }))).toHaveLength(1);
    expect((await of(custom, standing({ identifierUris: ["https://snow.contoso.example"] })))[0]).toMatch(/^ok/);
  });

  test("say nothing of the register of services: the file's own word is held", async () => {
    const demands = "  serviceManagementReference: APP-1\n  policy: { requiresServiceReference: true }\n";
    const rows = await rowsFor({}, file(demands));
    expect(
      rows.filter(({ check }) => check === "service-reference").map(({ found, verdict }) => [found, verdict]),
    ).toEqual([["1 of 1 (Graph does not tell whether the tenant demands it)", "ok"]]);
  });

  test("judge each of two credentials at once by the limit of its kind", async () => {
    const both = `integrations:
  netwrix:
    vendor: netwrix-auditor
    permissionSet: exchange-online
    directoryRoles: [Exchange Administrator]
    credentials:
      - { kind: secret, issued: 2026-11-21, expires: 2027-05-15 }
      - { kind: certificate, issued: 2026-11-21b, expires: 2027-11-20 }
`;
    const rows = await rowsFor(
      {
        ...Object.fromEntries(
          ["c5393580-f805-4401-95e8-94b7a6ef2fc2", "00000002-0000-0ff1-ce00-000000000000"].map((appId) => [
            `/servicePrincipals?$filter=appId eq '${appId}'&$select=id,accountEnabled`,
            [{ id: appId, accountEnabled: true }],
          ]),
        ),
        [applications("m365-integrations/m365/contoso/netwrix")]: [],
        [applications("m365-integrations/netwrix")]: [],
        [path]: {
          isEnabled: true,
          applicationRestrictions: {
            passwordCredentials: [lifetime],
            keyCredentials: [{ restrictionType: "asymmetricKeyLifetime", state: "enabled", maxLifetime: "P180D" }],
          },
        },
      },
      file("  policy: { secretLifetimeDays: 180 }\n", both),
    );
    expect(
      rows
        .filter(({ part }) => part === "policy")
        .map(({ check, verdict, remedy = "" }) => `${check} ${verdict} ${remedy.slice(0, 45)}`),
    ).toEqual([
      "secret-lifetime ok ",
      "certificate-lifetime wrong Entra would refuse 2026-11-21b (364 days): le",
      "secret-allowed ok ",
      "certificate-authority ok ",
    ]);
  });

  test("may not be read: named with the permission that lets one", async () => {
    const [told] = await wrong({ [path]: forbidden });
    expect(told).toMatch(
      /^secret-lifetime [^:]*: not readable: .* → whoever is signed in needs Policy\.Read\.All \(in person: Global Reader\), or /,
    );
    const [own] = await wrong({ "/policies/appManagementPolicies": forbidden });
    expect(own).toMatch(
      /^own-policy contoso\.onmicrosoft\.com: not readable: .* → .*Policy\.Read\.All \(in person: Global Reader\) and Application\.Read\.All$/,
    );
  });

  test.each([
    ["P180D", 180],
    ["P6M", 180],
    ["P1Y", 365],
    ["P1Y2M3D", 428],
    ["P2W", 14],
    ["P4DT12H30M5S", 4],
    ["180", undefined],
  ])("%s is %s days", (duration, days) => {
    expect(daysIn(duration)).toBe(days);
  });
});
