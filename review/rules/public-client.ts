import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { IntegrationState, SingleRule } from "./rule.ts";

/** The switch, as registered; a redirect URI of a public client has the same effect and is a subject of its own. */
function isSwitchedOn({ integration }: IntegrationState): boolean {
  return ofType(integration, tokens.application).some(({ inputs }) => inputs.fallbackPublicClientEnabled === true);
}

/** An application that holds a credential has no use for flows without one. */
export const publicClient: SingleRule = {
  name: "public-client",
  level: "accept",
  pack: "none",
  becauseReview: "it looks at the registered application, where no exception of the integration is to be seen.",
  shape: "single",
  sentence: "{what} lets whoever knows the client id of {integration} ask for tokens without any credential.",
  remedy: "Leave the public client flows off and register the URI for the web.",
  source: "Microsoft, security best practices for application properties; RFC 9700, 4.9",
  check(state) {
    const uris = state.integration.redirectUris
      .filter(({ platform }) => platform === "publicClient")
      .map(({ uri }) => uri);
    return [
      ...uris.map((uri) => ({ subject: uri, path: "redirectUris", values: { what: uri } })),
      ...(isSwitchedOn(state) ? [{ values: { what: { code: "public-client-switch" } as const } }] : []),
    ];
  },
};
