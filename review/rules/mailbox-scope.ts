import { exchangeRbacForApplications } from "../../catalog/risk.ts";
import { isPerMailbox, ratedPermission } from "../permission.ts";
import type { RecordedPermission } from "../recording.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";

const mailboxes = /^(?:Mail|Mail-Advanced|Mailbox\w*|Calendars|Contacts)\.|^full_access_as_app$/;

/** True for an app role that opens mailboxes and could be limited to some. */
function reachesMailboxes(permission: RecordedPermission): boolean {
  const { appId, kind, name } = permission;
  const scopable = exchangeRbacForApplications.some(
    ({ api, permissions }) => api === appId && permissions.some(({ value }) => value === name),
  );
  return kind === "application" && !isPerMailbox(permission) && (scopable || mailboxes.test(name));
}

/** Consent in Entra opens every mailbox. An Exchange role for some mailboxes only adds to it, so the consent has to go. */
export const mailboxScope: SingleRule = {
  name: "mailbox-scope",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence: "{subject} ({api}) reaches every mailbox of the tenant, not only those that the vendor works with.",
  remedy: "Take the consent out of Entra and give {instead}.",
  source:
    "Microsoft, RBAC for Applications in Exchange Online; Microsoft, limiting application permissions to specific mailboxes; Maester",
  check({ integration, definition }) {
    return effectivePermissions(integration)
      .filter(reachesMailboxes)
      .map((permission) => {
        const instead = ratedPermission(permission).narrower ?? ({ code: "some-exchange-role" } as const);
        return foundPermission(permission, definition, { values: { instead } });
      });
  },
};
