/** Permissions of APIs beside Microsoft Graph that mean there something else, or exist only there. By application id. */
import type { Pair } from "./noun.ts";

const exchange: Readonly<Record<string, Pair>> = {
  "Calendars.Read.All": ["read every calendar", "すべての予定表を読み取る"],
  "Calendars.ReadWrite.All": [
    "read every calendar, and create, change and delete events in it",
    "すべての予定表を読み取り、予定を作成、変更、削除する",
  ],
  "Exchange.AdminAPI.Manage": [
    "administer Exchange Online through its admin API, with the signed-in user's roles",
    "サインインしたユーザーのロールで、管理 API から Exchange Online を管理する",
  ],
  "Exchange.AdminAPI.ManageAsApp": [
    "administer Exchange Online through its admin API, as far as the directory roles of the application allow",
    "アプリケーションのディレクトリ ロールの範囲で、管理 API から Exchange Online を管理する",
  ],
  "Exchange.Manage": [
    "administer Exchange Online with the signed-in user's roles, and with an administrator's open every mailbox and redirect mail",
    "サインインしたユーザーのロールで Exchange Online を管理し、管理者であればすべてのメールボックスを開いてメールを転送する",
  ],
  "Exchange.ManageAsApp": [
    "administer Exchange Online as far as the directory roles of the application allow, and as Exchange Administrator open every mailbox and redirect all mail",
    "アプリケーションのディレクトリ ロールの範囲で Exchange Online を管理し、Exchange 管理者であればすべてのメールボックスを開いてメールを転送する",
  ],
  "Exchange.ManageAsAppV2": [
    "administer Exchange Online as far as the directory roles of the application allow",
    "アプリケーションのディレクトリ ロールの範囲で Exchange Online を管理する",
  ],
  "Exchange.ManageV2": [
    "administer Exchange Online with the signed-in user's roles",
    "サインインしたユーザーのロールで Exchange Online を管理する",
  ],
  "Organization.ReadWrite.All": [
    "read and change the settings of the whole Exchange organization",
    "Exchange 組織全体の設定を読み取り、変更する",
  ],
  "Organization.Read.All": [
    "read the settings of the whole Exchange organization",
    "Exchange 組織全体の設定を読み取る",
  ],
  "Mailbox.Migration": [
    "move mailboxes with all their contents between tenants",
    "メールボックスを内容ごとテナント間で移行する",
  ],
  "OPX.MyDay": [
    "read and change the signed-in user's events and tasks of the day",
    "サインインしたユーザーの当日の予定とタスクを読み取り、変更する",
  ],
  "OPX.MyDay.All": ["read and change events and tasks of the day", "当日の予定とタスクを読み取り、変更する"],
  "OPX.MyDay.Shared": [
    "read and change the signed-in user's events and tasks of the day and those that others share with that user",
    "サインインしたユーザー自身および共有された当日の予定とタスクを読み取り、変更する",
  ],
};

const sharePoint: Readonly<Record<string, Pair>> = {
  "AllSites.FullControl": [
    "do anything in every SharePoint site, also change who may open it",
    "すべての SharePoint サイトで、アクセス権の変更を含むあらゆる操作を行う",
  ],
  "AllSites.Manage": [
    "read, create, change and delete lists, libraries and everything in them in every SharePoint site",
    "すべての SharePoint サイトのリストとライブラリ、その内容を読み取り、作成、変更、削除する",
  ],
  "AllSites.Read": ["read everything in every SharePoint site", "すべての SharePoint サイトの内容を読み取る"],
  "AllSites.Write": [
    "read, create, change and delete documents and list items in every SharePoint site",
    "すべての SharePoint サイトの文書とリスト アイテムを読み取り、作成、変更、削除する",
  ],
  "EnterpriseResource.Read": [
    "read the people and resources of Project",
    "Project のエンタープライズ リソースを読み取る",
  ],
  "EnterpriseResource.Write": [
    "read and change the people and resources of Project",
    "Project のエンタープライズ リソースを読み取り、変更する",
  ],
  "Migration.Read.All": [
    "read the state of migrations to SharePoint and OneDrive",
    "SharePoint と OneDrive への移行の状況を読み取る",
  ],
  "Migration.ReadWrite.All": [
    "read, start and change migrations to SharePoint and OneDrive",
    "SharePoint と OneDrive への移行を読み取り、開始、変更する",
  ],
  "MyFiles.Read": ["read the signed-in user's files", "サインインしたユーザーのファイルを読み取る"],
  "MyFiles.Write": [
    "read, create, change and delete the signed-in user's files",
    "サインインしたユーザーのファイルを読み取り、作成、変更、削除する",
  ],
  "OneDrive.Provision.All": [
    "create the OneDrive of every user who has none yet",
    "まだ OneDrive のないユーザーの OneDrive を作成する",
  ],
  "Project.Read": ["read projects in Project", "Project のプロジェクトを読み取る"],
  "Project.Write": [
    "read, create, change and delete projects in Project",
    "Project のプロジェクトを読み取り、作成、変更、削除する",
  ],
  "ProjectWebApp.FullControl": [
    "do anything in Project Web App, also change its settings and who may do what",
    "Project Web App で、設定と権限の変更を含むあらゆる操作を行う",
  ],
  "ProjectWebAppReporting.Read": [
    "read the reporting data of Project Web App",
    "Project Web App のレポート データを読み取る",
  ],
  "Sites.Search.All": ["search everything in SharePoint", "SharePoint の内容を検索する"],
  "SitesMetadataAdmin.Read.All": [
    "read what SharePoint's administration knows of all sites",
    "SharePoint の管理画面で見えるすべてのサイトの情報を読み取る",
  ],
  "SitesMetadataAdmin.ReadWrite.All": [
    "read and change what SharePoint's administration sets for all sites",
    "SharePoint の管理画面で設定できるすべてのサイトの情報を読み取り、変更する",
  ],
  "TaskStatus.Submit": [
    "report on the signed-in user's tasks in Project",
    "サインインしたユーザーの Project のタスクの進捗を報告する",
  ],
  "TenantReports.Read.All": ["read SharePoint's administration reports", "SharePoint の管理レポートを読み取る"],
  "TenantReports.ReadWrite.All": [
    "read and order SharePoint's administration reports",
    "SharePoint の管理レポートを読み取り、作成する",
  ],
  "User.Read.All": ["read all user profiles in SharePoint", "SharePoint のすべてのユーザー プロファイルを読み取る"],
  "User.ReadWrite.All": [
    "read and change all user profiles in SharePoint, so alter what sites and workflows believe about a person",
    "SharePoint のすべてのユーザー プロファイルを読み取り、変更する",
  ],
};

