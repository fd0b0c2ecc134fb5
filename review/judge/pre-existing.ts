/** Which findings stood before a change: same rule, same integration (a rename aside), same subject, and no worse. */
import type { Finding, JudgedFinding, Level } from "../finding.ts";
import { ruleFailed } from "../rules/meta-rules.ts";
import { mayHaveChangedUnseen } from "./unanalyzable.ts";

const weight: Readonly<Record<Level, number>> = { warn: 0, accept: 1, vendor: 2, block: 3 };

/** A finding of the base, with what an exception did for it there. */
export type FormerFinding = Finding & Pick<JudgedFinding, "accepted">;

/** Looks up findings of the base. */
export interface PreExisting {
  /** The finding that stood there before, if this one is no worse. */
  stood(finding: FormerFinding): boolean;
  /** Findings of the same rule about the same subject, of any variant. */
  alike(finding: Finding): readonly FormerFinding[];
}

/** True if the finding weighs more than the one that stood there: a higher level, a larger measure, an exception lost. */
function worse(former: FormerFinding, finding: FormerFinding): boolean {
  return (
    weight[finding.level] > weight[former.level] ||
    (finding.measure ?? 0) > (former.measure ?? 0) ||
    (former.accepted !== undefined && finding.accepted === undefined)
  );
}

/** Resources are named after their integration, so a variant that names one is renamed with it. */
function variantOf({ integration, variant }: Finding): string | undefined {
  return variant?.replaceAll(`::${integration}-`, "::");
}

/**
 * @param currentName an integration's name after the change, by the one before
 * @param changed true if anything of the integration differs (empty name: of the whole). A rule that failed did not see
 * that difference, so its failure there is new; elsewhere it is pre-existing, or nobody could ever repair the rule.
 */
export function preExistingIn(
  before: readonly FormerFinding[],
  currentName: (name: string) => string,
  changed: (name: string) => boolean,
): PreExisting {
  const key = (rule: string, integration: string, subject: string) => JSON.stringify([rule, integration, subject]);
  const formers = new Map<string, FormerFinding[]>();
  for (const finding of before) {
    const { rule, integration, subject } = finding;
    const name = key(rule, currentName(integration), subject);
    formers.set(name, [...(formers.get(name) ?? []), finding]);
  }
  const alike = ({ rule, integration, subject }: Finding) => formers.get(key(rule, integration, subject)) ?? [];
  return {
    alike,
    stood: (finding) =>
      !mayHaveChangedUnseen(finding) &&
      !(finding.rule === ruleFailed.name && changed(finding.integration)) &&
      alike(finding).some((former) => variantOf(former) === variantOf(finding) && !worse(former, finding)),
  };
}
