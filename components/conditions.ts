/**
 * What the tenant must have before a granted permission gives what it names: a licence, a setting of an admin center, an
 * object of another service. Nothing in Entra tells of it, and a person sees to it; the sheet, the review and `verify` name it.
 * Each row is a fact of Microsoft's, or of people who met the answer, with its source.
 */
import type { LocalizedText } from "./localized-text.ts";

/** One condition. Texts are clauses without a full stop. */
interface Condition {
  /** A noun phrase: what "needs" in English is followed by, and what が必要です follows in Japanese. */
  readonly needs: LocalizedText;
  /** What happens without it. */
  readonly otherwise: LocalizedText;
  /** Where somebody sees it and sees to it. */
  readonly place: LocalizedText;
  /** What shows it: PowerShell, or a request of Microsoft Graph. Absent: the place alone. */
  readonly shows?: string;
  /** What comes before both in a PowerShell of one's own; stands beside `shows`. */
  readonly connect?: string;
  /** What sees to it, with `{clientId}`, `{principalId}` and `{name}` of the application. Absent: the place alone. */
  readonly opens?: string;
  readonly source: string;
}

const licences: LocalizedText = {
  en: "Microsoft 365 admin center > Billing > Licenses",
  ja: "Microsoft 365 管理センター > 課金情報 > ライセンス",
};