const management: Readonly<Record<string, Pair>> = {
  "ActivityFeed.Read": [
    "read who did what in every Microsoft 365 service (the unified audit log)",
    "すべての Microsoft 365 サービスの操作履歴(統合監査ログ)を読み取る",
  ],
  "ActivityFeed.ReadDlp": [
    "read data loss prevention events with the sensitive content that caused them",
    "データ損失防止のイベントを、検出された機密情報を含めて読み取る",
  ],
  "ActivityReports.Read": ["read the activity reports of the tenant", "テナントのアクティビティ レポートを読み取る"],
  "Deprecated_ActivityReports.Read": [
    "read the activity reports of the tenant",
    "テナントのアクティビティ レポートを読み取る",
  ],
  "Deprecated_ThreatIntelligence.Read": [
    "read the tenant's threat intelligence",
    "テナントの脅威インテリジェンスを読み取る",
  ],
  "ServiceHealth.Read": ["read the state of Microsoft's services for the tenant", "テナントのサービス正常性を読み取る"],
  "ThreatIntelligence.Read": ["read the tenant's threat intelligence", "テナントの脅威インテリジェンスを読み取る"],
};

/** Microsoft describes none of these; what the name says is all that can be said. */
const teamsAdministration: Readonly<Record<string, Pair>> = {
  "Communications.Get": [
    "read the tenant's settings for communication in Teams and Skype",
    "Teams と Skype の通信に関するテナントの設定を読み取る",
  ],
  application_access: [
    "use the administration API of Skype and Teams as the application",
    "アプリケーションとして Skype と Teams の管理 API を使う",
  ],
  application_access_custom_sba_appliance: [
    "connect a survivable branch appliance (SBA) to Teams",
    "SBA(支社の存続可能アプライアンス)として Teams に接続する",
  ],
  CEH_service: [
    "use the CEH service of the administration API of Skype and Teams",
    "Skype と Teams の管理 API の CEH サービスを使う",
  ],
  "MailboxSettings.Read": [
    "read the signed-in user's mailbox settings",
    "サインインしたユーザーのメールボックスの設定を読み取る",
  ],
  middletier_service: [
    "use the middle tier of the administration API of Skype and Teams",
    "Skype と Teams の管理 API の中間層サービスを使う",
  ],
  sharepoint_service: [
    "use the SharePoint service of the administration API of Skype and Teams",
    "Skype と Teams の管理 API の SharePoint サービスを使う",
  ],
  "Team.ReadBasic.All": ["read the names and descriptions of all teams", "すべてのチームの名前と説明を読み取る"],
  user_impersonation: [
    "administer Skype and Teams with the signed-in user's roles",
    "サインインしたユーザーのロールで Skype と Teams を管理する",
  ],
};

/** By application id of the API; then by name, or by `<kind> <name>`. */
export const otherApis: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  "00000002-0000-0ff1-ce00-000000000000": exchange,
  "00000003-0000-0ff1-ce00-000000000000": sharePoint,
  "c5393580-f805-4401-95e8-94b7a6ef2fc2": management,
  "48ac35b8-9aa8-4d74-927d-1f4a14a0b239": teamsAdministration,
  "797f4846-ba00-4fd7-ba43-dac1f8f63013": {
    user_impersonation: [
      "do with the Azure subscriptions, and all that runs in them, whatever the signed-in user may",
      "サインインしたユーザーの権限で、Azure サブスクリプションとそのリソースを操作する",
    ],
  },
  "cfa8b339-82a2-471a-a3c9-0fc0be7a4093": {
    user_impersonation: [
      "read and change the secrets, keys and certificates of every key vault that the signed-in user may open",
      "サインインしたユーザーがアクセスできるすべてのキー コンテナーのシークレット、キー、証明書を読み取り、変更する",
    ],
  },
};
