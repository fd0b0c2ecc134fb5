/**
 * One sentence of effective reach: who can do what, to whom, until when, and what stops then.
 */

import { addDays, isDay } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import { inOrder } from "../../components/order.ts";
import type { LocalizedText } from "../localized-text.ts";
import { ability, isPerMailbox, permissionInWords, riskLevels } from "../permission.ts";
import type { RecordedGrant, RecordedIntegration } from "../recording.ts";

/** How many abilities a sentence names before it counts. */
const named = 3;

function byRisk(grants: readonly RecordedGrant[]): RecordedGrant[] {
  const weight = (grant: RecordedGrant) => {
    const { risk, tenantWide } = permissionInWords(grant);
    return riskLevels.indexOf(risk) * 2 + Number(tenantWide);
  };
  return [...grants].sort((a, b) => weight(b) - weight(a) || inOrder(a.name, b.name));
}

/** `read mail in every mailbox, read all groups and 2 more things`; parted by semicolons where an item has a comma of its own. */
function listed(items: readonly string[]): string {
  const shown = items.slice(0, named);
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more ${rest === 1 ? "thing" : "things"}`] : shown;
  if (parts.length < 2) return parts.join("");
  const commas = parts.some((part) => part.replace(/\(.*?\)/g, "").includes(","));
  const [comma, and] = commas ? ["; ", parts.length === 2 ? ", and " : "; and "] : [", ", " and "];
  return `${parts.slice(0, -1).join(comma)}${and}${parts.at(-1)}`;
}

/** メールを読み取ること、予定を読み取ること、ほか 2 件 */
function listedJa(grants: readonly RecordedGrant[]): string {
  const shown = grants.slice(0, named).map((grant) => `${ability(grant).ja}こと`);
  const rest = grants.length - shown.length;
  return [...shown, ...(rest > 0 ? [`ほか ${rest} 件`] : [])].join("、");
}

/** The last day on which any credential still works; empty where one has no end, undefined where there is none. */
function lastDay({ credentials: { registeredEnds } }: RecordedIntegration): string | undefined {
  const ends = Object.values(registeredEnds).sort();
  if (ends.length === 0) return undefined;
  if (ends.includes("")) return "";
  const end = (ends.at(-1) ?? "").slice(0, 10);
  return isDay(end) ? addDays(end, -1) : end;
}

function untilWords(last: string | undefined): LocalizedText {
  if (last === undefined) return { en: "", ja: "" };
  return last === "" ? { en: " without end", ja: "期限なしに" } : { en: ` until ${last}`, ja: `${last} まで` };
}

function ending(definition: VendorDefinition | undefined, last: string | undefined): LocalizedText {
  if (!definition || !last) return { en: "", ja: "" };
  const words = definition.breaksWhenExpired.replace(/[.。]$/, "");
  const serves = definition.serves.replace(/\.$/, "");
  const page = definition.page.language;
  return {
    en: page === "en" ? `; when it ends: ${words}` : `; when it ends, this stops: ${serves}`,
    ja: page === "ja" ? `。期限が切れると: ${words}` : `。期限が切れると止まるもの: ${serves}`,
  };
}

function holder({ product, credentials, resources }: RecordedIntegration): LocalizedText {
  const what = credentials.kind === "secret" ? ["secret", "シークレット"] : ["private key", "秘密鍵"];
  const federated = resources.some(({ type }) => type.includes("FederatedIdentityCredential"));
  if (Object.keys(credentials.registeredEnds).length === 0)
    return federated
      ? { en: "whoever the federated credential trusts", ja: "フェデレーション資格情報が信頼する者" }
      : { en: "nobody, for want of a credential,", ja: "今後資格情報を持つ者(今は誰もいません)" };
  return { en: `whoever holds the ${what[0]} typed into ${product}`, ja: `${product} に入力された${what[1]}を持つ者` };
}

/** What the application does by itself. */
function alone(integration: RecordedIntegration, definition: VendorDefinition | undefined): LocalizedText | undefined {
  const roles = byRisk(integration.granted.filter(({ kind }) => kind === "application"));
  const directory = integration.directoryRoles.map(({ name }) => name);
  if (roles.length + directory.length === 0) return undefined;
  const perMailbox = roles.some(isPerMailbox);
  const opened = integration.mailboxes.map(({ address }) => address);
  const mailboxes = perMailbox && opened.length > 0 ? ` (opened: ${listed(opened)})` : "";
  const does = listed([...directory.map((name) => `act as ${name}`), ...roles.map((role) => ability(role).en)]);
  const doesJa = [
    ...directory.map((name) => `${name} ロールでの操作`),
    ...(roles.length > 0 ? [listedJa(roles)] : []),
  ].join("、");
  const last = lastDay(integration);
  const [until, end, who] = [untilWords(last), ending(definition, last), holder(integration)];
  return {
    en: `Without any user present, ${who.en} can ${does}${mailboxes}${until.en}${end.en}.`,
    ja: `ユーザーのサインインなしに、${who.ja}は${until.ja ? ` ${until.ja}` : ""}、${doesJa}ができます${end.ja}。`,
  };
}

/** What it does with a person's rights. */
function withPeople(
  integration: RecordedIntegration,
  definition: VendorDefinition | undefined,
  ends: boolean,
): LocalizedText | undefined {
  const scopes = byRisk(
    integration.granted.filter(({ kind, name }) => kind === "delegated" && name !== "offline_access"),
  );
  if (scopes.length === 0) return undefined;
  const users = scopes.every((grant) => grant.for !== "everyone")
    ? new Set(scopes.flatMap((grant) => (grant.for === "everyone" ? [] : grant.for)))
    : undefined;
  const stays = integration.granted.some(({ name }) => name === "offline_access");
  const last = lastDay(integration);
  const end = ends ? ending(definition, last) : { en: "", ja: "" };
  const until = ends ? untilWords(last) : { en: "", ja: "" };
  const whom = users ? `the ${users.size} named ${users.size === 1 ? "user" : "users"}` : "every user who signs in";
  const whomJa = users ? `指定された ${users.size} 人のユーザー` : "サインインするすべてのユーザー";
  return {
    en: `For ${whom}, ${integration.product} can, with that user's rights${stays ? " and also after the user has left" : ""}, ${listed(scopes.map((scope) => ability(scope).en))}${until.en}${end.en}.`,
    ja: `${whomJa}の権限で${stays ? "(ユーザーの不在時も)" : ""}、${integration.product} は${until.ja ? ` ${until.ja}` : ""}、${listedJa(scopes)}ができます${end.ja}。`,
  };
}

function joined(said: readonly LocalizedText[]): LocalizedText {
  return { en: said.map(({ en }) => en).join(" "), ja: said.map(({ ja }) => ja).join("") };
}

/** The reach of an integration as it is after a change; undefined: it is gone. */
export function reachOf(
  integration: RecordedIntegration | undefined,
  definition: VendorDefinition | undefined,
): LocalizedText {
  if (!integration)
    return {
      en: "Nothing any more: its application and everything granted to it go.",
      ja: "以後は何もできません: アプリケーションと付与されたものはすべて削除されます。",
    };
  const byItself = alone(integration, definition);
  const suspended: LocalizedText | undefined = integration.enabled
    ? undefined
    : {
        en: "Suspended: no new tokens, and those issued end within about an hour. Once resumed:",
        ja: "停止中: 新しいトークンは発行されず、発行済みのものも約 1 時間で切れます。再開後:",
      };
  const nothing = {
    en: `${integration.product} is granted nothing.`,
    ja: `${integration.product} には何も付与されていません。`,
  };
  const does = [byItself, withPeople(integration, definition, byItself === undefined)].filter(
    (part) => part !== undefined,
  );
  return joined([...(suspended ? [suspended] : []), ...(does.length > 0 ? does : [nothing])]);
}
