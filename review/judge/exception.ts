/**
 * Exceptions: which finding each covers, and what is wrong with those that cover none. An exception names rule and
 * subject exactly; past its `until` it counts as absent. It covers what was there when it was given, not what comes later under its name.
 */
import { addDays } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import type { ExceptionEntry } from "../../components/settings.ts";
import type { Value, Values } from "../clause.ts";
import type { Finding } from "../finding.ts";
import type { RecordedIntegration } from "../recording.ts";
import {
  exceptionEnding,
  exceptionExpired,
  exceptionRefused,
  exceptionUnknown,
  exceptionUnused,
  exceptionWithoutReason,
} from "../rules/meta-rules.ts";
import type { RuleFacts } from "../rules/rule.ts";
import { findingOf } from "./finding-of.ts";

/** The end and the reason of an exception. */
export interface Covered {
  readonly until: string;
  readonly reason: Value;
}

/** What judging the exceptions of one integration needs. */
export interface ExceptionContext {
  readonly integration: Pick<RecordedIntegration, "name" | "exceptions">;
  readonly definition: VendorDefinition | undefined;
  /** True: the change brings that definition, or it is a file: what it demands excuses nothing. */
  readonly isClaimed: boolean;
  /** Findings about this integration. */
  readonly findings: readonly Finding[];
  /** Names of all rules. */
  readonly ruleNames: ReadonlySet<string>;
  readonly now: string;
  /** True if the change leaves this line as it was, and the finding is of a variant that was not there before. */
  givenForOther(entry: ExceptionEntry, finding: Finding): boolean;
}

/** The page's own demand; without a subject it is for every subject of the rule. */
function demandFor(definition: VendorDefinition | undefined, rule: string, subject: string) {
  return definition?.demands.find(
    (demand) => demand.rule === rule && (demand.subject === undefined || demand.subject === subject),
  );
}

/** True if the exception names this finding. */
function names(entry: ExceptionEntry, { rule, subject }: Pick<Finding, "rule" | "subject">): boolean {
  return entry.rule === rule && (entry.subject ?? "") === subject;
}

/** The reason that a person wrote, or the one that the vendor's page gives; undefined: neither does. */
function reasonOf(entry: ExceptionEntry, { definition }: Pick<ExceptionContext, "definition">): Value | undefined {
  const demand = demandFor(definition, entry.rule, entry.subject ?? "");
  const demanded = demand && ({ code: "demanded", reason: demand.reason, step: demand.step } as const);
  return entry.reason === undefined ? demanded : entry.reason || undefined;
}

/** Why an exception that names a finding cannot cover it. */
function refusal(
  entry: ExceptionEntry,
  finding: Finding,
  { definition, isClaimed, givenForOther }: ExceptionContext,
): Values | undefined {
  if (finding.level === "block") return { fault: { code: "no-exception-here" }, step: { code: "remove-line" } };
  const demand = demandFor(definition, finding.rule, finding.subject);
  if (isClaimed && demand && (finding.level === "vendor" || entry.reason === undefined))
    return definition?.writtenIn === undefined
      ? { fault: { code: "claimed-by-change" }, step: { code: "vendor-first" } }
      : {
          fault: { code: "claimed-by-file", file: definition.writtenIn },
          step: { code: finding.level === "vendor" ? "read-against-page" : "own-reason" },
        };
  if (finding.level === "vendor" && !demand) return { fault: { code: "only-the-page" }, step: { code: "remove-line" } };
  if (givenForOther(entry, finding)) return { fault: { code: "given-before" }, step: { code: "accept-anew" } };
  return undefined;
}

/** The exception that covers a finding today. */
export function coverOf(finding: Finding, context: ExceptionContext): Covered | undefined {
  const { integration, now } = context;
  const entry = integration.exceptions.find((candidate) => names(candidate, finding) && now < candidate.until);
  const reason = entry && reasonOf(entry, context);
  return entry && reason && !refusal(entry, finding, context) ? { until: entry.until, reason } : undefined;
}

/** How long before its end an exception is announced. */
const noticeDays = 30;

function faultOf(entry: ExceptionEntry, context: ExceptionContext): { rule: RuleFacts; values?: Values } | undefined {
  const { findings, ruleNames, now } = context;
  const { until } = entry;
  if (!ruleNames.has(entry.rule)) return { rule: exceptionUnknown };
  const named = findings.filter((finding) => names(entry, finding));
  if (named.length === 0) return { rule: exceptionUnused };
  const refused = named.map((finding) => refusal(entry, finding, context)).find((fault) => fault !== undefined);
  if (refused) return { rule: exceptionRefused, values: refused };
  if (until <= now) return { rule: exceptionExpired, values: { until } };
  // Last of all: a reason mends only what nothing else keeps from counting.
  if (reasonOf(entry, context) === undefined) return { rule: exceptionWithoutReason };
  return until <= addDays(now, noticeDays) ? { rule: exceptionEnding, values: { until } } : undefined;
}

/** Every faulty exception of one integration as a finding. */
export function exceptionFindings(context: ExceptionContext): Finding[] {
  return context.integration.exceptions.flatMap((entry, index) => {
    const fault = faultOf(entry, context);
    if (!fault) return [];
    const subject = entry.subject === undefined ? entry.rule : `${entry.rule} ${entry.subject}`;
    const found = { subject, path: `exceptions[${index}]`, ...(fault.values && { values: fault.values }) };
    return [findingOf(fault.rule, context.integration.name, found)];
  });
}
