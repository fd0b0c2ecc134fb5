import { type ChangeRule, comparesTwoStates } from "./rule.ts";
import { scheduleChange } from "./schedule-change.ts";

/** If the run stops between the two, the vendor is left with a credential that no longer works; so no emergency allows it. */
export const scheduleAddAndRetire: ChangeRule = {
  name: "schedule-add-and-retire",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence:
    "One change adds {added} and retires {retired} of {integration}; if the run stops in between, nothing works.",
  remedy: "Add first. Retire in a later change, when the vendor uses the new one everywhere.",
  source: "pulumi/pulumi, deployment_executor.go: deletes follow only a run without errors",
  check(change) {
    const schedule = scheduleChange(change);
    if (!schedule || schedule.added.length === 0 || schedule.retired.length === 0) return [];
    const days = (credentials: typeof schedule.added) => credentials.map(({ issued }) => issued).join(", ");
    return [{ path: "credentials", values: { added: days(schedule.added), retired: days(schedule.retired) } }];
  },
};
