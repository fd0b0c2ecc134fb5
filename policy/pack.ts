/**
 * Rules of the review as resource policies of the engine. A stack policy would not stop an `up` that skips its preview.
 * A rule that may refuse is a mandatory policy of its name; what it says without refusing is an advisory policy beside it, `<rule>.warning`.
 */
import type { ReportViolation, ResourceValidation, ResourceValidationPolicy, Severity } from "@pulumi/policy";
import type { VendorDefinition } from "../components/definition.ts";
import { looksSecret } from "../components/secret-shapes.ts";
import { vendors } from "../components/vendors/index.ts";
import type { Finding } from "../review/finding.ts";
import { coverOf, type ExceptionContext } from "../review/judge/exception.ts";
import { findingOf } from "../review/judge/finding-of.ts";
import type { PlannedIntegration } from "../review/recording.ts";
import { rulesOfIntegrations, rulesOfResources } from "../review/rules/index.ts";
import type { InputsRule, ResourceRule, StackResourceRule } from "../review/rules/rule.ts";
import { tokens } from "../review/tokens.ts";
import { fillEn } from "../review/words/say.ts";
import { type Analyzed, type Memory, planFrom, remember, resourcesOf } from "./state.ts";

/** The pack's name, as the engine prints it. */
export const packName = "m365-integrations";

/** Whether a finding stops the run, as the engine calls it. */
type Enforcement = "mandatory" | "advisory";

interface Violation {
  readonly enforcement: Enforcement;
  readonly message: string;
}

/** Any rule that the pack judges by. */
type PackRule = InputsRule | ResourceRule | StackResourceRule;

/** A day on which no exception has ended yet: judged as of then, an exception that has lapsed is found all the same. */
const beforeEveryEnd = "0000-01-01";

/** Definitions by the word in `vendor`. */
export type Definitions = Readonly<Record<string, VendorDefinition>>;

function definitionOf(vendor: string, own: () => Definitions): VendorDefinition | undefined {
  const all: Definitions = vendors;
  if (Object.hasOwn(all, vendor)) return all[vendor];
  const files = own();
  return Object.hasOwn(files, vendor) ? files[vendor] : undefined;
}

/** What a violation says. */
interface Said {
  readonly rule: PackRule;
  readonly finding: Finding;
  readonly addition?: string;
}

/** A rule names what it judges and prints no values. If such a name looks like a secret, it is left out all the same. */
function messageOf({ rule: { name, sentence, remedy }, finding, addition = "" }: Said): string {
  const values = { integration: finding.integration, ...finding.values, subject: finding.subject };
  const text = [fillEn(sentence, values), addition, fillEn(remedy, values)].filter(Boolean).join(" ");
  return looksSecret(text) ? `${name}: not shown, because it holds a value in the shape of a secret.` : text;
}

/** The pack sees no state before the change, so an exception counts for whatever it names. */
function exceptionsOf(
  integration: PlannedIntegration,
  definition: VendorDefinition | undefined,
  now: string,
): ExceptionContext {
  return {
    integration,
    definition,
    // What a file demands excuses nothing.
    isClaimed: definition?.writtenIn !== undefined,
    findings: [],
    ruleNames: new Set(),
    now,
    givenForOther: () => false,
  };
}

/** An Integration by its registered inputs, with its own exceptions. */
function violationsOfIntegration(
  rule: InputsRule,
  analyzed: Analyzed,
  now: string,
  own: () => Definitions,
): Violation[] {
  const integration = planFrom(analyzed);
  const definition = definitionOf(integration.vendor, own);
  return rule.check({ integration, definition, now }).flatMap((found): Violation[] => {
    const finding = findingOf(rule, integration.name, found);
    if (finding.level === "warn") return [{ enforcement: "advisory", message: messageOf({ rule, finding }) }];
    if (coverOf(finding, exceptionsOf(integration, definition, now))) return [];
    // A lapsed exception must not stop a rotation or a suspension; the review refuses what goes beyond it.
    const lapsed = coverOf(finding, exceptionsOf(integration, definition, beforeEveryEnd));
    if (lapsed)
      return [
        {
          enforcement: "advisory",
          message: messageOf({ rule, finding, addition: `Its exception ended on ${lapsed.until}.` }),
        },
      ];
    return [{ enforcement: "mandatory", message: messageOf({ rule, finding }) }];
  });
}

