/** What a change does to a schedule; both sides are there. */
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import type { RecordedIntegration } from "../recording.ts";
import type { IntegrationChange } from "./rule.ts";

/** Lines of the schedule by what became of them. */
export interface ScheduleChange {
  readonly before: RecordedIntegration;
  readonly after: RecordedIntegration;
  readonly added: readonly ScheduledCredential[];
  readonly retired: readonly ScheduledCredential[];
  readonly kept: readonly (readonly [before: ScheduledCredential, after: ScheduledCredential])[];
}

/** Undefined where an integration comes or goes as a whole. */
export function scheduleChange({ before, after }: IntegrationChange): ScheduleChange | undefined {
  if (!before || !after) return undefined;
  const [old, current] = [before, after].map(
    ({ credentials }) => new Map(credentials.schedule.map((scheduled) => [scheduled.issued, scheduled])),
  ) as [Map<string, ScheduledCredential>, Map<string, ScheduledCredential>];
  return {
    before,
    after,
    added: [...current.values()].filter(({ issued }) => !old.has(issued)),
    retired: [...old.values()].filter(({ issued }) => !current.has(issued)),
    kept: [...current.values()].flatMap((scheduled) => {
      const earlier = old.get(scheduled.issued);
      return earlier ? [[earlier, scheduled] as const] : [];
    }),
  };
}
