/** Mailboxes that a vendor may open, on one side of a review and not on the other. */
import { isExchangeRole } from "../../components/exchange-roles.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import { limitedAbility, limitedRoles } from "../limited.ts";
import type { RecordedIntegration } from "../recording.ts";

/** Mailboxes with what may be done to them. */
export interface OpenedMailboxes {
  /** Everything in them can be read, changed and deleted (FullAccess). */
  readonly full: readonly string[];
  /** Mail can be sent as them (SendAs). */
  readonly sendAs: readonly string[];
  /** What roles of Exchange allow on the mailboxes that they are limited to. */
  readonly limited: readonly LocalizedText[];
}

/** The mailboxes that are open on one side and not on the other. */
export function openOn(side: RecordedIntegration | undefined, other: RecordedIntegration | undefined): OpenedMailboxes {
  const rightsOf = (integration: RecordedIntegration | undefined, right: "FullAccess" | "SendAs") =>
    (integration?.mailboxes ?? []).filter(({ rights }) => rights.includes(right)).map(({ address }) => address);
  const only = (right: "FullAccess" | "SendAs") => {
    const stood = rightsOf(other, right).map((address) => address.toLowerCase());
    return rightsOf(side, right).filter((address) => !stood.includes(address.toLowerCase()));
  };
  return { full: only("FullAccess"), sendAs: only("SendAs"), limited: limitedIn(side, other) };
}

/** What roles of Exchange give on one side and not on the other. */
function limitedIn(side: RecordedIntegration | undefined, other: RecordedIntegration | undefined): LocalizedText[] {
  const stood = new Set(
    (other?.mailboxes ?? []).flatMap(({ address, rights }) =>
      rights.map((right) => `${right} ${address.toLowerCase()}`),
    ),
  );
  const only = (side?.mailboxes ?? []).map((mailbox) => ({
    ...mailbox,
    rights: mailbox.rights.filter(
      (right) => isExchangeRole(right) && !stood.has(`${right} ${mailbox.address.toLowerCase()}`),
    ),
  }));
  return limitedRoles(only).map(limitedAbility);
}

export function isNothing({ full, sendAs, limited }: OpenedMailboxes): boolean {
  return full.length + sendAs.length + limited.length === 0;
}
