import type { StackRule } from "./rule.ts";

/** Without a name nobody can tell that a change takes the deployer out of the owners. */
export const deployerNamed: StackRule = {
  name: "deployer-named",
  level: "warn",
  pack: "none",
  becauseReview: "it looks at all integrations at once.",
  shape: "stack",
  sentence: "The file does not say which owner deploys, so a change that locks it out cannot be told from any other.",
  remedy: "Write `deploys: true` beside that owner: `{ servicePrincipal: <object id>, deploys: true }`.",
  source: "pulumi-azuread, Application and ServicePrincipal (owners); Microsoft Graph, Application.ReadWrite.OwnedBy",
  check({ recording: { integrations } }) {
    const unnamed = integrations.length > 0 && integrations.every(({ deployer }) => deployer === undefined);
    return unnamed ? [{ integration: "", path: "tenant.owners" }] : [];
  },
};
