/** A vendor of one's own: read beside the tenant's file, begun by a verb, claimed for ever in a review. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SettingsError } from "../components/faults.ts";
import { readVendor } from "../components/own-vendors.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { definitionIn, readTenant } from "../components/settings.ts";
import { vendorsFolder } from "../components/vendor-files.ts";
import { mailgatesSigma } from "../components/vendors/mailgates-sigma.ts";
import { renderSheet } from "../operate/handover/sheet.ts";
import { ownDefinitionsOf } from "../policy/own-definitions.ts";
import { coverOf, exceptionFindings } from "../review/judge/exception.ts";
import { definitionsOf } from "../review/judge-entry.ts";
import { programChange } from "../review/program/change.ts";
import type { RecordedSide } from "../review/run/protocol.ts";
import { concerns } from "../review/run/targets.ts";
import { shownBlock } from "./own-vendor-page.ts";
import { typed as typedOn } from "./typed.ts";

const checkout = resolve(import.meta.dirname, "..");
const dev = readFileSync(join(checkout, "tenants/dev.yaml"), "utf8");
const file = shownBlock("product:");
const named = shownBlock("  email-security-cloud:");
const before = process.cwd();

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "own-"));
  for (const folder of ["tenants", "vendors"]) mkdirSync(join(root, folder));
  write("tenants/dev.yaml", `${dev}\n${named}`);
  write("vendors/email-security-cloud.yaml", file);
  for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml"]) write(name, readFileSync(join(checkout, name), "utf8"));
  process.chdir(root);
});
afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function refusalOf(path: string): string {
  try {
    readTenant(path);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "";
}

/** The sheet of the integration, with outputs as the stack gives them. */
function sheetText(): string {
  const tenant = readTenant("tenants/dev.yaml");
  const resolved = resolveTenant(tenant).find(({ name }) => name === "email-security-cloud");
  if (!resolved) throw new Error("the file does not hold it");
  const outputs = {
    vendor: resolved.vendor,
    tenantId: resolved.tenantId,
    clientId: "cccccccc-0000-4000-8000-000000000001",
    applicationObjectId: "aaaaaaaa-0000-4000-8000-000000000002",
    servicePrincipalObjectId: "bbbbbbbb-0000-4000-8000-000000000003",
    credentials: resolved.credential.schedule.map(({ issued, expires }) => ({ issued, expires, keyId: "k" })),
  };
  const options = { domain: tenant.domain, stack: "dev", tenantFile: "tenants/dev.yaml" };
  return renderSheet(definitionIn(tenant, resolved.name), resolved, outputs, options);
}

const typed = (...words: string[]) => typedOn(words, { root, cwd: root, day: "2026-11-27" });

