/**
 * What Entra accepts as a web redirect URI.
 * Source: learn.microsoft.com, /entra/identity-platform/reply-url.
 */
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
  readonly "uri-relative": object;
  readonly "uri-scheme": { readonly scheme: string };
  readonly "uri-ipv6-loopback": object;
  readonly "uri-fragment": object;
  readonly "uri-escape": object;
  readonly "uri-character": { readonly character: string };
  readonly "uri-without-path": object;
}

/** One fault of a URI. */
export type RedirectUriFault = Coded<RedirectUriFaultValues>;

/** The faults in English; each follows the URI. */
export const redirectUriFaultWords: WordsOf<RedirectUriFaultValues> = {
  "uri-too-long": ({ length }) => `has ${length} characters; Entra takes at most 256`,
  "uri-wildcard": () => "has a wildcard; write every URI out in full",
  "uri-relative": () => "is not an absolute URI; write it as https://host/path",
  "uri-scheme": ({ scheme }) => `begins with ${scheme}; only https:// is accepted (http:// for localhost alone)`,
  "uri-ipv6-loopback": () => "names [::1]; write 127.0.0.1",
  "uri-fragment": () => "has a fragment (#); leave it out",
  "uri-escape": () => "has a broken escape (% without two hex digits)",
  "uri-character": ({ character }) => `holds the character ${JSON.stringify(character)}, which Entra refuses`,
  "uri-without-path": () => "has no path; end it with / or a path, Entra compares to the letter",
};

/** Why Entra would refuse this URI; undefined if it takes it. */
export function faultOfRedirectUri(uri: string): RedirectUriFault | undefined {
  if (uri.length > 256) return { code: "uri-too-long", length: uri.length };
  if (uri.includes("*")) return { code: "uri-wildcard" };
  if (!URL.canParse(uri)) return { code: "uri-relative" };
  const { protocol, hash, hostname } = new URL(uri);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(uri)))
    return { code: "uri-scheme", scheme: uri.startsWith(`${protocol}//`) ? `${protocol}//` : protocol };
  if (hostname === "[::1]") return { code: "uri-ipv6-loopback" };
  if (hash || uri.includes("#")) return { code: "uri-fragment" };
  if (/%(?![0-9A-Fa-f]{2})/.test(uri)) return { code: "uri-escape" };
  const character = /[!$'(),;\s]/.exec(uri)?.[0];
  if (character) return { code: "uri-character", character };
  if (!/^https?:\/\/[^/]+\//.test(uri)) return { code: "uri-without-path" };
  return undefined;
}

/** The same in one English clause, for the person who wrote the URI. */
export function redirectUriFault(uri: string): string | undefined {
  const fault = faultOfRedirectUri(uri);
  return fault && worded(redirectUriFaultWords, fault);
}
