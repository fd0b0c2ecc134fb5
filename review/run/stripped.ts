/**
 * The modules of a base without their types, worked out once and kept beside the packages: half of the time in which a
 * part of a review starts. A change's own modules are never kept; those that it has unchanged are found by their text.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { runPart } from "./process.ts";
import type { CommittedFile } from "./tree.ts";

/** What parts of a review load: the program, what records and judges it, and what is handed to people. */
const loaded = /^(?:index|(?:components|catalog|review|operate\/handover)\/.+)\.ts$/;
/** Of the review itself what the process that starts the parts runs. */
const startsParts = /^review\/(?:cli\.ts$|rules-doc\.ts$|render\/|program\/)/;

/** Bases that are kept: by age, the oldest goes first. */
const mostKept = 4;

/** @param packages folder of the packages, in whose cache it is kept */
function placeOf(packages: string, files: readonly CommittedFile[]): string {
  const hash = createHash("sha256").update(process.version);
  for (const { path, what } of files) hash.update(`${what}\t${path}\n`);
  return join(packages, ".cache", "m365-review", `${hash.digest("hex").slice(0, 32)}.json`);
}

function leaveNewest(folder: string): void {
  const all = readdirSync(folder).map((name) => join(folder, name));
  const byAge = all.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(mostKept)) rmSync(path, { force: true });
}

/**
 * The file that {@link PartOptions.stripped} takes.
 * @param base folder that holds the base's modules, absolute
 * @param committed the base's files
 * @param readable what a process that reads them has to be able to read
 * @returns undefined where it can be kept nowhere
 */
export async function strippedOf(
  base: string,
  committed: readonly CommittedFile[],
  packages: string | undefined,
  readable: readonly string[],
): Promise<string | undefined> {
  if (packages === undefined) return undefined;
  const files = committed.filter(({ path }) => loaded.test(path) && !startsParts.test(path));
  const place = placeOf(packages, files);
  if (existsSync(place)) return place;
  const answer = await runPart({
    script: join(import.meta.dirname, "../strip-entry.ts"),
    arguments: [],
    directory: base,
    readable,
    input: JSON.stringify(files.map(({ path }) => join(base, path))),
    timeoutMilliseconds: 60_000,
  });
  if ("fault" in answer) return undefined;
  try {
    const folder = join(place, "..");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileAtomic.sync(place, answer.text, { mode: 0o600 });
    leaveNewest(folder);
    return place;
  } catch {
    return undefined;
  }
}
