import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CredentialEntry, parseTenant, type Tenant } from "../../components/settings.ts";
import { statusMetrics } from "../../operate/status/metrics.ts";
import { statusPage } from "../../operate/status/page.ts";
import {
  credentialStatuses,
  heldByVendors,
  standingWords,
  verifiedWords,
  worst,
} from "../../operate/status/standing.ts";
import { statusLine, statusTable } from "../../operate/status/table.ts";
import { vendorsApplications } from "../vendors-applications.ts";

const dev = parseTenant(readFileSync(new URL("../../tenants/dev.yaml", import.meta.url), "utf8"), "tenants/dev.yaml");
const place = { stack: "dev", file: "tenants/dev.yaml" };
const first: CredentialEntry = { issued: "2026-11-21", expires: "2027-05-15" };
const second: CredentialEntry = { issued: "2027-02-19", expires: "2027-08-13" };

function withOne(credentials: readonly CredentialEntry[], more = {}): Tenant {
  const { teamconnect } = dev.integrations;
  if (!teamconnect) throw new Error("dev.yaml has no teamconnect");
  return { ...dev, integrations: { teamconnect: { ...teamconnect, credentials, ...more } } };
}

function on(today: string, credentials: readonly CredentialEntry[], more = {}) {
  return credentialStatuses(place, withOne(credentials, more), today);
}

test("a vendor that signs in with its own application has no credential to stand here, and is named as such", () => {
  const tenant = parseTenant(vendorsApplications, "x");
  expect(credentialStatuses(place, tenant, "2030-01-01")).toEqual([]);
  expect(heldByVendors(tenant)).toEqual(["github", "rooms"]);
  expect(heldByVendors(dev)).toEqual([]);
});

describe("how a credential stands", () => {
  test.each([
    ["2027-02-18", "fine", "fine"],
    ["2027-02-19", "renew now", "renew"],
    ["2027-03-01", "renewal overdue", "renew"],
    ["2027-05-14", "renewal overdue", "renew"],
    ["2027-05-15", "ended on 2027-05-15", "ended"],
  ])("on %s the only one is: %s", (today, said, verdict) => {
    const statuses = on(today, [first]);
    expect(statuses.map(standingWords)).toEqual([said]);
    expect(worst(statuses)).toBe(verdict);
  });

  test.each([
    ["2027-02-20", undefined, ["fine", "to be handed over"], "fine"],
    ["2027-04-15", undefined, ["fine", "hand over now"], "renew"],
    [
      "2027-05-15",
      undefined,
      ["ended on 2027-05-15, replaced", "not confirmed, and the one before it has ended"],
      "ended",
    ],
    ["2027-04-04", "2027-02-25", ["replaced, stays until 2027-04-05", "fine"], "fine"],
    ["2027-04-05", "2027-02-25", ["replaced, may go", "fine"], "fine"],
    ["2027-02-24", "2027-02-25", ["fine", "to be handed over"], "fine"],
  ])("on %s, the newer one confirmed %s: %j", (today, confirmed, said, verdict) => {
    const statuses = on(today, [first, { ...second, ...(confirmed && { confirmed }) }]);
    expect(statuses.map(standingWords)).toEqual(said);
    expect(worst(statuses)).toBe(verdict);
  });

  test("what is suspended or leaving alarms nobody", () => {
    const suspended = on("2028-01-01", [first], { suspended: { since: "2027-01-01", reason: "x" } });
    expect(suspended.map(standingWords)).toEqual(["suspended"]);
    expect(worst(suspended)).toBe("fine");
    expect(worst(on("2028-01-01", [first], { leaving: true }))).toBe("fine");
  });

  test("who acts is who may read the credential for a hand-over, and the platform engineer for the file", () => {
    expect(on("2027-02-20", [first, second]).at(-1)?.act).toEqual({
      who: "Identity team (identity@contoso.example)",
      what: "hand it over before 2027-05-15, then confirm it",
      command: "./integrations rotate teamconnect --confirm",
    });
    expect(on("2027-02-20", [first]).at(-1)?.act).toEqual({
      who: "platform engineer",
      what: "issue the next one",
      command: "./integrations rotate teamconnect",
    });
  });
});

