/**
 * The report as a model: everything the renderers print is here, and no renderer judges.
 */
import type { Change, Verdict } from "./change.ts";
import type { JudgedFinding } from "./finding.ts";

/** A sentence in the languages of the readers. */
export interface Said {
  readonly en: string;
  readonly ja: string;
}

/** A permission in words. */
export interface PermissionInWords {
  readonly api: string;
  readonly kind: "delegated" | "application";
  readonly name: string;
  readonly risk: "low" | "medium" | "high" | "critical";
  /** Why that level, with its source. */
  readonly riskReason: string;
  /** What it lets the holder do, from the catalogue. */
  readonly allows: string;
  readonly tenantWide: boolean;
  /** A narrower permission that may do; absent if none is known. */
  readonly narrower?: string;
}

/** One changed integration, the most dangerous first in the report. */
export interface IntegrationReport {
  readonly name: string;
  readonly product: string;
  readonly vendor: string;
  readonly verdict: Verdict;
  /** One sentence of effective reach after the change. */
  readonly reach: string;
  readonly reachJa: string;
  readonly changes: readonly Change[];
  /** Permissions that the changes name, in words. */
  readonly permissions: readonly PermissionInWords[];
  /** What combines into more than its parts. */
  readonly combinations: readonly Said[];
  /** What a person must still do outside Pulumi. */
  readonly byHand: readonly Said[];
}

/** A review, ready to be rendered. */
export interface Report {
  readonly schema: 1;
  readonly verdict: Verdict;
  /** One line that says why. */
  readonly because: string;
  readonly becauseJa: string;
  readonly base: { readonly revision: string; readonly state: "evaluated" | "absent" };
  /** Said, not skipped: a differing lockfile, a base that does not exist yet, who judged. */
  readonly remarks: readonly Said[];
  /** Whose rules judged: those of the base, or of the working tree where the base has none. */
  readonly judgedBy: "base" | "working-tree";
  /** True: a finding that the change introduces or worsens refuses it. */
  readonly blocks: boolean;
  readonly file: string;
  readonly integrations: readonly IntegrationReport[];
  /** Integrations without a change. */
  readonly unchanged: readonly string[];
  readonly findings: readonly JudgedFinding[];
}
