/** How the answer comes back from the browser: what the declared redirect URI allows, and no other. Pure. */

/** The way back. */
export type WayBack =
  /** We listen there ourselves. Entra ignores the port of `http://localhost`, so 0 lets the machine choose one. */
  | {
      readonly kind: "loopback";
      readonly uri: string;
      readonly hosts: readonly string[];
      readonly port: number;
      readonly path: string;
    }
  /** It goes to somebody else's address: the person copies it out of the browser. */
  | { readonly kind: "paste"; readonly uri: string };

/** The machine's own addresses, as they may stand in a redirect URI. */
const loopback: Readonly<Record<string, readonly string[]>> = {
  localhost: ["127.0.0.1", "::1"],
  "127.0.0.1": ["127.0.0.1"],
};

/**
 * The way back of a declared redirect URI. With https on this machine there is no certificate to listen with.
 * @param paste true: do not listen, even where it could be
 */
export function wayBack(declared: string, paste: boolean): WayBack {
  const { protocol, hostname, port, pathname } = new URL(declared);
  const hosts = loopback[hostname];
  if (paste || protocol !== "http:" || hosts === undefined) return { kind: "paste", uri: declared };
  return { kind: "loopback", uri: declared, hosts, port: port === "" ? 0 : Number(port), path: pathname };
}

/** The request's own redirect URI: the declared one, with the port that is listened at. */
export function requestedUri(way: WayBack, port: number): string {
  if (way.kind === "paste") return way.uri;
  const [, before = "", after = ""] = /^(http:\/\/[^/:?#]+)(?::\d+)?(.*)$/.exec(way.uri) ?? [];
  return `${before}:${port}${after}`;
}
