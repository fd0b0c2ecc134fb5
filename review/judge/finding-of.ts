/** From what a check found to a finding that a reviewer reads. */
import type { Finding } from "../finding.ts";
import type { Found, RuleFacts } from "../rules/rule.ts";

/** Fills names in braces; a name without a value stays as it is. */
function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

function pathOf(integration: string, below: string): string {
  if (integration === "") return below;
  const place = `integrations.${integration}`;
  return below === "" ? place : `${place}.${below}`;
}

/** Words a finding by its rule's facts. */
export function findingOf(rule: RuleFacts, integration: string, found: Found): Finding {
  const { subject = "", path = "", values, measure, variant } = found;
  const words = { integration, ...values, subject };
  return {
    rule: rule.name,
    level: found.level ?? rule.level,
    integration,
    subject,
    path: pathOf(integration, path),
    message: filled(rule.sentence, words),
    remedy: filled(rule.remedy, words),
    ...(values && { values }),
    ...(measure !== undefined && { measure }),
    ...(variant !== undefined && { variant }),
  };
}
