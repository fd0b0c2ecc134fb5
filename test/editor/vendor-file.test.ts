/** What an editor with the YAML language server makes of a vendor's file, and of a tenant's that names one. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { vendorEditorSchema } from "../../operate/editor-schema.ts";
import { shownBlock } from "../own-vendor-page.ts";
import { good, rep, texts } from "../wrong-vendor-files.ts";
import { type Editor, startEditor } from "./server.ts";

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor("vendors");
});
afterAll(() => editor.close());

const schemaLine = "# yaml-language-server: $schema=vendor.schema.json\n";

async function underlined(text: string): Promise<string[]> {
  const { diagnostics } = await editor.open(text.includes("$schema") ? text : schemaLine + text);
  return (await diagnostics).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

async function shownOver(marked: string): Promise<string> {
  const lines = marked.slice(0, marked.indexOf("|")).split("\n");
  const file = await editor.open(marked.replace("|", ""));
  return file.hover({ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
}

test("vendors/vendor.schema.json is current (npm run schema)", () => {
  expect(JSON.parse(readFileSync("vendors/vendor.schema.json", "utf8"))).toEqual(
    JSON.parse(JSON.stringify(vendorEditorSchema())),
  );
});

test("nothing is underlined in a whole file, nor in what docs/own-vendor.md shows", async () => {
  expect(await underlined(good)).toEqual([]);
  expect(await underlined(shownBlock("product:"))).toEqual([]);
  expect(await underlined(shownBlock("product:") + shownBlock("procedures:"))).toEqual([]);
});

/**
 * No schema tells them: one sees no comments, nothing in a file without a value, and compares no two places. The check's own
 * language server tells them in the same editor.
 */
const silent = [
  "a renewal before the beginning",
  "a scope twice",
  "a secret in a comment",
  "a set that there is not",
  "addable that everybody has",
  "nothing at all",
  "omittable that nobody asks",
  "somebody acts who is not named",
  "somebody leaves who is not named",
];

test("of every wrong file something is underlined, but of those that no schema can tell", async () => {
  const told = await Promise.all(
    Object.entries(texts).map(async ([what, text]) => ({ what, count: (await underlined(text)).length })),
  );
  expect(told.flatMap(({ what, count }) => (count === 0 ? [what] : [])).sort()).toEqual(silent);
  expect(silent.length / told.length).toBeLessThan(0.08);
});

test.each([
  ["a placeholder misspelt", rep("{clientId}", "{clientID}"), /^43: Holds a word in braces that is no placeholder; /],
  ["a step that is none", rep("step: 2, reason", "step: 7, reason"), /^30: No step of `procedures`$/],
  ["a rule that is none", rep("rule: multi-tenant", "rule: multitenant"), /^30: No rule of the review; /],
  [
    "no place",
    rep('places:\n  - "Synchronization: Client secret"\n', ""),
    /^2: Everywhere the credential is typed is missing; /,
  ],
])("%s is told in one line, at its place", async (_, text, message) => {
  const told = await underlined(text);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(message);
});

test("hover says what a key means, and what a permission lets do", async () => {
  expect(await shownOver(good.replace("breaksWhen", "breaks|When"))).toContain("What stops when the credential ends");
  expect(await shownOver(good.replace("User.Read.All]", "User.Re|ad.All]"))).toContain("Whoever holds it can");
});

async function proposed(marked: string): Promise<string[]> {
  const lines = marked.slice(0, marked.indexOf("|")).split("\n");
  const file = await editor.open(schemaLine + marked.replace("|", ""));
  const items = await file.completion({ line: lines.length, character: lines.at(-1)?.length ?? 0 });
  return items.map(({ label }) => label);
}

const begun = "procedures:\n  - title: A\n    when: set-up\n    onPage: true\n    steps:\n";

test.each([
  ["an empty file", "|", ["product", "page", "permissions", "credential", "procedures"]],
  ["a half-typed key of the root", "product: X\ncred|", ["credential"]],
  ["a half-typed kind of credential", "credential: { kind: s| }", ["secret"]],
  ["a half-typed thumbprint", "credential: { kind: certificate, thumbprint: sha| }", ["sha1Base64", "sha1Hex"]],
  ["where redirect URIs come from", "redirectUris: { from: in| }", ["instances"]],
  ["the keys of such an entry", "redirectUris:\n  from: instances\n  |", ["platform", "template"]],
  ["a permission", "permissions: { Microsoft Graph: { application: [|] } }", ["Mail.Read", "User.Read.All"]],
  ["a step", `${begun}      - |`, ["step", "by", "text", "fields"]],
  ["who takes it", `${begun}      - { step: 1, by: s| }`, ["stack"]],
  ["a rule", "demands:\n  - { rule: multi| }", ["multi-tenant"]],
  ["a way out", "undo:\n  - |", ["leaveTheFile", "by"]],
  ["a directory role", "directoryRoles:\n  - { role: Exch| }", ["Exchange Administrator"]],
])("%s is proposed, each word once", async (_, marked, expected) => {
  const labels = await proposed(marked);
  expect(labels).toEqual(expect.arrayContaining(expected));
  // The server's own word for all keys of a map at once.
  const keys = labels.filter((label) => label !== "object");
  expect(keys.filter((label, index) => keys.indexOf(label) !== index)).toEqual([]);
});

test("every key of a whole file, and of what docs/own-vendor.md shows, is explained", async () => {
  for (const text of [good, `${schemaLine}${shownBlock("product:")}${shownBlock("procedures:")}`]) {
    const file = await editor.open(text);
    const lines = new LineCounter();
    // Of keys at one path of several entries one is asked about.
    const places = new Map<string, { key: string; line: number; character: number }>();
    visit(parseDocument(text, { lineCounter: lines }), (_, node, path) => {
      if (!isPair(node) || !isScalar(node.key)) return;
      const { line, col } = lines.linePos(node.key.range?.[0] ?? 0);
      const key = [...path, node].flatMap((one) => (isPair(one) && isScalar(one.key) ? [one.key.value] : [])).join(".");
      places.set(key, { key, line: line - 1, character: col });
    });
    const told = await Promise.all(
      [...places.values()].map(async ({ key, ...place }) => ({ key, words: await file.hover(place) })),
    );
    expect(told.filter(({ words }) => words.startsWith("Source:") || words === "")).toEqual([]);
  }
});

test("every key says what it means", () => {
  const silent: string[] = [];
  const look = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    const { properties } = node as { readonly properties?: Readonly<Record<string, Record<string, unknown>>> };
    for (const [key, schema] of Object.entries(properties ?? {}))
      if (schema.description === undefined && schema.$ref === undefined) silent.push(`${path}.${key}`);
    for (const [key, inner] of Object.entries(node)) look(inner, key === "properties" ? path : `${path}.${key}`);
  };
  // The conditions on several places speak of keys that are explained above.
  look({ ...vendorEditorSchema(), allOf: [] }, "");
  expect(silent).toEqual([]);
});
