/** What reaches beyond permissions: directory roles, and mailboxes that a script opens in Exchange Online. */
import { isDeepStrictEqual } from "node:util";
import { orderedBy } from "../../components/order.ts";
import type { Mailbox, MailboxRight } from "../../components/resolved-integration.ts";
import type { Effect } from "../change.ts";
import type { Clause } from "../clause.ts";
import { isCovered } from "../limited.ts";
import type { RecordedIntegration, RecordedRole } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

/** What the script has given stays until its counterpart has run. */
const removal: Clause = { code: "removal-commands" };

function where({ scope }: RecordedRole): Clause {
  return { code: "within", scope };
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
  const difference = (
    { name: subject }: RecordedRole,
    rest: Pick<Difference, "how" | "before" | "after" | "effect">,
  ): Difference & { readonly subject: string } => ({ aspect: "directory-role", subject, ...rest });
  return [
    ...rescoped.map(([old, current]) =>
      difference(current, {
        how: "changed",
        before: where(old),
        after: where(current),
        effect: old.scope === "/" ? "narrowed" : "broadened",
      }),
    ),
    ...added
      .filter((role) => !paired.has(role))
      .map((role) => difference(role, { how: "added", after: where(role), effect: "broadened" })),
    ...removed
      .filter((role) => !paired.has(role))
      .map((role) => difference(role, { how: "removed", before: where(role), effect: "narrowed" })),
  ].sort(orderedBy(({ subject }) => subject));
}

function useOf({ receive, sendAs }: Mailbox): Clause {
  return { code: "mailbox-use", receive, sendAs };
}

/** What a right does to the vendor's reach: a role for one mailbox is no more than the same for every mailbox was. */
function effectOf(rights: readonly MailboxRight[], { granted }: RecordedIntegration): Effect {
  return rights.length > 0 && rights.every((right) => isCovered(right, granted)) ? "narrowed" : "broadened";
}

function rightChanges(old: Mailbox, current: Mailbox, before: RecordedIntegration): Difference[] {
  const { added, removed } = listDifference<MailboxRight>(old.rights, current.rights, (right) => right);
  const subject = (right: MailboxRight): Clause => ({ code: "mailbox-right", right, address: current.address });
  return [
    ...added.map(
      (right): Difference => ({
        aspect: "mailbox-right",
        how: "added",
        subject: subject(right),
        effect: effectOf([right], before),
      }),
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
        effect: effectOf(rights, before),
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
      const rights = rightChanges(old, current, before);
      if (rights.length > 0 || isDeepStrictEqual(useOf(old), useOf(current))) return rights;
      // The rights stay as they are; what people say the vendor does with them does not.
      const more = (current.receive && !old.receive) || (current.sendAs && !old.sendAs);
      const effect = more ? "broadened" : "changed";
      const said = { subject: current.address, before: useOf(old), after: useOf(current) };
      return [{ aspect: "mailbox", how: "changed", ...said, effect }];
    }),
  ];
}
