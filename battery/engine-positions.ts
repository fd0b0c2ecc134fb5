/**
 * One fault at every request position of `make up` with the real engine: a first up, an integration added, a generation
 * appended and one retired. Then reruns until one changes nothing, and the checkers on what stands in the tenant and in
 * the state. Stopped at any moment, it goes on from there.
 *
 *   node battery/engine-positions.ts [--minutes 10] [--jobs 2] [--only first-up/F2] [--alone]
 */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { amissIn, type Base, baseOf, mostReruns, nothingChanged, trialFolder } from "./engine-world.ts";
import { openPlayer, type Player } from "./player.ts";
import { type Position, type PositionTrial, positions, positionTrials } from "./positions.ts";
import { fingerprint, openResults, type Result } from "./results.ts";
import { type Story, type StoryName, stories, storyNames } from "./story.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    minutes: { type: "string", default: "" },
    jobs: { type: "string", default: "1" },
    // One position a run, and reruns after each: what a failure of a trial comes down to.
    alone: { type: "boolean", default: false },
  },
});

/** One result a position that came. What is amiss after a trial is amiss at each position of it. */
async function played(
  { story: name, runs }: PositionTrial,
  player: Player,
  base: Base,
  story: Story,
): Promise<Result[]> {
  const folder = trialFolder(name, base);
  const granted = new Set<string>();
  let counts: Readonly<Record<string, number>> = {};
  const run = async (of: readonly Position[]) => {
    const report = await player.play({ folder, variables: {}, meetings: of.map(({ meeting }) => meeting), counts });
    for (const text of report?.granted ?? []) granted.add(text);
    counts = report?.counts ?? counts;
    return report;
  };
  const came = new Set<Position>();
  for (const of of runs) {
    // What a run ended before, the next one may come to.
    const still = runs[0]?.filter((one) => one.retried && !came.has(one)) ?? [];
    const planned = [...new Set([...of, ...still])];
    const report = await run(planned);
    // A run that was killed has met the fault that killed it, and nobody knows what else.
    for (const [at, one] of planned.entries())
      if (report ? report.met.includes(at) : one.meeting.fault.kind === "kill") came.add(one);
  }
  let [reruns, last] = [0, ""];
  while (reruns < mostReruns && !last.includes(nothingChanged)) {
    last = (await run([]))?.text ?? "it died";
    reruns += 1;
  }
  const amiss = amissIn(folder, base, story, { reruns, last, granted: [...granted] });
  if (Object.keys(amiss).length === 0) rmSync(folder, { recursive: true });
  else console.log(`kept in ${folder}`);
  return [...came].map(({ case: { id, class: of } }) => ({
    id: `position/${id}`,
    class: of,
    story: name,
    reruns,
    amiss,
  }));
}

const of = fingerprint("engine");
const results = openResults("positions", of);
const told = await stories();
const all = positions(new Map([...told].map(([name, { requests }]) => [name, requests])));
const chosen = all.filter((one) => one.case.id.startsWith(values.only));
const missing = () => chosen.filter((one) => !results.kept.has(`position/${one.case.id}`));
const end = values.minutes === "" ? Number.POSITIVE_INFINITY : performance.now() + Number(values.minutes) * 60_000;
const players = Array.from({ length: Number(values.jobs) }, (_, at) => openPlayer(`positions-${at}`));
const bases = new Map<StoryName, Base>();

async function work(waiting: PositionTrial[], player: Player): Promise<void> {
  for (let one = waiting.shift(); one !== undefined && performance.now() < end; one = waiting.shift()) {
    const [base, story] = [bases.get(one.story), told.get(one.story)];
    if (!base || !story) throw new Error(`there is no story ${one.story}`);
    const started = performance.now();
    const found = await played(one, player, base, story);
    for (const result of found) results.add(result);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const planned = one.runs.flat().length;
    console.log(
      one.id,
      `${found.length} of ${planned} positions in ${one.runs.length} runs, ${found[0]?.reruns ?? 0} reruns, ${seconds} s`,
      JSON.stringify(found[0]?.amiss ?? {}),
    );
  }
}

// What did not come in a later run of a trial has the first run of one of its own; what does not come there never will.
const rounds = values.alone ? [1] : [3, 1];
for (const inARow of rounds) {
  const waiting = positionTrials(missing(), inARow);
  console.log(`${waiting.length} trials with ${missing().length} of ${chosen.length} positions`);
  if (waiting.length === 0) break;
  const [first] = players;
  for (const name of storyNames) if (first && !bases.has(name)) bases.set(name, await baseOf(name, of, first));
  await Promise.all(players.map((player) => work(waiting, player)));
}
for (const player of players) player.close();
const kept = [...results.kept.values()];
const well = kept.filter(({ amiss }) => Object.keys(amiss).length === 0);
console.log(`${well.length} of ${kept.length} positions healed; ${all.length} in all`);
process.exitCode = well.length === kept.length ? 0 : 1;
