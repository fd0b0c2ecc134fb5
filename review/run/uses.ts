/** What a change's program uses that the base's did not, and may not. */
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isLinted, isProgramFile, type ProgramChange } from "../program/change.ts";
import type { LintFault } from "../program/lint.ts";

function modulesIn(root: string): Map<string, string> {
  const files = globSync("{index.ts,components/**,catalog/**}", { cwd: root }).filter(isLinted);
  // A folder may be called as a file is.
  const there = files.filter((file) => statSync(join(root, file)).isFile());
  return new Map(there.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

/**
 * Compares what the modules of both sides use; a line that moves is no other use. The compiler that reads them is loaded
 * where they differ, and nowhere else.
 */
export async function newUses(before: string, after: string, { files }: ProgramChange): Promise<LintFault[]> {
  if (!files.some(({ path }) => isProgramFile(path))) return [];
  const { lintProgram } = await import("../program/lint.ts");
  const found = lintProgram(modulesIn(after));
  if (found.length === 0) return [];
  const stood = Map.groupBy(lintProgram(modulesIn(before)), ({ file, use }) => JSON.stringify([file, use]));
  const seen = new Map<string, number>();
  return found.filter(({ file, use }) => {
    const key = JSON.stringify([file, use]);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return (seen.get(key) ?? 0) > (stood.get(key)?.length ?? 0);
  });
}
