import type { SingleRule } from "./rule.ts";

/** Only `accountEnabled: false` on the service principal stops sign-ins; `suspended` in the settings must set it. */
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
