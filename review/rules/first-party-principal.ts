import { apis } from "../../catalog/apis.ts";
import { text } from "../reading/inputs.ts";
import { tokens } from "../tokens.ts";
import { ofType, resourceSubject } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

const apiByAppId = new Map(apis.map(({ appId, displayName }) => [appId, displayName]));

/** The provider sends a delete for a principal even where it only found it. */
export const firstPartyPrincipal: SingleRule = {
  name: "first-party-principal",
  level: "block",
  shape: "single",
  sentence: "{subject} would manage Microsoft's own principal of {api}: its removal asks Entra to delete that.",
  remedy: "Look Microsoft's principals up (getServicePrincipal); never register them.",
  source: "terraform-provider-azuread, service_principal: use_existing",
  check({ integration }) {
    return ofType(integration, tokens.principal).flatMap((principal) => {
      const api = apiByAppId.get(text(principal.inputs, "clientId").toLowerCase());
      return api === undefined ? [] : [{ subject: resourceSubject(principal), values: { api } }];
    });
  },
};
