import { addDays, issueDay } from "../../components/dates.ts";
import { faultsOfSchedule } from "../../components/schedule.ts";
import { knownDefinition } from "../../components/vendors/index.ts";
import type { Clause } from "../clause.ts";
import { hasDays } from "./lifetime.ts";
import type { PlannedState, SingleRule } from "./rule.ts";

interface Fault {
  readonly index: number;
  readonly fault: Clause;
}

/** The settings' own rules of a schedule, over what was registered. */
function settingsFaults({ integration: { vendor, credentials }, definition }: PlannedState): readonly Fault[] {
  return faultsOfSchedule(knownDefinition(vendor) ?? definition, credentials.schedule);
}

function dateFaults({ integration, now }: PlannedState): Fault[] {
  return integration.credentials.schedule.flatMap((scheduled, index): Fault[] => {
    const { issued, expires } = scheduled;
    if (!hasDays(scheduled)) return [{ index, fault: { code: "no-such-day", issued, expires } }];
    if (expires <= issueDay(issued)) return [{ index, fault: { code: "ends-before-issue", issued, expires } }];
    if (issueDay(issued) > addDays(now, 1)) return [{ index, fault: { code: "issued-ahead", issued, now } }];
    return [];
  });
}

/** The schedule in itself: order, days that exist, at most two alive, no longer than the page allows, none issued in advance. */
export const scheduleOrder: SingleRule = {
  name: "schedule-order",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence: "The schedule of {integration} is not in order: {fault}.",
  remedy: "Write one credential a line, the oldest first, with the day on which it is issued.",
  source: "Two credentials are what a renewal takes: the one in use, and the one that follows",
  check(state) {
    return [...settingsFaults(state), ...dateFaults(state)].map(({ index, fault }) => ({
      subject: state.integration.credentials.schedule[index]?.issued ?? "",
      path: `credentials[${index}]`,
      values: { fault },
    }));
  },
};
