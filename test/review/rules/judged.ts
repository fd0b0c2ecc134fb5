/** What a rule says, as the reviewer reads it: `level [subject] message`. */

import { expect } from "vitest";
import { apis, type Kind } from "../../../catalog/apis.ts";
import type { VendorDefinition } from "../../../components/definition.ts";
import { findingOf } from "../../../review/judge/finding-of.ts";
import type { RecordedIntegration, RecordedPermission, Recording } from "../../../review/recording.ts";
import { findingInWords } from "../../../review/report/finding.ts";
import type { ChangeRule, FoundInStack, Rule, SingleRule, StackRule } from "../../../review/rules/rule.ts";
import { rulesJa } from "../../../review/words/rules-ja.ts";
import { dataIn, englishIn } from "../english.ts";
import { integration, recording } from "../recordings.ts";

/** The day on which the tests judge. */
export const today = "2026-12-01";

function worded(rule: Rule, found: readonly FoundInStack[]): string[] {
  return found.map((entry) => {
    const finding = { ...findingOf(rule, entry.integration, entry), preExisting: false, blocks: false };
    const { level, subject, message, remedy } = findingInWords(finding, rule);
    const data = dataIn([finding]);
    for (const text of [message.ja, remedy.ja]) expect(englishIn(text, data)).toStrictEqual([]);
    for (const sentence of [rule.sentence, rule.remedy, ...Object.values(rulesJa[rule.name])])
      for (const [, name = ""] of sentence.matchAll(/\{(\w+)\}/g))
        expect(["integration", "subject", ...Object.keys(finding.values)]).toContain(name);
    return `${level} [${subject}] ${message.en}`;
  });
}

/** One integration, changed by what the test names. */
export function judged(
  rule: SingleRule,
  changes: Partial<RecordedIntegration> = {},
  given: { readonly definition?: VendorDefinition; readonly now?: string } = {},
): string[] {
  const state = { integration: integration(changes), definition: given.definition, now: given.now ?? today };
  return worded(
    rule,
    rule.check(state).map((found) => ({ ...found, integration: state.integration.name })),
  );
}

/** One integration before and after. */
export function judgedChange(
  rule: ChangeRule,
  before: Partial<RecordedIntegration> | undefined,
  after: Partial<RecordedIntegration> | undefined,
  now = today,
): string[] {
  const [old, current] = [before && integration(before), after && integration(after)];
  const name = (current ?? old)?.name ?? "";
  const found = rule.check({ before: old, after: current, definition: undefined, now });
  return worded(
    rule,
    found.map((entry) => ({ ...entry, integration: name })),
  );
}

/** Several integrations, and what stands outside of them. */
export function judgedStack(
  rule: StackRule,
  integrations: readonly Partial<RecordedIntegration>[],
  changes: Partial<Recording> = {},
): string[] {
  return worded(rule, rule.check({ recording: recording(integrations.map(integration), changes), now: today }));
}

/** A permission of the catalog. @throws if there is none of that name */
export function permission(api: string, kind: Kind, name: string): RecordedPermission {
  const found = apis.find(({ displayName }) => displayName === api);
  const id = found?.[kind].find(({ value }) => value === name)?.id;
  if (!found || id === undefined) throw new Error(`${api} has no ${kind} ${name}`);
  return { api, appId: found.appId, kind, name, id };
}

/** An app role of Microsoft Graph. */
export function role(name: string): RecordedPermission {
  return permission("Microsoft Graph", "application", name);
}

/** A delegated scope of Microsoft Graph. */
export function scope(name: string): RecordedPermission {
  return permission("Microsoft Graph", "delegated", name);
}
