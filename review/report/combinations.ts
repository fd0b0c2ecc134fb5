/** Permissions that together are more than each alone. */
import { riskOf } from "../../catalog/risk.ts";
import type { LocalizedText } from "../localized-text.ts";
import { isPerMailbox, permissionInWords } from "../permission.ts";
import type { RecordedGrant, RecordedIntegration } from "../recording.ts";

const mail = /^(?:Mail|MailboxSettings|Calendars|Contacts|IMAP|POP|SMTP|EWS|full_access_as_app)(?:[._]|$)/;
const directory = /^(?:User|Group|Directory|GroupMember|Member)\..*Read/;

function names(grants: readonly RecordedGrant[]): string {
  return grants.map(({ name }) => name).join(", ");
}

function said(
  grants: readonly RecordedGrant[],
  en: (names: string) => string,
  ja: (names: string) => string,
): LocalizedText[] {
  return grants.length > 0 ? [{ en: en(names(grants)), ja: ja(names(grants)) }] : [];
}

function powerful(grant: RecordedGrant): boolean {
  return grant.kind === "application" && ["high", "critical"].includes(permissionInWords(grant).risk);
}

/** True for what can make credentials, grants or role assignments, for itself too. */
function escalates({ appId, kind, name }: RecordedGrant): boolean {
  const caution = riskOf(appId, kind, name)?.caution;
  return kind === "application" && caution !== undefined && caution !== "broad-directory-access";
}

/** What combines in one integration. */
export function combinationsOf(integration: RecordedIntegration): LocalizedText[] {
  const { granted, credentials, owners, directoryRoles } = integration;
  const roles = granted.filter(({ kind }) => kind === "application");
  const scopes = granted.filter(({ kind }) => kind === "delegated");
  const outside = credentials.kind === "secret" && Object.keys(credentials.registeredEnds).length > 0;
  const offline = scopes.some(({ name }) => name === "offline_access");
  const people = owners.application.filter(({ kind }) => kind !== "servicePrincipal").map(({ id }) => id);
  const strong = [...roles.filter(powerful).map(({ name }) => name), ...directoryRoles.map(({ name }) => name)];
  return [
    ...said(
      outside ? roles.filter((role) => (mail.test(role.name) && !isPerMailbox(role)) || directory.test(role.name)) : [],
      (which) =>
        `${which} as an application, held by a secret outside the tenant: a copy of that one text reads it from anywhere, without multi-factor authentication.`,
      (which) =>
        `${which}(アプリケーション)をテナント外のシークレットだけで使えます: その文字列の写しがあれば、多要素認証なしにどこからでも読めます。`,
    ),
    ...said(
      offline ? scopes.filter(({ name }) => mail.test(name)) : [],
      (which) =>
        `${which} with offline_access: standing access to the mail of everyone who once signed in, until it is revoked.`,
      (which) =>
        `${which} と offline_access: 一度サインインしたすべての人のメールに、取り消すまで継続してアクセスできます。`,
    ),
    ...said(
      roles.filter(escalates),
      (which) => `${which}: its holder can grant itself more than what is listed here.`,
      (which) => `${which}: 保持者は、ここに挙げた以上の権限を自分に付与できます。`,
    ),
    ...(people.length > 0 && strong.length > 0
      ? [
          {
            en: `${people.join(", ")} own an application with ${strong.join(", ")}: an owner who is a person can make a credential for it and use it.`,
            ja: `${people.join(", ")} は ${strong.join(", ")} を持つアプリケーションの所有者です: 人である所有者は資格情報を作って使えます。`,
          },
        ]
      : []),
  ];
}
