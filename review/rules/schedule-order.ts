import { addDays, issueDay } from "../../components/dates.ts";
import { crossFaults } from "../../components/settings-rules.ts";
import { hasDays } from "./lifetime.ts";
import type { PlannedState, SingleRule } from "./rule.ts";

interface Fault {
  readonly index: number;
  readonly fault: string;
}

/** The settings' own rules of a schedule, over what was registered. */
function settingsFaults({ integration: { name, vendor, credentials } }: PlannedState): Fault[] {
  const faults = crossFaults({ integrations: { [name]: { vendor, credentials: credentials.schedule } } });
  return faults.flatMap(({ path, message }) =>
    path[2] === "credentials" && typeof path[3] === "number" ? [{ index: path[3], fault: message }] : [],
  );
}

function dateFaults({ integration, now }: PlannedState): Fault[] {
  return integration.credentials.schedule.flatMap((scheduled, index) => {
    const { issued, expires } = scheduled;
    if (!hasDays(scheduled))
      return [{ index, fault: `issued ${issued} or expires ${expires} is not a day that exists` }];
    if (expires <= issueDay(issued)) return [{ index, fault: `expires ${expires} is not after issued ${issued}` }];
    if (issueDay(issued) > addDays(now, 1))
      return [{ index, fault: `issued ${issued} is more than one day after today, ${now}` }];
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
