/**
 * A change of tenants' files alone: the code is the same on both sides, so one process records both sides of many stacks and
 * judges them (alike-entry.ts). Nothing is checked out but tenants' files and settings.
 *
 * What a base's file comes to is kept in git's own folder, by the digest of everything that it was made of: the change
 * that is reviewed cannot write there, and whoever can may as well move the base itself.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { basename, join, normalize, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import writeFileAtomic from "write-file-atomic";
import { isCertificateFile, isForPeople, isTenantFile, isVendorFile } from "../program/change.ts";
import type { StackReport } from "../report/document.ts";
import type { Report } from "../report/index.ts";
import type { BaseCommit } from "./base.ts";
import { committedSide, linkedSide, packagesIn, type Side } from "./copy.ts";
import { git } from "./git.ts";
import { readableOf, runPart } from "./process.ts";
import type { RecordedSide } from "./protocol.ts";
import { strippedOf } from "./stripped.ts";
import { sidesOf, type Target, targetsOf } from "./targets.ts";
import { type CommittedFile, committedFiles } from "./tree.ts";

/** A stack whose tenant's file differs, and nothing that runs. */
export interface Alike {
  readonly stack: string;
  /** Its tenant's file, relative to the checkout. */
  readonly file: string;
  /** The file of the base, absolute. */
  readonly before: string;
  /** The recording of the base, kept since it was made: a compressed file, absolute. */
  readonly recorded?: string;
}

/** What one process is asked. */
export interface AlikeRequest {
  /** The project's folder, whose program runs; it holds the files after the change. */
  readonly root: string;
  readonly revision: string;
  /** Today, `YYYY-MM-DD` in UTC; absent: the day of each tenant's world. */
  readonly now?: string;
  readonly machineDay: string;
  /** For one evaluation. */
  readonly timeoutMilliseconds: number;
  /** The file behind descriptor 4, absolute: tenant's files of a few integrations are written to it. */
  readonly part: string;
  /** True: a vendor's file differs, so that an integration may differ of which the tenant's file says the same. */
  readonly whole: boolean;
  readonly targets: readonly Alike[];
}

/** What is kept of a base's file. */
export interface Former {
  readonly side: RecordedSide;
  /** The file as data. */
  readonly data: unknown;
}

/** What it says of one stack. */
export interface AlikeAnswer {
  readonly stack: string;
  /** Absent: it does not tell from here. */
  readonly reviewed?: { readonly report: Report; readonly now: string };
  /** The side before, where it was recorded now. */
  readonly recorded?: Former;
}

/** What a review needs of its request here. */
interface Asked {
  readonly root: string;
  readonly own: string;
  readonly revision: string;
  readonly found: BaseCommit | undefined;
  readonly selection: Parameters<typeof targetsOf>[2];
  readonly now: string | undefined;
  readonly machineDay: string;
  readonly timeoutMilliseconds: number;
}

type Gate = <T>(task: () => Promise<T>) => Promise<T>;

/** The stacks that were reviewed, and whether they are all. */
export interface ReviewedAlike {
  readonly reports: ReadonlyMap<string, StackReport>;
  /** Every stack that does not differ; undefined: some stack is left to be reviewed in processes of its own. */
  readonly unchanged: readonly string[] | undefined;
  /** The modules without their types (stripped.ts). */
  readonly stripped?: string | undefined;
}

const none: ReviewedAlike = { reports: new Map(), unchanged: undefined };

/** Recordings that are kept: by age, the oldest goes first. */
const mostKept = 500;

/** The recordings that git's folder keeps for a base. */
class Kept {
  readonly #folder: string;
  /** Undefined where nobody knows which packages are installed: then nothing is kept. */
  readonly #code: string | undefined;
  readonly #files: ReadonlyMap<string, string>;

  constructor(root: string, own: string, files: readonly CommittedFile[]) {
    this.#folder = join(resolve(root, git(root, "rev-parse", "--git-common-dir").trim()), "m365-review");
    this.#files = new Map(files.map(({ path, what }) => [path, what]));
    const installed = join(packagesIn(own) ?? own, ".package-lock.json");
    if (!existsSync(installed)) return;
    const hash = createHash("sha256").update(process.version).update(readFileSync(installed));
    for (const { path, what } of files) if (!isTenantFile(path)) hash.update(`${what}\t${path}\n`);
    this.#code = hash.digest("hex");
  }

