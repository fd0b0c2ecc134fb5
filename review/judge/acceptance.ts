/**
 * Acceptances: which finding each covers, and what is wrong with those that cover none. An acceptance names rule and
 * subject exactly; past its `until` it counts as absent.
 */
import { addDays } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import type { Acceptance } from "../../components/settings.ts";
import type { Finding, Level } from "../finding.ts";
import type { RecordedIntegration } from "../recording.ts";
import { acceptance as acceptanceFacts } from "../rules/of-the-review.ts";
import { findingOf } from "./finding-of.ts";

/** What an acceptance rests on. */
export interface Covered {
  readonly until: string;
  readonly reason: string;
}

/** The page's own demand; without a subject it is for every subject of the rule. */
function demandFor(definition: VendorDefinition | undefined, rule: string, subject: string) {
  return definition?.demands.find(
    (demand) => demand.rule === rule && (demand.of === undefined || demand.of === subject),
  );
}

function sameSubject(entry: Acceptance, { rule, subject }: Pick<Finding, "rule" | "subject">): boolean {
  return entry.rule === rule && (entry.of ?? "") === subject;
}

/** The reason that a person wrote, or the one that the vendor's page gives. */
function reasonOf(entry: Acceptance, definition: VendorDefinition | undefined): string {
  const demand = demandFor(definition, entry.rule, entry.of ?? "");
  return entry.reason ?? (demand ? `${demand.reason} (step ${demand.step})` : "");
}

function mayCover(_entry: Acceptance, finding: Finding, definition: VendorDefinition | undefined): boolean {
  if (finding.level === "block") return false;
  return finding.level !== "vendor" || demandFor(definition, finding.rule, finding.subject) !== undefined;
}

/** The acceptance that covers a finding today. */
export function coverOf(
  finding: Finding,
  accepts: readonly Acceptance[],
  definition: VendorDefinition | undefined,
  now: string,
): Covered | undefined {
  const entry = accepts.find((candidate) => sameSubject(candidate, finding) && now < candidate.until);
  const reason = entry && reasonOf(entry, definition);
  return entry && reason && mayCover(entry, finding, definition) ? { until: entry.until, reason } : undefined;
}

/** A fault of an acceptance: what is wrong, what to do, and how much it counts. */
interface Fault {
  readonly fault: string;
  readonly step: string;
  readonly level: Level;
}

/** How long before its end an acceptance is announced. */
const noticeDays = 30;

/** What judging one acceptance needs. */
export interface AcceptanceContext {
  readonly integration: RecordedIntegration;
  readonly definition: VendorDefinition | undefined;
  /** Findings about this integration. */
  readonly findings: readonly Finding[];
  /** Names of all rules. */
  readonly ruleNames: ReadonlySet<string>;
  readonly now: string;
  /** True where the line stood before the change. */
  stoodBefore(entry: Acceptance): boolean;
}

function unusedFault(entry: Acceptance, { stoodBefore }: AcceptanceContext): Fault {
  // A new one without a finding would accept, unseen, what a later change brings. One that has served blocks nobody.
  const level = stoodBefore(entry) ? "warn" : "block";
  return {
    fault: "covers nothing: no such finding is there",
    step: "Remove the line, or correct `rule` and `of`.",
    level,
  };
}

function expiryFault({ until }: Acceptance, now: string): Fault | undefined {
  if (until <= now)
    return { fault: `ended on ${until}`, step: "Remove what it accepted, or let it be accepted anew.", level: "warn" };
  if (until <= addDays(now, noticeDays))
    return { fault: `ends on ${until}`, step: "Decide before then whether it may stay.", level: "warn" };
  return undefined;
}

function faultOf(entry: Acceptance, context: AcceptanceContext): Fault | undefined {
  const { definition, findings, ruleNames, now } = context;
  if (!ruleNames.has(entry.rule))
    return { fault: "names a rule that does not exist", step: "Write a rule of docs/rules.md.", level: "block" };
  if (reasonOf(entry, definition) === "")
    return {
      fault: "has no reason, and the vendor's page demands nothing of the kind",
      step: "Write `reason`.",
      level: "block",
    };
  const covered = findings.filter((finding) => sameSubject(entry, finding));
  if (covered.length === 0) return unusedFault(entry, context);
  if (!covered.some((finding) => mayCover(entry, finding, definition))) {
    const never = covered.every(({ level }) => level === "block");
    const fault = never
      ? "does not count: this rule accepts no exception"
      : "does not count: the vendor's page does not demand it";
    return { fault, step: "Remove the line and what it was to accept.", level: "block" };
  }
  return expiryFault(entry, now);
}

/** Every faulty acceptance of one integration as a finding. */
export function acceptanceFindings(context: AcceptanceContext): Finding[] {
  return context.integration.accepts.flatMap((entry, index) => {
    const found = faultOf(entry, context);
    if (!found) return [];
    const subject = entry.of === undefined ? entry.rule : `${entry.rule} of ${entry.of}`;
    const { level, ...values } = found;
    return [
      findingOf(acceptanceFacts, context.integration.name, {
        subject,
        path: `accepts[${index}]`,
        level,
        values,
        variant: found.fault,
      }),
    ];
  });
}
