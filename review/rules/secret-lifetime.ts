import type { Level } from "../finding.ts";
import { lifetimeFindings } from "./lifetime.ts";
import type { SingleRule } from "./rule.ts";

/** What a client secret's life in days needs; undefined: nothing. */
export function lifeLevel(days: number): Level | undefined {
  return days > 366 ? "vendor" : days >= 180 ? "accept" : undefined;
}

/** A client secret lives less than 180 days: tenants' own policies compare with "less than", so 180 would be refused. */
export const secretLifetime: SingleRule = {
  name: "secret-lifetime",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence: "The client secret of {subject} lives {life}; fewer than 180 days are the rule.",
  remedy:
    "Let it end 175 days after its issue. Up to 366 days an exception may cover it; beyond, only one for what a step of the vendor's page demands. Without an end it is refused.",
  source: "CISA SCuBA MS.AAD.5.6v1",
  check({ integration }) {
    return lifetimeFindings(integration, "secret", lifeLevel);
  },
};
