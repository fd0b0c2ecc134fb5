/**
 * The corpus: pairs of a tenant before and after a change, each a YAML file named by what it changes, with what the
 * review must say of it. docs/review.md explains the keys.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "yaml";

/** A finding as the corpus names it. */
export interface ExpectedFinding {
  readonly rule: string;
  /** Left out: it stands outside every integration. */
  readonly integration?: string;
  readonly subject?: string;
}

/** What the review must say. With `exit: 2` the change cannot be evaluated and there is no verdict. */
interface Expected {
  readonly verdict?: string;
  readonly exit: 0 | 1 | 2;
  /** Introduced by the change, and refusing it. */
  readonly blocks?: readonly ExpectedFinding[];
  /** Introduced, and covered by an exception. */
  readonly accepted?: readonly ExpectedFinding[];
  /** Introduced, said, never refused. */
  readonly warns?: readonly ExpectedFinding[];
}

type Map = Readonly<Record<string, unknown>>;

interface PairFile {
  readonly title: string;
  /** Names of bases; each adds integrations to the common tenant. */
  readonly base: readonly string[];
  readonly now: string;
  readonly before?: Map;
  readonly after?: Map;
  /** Adds a comment above the file after the change. */
  readonly afterComment?: string;
  /** Writes every map of the file after the change in reverse order. */
  readonly afterReversed?: boolean;
  /** Programs of `corpus/programs/` in place of index.ts. */
  readonly program?: { readonly before?: string; readonly after?: string };
  readonly expect: Expected;
}

/** One pair, ready to be evaluated. */
export interface CorpusPair extends Pick<PairFile, "title" | "now" | "expect" | "program"> {
  readonly name: string;
  /** The tenant's file before and after, as text. */
  readonly before: string;
  readonly after: string;
}

const folder = join(import.meta.dirname, "corpus");

function isMap(value: unknown): value is Map {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The list at a key, with what `key+` adds to it or `key-` takes out of it. */
function listed(at: unknown, sign: string, items: readonly unknown[]): unknown[] {
  const list = Array.isArray(at) ? at : [];
  if (sign === "+") return [...list, ...items];
  const rest = list.filter((item) => !items.some((gone) => isDeepStrictEqual(gone, item)));
  if (rest.length !== list.length - items.length) throw new Error(`the base does not hold ${JSON.stringify(items)}`);
  return rest;
}

/**
 * A merge patch (RFC 7396): null removes, maps merge, everything else replaces. Beyond the standard `key+` appends to a
 * list and `key-` removes from it.
 */
function patched(base: Map, patch: Map): Map {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const [, key = name, sign = ""] = /^(.*?)([+-]?)$/.exec(name) ?? [];
    if (sign !== "") result[key] = listed(result[key], sign, value as readonly unknown[]);
    else if (value === null) delete result[key];
    else if (isMap(value)) result[key] = patched(isMap(result[key]) ? result[key] : {}, value);
    else result[key] = value;
  }
  return result;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

function read(file: string): unknown {
  return parse(readFileSync(join(folder, file), "utf8"));
}

function baseOf(names: readonly string[]): Map {
  return ["tenant", ...names].reduce<Map>((base, name) => patched(base, read(`bases/${name}.yaml`) as Map), {});
}

function pairOf(file: string): CorpusPair {
  const pair = read(file) as PairFile;
  const base = baseOf(pair.base);
  const after = patched(base, pair.after ?? {});
  const { title, now, expect, program } = pair;
  return {
    name: file.replace(/\.yaml$/, ""),
    title,
    now,
    expect,
    ...(program && { program }),
    before: stringify(patched(base, pair.before ?? {})),
    after: `${pair.afterComment ? `# ${pair.afterComment}\n` : ""}${stringify(pair.afterReversed ? reversed(after) : after)}`,
  };
}

/** Every pair of the corpus, by name. */
export function corpus(): CorpusPair[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map(pairOf);
}

/** One pair by its name. */
export function corpusPair(name: string): CorpusPair {
  return pairOf(`${name}.yaml`);
}

let written = 0;
let scratch: string | undefined;

/** Writes a tenant's file where a program can read it, until this process ends; answers its absolute path. */
export function writtenFile(text: string): string {
  if (scratch === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "corpus-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    scratch = folder;
  }
  written += 1;
  const file = join(scratch, `${written}.yaml`);
  writeFileSync(file, text);
  return file;
}
