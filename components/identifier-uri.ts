/**
 * What Entra accepts as an application's ID URI, by which others ask for its tokens: a URI is compared to the letter.
 * Source: learn.microsoft.com, /entra/identity-platform/identifier-uri-restrictions; what Graph refuses whatever the
 * tenant's policy (a slash at the end, a scheme or host of another kind) is in terraform-provider-azuread #951, #1728.
 */
import type { Audience, IdentifierUriAsked } from "./definition.ts";
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { isId } from "./object-id.ts";
import { inBraces } from "./placeholder-names.ts";
import { codePointName } from "./plain-text.ts";
import { shownUri } from "./redirect-uri.ts";

/** What stands for the application's own id, which is known once the application is there. */
export const clientIdHere = "{clientId}";
const tenantIdHere = "{tenantId}";

/** The URI that the portal proposes. */
export const defaultIdentifierUri = `api://${clientIdHere}`;

const longest = 255;
const anId = "00000000-0000-0000-0000-000000000000";
const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The forms that hold whatever a tenant's policy says, for a message. */
const safeForms = `api://${clientIdHere}, api://${tenantIdHere}/<name> or api://<a verified domain of the tenant>/<name>`;

/** Where a URI stands, as far as it decides what may. */
export interface IdentifierUriPlace {
  /**
   * `tenant`: the tenant's file, where a host may be a domain that the tenant has verified. `page`: a definition, which
   * is every tenant's, so that no host and no id in it can be one's own.
   */
  readonly writtenIn: "tenant" | "page";
  /** The tenant's policy leaves applications with tokens of version 2 alone, and Entra any host of a single tenant's. */
  readonly anyName: boolean;
}

/** Where Entra asks for nothing that tells the tenant or the application. */
export function takesAnyName(accessTokenVersion: 1 | 2 | undefined, audience: Audience): boolean {
  return accessTokenVersion === 2 && audience === "AzureADMyOrg";
}

/** Hosts of Microsoft's: no domain that a customer could have verified, and some of them are its APIs' own names. */
const microsofts =
  /(?:^|\.)(?:microsoft|microsoftonline|windows|azure|azurewebsites|office|office365|sharepoint|outlook|live|msappproxy|powerbi|dynamics)\.(?:com|net)$/i;

function placeholderFault(uri: string): string | undefined {
  const other = [...uri.matchAll(inBraces)]
    .map(([braced]) => braced)
    .find((one) => ![clientIdHere, tenantIdHere].includes(one));
  if (other !== undefined) return `holds ${other}; only ${clientIdHere} and ${tenantIdHere} are filled in`;
  const rest = uri.replaceAll(clientIdHere, anId).replaceAll(tenantIdHere, anId);
  const left = /<[^<>]*>|\$?\{[^{}]*\}|\byour[-_]?(?:domain|host|tenant|company|app|api)[\w-]*/i.exec(rest)?.[0];
  return left === undefined
    ? undefined
    : `still has the placeholder ${left}; write your own value in its place, ${clientIdHere} for the application's id`;
}

/** @param written with the placeholders in which `uri` has an id */
function formFault(uri: string, written: string): string | undefined {
  if (isId(uri)) return `is an id alone; write api://${clientIdHere} for the application's own`;
  const [, scheme, rest = ""] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(uri) ?? [];
  if (scheme === undefined)
    return `is not an absolute URI; write api://${clientIdHere} or api://<name>/${clientIdHere}`;
  if (scheme !== "api" && scheme !== "https")
    return `begins with ${scheme}://; write it with ${scheme.toLowerCase() === "http" ? "https://" : "api:// or https://"}`;
  if (rest === "") return `names nothing behind ${scheme}://`;
  if (uri.includes("*")) return "has a wildcard, which Entra takes in no ID URI";
  const odd = /[^\w.~:/@%+-]/u.exec(rest)?.[0];
  if (odd === "?" || odd === "#")
    return `has a ${odd === "?" ? "query" : "fragment"}; none of the forms that Entra's policy takes has one. Leave it out`;
  if (odd !== undefined && /[^\x20-\x7e]/u.test(odd))
    return `holds ${codePointName(odd)}, which is not what it looks like; type it again in plain letters`;
  if (odd !== undefined)
    return `holds the character ${JSON.stringify(odd)}; write letters, digits, dots, hyphens and slashes`;
  if (rest.includes("@")) return "names a user before the host, who is no part of an ID URI";
  if (rest.endsWith("/")) return `ends with a slash, which Entra refuses; write ${written.replace(/\/+$/, "")}`;
  if (/\/\/|(?:^|\/)\.{1,2}(?:\/|$)|^\//.test(rest)) return "has an empty part, or . or .. as one; leave that part out";
  return undefined;
}

function hostOf(uri: string): string {
  return /^[a-z]+:\/\/([^/:]+)/i.exec(uri)?.[1] ?? "";
}

/** What names nobody's: neither the application, nor the tenant, nor a domain that it could have verified. */
function ownershipFault(uri: string, { writtenIn, anyName }: IdentifierUriPlace): string | undefined {
  const host = hostOf(uri);
  const isHttps = uri.startsWith("https:");
  const isDomain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host) && !/^[\d.]+$/.test(host);
  if (/^[\d.]+$/.test(host)) return "names an address in place of a host";
  if (isDomain && microsofts.test(host) && (isHttps || !uri.includes(clientIdHere)) && !anyName)
    return `names ${host}, a host of Microsoft's and no domain that the tenant could verify; write ${safeForms}`;
  if (anyName) return undefined;
  if (isHttps && writtenIn === "page")
    return `is https, which takes a domain that the tenant has verified, and a page prints the same for every tenant; write { from: identifierUri }, and the tenant's file names it`;
  if (isHttps)
    return isDomain ? undefined : `names ${shown(host)}, which is no domain that the tenant could have verified`;
  if (uri.includes(clientIdHere) || uri.includes(`${tenantIdHere}/`)) return undefined;
  if (uri.includes(tenantIdHere)) return "is the tenant's id alone; add a name behind it, or write api://{clientId}";
  if (isId(host) || (isDomain && writtenIn === "tenant")) return undefined;
  return `names neither the application's id nor the tenant's${writtenIn === "tenant" ? " nor a domain" : ""}, which Entra's policy refuses while the access tokens are of version 1; write ${writtenIn === "tenant" ? safeForms : `api://<name>/${clientIdHere} or api://${tenantIdHere}/<name>`}`;
}

