/**
 * Writes a tenant's file for one test: dev.yaml with changes, in a temporary folder.
 */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, parseDocument } from "yaml";

/** A changed copy of tenants/dev.yaml; answers its absolute path. */
export function tenantFile(change: (document: Document) => void): string {
  const document = parseDocument(readFileSync("tenants/dev.yaml", "utf8"));
  change(document as unknown as Document);
  const file = join(mkdtempSync(join(tmpdir(), "tenant-")), "tenant.yaml");
  writeFileSync(file, document.toString());
  return file;
}

/** Only these integrations of dev.yaml stay. */
export function keepOnly(document: Document, ...names: string[]): void {
  const all = Object.keys((document.toJS() as { integrations: object }).integrations);
  for (const name of all) if (!names.includes(name)) document.deleteIn(["integrations", name]);
}
