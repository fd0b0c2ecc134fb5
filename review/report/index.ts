/**
 * The report as a model: everything that the renderers print.
 */

import type { VendorDefinition } from "../../components/definition.ts";
import { inOrder } from "../../components/order.ts";
import type { Change, Verdict } from "../change.ts";
import type { JudgedBy, JudgedFinding, Judgement } from "../finding.ts";
import type { LocalizedText } from "../localized-text.ts";
import type { Sides } from "../pairs.ts";
import { type PermissionInWords, permissionInWords, riskLevels } from "../permission.ts";
import type { RecordedIntegration, RecordedOwner, Recording } from "../recording.ts";
import { combinationsOf } from "./combinations.ts";
import { manualStepsOf } from "./manual-steps.ts";
import { reachOf } from "./reach.ts";
import { verdictOf } from "./verdict.ts";

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
  readonly combinations: readonly LocalizedText[];
  /** What a person must still do outside Pulumi. */
  readonly manualSteps: readonly LocalizedText[];
}

/** A review, ready to be rendered. */
export interface Report {
  readonly verdict: Verdict;
  /** One line that says why. */
  readonly because: string;
  readonly becauseJa: string;
  readonly base: { readonly revision: string; readonly state: "evaluated" | "absent" };
  /** Said, not skipped: a differing lockfile, a base that does not exist yet, who judged. */
  readonly remarks: readonly LocalizedText[];
  readonly judgedBy: JudgedBy;
  /** True: a finding that the change introduces or worsens refuses it. */
  readonly blocks: boolean;
  readonly file: string;
  /** The owner that deploys after the change; absent where the file does not say, or nothing is left. */
  readonly deployer?: RecordedOwner;
  readonly integrations: readonly IntegrationReport[];
  /** Integrations without a change. */
  readonly unchanged: readonly string[];
  readonly findings: readonly JudgedFinding[];
}

/** What is known of a review beside its two sides. */
export interface ReviewFacts {
  readonly revision: string;
  readonly judgedBy: JudgedBy;
  readonly remarks: readonly LocalizedText[];
}

/** The values that a report puts into words. */
export interface Reviewed {
  readonly sides: Sides;
  readonly changes: readonly Change[];
  readonly judgement: Judgement;
  /** Definitions by the settings' word for the vendor. */
  readonly definitions: Readonly<Record<string, VendorDefinition>>;
}

function permissionsOf(changes: readonly Change[]): PermissionInWords[] {
  const named = changes.flatMap(({ permission }) => (permission ? [permission] : []));
  const unique = new Map(named.map((permission) => [JSON.stringify(permission), permission]));
  return [...unique.values()]
    .map(permissionInWords)
    .sort((a, b) => riskLevels.indexOf(b.risk) - riskLevels.indexOf(a.risk) || inOrder(a.name, b.name));
}

function integrationReport(
  changes: readonly Change[],
  before: RecordedIntegration | undefined,
  after: RecordedIntegration | undefined,
  definition: VendorDefinition | undefined,
): IntegrationReport {
  const integration = after ?? before;
  const reach = reachOf(after, definition);
  return {
    name: integration?.name ?? "",
    product: integration?.product ?? "",
    vendor: integration?.vendor ?? "",
    verdict: verdictOf(changes).verdict,
    reach: reach.en,
    reachJa: reach.ja,
    changes,
    permissions: permissionsOf(changes),
    combinations: after ? combinationsOf(after) : [],
    manualSteps: manualStepsOf(changes, integration, definition),
  };
}

const dangerous: readonly Verdict[] = ["broadened", "changed", "narrowed", "unchanged"];

/** The widest first; of equally wide ones that with the riskiest permission. */
function byDanger(a: IntegrationReport, b: IntegrationReport): number {
  const risk = ({ permissions: [worst] }: IntegrationReport) => (worst ? riskLevels.indexOf(worst.risk) : -1);
  return dangerous.indexOf(a.verdict) - dangerous.indexOf(b.verdict) || risk(b) - risk(a) || inOrder(a.name, b.name);
}

function grouped(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.integration);
    if (group) group.push(change);
    else groups.set(change.integration, [change]);
  }
  return groups;
}

/** What stands outside every integration, reported as if it were one. */
function outsideReport(changes: readonly Change[]): IntegrationReport[] {
  if (changes.length === 0) return [];
  const reach = "Outside every integration: whatever these resources allow, no definition describes it.";
  const reachJa = "どの連携にも属さないリソース: 何ができるかを説明する定義がありません。";
  const empty = { name: "", product: "", vendor: "", permissions: [], combinations: [], manualSteps: [] };
  return [{ ...empty, verdict: verdictOf(changes).verdict, reach, reachJa, changes }];
}

function deployerOf({ integrations }: Recording): RecordedOwner | undefined {
  const named = integrations.find(({ deployer }) => deployer !== undefined);
  if (named?.deployer === undefined) return undefined;
  const owners = [...named.owners.application, ...named.owners.principal];
  return owners.find(({ id }) => id === named.deployer) ?? { id: named.deployer, kind: "unknown" };
}

/** Puts a review into words. It compares nothing and judges nothing. */
export function reportOf({ sides, changes, judgement, definitions }: Reviewed, facts: ReviewFacts): Report {
  const { before, after, pairs } = sides;
  const byIntegration = grouped(changes);
  const reports = pairs.flatMap((pair) => {
    const integration = pair.after ?? pair.before;
    const own = byIntegration.get(integration?.name ?? "") ?? [];
    const definition =
      integration && Object.hasOwn(definitions, integration.vendor) ? definitions[integration.vendor] : undefined;
    return own.length > 0 ? [integrationReport(own, pair.before, pair.after, definition)] : [];
  });
  const deployer = deployerOf(after);
  const changed = new Set(reports.map(({ name }) => name));
  return {
    ...verdictOf(changes),
    base: { revision: facts.revision, state: before ? "evaluated" : "absent" },
    remarks: facts.remarks,
    judgedBy: facts.judgedBy,
    blocks: judgement.blocks,
    file: after.file,
    ...(deployer && { deployer }),
    integrations: [...outsideReport(byIntegration.get("") ?? []), ...reports.sort(byDanger)],
    unchanged: after.integrations.map(({ name }) => name).filter((name) => !changed.has(name)),
    findings: judgement.findings,
  };
}
