/**
 * What Entra accepts as a web redirect URI.
 * Source: learn.microsoft.com, /entra/identity-platform/reply-url.
 */

const loopbackHosts = ["localhost", "127.0.0.1"];

/** True for a URI of the machine itself, where Entra allows plain http. */
export function isLoopback(uri: string): boolean {
  return URL.canParse(uri) && loopbackHosts.includes(new URL(uri).hostname);
}

/** Why Entra would refuse this URI; undefined if it takes it. */
export function redirectUriFault(uri: string): string | undefined {
  if (uri.length > 256) return `has ${uri.length} characters; Entra takes at most 256`;
  if (uri.includes("*")) return "has a wildcard; write every URI out in full";
  if (!URL.canParse(uri)) return "is not an absolute URI; write it as https://host/path";
  const { protocol, hash, hostname } = new URL(uri);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(uri)))
    return `begins with ${uri.startsWith(`${protocol}//`) ? `${protocol}//` : protocol}; only https:// is accepted (http:// for localhost alone)`;
  if (hostname === "[::1]") return "names [::1]; write 127.0.0.1";
  if (hash || uri.includes("#")) return "has a fragment (#); leave it out";
  if (/%(?![0-9A-Fa-f]{2})/.test(uri)) return "has a broken escape (% without two hex digits)";
  const odd = /[!$'(),;\s]/.exec(uri)?.[0];
  if (odd) return `holds the character ${JSON.stringify(odd)}, which Entra refuses`;
  if (!/^https?:\/\/[^/]+\//.test(uri)) return "has no path; end it with / or a path, Entra compares to the letter";
  return undefined;
}
