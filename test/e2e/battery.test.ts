/**
 * The battery drives the plugins without the engine. What they send must be what they send under the engine: the same
 * requests for a first up and for a second, each as often, for each object in the same order.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allCases, type ClassName, classes } from "../../battery/cases.ts";
import { explanationOf } from "../../battery/explained.ts";
import { resultOf } from "../../battery/result.ts";
import { cleanRun, type Story, type StoryName, stories } from "../../battery/story.ts";
import { worldLike } from "../../battery/world.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
let told: ReadonlyMap<StoryName, Story>;
const byEngine: string[][] = [];
const driven: string[][] = [];

/** Ids that a tenant gives, each replaced by when it first came: two tenants name their objects alike then. */
function readable(lines: readonly { readonly method: string; readonly path: string }[]): string[] {
  return lines
    .filter(({ path }) => !path.startsWith("/metadata/"))
    .map(({ method, path }) => `${method} ${decodeURIComponent(path.replaceAll("+", " "))}`);
}

beforeAll(async () => {
  stack = await startStack();
  stack.settings(() => {});
  for (let run = 0; run < 2; run++) {
    const before = stack.tenant.history.length;
    const { code, stderr } = await stack.up();
    if (code !== 0) throw new Error(stderr);
    byEngine.push(readable(stack.tenant.history.slice(before)));
  }
  told = await stories();
  const story = told.get("first-up");
  if (!story) throw new Error("there is no first up");
  const world = worldLike(story.before);
  for (let run = 0; run < 2; run++) driven.push(readable((await cleanRun(story.program, world)).wire.lines));
});
afterAll(() => stack.close());

/** A request without the ids of one tenant, however long. */
function shape(line: string): string {
  return line
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\/(appRoleAssignedTo|oauth2PermissionGrants|roleAssignments)\/[\w-]+/g, "/$1/<id>");
}

/** The requests about each object, in their order, whatever ran beside them; then all of them, sorted. */
function byObject(lines: readonly string[]): string[] {
  const objects = new Map<string, string[]>();
  for (const line of lines) {
    const id = /\/(?:applications|servicePrincipals)\/([0-9a-f-]{36})/.exec(line)?.[1];
    if (id !== undefined) objects.set(id, [...(objects.get(id) ?? []), shape(line)]);
  }
  return [...objects.values()].map((of) => of.join("\n")).sort();
}

test("a first up sends the same requests, 209 with the tokens, as the real provider does", () => {
  expect(driven[0]?.map(shape).sort()).toEqual(byEngine[0]?.map(shape).sort());
  expect(driven[0]).toHaveLength(209);
});

test("about each application and each principal in the same order", () => {
  const ofApplications = (lines: readonly string[] = []) =>
    byObject(lines.filter((line) => line.includes("/applications/")));
  expect(ofApplications(driven[0])).toEqual(ofApplications(byEngine[0]));
  const ofPrincipals = (lines: readonly string[] = []) =>
    byObject(
      lines.filter((line) => /(?:PATCH|POST|GET) \/graph\/\S+\/servicePrincipals\/[^/]+(?:\/owners)?$/.test(line)),
    );
  expect(ofPrincipals(driven[0])).toEqual(ofPrincipals(byEngine[0]));
});

test("a second up sends the same requests and no write", () => {
  expect(driven[1]?.map(shape).sort()).toEqual(byEngine[1]?.map(shape).sort());
  expect(driven[1]?.filter((line) => !line.startsWith("GET ") && !line.endsWith("/token"))).toEqual([]);
});

/** A sample of every class, on the way to `make battery`: the first of the mixed cases. */
const sampled: Readonly<Record<ClassName, number>> = { F1: 25, F2: 25, F3: 10, F4: 25, F5: 10, F6: 25, F7: 20, F8: 5 };

describe("a sample of the battery passes every checker:", () => {
  for (const [name, count] of Object.entries(sampled) as [ClassName, number][])
    test(`${count} cases of ${name}, ${classes[name]}`, async () => {
      const requests = new Map([...told].map(([story, { requests }]) => [story, requests]));
      const cases = allCases(requests).filter((one) => one.class === name);
      const results = [];
      for (const one of cases.slice(0, count)) results.push(await resultOf(one, told));
      const unexplained = results.filter(
        (result) => Object.keys(result.amiss).length > 0 && explanationOf(result) === undefined,
      );
      expect(results).toHaveLength(count);
      expect(unexplained).toEqual([]);
    });
});
