/**
 * What must stand beside a permission for it to open anything: consent alone does not. One table, which the check of the
 * tenant's file, the review, the sheet and `verify` read; a row is a fact of Microsoft's, with its page.
 */
import { apiIds } from "../catalog/api-ids.ts";
import type { Kind } from "../catalog/apis.ts";
import { administrations, type Service } from "./administration.ts";
import { redirectsAsked } from "./asked.ts";
import { type ConditionName, conditionNames, conditionOf } from "./conditions.ts";
import type { CredentialAsked, VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import type { LocalizedText } from "./localized-text.ts";
import { openIdScopes } from "./openid-scopes.ts";
import type { ApiPermissions } from "./permissions.ts";

/** A permission by all that identifies it. */
export interface PermissionRef {
  readonly api: string;
  readonly appId: string;
  readonly kind: Kind;
  readonly name: string;
}

/** What a permission needs beside its consent. */
export type Need =
  /** The API takes a token for the application alone only where a certificate or a federated credential bought it. */
  | { readonly is: "certificate" }
  | { readonly is: "directory-role"; readonly service: Service }
  /** Somebody has to sign in for it. */
  | { readonly is: "sign-in" }
  /** A person gives it, one thing at a time, outside of Entra. */
  | { readonly is: "site-grant" | "mailbox-right" | "meeting-policy" }
  /** The tenant must have something: a licence, a setting, an object of another service. */
  | { readonly is: "condition"; readonly condition: ConditionName }
  /** Nothing: Microsoft retired what it opened. */
  | ({ readonly is: "gone" } & Lack);

/** Why a permission opens nothing. */
interface Lack {
  /** Nothing that a person does later mends it. */
  readonly certain: boolean;
  /** What follows "opens nothing:", and what mends it, after "It needs"; both without a full stop. */
  readonly why: LocalizedText;
  readonly remedy: LocalizedText;
}

/** One row. */
export interface Precondition {
  /** Application id of the API; absent: any. */
  readonly api?: string;
  /** Absent: both. */
  readonly kind?: Kind;
  readonly names: RegExp;
  readonly need: Need;
  readonly source: string;
}

const { exchange, graph, keyVault, management, resourceManager, sharePoint, teams } = apiIds;

/** Every scope but those that only sign a person in. */
const beyondSignIn = new RegExp(`^(?!(?:${[...openIdScopes, "offline_access"].join("|")})$)`);

/** What each condition is about. */
const conditional: readonly {
  readonly condition: ConditionName;
  readonly api?: string;
  readonly kind?: Kind;
  readonly names: RegExp;
}[] = [
  { condition: "auditing", api: management, names: /^ActivityFeed\./ },
  { condition: "auditing", names: /^AuditLogsQuery/ },
  { condition: "names-shown", names: /^Reports\.Read\.All$/ },
  { condition: "entra-p1", names: /^AuditLog\.Read\.All$/ },
  { condition: "entra-p2", names: /^(?:AccessReview|IdentityRisk(?:Event|yUser|yAgent))\./ },
  { condition: "entra-p2", names: /^(?:Role(?:Assignment|Eligibility)Schedule|RoleManagementPolicy)\./ },
  { condition: "entra-p2", names: /^Privileged(?:Assignment|Eligibility)Schedule\./ },
  { condition: "entra-governance", names: /^(?:EntitlementManagement|LifecycleWorkflows(?:-\w+)?)\./ },
  { condition: "workload-identities", names: /^IdentityRiskyServicePrincipal\./ },
  { condition: "intune", names: /^DeviceManagement/ },
  {
    condition: "defender",
    names:
      /^(?:AttackSimulation|CloudApp-Discovery|Security(?:Alert|AnalyzedMessage|Incident|Identities\w+)|Threat(?:Hunting|Submission\w*))\./,
  },
  { condition: "copilot", names: /^(?:AiEnterpriseInteraction|CallAiInsights|OnlineMeetingAiInsight)\./ },
  { condition: "teams-export", kind: "application", names: /^(?:ChannelMessage|Chat|ChatMessage)\.Read\.All$/ },
  { condition: "teams-app", names: /^TeamsActivity\.Send$|\.WhereInstalled$/ },
  { condition: "teams-app", names: /^Teams(?:AppInstallation|Tab)\.ReadWrite(?:AndConsent)?Self/ },
  { condition: "calling-bot", kind: "application", names: /^Calls\./ },
  { condition: "migration-mode", kind: "application", names: /^Teamwork\.Migrate\.All$/ },
  { condition: "message-trace-principal", names: /^ExchangeMessageTrace\./ },
  { condition: "ediscovery-role", kind: "application", names: /^eDiscovery\./ },
  {
    condition: "universal-print",
    names: /^(?:Printer|PrinterShare|PrintConnector|PrintJob|PrintSettings|PrintTaskDefinition|PullPrintPrinter)\./,
  },
  { condition: "windows-365", names: /^CloudPC\./ },
  { condition: "backup-billing", names: /^BackupRestore-/ },
  { condition: "global-secure-access", names: /^NetworkAccess/ },
  { condition: "engage-native", names: /^Community\./ },
  {
    condition: "administrators",
    kind: "application",
    names:
      /^User(?:\.(?:ReadWrite|EnableDisableAccount|DeleteRestore)\.All$|-PasswordProfile\.|AuthenticationMethod\.ReadWrite\.All$)/,
  },
  { condition: "smtp-auth", api: exchange, kind: "delegated", names: /^SMTP\.Send$/ },
  { condition: "smtp-auth", kind: "delegated", names: /^SMTP\.Send$/ },
  { condition: "azure-role", api: keyVault, names: /^user_impersonation$/ },
  { condition: "azure-role", api: resourceManager, names: /^user_impersonation$/ },
];

/** Rows of what the tenant must have; of Microsoft Graph where no API is named. */
const underConditions: readonly Precondition[] = conditional.map(({ condition, api = graph, kind, names }) => ({
  api,
  ...(kind !== undefined && { kind }),
  names,
  need: { is: "condition", condition },
  source: conditionOf(condition).source,
}));

/** The table. */
export const preconditions: readonly Precondition[] = [
  {
    api: sharePoint,
    kind: "application",
    names: /^/,
    need: { is: "certificate" },
    source: "Microsoft, granting access via Entra ID app-only (SharePoint); SharePoint/sp-dev-docs 3711",
  },
  {
    api: exchange,
    kind: "application",
    names: /^Exchange\.(?:AdminAPI\.)?ManageAsApp(?:V2)?$/,
    need: { is: "directory-role", service: "Exchange Online" },
    source: administrations["Exchange Online"].source,
  },
  {
    api: teams,
    kind: "application",
    names: /^application_access/,
    need: { is: "directory-role", service: "Microsoft Teams" },
    source: administrations["Microsoft Teams"].source,
  },
  {
    kind: "delegated",
    names: beyondSignIn,
    need: { is: "sign-in" },
    source: "Microsoft identity platform, permissions and consent overview; microsoft/AzureTRE 4675",
  },
  {
    names: /(?:^Sites|\.SelectedOperations)\.Selected$/,
    need: { is: "site-grant" },
    source: "Microsoft Graph, overview of Selected permissions in OneDrive and SharePoint",
  },
  {
    api: exchange,
    kind: "application",
    names: /^(?:IMAP|POP)\.AccessAsApp$|^SMTP\.SendAsApp$/,
    need: { is: "mailbox-right" },
    source: "Microsoft, authenticate an IMAP, POP or SMTP connection using OAuth",
  },
  {
    api: graph,
    kind: "application",
    names: /^(?:OnlineMeeting(?:s|Artifact|Transcript|Recording|AiInsight)|VirtualEvent)\b/,
    need: { is: "meeting-policy" },
    source: "Microsoft Graph, configure application access to online meetings or virtual events",
  },
  {
    api: graph,
    kind: "application",
    names: /^Notes\./,
    need: {
      is: "gone",
      certain: true,
      why: {
        en: "since 2025-03-31 OneNote's API takes nobody but people who signed in",
        ja: "OneNote の API は 2025-03-31 以降、サインインした人しか受け付けません",
      },
      remedy: {
        en: "to be a delegated permission, Notes.*, and somebody who signs in",
        ja: "委任されたアクセス許可 Notes.* と、サインインする人",
      },
    },
    source: "Microsoft Graph, OneNote API overview",
  },
  {
    api: sharePoint,
    kind: "delegated",
    names: /^(?:Project(?:WebApp(?:Reporting)?)?|EnterpriseResource|TaskStatus)\./,
    need: {
      is: "gone",
      certain: true,
      why: {
        en: "Project Online, which it reads, was retired on 2026-09-30",
        ja: "対象の Project Online は 2026-09-30 に廃止されました",
      },
      remedy: {
        en: "to be left out; plans of Planner are Tasks.* on Microsoft Graph",
        ja: "削除。Planner のプランは Microsoft Graph の Tasks.* です",
      },
    },
    source: "Microsoft, Project Online retirement (message MC812729)",
  },
  {
    api: graph,
    names: /^PrivilegedAccess\.Read(?:Write)?\.Azure/,
    need: {
      is: "gone",
      certain: false,
      why: {
        en: "the API before the present one of Privileged Identity Management has returned nothing since 2026-10-28",
        ja: "Privileged Identity Management の旧 API は 2026-10-28 以降、データを返しません",
      },
      remedy: {
        en: "the permissions of the present API: RoleEligibilitySchedule.* and RoleAssignmentSchedule.*, or Privileged…Schedule.*.AzureADGroup; roles of Azure are read through Azure Resource Manager",
        ja: "現行 API のアクセス許可 RoleEligibilitySchedule.* と RoleAssignmentSchedule.*、または Privileged…Schedule.*.AzureADGroup。Azure のロールは Azure Resource Manager で読み取ります",
      },
    },
    source: "Microsoft Graph, PIM iteration 2 APIs (privilegedAccess)",
  },
  {
    api: exchange,
    names: /^ReportingWebService\./,
    need: {
      is: "gone",
      certain: false,
      why: {
        en: "Microsoft takes the Reporting Web Service's message trace away since 2026-04-06, and new tenants never had it",
        ja: "Reporting Web Service のメッセージ追跡は 2026-04-06 から廃止が進み、新しいテナントにはありません",
      },
      remedy: {
        en: "ExchangeMessageTrace.Read.All on Microsoft Graph; where the tenant still has the service, the directory role Security Reader or Global Reader",
        ja: "Microsoft Graph の ExchangeMessageTrace.Read.All。サービスがまだあるテナントでは、ディレクトリ ロール Security Reader または Global Reader",
      },
    },
    source: "Exchange team blog, Message Trace support using Graph API; elastic/integrations 10145",
  },
  {
    api: exchange,
    // Not Mail.Send, which Exchange's SMTP server takes (/exchange/mail-flow-best-practices/oauth-high-volume-mails-m365).
    names: /^(?:Calendars|Contacts|Group|Mail(?!\.Send$)|MailboxSettings|Notes|People|Tasks|User)\./,
    need: {
      is: "gone",
      certain: false,
      why: {
        en: "it belongs to the Outlook REST API, which Microsoft switched off in March 2024",
        ja: "Outlook REST API のアクセス許可で、この API は 2024 年 3 月に停止されました",
      },
      remedy: {
        en: "the permission of the same name on Microsoft Graph, and a product that calls Graph",
        ja: "Microsoft Graph の同じ名前のアクセス許可と、Graph を呼び出す製品",
      },
    },
    source: "Microsoft, compare Microsoft Graph and Outlook REST API endpoints",
  },
  ...underConditions,
];

/** What a permission needs beside its consent; empty: consent is enough. */
export function needsOf({ appId, kind, name }: Pick<PermissionRef, "appId" | "kind" | "name">): readonly Need[] {
  return preconditions
    .filter(
      (row) => (row.kind ?? kind) === kind && (row.api === undefined || row.api === appId) && row.names.test(name),
    )
    .map(({ need }) => need);
}

/** The permissions of a request, one after the other. */
export function permissionRefs(permissions: readonly ApiPermissions[]): readonly PermissionRef[] {
  return permissions.flatMap(({ api, appId, application, delegated }) => [
    ...application.map(({ name }) => ({ api, appId, kind: "application" as const, name })),
    ...delegated.map(({ name }) => ({ api, appId, kind: "delegated" as const, name })),
  ]);
}

/** Those of them that need a thing. */
export function needing(permissions: readonly PermissionRef[], need: Need["is"]): readonly PermissionRef[] {
  return permissions.filter((permission) => needsOf(permission).some(({ is }) => is === need));
}

/** What the tenant must have for them, each condition once, in the table's order, with the permissions that ask for it. */
export function conditionsOf(
  permissions: readonly PermissionRef[],
): readonly { readonly condition: ConditionName; readonly permissions: readonly PermissionRef[] }[] {
  const asked = permissions.flatMap((permission) =>
    needsOf(permission).flatMap((need) => (need.is === "condition" ? [{ condition: need.condition, permission }] : [])),
  );
  return conditionNames
    .map((condition) => ({
      condition,
      permissions: asked.filter((one) => one.condition === condition).map(({ permission }) => permission),
    }))
    .filter(({ permissions: met }) => met.length > 0);
}

/** An integration as far as its preconditions go. */
export interface Works {
  readonly permissions: readonly PermissionRef[];
  /** Each kind that it proves itself by; `none`: the application and its credential are the vendor's. */
  readonly credentials: readonly CredentialAsked["kind"][];
  readonly directoryRoles: readonly string[];
  readonly redirectUris: readonly unknown[];
  /** The mailboxes that the Exchange script opens; undefined where they are not known. */
  readonly mailboxes: readonly unknown[] | undefined;
  /** Absent where the vendor has no definition: whether it signs anybody in is not known then. */
  readonly definition: VendorDefinition | undefined;
}

/**
 * True where the vendor signs nobody in: no redirect URI, no code of a device, and no password that its page has typed. The
 * vendor's own application has redirect URIs that this tenant does not see.
 */
export function signsNobodyIn({ redirectUris, definition }: Pick<Works, "redirectUris" | "definition">): boolean {
  if (redirectUris.length > 0 || definition === undefined) return false;
  if (redirectsAsked(definition.redirectUris).length > 0) return false;
  if (definition.registration !== undefined || definition.publicClientFlows) return false;
  return !definition.demands.some(({ rule }) => rule === "password-grant-possible");
}

/** A permission that opens nothing as the integration stands. */
export interface WithoutEffect extends Lack {
  readonly permission: PermissionRef;
  readonly need: Need;
}

/** Roles that may be told to somebody: the review refuses this one in any file. */
function offered(roles: readonly string[]): readonly string[] {
  return roles.filter((role) => role !== "Global Administrator");
}

function listedOr(names: readonly string[]): LocalizedText {
  const [last, ...before] = [...names].reverse();
  return { en: before.length > 0 ? `${before.reverse().join(", ")} or ${last}` : `${last}`, ja: names.join("、") };
}

function lackOf(need: Need, { credentials, directoryRoles, mailboxes }: Works): Lack | undefined {
  switch (need.is) {
    case "gone": {
      const { certain, why, remedy } = need;
      return { certain, why, remedy };
    }
    case "mailbox-right":
      if (mailboxes === undefined || mailboxes.length > 0) return undefined;
      return {
        certain: false,
        why: {
          en: "Exchange Online lets an application into the mailboxes alone that are opened for it one by one, and none is named",
          ja: "Exchange Online でアプリケーションが使えるのは個別に開放されたメールボックスだけですが、1 つも指定されていません",
        },
        remedy: {
          en: "mailboxes: [{ address: … }] in the tenant's file, which the Exchange script of the sheet opens (`mailboxes: true` in a definition of your own)",
          ja: "テナントのファイルの mailboxes: [{ address: … }]。引き渡しシートの Exchange スクリプトが開放します(独自の定義では `mailboxes: true`)",
        },
      };
    case "certificate":
      if (credentials.some((kind) => kind !== "secret")) return undefined;
      return {
        certain: true,
        why: {
          en: "SharePoint refuses a token that a client secret bought (401 or 403), however green the consent is",
          ja: "SharePoint は、クライアント シークレットで取得されたトークンを、同意があっても拒否します(401 または 403)",
        },
        remedy: {
          en: "a certificate in place of the secret; or ask for Sites.* on Microsoft Graph, which takes a secret",
          ja: "シークレットの代わりに証明書。または、シークレットでも使える Microsoft Graph の Sites.* を要求してください",
        },
      };
    case "directory-role": {
      const { admits, narrower } = administrations[need.service];
      if (directoryRoles.some((role) => admits.includes(role))) return undefined;
      const held: LocalizedText =
        directoryRoles.length === 0
          ? { en: "it has none", ja: "ロールがありません" }
          : { en: `it has ${directoryRoles.join(", ")}`, ja: `あるのは ${directoryRoles.join("、")} です` };
      const roles = listedOr(offered(admits));
      return {
        certain: false,
        why: {
          en: `${need.service} takes an application only with an Entra role of its service principal beside the permission, and ${held.en}`,
          ja: `${need.service} は、アクセス許可に加えてサービス プリンシパルに Entra のロールがあるアプリケーションだけを受け付けますが、${held.ja}`,
        },
        remedy: {
          en: `in directoryRoles the least of ${roles.en}${narrower ? `; or, narrower, ${narrower.en}` : ""}`,
          ja: `directoryRoles に、次のうち最小のもの: ${roles.ja}${narrower ? `。より狭い方法: ${narrower.ja}` : ""}`,
        },
      };
    }
    default:
      return undefined;
  }
}

/** Every permission that opens nothing as the integration stands; what a person still has to give is none of these. */
export function withoutEffect(works: Works): readonly WithoutEffect[] {
  return works.permissions.flatMap((permission) =>
    needsOf(permission).flatMap((need) => {
      const lack = lackOf(need, works);
      return lack === undefined ? [] : [{ permission, need, ...lack }];
    }),
  );
}

/**
 * Why a permission opens nothing whatever anybody does beside it: Entra grants it, and the API refuses it all the same.
 * @param credentials each kind that the product may prove itself by
 */
export function neverWorks(permission: PermissionRef, credentials: Works["credentials"]): readonly WithoutEffect[] {
  const alone = { permissions: [permission], credentials, directoryRoles: [], redirectUris: [] };
  return withoutEffect({ ...alone, mailboxes: undefined, definition: undefined }).filter(({ certain }) => certain);
}

/** The same as a file's faults. */
export function effectFaults(
  permission: PermissionRef,
  credentials: Works["credentials"],
  path: Fault["path"],
): Fault[] {
  const { api, name } = permission;
  return neverWorks(permission, credentials).map(({ why, remedy }) => ({
    path,
    message: `${shown(name)} of ${api} opens nothing: ${why.en}. It needs ${remedy.en}`,
  }));
}

/** A service that the vendor's product administers, and the roles that do not do for it. Clauses without a full stop. */
export interface RoleTooSmall {
  readonly service: Service;
  /** What follows the service's name and "and". */
  readonly held: LocalizedText;
  readonly wanted: LocalizedText;
}

/**
 * Where the roles that are given do not administer what the vendor's product administers. Not where they open nothing of
 * that service at all, which {@link withoutEffect} tells.
 */
export function rolesTooSmall(works: Works): readonly RoleTooSmall[] {
  const { directoryRoles, definition } = works;
  const told = withoutEffect(works).flatMap(({ need }) => (need.is === "directory-role" ? [need.service] : []));
  return (definition?.administers ?? [])
    .filter((service) => !told.includes(service))
    .flatMap((service) => {
      const sets = administrations[service].administers;
      if (sets.some((set) => set.every((role) => directoryRoles.includes(role)))) return [];
      const names = [...directoryRoles];
      const held =
        names.length === 0
          ? { en: "it has no directory role", ja: "ディレクトリ ロールがありません" }
          : {
              en: `${names.join(" and ")} ${names.length === 1 ? "does" : "do"} not let it`,
              ja: `${names.join("、")} ではできません`,
            };
      return [{ service, held, wanted: listedOr(offered(sets.map((set) => set.join(" + ")))) }];
    });
}
