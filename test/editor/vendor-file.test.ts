/** What an editor with the YAML language server makes of a vendor's file, and of a tenant's that names one. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/** No schema tells them: one sees no comments, nothing in a file without a value, and compares no two permissions. */
const silent = ["a secret in a comment", "addable that everybody has", "nothing at all"];

test("of every wrong file something is underlined, but of those that no schema can tell", async () => {
  const told = await Promise.all(
    Object.entries(texts).map(async ([what, text]) => ({ what, count: (await underlined(text)).length })),
  );
  expect(told.flatMap(({ what, count }) => (count === 0 ? [what] : [])).sort()).toEqual(silent);
  expect(silent.length / told.length).toBeLessThan(0.05);
});

test.each([
  [
    "somebody who is not named",
    rep("        by: Administrator\n        text: Open", "        by: Administator\n        text: Open"),
    /^37: Nobody of `actsAs`$/,
  ],
  ["a placeholder misspelt", rep("{clientId}", "{clientID}"), /^43: Holds a word in braces that is no placeholder; /],
  [
    "what nobody asks",
    rep("{ application: [Group.Read.All] }", "{ application: [Mail.Read] }"),
    /^18: Not in `permissions`, so/,
  ],
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
