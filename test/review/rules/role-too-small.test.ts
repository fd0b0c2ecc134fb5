import { expect, test } from "vitest";
import { livePlatform } from "../../../components/vendors/live-platform.ts";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { roleTooSmall } from "../../../review/rules/role-too-small.ts";
import { holding } from "../recordings.ts";
import { judged, permission } from "./judged.ts";

function given(...names: readonly string[]) {
  return { directoryRoles: names.map((name) => ({ name, templateId: "t", scope: "/" })) };
}

test("Global Reader does not let Live Platform administer Teams", () => {
  expect(judged(roleTooSmall, given("Global Reader"), { definition: livePlatform })).toEqual([
    "warn [] mailgates is there to administer Microsoft Teams, and Global Reader does not let it.",
  ]);
  expect(judged(roleTooSmall, given("Global Reader", "Teams Reader"), { definition: livePlatform })).toEqual([
    "warn [] mailgates is there to administer Microsoft Teams, and Global Reader and Teams Reader do not let it.",
  ]);
});

test("one of two that are needed together is not enough", () => {
  expect(judged(roleTooSmall, given("Skype for Business Administrator"), { definition: livePlatform })).toEqual([
    "warn [] mailgates is there to administer Microsoft Teams, and Skype for Business Administrator does not let it.",
  ]);
});

test("no role at all", () => {
  expect(judged(roleTooSmall, given(), { definition: livePlatform })).toEqual([
    "warn [] mailgates is there to administer Microsoft Teams, and it has no directory role.",
  ]);
});

test("Teams Administrator does, and the two narrower roles together", () => {
  expect(judged(roleTooSmall, given("Teams Administrator"), { definition: livePlatform })).toEqual([]);
  expect(
    judged(roleTooSmall, given("Skype for Business Administrator", "Teams Telephony Administrator"), {
      definition: livePlatform,
    }),
  ).toEqual([]);
});

test("where the role opens nothing of Teams at all, that is said, and once", () => {
  const teams = holding(permission("Skype and Teams Tenant Admin API", "application", "application_access"));
  expect(judged(roleTooSmall, { ...teams, ...given("Global Reader") }, { definition: livePlatform })).toEqual([]);
  expect(judged(roleTooSmall, { ...teams, ...given("Teams Reader") }, { definition: livePlatform })).toEqual([
    "warn [] mailgates is there to administer Microsoft Teams, and Teams Reader does not let it.",
  ]);
});

test("a vendor whose product administers nothing needs no role", () => {
  expect(judged(roleTooSmall, given(), { definition: mailgatesSigma })).toEqual([]);
});
