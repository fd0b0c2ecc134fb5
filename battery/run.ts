/**
 * `make battery`: plays every case that this code has not played yet, prints passed/cases by class and checker after each
 * shard, and writes docs/reliability.md at the end. Stopped at any moment, it goes on from there.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { allCases, type Case } from "./cases.ts";
import { engineTrials } from "./engine-trials.ts";
import { failures, page, shortcomings, summary } from "./report.ts";
import { fingerprint, openResults, type Result, sourcesOf } from "./results.ts";
import { stories } from "./story.ts";

const shardMinutes = 10;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    minutes: { type: "string", default: "" },
    jobs: { type: "string", default: "2" },
    // Plays nothing: writes the page of the results on disk, which names the sources that they are of.
    page: { type: "boolean", default: false },
    // Plays nothing: writes what was tried with the engine itself into the page as it stands.
    trials: { type: "boolean", default: false },
  },
});

const of = values.page || values.trials ? sourcesOf("cases") : fingerprint("driven");
const results = openResults("cases", of);
const requests = new Map([...(await stories())].map(([name, story]) => [name, story.requests]));
const cases = allCases(requests);
const positions = [...requests.values()].flat().length;
const chosen = cases.filter(({ id }) => id.startsWith(values.only));
const waiting = chosen.filter(({ id }) => !results.kept.has(id));
const end =
  values.page || values.trials
    ? 0
    : values.minutes === ""
      ? Number.POSITIVE_INFINITY
      : performance.now() + Number(values.minutes) * 60_000;

function show(): void {
  for (const line of summary([...results.kept.values()])) console.log(line);
  console.log(`${results.kept.size} of ${cases.length} cases\n`);
}

/** Deals the cases out to a worker until there are none, or the time is up. */
function worked(next: () => Case | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url));
    worker.once("error", reject);
    worker.on("message", (message: Result | "ready") => {
      if (message !== "ready") {
        results.add(message);
        const amiss = Object.entries(message.amiss);
        if (amiss.length > 0) console.log(message.id, amiss.map(([name, [first]]) => `${name}: ${first}`).join("; "));
      }
      const one = next();
      if (one) worker.postMessage(one);
      else void worker.terminate().then(() => resolve());
    });
  });
}

console.log(`${waiting.length} of ${chosen.length} cases to play, in shards of ${shardMinutes} minutes`);
while (waiting.length > 0 && performance.now() < end) {
  const shardEnd = Math.min(end, performance.now() + shardMinutes * 60_000);
  const next = () => (performance.now() < shardEnd ? waiting.shift() : undefined);
  await Promise.all(Array.from({ length: Number(values.jobs) }, () => worked(next)));
  show();
}
const played = [...results.kept.values()];
const text = page(played, { total: cases.length, trials: engineTrials(positions), fingerprint: of });
const file = join(import.meta.dirname, "..", "docs", "reliability.md");
const part = "## With the engine itself";
const [before = ""] = values.trials ? readFileSync(file, "utf8").split(part) : [];
writeFileSync(file, values.trials ? `${before}${part}${text.split(part)[1] ?? ""}` : text);
for (const { result, why } of failures(played)) if (why === undefined) console.log(`not explained: ${result.id}`);
for (const line of shortcomings(played)) console.log(line);
if (results.kept.size < cases.length) console.log("Run it again to go on.");
process.exitCode = shortcomings(played).length === 0 ? 0 : 1;
