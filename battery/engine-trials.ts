/** What was tried with the engine itself, from the results on disk. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineTrial } from "./report.ts";
import { openedResults, type Result, resultsFolder } from "./results.ts";

const kinds = [
  {
    name: "positions",
    title: "One fault at every request position of `make up`",
    how: "Positions are kinds of requests (the fifth PATCH of an application), of all five runs; the variants of F1 to F4 take turns. What a client gets over by trying again shares a run with up to eleven of its kind and one that ends the run; up to three runs in a row meet one of those, each while it heals what the one before left; then at most two reruns until nothing changes. The engine is the real one, its language host and plugins are served by one process, which a kill takes whole.",
  },
  {
    name: "kills",
    title: "`make up` killed by SIGKILL at a random moment",
    how: "A first up, an integration added and a generation appended in turn; at most two reruns until nothing changes, nothing orphaned, nothing twice. In one of three the run that heals is killed while it heals.",
  },
  {
    name: "kills-lag-3",
    title: "The same with `SIMULATOR_LAG=3`",
    how: "The tenant's replicas lag by three requests, in the killed run and in its reruns.",
  },
] as const;

function trialOf({ title, how }: (typeof kinds)[number], of: string, results: readonly Result[]): EngineTrial {
  const failed = results.filter(({ amiss }) => Object.keys(amiss).length > 0);
  const late = results.filter(({ class: name }) => name === "ended before it was killed").length;
  const ended = late === 0 ? "" : ` In ${late} the run had ended before it was killed.`;
  const twice = results.filter(({ class: name }) => name === "killed, and killed while healing").length;
  const again = twice === 0 ? "" : ` ${twice} were killed a second time.`;
  return {
    title,
    score: { passed: results.length - failed.length, of: results.length },
    how: `${how}${ended}${again} Sources \`${of}\`.`,
    failed: failed.map(({ id, amiss }) => `\`${id}\`: ${Object.values(amiss).flat()[0] ?? ""}`.slice(0, 400)),
  };
}

/**
 * The trials that have results, whatever sources they are of; the page names those.
 * @param positions how many request positions there are in all
 */
export function engineTrials(positions: number): EngineTrial[] {
  return kinds.flatMap((kind) => {
    const file = join(resultsFolder, `${kind.name}.jsonl`);
    if (!existsSync(file)) return [];
    const { of, kept } = openedResults(readFileSync(file, "utf8"));
    if (kept.size === 0) return [];
    const trial = trialOf(kind, of, [...kept.values()]);
    return [kind.name === "positions" ? { ...trial, how: `Of ${positions} positions. ${trial.how}` } : trial];
  });
}
