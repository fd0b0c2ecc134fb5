import { dayNumber } from "../../components/dates.ts";
import { isOverdue, renewalDay } from "../../components/rotation.ts";
import { hasDays } from "./lifetime.ts";
import type { SingleRule } from "./rule.ts";

/** Only the newest credential can be due: the older ones have been renewed by it. */
export const renewalDue: SingleRule = {
  name: "renewal-due",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "The renewal of {subject} {due}: {left}.",
  remedy:
    "Add a line to `credentials` in a change of its own, hand the new credential over, and write down when the vendor uses it (`confirmed`).",
  source: "Overlap of the slowest consumer, and renewal at about half the life; CISA SCuBA MS.AAD.5.6v1",
  check({ integration, now }) {
    const { schedule } = integration.credentials;
    const newest = schedule.at(-1);
    if (!newest || !hasDays(newest) || integration.suspended || integration.leaving) return [];
    const day = renewalDay(newest);
    if (now < day) return [];
    const days = dayNumber(newest.expires) - dayNumber(now);
    const overdue = isOverdue(newest, now);
    return [
      {
        subject: newest.issued,
        path: `credentials[${schedule.length - 1}]`,
        values: {
          due: { code: overdue ? "overdue-since" : "due-since", day },
          left: days > 0 ? { code: "ends-in", on: newest.expires, days } : { code: "ended", on: newest.expires },
        },
        variant: overdue ? "overdue" : "due",
      },
    ];
  },
};
