import { apis } from "../../catalog/apis.ts";
import { text } from "../reading/inputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { foundResource, ofType } from "./registered.ts";
import type { FoundInStack, StackRule } from "./rule.ts";

const apiByAppId = new Map(apis.map(({ appId, displayName }) => [appId, displayName]));

function foundIn(integration: string, resources: readonly ResourceInputs[]): FoundInStack[] {
  return ofType({ resources }, tokens.principal).flatMap((principal) => {
    const api = apiByAppId.get(text(principal.inputs, "clientId").toLowerCase());
    return api === undefined ? [] : [{ integration, ...foundResource(principal, { values: { api } }) }];
  });
}

/** The provider sends a delete for a principal even where it only found it. */
export const firstPartyPrincipal: StackRule = {
  name: "first-party-principal",
  level: "block",
  pack: "resource",
  onlyType: tokens.principal,
  shape: "stack",
  sentence: "{subject} would manage Microsoft's own principal of {api}: its removal asks Entra to delete that.",
  remedy: "Look Microsoft's principals up (getServicePrincipal); never register them.",
  source: "terraform-provider-azuread, service_principal: use_existing",
  check({ recording: { integrations, outside } }) {
    return [...integrations.flatMap(({ name, resources }) => foundIn(name, resources)), ...foundIn("", outside)];
  },
};
