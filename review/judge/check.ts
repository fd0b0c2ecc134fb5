/** Runs rules. A rule that throws is a finding of its own; the others still run. */
import type { VendorDefinition } from "../../components/definition.ts";
import type { Finding } from "../finding.ts";
import type { Pair } from "../pairs.ts";
import type { Recording } from "../recording.ts";
import { ruleFailed } from "../rules/meta-rules.ts";
import type { ChangeRule, FoundInStack, Rule, SingleRule } from "../rules/rule.ts";
import { findingOf } from "./finding-of.ts";
import { unjudgeableFinding } from "./unanalyzable.ts";

/** What judging needs beside the recordings. */
export interface JudgeContext {
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly now: string;
  /** Definitions by the settings' word for the vendor. */
  readonly definitions: Readonly<Record<string, VendorDefinition>>;
  /** Those of them that the change brings: whoever wrote the change wrote what their pages demand. */
  readonly claimed: ReadonlySet<string>;
  readonly rules: readonly Rule[];
}

/** The error's first line: one clause for the reviewer, without a stack trace. */
function reason(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line || "without a message";
}

function checked(rule: Rule, integration: string, check: () => readonly FoundInStack[]): Finding[] {
  try {
    return check().map((found) => findingOf(rule, found.integration, found));
  } catch (error) {
    return [findingOf(ruleFailed, integration, { subject: rule.name, values: { detail: reason(error) } })];
  }
}

function definitionFor({ definitions }: JudgeContext, vendor: string | undefined): VendorDefinition | undefined {
  return vendor !== undefined && Object.hasOwn(definitions, vendor) ? definitions[vendor] : undefined;
}

function isSingle(rule: Rule): rule is SingleRule {
  return rule.shape === "single";
}

function isChange(rule: Rule): rule is ChangeRule {
  return rule.shape === "change";
}

/** Everything that the rules of one state find, and what could not be recorded. */
export function checkState(recording: Recording, context: JudgeContext): Finding[] {
  const { now, rules } = context;
  const single = recording.integrations.flatMap((integration) => {
    const state = { integration, definition: definitionFor(context, integration.vendor), now };
    const { name } = integration;
    return rules
      .filter(isSingle)
      .flatMap((rule) =>
        checked(rule, name, () => rule.check(state).map((found) => ({ ...found, integration: name }))),
      );
  });
  const stack = rules.flatMap((rule) =>
    rule.shape === "stack" ? checked(rule, "", () => rule.check({ recording, now })) : [],
  );
  const unread = recording.unjudgeable.map(unjudgeableFinding);
  return [...single, ...stack, ...unread];
}

/** Everything that the rules find which need both sides. */
export function checkChange(pairs: readonly Pair[], context: JudgeContext): Finding[] {
  return pairs.flatMap(({ before, after }) => {
    const name = (after ?? before)?.name ?? "";
    const definition = definitionFor(context, (after ?? before)?.vendor);
    const change = { before, after, definition, now: context.now };
    return context.rules
      .filter(isChange)
      .flatMap((rule) =>
        checked(rule, name, () => rule.check(change).map((found) => ({ ...found, integration: name }))),
      );
  });
}