describe("a vendor's file", () => {
  test("becomes the integration that its page asks for, as docs/own-vendor.md shows it", () => {
    const resolved = resolveTenant(readTenant("tenants/dev.yaml")).at(-1);
    expect(resolved).toMatchObject({
      name: "email-security-cloud",
      vendor: "email-security-cloud",
      displayName: "Email Security.cloud",
      audience: "AzureADMyOrg",
      redirectUris: [],
      implicitGrant: { accessToken: false, idToken: false },
      directoryRoles: [],
    });
    expect(
      resolved?.permissions.map(({ api, application }) => [api, application.map(({ name }) => name).sort()]),
    ).toEqual([
      ["Microsoft Graph", ["Group.Read.All", "GroupMember.Read.All", "OrgContact.Read.All", "User.Read.All"]],
    ]);
  });

  test("says what it leaves open, and guesses none of it", () => {
    const definition = definitionIn(readTenant("tenants/dev.yaml"), "email-security-cloud");
    expect(definition.writtenIn).toBe("vendors/email-security-cloud.yaml");
    expect(definition.demands).toEqual([]);
    expect(definition.notOnPage).toEqual([
      "Where the vendor's page stands.",
      "Of which date the vendor's page is.",
      "Redirect URIs: the application has none.",
      "How long the credential may live, and when to renew it.",
      "Who enters the values, and in which role.",
      "The steps of the set-up: the places and the values alone are known.",
      "How to see that it works.",
      "What to do on the vendor's side to leave.",
    ]);
  });

  test("has a sheet with the places and the values, and what nobody wrote", () => {
    const sheet = sheetText();
    expect(sheet).toContain("**1.** Enter the values at: Tools > Synchronization: Client secret.");
    expect(sheet).toContain("| Application (client) ID |");
    expect(sheet).toContain("| Client secret | `••••••••` |");
    expect(sheet).toContain("\n- [ ] Tools > Synchronization: Client secret\n");
    expect(sheet).toContain("\n## What the definition does not say\n");
    expect(sheet).toContain("- How to see that it works.\n");
  });

  test("leads through the page's steps where it has them, as docs/own-vendor.md shows them", () => {
    write("vendors/email-security-cloud.yaml", `${file}${shownBlock("procedures:")}`);
    const sheet = sheetText();
    expect(sheet).toContain("### Connect Microsoft Entra ID");
    expect(sheet).toContain("| Application ID | `");
    expect(sheet).not.toContain("How to see that it works.");
    expect(sheet).toContain("- The steps of a renewal: the places and the values alone are known.\n");
  });

  test("is renewed by whoever types the credential in, not by whoever acts first", () => {
    const actors = `actsAs:
  - { who: Exchange administrator, role: Exchange Administrator, does: Opens the mailboxes. }
  - { who: Portal administrator, role: Administrator, does: Enters the values. }
`;
    const steps = `procedures:
  - title: Connect
    when: set-up
    onPage: true
    steps:
      - { step: 1, by: Exchange administrator, text: Open the mailboxes. }
      - { step: 2, by: Portal administrator, text: Enter it., fields: [{ label: Secret, value: "{secret}" }] }
`;
    write("vendors/email-security-cloud.yaml", `${file}${actors}${steps}`);
    const [, renewal = ""] = sheetText().split("### Email Security.cloud: renewal (the definition gives no steps)");
    expect(renewal).toContain("*Portal administrator:*");
    expect(renewal).not.toContain("*Exchange administrator:*");
    // Nobody here knows what the vendor's page has of it.
    expect(renewal).not.toContain("The vendor's page presupposes");
  });

  test("that is not there is no vendor; the names of those that are there are said", () => {
    write(
      "tenants/dev.yaml",
      `${dev}\n${named.replace("vendor: email-security-cloud", "vendor: email-securty-cloud")}`,
    );
    expect(refusalOf("tenants/dev.yaml")).toMatch(
      /"email-securty-cloud" is not a vendor; did you mean email-security-cloud\? Known: .*, email-security-cloud$/,
    );
  });

  test("with faults is told with them, and so is what is wrong beside it in the tenant's file", () => {
    write("vendors/email-security-cloud.yaml", file.replace("audience: single", "audience: everybody"));
    write("tenants/dev.yaml", `${dev}\n${named.replace("2027-05-21", "2027-02-30")}`);
    expect(refusalOf("tenants/dev.yaml")).toBe(
      [
        "tenants/dev.yaml: 2 faults",
        "  email-security-cloud · vendor (line 108)",
        '    "email-security-cloud" has a definition with faults: mend vendors/email-security-cloud.yaml first',
        "  email-security-cloud · credentials[0].expires (line 113)",
        '    "2027-02-30" is not a day that exists; write YYYY-MM-DD',
        "vendors/email-security-cloud.yaml: 1 fault",
        "  audience (line 8)",
        '    "everybody" is not a choice here; Allowed: single, multiple',
      ].join("\n"),
    );
  });

  test("takes the inputs that it asks for, and no others", () => {
    write("tenants/dev.yaml", `${dev}\n${named}    redirectUris: [https://a.example.com/callback]\n`);
    expect(refusalOf("tenants/dev.yaml")).toContain('is not asked by the page of "email-security-cloud"');
    const uris = "redirectUris: { from: redirectUris, platform: web, min: 1, max: 1 }\n";
    write("vendors/email-security-cloud.yaml", `${file}${uris}`);
    expect(refusalOf("tenants/dev.yaml")).toBe("");
    write("tenants/dev.yaml", `${dev}\n${named}`);
    expect(refusalOf("tenants/dev.yaml")).toMatch(/redirectUris \(line \d+\)\n {4}is missing|redirectUris/);
  });

  test("opens no mailboxes to an application that acts for whoever signs in alone", () => {
    const delegated = file.replace(/application: .*/, "delegated: [SMTP.Send]");
    write("vendors/email-security-cloud.yaml", `${delegated}mailboxes: true\n`);
    expect(refusalOf("tenants/dev.yaml")).toContain(
      "opens mailboxes to the application itself, which has no application permission (IMAP.AccessAsApp, SMTP.SendAsApp …) to reach them by; remove it: whoever signs in reaches their own",
    );
    write("vendors/email-security-cloud.yaml", `${file}mailboxes: true\n`);
    expect(refusalOf("tenants/dev.yaml")).not.toContain("opens mailboxes");
  });

  test("gives mailboxes nothing that is not among its permissions", () => {
    const limits = "mailboxes: { limits: { Microsoft Graph: { application: [Mail.Read] } } }\n";
    write("vendors/email-security-cloud.yaml", `${file}${limits}`);
    expect(refusalOf("tenants/dev.yaml")).toContain(
      '"Mail.Read" is not in `permissions`, so nothing is given for these mailboxes; write it there too: Exchange gives it for them, and Entra does not',
    );
    write("vendors/email-security-cloud.yaml", `${file.replace("User.Read.All", "User.Read.All, Mail.Read")}${limits}`);
    expect(refusalOf("tenants/dev.yaml")).not.toContain("nothing is given");
  });

  test("cannot be named as one of the project's, or `custom`", () => {
    write("vendors/teamconnect.yaml", file);
    expect(refusalOf("tenants/dev.yaml")).toBe(
      "vendors/teamconnect.yaml: 1 fault\n  the file\n    teamconnect is a vendor of the project, whose definition is code; give yours a name of its own",
    );
    expect(() => readVendor("vendors/custom.yaml")).toThrow(/custom stands for a definition in the tenant's file/);
    expect(() => readVendor("vendors/My Vendor.yaml")).toThrow(/"My Vendor" is not a name/);
  });

  test("stands beside the folder tenants/, and beside a tenant's file that is elsewhere", () => {
    expect(vendorsFolder("tenants/dev.yaml")).toBe("vendors");
    expect(vendorsFolder("/checkout/tenants/dev.yaml")).toBe("/checkout/vendors");
    expect(vendorsFolder("settings/prod.yaml")).toBe("settings/vendors");
    process.chdir(join(root, "tenants"));
    expect(vendorsFolder("dev.yaml")).toBe("../vendors");
  });
});

describe("a definition in the tenant's file itself", () => {
  const rooms = shownBlock("  rooms:");

  test("is the integration's own: two of them differ, and each keeps its word when it is renamed", () => {
    const other = rooms
      .replace("  rooms:", "  desks:\n    formerly: seats")
      .replace("ROOMZ\n", "Desks\n")
      .replaceAll("Calendars.ReadWrite", "Calendars.Read");
    write("tenants/dev.yaml", `${dev}\n${rooms}\n${other}`);
    const [first, second] = resolveTenant(readTenant("tenants/dev.yaml")).slice(-2);
    expect([first?.vendor, second?.vendor]).toEqual(["custom:rooms", "custom:seats"]);
    const rights = [first, second].map((one) => one?.mailboxes.flatMap(({ rights: given }) => given));
    expect(rights).toEqual([["Application Calendars.ReadWrite"], ["Application Calendars.Read"]]);
    expect([first, second].flatMap((one) => one?.permissions ?? [])).toEqual([]);
  });

  test("is told at its place in the file, and its absence too", () => {
    write("tenants/dev.yaml", `${dev}\n${rooms.replace("Calendars.ReadWrite", "Calendars.ReadWriteAll")}`);
    expect(refusalOf("tenants/dev.yaml")).toMatch(
      /rooms · definition\.permissions\.Microsoft Graph\.application\[0\] \(line 114\)\n {4}"Calendars\.ReadWriteAll" is not an application permission/,
    );
    write(
      "tenants/dev.yaml",
      `${dev}\n  rooms:\n    vendor: custom\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n`,
    );
    expect(refusalOf("tenants/dev.yaml")).toContain(
      "is missing; with `vendor: custom` it says what the vendor asks for (docs/own-vendor.md)",
    );
  });
});

describe("./integrations vendor", () => {
  test("begins a file of which check says what is missing, and overwrites none", async () => {
    const { code, out } = await typed("vendor", "roomz", "--product", "ROOMZ");
    expect([code, out]).toEqual([
      0,
      [
        "Written: vendors/roomz.yaml. Fill it in by the vendor's page, then let ./integrations check name what is missing.",
        "Then write into the tenant's file, below `integrations:`, and check again:",
        "",
        "  roomz:",
        "    vendor: roomz",
        "    purpose: # what you use it for",
        "    credentials:",
        "      - { issued: 2026-11-27, expires: 2027-05-21 }",
        "",
      ].join("\n"),
    ]);
    const checked = await typed("check");
    expect(checked.code).toBe(1);
    expect(checked.out).toBe(
      "tenants/dev.yaml: 7 integrations, no faults\nvendors/email-security-cloud.yaml: Email Security.cloud, no faults\n",
    );
    expect(checked.err).toMatch(/^vendors\/roomz\.yaml: 7 faults\n {2}page\.publisher \(line 5\)\n/);
    const again = await typed("vendor", "roomz");
    expect([again.code, again.err]).toEqual([
      2,
      "vendors/roomz.yaml is there already: nothing is overwritten. ./integrations check names what it lacks\n",
    ]);
  });

  test("takes no name of the project's", async () => {
    const { code, err } = await typed("vendor", "teamconnect");
    expect([code, err]).toEqual([
      2,
      "teamconnect is a vendor of the project, whose definition is code; give yours a name of its own\n",
    ]);
    expect(existsSync(join(root, "vendors/teamconnect.yaml"))).toBe(false);
  });

  test("lets the editor complete the vendors that are files, and check says when it does not", async () => {
    write("tenants/tenant.schema.json", "{}");
    expect((await typed("check")).err).toBe(
      "Editors do not know email-security-cloud yet: ./integrations vendor brings their schema up to date\n",
    );
    await typed("vendor");
    expect((await typed("check")).err).toBe("");
    const schema = JSON.parse(readFileSync(join(root, "tenants/tenant.schema.json"), "utf8")) as {
      readonly definitions: { readonly Vendors: { readonly enum: readonly string[] } };
    };
    expect(schema.definitions.Vendors.enum.slice(-2)).toEqual(["email-security-cloud", "custom"]);
  });
});

describe("in a review", () => {
  const demands = [
    { rule: "multi-tenant", step: "1", reason: { en: "The page says so.", ja: "手順書にあります。" } },
    {
      rule: "tier-0",
      subject: "RoleManagement.ReadWrite.Directory",
      step: "1",
      reason: { en: "So it says.", ja: "そう。" },
    },
  ];
  const definition = { ...mailgatesSigma, vendor: "acme", writtenIn: "vendors/acme.yaml", demands };
  const side = (definitions: RecordedSide["definitions"]): RecordedSide => ({
    version: 2,
    from: { project: "p", stack: "s", file: "tenants/s.yaml" },
    evaluation: { registrations: [], lookups: [], escapeHatches: [], problems: [] },
    definitions,
  });

  test("a file is claimed also where the base has it, and its own words are those of the change", () => {
    const changed = { ...definition, product: "Acme 2" };
    const { definitions, claimed } = definitionsOf({
      before: side({ acme: definition }),
      after: side({ acme: changed }),
    });
    expect([...claimed]).toEqual(["acme"]);
    expect(definitions.acme).toBe(changed);
  });

  test("code of the change that takes a file's name is claimed as well", () => {
    const { writtenIn: _, ...code } = definition;
    const { claimed } = definitionsOf({ before: side({ acme: definition }), after: side({ acme: code }) });
    expect([...claimed]).toEqual(["acme"]);
  });

  test.each([
    ["without a reason of its own", { rule: "multi-tenant", until: "2027-05-01" }, "accept", "own-reason"],
    [
      "of what only a page can carry, whatever its reason",
      { rule: "tier-0", subject: "RoleManagement.ReadWrite.Directory", reason: "We need it.", until: "2027-05-01" },
      "vendor",
      "read-against-page",
    ],
  ] as const)("its demand excuses nothing: an exception %s", (_, entry, level, step) => {
    const subject = "subject" in entry ? entry.subject : "";
    const finding = { rule: entry.rule, level, integration: "acme", subject, path: "", values: {} };
    const context = {
      integration: { name: "acme", exceptions: [entry] },
      definition,
      isClaimed: true,
      findings: [finding] as never,
      ruleNames: new Set([entry.rule]),
      now: "2026-12-01",
      givenForOther: () => false,
    };
    expect(coverOf(finding as never, context)).toBeUndefined();
    expect(exceptionFindings(context)).toMatchObject([
      {
        rule: "exception-refused",
        values: { fault: { code: "claimed-by-file", file: "vendors/acme.yaml" }, step: { code: step } },
      },
    ]);
  });

  test("a file is data and no program; what is not of its form is", () => {
    const partOf = (path: string, mode = "100644") =>
      programChange({ differences: [{ path, before: "100644", after: mode }], paths: [] }).files[0]?.part;
    expect(partOf("vendors/acme.yaml")).toBeUndefined();
    expect(partOf("vendors/vendor.schema.json")).toBeUndefined();
    expect(partOf("tenants/tenant.schema.json")).toBeUndefined();
    expect(partOf("vendors/acme.ts")).toBe("vendor");
    expect(partOf("vendors/more/acme.yaml")).toBe("vendor");
    expect(partOf("vendors/acme.yaml", "120000")).toBe("link");
    expect(partOf("vendors/acme.yaml", "100755")).toBe("vendor");
  });

  test("it concerns the stacks that may name it, and where none does nobody", () => {
    const sides = [
      { stack: "dev", file: "tenants/dev.yaml", settings: "Pulumi.dev.yaml", vendors: ["vendors/acme.yaml"] },
      { stack: "prod", file: "tenants/prod.yaml", settings: "Pulumi.prod.yaml", vendors: [] },
    ];
    const concerned = (path: string) => ["dev", "prod"].filter(concerns(sides, [path]));
    expect(concerned("vendors/acme.yaml")).toEqual(["dev"]);
    expect(concerned("vendors/nobody.yaml")).toEqual([]);
    expect(concerned("vendors/acme.ts")).toEqual(["dev", "prod"]);
  });
});

test("the policies read the files of the stack that runs", () => {
  expect(Object.keys(ownDefinitionsOf(root, "dev")())).toEqual(["email-security-cloud"]);
  expect(ownDefinitionsOf(root, undefined)()).toEqual({});
});
