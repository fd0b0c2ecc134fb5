/** From what a check found to a finding of its rule. */
import type { Finding } from "../finding.ts";
import type { Found, RuleFacts } from "../rules/rule.ts";

function pathOf(integration: string, below: string): string {
  if (integration === "") return below;
  const place = `integrations.${integration}`;
  return below === "" ? place : `${place}.${below}`;
}

/** A finding by its rule's facts. */
export function findingOf(rule: RuleFacts, integration: string, found: Found): Finding {
  const { subject = "", path = "", values = {}, measure, variant } = found;
  return {
    rule: rule.name,
    level: found.level ?? rule.level,
    integration,
    subject,
    path: pathOf(integration, path),
    values,
    ...(measure !== undefined && { measure }),
    ...(variant !== undefined && { variant }),
  };
}
