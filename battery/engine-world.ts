/** A sandbox of a trial with the real engine: its folder before a story, and what is amiss in it afterwards. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackState } from "../engine/state-file.ts";
import { readKept } from "../simulator/directory/file.ts";
import type { Amiss } from "./checkers.ts";
import { counted, type Fact, factsOf, probeName } from "./facts.ts";
import type { Player } from "./player.ts";
import { projectFolder } from "./project.ts";
import { resultsFolder } from "./results.ts";
import { sandboxIn } from "./sandbox.ts";
import { filesOf, fileWith, type Story, type StoryName } from "./story.ts";

/** The most reruns; a trial that is not quiet then is not quiet. */
export const mostReruns = 3;

/** What a run says that found nothing to do. */
export const nothingChanged = "\nNo changes; 0 writes to the tenant";

/** A sandbox before a story. */
export interface Base {
  /** Undefined before a first up. */
  readonly folder: string | undefined;
  readonly facts: readonly Fact[];
}

/** What stands in the tenant of a sandbox. */
export function factsIn(folder: string): Fact[] {
  const kept = readKept(sandboxIn(folder).directory);
  return kept ? factsOf(kept.directory) : [];
}

/** How many ids the state of a sandbox knows. */
export function idsIn(folder: string): number {
  return stackState(sandboxIn(folder).state, "dev").ids.length;
}

/** A folder of its own for one trial of a story: the base's state and tenant, and the file that the story applies. */
export function trialFolder(name: StoryName, { folder: base }: Base): string {
  const folder = mkdtempSync(join(tmpdir(), "trial-"));
  if (base !== undefined) cpSync(sandboxIn(base).home, sandboxIn(folder).home, { recursive: true });
  projectFolder(folder);
  writeFileSync(join(folder, "tenant.yaml"), fileWith(filesOf[name].at(-1) ?? "whole"));
  return folder;
}

/** The base of a story; kept beside the results, so that a further batch need not make it again. @param of its sources */
export async function baseOf(name: StoryName, of: string, player: Player): Promise<Base> {
  const files = filesOf[name].slice(0, -1);
  if (files.length === 0) return { folder: undefined, facts: [] };
  const folder = join(resultsFolder, "bases", of, name);
  if (!existsSync(folder)) {
    // Made beside it: another batch may be making the same.
    const made = `${folder}-${process.pid}`;
    mkdirSync(made, { recursive: true, mode: 0o700 });
    projectFolder(made);
    for (const file of files) {
      writeFileSync(join(made, "tenant.yaml"), fileWith(file));
      const report = await player.play({ folder: made, variables: {}, meetings: [], counts: {} });
      if (report?.code !== 0) throw new Error(`a run without faults failed:\n${report?.text}`);
    }
    if (existsSync(folder)) rmSync(made, { recursive: true });
    else renameSync(made, folder);
  }
  return { folder, facts: factsIn(folder) };
}

/** How a trial ended. */
export interface Ended {
  readonly reruns: number;
  /** What the last run said. */
  readonly last: string;
  /** What was granted at some moment, as far as somebody looked. */
  readonly granted: readonly string[];
}

/** What is amiss, by the checkers' names; those that hold are not named. */
export function amissIn(folder: string, base: Base, story: Story, { reruns, last, granted }: Ended): Amiss {
  const facts = factsIn(folder);
  const present = new Set(facts.map(({ id }) => id));
  const lost = base.facts.filter(
    ({ id, kind, text }) => kind !== "owner" && !present.has(id) && !story.retired.has(text),
  );
  const isUse = ({ kind }: Fact) => kind === "password" || kind === "certificate";
  const are = counted(facts);
  const off = [...new Set([...are.keys(), ...story.after.keys()])].flatMap((text) => {
    const [is, wanted] = [are.get(text) ?? 0, story.after.get(text) ?? 0];
    return is === wanted ? [] : [`${text}: ${is} instead of ${wanted}`];
  });
  const directory = readKept(sandboxIn(folder).directory)?.directory;
  const probes = [...(directory?.applications.values() ?? [])]
    .filter(({ entity }) => probeName.test(entity.displayName))
    .map(({ entity }) => `an application is still called ${entity.displayName}`);
  const { pending, ids } = stackState(sandboxIn(folder).state, "dev");
  const known = ids.map((id) => id.toLowerCase());
  const unknown = facts
    .filter(({ kind }) => kind !== "owner" && kind !== "entry")
    .filter(({ id }) => !known.some((one) => one.includes((id.split(" ")[0] ?? "").toLowerCase())))
    .map(({ text }) => `the state does not know ${text}`);
  const secret = readFileSync(join(sandboxIn(folder).home, "tenant", "deployer-secret"), "utf8");
  const shown = readFileSync(sandboxIn(folder).log, "utf8").includes(secret);
  const found: Amiss = {
    "credentials in use stay": lost.filter(isUse).map(({ text }) => `${text} is gone`),
    "no delete": lost.map(({ text }) => `${text} is gone`),
    "grants as declared": [
      ...off.filter((text) => /^(assignment|grant|role) /.test(text)),
      ...granted.filter((text) => !story.mayBeGranted.has(text)).map((text) => `${text}, not declared, for a moment`),
    ],
    "nothing twice, no orphan": [...off, ...probes],
    "the state knows all": [...unknown, ...pending.map(({ type, urn }) => `still pending: ${type} ${urn}`)],
    "no canary": shown ? ["the log shows the deployer's secret"] : [],
    "quiet at the end": last.includes(nothingChanged) ? [] : [`the last run said: ${last.trim().slice(-600)}`],
    "at most two reruns": reruns > 2 ? [`it took ${reruns} reruns`] : [],
  };
  return Object.fromEntries(Object.entries(found).filter(([, texts]) => texts.length > 0));
}
