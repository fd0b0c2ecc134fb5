/**
 * What must stand beside a permission for it to open anything: consent alone does not. One table, which the check of the
 * tenant's file, the review, the sheet and `verify` read; a row is a fact of Microsoft's, with its page.
 */
import { apiIds } from "../catalog/api-ids.ts";
import type { Kind } from "../catalog/apis.ts";
import { administrations, type Service } from "./administration.ts";
import { redirectsAsked } from "./asked.ts";
import type { CredentialAsked, VendorDefinition } from "./definition.ts";
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
  | { readonly is: "site-grant" | "mailbox-right" | "meeting-policy" };

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

const { exchange, graph, sharePoint, teams } = apiIds;

/** Every scope but those that only sign a person in. */
const beyondSignIn = new RegExp(`^(?!(?:${[...openIdScopes, "offline_access"].join("|")})$)`);

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
    names: /^OnlineMeeting(?:s|Artifact|Transcript|Recording|AiInsight)/,
    need: { is: "meeting-policy" },
    source: "Microsoft Graph, configure application access to online meetings",
  },
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

/** An integration as far as its preconditions go. */
export interface Works {
  readonly permissions: readonly PermissionRef[];
  /** Each kind that it proves itself by; `none`: the application and its credential are the vendor's. */
  readonly credentials: readonly CredentialAsked["kind"][];
  readonly directoryRoles: readonly string[];
  readonly redirectUris: readonly unknown[];
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
export interface WithoutEffect {
  readonly permission: PermissionRef;
  readonly need: Need;
  /** Nothing that a person does later mends it. */
  readonly certain: boolean;
  /** What follows "opens nothing:", and what mends it; both without a full stop. */
  readonly why: LocalizedText;
  readonly remedy: LocalizedText;
}

/** Roles that may be told to somebody: the review refuses this one in any file. */
function offered(roles: readonly string[]): readonly string[] {
  return roles.filter((role) => role !== "Global Administrator");
}

function listedOr(names: readonly string[]): LocalizedText {
  const [last, ...before] = [...names].reverse();
  return { en: before.length > 0 ? `${before.reverse().join(", ")} or ${last}` : `${last}`, ja: names.join("、") };
}

function lackOf(
  need: Need,
  { credentials, directoryRoles }: Works,
): Omit<WithoutEffect, "permission" | "need"> | undefined {
  switch (need.is) {
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
