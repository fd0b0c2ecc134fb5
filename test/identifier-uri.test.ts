/** The Application ID URI: what Entra would refuse of it, in a page's definition and in the tenant's file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { placeOf, SettingsError } from "../components/faults.ts";
import { identifierUriAsked, identifierUriFault, takesAnyName } from "../components/identifier-uri.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";

const tenantId = "11111111-1111-1111-1111-111111111111";
const inTenant = { writtenIn: "tenant", anyName: false } as const;
const onPage = { writtenIn: "page", anyName: false } as const;

describe("a URI in the tenant's file", () => {
  test.each([
    "api://{clientId}",
    "api://{tenantId}/{clientId}",
    "api://{tenantId}/portal",
    "api://11111111-1111-1111-1111-111111111111/portal",
    "api://portal/{clientId}",
    "api://portal.contoso.example/{clientId}",
    "api://localhost:53000/{clientId}",
    "api://contoso.example/portal",
    "https://contoso.onmicrosoft.com/portal",
    "https://portal.contoso.example",
  ])("%s may stand", (uri) => {
    expect(identifierUriFault(uri, inTenant)).toBeUndefined();
  });

  const forms = "api://{clientId}, api://{tenantId}/<name> or api://<a verified domain of the tenant>/<name>";
  test.each([
    ["44444444-4444-4444-4444-444444444444", "is an id alone; write api://{clientId} for the application's own"],
    ["portal", "is not an absolute URI; write api://{clientId} or api://<name>/{clientId}"],
    ["urn:contoso:portal", "is not an absolute URI; write api://{clientId} or api://<name>/{clientId}"],
    ["http://contoso.example/portal", "begins with http://; write it with https://"],
    ["API://{clientId}", "begins with API://; write it with api:// or https://"],
    ["ms-appx://contoso.example", "begins with ms-appx://; write it with api:// or https://"],
    ["api://", "names nothing behind api://"],
    ["api://{clientId}/", "ends with a slash, which Entra refuses; write api://{clientId}"],
    ["https://contoso.example/", "ends with a slash, which Entra refuses; write https://contoso.example"],
    ["https://*.contoso.example", "has a wildcard, which Entra takes in no ID URI"],
    ["api://{clientId}?x=1", "has a query; none of the forms that Entra's policy takes has one. Leave it out"],
    ["api://{clientId}#x", "has a fragment; none of the forms that Entra's policy takes has one. Leave it out"],
    ["api://{clientId}/a b", 'holds the character " "; write letters, digits, dots, hyphens and slashes'],
    [
      "https://c\u043entoso.example/portal",
      "holds U+043E, which is not what it looks like; type it again in plain letters",
    ],
    ["api://{clientId}//portal", "has an empty part, or . or .. as one; leave that part out"],
    ["api://contoso.example/../portal", "has an empty part, or . or .. as one; leave that part out"],
    ["api://{appId}", "holds {appId}; only {clientId} and {tenantId} are filled in"],
    [
      "api://<client id>",
      "still has the placeholder <client id>; write your own value in its place, {clientId} for the application's id",
    ],
    ["api://{tenantId}", "is the tenant's id alone; add a name behind it, or write api://{clientId}"],
    ["https://10.0.0.1/portal", "names an address in place of a host"],
    ["https://portal/x", 'names "portal", which is no domain that the tenant could have verified'],
    [
      "https://contoso.azurewebsites.net",
      `names contoso.azurewebsites.net, a host of Microsoft's and no domain that the tenant could verify; write ${forms}`,
    ],
    [
      "api://graph.microsoft.com/portal",
      `names graph.microsoft.com, a host of Microsoft's and no domain that the tenant could verify; write ${forms}`,
    ],
    [
      "api://portal",
      `names neither the application's id nor the tenant's nor a domain, which Entra's policy refuses while the access tokens are of version 1; write ${forms}`,
    ],
  ])("%s is refused", (uri, fault) => {
    expect(identifierUriFault(uri, inTenant)).toBe(`"${uri}" ${fault}`);
  });

  test("a user or password in it is refused and not shown", () => {
    expect(identifierUriFault("https://me:hunter2@contoso.example/x", inTenant)).toBe(
      '"https://…@contoso.example/x" names a user before the host, who is no part of an ID URI',
    );
  });

  test("255 characters with the ids filled in, and no more", () => {
    expect(identifierUriFault(`api://{clientId}/${"x".repeat(212)}`, inTenant)).toBeUndefined();
    expect(identifierUriFault(`api://{clientId}/${"x".repeat(213)}`, inTenant)).toBe(
      "has 256 characters; Entra takes at most 255",
    );
  });

  test("tokens of version 2 of this tenant's application alone leave the name free", () => {
    expect([
      takesAnyName(2, "AzureADMyOrg"),
      takesAnyName(2, "AzureADMultipleOrgs"),
      takesAnyName(1, "AzureADMyOrg"),
    ]).toEqual([true, false, false]);
    expect(identifierUriFault("api://portal", { ...inTenant, anyName: true })).toBeUndefined();
    expect(identifierUriFault("https://portal.vendor.example", { ...onPage, anyName: true })).toBeUndefined();
  });
});

describe("a URI on a page, which is every tenant's", () => {
  test.each(["api://{clientId}", "api://{tenantId}/{clientId}", "api://veeam/{clientId}", "api://{tenantId}/veeam"])(
    "%s may stand",
    (uri) => {
      expect(identifierUriFault(uri, onPage)).toBeUndefined();
    },
  );

  test.each([
    [
      "https://veeam.example/portal",
      "is https, which takes a domain that the tenant has verified, and a page prints the same for every tenant; write { from: identifierUri }, and the tenant's file names it",
    ],
    [
      "api://veeam.example/portal",
      "names neither the application's id nor the tenant's, which Entra's policy refuses while the access tokens are of version 1; write api://<name>/{clientId} or api://{tenantId}/<name>",
    ],
    [
      "api://44444444-4444-4444-4444-444444444444",
      "holds the id 44444444-4444-4444-4444-444444444444, and a page prints the same for every tenant; write {clientId} or {tenantId}",
    ],
  ])("%s is refused", (uri, fault) => {
    expect(identifierUriFault(uri, onPage)).toBe(`"${uri}" ${fault}`);
  });
});

test("what is asked comes to one text with {clientId} in it, ids in small letters", () => {
  const asked = (from: Parameters<typeof identifierUriAsked>[0], identifierUri?: string) =>
    identifierUriAsked(from, tenantId, { identifierUri });
  expect(asked(undefined)).toBeUndefined();
  expect(asked({ from: "clientId" })).toBe("api://{clientId}");
  expect(asked({ from: "page", uri: "api://{tenantId}/veeam" })).toBe(`api://${tenantId}/veeam`);
  expect(asked({ from: "identifierUri" }, "api://AAAAAAAA-1111-1111-1111-111111111111/Portal")).toBe(
    "api://aaaaaaaa-1111-1111-1111-111111111111/Portal",
  );
});

describe("the tenant's file", () => {
  const folder = mkdtempSync(join(tmpdir(), "identifier-uri-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** An integration of a vendor whose page leaves the URI to the customer. */
  const portal = (name: string, lines: string, more = "", audience = "single") => `
  ${name}:
    vendor: custom
    displayName: ${name}
    definition:
      product: Portal
      page: { publisher: Portal, title: Set up, language: en }
      serves: People sign in.
      audience: ${audience}
      ${audience === "multiple" ? "narrowerAudience: single" : "implicitGrant: []"}
      permissions: {}
      exposes: { identifierUri: { from: identifierUri }${more}, scopes: [{ value: use, name: Use, description: Use it., consent: users }] }
      credential: { kind: secret }
      places: [Portal]
      breaksWhenExpired: Nobody signs in.
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
    ${lines}`;

  function read(...integrations: readonly string[]) {
    const file = join(folder, "tenant.yaml");
    writeFileSync(
      file,
      `tenant:
  id: ${tenantId}
  domain: contoso.onmicrosoft.com
  owners: [{ servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }]
integrations:${integrations.join("")}
`,
    );
    return readTenant(file);
  }

  function faultsOf(...integrations: readonly string[]): string[] {
    try {
      read(...integrations);
    } catch (error) {
      if (error instanceof SettingsError) return error.faults.map((fault) => `${placeOf(fault)}: ${fault.message}`);
      throw error;
    }
    return [];
  }

  test("names the URI, which is the resolved integration's", () => {
    const [resolved] = resolveTenant(read(portal("portal", 'identifierUri: "api://{tenantId}/portal"')));
    expect(resolved?.exposes?.identifierUri).toBe(`api://${tenantId}/portal`);
  });

  test("has to name it, and may where no page asks for it not", () => {
    expect(faultsOf(portal("portal", ""))).toEqual(["portal · identifierUri (line 6): is missing"]);
    const mailgates = (key: string) =>
      faultsOf(`
  mailgates:
    vendor: mailgates-sigma
    ${key}: "api://{clientId}"
    redirectUris: [https://mg.contoso.example/cb, https://mg.contoso.example/cb2]
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]`);
    expect(mailgates("identifierUri")).toEqual([
      "mailgates · identifierUri (line 8): is not asked: MAILGATES Σ's page asks for no Application ID URI. Remove it",
    ]);
    expect(faultsOf(portal("portal", 'applicationIdUri: "api://{clientId}"'))).toEqual([
      "portal · identifierUri (line 6): is missing",
      "portal · applicationIdUri (line 21): is written `identifierUri` here",
    ]);
  });

  test("an id in it is the tenant's, and the application's own is not written out", () => {
    expect(faultsOf(portal("portal", "identifierUri: api://44444444-4444-4444-4444-444444444444"))).toEqual([
      "portal · identifierUri (line 21): \"api://44444444-4444-4444-4444-444444444444\" holds the id 44444444-4444-4444-4444-444444444444, which is not the tenant's; write {clientId} where the application's own id stands",
    ]);
  });

  test("no two integrations have one URI, whatever its letters' case; with the client id in it each is another", () => {
    const both = (uri: string, other = uri) =>
      faultsOf(portal("portal", `identifierUri: "${uri}"`), portal("spare", `identifierUri: "${other}"`));
    expect(both("api://contoso.example/portal", "api://contoso.example/Portal")).toEqual([
      "spare · identifierUri (line 37): portal has the Application ID URI api://contoso.example/portal already, and a tenant has one application of it; give one of them another, or one with {clientId} in it",
    ]);
    expect(both("api://contoso.example/{clientId}")).toEqual([]);
  });

  test("a free name takes tokens of version 2 and this tenant alone", () => {
    const version2 = ", accessTokenVersion: 2";
    expect(faultsOf(portal("portal", "identifierUri: api://portal", version2))).toEqual([]);
    expect(
      faultsOf(portal("portal", "identifierUri: api://portal\n    audience: single", version2, "multiple")),
    ).toEqual([]);
    expect(faultsOf(portal("portal", "identifierUri: api://portal", version2, "multiple"))).toEqual([
      "portal · identifierUri (line 21): \"api://portal\" names neither the application's id nor the tenant's nor a domain, which Entra's policy refuses while the access tokens are of version 1; write api://{clientId}, api://{tenantId}/<name> or api://<a verified domain of the tenant>/<name>; or write audience: single",
    ]);
  });
});
