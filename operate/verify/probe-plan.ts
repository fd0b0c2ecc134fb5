/** What a probe asks for: a token of each API, and one harmless call that the token's permissions allow. Pure. */
import { apiIds } from "../../catalog/api-ids.ts";
import { type ApiPermissions, apiResource } from "../../components/permissions.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";

/** The one call of an API. */
export type Call =
  /** Ids alone, at most one; relative to Graph's version. */
  | { readonly kind: "graph"; readonly path: string; readonly permission: string }
  /** Signs in to the mailbox and leaves. */
  | { readonly kind: "imap" | "smtp"; readonly mailbox: string; readonly permission: string }
  /** None that would not read what is somebody's, or change anything. */
  | { readonly kind: "none"; readonly why: string };

/** One API of an integration. */
export interface ApiProbe {
  readonly api: string;
  readonly appId: string;
  /** `<resource>/.default` */
  readonly scope: string;
  /** Names of the application permissions, sorted: what the token's `roles` are to be. */
  readonly roles: readonly string[];
  readonly calls: readonly Call[];
}

const { exchange, graph } = apiIds;

const one = "$select=id&$top=1";

/** Permissions with a call that tells them; the first that fits is made. */
const mailboxCalls: readonly { readonly names: RegExp; readonly path: (mailbox: string) => string }[] = [
  { names: /^Mail\.Read/, path: (mailbox) => `/users/${mailbox}/messages?${one}` },
  { names: /^Calendars\.Read/, path: (mailbox) => `/users/${mailbox}/events?${one}` },
  { names: /^Contacts\.Read/, path: (mailbox) => `/users/${mailbox}/contacts?${one}` },
];

const tenantCalls: readonly { readonly names: RegExp; readonly path: string }[] = [
  { names: /^(?:User\.Read(?:Basic|Write)?|Directory\.Read(?:Write)?)\.All$/, path: `/users?${one}` },
  { names: /^Group(?:Member)?\.Read(?:Write)?\.All$/, path: `/groups?${one}` },
  { names: /^Organization\.Read(?:Write)?\.All$/, path: "/organization?$select=id" },
  { names: /^Application\.Read(?:Write)?\.All$/, path: `/applications?${one}` },
  { names: /^CallRecords\.Read\.All$/, path: `/communications/callRecords?${one}` },
  { names: /^Sites\.(?:Read|ReadWrite|Manage|FullControl)\.All$/, path: "/sites/root?$select=id" },
  { names: /^Device\.Read(?:Write)?\.All$/, path: `/devices?${one}` },
  { names: /^Domain\.Read(?:Write)?\.All$/, path: "/domains?$select=id" },
  { names: /^AuditLog\.Read\.All$/, path: `/auditLogs/directoryAudits?${one}` },
  { names: /^Team\.ReadBasic\.All$|^TeamSettings\.Read/, path: `/teams?${one}` },
];

function graphCalls(roles: readonly string[], mailbox: string | undefined): Call[] {
  const inMailbox = mailboxCalls.flatMap(({ names, path }) => {
    const permission = roles.find((role) => names.test(role));
    return permission === undefined ? [] : [{ permission, path }];
  });
  const [first] = inMailbox;
  if (first !== undefined && mailbox !== undefined)
    return [{ kind: "graph", path: first.path(encodeURIComponent(mailbox)), permission: first.permission }];
  for (const { names, path } of tenantCalls) {
    const permission = roles.find((role) => names.test(role));
    if (permission !== undefined) return [{ kind: "graph", path, permission }];
  }
  const why =
    first === undefined
      ? "no call of these permissions is harmless"
      : `${first.permission} opens mailboxes: name one with --mailbox <address>`;
  return [{ kind: "none", why }];
}

function mailCalls(roles: readonly string[], mailbox: string | undefined): Call[] {
  const asked = (
    [
      ["imap", "IMAP.AccessAsApp"],
      ["smtp", "SMTP.SendAsApp"],
    ] as const
  ).filter(([, permission]) => roles.includes(permission));
  if (asked.length === 0) return [{ kind: "none", why: "no call of these permissions is harmless" }];
  if (mailbox === undefined) {
    const names = asked.map(([, permission]) => permission).join(" and ");
    return [{ kind: "none", why: `${names} are told by a mailbox: name one with --mailbox <address>` }];
  }
  return asked.map(([kind, permission]) => ({ kind, mailbox, permission }));
}

function callsOf({ appId }: ApiPermissions, roles: readonly string[], mailbox: string | undefined): Call[] {
  if (appId === graph) return graphCalls(roles, mailbox);
  if (appId === exchange) return mailCalls(roles, mailbox);
  return [{ kind: "none", why: "this API is not called: its token says what it opens" }];
}

/**
 * What is asked for. An integration whose permissions are all delegated gets a token of Microsoft Graph, which proves its
 * credential and holds no role.
 * @param domain the tenant's domain
 */
export function probePlan(
  { permissions }: ResolvedIntegration,
  domain: string,
  mailbox: string | undefined,
): readonly ApiProbe[] {
  const host = domain.split(".")[0] ?? "";
  const asked = permissions.filter(({ application }) => application.length > 0);
  const probes = asked.map((one): ApiProbe => {
    const resource = (apiResource(one.appId) ?? one.appId).replace("{tenant}", host).replace(/\/+$/, "");
    const roles = one.application.map(({ name }) => name).sort();
    return {
      api: one.api,
      appId: one.appId,
      scope: `${resource}/.default`,
      roles,
      calls: callsOf(one, roles, mailbox),
    };
  });
  if (probes.length > 0) return probes;
  const why = "its permissions are for people who sign in, which happens at the vendor (./integrations authorize)";
  return [
    {
      api: "Microsoft Graph",
      appId: graph,
      scope: "https://graph.microsoft.com/.default",
      roles: [],
      calls: [{ kind: "none", why }],
    },
  ];
}
