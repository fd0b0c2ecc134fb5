import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { IntegrationState, SingleRule } from "./rule.ts";

/** A certificate that this program made itself, or that nothing here tells otherwise. */
function isSelfSigned({ integration }: IntegrationState): boolean {
  const foreign =
    ofType(integration, tokens.certificate).length > 0 && ofType(integration, tokens.selfSigned).length === 0;
  return integration.credentials.kind === "certificate" && !foreign;
}

/** Only a choice needs an exception: the vendor takes a certificate as well, or nothing else. */
function isChoice({ definition }: IntegrationState): boolean {
  const asked = definition?.credential;
  return asked?.kind === "certificate" || asked?.certificatePossible === true;
}

/** A federated credential is better than a certificate of a certification authority, that than a self-signed one, that than a secret. */
export const clientSecret: SingleRule = {
  name: "client-secret",
  level: "warn",
  shape: "single",
  sentence:
    "{integration} proves who it is with {credential}: weaker than a federated credential or a certificate of a certification authority.",
  remedy:
    "Use a federated credential or a certificate where the vendor takes one (a secret then needs an exception); else keep its life short and renew it.",
  source:
    "Microsoft, security best practices for application properties; CISA SCuBA MS.AAD.5.5v1; Zero Trust Assessment 21772; Maester MT.1057",
  check(state) {
    const { schedule, kind, registeredEnds } = state.integration.credentials;
    if (schedule.length === 0 && Object.keys(registeredEnds).length === 0) return [];
    if (kind === "secret")
      return [
        {
          level: isChoice(state) ? "accept" : "warn",
          path: "credentials",
          values: { credential: { code: "client-secret" } },
          variant: "secret",
        },
      ];
    if (!isSelfSigned(state)) return [];
    return [
      { path: "credentials", values: { credential: { code: "self-signed-certificate" } }, variant: "self-signed" },
    ];
  },
};
