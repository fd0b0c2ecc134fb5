import { expect, test } from "vitest";
import type { Row, Verdict } from "../../operate/verify/row.ts";
import { verifiedIn } from "../../operate/verify/verified.ts";

const now = new Date("2026-11-21T10:00:00Z");
const schedule = [
  { issued: "2026-11-21", expires: "2027-05-15" },
  { issued: "2027-02-19", expires: "2027-08-13" },
];
const integrations = ["one", "two"].map((name) => ({ name, credential: { kind: "secret" as const, schedule } }));

function row(integration: string, verdict: Verdict): Row {
  return { integration, verdict, check: "c", property: "p", expected: "e", found: "f", remedy: undefined };
}

test("every credential of an integration that was compared, with what came of it", () => {
  expect(verifiedIn([row("one", "same"), row("two", "same"), row("two", "undeclared")], integrations, now)).toEqual([
    { integration: "one", issued: "2026-11-21", at: "2026-11-21T10:00:00.000Z", fine: true },
    { integration: "one", issued: "2027-02-19", at: "2026-11-21T10:00:00.000Z", fine: true },
    { integration: "two", issued: "2026-11-21", at: "2026-11-21T10:00:00.000Z", fine: false },
    { integration: "two", issued: "2027-02-19", at: "2026-11-21T10:00:00.000Z", fine: false },
  ]);
});

test("nothing of one that was not compared, or of which something could not be looked at", () => {
  expect(verifiedIn([row("one", "same"), row("one", "not checked")], integrations, now)).toEqual([]);
  expect(verifiedIn([row("one", "not checked"), row("one", "different")], integrations, now)).toMatchObject([
    { fine: false },
    { fine: false },
  ]);
});
