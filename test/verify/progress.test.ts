import { expect, test } from "vitest";
import { barLine, readingProgress } from "../../operate/verify/progress.ts";
import type { Graph } from "../../recovery/graph.ts";

const graph = {
  lists: async (paths: readonly string[]) => paths.map((path) => [{ path }]),
  objects: async (paths: readonly string[]) => paths.map((path) => (path === "/none" ? undefined : { path })),
} as unknown as Graph;

function shownBy(isTTY: boolean) {
  const written: string[] = [];
  const progress = readingProgress({ isTTY, write: (text) => written.push(text) });
  return { written, progress, counted: progress.counted(graph) };
}
const paths = (count: number) => Array.from({ length: count }, (_, index) => `/${index}`);

test("a terminal shows a bar that fills, and nothing of it stays", async () => {
  const { written, counted } = shownBy(true);
  await counted.lists(paths(50));
  expect(written).toHaveLength(51);
  expect(written[24]).toBe("\rReading the tenant ████████████░░░░░░░░░░░░ 25 of 50");
  expect(written.slice(-2)).toEqual([`\r${barLine(50, 50)}`, "\r\u001b[K"]);
});

test("what else is said stands on a line of its own", async () => {
  const { written, counted, progress } = shownBy(true);
  void counted.objects(paths(50));
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  expect(written.length).toBeGreaterThan(0);
  progress.clear();
  expect(written.at(-1)).toBe("\r\u001b[K");
  const { length } = written;
  progress.clear();
  expect(written).toHaveLength(length);
});

test("elsewhere every hundredth read is a line; a short reading is silent on both", async () => {
  const { written, counted } = shownBy(false);
  await counted.lists(paths(250));
  expect(written).toEqual(["  100 of 250 reads of the tenant done\n", "  200 of 250 reads of the tenant done\n"]);
  for (const isTTY of [true, false]) {
    const short = shownBy(isTTY);
    await short.counted.objects(paths(40));
    expect(short.written).toEqual([]);
  }
});

test("the answers are Graph's own, in the order of the paths", async () => {
  const { counted } = shownBy(false);
  expect(await counted.objects(["/a", "/none"])).toEqual([{ path: "/a" }, undefined]);
  expect(await counted.lists(["/b", "/c"])).toEqual([[{ path: "/b" }], [{ path: "/c" }]]);
});
