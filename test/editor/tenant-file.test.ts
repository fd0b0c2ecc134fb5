/** What an editor with the YAML language server makes of a tenant's file: underlined, proposed and explained. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPair, isScalar, LineCounter, parse, parseDocument, stringify, visit } from "yaml";
import { editorSchema } from "../../operate/editor-schema.ts";
import { dev, rep } from "../changed-dev-file.ts";
import { wrong } from "../wrong-files.ts";
import { type Editor, type OpenFile, startEditor } from "./server.ts";

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor("tenants");
});
afterAll(() => editor.close());

const schemaLine = "# yaml-language-server: $schema=tenant.schema.json\n";

/** Opens a text with a `|` where the cursor is. */
async function at(marked: string): Promise<{ file: OpenFile; position: { line: number; character: number } }> {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { file: await editor.open(marked.replace("|", "")), position };
}

async function underlined(text: string): Promise<string[]> {
  const { diagnostics } = await editor.open(text.includes("$schema") ? text : schemaLine + text);
  return (await diagnostics).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

async function proposed(marked: string): Promise<Map<string, string>> {
  const { file, position } = await at(marked);
  const items = await file.completion(position);
  return new Map(items.map(({ label, documentation }) => [label, String(documentation)]));
}

async function shownOver(marked: string): Promise<string> {
  const { file, position } = await at(marked);
  return file.hover(position);
}

/**
 * The wrong files that no schema can tell: it sees neither comments nor how the YAML is written, and compares no two
 * values. `./integrations check` tells them all.
 */
const silent: Readonly<Record<string, readonly string[]>> = {
  "a comment": [
    "a secret: comment",
    "a secret: comment line",
    "password comment",
    "ghp",
    "jwt",
    "hash no blank",
    "bidi comment",
    "a secret: a word of another program before it",
    "a secret: German",
    "a secret: French",
    "a secret: in a sentence",
    "a secret: of curl",
  ],
  "how the YAML is written": ["a YAML tag: str", "directive", "two documents", "question", "only comments", "NEL"],
  "two values, or one in two forms": [
    "an owner: twice",
    "an owner: twice case",
    "a mailbox: twice",
    "a redirect URI: twin case",
    "signsIn twice",
    "an exception: twice",
    "a name: a word of YAML",
    "a subject: *",
    "a subject: a day in another form",
    "a subject: in other letters",
    "tenant id as owner",
    "signsIn tenant id",
    "signsIn owner sp",
    "formerly itself",
    "roles of a product: somebody twice in a role",
  ],
};

test("tenants/tenant.schema.json is current (npm run schema)", () => {
  expect(JSON.parse(readFileSync("tenants/tenant.schema.json", "utf8"))).toEqual(
    JSON.parse(JSON.stringify(editorSchema())),
  );
});

/** One integration of a vendor that leaves a choice. */
function choosing(...lines: readonly string[]): string {
  const head = readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "";
  return `${head}integrations:\n  one:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

describe("what follows from a choice", () => {
  const netwrix = (...lines: readonly string[]) =>
    choosing(
      "vendor: netwrix-auditor",
      "credentials:",
      "  - { kind: secret, issued: 2026-11-21, expires: 2027-05-15 }",
      "  - { kind: certificate, issued: 2026-11-21b, expires: 2027-05-15 }",
      ...lines,
    );
  const commvault = (...lines: readonly string[]) =>
    choosing(
      "vendor: commvault-onedrive",
      "instances: [cc.contoso.example]",
      "credentials: [{ kind: secret, issued: 2026-11-21, expires: 2027-05-15 }]",
      ...lines,
    );
  const rotates = "permissions: { Microsoft Graph: { application: [Application.ReadWrite.OwnedBy] } }";

  test.each([
    ["a set with its role", netwrix("permissionSet: exchange-online", "directoryRoles: [Exchange Administrator]")],
    ["a set without a role", netwrix("permissionSet: sharepoint-online")],
    ["what the set lets be added", commvault("permissionSet: backup-and-restore", rotates)],
  ])("nothing in %s", async (_, text) => {
    expect(await underlined(text)).toEqual([]);
  });

  test.each([
    ["no set", netwrix("directoryRoles: [Exchange Administrator]")],
    ["a set that there is not", netwrix("permissionSet: exchange", "directoryRoles: [Exchange Administrator]")],
    ["no role where the set has a choice", netwrix("permissionSet: exchange-online")],
    ["an empty choice", netwrix("permissionSet: exchange-online", "directoryRoles: []")],
    [
      "two roles of one choice",
      netwrix("permissionSet: exchange-online", "directoryRoles: [Exchange Administrator, Global Administrator]"),
    ],
    [
      "a role where the set has none",
      netwrix("permissionSet: sharepoint-online", "directoryRoles: [Exchange Administrator]"),
    ],
    ["what only another set lets be added", commvault("permissionSet: backup", rotates)],
    [
      "a redirect variant that there is not",
      choosing(
        "vendor: avepoint-backup",
        "permissionSet: exchange",
        "redirectVariant: government",
        "directoryRoles: []",
        "credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]",
      ),
    ],
  ])("%s is underlined", async (_, text) => {
    expect(await underlined(text)).not.toEqual([]);
  });

  test("a set's word is proposed with what it means", async () => {
    const words = await proposed(commvault("permissionSet: |"));
    expect(words.get("backup-and-restore")).toContain("backup and restore");
  });
});

describe("what is underlined", () => {
  test.each(readdirSync("tenants").filter((name) => name.endsWith(".yaml")))("nothing in %s", async (name) => {
    expect(await underlined(readFileSync(`tenants/${name}`, "utf8"))).toEqual([]);
  });

  test("every wrong file but those that no schema can tell", async () => {
    const told = await Promise.all(
      wrong.map(async ([what, text]) => ({ what, count: (await underlined(text)).length })),
    );
    expect(told.flatMap(({ what, count }) => (count === 0 ? [what] : [])).sort()).toEqual(
      Object.values(silent).flat().sort(),
    );
    expect(Object.values(silent).flat().length / told.length).toBeLessThan(0.08);
  });

  test.each([
    [
      "a vendor's name misspelt",
      rep("vendor: teamconnect", "vendor: teamconect"),
      /^53: No vendor; known: servicenow-teams, mailgates-sigma, teamconnect, /,
    ],
    [
      "a permission misspelt",
      rep("- ChannelMessage.Send", "- ChannelMesage.Send"),
      /^27: No delegated scope of Microsoft Graph that may be asked for; complete the name, or `\.\/integrations check` names the nearest$/,
    ],
    [
      "a directory role misspelt",
      rep("[Teams Administrator]", "[Teams Admin]"),
      /^75: No directory role of Entra; complete the name, or `\.\/integrations check` names the nearest$/,
    ],
    [
      "a rule misspelt",
      rep("rule: implicit-grant", "rule: implict-grant"),
      /^46: No rule of the review; complete the name, or see docs\/rules\.md$/,
    ],
    [
      "a day that does not exist",
      rep("expires: 2028-11-20", "expires: 2028-02-30"),
      /^44: Not a day that exists; write YYYY-MM-DD$/,
    ],
    [
      "a redirect URI without TLS",
      rep("- https://contoso-mgf", "- http://contoso-mgf"),
      /^41: Begins with http:\/\/; only https:\/\/ is accepted \(http:\/\/ for localhost alone\)$/,
    ],
    [
      "a vault's address",
      dev.replace(/^vault: .*$/m, "vault: https://kv-m365.vault.azure.net/"),
      /^10: The vault's name or address; its resource id is wanted: `az keyvault show --name <name> --query id --output tsv` prints it$/,
    ],
    [
      "a purpose of 400 characters",
      rep("purpose: Inbound mail filtering", `purpose: ${"x".repeat(400)}`),
      /^36: String is longer than the maximum length of 300\.$/,
    ],
    ["an integration's name in capitals", rep("  mailgates:", "  Mailgates:"), /^34: Not a name; use words of a to z/],
  ])("%s, in one line at its place", async (_, text, message) => {
    const told = await underlined(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(message);
  });
});

const begun = `${schemaLine}tenant:
  id: 11111111-1111-1111-1111-111111111111
integrations:
  phone:
    vendor: live-platform
`;

describe("what is proposed", () => {
  test("the vendors, each with its product and what it is for", async () => {
    const items = await proposed(begun.replace("vendor: live-platform", "vendor: |"));
    expect(items.get("mailgates-sigma")).toBe(
      "MAILGATES Σ: The mail gateway imports the tenant's user list, to tell whether the recipient of an incoming mail exists in Microsoft 365.",
    );
  });

  test("the permissions of an API, each with its level and what it allows", async () => {
    const items = await proposed(`${begun}    permissions:\n      Microsoft Graph:\n        application: [|]`);
    expect(items.get("Mail.Read")).toBe(
      "High risk. Whoever holds it can read all mail and attachments in every mailbox.",
    );
    expect(items.size).toBeGreaterThan(700);
  });

  test("the scopes, as far as the person who signed in may", async () => {
    const items = await proposed(`${begun}    permissions:\n      Microsoft Graph:\n        delegated: [|]`);
    expect(items.get("Group.Read.All")).toBe(
      "Medium risk. Whoever holds it can read all groups with their members and conversations, as far as the signed-in user may.",
    );
  });

  test("no scope is called a low risk because nobody rates it", async () => {
    const items = await proposed(`${begun}    permissions:\n      Microsoft Graph:\n        delegated: [|]`);
    expect(items.get("User-PasswordProfile.ReadWrite.All")).toBe(
      "Whoever holds it can reset the password of users, and so sign in as them, as far as the signed-in user may.",
    );
  });

  test("the directory roles, and how far each reaches", async () => {
    const items = await proposed(`${begun}    directoryRoles: [|]`);
    expect(items.get("Global Administrator")).toBe(
      "Microsoft marks it as privileged. Control plane: whoever holds it can come by every other right of the tenant.",
    );
  });

  test("the rules of the review, each with its sentence", async () => {
    const items = await proposed(`${begun}    exceptions:\n      - rule: |`);
    expect(items.get("multi-tenant")).toBe(
      "Accounts of any organisation may sign in to …, and any tenant may hold a principal of it (…).",
    );
  });

  const mailgates = begun.replace("vendor: live-platform", "vendor: mailgates-sigma");

  test.each([
    ["an empty file", `${schemaLine}|`, ["tenant", "vault", "integrations"]],
    ["a half-typed key of the root", `${schemaLine}ten|`, ["tenant", "vault", "integrations"]],
    [
      "an owner in braces",
      `${schemaLine}tenant:\n  owners:\n    - { | }`,
      ["servicePrincipal", "user", "name", "deploys"],
    ],
    ["a half-typed key in braces", `${schemaLine}tenant:\n  policy: { sec| }`, ["secretLifetimeDays"]],
    ["a new line of credentials", `${mailgates}    credentials:\n      - |`, ["issued", "expires", "confirmed"]],
    ["the next key in braces", `${mailgates}    credentials:\n      - { issued: 2026-11-21, ex| }`, ["expires"]],
    ["a rule in braces", `${mailgates}    exceptions:\n      - { rule: |, until: 2027-11-21 }`, ["multi-tenant"]],
    ["an API in braces", `${begun}    permissions: { Mic| }`, ["Microsoft Graph"]],
    ["a kind in braces", `${begun}    permissions: { Microsoft Graph: { app| } }`, ["application", "delegated"]],
    [
      "a half-typed permission of a list",
      `${begun}    permissions:\n      Microsoft Graph:\n        application:\n          - User.R|`,
      ["User.Read.All"],
    ],
    ["a key between others", `${mailgates}    |\n    ticket: CHG1\n`, ["purpose", "redirectUris"]],
    ["true", `${mailgates}    leaving: |`, ["true"]],
  ])("%s", async (_, marked, expected) => {
    expect([...(await proposed(marked)).keys()]).toEqual(expect.arrayContaining(expected));
  });

  test("the exceptions that this vendor's page needs, ready to be taken, and what one may be about", async () => {
    const entry = await proposed(`${mailgates}    exceptions:\n      - |`);
    expect(entry.get("implicit-grant")).toBe(
      "The page has both boxes of the implicit flow ticked, access tokens and ID tokens.",
    );
    expect(entry.has("multi-tenant")).toBe(false);
    const subject = await proposed(`${mailgates}    exceptions:\n      - rule: risky-permission\n        subject: |`);
    expect(subject.get("Mail.Read")).toBe("Asked of Microsoft Graph");
  });

  test("each key once, with its meaning", async () => {
    const { file, position } = await at(`${mailgates}    |`);
    const labels = (await file.completion(position)).map(({ label }) => label);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    const words = await proposed(
      `${begun.replace("live-platform", "netwrix-auditor")}    permissionSet: exchange-online\n    directoryRoles: [|]`,
    );
    expect(words.get("Exchange Administrator")).toMatch(/plane|access/i);
  });

  test("the keys that this vendor takes, and none of another's", async () => {
    const items = await proposed(`${begun}    |`);
    expect([...items.keys()]).toEqual(expect.arrayContaining(["directoryRoles", "purpose", "suspended"]));
    expect(items.has("mailboxes")).toBe(false);
  });
});

describe("what is explained", () => {
  /** Keys that are alike are asked about once: those at one path of one vendor's entries, whatever the entry is called. */
  function keysIn(text: string) {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const places = new Map<string, { key: string; line: number; character: number }>();
    visit(document, (_, node, path) => {
      if (!isPair(node) || !isScalar(node.key)) return;
      const names = [...path, node].flatMap((one) => (isPair(one) && isScalar(one.key) ? [String(one.key.value)] : []));
      const [section, entry = "", ...rest] = names;
      const vendor = section === "integrations" ? document.getIn(["integrations", entry, "vendor"]) : entry;
      const { line, col } = lines.linePos(node.key.range?.[0] ?? 0);
      const place = { key: names.join("."), line: line - 1, character: col };
      places.set([section, vendor, ...rest].join("."), place);
    });
    return [...places.values()];
  }

  /** The file with one of its integrations alone: what is asked of a small file is answered sooner. */
  function oneByOne(text: string): readonly string[] {
    const { integrations, ...rest } = parse(text) as { readonly integrations: Readonly<Record<string, unknown>> };
    return Object.entries(integrations).map(([name, settings], index) =>
      stringify({ ...(index === 0 && rest), integrations: { [name]: settings } }),
    );
  }

  test.each(readdirSync("tenants").filter((name) => name.endsWith(".yaml")))("every key of %s", async (name) => {
    const told = await Promise.all(
      oneByOne(readFileSync(`tenants/${name}`, "utf8")).map(async (text) => {
        const written = schemaLine + text;
        const file = await editor.open(written);
        return Promise.all(keysIn(written).map(async ({ key, ...place }) => ({ key, words: await file.hover(place) })));
      }),
    );
    expect(told.flat().length).toBeGreaterThan(80);
    expect(told.flat().flatMap(({ key, words }) => (words.startsWith("Source:") || words === "" ? [key] : []))).toEqual(
      [],
    );
  });

  test("an API, a kind and a vendor", async () => {
    expect(await shownOver(rep("      Microsoft Graph:", "      Micro|soft Graph:"))).toMatch(
      /^What is asked of the API Microsoft Graph/,
    );
    expect(await shownOver(rep("        delegated:", "        dele|gated:"))).toMatch(
      /^Scopes: what the product may do/,
    );
    expect(await shownOver(rep("vendor: teamconnect", "ven|dor: teamconnect"))).toContain(
      "TeamConnect sends its mail through",
    );
  });

  test("a permission, before all others that could stand there", async () => {
    const words = await shownOver(rep("- ChannelMessage.Send", "- Channel|Message.Send"));
    expect(words.split("\n").find((line) => line.startsWith("* "))).toMatch(/^\* `ChannelMessage\.Send`: \w+/);
  });
});
