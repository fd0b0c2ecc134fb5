import { isLoopback } from "../../components/redirect-uri.ts";
import type { SingleRule } from "./rule.ts";

/** True for what Entra's page allows beside https: the machine itself, and an app's own scheme on a public client. */
function mayBeAccepted(platform: string, uri: string): boolean {
  if (uri.startsWith("http:")) return isLoopback(uri);
  return platform === "publicClient";
}

/** Entra sends authorization codes and tokens to this address. */
export const redirectHttps: SingleRule = {
  name: "redirect-https",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence:
    "{subject} is not https: whoever is on the way, or on that machine, can read the code or token that is sent there.",
  remedy: "Use https. Plain http on localhost, or an app's own scheme, needs an exception; anything else is refused.",
  source: "Microsoft, redirect URI restrictions; Zero Trust Assessment 21885, 23183",
  check({ integration }) {
    return integration.redirectUris
      .filter(({ uri }) => !/^https:/i.test(uri))
      .map(({ platform, uri }) => ({
        subject: uri,
        path: "redirectUris",
        level: mayBeAccepted(platform, uri) ? "accept" : "block",
        variant: platform,
      }));
  },
};
