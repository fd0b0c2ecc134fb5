import { expect, test } from "vitest";
import { lags, portalEdits, type Requests, randomSchedules, singleFaults } from "../../battery/cases.ts";
import { randomFrom } from "../../battery/random.ts";

const requests: Requests = new Map([
  [
    "first-up",
    [
      { index: 0, method: "GET", path: "/graph/v1.0/applications/1", write: false },
      { index: 1, method: "PATCH", path: "/graph/v1.0/applications/1", write: true },
    ],
  ],
  ["retired", [{ index: 0, method: "POST", path: "/graph/v1.0/applications/1/removePassword", write: true }]],
]);

test("every request meets each of nine faults before its effect, every write five after, four for good and three deaths", () => {
  const counts = Object.groupBy(singleFaults(requests), (one) => `${one.story} ${one.class}`);
  expect(Object.fromEntries(Object.entries(counts).map(([name, of]) => [name, of?.length]))).toEqual({
    "first-up F1": 18,
    "first-up F2": 5,
    "first-up F3": 4,
    "first-up F4": 3,
    "retired F1": 9,
    "retired F3": 4,
    "retired F7": 8,
  });
});

test("170 requests with 43 writes are the 2,046 single faults of the fault model, and with the lags 2,106", () => {
  const model: Requests = new Map([
    ["first-up", Array.from({ length: 170 }, (_, index) => ({ index, method: "POST", path: "/", write: index < 43 }))],
  ]);
  expect(singleFaults(model)).toHaveLength(2046);
  expect(lags()).toHaveLength(60);
});

test("a case is named by story, class, variant and request, and names one fault of the disturbed run", () => {
  const one = singleFaults(requests).find(({ id }) => id === "first-up/F2/truncated/001");
  expect(one).toEqual({
    id: "first-up/F2/truncated/001",
    story: "first-up",
    class: "F2",
    runs: [{ faults: [{ at: 1, fault: { kind: "after", what: "truncated" }, lasting: false }] }],
  });
});

test("a refusal for good lasts as long as the run", () => {
  const [one] = singleFaults(requests).filter(({ class: name }) => name === "F3");
  expect(one?.runs).toEqual([{ faults: [{ at: 1, fault: { kind: "before", what: "403-denied" }, lasting: true }] }]);
});

test("random schedules have two to five faults, and up to two more in the rerun; the same for ever", () => {
  const schedules = randomSchedules(requests, 200);
  expect(schedules.map(({ runs }) => runs[0]?.faults.length ?? 0).every((count) => count >= 2 && count <= 5)).toBe(
    true,
  );
  expect(new Set(schedules.map(({ runs }) => runs[1]?.faults.length ?? 0))).toEqual(new Set([0, 1, 2]));
  expect(schedules[7]).toEqual(randomSchedules(requests, 200)[7]);
  expect(new Set(schedules.map(({ runs }) => JSON.stringify(runs))).size).toBeGreaterThan(150);
});

test("somebody adds a certificate in the portal before every change of an application, and before nothing else", () => {
  expect(portalEdits(requests)).toEqual([
    {
      id: "first-up/F8/portal/001",
      story: "first-up",
      class: "F8",
      runs: [{ faults: [{ at: 1, fault: { kind: "portal" }, lasting: false }] }],
    },
  ]);
});

test("no two cases have the same name", () => {
  const ids = [...singleFaults(requests), ...lags(), ...randomSchedules(requests, 50)].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("choices come from the seed alone, and from all that can be chosen", () => {
  const drawn = (seed: number) =>
    Array.from(
      { length: 40 },
      (
        (random) => () =>
          random.between(1, 4)
      )(randomFrom(seed)),
    );
  expect(drawn(3)).toEqual(drawn(3));
  expect(drawn(3)).not.toEqual(drawn(4));
  expect(new Set(drawn(5))).toEqual(new Set([1, 2, 3, 4]));
  expect(() => randomFrom(1).pick([])).toThrow(RangeError);
});
