/**
 * What Entra accepts as a redirect URI, and what of it can be one at all: a URI is compared to the letter, so nothing
 * here is rewritten; the sentence says what to write.
 * Source: learn.microsoft.com, /entra/identity-platform/reply-url.
 */
import type { Platform } from "./definition.ts";
import type { EditorHint, EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { codePointName } from "./plain-text.ts";
import { severalIn } from "./several.ts";
import { type Coded, type WordsOf, worded } from "./worded.ts";

const loopbackHosts = ["localhost", "127.0.0.1"];

/** True for a URI of the machine itself, where Entra allows plain http. */
export function isLoopback(uri: string): boolean {
  return URL.canParse(uri) && loopbackHosts.includes(new URL(uri).hostname);
}

/** Why Entra refuses a URI: the fault, and what its sentence names. */
export interface RedirectUriFaultValues {
  readonly "uri-too-long": { readonly length: number };
  readonly "uri-wildcard": object;
  readonly "uri-placeholder": { readonly placeholder: string };
  readonly "uri-relative": object;
  readonly "uri-of-mail-filter": { readonly filter: string; readonly behind: string | undefined };
  readonly "uri-several": { readonly uris: readonly string[] };
  readonly "uri-wrapped": { readonly inner: string };
  readonly "uri-without-scheme": { readonly whole: string };
  readonly "uri-slashes": { readonly whole: string };
  readonly "uri-user": { readonly without: string };
  readonly "uri-token": { readonly names: readonly string[]; readonly without: string };
  readonly "uri-host-letters": { readonly letters: readonly string[]; readonly ascii: string };
  readonly "uri-host-dot": object;
  readonly "uri-ip": { readonly address: string };
  readonly "uri-letters": { readonly letters: readonly string[]; readonly encoded: string };
  readonly "uri-dot-segments": object;
  readonly "uri-scheme": { readonly scheme: string };
  readonly "uri-ipv6-loopback": object;
  readonly "uri-fragment": object;
  readonly "uri-escape": object;
  readonly "uri-character": { readonly character: string };
  readonly "uri-without-path": object;
  readonly "uri-script": { readonly scheme: string };
  readonly "uri-without-host": { readonly scheme: string };
  readonly "uri-meant": { readonly meant: string };
  readonly "uri-port": { readonly port: string };
  readonly "uri-host-part": object;
  readonly "uri-leads-on": { readonly inner: string };
  readonly "uri-of-microsoft": { readonly host: string; readonly behind: string | undefined };
  readonly "uri-left-over": { readonly names: readonly string[]; readonly without: string };
}

/** One fault of a URI. */
export type RedirectUriFault = Coded<RedirectUriFaultValues>;

/** The faults in English; each follows the URI. */
export const redirectUriFaultWords: WordsOf<RedirectUriFaultValues> = {
  "uri-too-long": ({ length }) => `has ${length} characters; Entra takes at most 256`,
  "uri-wildcard": () => "has a wildcard; write every URI out in full",
  "uri-placeholder": ({ placeholder }) => `still has the placeholder ${placeholder}; write your own value in its place`,
  "uri-relative": () => "is not an absolute URI; write it as https://host/path",
  "uri-of-mail-filter": ({ filter, behind }) =>
    `is ${filter}; ${behind === undefined ? "write the vendor's own address" : `write ${behind}`}`,
  "uri-several": ({ uris }) => `holds ${uris.length} URIs; write one list item each`,
  "uri-wrapped": ({ inner }) => `stands in brackets or quotation marks that came with it; write ${inner}`,
  "uri-without-scheme": ({ whole }) => `has no scheme; write ${whole}`,
  "uri-slashes": ({ whole }) => `has other signs than two slashes after its scheme; write ${whole}`,
  "uri-user": ({ without }) =>
    `names a user before the host, who is no part of a redirect URI; write ${without}, and change that password if it is one`,
  "uri-token": ({ names, without }) =>
    `carries ${names.join(", ")} in its query, copied from somebody's sign-in; write ${without}, and revoke what it was`,
  "uri-host-letters": ({ letters, ascii }) =>
    `has letters in its host that are not what they look like (${letters.join(", ")}), to a browser ${ascii}; type the host again in plain letters, or write its xn-- form if it is meant`,
  "uri-host-dot": () => "has a dot at the end of its host; leave it out, Entra compares to the letter",
  "uri-ip": ({ address }) =>
    `names the address ${address} in place of a host; write the host's name, for which it has a certificate`,
  "uri-letters": ({ letters, encoded }) =>
    `has letters that no URI has (${letters.join(", ")}); write them as a browser sends them: ${encoded}`,
  "uri-dot-segments": () =>
    "has . or .. as a part of its path, which no browser sends; write the path that they lead to",
  "uri-scheme": ({ scheme }) => `begins with ${scheme}; only https:// is accepted (http:// for localhost alone)`,
  "uri-ipv6-loopback": () => "names [::1]; write 127.0.0.1",
  "uri-fragment": () => "has a fragment (#); leave it out",
  "uri-escape": () => "has a broken escape (% without two hex digits)",
  "uri-character": ({ character }) => `holds the character ${JSON.stringify(character)}, which Entra refuses`,
  "uri-without-path": () => "has no path; end it with / or a path, Entra compares to the letter",
  "uri-script": ({ scheme }) =>
    `begins with ${scheme}, which runs or shows what it holds; no application answers to it`,
  "uri-without-host": ({ scheme }) =>
    `has nothing behind ${scheme} that stands where a host does; write ${scheme}//auth or as the vendor prints it`,
  "uri-meant": ({ meant }) => `is not written as a redirect URI is; write ${meant}`,
  "uri-port": ({ port }) => `names the port ${port}; ports end at 65535`,
  "uri-host-part": () => "has two dots in a row in its host; write the host as the vendor prints it",
  "uri-leads-on": ({ inner }) =>
    `holds another address, to which it leads on; write that one alone if it is the vendor's: ${inner}`,
  "uri-of-microsoft": ({ host, behind }) =>
    `is an address of Microsoft's (${host}), to which no product comes back; write ${behind ?? "the vendor's own"}`,
  "uri-left-over": ({ names, without }) =>
    `carries ${names.join(", ")}, which a sign-in has left behind; write ${without}`,
};

/** Parameters that a sign-in leaves behind. What they hold opens something, or did. */
const tokenNames =
  /^(?:code|id_token|access_token|refresh_token|token|client_secret|secret|password|passwd|pwd|api[_-]?key|key|sig|signature|sas|assertion|samlresponse|session_state|session|ticket|auth|jwt|subscription-key)$/i;

function namedIn(url: URL, names: RegExp): string[] {
  const pairs = [...url.searchParams, ...new URLSearchParams(url.hash.slice(1))];
  return pairs.flatMap(([name, value]) => (names.test(name) && value !== "" ? [name] : []));
}

function tokensIn(url: URL): string[] {
  return namedIn(url, tokenNames);
}

/** What Entra adds to the address of an answer, and what opens nothing. */
const answers = "error|error_description|error_uri|error_subcode|admin_consent|client_info|nonce";
const answerNames = new RegExp(`^(?:${answers})$`, "i");

/** The query without what a sign-in left there, `state` included. */
function withoutQuery(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** A URI as a message may show it: whoever it names, and what its query holds, is not shown. */
export function shownUri(uri: string): string {
  const masked = uri
    .replace(/^([a-z][a-z0-9+.-]*:\/*)[^/@?#]*@/i, "$1…@")
    .replace(/([?&#])([^=&#]+)=([^&#]+)/g, (all: string, sign: string, name: string) =>
      tokenNames.test(name) ? `${sign}${name}=…` : all,
    );
  return shown(masked);
}

function codePoints(text: string): string[] {
  const odd = [...new Set(text.match(/[^\x21-\x7e]/gu) ?? [])];
  return odd.slice(0, 4).map((letter) => {
    const name = codePointName(letter);
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(letter) ? `${letter} is ${name}` : name;
  });
}

/** The first parameter of these names that holds an address. */
function parameter(...names: readonly string[]) {
  return (url: URL): string | undefined =>
    names
      .map((name) => url.searchParams.get(name) ?? undefined)
      .find((value) => value !== undefined && /^https?:/i.test(value));
}

/** Base64 of a whole address, as some filters hide it. */
function base64Parameter(name: string) {
  return (url: URL): string | undefined => Buffer.from(url.searchParams.get(name) ?? "", "base64").toString("utf8");
}

/**
 * Version 3 puts * for every sign that it takes out, ** and a letter for a run of them, and the signs in Base64 behind
 * `__;`; version 2 writes - and _ for % and / in the parameter `u`.
 */
function behindProofpoint(url: URL, uri: string): string | undefined {
  const [, inner, taken = ""] = /\/v3\/__(.+?)__;([\w+/-]*)/.exec(uri) ?? [];
  if (inner === undefined)
    return url.searchParams
      .get("u")
      ?.replaceAll("_", "/")
      .replace(/-(?=[0-9A-F]{2})/gi, "%")
      .replace(/%[0-9a-f]{2}/gi, decodeURIComponent);
  const whole = inner.replace(/^(https?):\/(?!\/)/i, "$1://");
  const signs = [...Buffer.from(taken.replace(/-/g, "+").replace(/_/g, "/"), "base64").toString("utf8")];
  return signs.length === 0 ? whole : whole.replace(/\*(?!\*)/g, () => signs.shift() ?? "*");
}

/** An address that stands in the path, as it is or percent-encoded. */
function inPath(url: URL): string | undefined {
  const [found] = /https?(?::|%3a)(?:\/|%2f){1,2}.+$/i.exec(url.pathname + url.search) ?? [];
  if (found === undefined) return undefined;
  return /%3a/i.test(found) ? unescaped(found) : found.replace(/^(https?):\/(?!\/)/i, "$1://").replace(/___\..*$/, "");
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Links that a mail filter, a chat or a search engine put in another's place: by host, with how the other is found. */
const mailFilters: readonly {
  readonly host: string;
  readonly filter: string;
  readonly behind: (url: URL, uri: string) => string | undefined;
}[] = [
  {
    host: "safelinks\\.protection\\.(?:outlook\\.com|office365\\.us)",
    filter: "Outlook's Safe Link, not the vendor's address",
    behind: parameter("url"),
  },
  {
    host: "statics\\.teams\\.(?:cdn\\.office\\.net|microsoft\\.com)",
    filter: "the Safe Link of Teams, not the vendor's address",
    behind: parameter("url"),
  },
  {
    host: "urldefense(?:\\.proofpoint)?\\.(?:com|us)",
    filter: "Proofpoint's rewritten link, not the vendor's address",
    behind: behindProofpoint,
  },
  {
    host: "(?:protect-[a-z]+\\.mimecast\\.com|[a-z.]*mimecastprotect\\.com|[a-z0-9.-]*mimecast-offshore\\.com)",
    filter: "Mimecast's rewritten link, not the vendor's address",
    behind: () => undefined,
  },
  {
    host: "linkprotect\\.cudasvc\\.com",
    filter: "Barracuda's rewritten link, not the vendor's address",
    behind: parameter("a"),
  },
  {
    host: "[a-z0-9-]*ctp\\.trendmicro\\.com",
    filter: "Trend Micro's rewritten link, not the vendor's address",
    behind: parameter("url"),
  },
  {
    host: "protection\\.sophos\\.com",
    filter: "Sophos' rewritten link, not the vendor's address",
    behind: base64Parameter("u"),
  },
  {
    host: "(?:protect2?\\.(?:fireeye|trellix)\\.com|clicktime\\.symantec\\.com|clicktime\\.cloud\\.postoffice\\.net|slack-redir\\.net|urlsand\\.esvalabs\\.com|urlsand\\.com)",
    filter: "a link that a filter rewrote, not the vendor's address",
    behind: parameter("u", "url"),
  },
  {
    host: "(?:secure-web\\.cisco\\.com|url\\.avanan\\.click|safe\\.menlosecurity\\.com|[a-z0-9.-]*linkscan\\.io)",
    filter: "a link that a filter rewrote, not the vendor's address",
    behind: inPath,
  },
  {
    host: "(?:atpscan\\.global\\.hornetsecurity\\.com|seclinks\\.cloud-security\\.net|lsems\\.gravityzone\\.bitdefender\\.com|[a-z0-9.-]*edgepilot\\.com|url\\.emailprotection\\.link|[a-z0-9.-]*mailanyone\\.net|bit\\.ly|aka\\.ms|t\\.co|lnkd\\.in|tinyurl\\.com|goo\\.gl|forms\\.gle|1drv\\.ms)",
    filter: "a link that leads elsewhere, not the vendor's address",
    behind: () => undefined,
  },
  {
    host: "(?:google\\.(?:com|[a-z]{2}|com?\\.[a-z]{2})|l\\.facebook\\.com)",
    filter: "a link that leads elsewhere, not the vendor's address",
    behind: parameter("q", "url", "u"),
  },
];

const filterHosts = mailFilters.map(({ host }) => new RegExp(`(?:^|\\.)${host}$`));

/** Microsoft's own pages, which people copy from the address bar. Public clients may come back to the first of them. */
const microsoftNames =
  "login\\.(?:microsoftonline|windows|live|microsoft)\\.(?:com|us|net)|login\\.partner\\.microsoftonline\\.cn|(?:portal|ms\\.portal)\\.azure\\.(?:com|us|cn)|(?:entra|admin|portal|security|intune|compliance|purview)\\.microsoft\\.com|admin\\.(?:cloud\\.microsoft|exchange\\.microsoft\\.com|teams\\.microsoft\\.com)|graph\\.(?:microsoft|windows)\\.(?:com|net)|(?:outlook|manage)\\.office(?:365)?\\.com|learn\\.microsoft\\.com|management\\.azure\\.com|vault\\.azure\\.net";

const microsoftHosts = new RegExp(`^(?:${microsoftNames})$`);

/** A target as it may be shown: without what the filter added, and without what nobody may see. */
function target(uri: string | undefined, depth = 0): string | undefined {
  if (uri === undefined || !/^https?:/i.test(uri) || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  const filter = filterOf(url);
  // One filter behind another.
  if (filter !== undefined) return depth > 3 ? undefined : target(filter.behind(url, uri), depth + 1);
  return tokensIn(url).length > 0 || url.username !== "" ? withoutQuery(url) : uri;
}

function filterOf(url: URL) {
  return mailFilters[filterHosts.findIndex((host) => host.test(url.hostname))];
}

/** Which filter rewrote a link, with the address behind it where it can be read; undefined for a link of nobody's. */
export function linkBehind(uri: string): { readonly filter: string; readonly behind: string | undefined } | undefined {
  const url = new URL(uri);
  const found = filterOf(url);
  if (found === undefined) return undefined;
  const behind = target(found.behind(url, uri));
  // A search engine has addresses of its own.
  return behind === undefined && found === mailFilters.at(-1) ? undefined : { filter: found.filter, behind };
}

/** What was pasted with or in place of a URI. */
function pasted(uri: string): RedirectUriFault | undefined {
  const several = severalIn(uri, (part) => /^https?:\/\//i.test(part))?.filter((part) => /^https?:\/\//i.test(part));
  if (several !== undefined && several.length > 1) return { code: "uri-several", uris: several };
  const inner = /^\s*\[[^\]]*\]\(\s*(\S+?)\s*\)\s*$|^[\s<"'“‘«「(]+(\S+?)[\s>"'”’»」)]*$|^(\S+?)[\s>"'”’»」]+$/.exec(
    uri,
  );
  const alone = inner?.[1] ?? inner?.[2] ?? inner?.[3];
  if (alone !== undefined && /^https?:\/\//i.test(alone))
    return { code: "uri-wrapped", inner: shownUri(alone).slice(1, -1) };
  const placeholder =
    /<[^<>]*>|\{[^{}]*\}|\[[A-Za-z_ -]+\]|\$\{[^}]*\}|%[A-Z_]{3,}%|\byour[-_]?(?:domain|host|tenant|company|instance|org)[\w-]*|(?<=\/\/|\.)x{3,}(?=\.)|[○◯〇△▲●■□◆◇＊]+/iu.exec(
      uri,
    )?.[0];
  if (placeholder !== undefined) return { code: "uri-placeholder", placeholder };
  return undefined;
}

function hostFault(uri: string, url: URL): RedirectUriFault | undefined {
  // As it is written: the parser has made xn-- and plain digits of it.
  const written = /^[a-z][a-z0-9+.-]*:[/\\]*(?:[^/\\?#@]*@)?(\[[^\]]*\]|[^/\\?#:]*)/i.exec(uri)?.[1] ?? "";
  if (/[^\x21-\x7e]/u.test(written)) {
    // The parser has made of it what a browser asks for.
    return { code: "uri-host-letters", letters: codePoints(written), ascii: url.hostname };
  }
  if (/%/.test(written)) return { code: "uri-character", character: "%" };
  const { hostname } = url;
  if (hostname === "[::1]") return { code: "uri-ipv6-loopback" };
  if (hostname.startsWith("[") || (/^\d+(?:\.\d+){3}$/.test(hostname) && !loopbackHosts.includes(hostname)))
    return { code: "uri-ip", address: hostname };
  if (written.endsWith(".")) return { code: "uri-host-dot" };
  if (written.includes("..")) return { code: "uri-host-part" };
  return undefined;
}

function filterFault(uri: string, url: URL): RedirectUriFault | undefined {
  const found = filterOf(url);
  if (found !== undefined) {
    const behind = target(found.behind(url, uri));
    // A search engine has addresses of its own.
    return behind === undefined && found === mailFilters.at(-1)
      ? undefined
      : { code: "uri-of-mail-filter", filter: found.filter, behind };
  }
  const inner = target([...url.searchParams.values()].find((value) => /^https?:\/\/[^/]/i.test(value)));
  if (microsoftHosts.test(url.hostname) && !/^\/[\w.-]+\/oauth2\/nativeclient$/.test(url.pathname))
    return { code: "uri-of-microsoft", host: url.hostname, behind: inner };
  // An address that sends a browser on to whatever its query names would send a code on, too.
  return inner === undefined || new URL(inner).host === url.host ? undefined : { code: "uri-leads-on", inner };
}

/** Schemes that lead to no application. */
const notOfAnApp = /^(?:javascript|data|vbscript|file|about|blob|ftp|mailto|ws|wss):/i;

/**
 * An app's own scheme, which Entra takes on a public client: `contoso.app://auth`, and the out-of-band URN of old apps.
 * Undefined where it is neither. azuread refuses one without a host.
 */
function nativeUri(uri: string): { readonly fault: RedirectUriFault | undefined } | undefined {
  const [, scheme] = /^([a-z][a-z0-9+.-]*:)(?!\d)/i.exec(uri) ?? [];
  if (scheme === undefined || /^https?:$/i.test(scheme)) return undefined;
  // Without a slash behind it, it may well be a host and its port.
  if (/^urn:[^:\s]+:[^\s]+$/i.test(uri) && uri.length <= 256) return { fault: undefined };
  if (notOfAnApp.test(uri)) return { fault: { code: "uri-script", scheme } };
  const character = /[!$'(),;\s\\"`^|<>{}]/.exec(uri)?.[0];
  if (uri.includes("*")) return { fault: { code: "uri-wildcard" } };
  if (character !== undefined) return { fault: { code: "uri-character", character } };
  if (uri.length > 256) return { fault: { code: "uri-too-long", length: uri.length } };
  if (/[^\x21-\x7e]/u.test(uri))
    return {
      fault: { code: "uri-letters", letters: codePoints(uri), encoded: URL.canParse(uri) ? new URL(uri).href : uri },
    };
  if (uri.includes("#")) return { fault: { code: "uri-fragment" } };
  if (!/^[^:]+:\/\/[^/?#]/.test(uri)) return { fault: { code: "uri-without-host", scheme } };
  return { fault: undefined };
}

/** Where a URI is registered, and whether it may end with its host; the web, and it may not, unless given. */
export interface RedirectUriPlace {
  readonly platform?: Platform;
  readonly withoutPath?: boolean;
}

/** What a mail, a form or a report makes of a URI: a label before it, signs behind it, a scheme that nobody can click. */
function meantUri(uri: string): string {
  const [, linked] = /href\s*=\s*["']?([^"'>\s]+)/i.exec(uri) ?? [];
  const alone = (linked ?? uri.replace(/<[^<>]*>/g, ""))
    .normalize("NFKC")
    .replace(/^[^/]*?[:=]\s*(?=h(?:tt|xx)ps?:)/i, "")
    .replaceAll("&amp;", "&")
    .replace(/[[({]\.[\])}]/g, ".")
    .replace(uri.includes("(") ? /[\s.,;:。、，\]>"'”’]+$/u : /[\s.,;:。、，)\]>"'”’]+$/u, "")
    .replace(/^[\s<("'“‘]+|\s+/g, "")
    .replaceAll("\\", "/");
  return alone
    .replace(/^h?[tx]{1,2}ps+[:;.]?\/{2,}|^(?:https?)?:?\/\/(?=[\w-]+\.)|^https?:\/{2,}(?=https?:)/i, (scheme) =>
      /^http:/i.test(scheme) ? scheme : "https://",
    )
    .replace(/^(?:https?:\/\/)+(?=https?:\/\/)/i, "")
    .replace(/^(https:\/\/[^/?#:]+):(?=[/?#]|$)/i, "$1")
    .replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase());
}

const isLink = /href\s*=|<\/?(?:a|b|br|p|span|u)\b/i;

/** Faults of which another way of writing may be all. */
const ofForm: readonly RedirectUriFault["code"][] = [
  "uri-relative",
  "uri-scheme",
  "uri-character",
  "uri-letters",
  "uri-without-scheme",
];

/** Why Entra would refuse this URI, or why no vendor sends it; undefined if it may stand. */
export function faultOfRedirectUri(uri: string, place: RedirectUriPlace = {}): RedirectUriFault | undefined {
  const fault = faultAsWritten(uri, place);
  const isForm =
    fault !== undefined && (ofForm.includes(fault.code) || (fault.code === "uri-placeholder" && isLink.test(uri)));
  if (!isForm || /^http:/i.test(uri)) return fault;
  const meant = meantUri(uri);
  return meant === uri || faultAsWritten(meant, place) !== undefined ? fault : { code: "uri-meant", meant };
}

function faultAsWritten(
  uri: string,
  { platform = "web", withoutPath = false }: RedirectUriPlace = {},
): RedirectUriFault | undefined {
  const found = pasted(uri);
  if (found) return found;
  const native = platform === "publicClient" ? nativeUri(uri) : undefined;
  if (native) return native.fault;
  if (!URL.canParse(uri)) {
    const whole = `https://${uri}`;
    const isHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/]|$)/i.test(uri) && URL.canParse(whole);
    if (uri.includes("*")) return { code: "uri-wildcard" };
    const port = /^https?:\/\/[^/?#]*:(\d+)(?=[/?#]|$)/i.exec(uri)?.[1];
    if (port !== undefined && Number(port) > 65535) return { code: "uri-port", port };
    return isHost ? { code: "uri-without-scheme", whole } : { code: "uri-relative" };
  }
  const url = new URL(uri);
  if (/^https?:/i.test(uri) && !/^https?:\/\/[^/\\]/i.test(uri)) return { code: "uri-slashes", whole: url.href };
  const filtered = filterFault(uri, url);
  if (filtered) return filtered;
  if (uri.length > 256) return { code: "uri-too-long", length: uri.length };
  if (uri.includes("*")) return { code: "uri-wildcard" };
  const { protocol, hash } = url;
  if (url.username !== "" || url.password !== "") {
    url.username = "";
    url.password = "";
    return { code: "uri-user", without: tokensIn(url).length > 0 ? withoutQuery(url) : url.href };
  }
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(uri)))
    return { code: "uri-scheme", scheme: uri.startsWith(`${protocol}//`) ? `${protocol}//` : protocol };
  const host = hostFault(uri, url);
  if (host) return host;
  // A port that is empty, a scheme before a scheme, a full stop from the end of the sentence, capital letters.
  if (/^https?:\/\/[^/?#:]+:(?:[/?#]|$)|^[a-z]*[A-Z][a-z]*:|\w\.$/i.test(uri)) {
    const meant = meantUri(uri);
    if (meant !== uri) return { code: "uri-meant", meant };
  }
  const tokens = tokensIn(url);
  if (tokens.length > 0) return { code: "uri-token", names: tokens, without: withoutQuery(url) };
  const left = namedIn(url, answerNames);
  if (left.length > 0) return { code: "uri-left-over", names: left, without: withoutQuery(url) };
  if (hash || uri.includes("#")) return { code: "uri-fragment" };
  if (/%(?![0-9A-Fa-f]{2})/.test(uri)) return { code: "uri-escape" };
  const character = /[!$'(),;\s\\"`^|]/.exec(uri)?.[0];
  if (character) return { code: "uri-character", character };
  if (/[^\x21-\x7e]/u.test(uri)) return { code: "uri-letters", letters: codePoints(uri), encoded: url.href };
  const mayEndWithHost = withoutPath || (platform === "publicClient" && isLoopback(uri));
  if (!/^https?:\/\/[^/]+\//i.test(uri) && !(mayEndWithHost && !/[?]/.test(uri))) return { code: "uri-without-path" };
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(uri.replace(/[?].*$/, ""))) return { code: "uri-dot-segments" };
  return undefined;
}

const host = "^[a-z]+://[^/?#]*";
const tokens =
  "code|id_token|access_token|refresh_token|token|client_secret|secret|password|passwd|pwd|api_?key|key|sig|signature|sas|assertion|SAMLResponse|session_state|session|ticket|auth|jwt|subscription-key";

const withoutPath: EditorHint = {
  not: "^https?://[^/]+$",
  say: "Has no path; end it with / or a path, Entra compares to the letter",
};

/** The form for an editor, in the order in which the reader asks. */
export const redirectUriHints: EditorHints = {
  name: "Web redirect URI",
  hints: [
    { not: "https?://[\\s\\S]*[,;\\s]\\s*https?://", say: "Several URIs; write one list item each" },
    {
      not: "^[\\s<\"'“‘«「([]|[\\s>\"'”’»」)]$",
      say: "Stands in brackets, blanks or quotation marks that came with it; write the URI alone",
    },
    {
      not: "<[^<>]*>|\\{[^{}]*\\}|\\[[A-Za-z_ -]+\\]|%[A-Z_]{3,}%|\\byour[-_]?(?:domain|host|tenant|company|instance|org)",
      say: "Still has a placeholder; write your own value in its place",
    },
    { not: "^[a-z]+://[^/?#]+@", say: "Names a user before the host, who is no part of a redirect URI" },
    { not: "^(?!https?:)", say: "Begins with another scheme or with none; write https://host/path" },
    {
      not: "^http://(?!(?:localhost|127\\.0\\.0\\.1)(?:[:/]|$))",
      say: "Begins with http://; only https:// is accepted (http:// for localhost alone)",
    },
    {
      not: "^https?:(?!//[^/\\\\])",
      say: "Has other signs than two slashes after its scheme; write https://host/path",
    },
    {
      not: `^[a-z]+://(?:[^/?#]*\\.)?(?:${mailFilters
        .slice(0, -1)
        .map((filter) => filter.host)
        .join("|")})(?:[:/?#]|$)`,
      say: "A link that a mail filter rewrote; write the vendor's own address",
    },
    {
      not: `${host}[^\\x21-\\x7e]`,
      say: "Has letters in its host that are not what they look like; type the host again in plain letters",
    },
    {
      not: "^https?://(?!127\\.0\\.0\\.1(?:[:/]|$))(?:\\[|\\d+(?:\\.\\d+){3}(?:[:/]|$)|\\d+(?:[:/]|$))",
      say: "Names an address in place of a host; write the host's name, for which it has a certificate",
    },
    { not: "^https?://[^/?#:]*\\.(?:[:/?#]|$)", say: "Has a dot at the end of its host; leave it out" },
    {
      not: `[?&#](?:${tokens})=[^&#]`,
      say: "Carries a token or code in its query, copied from somebody's sign-in; leave it out and revoke it",
    },
    {
      not: `${host}(?<=^https://|\\.)x{3,}\\.|[○◯〇△▲●■□◆◇＊]`,
      say: "Still has a placeholder; write your own value in its place",
    },
    {
      not: `^https://(?:${microsoftNames})(?:[:/?#]|$)(?!\\w*/oauth2/nativeclient$)`,
      say: "An address of Microsoft's, to which no product comes back; write the vendor's own",
    },
    { not: `[?&](?:${answers})=[^&#]`, say: "Carries what a sign-in has left behind; leave it out" },
    {
      not: "[?&][^=&#]*=https?(?::|%3[aA])",
      say: "Holds another address, to which it leads on; write that one alone if it is the vendor's",
    },
    {
      not: "^https?://[^/?#]*(?:\\.\\.|:(?:[/?#]|$)|:(?:6553[6-9]|655[4-9]\\d|65[6-9]\\d\\d|6[6-9]\\d{3}|[7-9]\\d{4}|\\d{6,}))",
      say: "Has a host or a port that is none; write them as the vendor prints them",
    },
    { not: "[\\[\\]]|[\\w]\\.$", say: "Holds what came with the sentence; write the URI alone" },
    { not: "\\*", say: "Has a wildcard; write every URI out in full" },
    { not: "#", say: "Has a fragment (#); leave it out" },
    { not: "%(?![0-9A-Fa-f]{2})", say: "Has a broken escape (% without two hex digits)" },
    { not: "[!$'(),;\\s\\\\\"`^|]", say: "Holds a character that Entra refuses" },
    { not: "[^\\x21-\\x7e]", say: "Has letters that no URI has; write them as a browser sends them (%E8%AA…)" },
    withoutPath,
    {
      not: "^[^?]*/(?:\\.|%2[eE]){1,2}(?:/|\\?|$)",
      say: "Has . or .. as a part of its path, which no browser sends; write the path that they lead to",
    },
    { is: ".{1,256}", say: "Has more than the 256 characters that Entra takes" },
  ],
};

/** The same where a page prints a URI that ends with its host. */
export const uriWithoutPathHints: EditorHints = {
  name: "Redirect URI that may end with its host",
  hints: redirectUriHints.hints.filter((hint) => hint !== withoutPath),
};

/** The same in one English clause, for the person who wrote the URI. */
export function redirectUriFault(uri: string, place: RedirectUriPlace = {}): string | undefined {
  const fault = faultOfRedirectUri(uri, place);
  return fault && worded(redirectUriFaultWords, fault);
}
