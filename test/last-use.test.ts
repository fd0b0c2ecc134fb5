import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { certificateKeyId } from "../components/fixed-names.ts";
import { vendors } from "../components/vendors/index.ts";
import { lastUseWords, readLastUses } from "../operate/last-use/reading.ts";
import { addedTo, readRecord, writeRecord } from "../operate/record.ts";
import { advance } from "../operate/rotate/advance.ts";
import { confirmation } from "../operate/rotate/plan.ts";
import { moveWords } from "../operate/rotate/words.ts";
import type { Graph, GraphObject } from "../recovery/graph.ts";

const tenantId = "11111111-1111-1111-1111-111111111111";
const integration = { displayName: "TeamConnect's", identity: "teamconnect", tenantId };
const old = { keyId: "AAAA", displayName: "teamconnect 2026-11-21" };
const young = { keyId: "bbbb", displayName: "teamconnect 2027-02-19" };
const both = ["2026-11-21", "2027-02-19"];
const asked: string[] = [];

function graphOf(...applications: readonly GraphObject[]): Graph {
  const lists = async (paths: readonly string[]) => {
    asked.push(...paths);
    return paths.map(() => applications);
  };
  return { lists } as unknown as Graph;
}

const application = { appId: "app", passwordCredentials: [old, young], keyCredentials: [] };
const reported = async () => new Map([["aaaa", "2027-03-05T10:00:00Z"]]);

test("the last use of each credential by its name; what the report does not tell is unknown", async () => {
  const uses = await readLastUses({ graph: graphOf(application), report: reported }, integration, both, []);
  expect(asked.at(-1)).toContain("displayName eq 'TeamConnect''s'");
  expect(both.map((issued) => lastUseWords(uses.get(issued)))).toEqual([
    "2027-03-05T10:00:00Z",
    "unknown: Graph's report has no sign-in with it, and lags by a day or more",
  ]);
});

test("a certificate is known by the key id that it was given, whatever the tenant calls it", async () => {
  const keyId = certificateKeyId(tenantId, "teamconnect", { issued: "2026-11-21" });
  const certificate = { appId: "app", passwordCredentials: [], keyCredentials: [{ keyId, displayName: null }] };
  const report = async () => new Map([[keyId, "2027-03-05T10:00:00Z"]]);
  const uses = await readLastUses({ graph: graphOf(certificate), report }, integration, both, []);
  expect(uses.get("2026-11-21")).toEqual({ known: true, at: "2027-03-05T10:00:00Z" });
});

test.each([
  ["our own sign-in", graphOf(application), reported, [{ keyId: "aaaa", at: "2027-03-05T10:04:00Z" }], "was our own"],
  ["no report", graphOf(application), async () => undefined, [], "Graph gives no report"],
  ["no application", graphOf(), reported, [], "cannot be told from others"],
  ["two applications of the name", graphOf(application, application), reported, [], "cannot be told from others"],
  ["no such key", graphOf({ ...application, passwordCredentials: [young] }), reported, [], "has no such credential"],
])("%s: unknown, and never unused", async (_, graph, report, own, why) => {
  const uses = await readLastUses({ graph, report }, integration, both, own);
  expect(lastUseWords(uses.get("2026-11-21"))).toMatch(/^unknown: /);
  expect(lastUseWords(uses.get("2026-11-21"))).toContain(why);
});

test("a sign-in of the vendor's an hour beside our own is the vendor's", async () => {
  const own = [{ keyId: "aaaa", at: "2027-03-05T11:00:00Z" }];
  const uses = await readLastUses({ graph: graphOf(application), report: reported }, integration, both, own);
  expect(uses.get("2026-11-21")).toEqual({ known: true, at: "2027-03-05T10:00:00Z" });
});

const first = { issued: "2026-11-21", expires: "2027-05-15" };
const second = { issued: "2027-02-19", expires: "2027-08-13", confirmed: "2027-03-01" };

function movedOn(at: string | undefined, emergency?: object) {
  return advance("2027-04-10", {
    credentials: [first, second],
    resting: false,
    definition: vendors.teamconnect,
    lastUses: new Map(at === undefined ? [] : [[first.issued, at]]),
    ...(emergency && { emergency }),
  });
}

test("an old credential that was used after the newer one's confirmation stays, and is named", () => {
  const move = movedOn("2027-03-02T00:00:00Z");
  expect(moveWords("teamconnect", move)).toBe(
    "2026-11-21 stays: it was used at 2027-03-02T00:00:00Z, after 2027-02-19 was confirmed on 2027-03-01. Find the place that still has it, hand 2027-02-19 over there, and confirm that place again: ./integrations rotate teamconnect --confirm",
  );
});

test.each([
  ["before, or on the day itself", "2027-03-01T23:59:59Z"],
  ["nobody knows when", undefined],
])("used %s: the person's word counts, and it goes", (_, at) => {
  expect(movedOn(at)).toMatchObject({ move: "retire", issued: "2026-11-21" });
});

test("after a leak it goes all the same: whoever uses it may be the thief", () => {
  expect(movedOn("2027-04-09T00:00:00Z", {})).toMatchObject({ move: "retire", reason: { code: "leaked" } });
});

test("a place that is confirmed again takes the newer day, and so does the credential", () => {
  const confirmations = [
    { place: "incoming", on: "2027-03-01", by: "Aiko" },
    { place: "outgoing", on: "2027-02-25", by: "Ben" },
  ];
  const { edits } = confirmation(
    [first, { ...second, confirmations }],
    1,
    ["incoming", "outgoing"],
    ["outgoing"],
    "Cho",
    "2027-03-09",
  );
  expect(edits).toEqual([
    {
      ...{ edit: "set", list: "credentials", index: 1, key: "confirmations" },
      value: [confirmations[0], { place: "outgoing", on: "2027-03-09", by: "Cho" }],
    },
    { edit: "set", list: "credentials", index: 1, key: "confirmed", value: "2027-03-09" },
  ]);
});

test("the record keeps the newest of each credential and key, without anything else; a damaged one is none", () => {
  const root = mkdtempSync(join(tmpdir(), "record-"));
  const verified = { integration: "teamconnect", issued: "2026-11-21", at: "2026-11-21T10:00:00Z", fine: true };
  writeRecord(root, "dev", { verified: [verified], ownSignIns: [{ keyId: "aaaa", at: verified.at }] });
  writeRecord(root, "dev", { verified: [{ ...verified, at: "2026-11-22T10:00:00Z", fine: false }] });
  expect(readRecord(root, "dev")).toEqual({
    verified: [{ ...verified, at: "2026-11-22T10:00:00Z", fine: false }],
    ownSignIns: [{ keyId: "aaaa", at: "2026-11-21T10:00:00Z" }],
  });
  expect(addedTo({ verified: [verified], ownSignIns: [] }, {})).toEqual({ verified: [verified], ownSignIns: [] });
  const path = join(root, "out/record/dev.json");
  writeFileSync(path, readFileSync(path, "utf8").slice(0, 40));
  expect(readRecord(root, "dev")).toEqual({ verified: [], ownSignIns: [] });
});
