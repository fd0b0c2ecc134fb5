import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

/** A private key that this program makes stays in every version of the stack's state. */
export const privateKeyInState: SingleRule = {
  name: "private-key-in-state",
  level: "warn",
  pack: "resource",
  onlyType: tokens.privateKey,
  shape: "single",
  sentence:
    "The private key of {integration} is made here, so it stays in the stack's state, encrypted with the state's key.",
  remedy:
    "Better the vendor or a vault makes the key and hands out the certificate alone: `certificate: <path>.pem` in the line of `credentials`.",
  source: "Microsoft, security best practices for application properties",
  check({ integration }) {
    return ofType(integration, tokens.privateKey).length > 0 ? [{ path: "credentials" }] : [];
  },
};
