/** How far a long reading of the tenant is: a bar on a terminal, lines elsewhere. A short one is over before anybody asks. */
import type { Graph } from "../../recovery/graph.ts";

/** Where it is shown: stderr. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** The progress of one reading. */
export interface ReadingProgress {
  /** The same Graph, each of whose reads counts. */
  readonly counted: (graph: Graph) => Graph;
  /** Takes the bar away, before anything else is written and at the end. */
  readonly clear: () => void;
}

/** Fewer reads than two batches take no time. */
const fewest = 41;
/** Cells of the bar. */
const width = 24;
/** A line for so many reads, where there is no terminal. */
const each = 100;

/** The bar. How many there are to be in all is not known before the last: it grows while lists are followed. */
export function barLine(done: number, asked: number): string {
  const full = Math.floor((done / asked) * width);
  return `Reading the tenant ${"█".repeat(full)}${"░".repeat(width - full)} ${done} of ${asked}`;
}

/** Shows how many of the reads that were asked for are answered. */
export function readingProgress(screen: Screen): ReadingProgress {
  let [done, asked] = [0, 0];
  let drawn = "";
  const clear = () => {
    if (drawn !== "") screen.write("\r\u001b[K");
    drawn = "";
  };
  const show = () => {
    if (asked < fewest) return;
    if (!screen.isTTY) {
      if (done > 0 && done % each === 0) screen.write(`  ${done} of ${asked} reads of the tenant done\n`);
      return;
    }
    const line = barLine(done, asked);
    if (line === drawn) return;
    screen.write(`\r${line}`);
    drawn = line;
    if (done === asked) clear();
  };
  const all = <Result>(paths: readonly string[], one: (path: string) => Promise<Result>): Promise<Result[]> => {
    asked += paths.length;
    // Asked for in one turn, so that they still go in batches.
    return Promise.all(
      paths.map(async (path) => {
        const result = await one(path);
        done += 1;
        show();
        return result;
      }),
    );
  };
  return {
    counted: (graph) => ({
      ...graph,
      lists: (paths) => all(paths, async (path) => (await graph.lists([path]))[0] ?? []),
      objects: (paths) => all(paths, async (path) => (await graph.objects([path]))[0]),
    }),
    clear,
  };
}
