/** What a comparison says of each credential, for the record (operate/record.ts). */
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import type { Verified } from "../record.ts";
import type { Row } from "./row.ts";

/**
 * Every credential of the integrations that were compared. Where something could not be looked at and nothing differs,
 * nothing was verified.
 */
export function verifiedIn(
  rows: readonly Row[],
  integrations: readonly Pick<ResolvedIntegration, "name" | "credential">[],
  now: Date,
): Verified[] {
  return integrations.flatMap(({ name, credential }) => {
    const found = new Set(rows.filter(({ integration }) => integration === name).map(({ verdict }) => verdict));
    const fine = !found.has("different") && !found.has("undeclared");
    if (found.size === 0 || (fine && found.has("not checked"))) return [];
    return credential.schedule.map(({ issued }) => ({ integration: name, issued, at: now.toISOString(), fine }));
  });
}
