/** What reaches beyond permissions: directory roles, and mailboxes that a script opens in Exchange Online. */
import { orderedBy } from "../../components/order.ts";
import type { Mailbox, MailboxRight } from "../../components/resolved-integration.ts";
import type { RecordedIntegration, RecordedRole } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

/** What the script has given stays until its counterpart has run. */
const removal = "the removal commands of the Exchange script";

function where({ scope }: RecordedRole): string {
  return scope === "/" ? "for the whole tenant" : `within ${scope}`;
}

/** Every difference of the directory roles. */
export function compareDirectoryRoles(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed } = listDifference(
    before.directoryRoles,
    after.directoryRoles,
    ({ templateId, scope }) => `${templateId} ${scope}`,
  );
  const rescoped = added.flatMap((current) => {
    const old = removed.filter(({ templateId }) => templateId === current.templateId);
    const alike = added.filter(({ templateId }) => templateId === current.templateId);
    return old[0] && old.length === 1 && alike.length === 1 ? [[old[0], current] as const] : [];
  });
  const paired = new Set(rescoped.flat());
  return [
    ...rescoped.map(
      ([old, current]): Difference => ({
        aspect: "directory-role",
        how: "changed",
        subject: current.name,
        before: where(old),
        after: where(current),
        effect: old.scope === "/" ? "narrowed" : "broadened",
      }),
    ),
    ...added
      .filter((role) => !paired.has(role))
      .map(
        (role): Difference => ({
          aspect: "directory-role",
          how: "added",
          subject: role.name,
          after: where(role),
          effect: "broadened",
        }),
      ),
    ...removed
      .filter((role) => !paired.has(role))
      .map(
        (role): Difference => ({
          aspect: "directory-role",
          how: "removed",
          subject: role.name,
          before: where(role),
          effect: "narrowed",
        }),
      ),
  ].sort(orderedBy(({ subject }) => subject));
}

function use({ receive, sendAs }: Mailbox): string {
  return [receive && "fetches mail", sendAs && "sends as its own address"].filter(Boolean).join(", ") || "no use named";
}

function rightChanges(old: Mailbox, current: Mailbox): Difference[] {
  const { added, removed } = listDifference<MailboxRight>(old.rights, current.rights, (right) => right);
  const subject = (right: MailboxRight) => `${right} on ${current.address}`;
  return [
    ...added.map(
      (right): Difference => ({ aspect: "mailbox-right", how: "added", subject: subject(right), effect: "broadened" }),
    ),
    ...removed.map(
      (right): Difference => ({
        aspect: "mailbox-right",
        how: "removed",
        subject: subject(right),
        effect: "narrowed",
        onceDone: removal,
      }),
    ),
  ];
}

/** Every difference of the mailboxes and of the rights on them. */
export function compareMailboxes(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed, kept } = listDifference(before.mailboxes, after.mailboxes, ({ address }) =>
    address.toLowerCase(),
  );
  return [
    ...added.map(
      ({ address, rights }): Difference => ({
        aspect: "mailbox",
        how: "added",
        subject: address,
        after: [...rights].sort().join(", "),
        effect: "broadened",
      }),
    ),
    ...removed.map(
      ({ address, rights }): Difference => ({
        aspect: "mailbox",
        how: "removed",
        subject: address,
        before: [...rights].sort().join(", "),
        effect: "narrowed",
        onceDone: removal,
      }),
    ),
    ...kept.flatMap(([old, current]): Difference[] => {
      const rights = rightChanges(old, current);
      if (rights.length > 0 || use(old) === use(current)) return rights;
      // The rights stay as they are; what people say the vendor does with them does not.
      const more = (current.receive && !old.receive) || (current.sendAs && !old.sendAs);
      const effect = more ? "broadened" : "changed";
      const said = { subject: current.address, before: use(old), after: use(current) };
      return [{ aspect: "mailbox", how: "changed", ...said, effect }];
    }),
  ];
}
