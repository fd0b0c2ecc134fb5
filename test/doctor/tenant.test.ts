/** What the doctor makes of a tenant: a Graph that tells what a test wants, and every row that is decided by it. */
import { describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { parseTenant } from "../../components/settings.ts";
import { codeOf } from "../../operate/doctor/row.ts";
import { tenantRows } from "../../operate/doctor/tenant/index.ts";
import { daysIn } from "../../operate/doctor/tenant/policy.ts";
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
    "/policies/defaultAppManagementPolicy": { isEnabled: false },
  };
}

function telling(told: Record<string, Told>): Graph {
  const answer = (path: string): Told => {
    if (!(path in told)) throw new Error(`nobody told ${path}`);
    if (told[path] instanceof Error) throw told[path];
    return told[path];
  };
  const never = async (): Promise<never> => {
    throw new Error("the doctor writes nothing");
  };
  return {
    lists: async (paths) => paths.map((path) => (answer(path) ?? []) as readonly GraphObject[]),
    objects: async (paths) => paths.map((path) => answer(path) as GraphObject | undefined),
    post: never,
    patch: never,
    delete: never,
  };
}

async function rowsFor(change: Record<string, Told> = {}, text = file(), consentClientId?: string) {
  const tenant = parseTenant(text, "tenants/contoso.yaml");
  const declared = {
    tenant,
    integrations: resolveTenant(tenant),
    consentClientId,
    file: "tenants/contoso.yaml",
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
        `owner ${deployer}: an enterprise application (tenant.owners): ok`,
        `user ${adele}: a user (mailgates): ok`,
        `group ${sales}: a group (mailgates): ok`,
        "secret-lifetime contoso.onmicrosoft.com: no limit, as the file says none: ok",
        "secret-allowed contoso.onmicrosoft.com: client secrets, for mailgates: ok",
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
      `api-principal Microsoft Graph: wrong: none → a Cloud Application Administrator makes it once: az ad sp create --id ${graphApi}. Where its licence is missing, write Microsoft Graph under \`tenant.absentApis\` of tenants/contoso.yaml`,
    ]);
  });

  test("has one that nobody gets a token for", async () => {
    const [told] = await wrong({ [path]: [{ id: "g", accountEnabled: false }] });
    expect(told).toMatch(/^api-principal Microsoft Graph: wrong: g, sign-in disabled → Entra gives no token for it/);
  });
});

describe("an object id of the file", () => {
  test("is nobody's", async () => {
    expect(await wrong({ [`/directoryObjects/${adele}`]: undefined })).toEqual([
      `user ${adele}: wrong: no object of this tenant → write the object id that is meant, or remove it (mailgates in tenants/contoso.yaml); az ad user show prints one`,
    ]);
  });

  test("is a group's where a user is meant", async () => {
    const told = await wrong({
      [`/directoryObjects/${adele}`]: { "@odata.type": "#microsoft.graph.group", displayName: "Sales" },
    });
    expect(told).toEqual([
      `user ${adele}: wrong: a group, Sales → write ${adele} under \`signsInGroups\` (mailgates in tenants/contoso.yaml)`,
    ]);
  });

  test("is an app registration's among the owners", async () => {
    const told = await wrong({
      [`/directoryObjects/${deployer}`]: { "@odata.type": "#microsoft.graph.application", displayName: "Deployer" },
    });
    expect(told[0]).toMatch(/^owner 33333333-[^:]*: wrong: an app registration, Deployer → write the object id/);
  });

  test("has another name than the file says beside it", async () => {
    expect(await wrong({}, file(`  names: { ${adele}: Alex Wilber, ${sales}: Sales }\n`))).toEqual([
      `user ${adele}: wrong: a user, Adele Vance → tenants/contoso.yaml calls ${adele} "Alex Wilber": either the id or the name is another's`,
    ]);
  });
});

describe("the tenant's app management policy", () => {
  const path = "/policies/defaultAppManagementPolicy";
  const policy = (restrictions: readonly object[], key = "passwordCredentials") => ({
    [path]: { isEnabled: true, applicationRestrictions: { [key]: restrictions } },
  });
  const lifetime = { restrictionType: "passwordLifetime", state: "enabled", maxLifetime: "P180D" };

  test("takes shorter secrets than the file's, which says nothing of it", async () => {
    expect(await wrong(policy([lifetime]))).toEqual([
      "secret-lifetime contoso.onmicrosoft.com: wrong: 180 days → write `policy: { secretLifetimeDays: 180 }` under `tenant` in tenants/contoso.yaml, with `since` where older client secrets stay; check then names each that is too long. It would refuse to make mailgates (2026-11-21, 730 days)",
    ]);
  });

  test("is known to the file, and what stood before it stays", async () => {
    const known = file("  policy: { secretLifetimeDays: { days: 180, since: 2026-11-22 } }\n");
    expect(await wrong(policy([lifetime]), known)).toEqual([]);
  });

  test("takes shorter ones than the file believes", async () => {
    const believed = file("  policy: { secretLifetimeDays: { days: 365, since: 2026-11-22 } }\n");
    expect(await wrong(policy([lifetime]), believed)).toHaveLength(1);
  });

  test("takes no new secret at all", async () => {
    const told = await wrong(policy([{ restrictionType: "passwordAddition", state: "enabled" }]));
    expect(told).toEqual([
      "secret-allowed contoso.onmicrosoft.com: wrong: no application may get a new one → use a certificate where the vendor takes one; else exempt these applications (an app management policy of their own) before the first run",
    ]);
  });

  test("binds nothing while it is switched off, or a restriction of it is", async () => {
    expect(
      await wrong({ [path]: { isEnabled: false, applicationRestrictions: { passwordCredentials: [lifetime] } } }),
    ).toEqual([]);
    expect(await wrong(policy([{ ...lifetime, state: "disabled" }]))).toEqual([]);
  });

  test("has its own limit for certificates", async () => {
    const servicenow =
      "integrations:\n  servicenow:\n    vendor: servicenow-teams\n    instances: [a]\n    permissions: { Microsoft Graph: { delegated: [User.Read] } }\n    credentials: [{ issued: 2026-11-21, expires: 2027-11-21 }]\n";
    const limit = { restrictionType: "asymmetricKeyLifetime", state: "enabled", maxLifetime: "P3M" };
    const [told] = await wrong(policy([limit], "keyCredentials"), file("", servicenow));
    expect(told).toMatch(
      /^certificate-lifetime [^:]*: wrong: 90 days → write `policy: \{ certificateLifetimeDays: 90 \}`.*servicenow \(2026-11-21, 365 days\)$/,
    );
  });

  test("judges each of two credentials at once by the limit of its kind", async () => {
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
        [path]: {
          isEnabled: true,
          applicationRestrictions: {
            passwordCredentials: [lifetime],
            keyCredentials: [{ restrictionType: "asymmetricKeyLifetime", state: "enabled", maxLifetime: "P180D" }],
          },
        },
      },
      file("", both),
    );
    expect(
      rows.filter(({ part }) => part === "policy").map(({ check, remedy }) => `${check}: ${remedy?.split(".").at(-1)}`),
    ).toEqual([
      "secret-lifetime: ",
      "certificate-lifetime:  It would refuse to make netwrix (2026-11-21b, 364 days)",
      "secret-allowed: undefined",
    ]);
  });

  test("may not be read: named with the permission that lets one", async () => {
    const [told] = await wrong({ [path]: forbidden });
    expect(told).toMatch(
      /^secret-lifetime [^:]*: not readable: .* → whoever is signed in needs Policy\.Read\.All, or /,
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