/** The conditions by name, in the order in which they are listed. */
export const conditions = {
  auditing: {
    needs: { en: "auditing switched on in the tenant", ja: "テナントの監査の有効化" },
    otherwise: {
      en: "no event arrives, or the API answers that the tenant does not exist",
      ja: "イベントは届かないか、API が「テナントが存在しない」と応答します",
    },
    place: { en: "Microsoft Purview portal > Audit", ja: "Microsoft Purview ポータル > 監査" },
    connect: "Connect-ExchangeOnline",
    shows: "Get-AdminAuditLogConfig | Format-List UnifiedAuditLogIngestionEnabled",
    opens: "Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true",
    source:
      "Microsoft, turn auditing on or off; wazuh/wazuh 26956; counteractive/o365beat 5; MicrosoftDocs/office-365-management-api 89",
  },
  "names-shown": {
    needs: {
      en: "names shown in the reports, wherever the product tells people apart",
      ja: "利用者を区別する製品では、レポートの名前の表示",
    },
    otherwise: {
      en: "users, groups and sites arrive as codes in place of names",
      ja: "ユーザー、グループ、サイトは名前の代わりに符号で届きます",
    },
    place: {
      en: "Microsoft 365 admin center > Settings > Org settings > Services > Reports",
      ja: "Microsoft 365 管理センター > 設定 > 組織設定 > サービス > レポート",
    },
    connect: "Connect-MgGraph -Scopes ReportSettings.Read.All",
    shows: "Invoke-MgGraphRequest -Uri https://graph.microsoft.com/v1.0/admin/reportSettings",
    source: "Microsoft Graph, adminReportSettings resource type: displayConcealedNames",
  },
  "entra-p1": {
    needs: { en: "Entra ID P1, for sign-ins and last activity", ja: "サインインと最終利用日時については、Entra ID P1" },
    otherwise: {
      en: "those are refused and the directory's changes alone arrive",
      ja: "それらは拒否され、ディレクトリの変更だけが届きます",
    },
    place: licences,
    source:
      "microsoftgraph/microsoft-graph-docs 12772; MicrosoftDocs/azure-docs PR 77948; microsoftgraph/msgraph-sdk-dotnet 1006",
  },
  "entra-p2": {
    needs: { en: "Entra ID P2 or Entra ID Governance", ja: "Entra ID P2 または Entra ID Governance" },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: licences,
    source: "Microsoft Graph, overview of the PIM, access review and Identity Protection APIs, licensing",
  },
  "entra-governance": {
    needs: { en: "Entra ID Governance", ja: "Entra ID Governance" },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: licences,
    source: "Microsoft, Entra ID Governance licensing fundamentals",
  },
  "workload-identities": {
    needs: { en: "Workload Identities Premium", ja: "Workload Identities Premium" },
    otherwise: { en: "the calls are refused or answer in part", ja: "呼び出しは拒否されるか、一部しか返りません" },
    place: licences,
    source: "Microsoft, workload identities FAQ; cisagov/ScubaGear 270",
  },
  intune: {
    needs: { en: "Microsoft Intune in the tenant", ja: "テナントの Microsoft Intune" },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: licences,
    source:
      "Microsoft Graph, Intune devices and apps API overview; microsoftgraph/msgraph-beta-sdk-go 198; microsoft-graph-docs 5613",
  },
  defender: {
    needs: {
      en: "a licence of Microsoft Defender whose products send the data",
      ja: "データを送る Microsoft Defender 製品のライセンス",
    },
    otherwise: { en: "the calls are refused or answer nothing", ja: "呼び出しは拒否されるか、何も返りません" },
    place: { en: "Microsoft Defender portal", ja: "Microsoft Defender ポータル" },
    source: "Microsoft Graph, use the security API; Microsoft Defender XDR prerequisites",
  },
  copilot: {
    needs: {
      en: "a licence of Microsoft 365 Copilot for each person whose data is read",
      ja: "データを読み取られる人ごとの Microsoft 365 Copilot ライセンス",
    },
    otherwise: { en: "nothing is there to read", ja: "読み取るものがありません" },
    place: licences,
    source: "Microsoft 365 Copilot APIs overview; interaction export API and meeting insights API, licensing",
  },
  "teams-export": {
    needs: {
      en: "a licence with compliance features (Microsoft 365 E5) for each person, where all messages are exported at once",
      ja: "全メッセージを一括でエクスポートする場合は、対象者ごとのコンプライアンス機能付きライセンス(Microsoft 365 E5)",
    },
    otherwise: {
      en: "that person's messages are missing from an export",
      ja: "その人のメッセージがエクスポートに含まれません",
    },
    place: licences,
    source:
      "Microsoft Graph, metered APIs list (Teams APIs are not metered since 2025-08-25); payment and licensing of the Teams APIs",
  },
  "teams-app": {
    needs: {
      en: "a Teams app whose manifest names this client id (webApplicationInfo), installed wherever it is to act",
      ja: "マニフェスト(webApplicationInfo)にこのクライアント ID を持ち、動作先にインストールされた Teams アプリ",
    },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: {
      en: "Teams admin center > Teams apps > Manage apps",
      ja: "Teams 管理センター > Teams のアプリ > アプリを管理",
    },
    source: "Microsoft Graph, send activity feed notifications in Teams, requirements",
  },
  "calling-bot": {
    needs: {
      en: "a bot of Azure Bot Service with this client id and calling switched on",
      ja: "このクライアント ID で通話を有効にした Azure Bot Service のボット",
    },
    otherwise: { en: "no call is placed or joined", ja: "通話の発信も参加もできません" },
    place: {
      en: "Azure portal > Azure Bot > Channels > Microsoft Teams",
      ja: "Azure ポータル > Azure Bot > チャネル > Microsoft Teams",
    },
    source: "Microsoft, register a calls and meetings bot for Microsoft Teams",
  },
  "migration-mode": {
    needs: {
      en: "teams or channels that were put into migration mode",
      ja: "移行モードにされたチームまたはチャネル",
    },
    otherwise: {
      en: "no message can be written; beside it, only a person or a bot posts",
      ja: "メッセージは書き込めません。ほかに投稿できるのは人とボットだけです",
    },
    place: { en: "Microsoft Teams", ja: "Microsoft Teams" },
    source: "Microsoft, import third-party platform messages to Teams using Microsoft Graph",
  },
  "message-trace-principal": {
    needs: {
      en: "the service principal of Microsoft's own application 8bd644d1-64a1-4d4b-ae52-2e0cbf64e373 in the tenant",
      ja: "テナントにある Microsoft のアプリケーション 8bd644d1-64a1-4d4b-ae52-2e0cbf64e373 のサービス プリンシパル",
    },
    otherwise: {
      en: "message trace answers 401; a new one takes some hours",
      ja: "メッセージ追跡は 401 を返します。作成から数時間かかります",
    },
    place: { en: "Entra admin center > Enterprise apps", ja: "Entra 管理センター > エンタープライズ アプリ" },
    connect: "Connect-MgGraph -Scopes Application.ReadWrite.All",
    shows: "Get-MgServicePrincipal -Filter \"appId eq '8bd644d1-64a1-4d4b-ae52-2e0cbf64e373'\"",
    opens: "New-MgServicePrincipal -AppId 8bd644d1-64a1-4d4b-ae52-2e0cbf64e373",
    source: "Exchange team blog, Message Trace support using Graph API, onboarding (2026-01-23)",
  },
  "ediscovery-role": {
    needs: {
      en: "the application in the role group eDiscovery Manager of Microsoft Purview",
      ja: "Microsoft Purview の役割グループ eDiscovery Manager への、アプリケーションの追加",
    },
    otherwise: { en: "every call is refused", ja: "呼び出しはすべて拒否されます" },
    place: { en: "Security & Compliance PowerShell", ja: "セキュリティ/コンプライアンス PowerShell" },
    connect: "Connect-IPPSSession",
    shows: "Get-RoleGroupMember -Identity eDiscoveryManager",
    opens:
      "New-ServicePrincipal -AppId {clientId} -ObjectId {principalId} -DisplayName {name}\nAdd-RoleGroupMember -Identity eDiscoveryManager -Member {principalId}",
    source: "Microsoft Graph, set up app-only access for Microsoft Purview eDiscovery",
  },
  "universal-print": {
    needs: { en: "Universal Print with its printers registered", ja: "プリンターが登録された Universal Print" },
    otherwise: { en: "there is no printer", ja: "プリンターがありません" },
    place: licences,
    source: "Microsoft Graph, Universal Print cloud printing API overview",
  },
  "windows-365": {
    needs: { en: "Windows 365 in the tenant", ja: "テナントの Windows 365" },
    otherwise: { en: "there is no Cloud PC", ja: "クラウド PC がありません" },
    place: licences,
    source: "Microsoft Graph, Windows 365 Cloud PC API overview",
  },
  "backup-billing": {
    needs: {
      en: "Microsoft 365 Backup switched on, with its pay-as-you-go billing",
      ja: "従量課金を設定した Microsoft 365 Backup の有効化",
    },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: {
      en: "Microsoft 365 admin center > Settings > Microsoft 365 Backup",
      ja: "Microsoft 365 管理センター > 設定 > Microsoft 365 Backup",
    },
    source: "Microsoft Graph, Microsoft 365 Backup Storage API overview",
  },
  "global-secure-access": {
    needs: { en: "Global Secure Access in the tenant", ja: "テナントの Global Secure Access" },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: licences,
    source: "Microsoft Graph, Network Access API overview",
  },
  "engage-native": {
    needs: { en: "a Viva Engage network in native mode", ja: "ネイティブ モードの Viva Engage ネットワーク" },
    otherwise: { en: "the calls are refused", ja: "呼び出しは拒否されます" },
    place: { en: "Viva Engage admin center", ja: "Viva Engage 管理センター" },
    source: "Microsoft Graph, Viva Engage API overview: native mode",
  },
  administrators: {
    needs: {
      en: "a directory role too, for accounts that hold an administrator's role",
      ja: "管理者のロールを持つアカウントについては、ディレクトリ ロールも",
    },
    otherwise: {
      en: "those accounts are refused to it, and no others",
      ja: "そのアカウントだけが拒否されます",
    },
    place: { en: "directoryRoles in the tenant's file", ja: "テナントのファイルの directoryRoles" },
    source:
      "microsoftgraph/microsoft-graph-docs-contrib 1548; Azure/Azure-Sentinel 9656; Microsoft Graph, working with users: who can perform sensitive actions",
  },
  "smtp-auth": {
    needs: {
      en: "SMTP AUTH switched on for the mailbox of whoever signs in",
      ja: "サインインする人のメールボックスでの SMTP AUTH の有効化",
    },
    otherwise: { en: "Exchange Online answers 535 5.7.139", ja: "Exchange Online が 535 5.7.139 を返します" },
    place: { en: "Exchange Online PowerShell", ja: "Exchange Online PowerShell" },
    connect: "Connect-ExchangeOnline",
    shows: "Get-CASMailbox -Identity <mailbox> | Format-List SmtpClientAuthenticationDisabled",
    opens: "Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false",
    source: "Microsoft, enable or disable authenticated client SMTP submission in Exchange Online",
  },
  "azure-role": {
    needs: {
      en: "an Azure role of whoever signs in, on the subscription, group or vault",
      ja: "サインインする人の、サブスクリプション、リソース グループ、またはコンテナーに対する Azure ロール",
    },
    otherwise: { en: "every call answers 403", ja: "呼び出しはすべて 403 になります" },
    place: { en: "Azure portal > Access control (IAM)", ja: "Azure ポータル > アクセス制御 (IAM)" },
    source: "Microsoft, Azure role-based access control overview",
  },
} as const satisfies Readonly<Record<string, Condition>>;

/** A condition by name. */
export type ConditionName = keyof typeof conditions;

/** All of them, in the order in which they are listed. */
export const conditionNames = Object.keys(conditions) as readonly ConditionName[];

/** The condition of a name. */
export function conditionOf(name: ConditionName): Condition {
  return conditions[name];
}

/** It in two sentences, after the names of so many permissions and a colon. */
export function conditionSentence(name: ConditionName, permissions: number): LocalizedText {
  const { needs, otherwise, place } = conditionOf(name);
  return {
    en: `${permissions === 1 ? "needs" : "need"} ${needs.en} (${place.en}). Without it ${otherwise.en}.`,
    ja: `${needs.ja}が必要です(${place.ja})。ない場合、${otherwise.ja}。`,
  };
}
