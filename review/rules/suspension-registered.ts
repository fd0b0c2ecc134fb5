import type { SingleRule } from "./rule.ts";

/** The kill switch is the principal's; the word in the settings suspends nothing by itself. */
export const suspensionRegistered: SingleRule = {
  name: "suspension-registered",
  level: "block",
  pack: "none",
  becauseReview: "it compares the settings with the registered service principal.",
  shape: "single",
  sentence: "The settings suspend {integration} since {since}, yet its service principal stays enabled.",
  remedy: "Let `suspended` set the principal's accountEnabled to false.",
  source: "Microsoft Graph, servicePrincipal: accountEnabled",
  check({ integration: { suspended, enabled } }) {
    return suspended && enabled ? [{ path: "suspended", values: { since: suspended.since } }] : [];
  },
};
