import { texts } from "../reading/inputs.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

const keys = ["replyUrls", "redirectUris"];

/** Redirect URIs on the service principal, which the application's own list does not show. */
export const principalReplyUrls: SingleRule = {
  name: "principal-reply-urls",
  level: "block",
  pack: "resource",
  onlyType: tokens.principal,
  shape: "single",
  sentence: "{subject} is a redirect URI of the service principal, where the application's list does not show it.",
  remedy: "Register redirect URIs on the application alone.",
  source: "Microsoft, redirect URI restrictions",
  check({ integration }) {
    return ofType(integration, tokens.principal)
      .flatMap(({ inputs }) => keys.flatMap((key) => texts(inputs, key)))
      .map((uri) => ({ subject: uri, path: "redirectUris" }));
  },
};