/** One resource by its inputs, and whether it stands below an Integration. No exception covers these findings. */
function violationsOfResource(
  rule: ResourceRule | StackResourceRule,
  analyzed: Analyzed,
  now: string,
  memory: Memory,
): Violation[] {
  remember(memory, analyzed);
  const recording = resourcesOf(analyzed, memory);
  const found =
    rule.shape === "stack"
      ? rule.check({ recording, now })
      : recording.integrations.flatMap((integration) =>
          rule.check({ integration, now }).map((entry) => ({ ...entry, integration: integration.name })),
        );
  return found.map((entry) => {
    const finding = findingOf(rule, entry.integration, entry);
    return { enforcement: finding.level === "warn" ? "advisory" : "mandatory", message: messageOf({ rule, finding }) };
  });
}

/** The policy's name of a rule: the rule's own where it refuses. */
function policyName({ name }: PackRule, enforcement: Enforcement): string {
  return enforcement === "mandatory" ? name : `${name}.warning`;
}

/** The rule that a policy judges by. */
export function ruleOf(policy: string): string {
  return policy.replace(/\.warning$/, "");
}

/** Critical: no exception is made. High: one may be. Medium: said, and nothing is stopped. */
function severityOf({ level }: PackRule, enforcement: Enforcement): Severity {
  if (enforcement === "advisory") return "medium";
  return level === "block" ? "critical" : "high";
}

/** The remedy for every finding of a rule: `{instead}`, which a finding fills in, is read as `<instead>`. */
function remediationSteps({ remedy }: PackRule): string {
  return remedy.replaceAll(/\{(\w+)\}/g, "<$1>");
}

/** The rule's heading in docs/rules.md, relative to the root of the repository. */
function urlOf({ name }: PackRule): string {
  return `docs/rules.md#${name}`;
}

function pairOf(
  rule: PackRule,
  violations: (analyzed: Analyzed) => Violation[],
  onlyType: string | undefined,
): ResourceValidationPolicy[] {
  return (["mandatory", "advisory"] as const).map((enforcementLevel) => {
    const validate: ResourceValidation = (args, reportViolation: ReportViolation) => {
      if (onlyType !== undefined && args.type !== onlyType) return;
      for (const { enforcement, message } of violations(args))
        if (enforcement === enforcementLevel) reportViolation(message);
    };
    return {
      name: policyName(rule, enforcementLevel),
      // The engine prints a violation with the description alone, so that names the heading too.
      description: `${urlOf(rule)} (${rule.source})`,
      enforcementLevel,
      severity: severityOf(rule, enforcementLevel),
      remediationSteps: remediationSteps(rule),
      url: urlOf(rule),
      // As validateResourceOfType does for a class: the evaluator passes over other types before it reads their inputs.
      validateResource: onlyType === undefined ? validate : Object.assign(validate, { __pulumiType: onlyType }),
    };
  });
}

/**
 * Every policy of the pack.
 * @param today the day in UTC, `YYYY-MM-DD`, asked anew for every resource
 * @param own definitions that are files; asked for where a vendor is none of the project's
 */
export function policies(today: () => string, own: () => Definitions = () => ({})): ResourceValidationPolicy[] {
  const memory: Memory = new Map();
  return [
    ...rulesOfIntegrations.flatMap((rule) =>
      pairOf(rule, (analyzed) => violationsOfIntegration(rule, analyzed, today(), own), tokens.integration),
    ),
    ...rulesOfResources.flatMap((rule) =>
      pairOf(rule, (analyzed) => violationsOfResource(rule, analyzed, today(), memory), rule.onlyType),
    ),
  ];
}
