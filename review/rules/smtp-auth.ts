import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** Names that send over SMTP. */
const names = ["SMTP.SendAsApp", "SMTP.Send"];

/** Sending over SMTP needs SMTP AUTH, which a tenant should leave switched off. */
export const smtpAuth: SingleRule = {
  name: "smtp-auth",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence: "{subject} needs SMTP AUTH on the mailboxes that send, a protocol that is to be off for the organisation.",
  remedy:
    "Keep it off for the organisation and switch it on for each sending mailbox alone, or let the vendor send through Graph.",
  source: "CISA SCuBA MS.EXO.5.1v1",
  check({ integration, definition }) {
    return effectivePermissions(integration)
      .filter(({ name }) => names.includes(name))
      .map((permission) => foundPermission(permission, definition));
  },
};
