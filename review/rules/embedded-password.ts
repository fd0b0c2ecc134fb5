import { tokens } from "../tokens.ts";
import { foundApplication, ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

/** The provider changes an embedded password by removing it first. */
export const embeddedPassword: SingleRule = {
  name: "embedded-password",
  level: "block",
  pack: "resource",
  onlyType: tokens.application,
  shape: "single",
  sentence:
    "{application} embeds a client secret: it is in no schedule, and the provider removes it before it makes another.",
  remedy: "Take `password` out of the application and write a line of `credentials`.",
  source: "terraform-provider-azuread#1582",
  check({ integration }) {
    return ofType(integration, tokens.application)
      .filter(({ inputs }) => inputs.password !== undefined && inputs.password !== null)
      .map((application) => foundApplication(integration, application));
  },
};
