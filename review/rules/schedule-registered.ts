import { midnight } from "../../components/dates.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import type { Found, SingleRule } from "./rule.ts";

/** An end as people write it. */
function shownEnd(end: string | undefined): Clause {
  if (end === undefined) return { code: "registered-nothing" };
  if (end === "") return { code: "registered-endless" };
  return { code: "registered-until", until: end.replace(/T00:00:00Z$/, "") };
}

function difference({ credentials }: RecordedIntegration, issued: string): Found[] {
  const index = credentials.schedule.findIndex((scheduled) => scheduled.issued === issued);
  const expires = credentials.schedule[index]?.expires;
  const registered = credentials.registeredEnds[issued];
  // Without an end: secret-lifetime and certificate-lifetime say so.
  if (expires !== undefined && (registered === midnight(expires) || registered === "")) return [];
  return [
    {
      subject: issued,
      path: index < 0 ? "credentials" : `credentials[${index}]`,
      values: {
        registered: shownEnd(registered),
        schedule: expires === undefined ? { code: "scheduled-none" } : { code: "scheduled-until", until: expires },
      },
      variant: `${registered} ${expires}`,
    },
  ];
}

/** People review the schedule, so every credential must be a line of it, with the end that the line names. */
export const scheduleRegistered: SingleRule = {
  name: "schedule-registered",
  level: "block",
  pack: "none",
  becauseReview: "it compares the settings with the credentials that are registered.",
  shape: "single",
  sentence: "Of the credential {subject} Entra gets {registered}, while the schedule {schedule}.",
  remedy: "Let each line of `credentials` issue one credential with that line's end, and nothing else issue any.",
  source: "CISA SCuBA MS.AAD.5.6v1 (an explicit end); Microsoft, security best practices for application properties",
  check({ integration }) {
    const { schedule, registeredEnds } = integration.credentials;
    const all = new Set([...schedule.map(({ issued }) => issued), ...Object.keys(registeredEnds)]);
    return [...all].flatMap((issued) => difference(integration, issued));
  },
};
