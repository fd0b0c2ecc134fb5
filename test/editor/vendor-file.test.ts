/** What an editor with the YAML language server makes of a vendor's file, and of a tenant's that names one. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { vendorEditorSchema } from "../../operate/editor-schema.ts";
import { shownBlock } from "../own-vendor-page.ts";
import { good } from "../wrong-vendor-files.ts";
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
  look(vendorEditorSchema(), "");
  expect(silent).toEqual([]);
});
