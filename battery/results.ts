/** Results of cases on disk: one JSON line a case, added as it ends, so that a battery that was stopped goes on where it was. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const root = join(import.meta.dirname, "..");

/** Where results stand. */
export const resultsFolder = join(root, "out", "battery");

const line = z.object({
  id: z.string(),
  class: z.string(),
  story: z.string(),
  /** Runs after the last disturbed one, the quiet one included. */
  reruns: z.number(),
  /** By checker: the first of what is amiss. */
  amiss: z.record(z.string(), z.array(z.string()).readonly()),
});

/** What came of one case. */
export type Result = z.infer<typeof line>;

/** Files whose change makes results old. Those of the engine's trials depend on more than those of the driven cases. */
const sources = {
  driven: [
    "index.ts",
    "package-lock.json",
    "tenants/dev.yaml",
    "catalog/*.json",
    "{catalog,components,recovery,simulator}/**/*.ts",
    "operate/heal-sandbox.ts",
    "battery/{cases,checkers,command,facts,fault,heal,history,lag,play,program,random,result,story,update,world}.ts",
  ],
  engine: [
    "index.ts",
    "package-lock.json",
    "tenants/dev.yaml",
    "catalog/*.json",
    "{catalog,components,recovery,simulator,sandbox,engine}/**/*.ts",
    "operate/*.ts",
    "battery/{checkers,engine-positions,engine-world,facts,fault,kills,player,positions,project}.ts",
    "battery/{random,sandbox,served,shape,story}.ts",
  ],
} as const;

/** The digest of everything that results of a kind depend on. */
export function fingerprint(kind: keyof typeof sources): string {
  const hash = createHash("sha256");
  const paths = sources[kind].flatMap((pattern) => globSync(pattern, { cwd: root }));
  for (const path of paths.filter((path) => !path.includes(".build/")).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Results of one kind. */
export interface Results {
  /** Of this code, by case, the newest where a case stands twice. */
  readonly kept: ReadonlyMap<string, Result>;
  add(result: Result): void;
}

/** Reads the text of a results file. @returns of which sources they are, and each case's newest */
export function openedResults(text: string): { readonly of: string; readonly kept: Map<string, Result> } {
  const [head = "", ...lines] = text.split("\n");
  const kept = new Map<string, Result>();
  for (const one of lines) {
    // The last line of a battery that was killed may be cut off.
    const parsed = one.endsWith("}") ? line.safeParse(JSON.parse(one)) : undefined;
    if (parsed?.success) kept.set(parsed.data.id, parsed.data);
  }
  return { of: head, kept };
}

/** Of which sources the results on disk are; empty where there are none. */
export function sourcesOf(name: string): string {
  const file = join(resultsFolder, `${name}.jsonl`);
  return existsSync(file) ? openedResults(readFileSync(file, "utf8")).of : "";
}

/** Opens results; those of other code are left behind. @param name of the file, without its end */
export function openResults(name: string, of: string): Results {
  const file = join(resultsFolder, `${name}.jsonl`);
  mkdirSync(dirname(file), { recursive: true });
  const opened = existsSync(file) ? openedResults(readFileSync(file, "utf8")) : undefined;
  const kept = opened?.of === of ? opened.kept : new Map<string, Result>();
  if (opened?.of !== of) writeFileSync(file, `${of}\n`);
  return {
    kept,
    add: (result) => {
      kept.set(result.id, result);
      appendFileSync(file, `\n${JSON.stringify(result)}`);
    },
  };
}
