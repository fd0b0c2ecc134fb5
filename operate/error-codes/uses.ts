/** What an integration has or does, as far as it decides which codes its people meet. */
import { urisOn } from "../../components/asked.ts";
import { kindsUsed } from "../../components/asked-credential.ts";
import type { ConditionName } from "../../components/conditions.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import { isExchangeRole } from "../../components/exchange-roles.ts";
import type { Kind } from "../../components/permissions.ts";
import { conditionsOf, needing, permissionRefs, signsNobodyIn } from "../../components/preconditions.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { isClosed } from "../../components/sign-in.ts";

/** One thing that it has or does. */
export type Use =
  /** It proves who it is with a credential of ours: a client secret, a certificate. */
  | "own-token"
  | "secret"
  | "certificate"
  | "federated"
  /** It holds application permissions: it gets tokens for itself. */
  | "app-only"
  /** Somebody signs in, if only to be known by name. */
  | "delegated"
  /** Somebody's sign-in is kept, to act for them when they are not there. */
  | "keeps-sign-in"
  | "redirect"
  | "redirect-web"
  | "redirect-spa"
  /** It signs people in without a credential: a program on their machines, a device's code. */
  | "public-client"
  | "device-code"
  /** Somebody types their password into the product itself. */
  | "password"
  /** A field of a form takes the token URL, the authorization URL, a scope, a thumbprint, the claims of an assertion. */
  | "types-token-url"
  | "types-authorize-url"
  | "types-scope"
  | "types-thumbprint"
  | "types-assertion"
  /** The product knows the scope, the thumbprint by itself. */
  | "scope-by-product"
  | "thumbprint-by-product"
  /** Nobody wrote down what the product's forms ask for. */
  | "forms-unknown"
  /** A person redeems the code, and types the tokens. */
  | "code-by-hand"
  | "implicit"
  | "assignment"
  | "single-tenant"
  | "graph"
  | "mail"
  /** By application permissions, in the mailboxes that the Exchange script opens. */
  | "imap"
  | "smtp"
  | "imap-as-person"
  | "smtp-as-person"
  | "smtp-at-all"
  | "imap-at-all"
  | "mail-send-as-person"
  | "files"
  | "teams"
  | "sharepoint"
  | "site-grant"
  | "meeting-policy"
  | "exchange-role"
  | "teams-role"
  | "vendors-application"
  /** It exposes scopes, which somebody asks for by its ID URI. */
  | "own-scopes"
  /** What its permissions need of the tenant. */
  | ConditionName;

/** What the page's forms take, by their fields and the files they fill. Of forms that nobody wrote down: anything. */
function typedInto({ procedures }: VendorDefinition) {
  const steps = procedures.flatMap((procedure) => procedure.steps).filter(({ by }) => by !== "stack");
  const fields = steps.flatMap(({ fields: all = [] }) => all);
  const unknown = steps.length === 0;
  const typed = [
    ...fields.map(({ label, value }) => `${label}\n${JSON.stringify(value)}`),
    ...steps.flatMap(({ excerpt }) => (excerpt === undefined ? [] : [excerpt.lines])),
  ];
  const some = (form: RegExp) => unknown || typed.some((text) => form.test(text));
  const thumbprint = some(/\{thumbprint/);
  const scope = some(/\bscopes?\b|スコープ|\/\.default/i);
  return {
    "types-token-url": some(/oauth2\/(?:v2\.0\/)?token/),
    "types-authorize-url": some(/oauth2\/(?:v2\.0\/)?authorize/),
    "types-scope": scope,
    "types-thumbprint": thumbprint,
    "thumbprint-by-product": !thumbprint,
    "types-assertion": some(/^(?:aud|iss|sub|x5t)\b/im),
    "scope-by-product": !scope,
    "forms-unknown": unknown,
  };
}

/** What an integration has or does. */
export function usesOf(resolved: ResolvedIntegration, definition: VendorDefinition): ReadonlySet<Use> {
  const permissions = permissionRefs(resolved.permissions);
  const application = permissions.filter(({ kind }) => kind === "application");
  const holds = (as: Kind, names: RegExp) => permissions.some(({ kind, name }) => kind === as && names.test(name));
  const signsIn = needing(permissions, "sign-in").length > 0 && !signsNobodyIn({ ...resolved, definition });
  const redirect = resolved.redirectUris.length > 0;
  const credentials = kindsUsed(resolved.credential);
  const own = !credentials.includes("none");
  const roles = needing(permissions, "directory-role");
  const uses: Readonly<Record<Exclude<Use, ConditionName>, boolean>> = {
    "own-token": own,
    secret: credentials.includes("secret"),
    certificate: credentials.includes("certificate"),
    federated: credentials.includes("federated"),
    "app-only": own && application.length > 0,
    delegated: permissions.some(({ kind }) => kind === "delegated") && !signsNobodyIn({ ...resolved, definition }),
    "keeps-sign-in": signsIn && (urisOn(resolved, "spa").length === 0 || urisOn(resolved, "web").length > 0),
    redirect,
    "redirect-web": urisOn(resolved, "web").length > 0,
    "redirect-spa": urisOn(resolved, "spa").length > 0,
    "public-client": definition.publicClientFlows === true || urisOn(resolved, "publicClient").length > 0,
    "device-code": definition.publicClientFlows === true && !redirect,
    password: signsIn && definition.demands.some(({ rule }) => rule === "password-grant-possible"),
    ...typedInto(definition),
    "code-by-hand": redirect && definition.authorization?.by === "operator",
    implicit: resolved.implicitGrant.accessToken || resolved.implicitGrant.idToken,
    assignment: isClosed(resolved),
    "single-tenant": resolved.audience === "AzureADMyOrg",
    graph: [...application, ...needing(permissions, "sign-in")].some(({ api }) => api === "Microsoft Graph"),
    mail:
      resolved.mailboxes.some(({ rights }) => rights.some(isExchangeRole)) ||
      application.some(({ name }) => /^(?:Mail|MailboxSettings|Calendars|Contacts)\./.test(name)),
    imap: holds("application", /^IMAP\./),
    smtp: holds("application", /^SMTP\./),
    "imap-as-person": signsIn && holds("delegated", /^IMAP\./),
    "smtp-as-person": signsIn && holds("delegated", /^SMTP\./),
    "smtp-at-all": holds("application", /^SMTP\./) || holds("delegated", /^SMTP\./),
    "imap-at-all": holds("application", /^IMAP\./) || holds("delegated", /^IMAP\./),
    "mail-send-as-person": signsIn && holds("delegated", /^Mail\.Send(?:\.Shared)?$/),
    files: permissions.some(({ name }) => /^(?:Files|Lists|ListItems|Sites)\./.test(name)),
    teams: permissions.some(({ name }) => /^(?:Channel\w*|Chat\w*|Team|TeamMember|TeamSettings)\./.test(name)),
    sharepoint: needing(permissions, "certificate").length > 0,
    "site-grant": needing(permissions, "site-grant").length > 0,
    "meeting-policy": needing(permissions, "meeting-policy").length > 0,
    "exchange-role": roles.some(({ name }) => name.startsWith("Exchange.")),
    "teams-role":
      roles.some(({ name }) => name.startsWith("application_access")) ||
      (definition.administers ?? []).includes("Microsoft Teams"),
    "vendors-application": resolved.registration !== undefined,
    "own-scopes": (resolved.exposes?.scopes ?? []).length > 0,
  };
  const met = (Object.keys(uses) as (keyof typeof uses)[]).filter((use) => uses[use]);
  return new Set<Use>([...met, ...conditionsOf(permissions).map(({ condition }) => condition)]);
}
