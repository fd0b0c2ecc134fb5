/** The schemas that editors read, written into a checkout. */
import { globSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { VendorDefinition } from "../components/definition.ts";
import { SettingsError } from "../components/faults.ts";
import { readVendor } from "../components/own-vendors.ts";
import { editorSchema, vendorEditorSchema } from "./editor-schema.ts";

/** The vendors of a checkout that are files; one with faults is passed over and named. */
export function ownVendorsIn(root: string): {
  readonly own: readonly VendorDefinition[];
  readonly faulty: readonly string[];
} {
  const own: VendorDefinition[] = [];
  const faulty: string[] = [];
  for (const file of globSync("vendors/*.yaml", { cwd: root }).sort()) {
    try {
      own.push(readVendor(join(root, file)));
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      faulty.push(file);
    }
  }
  return { own, faulty };
}

/** A schema as text, a line for each of its keys and definitions: short, and a change shows what it is about. */
function schemaText(schema: object): string {
  const lines = (of: object, inner: (value: unknown, key: string) => string) =>
    `{\n${Object.entries(of)
      .map(([key, value]) => `${JSON.stringify(key)}: ${inner(value, key)}`)
      .join(",\n")}\n}`;
  const short = (value: unknown) => JSON.stringify(value);
  return `${lines(schema, (value, key) => (key === "definitions" ? lines(Object(value), short) : short(value)))}\n`;
}

/**
 * Writes both.
 * @param root the checkout, absolute
 * @returns what a person should know, a line each
 */
export function writeSchemas(root: string): readonly string[] {
  const { own, faulty } = ownVendorsIn(root);
  mkdirSync(join(root, "vendors"), { recursive: true });
  const write = (file: string, schema: object) => writeFileAtomic.sync(join(root, file), schemaText(schema));
  write("tenants/tenant.schema.json", editorSchema(own));
  write("vendors/vendor.schema.json", vendorEditorSchema());
  return faulty.map((file) => `${file} has faults and is not in tenants/tenant.schema.json: ./integrations check`);
}
