import { expect, test } from "vitest";
import type { Sent } from "../../battery/fault.ts";
import { type Lines, type Meeting, positions, positionTrials, scheduleByShape } from "../../battery/positions.ts";

const line = (index: number, method: string, path: string) => ({ index, method, path, write: method !== "GET" });
const id = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;

/** Two applications are made and read, and a metadata document before. */
const lines: Lines = new Map([
  [
    "first-up",
    [
      line(0, "GET", "/metadata/endpoints?api-version=2022"),
      ...["1", "2"].flatMap((one, at) => [
        line(3 * at + 1, "POST", "/graph/v1.0/applications"),
        line(3 * at + 2, "PATCH", `/graph/v1.0/applications/${id(one)}`),
        line(3 * at + 3, "GET", `/graph/v1.0/applications/${id(one)}?$select=id`),
      ]),
    ],
  ],
]);

const sent = (index: number, method: string, path: string): Sent => line(index, method, path);

test("a position is a kind of request without ids and query, and how often it has come", () => {
  expect(positions(lines).map(({ meeting: { shape, nth } }) => `${shape} ${nth}`)).toEqual([
    "GET /metadata/endpoints 1",
    "POST /graph/v1.0/applications 1",
    "PATCH /graph/v1.0/applications/<id> 1",
    "GET /graph/v1.0/applications/<id> 1",
    "POST /graph/v1.0/applications 2",
    "PATCH /graph/v1.0/applications/<id> 2",
    "GET /graph/v1.0/applications/<id> 2",
  ]);
});

const writes: Lines = new Map([["added", Array.from({ length: 21 }, (_, index) => line(index, "POST", "/graph/x"))]]);

test("the variants take turns, those of a write at writes alone, so that 21 writes meet every one of them", () => {
  const met = positions(writes).map(({ case: { id } }) => id.split("/").slice(1, 3).join("/"));
  expect(new Set(met).size).toBe(21);
  expect(new Set(met.map((one) => one.split("/")[0]))).toEqual(new Set(["F1", "F2", "F3", "F4"]));
  expect(
    positions(lines).filter(({ case: { id }, meeting }) => meeting.shape.startsWith("GET") && !id.includes("/F1/")),
  ).toEqual([]);
});

test("every position stands in one trial, and no run meets two that end it", () => {
  for (const inARow of [1, 3]) {
    const all = positions(new Map([...lines, ...writes]));
    const trials = positionTrials(all, inARow);
    expect(new Set(trials.flatMap(({ runs }) => runs.flat()))).toEqual(new Set(all));
    expect(trials.flatMap(({ runs }) => runs.flat())).toHaveLength(all.length);
    expect(trials.flatMap(({ runs }) => runs).every((run) => run.filter(({ retried }) => !retried).length <= 1)).toBe(
      true,
    );
    expect(Math.max(...trials.map(({ runs }) => runs.length))).toBe(inARow);
  }
});

const meeting = (nth: number, lasting = false): Meeting => ({
  shape: "POST /graph/v1.0/applications",
  nth,
  fault: { kind: "before", what: "503" },
  lasting,
});

test("the nth of its kind is met, whatever came between, and the client's own second try is none of them", () => {
  const [first, third] = [meeting(1), meeting(3)];
  const { schedule, met } = scheduleByShape([first, third]);
  const post = () => schedule(sent(0, "POST", "/graph/v1.0/applications"));
  const asked = [post(), post(), schedule(sent(0, "GET", "/graph/v1.0/applications")), post(), post(), post()];
  // Met, tried again, another, the second, the third.
  expect(asked.map((fault) => fault?.kind)).toEqual(["before", undefined, undefined, undefined, "before", undefined]);
  expect(met).toEqual(new Set([first, third]));
});

test("a refusal for good meets the same request again, and no other", () => {
  const { schedule } = scheduleByShape([
    {
      shape: "PATCH /graph/v1.0/applications/<id>",
      nth: 1,
      fault: { kind: "before", what: "403-denied" },
      lasting: true,
    },
  ]);
  const patch = (one: string) => schedule(sent(0, "PATCH", `/graph/v1.0/applications/${id(one)}`))?.kind;
  expect([patch("1"), patch("2"), patch("1")]).toEqual(["before", undefined, "before"]);
});

test("a run goes on counting where the one before it ended", () => {
  const counts = new Map([["POST /graph/v1.0/applications", 2]]);
  const { schedule, met } = scheduleByShape([meeting(3)], counts);
  expect(schedule(sent(0, "POST", "/graph/v1.0/applications"))?.kind).toBe("before");
  expect([met.size, counts.get("POST /graph/v1.0/applications")]).toEqual([1, 3]);
});
