/** What a change does to a ledger; both sides are there. */
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import type { RecordedIntegration } from "../recording.ts";
import type { IntegrationChange } from "./rule.ts";

/** Lines of the ledger by what became of them. */
export interface LedgerChange {
  readonly before: RecordedIntegration;
  readonly after: RecordedIntegration;
  readonly added: readonly ScheduledCredential[];
  readonly retired: readonly ScheduledCredential[];
  readonly kept: readonly (readonly [before: ScheduledCredential, after: ScheduledCredential])[];
}

/** Undefined where an integration comes or goes as a whole. */
export function ledgerChange({ before, after }: IntegrationChange): LedgerChange | undefined {
  if (!before || !after) return undefined;
  const [old, current] = [before, after].map(
    ({ credentials }) => new Map(credentials.generations.map((generation) => [generation.issued, generation])),
  ) as [Map<string, ScheduledCredential>, Map<string, ScheduledCredential>];
  return {
    before,
    after,
    added: [...current.values()].filter(({ issued }) => !old.has(issued)),
    retired: [...old.values()].filter(({ issued }) => !current.has(issued)),
    kept: [...current.values()].flatMap((generation) => {
      const earlier = old.get(generation.issued);
      return earlier ? [[earlier, generation] as const] : [];
    }),
  };
}