/**
 * The host that the tenant has to have verified, or a domain above it, for Entra to take the URI; undefined where an id in
 * it is enough. An application with tokens of version 2 for this tenant alone may take any.
 */
export function verifiableDomain(uri: string): string | undefined {
  const host = hostOf(uri).toLowerCase();
  const holdsId = uri.includes(clientIdHere) || idsWrittenIn(uri).length > 0;
  if (uri.startsWith("https:")) return host;
  return !holdsId && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host) ? host : undefined;
}

/** Ids that are written out: whose they are is not seen by somebody who reads them. */
export function idsWrittenIn(uri: string): string[] {
  return (uri.match(ids) ?? []).map((id) => id.toLowerCase());
}

/** Why Entra would refuse this URI, whatever the tenant; undefined if it may stand. Each follows the URI in its message. */
export function identifierUriFault(uri: string, place: IdentifierUriPlace): string | undefined {
  const found = placeholderFault(uri) ?? formFault(uri.replaceAll(/\{(?:clientId|tenantId)\}/g, anId), uri);
  if (found !== undefined) return `${shownUri(uri)} ${found}`;
  const whole = uri.replaceAll(clientIdHere, anId).replaceAll(tenantIdHere, anId);
  if (whole.length > longest) return `has ${whole.length} characters; Entra takes at most ${longest}`;
  const [written] = idsWrittenIn(uri);
  if (written !== undefined && place.writtenIn === "page")
    return `${shownUri(uri)} holds the id ${written}, and a page prints the same for every tenant; write ${clientIdHere} or ${tenantIdHere}`;
  const ownership = ownershipFault(uri, place);
  return ownership && `${shownUri(uri)} ${ownership}`;
}

/** The form for an editor. */
export const identifierUriHints: EditorHints = {
  name: "Application ID URI",
  hints: [
    { not: "^[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}$", say: "An id alone; write api://{clientId} for the application's own" },
    { not: "^(?!api://|https://)", say: "Begins with another scheme or with none; write api://… or https://…" },
    { not: "/$", say: "Ends with a slash, which Entra refuses; leave it out" },
    { not: "[?#]", say: "Has a query or a fragment; leave it out" },
    { not: "\\*", say: "Has a wildcard, which Entra takes in no ID URI" },
    {
      not: "\\{(?!(?:clientId|tenantId)\\})|<|>|\\byour[-_]?(?:domain|host|tenant|company|app|api)",
      say: "Still has a placeholder; only {clientId} and {tenantId} are filled in",
    },
    { not: "[^\\x21-\\x7e]|[\\s\\\\\"`^|,;!$&'()=\\[\\]@]", say: "Holds a character that no ID URI has" },
    { is: ".{1,255}", say: "Has more than the 255 characters that Entra takes" },
  ],
};

/** What the settings write of it. */
interface Typed {
  readonly identifierUri?: string | undefined;
}

/** The URI of one integration, `{clientId}` where the application's id stands; undefined where it has none. */
export function identifierUriAsked(
  asked: IdentifierUriAsked | undefined,
  tenantId: string,
  { identifierUri }: Typed,
): string | undefined {
  const written =
    asked === undefined
      ? undefined
      : asked.from === "clientId"
        ? defaultIdentifierUri
        : asked.from === "page"
          ? asked.uri
          : identifierUri;
  // Entra writes ids in small letters, and what asks for tokens does too.
  return written?.replaceAll(tenantIdHere, tenantId).replaceAll(ids, (id) => id.toLowerCase());
}

/** The URI as it stands in the tenant. */
export function withClientId(uri: string, clientId: string): string {
  return uri.replaceAll(clientIdHere, clientId);
}
