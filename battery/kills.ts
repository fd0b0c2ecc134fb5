/**
 * Kills `make up` at random moments, by SIGKILL, with the real engine: a first up, an integration added, a generation
 * appended, in turn. Then reruns until one changes nothing, and looks at what stands in the tenant and in the state.
 *
 *   node battery/kills.ts --count 50 [--lag 3] [--minutes 5] [--jobs 2]
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { stackState } from "../engine/state-file.ts";
import { readKept } from "../simulator/directory/file.ts";
import type { Amiss } from "./checkers.ts";
import { counted, type Fact, factsOf, probeName } from "./facts.ts";
import { projectFolder } from "./project.ts";
import { randomFrom } from "./random.ts";
import { fingerprint, openResults, type Result, resultsFolder } from "./results.ts";
import { sandboxIn, startUp } from "./sandbox.ts";
import { filesOf, fileWith, type Story, type StoryName, stories } from "./story.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    lag: { type: "string", default: "0" },
    minutes: { type: "string", default: "" },
    jobs: { type: "string", default: "1" },
  },
});
const of = fingerprint("engine");
const killed: readonly StoryName[] = ["first-up", "added", "appended"];
const variables: Readonly<Record<string, string>> = values.lag === "0" ? {} : { SIMULATOR_LAG: values.lag };
const mostReruns = 3;
const nothingChanged = "\nNo changes; 0 writes to the tenant";

interface Figures {
  /** Milliseconds of the story's run without a kill: from its start to the engine's first step, and from there on. */
  readonly untilFirstStep: number;
  readonly writing: number;
}

/** A sandbox before a story. */
interface Base extends Figures {
  readonly folder: string;
  readonly facts: readonly Fact[];
}

function factsIn(folder: string): Fact[] {
  const kept = readKept(sandboxIn(folder).directory);
  return kept ? factsOf(kept.directory) : [];
}

/** True once the engine has begun to change something; a file that is just being written counts as no. */
function hasBegun(folder: string, before: number): boolean {
  try {
    const { pending, ids } = stackState(sandboxIn(folder).state, "dev");
    return pending.length > 0 || ids.length > before;
  } catch {
    return false;
  }
}

function idsIn(folder: string): number {
  return stackState(sandboxIn(folder).state, "dev").ids.length;
}

async function untilBegun(folder: string, before: number, over: () => boolean): Promise<void> {
  while (!over() && !hasBegun(folder, before)) await sleep(5);
}

function folderWith(base: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), "kill-"));
  if (base !== undefined) cpSync(sandboxIn(base).home, sandboxIn(folder).home, { recursive: true });
  projectFolder(folder);
  return folder;
}

async function applied(folder: string, file: Parameters<typeof fileWith>[0]): Promise<void> {
  writeFileSync(join(folder, "tenant.yaml"), fileWith(file));
  const { code, text } = await startUp(folder, {}).ended;
  if (code !== 0) throw new Error(`a run without a kill failed:\n${text}`);
}

/** Bases are kept beside the results, so that a further batch need not make them again. */
const bases = join(resultsFolder, "bases", of, values.lag);

async function baseOf(name: StoryName): Promise<Base> {
  const folder = join(bases, name);
  const figures = join(folder, "figures.json");
  if (!existsSync(figures)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(figures, JSON.stringify(await madeBase(name, folder)));
  }
  const { untilFirstStep, writing } = JSON.parse(readFileSync(figures, "utf8")) as Figures;
  return { folder, facts: factsIn(folder), untilFirstStep, writing };
}

/** The sandbox before a story, and how long its run takes without a kill. */
async function madeBase(name: StoryName, folder: string): Promise<Figures> {
  const files = [...filesOf[name]];
  const last = files.pop() ?? "whole";
  projectFolder(folder);
  for (const file of files) await applied(folder, file);
  const copy = folderWith(files.length > 0 ? folder : undefined);
  writeFileSync(join(copy, "tenant.yaml"), fileWith(last));
  const before = files.length > 0 ? idsIn(copy) : 0;
  const started = performance.now();
  const run = startUp(copy, variables);
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  await untilBegun(copy, before, () => over);
  const begun = performance.now();
  const { code, text } = await run.ended;
  if (code !== 0) throw new Error(`a run without a kill failed:\n${text}`);
  rmSync(copy, { recursive: true });
  return { untilFirstStep: begun - started, writing: performance.now() - begun };
}