test("the table prints last good days, and below it what is to be done, the weightiest first", () => {
  const statuses = credentialStatuses(
    place,
    { ...dev, integrations: { ...dev.integrations, ...withOne([{ ...first, expires: "2027-01-01" }]).integrations } },
    "2027-02-20",
    [
      { integration: "teamconnect", issued: "2026-11-21", at: "2027-02-18T07:00:00.000Z", fine: false },
      { integration: "mailgates", issued: "2026-11-21", at: "2027-02-19T07:00:00.000Z", fine: true },
      { integration: "app-connect", issued: "2026-05-21", at: "2027-02-19T07:00:00.000Z", fine: true },
    ],
  );
  expect(statuses.map(verifiedWords)).toEqual(["", "2027-02-19", "2027-02-18, differs", "", "", ""]);
  const lines = statusTable(statuses);
  expect(lines[0]).toBe(
    "  integration                  kind         issued      last day    days left  renew from  status               verified             who acts",
  );
  expect(lines[3]).toBe(
    "  teamconnect                  secret       2026-11-21  2026-12-31  0          2026-12-11  ended on 2027-01-01  2027-02-18, differs  platform engineer",
  );
  expect(lines.slice(8, 11)).toEqual([
    "A credential has ended: its integration does not work any more.",
    "To do:",
    "  teamconnect 2026-11-21: platform engineer: issue the next one: ./integrations rotate teamconnect",
  ]);
});

test("the one line for other commands is there only while something is due", () => {
  expect(statusLine(on("2027-02-18", [first]))).toBeUndefined();
  expect(statusLine(on("2027-02-19", [first]))).toBe(
    "Credentials: teamconnect (2026-11-21): renew now. ./integrations status says what to do.",
  );
});

test("the metrics are Prometheus text: ends in seconds, the renewal of the newest alone, and a verdict", () => {
  expect(
    statusMetrics(on("2027-02-20", [first, second])),
  ).toBe(`# HELP m365_credential_expires_timestamp_seconds First instant at which the credential is dead.
# TYPE m365_credential_expires_timestamp_seconds gauge
m365_credential_expires_timestamp_seconds{stack="dev",integration="teamconnect",issued="2026-11-21",kind="secret"} 1810339200
m365_credential_expires_timestamp_seconds{stack="dev",integration="teamconnect",issued="2027-02-19",kind="secret"} 1818115200
# HELP m365_credential_renew_from_timestamp_seconds Instant from which the next credential should be issued; the newest credential of an integration only.
# TYPE m365_credential_renew_from_timestamp_seconds gauge
m365_credential_renew_from_timestamp_seconds{stack="dev",integration="teamconnect",issued="2027-02-19",kind="secret"} 1810771200
# HELP m365_credential_verdict 0 fine, 1 to be renewed or handed over now, 2 ended.
# TYPE m365_credential_verdict gauge
m365_credential_verdict{stack="dev",integration="teamconnect",issued="2026-11-21",kind="secret"} 0
m365_credential_verdict{stack="dev",integration="teamconnect",issued="2027-02-19",kind="secret"} 0
`);
});

describe("the page", () => {
  const page = statusPage([
    {
      ...place,
      domain: "contoso.example",
      today: "2027-02-20",
      disposable: false,
      statuses: on("2027-02-20", [first, second], { secretReader: "<b>Team & co</b>" }),
    },
  ]);

  test("asks no server for anything, and runs nothing", () => {
    expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import|\son\w+=/i);
  });

  test("shows no value as markup", () => {
    expect(page).toContain("&#60;b&#62;Team &#38; co&#60;/b&#62;");
    expect(page).not.toContain("<b>Team");
  });

  test("says each bar in words, for those who do not see it", () => {
    expect(page).toContain('aria-label="teamconnect 2027-02-19: from 2027-02-19 to 2027-08-12, to be handed over"');
  });
});
