/** The words of the doctor for a tenant: its first line, and each trouble with whose it is, where, and what to do. */
import { expect, test } from "vitest";
import type { Row } from "../../operate/doctor/row.ts";
import { opening, tenantReport } from "../../operate/doctor/tenant/report.ts";

const well: Row = { part: "tenant", check: "tenant", subject: "contoso", expected: "a", found: "a", verdict: "ok" };
const leaving: Row = {
  part: "people",
  check: "user",
  subject: "88888888-8888-8888-8888-888888888888",
  expected: "a user",
  found: "a group, Sales",
  verdict: "wrong",
  leavesOut: true,
  remedy: "write it under `signsInGroups`",
  at: ["integrations.mailgates.signsIn[0]", "integrations.grafana.signsIn[1]"],
};
const { leavesOut: _, ...same } = leaving;
const stopping: Row = { ...same, stops: true };
const wrong: Row = { ...well, check: "owner", subject: "33333333", found: "b", verdict: "wrong", remedy: "rename it" };
const unread: Row = {
  ...well,
  check: "secret-lifetime",
  found: "Graph refuses.",
  verdict: "not readable",
  remedy: "ask",
};

test.each<[string, readonly Row[]]>([
  ["A run of prod would pass, as far as 1 setting tells.", [well]],
  ["A run of prod would fail: 1 setting of 3 would stop it, of mailgates, grafana.", [unread, stopping, wrong]],
  ["A run of prod would leave out mailgates, grafana, by 1 setting of 2, and apply the others.", [leaving, well]],
  [
    "A run of prod would leave out mailgates, grafana, by 1 setting of 3, and apply the others, as far as it was read: 1 setting of 3 is not readable.",
    [leaving, well, unread],
  ],
  ["A run of prod would pass; 1 setting of 2 is wrong nevertheless.", [well, wrong]],
  [
    "Whether a run of prod would pass cannot be told: 1 setting of 2 is not readable by whoever is signed in.",
    [well, unread],
  ],
  [
    "Whether a run of prod would pass cannot be told: 2 settings of 3 are not readable by whoever is signed in; 1 setting is wrong and would not stop it.",
    [unread, unread, wrong],
  ],
  ["Nothing was looked at, so nothing is told of a run of prod.", []],
])("the first line: %s", (line, rows) => {
  expect(opening(rows, "prod")).toBe(line);
});

test("each trouble says whose it is, where it stands and what to do; what stops a run comes first", () => {
  const lines = tenantReport([well, unread, wrong, stopping], "prod");
  expect(lines.slice(0, lines.indexOf(""))).toEqual([
    "A run of prod would fail: 1 setting of 4 would stop it, of mailgates, grafana.",
    "  mailgates, grafana · user 88888888-8888-8888-8888-888888888888",
    "    integrations.mailgates.signsIn[0], integrations.grafana.signsIn[1]: a group, Sales; expected a user",
    "    → write it under `signsInGroups`",
    "  the tenant · owner 33333333",
    "    b; expected a",
    "    → rename it",
    "  the tenant · secret-lifetime contoso (not readable)",
    "    Graph refuses; expected a",
    "    → ask",
  ]);
  expect(lines.at(-1)).toBe("4 settings: 1 ok, 2 wrong, 1 not readable.");
});

test("whose a trouble is stands once, and of many places the first three", () => {
  const names = ["servicenow", "mailgates", "teamconnect", "app-connect"];
  const right: Row = {
    part: "deployer",
    check: "deployer-right",
    subject: "Application.ReadWrite.OwnedBy",
    expected: `held by the deployer, for ${names.join(", ")}`,
    found: "not held",
    verdict: "wrong",
    stops: true,
    remedy: "grant it",
    at: names.map((name) => `integrations.${name}`),
  };
  expect(tenantReport([right], "prod").slice(1, 4)).toEqual([
    "  servicenow, mailgates, teamconnect, app-connect · deployer-right Application.ReadWrite.OwnedBy",
    "    integrations.servicenow, integrations.mailgates, integrations.teamconnect and 1 more: not held; expected held by the deployer",
    "    → grant it",
  ]);
});
