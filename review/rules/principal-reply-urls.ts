import { tokens } from "../tokens.ts";
import { ofType, resourceSubject } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

const keys = ["replyUrls", "redirectUris"];

/** Redirect URIs beside those of the application. */
export const principalReplyUrls: SingleRule = {
  name: "principal-reply-urls",
  level: "block",
  shape: "single",
  sentence: "{subject} has redirect URIs of its own, beside those of the application that a reviewer sees.",
  remedy: "Register redirect URIs on the application alone.",
  source: "Microsoft, redirect URI restrictions",
  check({ integration }) {
    return ofType(integration, tokens.principal)
      .filter(({ inputs }) => keys.some((key) => Array.isArray(inputs[key]) && inputs[key].length > 0))
      .map((principal) => ({ subject: resourceSubject(principal), path: "redirectUris" }));
  },
};
