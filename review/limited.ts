/** What roles of Exchange let their holder do on the mailboxes that they are limited to. */
import { exchangeRbacForApplications } from "../catalog/risk.ts";
import { type ExchangeRole, isExchangeRole, permissionOfExchangeRole } from "../components/exchange-roles.ts";
import type { LocalizedText } from "../components/localized-text.ts";
import { apiIdOf } from "../components/permissions.ts";
import type { Mailbox, MailboxRight } from "../components/resolved-integration.ts";
import { ability } from "./permission.ts";
import type { RecordedGrant } from "./recording.ts";

/** A role with the mailboxes that it reaches. */
export interface LimitedRole {
  readonly role: ExchangeRole;
  readonly addresses: readonly string[];
}

/** The roles among the rights on mailboxes, each with its mailboxes; in the mailboxes' order. */
export function limitedRoles(mailboxes: readonly Mailbox[]): LimitedRole[] {
  const roles = [...new Set(mailboxes.flatMap(({ rights }) => rights.filter(isExchangeRole)))].sort();
  return roles.map((role) => ({
    role,
    addresses: mailboxes.filter(({ rights }) => rights.includes(role)).map(({ address }) => address),
  }));
}

/** The API of the application permission that a role gives for some mailboxes. */
function apiOf(role: ExchangeRole): string {
  const found = exchangeRbacForApplications.find((row) => row.role === role);
  return found?.api ?? apiIdOf("Microsoft Graph") ?? "";
}

/** How many addresses a sentence names before it counts. */
const named = 3;

function listed(addresses: readonly string[], more: (count: number) => string, and: string, comma: string): string {
  const shown = addresses.slice(0, named);
  const rest = addresses.length - shown.length;
  const parts = rest > 0 ? [...shown, more(rest)] : shown;
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(comma)}${and}${parts.at(-1)}`;
}

/** The permission's words with the mailboxes in the place of all. What follows from reaching everybody does not follow here. */
export function limitedAbility({ role, addresses }: LimitedRole): LocalizedText {
  const all = ability({ appId: apiOf(role), kind: "application", name: permissionOfExchangeRole(role) });
  const en = listed(addresses, (count) => `${count} more mailboxes`, " and ", ", ");
  const ja = listed(addresses, (count) => `ほか ${count} 件`, "、", "、");
  const inEnglish = all.en
    .replace(/, and so .*$/, "")
    .replace(/\b(in|of) every (?:mailbox|calendar)( of the tenant)?/, `$1 ${en} alone`)
    .replace(/as (?:anybody in the organization|every mailbox that is opened for it)/, `as ${en} alone`);
  const inJapanese = all.ja
    .replace(/(?:テナントの|アクセスを許可された)?すべてのメールボックス|すべての予定表/, ` ${ja} だけ`)
    .replace(/組織の任意のユーザーとしてメールを送信し、.*$/, `${ja} だけとしてメールを送信する`)
    .replace(/し、(?:任意のユーザーの名前で|既知の名前に|送受信済みのメールを|メールを転送).*$/, "する")
    .replace(/だけとして/, "としてのみ")
    .trim();
  return {
    en: inEnglish.includes(en) ? inEnglish : `${inEnglish} (of ${en} alone)`,
    ja: inJapanese.includes(ja) ? inJapanese : `${inJapanese}(${ja} のみ)`,
  };
}

/** True where the vendor had, for every mailbox, what a right now gives it for one: no more than before. */
export function isCovered(right: MailboxRight, granted: readonly RecordedGrant[]): boolean {
  return (
    isExchangeRole(right) &&
    granted.some(({ kind, name }) => kind === "application" && name === permissionOfExchangeRole(right))
  );
}
