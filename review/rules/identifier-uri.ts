import { clientIdHere } from "../../components/identifier-uri.ts";
import { identifierUrisOf } from "../reading/identifier-uris.ts";
import { map } from "../reading/inputs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { Found, SingleRule } from "./rule.ts";

/** An id that is not the application's own: of another application, or one that nobody can tell from it. */
function isOthers(uri: string, tenantId: string): boolean {
  const ids = uri.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|client:[\w-]+/gi) ?? [];
  return ids.some((id) => id.toLowerCase() !== tenantId);
}

function faultOf(
  uri: string,
  { resources, resolved }: RecordedIntegration,
): Pick<Found, "level" | "values"> | undefined {
  const version2 = ofType({ resources }, tokens.application).some(
    ({ inputs }) => map(inputs, "api").requestedAccessTokenVersion === 2,
  );
  if (isOthers(uri, resolved?.tenantId ?? ""))
    return { level: "block", values: { fault: { code: "of-another-application" } } };
  if (!uri.includes(clientIdHere)) return { values: { fault: { code: "not-the-client-id" } } };
  return version2 ? undefined : { values: { fault: { code: "tokens-not-version-2" } } };
}

/** Other applications ask for tokens of this one by its ID URI, so nobody else may be able to claim it. */
export const identifierUri: SingleRule = {
  name: "identifier-uri",
  level: "accept",
  pack: "none",
  becauseReview: "it looks at an Application ID URI together with the application's version of tokens.",
  shape: "single",
  sentence: "{integration} is asked for tokens as {subject}: {fault}.",
  remedy:
    "Leave the Application ID URI out where nobody asks for a scope; else use api://<client id> and access tokens of version 2, whose audience is the client id. One that holds another application's id is refused.",
  source:
    "Microsoft, security best practices for application properties; restrictions on identifier URIs (nonDefaultUriAddition)",
  check({ integration }) {
    return identifierUrisOf(integration.resources).flatMap((uri): Found[] => {
      const fault = faultOf(uri, integration);
      return fault === undefined ? [] : [{ subject: uri, ...fault }];
    });
  },
};
