/**
 * Rules of the review as resource policies of the engine. A stack policy would not stop an `up` that skips its preview.
 * A rule that may refuse is a mandatory policy of its name; what it only says is the advisory one beside it.
 */
import type { ReportViolation, ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";
import type { VendorDefinition } from "../components/definition.ts";
import { looksSecret } from "../components/faults.ts";
import { vendors } from "../components/vendors/index.ts";
import type { Finding } from "../review/finding.ts";
import { coverOf, type ExceptionContext } from "../review/judge/exception.ts";
import { findingOf } from "../review/judge/finding-of.ts";
import type { RecordedIntegration } from "../review/recording.ts";
import type { Rule, SingleRule, StackRule } from "../review/rules/rule.ts";
import { tokens } from "../review/tokens.ts";
import { fillEn } from "../review/words/say.ts";
import { rulesOfIntegrations, rulesOfResources } from "./rules.ts";
import { type Analyzed, recordingOfOne, resolvedFromInputs } from "./state.ts";

/** The pack's name, as the engine prints it. */
export const packName = "m365-integrations";

/** Whether a finding stops the run, as the engine calls it. */
type Enforcement = "mandatory" | "advisory";

interface Violation {
  readonly enforcement: Enforcement;
  readonly message: string;
}

/** Before every end of an exception. */
const always = "0000-01-01";

function definitionOf(vendor: string): VendorDefinition | undefined {
  const all: Readonly<Record<string, VendorDefinition>> = vendors;
  return Object.hasOwn(all, vendor) ? all[vendor] : undefined;
}

/** What a violation says. */
interface Said {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly addition?: string;
}

/** Rules name what they judge, never a value; should a name be a secret nevertheless, it is not printed. */
function messageOf({ rule: { name, sentence, remedy }, finding, addition = "" }: Said): string {
  const values = { integration: finding.integration, ...finding.values, subject: finding.subject };
  const text = [fillEn(sentence, values), addition, fillEn(remedy, values)].filter(Boolean).join(" ");
  return looksSecret(text) ? `${name}: not shown, because it holds a value in the shape of a secret.` : text;
}

/** One state has no former one, so an exception counts for whatever it names. */
function acceptancesOf(integration: RecordedIntegration, definition: VendorDefinition | undefined): ExceptionContext {
  return { integration, definition, findings: [], ruleNames: new Set(), now: always, givenForOther: () => false };
}

/** An Integration by its registered inputs, with its own exceptions. */
function violationsOfIntegration(rule: SingleRule, analyzed: Analyzed, now: string): Violation[] {
  const integration = resolvedFromInputs(analyzed);
  const definition = definitionOf(integration.vendor);
  const context = acceptancesOf(integration, definition);
  return rule.check({ integration, definition, now }).flatMap((found): Violation[] => {
    const finding = findingOf(rule, integration.name, found);
    if (finding.level === "warn") return [{ enforcement: "advisory", message: messageOf({ rule, finding }) }];
    if (coverOf(finding, { ...context, now })) return [];
    // A lapsed exception must not stop a rotation or a suspension; the review refuses what goes beyond it.
    const lapsed = coverOf(finding, context);
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

/** One resource by its inputs and its place; nothing accepts what these rules find. */
function violationsOfResource(rule: SingleRule | StackRule, analyzed: Analyzed, now: string): Violation[] {
  const recording = recordingOfOne(analyzed);
  const found =
    rule.shape === "stack"
      ? rule.check({ recording, now })
      : recording.integrations.flatMap((integration) => {
          const { name } = integration;
          return rule
            .check({ integration, definition: undefined, now })
            .map((entry) => ({ ...entry, integration: name }));
        });
  return found.map((entry) => {
    const finding = findingOf(rule, entry.integration, entry);
    return { enforcement: finding.level === "warn" ? "advisory" : "mandatory", message: messageOf({ rule, finding }) };
  });
}

/** The policy's name of a rule: the rule's own where it refuses. */
function policyName({ name }: Rule, enforcement: Enforcement): string {
  return enforcement === "mandatory" ? name : `${name}.warning`;
}

/** The rule that a policy judges by. */
export function ruleOf(policy: string): string {
  return policy.replace(/\.warning$/, "");
}

function pairOf(
  rule: Rule,
  violations: (analyzed: Analyzed) => Violation[],
  onlyType?: string,
): ResourceValidationPolicy[] {
  return (["mandatory", "advisory"] as const).map((enforcementLevel) => {
    const validate: ResourceValidation = (args, reportViolation: ReportViolation) => {
      if (onlyType !== undefined && args.type !== onlyType) return;
      for (const { enforcement, message } of violations(args))
        if (enforcement === enforcementLevel) reportViolation(message);
    };
    return {
      name: policyName(rule, enforcementLevel),
      description: `docs/rules.md#${rule.name} (${rule.source})`,
      enforcementLevel,
      // As validateResourceOfType does for a class: the evaluator passes over other types before it reads their inputs.
      validateResource: onlyType === undefined ? validate : Object.assign(validate, { __pulumiType: onlyType }),
    };
  });
}

/**
 * Every policy of the pack.
 * @param today the day in UTC, `YYYY-MM-DD`, asked anew for every resource
 */
export function policies(today: () => string): ResourceValidationPolicy[] {
  return [
    ...rulesOfIntegrations.flatMap((rule) =>
      pairOf(rule, (analyzed) => violationsOfIntegration(rule, analyzed, today()), tokens.integration),
    ),
    ...rulesOfResources.flatMap(({ rule, type }) =>
      pairOf(rule, (analyzed) => violationsOfResource(rule, analyzed, today()), type),
    ),
  ];
}
