import { askedAs, needsAll, waysOf } from "../../components/asked-credential.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { PlannedState, SingleRule } from "./rule.ts";

/** A certificate that this program makes itself, as it does unless the registered resources show another one. */
function isSelfSigned({ integration: { credentials, resources = [] } }: PlannedState): boolean {
  const foreign =
    ofType({ resources }, tokens.certificate).length > 0 && ofType({ resources }, tokens.selfSigned).length === 0;
  return credentials.kind === "certificate" && !foreign;
}

/** Only a choice needs an exception: the vendor takes something better as well, or nothing else. */
function isChoice({ definition }: PlannedState): boolean {
  if (definition === undefined) return false;
  const others = waysOf(definition).some(({ kind }) => kind !== "secret");
  return !needsAll(definition) && (others || askedAs(definition, "secret")?.certificatePossible === true);
}

/** Best first: a federated credential, a certificate of a certification authority, a self-signed certificate, a secret. */
export const clientSecret: SingleRule = {
  name: "client-secret",
  level: "warn",
  pack: "integration",
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
