/** Other issuers that vouch for the application: whoever gets a token for the subject signs in as it. */
import type { FederatedTrust } from "../../components/resolved-integration.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { listDifference } from "./lists.ts";
import { type Difference, ifDifferent } from "./part.ts";

function trusts({ credentials }: RecordedIntegration): readonly FederatedTrust[] {
  return credentials.federated ?? [];
}

function shown({ issuer, subject, audience }: FederatedTrust): Clause {
  return { code: "trust", issuer, subject, audience };
}

/** Every trust that comes, goes, or is in somebody else from now on. */
export function compareFederated(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed, kept } = listDifference(trusts(before), trusts(after), ({ name }) => name);
  return [
    ...added.map(
      (trust): Difference => ({
        aspect: "federated",
        how: "added",
        subject: trust.name,
        after: shown(trust),
        effect: "broadened",
      }),
    ),
    ...removed.map(
      (trust): Difference => ({
        aspect: "federated",
        how: "removed",
        subject: trust.name,
        before: shown(trust),
        effect: "narrowed",
      }),
    ),
    ...kept.flatMap(([old, current]) =>
      // Another subject is somebody else, whoever it is.
      ifDifferent(shown(old), shown(current), { aspect: "federated", subject: current.name, effect: "broadened" }),
    ),
  ];
}
