/** What of the findings keeps the next `up` from going well until a person has decided. */
import type { Finding } from "./finding.ts";

/** True for a finding that a person has to decide before the next `up`. */
export function waitsForDecision(finding: Finding): boolean {
  switch (finding.kind) {
    case "foreign":
    case "other-stacks":
    case "duplicate":
      return finding.blocking;
    case "foreign-entry":
    case "vendors-principal":
      return true;
    case "unknown-certificate":
      return finding.declared;
    case "import":
    case "unknown-password":
    case "left-entry":
    case "gone":
    case "reread":
    case "pending-create":
      return false;
  }
}

/** True for a finding by which the state is changed. */
export function changesState({ kind }: Finding): boolean {
  return kind === "import" || kind === "reread" || kind === "pending-create";
}
