/**
 * A tenant's file with many integrations, for the benchmarks: the six of tenants/dev.yaml over and over.
 */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";

interface DevFile {
  readonly integrations: Record<string, Record<string, unknown>>;
}

/** Writes the file; answers its path. Every integration has a name and a display name of its own. */
export function tenantOf(count: number): string {
  const dev = parse(readFileSync(new URL("../tenants/dev.yaml", import.meta.url), "utf8")) as DevFile;
  const six = Object.entries(dev.integrations);
  const integrations = Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const [name, settings] = six[index % six.length] ?? ["", {}];
      return [`${name}-${index}`, { ...settings, displayName: `${name} ${index}` }];
    }),
  );
  const file = join(mkdtempSync(join(tmpdir(), "bench-")), "tenant.yaml");
  writeFileSync(file, stringify({ ...dev, integrations }, { aliasDuplicateObjects: false }));
  return file;
}
