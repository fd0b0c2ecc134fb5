import { expect, it } from "vitest";
import { requestLog } from "../../simulator/request-log.ts";

it("keeps the newest requests and counts them all", () => {
  const log = requestLog(3);
  for (let count = 1; count <= 7; count += 1)
    log.add({ method: "GET", path: `/${count}`, status: 200, write: count % 2 === 0 });
  expect(log.kept.map(({ path }) => path)).toEqual(["/4", "/5", "/6", "/7"]);
  expect(log.counts).toEqual({ requests: 7, writes: 3 });
});