function amissIn(folder: string, base: Base, story: Story, reruns: number, last: string): Amiss {
  const facts = factsIn(folder);
  const present = new Set(facts.map(({ id }) => id));
  const lost = base.facts.filter(({ id, kind }) => kind !== "owner" && !present.has(id));
  const isUse = ({ kind }: Fact) => kind === "password" || kind === "certificate";
  const are = counted(facts);
  const off = [...new Set([...are.keys(), ...story.after.keys()])].flatMap((text) => {
    const [is, wanted] = [are.get(text) ?? 0, story.after.get(text) ?? 0];
    return is === wanted ? [] : [`${text}: ${is} instead of ${wanted}`];
  });
  const grants = off.filter((text) => /^(assignment|grant|role) /.test(text));
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
    "grants as declared": grants,
    "nothing twice, no orphan": [...off, ...probes],
    "the state knows all": [...unknown, ...pending.map(({ type, urn }) => `still pending: ${type} ${urn}`)],
    "no canary": shown ? ["the log shows the deployer's secret"] : [],
    "quiet at the end": last.includes(nothingChanged) ? [] : [`the last run said: ${last.trim().slice(-600)}`],
    "at most two reruns": reruns > 2 ? [`it took ${reruns} reruns`] : [],
  };
  return Object.fromEntries(Object.entries(found).filter(([, texts]) => texts.length > 0));
}

async function trial(id: string, name: StoryName, seed: number, base: Base, story: Story): Promise<Result> {
  const random = randomFrom(seed);
  const files = filesOf[name];
  const folder = folderWith(files.length > 1 ? base.folder : undefined);
  writeFileSync(join(folder, "tenant.yaml"), fileWith(files[files.length - 1] ?? "whole"));
  const before = files.length > 1 ? idsIn(folder) : 0;
  const run = startUp(folder, variables);
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  // One in five at any moment before the first step, the others at any moment after it.
  if (random.between(1, 5) === 1) await sleep(random.between(0, Math.round(base.untilFirstStep)));
  else {
    await untilBegun(folder, before, () => over);
    await sleep(random.between(0, Math.round(base.writing)));
  }
  const late = over;
  run.kill();
  await run.ended;
  let reruns = 0;
  let text = "";
  while (reruns < mostReruns && !text.includes(nothingChanged)) {
    ({ text } = await startUp(folder, variables).ended);
    reruns += 1;
  }
  const amiss = amissIn(folder, base, story, reruns, text);
  if (Object.keys(amiss).length === 0) rmSync(folder, { recursive: true });
  else console.log(`${id}: kept in ${folder}`);
  return { id, class: late ? "ended before it was killed" : "killed", story: name, reruns, amiss };
}

const results = openResults(values.lag === "0" ? "kills" : `kills-lag-${values.lag}`, of);
const end = values.minutes === "" ? Number.POSITIVE_INFINITY : performance.now() + Number(values.minutes) * 60_000;
const count = Number(values.count);
const waiting = Array.from({ length: count }, (_, at) => at).filter(
  (at) => !results.kept.has(`kill/${values.seed}/${at}`),
);
if (waiting.length > 0) {
  const told = await stories();
  const made = new Map<StoryName, Base>();
  for (const name of killed) made.set(name, await baseOf(name));
  const worker = async (): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined && performance.now() < end; at = waiting.shift()) {
      const name = killed[at % killed.length] ?? "first-up";
      const [base, story] = [made.get(name), told.get(name)];
      if (!base || !story) throw new Error(`there is no story ${name}`);
      const id = `kill/${values.seed}/${at}`;
      const result = await trial(id, name, Number(values.seed) * 1000 + at, base, story);
      results.add(result);
      console.log(id, name, result.class, `${result.reruns} reruns`, JSON.stringify(result.amiss));
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
}
const played = [...results.kept.values()];
const well = played.filter(({ amiss }) => Object.keys(amiss).length === 0);
console.log(`${well.length} of ${played.length} kills healed by at most two reruns, nothing orphaned, nothing twice`);
process.exitCode = well.length === played.length ? 0 : 1;
