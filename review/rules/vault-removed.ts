import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import { type ChangeRule, comparesTwoStates } from "./rule.ts";

function isKept(integration: RecordedIntegration): boolean {
  return ofType(integration, tokens.vaultSecret).length > 0;
}

function hasCredential(integration: RecordedIntegration): boolean {
  return ofType(integration, tokens.password, tokens.certificate).length > 0;
}

/** Reads the registered resources, so that it also finds program code that stops writing to the vault. */
export const vaultRemoved: ChangeRule = {
  name: "vault-removed",
  level: "warn",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence:
    "The credentials of {integration} leave the vault and are deleted there: from now on they stand in the stack's state alone.",
  remedy: "Keep `vault`, or name another one. Without any, guard the state's backend and its key as the vault was.",
  source: "Microsoft, security best practices for application properties; OWASP NHI2",
  check({ before, after }) {
    if (!before || !after) return [];
    return isKept(before) && !isKept(after) && hasCredential(after) ? [{ path: "credentials" }] : [];
  },
};
