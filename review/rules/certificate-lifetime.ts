import { lifetimeFindings } from "./lifetime.ts";
import type { SingleRule } from "./rule.ts";

/** What Entra accepts a certificate for; the certificate itself outlives it (components/credential.ts). */
export const certificateLifetime: SingleRule = {
  name: "certificate-lifetime",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "The certificate of {subject} lives {life}; at most 180 days are the rule.",
  remedy: "Let it end 175 days after its issue. More than 365, or no end, are refused.",
  source:
    "Microsoft, enforce secret and certificate standards; CISA SCuBA MS.AAD.5.7v1; Zero Trust Assessment 21773, 21992",
  check({ integration }) {
    return lifetimeFindings(integration, "certificate", (days) =>
      days > 365 ? "block" : days > 180 ? "warn" : undefined,
    );
  },
};
