import { map, text, texts } from "../reading/inputs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { Found, SingleRule } from "./rule.ts";

/** Sets one identifier URI beside the application. */
export const identifierUriResource = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri";

/** `api://<client id>`: the id itself, or what a recording has in its place. */
const ownId = /^api:\/\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|client:[\w-]+)$/i;

function urisOf(integration: RecordedIntegration): string[] {
  return [
    ...ofType(integration, tokens.application).flatMap(({ inputs }) => texts(inputs, "identifierUris")),
    ...ofType(integration, identifierUriResource).map(({ inputs }) => text(inputs, "identifierUri")),
  ];
}

/** Other applications ask for tokens of this one by its identifier URI, so nobody else may be able to claim it. */
export const identifierUri: SingleRule = {
  name: "identifier-uri",
  level: "block",
  pack: "none",
  becauseReview: "it looks at an identifier URI together with the application's version of tokens.",
  shape: "single",
  sentence: "{subject} names {integration} as an API: {fault}.",
  remedy: "Leave identifier URIs out; where one is needed, use api://<client id> and access tokens of version 2.",
  source: "Microsoft, security best practices for application properties; policy nonDefaultUriAddition",
  check({ integration }) {
    const version2 = ofType(integration, tokens.application).some(
      ({ inputs }) => map(inputs, "api").requestedAccessTokenVersion === 2,
    );
    return urisOf(integration).flatMap((uri): Found[] => {
      if (!ownId.test(uri)) return [{ subject: uri, values: { fault: { code: "not-the-client-id" } } }];
      return version2 ? [] : [{ subject: uri, values: { fault: { code: "tokens-not-version-2" } } }];
    });
  },
};
