import { type Clause, identity } from "../clause.ts";
import type { Level } from "../finding.ts";
import { text, texts } from "../reading/inputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { foundResource, ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

/** Credentials by which another identity provider vouches. */
export const federatedCredentials: readonly string[] = [
  tokens.federated,
  "azuread:index/applicationFlexibleFederatedIdentityCredential:ApplicationFlexibleFederatedIdentityCredential",
];

const audience = "api://AzureADTokenExchange";

interface Fault {
  readonly level: Level;
  readonly fault: Clause;
}

/** GitHub's names may pass to another owner; the ids behind the `@` may not. */
function isByNameAlone(issuer: string, subject: string): boolean {
  return (
    /^https:\/\/token\.actions\.githubusercontent\.com\/?$/.test(issuer) && !/^repo:[^/]+@\d+\/[^:]+@\d+:/.test(subject)
  );
}

function faultsOf({ inputs }: ResourceInputs): Fault[] {
  const [issuer, subject, audiences] = [text(inputs, "issuer"), text(inputs, "subject"), texts(inputs, "audiences")];
  // The flexible kind is there to match by pattern.
  const pattern = text(inputs, "claimsMatchingExpression") !== "" || subject === "" || subject.includes("*");
  const others = audiences.filter((entry) => entry !== audience);
  const asked = "audiences" in inputs ? audiences : [text(inputs, "audience")];
  return [
    ...(pattern ? [{ level: "block", fault: { code: "subject-not-exact" } } as const] : []),
    ...(others.length > 0 || !asked.includes(audience)
      ? [{ level: "block", fault: { code: "audience-not-alone", audience } } as const]
      : []),
    ...(issuer.startsWith("https://") ? [] : [{ level: "block", fault: { code: "issuer-not-https" } } as const]),
    ...(!pattern && isByNameAlone(issuer, subject)
      ? [{ level: "warn", fault: { code: "repository-without-ids" } } as const]
      : []),
  ];
}

/** Whoever can obtain a token with that subject from the issuer can sign in as the application. */
export const federatedSubject: SingleRule = {
  name: "federated-subject",
  level: "block",
  pack: "resource",
  onlyType: undefined,
  shape: "single",
  sentence: "The federated credential {subject} (for {named}) {fault}.",
  remedy: `Name issuer, subject and the audience ${audience} exactly; on GitHub as repo:<owner>@<id>/<repository>@<id>:environment:<name>.`,
  source: "Microsoft, workload identity federation: immutable subjects of GitHub Actions",
  check({ integration }) {
    return ofType(integration, ...federatedCredentials).flatMap((registration) =>
      faultsOf(registration).map(({ level, fault }) => {
        const named =
          text(registration.inputs, "subject") ||
          text(registration.inputs, "claimsMatchingExpression") ||
          registration.name;
        return foundResource(registration, { level, values: { named, fault }, variant: identity(fault) });
      }),
    );
  },
};