  #path({ stack, file }: Pick<Alike, "stack" | "file">): string {
    const key = JSON.stringify([this.#code, stack, file, this.#files.get(file)]);
    return join(this.#folder, `${createHash("sha256").update(key).digest("hex")}.json.gz`);
  }

  /** The recording of a stack; undefined where there is none yet. */
  find(of: Pick<Alike, "stack" | "file">): string | undefined {
    if (this.#code === undefined) return undefined;
    const path = this.#path(of);
    try {
      const now = new Date();
      utimesSync(path, now, now);
      return path;
    } catch {
      return undefined;
    }
  }

  /** Where git's folder cannot be written, nothing is kept. */
  keep(of: Pick<Alike, "stack" | "file">, recorded: Former): void {
    if (this.#code === undefined) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileAtomic.sync(this.#path(of), gzipSync(JSON.stringify(recorded), { level: 1 }), { mode: 0o600 });
      const all = readdirSync(this.#folder).map((name) => join(this.#folder, name));
      if (all.length <= mostKept) return;
      const byAge = all.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
      for (const { path } of byAge.slice(mostKept)) rmSync(path, { force: true });
    } catch {}
  }
}

/** So many stacks share a process: what starts once is worth many, and what fails takes no more with it. */
const mostTogether = 50;

function chunks(targets: readonly Alike[], atOnce: number): Alike[][] {
  const size = Math.min(mostTogether, Math.ceil(targets.length / atOnce));
  return Array.from({ length: Math.ceil(targets.length / size) }, (_, at) => targets.slice(at * size, (at + 1) * size));
}

/** Starting Node and loading the providers, beside what the program itself may take. */
const startMilliseconds = 15_000;

/** Of one stack: the file before, and the file after. */
const evaluations = 2;

/** Asks one process. What it does not answer is missing. */
async function asked(
  request: Omit<AlikeRequest, "part">,
  scratch: string,
  number: number,
  stripped: string | undefined,
): Promise<AlikeAnswer[]> {
  const { root, targets, timeoutMilliseconds } = request;
  const part = join(scratch, `part-${number}.yaml`);
  const descriptor = openSync(part, "w+", 0o600);
  try {
    const answer = await runPart({
      script: join(root, "review/alike-entry.ts"),
      arguments: [],
      directory: root,
      readable: [...readableOf(root), scratch, ...targets.flatMap(({ recorded }) => recorded ?? [])],
      writable: descriptor,
      stripped,
      input: JSON.stringify({ ...request, part } satisfies AlikeRequest),
      timeoutMilliseconds: startMilliseconds + evaluations * timeoutMilliseconds * targets.length,
    });
    if ("fault" in answer) return [];
    return answer.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as AlikeAnswer);
  } finally {
    closeSync(descriptor);
  }
}

function alikeOf({ stack, tenant, before, after }: Target, base: Side, kept: Kept): Alike | undefined {
  if (tenant !== undefined || before === undefined || normalize(before) !== normalize(after ?? "")) return undefined;
  const file = normalize(before);
  const recorded = kept.find({ stack, file });
  return { stack, file, before: join(base.root, file), ...(recorded !== undefined && { recorded }) };
}

/** Tenants' files, vendors' and settings: what tells the stacks of a base, and what they say. */
function telling(root: string, files: readonly CommittedFile[]): string[] {
  const named = new Set(sidesOf(root).map(({ file }) => normalize(file)));
  return files
    .map(({ path }) => path)
    .filter(
      (path) =>
        isTenantFile(path) ||
        isVendorFile(path) ||
        isCertificateFile(path) ||
        named.has(path) ||
        /^(?:Pulumi\..*|\.gitattributes)$/.test(basename(path)),
    );
}

/**
 * Reviews the stacks that a change of tenants' files alone concerns.
 * @param atOnce processes
 */
export async function reviewedAlike(request: Asked, gate: Gate, atOnce: number): Promise<ReviewedAlike> {
  const { root, own, revision, found, selection, now, machineDay, timeoutMilliseconds } = request;
  if (!found || found.program.files.length > 0) return none;
  // Nothing of the program loads a document; whether it reads one as text, an evaluation of both sides tells.
  if (found.changedFiles.some(isForPeople)) return none;
  // Another certificate changes what the same tenant's file says.
  if (found.changedFiles.some(isCertificateFile)) return none;
  const files = committedFiles(root, found.commit);
  if (!files.some(({ path }) => path === "review/alike-entry.ts")) return none;
  const base = committedSide(root, found.commit, undefined, telling(root, files));
  const tree = linkedSide(root, packagesIn(own));
  try {
    const { targets, unchanged } = targetsOf({ before: base.root, after: root }, found.changedFiles, selection);
    const kept = new Kept(root, own, files);
    const alike = targets.flatMap((target) => alikeOf(target, base, kept) ?? []);
    const whole = found.changedFiles.some(isVendorFile);
    const shared = {
      root: tree.root,
      revision,
      whole,
      ...(now !== undefined && { now }),
      machineDay,
      timeoutMilliseconds,
    };
    const stripped =
      alike.length === 0 ? undefined : await strippedOf(tree.root, files, packagesIn(own), readableOf(tree.root));
    const answers = await Promise.all(
      chunks(alike, atOnce).map((some, at) => gate(() => asked({ ...shared, targets: some }, base.root, at, stripped))),
    );
    const reports = new Map<string, StackReport>();
    for (const { stack, reviewed, recorded } of answers.flat()) {
      const of = alike.find((one) => one.stack === stack);
      if (of && recorded) kept.keep(of, recorded);
      if (reviewed) reports.set(stack, { ...reviewed.report, stack, now: reviewed.now, sameCode: true });
    }
    return { reports, unchanged: targets.every(({ stack }) => reports.has(stack)) ? unchanged : undefined, stripped };
  } finally {
    tree.dispose();
    base.dispose();
  }
}
