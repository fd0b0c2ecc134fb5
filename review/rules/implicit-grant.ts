import type { SingleRule } from "./rule.ts";

/** The implicit flow returns tokens in the address of the browser, where histories and scripts can read them. */
export const implicitGrant: SingleRule = {
  name: "implicit-grant",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence:
    "The implicit flow puts {tokens} into the browser's address, where pages, extensions and logs can read them.",
  remedy: "Leave both boxes of the implicit flow unticked; the authorization code flow does not need them.",
  source: "Microsoft, security best practices for application properties; RFC 9700, 2.1.2",
  check({ integration }) {
    const { accessToken, idToken } = integration.implicitGrant;
    return [...(accessToken ? (["access-tokens"] as const) : []), ...(idToken ? (["id-tokens"] as const) : [])].map(
      (code) => ({ values: { tokens: { code } }, variant: code }),
    );
  },
};
