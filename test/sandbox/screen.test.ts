import { describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import type { Progress, Step } from "../../engine/events.ts";
import { summary, tally, watch } from "../../sandbox/screen.ts";

const stack = "urn:pulumi:dev::m365-integrations::pulumi:pulumi:Stack::m365-integrations-dev";
function integration(name: string) {
  return `urn:pulumi:dev::m365-integrations::m365:index:Integration::${name}`;
}

function component(op: string, name: string): Step {
  return { op, urn: integration(name), type: "m365:index:Integration", changed: [], parent: stack };
}

/** A resource of an integration; its name begins with the integration's only by habit. */
function step(op: string, subject: string, name: string): Step {
  const urn = `urn:pulumi:dev::m365-integrations::m365:index:Integration$x:y:Z::${name}`;
  return { op, urn, type: "x:y:Z", changed: [], parent: integration(subject) };
}

function ran(...steps: Step[]) {
  const run = tally();
  for (const one of steps) run.add(one);
  return run;
}

const shared: Step = { op: "create", urn: stack, type: "pulumi:pulumi:Stack", changed: [] };
function plansOf(...names: string[]) {
  return resolveTenant(readTenant("tenants/dev.yaml")).filter(({ name }) => names.includes(name));
}

describe("the table of a run", () => {
  test("has a line for each integration, for what belongs to none, and the sum of them", () => {
    const run = ran(
      shared,
      component("same", "live-platform"),
      step("create", "live-platform", "live-platform-application"),
      component("create", "live-platform-notifications"),
      step("create", "live-platform-notifications", "live-platform-notifications-application"),
      step("update", "live-platform-notifications", "live-platform-notifications-principal"),
    );
    expect(summary(plansOf("live-platform", "live-platform-notifications"), run)).toEqual([
      "  integration                  vendor                       resources  credential  last day    this run",
      "  live-platform                live-platform                2          secret      2027-05-14  1 created",
      "  live-platform-notifications  live-platform-notifications  3          secret      2027-05-14  2 created, 1 updated",
      "  (stack)                      (shared by all)              1                                  1 created",
      "  total                                                     6                                  4 created, 1 updated",
    ]);
  });

  test("counts what was removed for the integration it belonged to, not for one whose name begins it", () => {
    const run = ran(
      component("same", "live-platform"),
      step("same", "live-platform", "live-platform-application"),
      component("delete", "live-platform-notifications"),
      step("delete", "live-platform-notifications", "live-platform-notifications-application"),
    );
    expect(summary(plansOf("live-platform"), run)).toEqual([
      "  integration                  vendor                   resources  credential  last day    this run",
      "  live-platform                live-platform            2          secret      2027-05-14  no change",
      "  live-platform-notifications  (no longer in the file)  0                                  2 deleted",
      "  (stack)                      (shared by all)          0                                  no change",
      "  total                                                 2                                  2 deleted",
    ]);
  });

  test("counts a replacement as one change of one resource that still stands", () => {
    const run = ran(
      component("same", "mailgates"),
      step("create-replacement", "mailgates", "mailgates-2026-11-21"),
      step("replace", "mailgates", "mailgates-2026-11-21"),
      step("delete-replaced", "mailgates", "mailgates-2026-11-21"),
    );
    expect(summary(plansOf("mailgates"), run).at(-1)).toMatch(/^ {2}total +2 +1 replaced$/);
  });

  test("leaves out the providers that the engine adds by itself, as the engine's own sum does", () => {
    const urn = "urn:pulumi:dev::m365-integrations::pulumi:providers:tls::default_5_6_1";
    const run = ran({ op: "create", urn, type: "pulumi:providers:tls", changed: [] });
    expect(run.changes()).toEqual([]);
  });

  test("follows the terminal: names give way, numbers do not", () => {
    const run = ran(component("create", "live-platform-notifications"));
    expect(summary(plansOf("live-platform-notifications"), run, 80)).toEqual([
      "  integration      vendor           resources  credential  last day    this run",
      "  live-platform-…  live-platform-…  1          secret      2027-05-14  1 created",
      "  (stack)          (shared by all)  0                                  no change",
      "  total                             1                                  1 created",
    ]);
  });

  test("counts Japanese as two columns a character", () => {
    const run = ran(component("delete", "経費精算"), component("delete", "mail"));
    expect(summary([], run)).toEqual([
      "  integration  vendor                   resources  credential  last day  this run",
      "  mail         (no longer in the file)  0                                1 deleted",
      "  経費精算     (no longer in the file)  0                                1 deleted",
      "  (stack)      (shared by all)          0                                no change",
      "  total                                 0                                2 deleted",
    ]);
  });
});

describe("progress", () => {
  const done = (phase: "preview" | "update", op: string, name: string): Progress => ({
    kind: "done",
    phase,
    step: step(op, "a", name),
  });
  const previewed: Progress = { kind: "ended", phase: "preview", changes: { create: 20, same: 3 } };

  function shown(columns: number | undefined, events: readonly Progress[]): string {
    let text = "";
    const { onProgress } = watch({ columns, write: (more) => (text += more) });
    for (const event of events) onProgress(event);
    return text;
  }
  const ten = [...Array(10)].map((_, count) => done("update", "create", `r${count}`));

  test("names the sum that the preview counted, each resource once", () => {
    const twice = ten.flatMap((event) => [event, event]);
    expect(shown(undefined, [previewed, ...twice])).toBe("  10 of 20 changes done\n");
  });

  test("names no sum where there was no preview", () => {
    expect(shown(undefined, ten)).toBe("  10 changes done\n");
  });

  test("is one line on a terminal that rewrites itself and is never wider than it", () => {
    expect(shown(20, [previewed, done("update", "create", "a-long-name")])).toBe(
      "\r\u001b[K\r\u001b[K  1 of 20 done: a-…",
    );
  });

  test("shows on a terminal what is compared before anything has changed", () => {
    expect(shown(80, [done("preview", "same", "a")])).toBe("\r\u001b[K  1 compared: a");
  });
});
