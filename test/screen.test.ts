import { expect, test } from "vitest";
import { readTenant } from "../components/settings.ts";
import { planTenant } from "../components/tenant.ts";
import type { Step } from "../engine/events.ts";
import { summary } from "../simulator/screen.ts";

function step(op: string, name: string): Step {
  return {
    op,
    urn: `urn:pulumi:dev::m365-integrations::m365:index:Integration$x:y:Z::${name}`,
    type: "x:y:Z",
    changed: [],
  };
}

test("a line an integration: resources, credential and last valid day, what changed; the longer of two names wins", () => {
  const plans = planTenant(readTenant("tenants/dev.yaml")).filter(({ vendor }) => vendor.startsWith("live-platform"));
  const steps = [
    step("create", "live-platform-application"),
    step("create", "live-platform-notifications-application"),
    step("update", "live-platform-notifications-principal"),
    step("create", "live-platform-notifications"),
  ];
  const standing = new Set([...steps.map(({ urn }) => urn), step("same", "live-platform").urn]);
  expect(summary(plans, steps, standing)).toEqual([
    "  integration                  vendor                       resources  credential  last day    this run",
    "  live-platform                live-platform                2          secret      2027-05-14  1 created",
    "  live-platform-notifications  live-platform-notifications  3          secret      2027-05-14  2 created, 1 updated",
  ]);
});
