import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SettingsError } from "../components/faults.ts";
import { deployerOf } from "../components/owner.ts";
import { parseTenant, readTenant, unreadableFile } from "../components/settings.ts";
import { tenantJsonSchema } from "../components/settings-json-schema.ts";
import { definitionOf, type VendorName, vendors } from "../components/vendors/index.ts";

const head = `tenant:
  id: 11111111-1111-1111-1111-111111111111
  domain: contoso.onmicrosoft.com
  owners: [33333333-3333-3333-3333-333333333333]
integrations:
`;

const mailgates = `  mailgates:
    vendor: mailgates-sigma
    redirectUris: [https://a.example/1, https://a.example/2]
    credentials:
      - { issued: 2026-11-21, expires: 2028-11-20 }
`;

const appConnect = `  app-connect:
    vendor: app-connect
    credentials:
      - { issued: 2026-11-21, expires: 2027-05-15 }
`;

/** The faults of a file as `place: message`, in the report's order. */
function faults(text: string): string[] {
  try {
    parseTenant(text, "tenants/x.yaml");
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
}

/** Vendors that do not sign in with an application of their own. */
const registering = (Object.keys(vendors) as VendorName[]).filter((vendor) => !definitionOf(vendor).registration);

describe("a good file", () => {
  test("dev.yaml has no faults", () => {
    expect(Object.keys(readTenant("tenants/dev.yaml").integrations)).toHaveLength(6);
  });

  test("who reads the credential is text on one line, and never the credential", () => {
    const reader = (value: string) => `${head}${mailgates}    secretReader: ${value}\n`;
    const { integrations } = parseTenant(reader("Ann (ann@contoso.example)"), "x");
    expect(integrations.mailgates?.secretReader).toBe("Ann (ann@contoso.example)");
    expect(faults(reader('""'))).toEqual([
      "integrations.mailgates.secretReader: is empty; write it or leave the key out",
    ]);
    expect(faults(reader("Abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789ab"))).toEqual([
      "integrations.mailgates: holds what looks like a client secret of Entra (Abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ]);
  });

  test("disposable is false unless the file says so", () => {
    expect(parseTenant(head + mailgates, "x").disposable).toBe(false);
  });

  test("an owner of either kind may be the one that deploys", () => {
    const owners =
      "[{ user: 33333333-3333-3333-3333-333333333333, deploys: true }, 55555555-5555-5555-5555-555555555555]";
    const file = head.replace("[33333333-3333-3333-3333-333333333333]", owners);
    expect(deployerOf(parseTenant(file + mailgates, "x").owners)).toBe("33333333-3333-3333-3333-333333333333");
    expect(deployerOf(parseTenant(head + mailgates, "x").owners)).toBeUndefined();
  });

  test("an owner may have a name, for readers", () => {
    const owner = "{ user: 33333333-3333-3333-3333-333333333333, name: Adele Vance }";
    const file = head.replace("[33333333-3333-3333-3333-333333333333]", `[${owner}]`);
    expect(parseTenant(file + mailgates, "x").owners).toEqual([
      { user: "33333333-3333-3333-3333-333333333333", name: "Adele Vance" },
    ]);
  });

  test("one former name is a list of one", () => {
    expect(parseTenant(`${head}${mailgates}    formerly: mg\n`, "x").integrations.mailgates?.formerly).toEqual(["mg"]);
  });

  test("every key of the design is taken: suspended, leaving, formerly, signsIn, signsInGroups, stillOpen, emergency, confirmed, accepts", () => {
    const text = `${head}${appConnect}    suspended: { since: 2026-11-22, reason: leak }
    leaving: true
    formerly: [appc, app-con]
    signsIn: [44444444-4444-4444-4444-444444444444]
    signsInGroups: [55555555-5555-5555-5555-555555555555]
    stillOpen: true
    emergency: { reason: leak }
    audience: single
    exceptions: [{ rule: multi-tenant, until: 2027-01-01, reason: agreed }]
    displayName: App Connect of sales
    purpose: flows
    contact: me
    ticket: T1
`;
    expect(faults(text)).toEqual([]);
  });
});

describe("a day that two rules meet on", () => {
  const schedule = (...schedule: string[]) =>
    faults(
      `${head}  app-connect:\n    vendor: app-connect\n    credentials:\n${schedule.map((line) => `      - { ${line} }\n`).join("")}`,
    );

  test("a credential is dead on its `expires`: a third may be issued on that day, and not on the day before", () => {
    const two = ["issued: 2026-11-21, expires: 2027-05-15", "issued: 2027-02-19, expires: 2027-08-13"];
    expect(schedule(...two, "issued: 2027-05-15, expires: 2027-11-01")).toEqual([]);
    expect(schedule(...two, "issued: 2027-05-14, expires: 2027-11-01")).toEqual([
      "integrations.app-connect.credentials.2: 3 credentials would be alive on 2027-05-14; at most 2. Retire the oldest in a change of its own first",
    ]);
  });

  test("a credential that would be dead on the day of its issue is refused", () => {
    expect(schedule("issued: 2026-11-21, expires: 2026-11-21")).toEqual([
      "integrations.app-connect.credentials.0: expires 2026-11-21 is not after issued 2026-11-21",
    ]);
    expect(schedule("issued: 2026-11-21, expires: 2026-11-22")).toEqual([]);
  });

  test("the vendor may be seen to use it on the day of its issue, and not before", () => {
    expect(schedule("issued: 2026-11-21b, expires: 2027-05-15, confirmed: 2026-11-21")).toEqual([]);
    expect(schedule("issued: 2026-11-21b, expires: 2027-05-15, confirmed: 2026-11-20")).toEqual([
      "integrations.app-connect.credentials.0: confirmed 2026-11-20 is before issued 2026-11-21b",
    ]);
  });

  test("the page's 24 months may be used up to their last day", () => {
    expect(faults(head + mailgates.replace("2028-11-20", "2028-11-21"))).toEqual([]);
  });
});

describe("the tenant's own limit of a credential's life", () => {
  const limited = (limit: string, integration: string) =>
    faults(head.replace("integrations:", `  policy: ${limit}\nintegrations:`) + integration);

  test("a longer one is refused with the last day that is taken, and one as long as the limit is not", () => {
    expect(limited("{ secretLifetimeDays: 729 }", mailgates)).toEqual([
      "integrations.mailgates.credentials.0.expires: expires 2028-11-20 is 730 days after issued 2026-11-21; the tenant takes client secrets of at most 729 days (tenant.policy.secretLifetimeDays): write 2028-11-19 or earlier",
    ]);
    expect(limited("{ secretLifetimeDays: 730 }", mailgates)).toEqual([]);
  });

  test("one that was issued before the limit stays", () => {
    expect(limited("{ secretLifetimeDays: { days: 180, since: 2026-11-22 } }", mailgates)).toEqual([]);
    expect(limited("{ secretLifetimeDays: { days: 180, since: 2026-11-21 } }", mailgates)).toHaveLength(1);
  });

  test("a certificate has a limit of its own", () => {
    const servicenow =
      "  servicenow:\n    vendor: servicenow-teams\n    instances: [a]\n    permissions: { Microsoft Graph: { delegated: [User.Read] } }\n    credentials: [{ issued: 2026-11-21, expires: 2027-11-21 }]\n";
    expect(limited("{ secretLifetimeDays: 180 }", servicenow)).toEqual([]);
    expect(limited("{ certificateLifetimeDays: 180 }", servicenow)).toEqual([
      "integrations.servicenow.credentials.0.expires: expires 2027-11-21 is 365 days after issued 2026-11-21; the tenant takes certificates of at most 180 days (tenant.policy.certificateLifetimeDays): write 2027-05-20 or earlier",
    ]);
  });
});

describe("what the tenant's app management policy refuses", () => {
  const bound = (policy: string, integration: string, tenant = "") =>
    faults(head.replace("integrations:", `  policy: ${policy}\n${tenant}integrations:`) + integration);
  const xsoar = (line: string) => `  xsoar:\n    vendor: xsoar-outlook\n    credentials: [${line}]\n`;
  const appConnect = (audience: string) =>
    `  app-connect:\n    vendor: app-connect\n    redirectUris: [https://a.example/cb]\n    audience: ${audience}\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n`;
  const servicenow =
    "  servicenow:\n    vendor: servicenow-teams\n    instances: [a]\n    permissions: { Microsoft Graph: { delegated: [User.Read] } }\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n";

  test("a new client secret, where the tenant takes none: with the other kind, where the page has one", () => {
    const secret = "{ kind: secret, issued: 2026-11-21, expires: 2027-05-15 }";
    expect(bound("{ blocksSecrets: true }", xsoar(secret))).toEqual([
      "integrations.xsoar.credentials.0: is a client secret, and the tenant takes no new one (tenant.policy.blocksSecrets; in Entra: Block password addition): write `kind: certificate`, or have the deployer exempted (Entra › App management policies › Block password addition › Excluded callers) and write xsoar under tenant.policy.blocksSecrets.exempt",
    ]);
    expect(bound("{ blocksSecrets: true }", mailgates)).toEqual([
      "integrations.mailgates.credentials.0: is a client secret, and the tenant takes no new one (tenant.policy.blocksSecrets; in Entra: Block password addition): MAILGATES Σ's page takes no certificate in its place; have the deployer exempted (Entra › App management policies › Block password addition › Excluded callers) and write mailgates under tenant.policy.blocksSecrets.exempt",
    ]);
    expect(bound("{ blocksSecrets: true }", xsoar(secret.replace("secret", "certificate")))).toEqual([]);
    expect(bound("{ blocksSecrets: true }", servicenow)).toEqual([]);
  });

  test("not a secret that was issued before the day, nor one of an integration that is exempt", () => {
    expect(bound("{ blocksSecrets: { since: 2026-11-22 } }", mailgates)).toEqual([]);
    expect(bound("{ blocksSecrets: { since: 2026-11-21 } }", mailgates)).toHaveLength(1);
    expect(bound("{ blocksSecrets: { exempt: [mailgates] } }", mailgates)).toEqual([]);
    expect(bound("{ secretLifetimeDays: { days: 180, exempt: [mailgates] } }", mailgates)).toEqual([]);
  });

  test("a certificate that is made here, where the tenant takes those of its authorities alone", () => {
    expect(bound("{ trustedAuthoritiesOnly: true }", servicenow)).toEqual([
      "integrations.servicenow.credentials.0: is a certificate made here, which signs itself, and the tenant takes those of its trusted authorities alone (tenant.policy.trustedAuthoritiesOnly): name one that such an authority issued (certificate: certificates/servicenow.pem), or have the deployer exempted (excludeActors of the restriction, in Graph) and write servicenow under tenant.policy.trustedAuthoritiesOnly.exempt",
    ]);
    expect(bound("{ trustedAuthoritiesOnly: true }", mailgates)).toEqual([]);
  });

  test("a multitenant application", () => {
    expect(bound("{ blocksMultiTenant: true }", appConnect("multiple"))).toEqual([
      "integrations.app-connect.audience: makes a multitenant application, which the tenant blocks (tenant.policy.blocksMultiTenant): write audience: single, or have the deployer exempted (excludeActors of the restriction, in Graph) and write app-connect under tenant.policy.blocksMultiTenant.exempt",
    ]);
    expect(bound("{ blocksMultiTenant: true }", appConnect("single"))).toEqual([]);
    expect(bound("{ blocksMultiTenant: { exempt: [app-connect] } }", appConnect("multiple"))).toEqual([]);
    expect(bound("{ blocksMultiTenant: true }", mailgates)).toEqual([]);
  });

  test("an application without its entry in the register of services: its own, or the one for all", () => {
    const needs = "{ requiresServiceReference: true }";
    expect(bound(needs, mailgates)).toEqual([
      "integrations.mailgates.serviceManagementReference: is missing, and the tenant registers no application without one (tenant.policy.requiresServiceReference): write its entry in your register of services here, or one for all of them under `tenant`",
    ]);
    expect(bound(needs, `${mailgates}    serviceManagementReference: APP-1\n`)).toEqual([]);
    expect(bound(needs, mailgates, "  serviceManagementReference: APP-1\n")).toEqual([]);
    const zoom = "  zoom-rooms:\n    vendor: zoom-rooms\n";
    expect(bound(needs, zoom).filter((fault) => fault.includes("Reference"))).toEqual([]);
  });

  test("a name under `exempt` that would exempt nobody", () => {
    expect(bound("{ blocksSecrets: { exempt: [mailgate] } }", servicenow + mailgates)[0]).toBe(
      'tenant.policy.blocksSecrets.exempt.0: "mailgate" is no integration of this file; did you mean mailgates?',
    );
  });
});

describe("an integration that ends needs no credentials", () => {
  const ended = (...lines: string[]) =>
    `${head}  app-connect:\n    vendor: app-connect\n${lines.map((line) => `    ${line}\n`).join("")}`;
  const suspended = "suspended: { since: 2026-11-22, reason: contract ends }";

  test.each([
    ["suspended, credentials retired", [suspended, "credentials: []"]],
    ["suspended, the key left out", [suspended]],
    ["suspended and leaving", [suspended, "leaving: true"]],
    ["leaving", ["leaving: true", "credentials: []"]],
  ])("%s", (_, lines) => {
    expect(faults(ended(...lines))).toEqual([]);
  });

  test.each([
    ["left out", [], "is missing"],
    ["an empty list", ["credentials: []"], "is empty"],
  ])("in use, %s: says how to end it", (_, lines, what) => {
    expect(faults(ended(...lines))).toEqual([
      `integrations.app-connect.credentials: ${what}; an integration in use needs a credential ({ issued, expires }). To end it, write \`suspended: { since, reason }\` first, in a change of its own (docs/leaving.md)`,
    ]);
  });

  test("the key without its lines: says that the key goes with them", () => {
    expect(faults(ended(suspended, "credentials:"))).toEqual([
      "integrations.app-connect.credentials: nothing stands where a list is expected; write it or leave the key out",
    ]);
  });

  test("leaving is true or not there", () => {
    expect(faults(ended(suspended, "leaving: false"))).toEqual([
      "integrations.app-connect.leaving: false is not allowed; write true, or leave the key out",
    ]);
  });
});

describe("the schema for editors", () => {
  test("asks for credentials except where suspended or leaving stands", () => {
    const { definitions } = tenantJsonSchema() as { definitions: Record<string, Record<string, unknown>> };
    // Grafana signs in by another issuer's word as well.
    for (const vendor of registering.filter((name) => name !== "grafana")) {
      expect(definitions[vendor]?.required).not.toContain("credentials");
      expect(definitions[vendor]).toMatchObject({
        if: { not: { anyOf: [{ required: ["suspended"] }, { required: ["leaving"] }] } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: { required: ["credentials"], properties: { credentials: { minItems: 1 } } },
      });
    }
  });
});

describe("a file that cannot be read", () => {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test("missing: says what to do", () => {
    expect(() => readTenant(join(folder, "none.yaml"))).toThrow(
      "does not exist; copy tenants/dev.yaml to it, or name another file with `./integrations pulumi config set m365-integrations:tenant <file>`",
    );
  });
  test.each(["EACCES", "EPERM"])("no right to read it (%s) is not a missing file", (code) => {
    expect(unreadableFile("tenants/x.yaml", Object.assign(new Error(), { code })).message).toBe(
      "tenants/x.yaml: 1 fault\n  the file\n    may not be read by you; give yourself the right: chmod u+r tenants/x.yaml",
    );
  });
  test.each([
    ["with its mark", Buffer.from("\ufefftenant: 1\n", "utf16le")],
    ["without", Buffer.from("tenant: 1\n", "utf16le")],
    ["the other way round", Buffer.from("\ufefftenant: 1\n", "utf16le").swap16()],
  ])("UTF-16, %s: says how to save it, and what else is wrong", (_, bytes) => {
    writeFileSync(join(folder, "wide.yaml"), bytes);
    expect(() => readTenant(join(folder, "wide.yaml"))).toThrow(
      /the file\n {4}is UTF-16; save it as UTF-8 \(Notepad: [\s\S]*tenant \(line 1\)\n {4}1 stands where a map is expected/,
    );
  });
  test("a letter of another encoding: the line", () => {
    writeFileSync(join(folder, "latin.yaml"), Buffer.from("# Prüfung\ntenant: ä\n", "latin1"));
    expect(() => readTenant(join(folder, "latin.yaml"))).toThrow(
      "the file (line 1)\n    is not UTF-8: a letter here was saved in another encoding (Windows-1252, Shift_JIS); save the file as UTF-8",
    );
  });
  test("empty", () =>
    expect(() => readTenant(file("empty.yaml", ""))).toThrow("is empty; it needs `tenant:` and `integrations:`"));
  test("a folder", () => expect(() => readTenant(folder)).toThrow("is a folder"));
  test("no YAML: the first line that explains it, and no error that follows from it", () =>
    expect(() => readTenant(file("bad.yaml", "a: b: c\n} ? [ :\n"))).toThrow(
      /1 fault\n {2}the file \(line 1\)\n {4}has a colon in the text; quote the text: a: "b: c"$/,
    ));
  test("a scalar where the map should be", () =>
    expect(faults("hello")).toEqual([
      ': "hello" stands where a map is expected; write { tenant, integrations }, each with its value',
    ]));
  test("3 MB of aliases are refused without being expanded", () => {
    const bomb = `a: &a [1, 2]\nb:\n${"  - [*a, *a, *a, *a, *a, *a, *a, *a]\n".repeat(80_000)}`;
    expect(faults(bomb)).toEqual([
      ": uses a YAML anchor (&name); write every value out where it applies (or quote the text)",
      ": uses a YAML alias (*name); write the value out, so that a change of it shows where it applies (or quote the text)",
    ]);
  });
  test("more than 4 MiB", () =>
    expect(() => readTenant(file("large.yaml", "#".repeat(5_000_000)))).toThrow(
      "has 5000000 bytes; a tenant's file has at most 4194304",
    ));
  test("the same key twice", () =>
    expect(faults(`${head}${mailgates}${mailgates}`)).toEqual([
      "integrations.mailgates: stands here a second time (first in line 6); keep one of the two",
    ]));
});

describe("faults", () => {
  test("all of them at once, sorted by line, with the line", () => {
    const text = `${head}  mailgates:
    vendor: mailgates-sigma
    redirectUri: x
    redirectUris: [http://a.example/1]
    credentials:
      - { issued: 2026-02-30, expires: 2026-11-20 }
`;
    expect(() => parseTenant(text, "tenants/x.yaml")).toThrow(
      `tenants/x.yaml: 4 faults
  mailgates · redirectUri (line 8)
    is not a key here; did you mean redirectUris? Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, redirectUris
  mailgates · redirectUris[0] (line 9)
    "http://a.example/1" begins with http://; only https:// is accepted (http:// for localhost alone)
  mailgates · redirectUris (line 9)
    holds 1 redirect URI; MAILGATES Σ's page asks for 2
  mailgates · credentials[0].issued (line 11)
    "2026-02-30" is not a day that exists; write YYYY-MM-DD, with a letter for a second one on that day (2026-11-21b)`,
    );
  });

  test("an unknown vendor hides nothing of what the rest of its lines say", () => {
    const lines = "ticket: [1]\n    redirectUris: 7\n    credentials: [{ issued: 2026-02-30, expires: 2027-05-15 }]\n";
    expect(faults(`${head}  x:\n    vendor: mailgate-sigma\n    ${lines}`)).toEqual([
      expect.stringMatching(
        /^integrations\.x\.vendor: "mailgate-sigma" is not a vendor; did you mean mailgates-sigma\?/,
      ),
      "integrations.x.ticket: a list stands where text is expected",
      'integrations.x.credentials.0.issued: "2026-02-30" is not a day that exists; write YYYY-MM-DD, with a letter for a second one on that day (2026-11-21b)',
    ]);
  });

  test.each([
    [
      "an unknown vendor names the nearest",
      `${head}  x:\n    vendor: mailgate-sigma\n`,
      `integrations.x.vendor: "mailgate-sigma" is not a vendor; did you mean mailgates-sigma? Known: ${Object.keys(vendors).join(", ")}`,
    ],
    [
      "a missing vendor",
      `${head}  x:\n    credentials: []\n`,
      `integrations.x.vendor: is missing; one of ${Object.keys(vendors).join(", ")}`,
    ],
    [
      "a key that only another vendor's page asks",
      `${head}${mailgates}    mailboxes: []\n`,
      'integrations.mailgates.mailboxes: is not asked by the page of "mailgates-sigma"; only teamconnect, gitlab-mail take it. Remove it',
    ],
    [
      "two owners that deploy",
      head.replace(
        "[3",
        "[{ user: 55555555-5555-5555-5555-555555555555, deploys: true }, { servicePrincipal: 66666666-6666-6666-6666-666666666666, deploys: true }, 3",
      ) + mailgates,
      "tenant.owners.1.deploys: is written a second time; one owner deploys. Remove it from the others",
    ],
    [
      "a wildcard redirect URI",
      head + mailgates.replace("https://a.example/1", "https://*.example/1"),
      'integrations.mailgates.redirectUris.0: "https://*.example/1" has a wildcard; write every URI out in full',
    ],
    [
      "expired before issued",
      head + appConnect.replace("2027-05-15", "2026-05-15"),
      "integrations.app-connect.credentials.0: expires 2026-05-15 is not after issued 2026-11-21",
    ],
    [
      "longer than the page's 24 months",
      head + mailgates.replace("2028-11-20", "2028-11-22"),
      "integrations.mailgates.credentials.0.expires: expires 2028-11-22 is more than 24 months after issued 2026-11-21; MAILGATES Σ's page allows until 2028-11-21",
    ],
    [
      "a name that is not kebab-case",
      `${head}${mailgates.replace("  mailgates:", "  Mail_Gates:")}`,
      'integrations.Mail_Gates: "Mail_Gates" is not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform) For this one: mail-gates',
    ],
    [
      "a misspelt permission",
      `${head}${appConnect}    permissions: { Microsoft Graph: { delegated: [Group.ReadWrite.Al] } }\n`,
      'integrations.app-connect.permissions.Microsoft Graph.delegated.0: "Group.ReadWrite.Al" is not a delegated permission of Microsoft Graph: did you mean Group.ReadWrite.All?',
    ],
    [
      "a permission that the page does not offer",
      `${head}${appConnect}    permissions: { Microsoft Graph: { delegated: [Mail.Read] } }\n`,
      'integrations.app-connect.permissions.Microsoft Graph.delegated.0: "Mail.Read" is not a choice here; allowed: Group.ReadWrite.All',
    ],
    [
      "two integrations with one display name",
      head + mailgates + appConnect.replace("    vendor", "    displayName: mailgates σ\n    vendor"),
      'integrations.app-connect.displayName: "MAILGATES Σ" is the display name of mailgates already; give one of them a `displayName` of its own',
    ],
    [
      "three credentials alive at once",
      `${head + appConnect}      - { issued: 2026-12-01, expires: 2027-05-15 }\n      - { issued: 2026-12-02, expires: 2027-05-15 }\n`,
      "integrations.app-connect.credentials.2: 3 credentials would be alive on 2026-12-02; at most 2. Retire the oldest in a change of its own first",
    ],
    [
      "the newest credential first",
      `${head + appConnect}      - { issued: 2026-11-01, expires: 2027-04-15 }\n`,
      "integrations.app-connect.credentials.1: issued 2026-11-01 stands after 2026-11-21; write the oldest credential first",
    ],
    [
      "the same credential twice",
      `${head + appConnect}      - { issued: 2026-11-21, expires: 2027-05-15 }\n`,
      "integrations.app-connect.credentials.1: issued 2026-11-21 stands twice; a second credential on one day gets a letter (2026-11-21b)",
    ],
    [
      "a former name that is still there",
      `${head}${mailgates}    formerly: app-connect\n${appConnect}`,
      'integrations.mailgates.formerly: "app-connect" is still an integration of this file; a former name belongs to one integration alone',
    ],
    [
      "a number where text is expected",
      head.replace("11111111-1111-1111-1111-111111111111", "1111") + mailgates,
      "tenant.id: 1111 is not an id; write it as 8-4-4-4-12 hex digits",
    ],
  ])("%s", (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test("a name has at most 40 characters", () => {
    const named = (name: string) => faults(head + appConnect.replace("app-connect:", `${name}:`));
    expect(named("a".repeat(40))).toEqual([]);
    expect(named("a".repeat(41))).toHaveLength(1);
  });

  test("a permission's other kind, other API and spelling are told", () => {
    const text = `${head}  lp:
    vendor: live-platform
    directoryRoles: [Team Administrator]
    permissions: { Microsoft Graph: { delegated: [IMAP.Access.AsUser.All, Mail.ReadBasic.All], application: [IMAP.AccessAsApp] } }
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`;
    const found = faults(text);
    expect(found).toHaveLength(4);
    expect(found[0]).toContain(
      '"Team Administrator" is not a directory role of Entra: did you mean Teams Administrator?',
    );
    expect(found[1]).toContain("did you mean IMAP.AccessAsUser.All?");
    expect(found[2]).toContain("only as an application permission");
    expect(found[3]).toContain(
      "IMAP.AccessAsApp is an application permission of Office 365 Exchange Online, not of Microsoft Graph",
    );
  });

  test("a value in the shape of a secret is refused and never shown", () => {
    const secret = `Abc8Q~${"x".repeat(34)}`;
    const found = faults(`${head}${mailgates}    purpose: "${secret}"\n    ${secret}: 1\n`).join("\n");
    expect(found).toContain("holds what looks like a client secret of Entra (Abc…)");
    try {
      parseTenant(
        `${head}${mailgates}    vendor2: "${secret}"\n    ticket: "${secret}"\n    contact: ["${secret}"]\n`,
        "x",
      );
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
  });
});
