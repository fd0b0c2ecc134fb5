/**
 * Kills `make up`, by SIGKILL and at random, with the real engine: a first up, an integration added, a generation
 * appended, in turn. In one of three trials the run that heals it is killed, too, while it heals. Then reruns until one
 * changes nothing, and looks at what stands in the tenant and in the state. Stopped at any moment, it goes on from there.
 *
 * The run that is killed is `make up` with all its processes; the reruns have the program and the plugins in one process
 * (served.ts), as a third of the time suffices for them.
 *
 *   node battery/kills.ts --count 50 [--lag 3] [--minutes 5] [--jobs 2]
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { stackState } from "../engine/state-file.ts";
import { amissIn, type Base, baseOf, idsIn, mostReruns, nothingChanged, trialFolder } from "./engine-world.ts";
import { openPlayer, type Player } from "./player.ts";
import { randomFrom } from "./random.ts";
import { fingerprint, openResults, type Result, resultsFolder } from "./results.ts";
import { sandboxIn, startUp } from "./sandbox.ts";
import { type Story, type StoryName, stories } from "./story.ts";

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

/** What the story's run takes without a kill. */
interface Figures {
  /** Milliseconds from its start to the engine's first step. */
  readonly untilFirstStep: number;
  /** How many ids the state knows before it and after it. */
  readonly ids: readonly [before: number, after: number];
  /** Milliseconds from a rerun's first look to the engine's update. */
  readonly healing: number;
}

/** How often the state is looked at. */
const everyMs = 100;

/** Waits until the state knows so many ids, or has begun with the next one; a file that is just being written is read again. */
async function until(folder: string, known: number, over: () => boolean): Promise<void> {
  const reached = () => {
    try {
      const { pending, ids } = stackState(sandboxIn(folder).state, "dev");
      return ids.length > known || (ids.length === known && pending.length > 0);
    } catch {
      return false;
    }
  };
  while (!over() && !reached()) await sleep(everyMs);
}

function started(folder: string) {
  const run = startUp(folder, variables);
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  return { ...run, over: () => over };
}

async function figuresOf(name: StoryName, base: Base, player: Player): Promise<Figures> {
  const file = join(resultsFolder, "bases", of, `${name}-lag-${values.lag}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Figures;
  const folder = trialFolder(name, base);
  const before = base.folder === undefined ? 0 : idsIn(folder);
  const began = performance.now();
  const run = started(folder);
  await until(folder, before, run.over);
  const untilFirstStep = performance.now() - began;
  const { code, text } = await run.ended;
  if (code !== 0) throw new Error(`a run without a kill failed:\n${text}`);
  const quiet = await player.play({ folder, variables, meetings: [], counts: {} });
  const figures = { untilFirstStep, ids: [before, idsIn(folder)] as const, healing: quiet?.healing ?? 0 };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(figures));
  rmSync(folder, { recursive: true });
  return figures;
}

async function trial(
  id: string,
  name: StoryName,
  seed: number,
  base: Base,
  story: Story,
  player: Player,
): Promise<Result> {
  const random = randomFrom(seed);
  const { untilFirstStep, ids, healing } = await figuresOf(name, base, player);
  const folder = trialFolder(name, base);
  const run = started(folder);
  // One in five at any moment before the first step, the others at any moment after it.
  if (random.between(1, 5) === 1) await sleep(random.between(0, Math.round(untilFirstStep)));
  else {
    await until(folder, random.between(ids[0], ids[1] - 1), run.over);
    await sleep(random.between(0, 2 * everyMs));
  }
  const late = run.over();
  run.kill();
  await run.ended;
  const order = { folder, variables, meetings: [], counts: {} };
  const again = random.between(1, 3) === 1;
  const after = random.between(0, Math.round(healing * 1.5));
  if (again) {
    let timer: NodeJS.Timeout | undefined;
    await player.play(order, () => {
      timer = setTimeout(player.kill, after);
    });
    clearTimeout(timer);
  }
  let [reruns, last] = [0, ""];
  while (reruns < mostReruns && !last.includes(nothingChanged)) {
    last = (await player.play(order))?.text ?? "it died";
    reruns += 1;
  }
  const amiss = amissIn(folder, base, story, { reruns, last, granted: [] });
  if (Object.keys(amiss).length === 0) rmSync(folder, { recursive: true });
  else console.log(`${id}: kept in ${folder}`);
  const how = late ? "ended before it was killed" : again ? "killed, and killed while healing" : "killed";
  return { id, class: how, story: name, reruns, amiss };
}

const results = openResults(values.lag === "0" ? "kills" : `kills-lag-${values.lag}`, of);
const end = values.minutes === "" ? Number.POSITIVE_INFINITY : performance.now() + Number(values.minutes) * 60_000;
const count = Number(values.count);
const waiting = Array.from({ length: count }, (_, at) => at).filter(
  (at) => !results.kept.has(`kill/${values.seed}/${at}`),
);
if (waiting.length > 0) {
  const told = await stories();
  const players = Array.from({ length: Number(values.jobs) }, (_, at) => openPlayer(`kills-${values.lag}-${at}`));
  const bases = new Map<StoryName, Base>();
  const [first] = players;
  for (const name of killed) {
    if (!first) break;
    const base = await baseOf(name, of, first);
    bases.set(name, base);
    await figuresOf(name, base, first);
  }
  const worker = async (player: Player): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined && performance.now() < end; at = waiting.shift()) {
      const name = killed[at % killed.length] ?? "first-up";
      const [base, story] = [bases.get(name), told.get(name)];
      if (!base || !story) throw new Error(`there is no story ${name}`);
      const id = `kill/${values.seed}/${at}`;
      const result = await trial(id, name, Number(values.seed) * 1000 + at, base, story, player);
      results.add(result);
      console.log(id, name, result.class, `${result.reruns} reruns`, JSON.stringify(result.amiss));
    }
    player.close();
  };
  await Promise.all(players.map(worker));
}
const played = [...results.kept.values()];
const well = played.filter(({ amiss }) => Object.keys(amiss).length === 0);
console.log(`${well.length} of ${played.length} kills healed by at most two reruns, nothing orphaned, nothing twice`);
process.exitCode = well.length === played.length ? 0 : 1;
