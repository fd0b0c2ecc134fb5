/**
 * Redirect URIs: where authorization codes and tokens are sent. What counts is the receiver; a new path on it is
 * another thing than a new receiver.
 */
import { namedUri as shown } from "../../components/asked.ts";
import { isLoopback } from "../../components/redirect-uri.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

type RedirectUri = RecordedIntegration["redirectUris"][number];

/**
 * The machine of whoever signs in, by any of its names and on any port.
 * Source: learn.microsoft.com, /entra/identity-platform/reply-url (localhost exceptions).
 */
const ownMachine = "localhost";

/**
 * Who receives what is sent to a URI. A host in the URL standard's form (lower case, punycode, without the default
 * port); a subdomain is another host, since vendors give each customer one; so is another port. Of an app's own scheme
 * the scheme alone says which app.
 */
function receiverOf(uri: string): string {
  if (!URL.canParse(uri)) return uri;
  if (isLoopback(uri)) return ownMachine;
  const { protocol, host } = new URL(uri);
  return /^https?:$/.test(protocol) ? host : protocol;
}

/** The receiver with what tells a weaker way to it: in plain over the network, or another kind of client. */
function wayOf({ platform, uri }: RedirectUri): string {
  const plain = /^http:/i.test(uri) && !isLoopback(uri) ? "http " : "";
  return `${platform} ${plain}${receiverOf(uri)}`;
}

/** Where codes and tokens go from now on, and where they went. */
function goingTo(uri: string, former: readonly string[]): Clause {
  const receiver = receiverOf(uri);
  const name = (host: string) => host.replace(/:\d+$/, "");
  const other = former.some((each) => name(each) === name(receiver)) ? "port" : "host";
  return { code: "receiver", receiver, former, other };
}

/** Of URIs that come, which one of those that go each takes the place of: another path of one receiver. */
function movesOf(
  added: readonly RedirectUri[],
  removed: readonly RedirectUri[],
): ReadonlyMap<RedirectUri, RedirectUri> {
  const moves = new Map<RedirectUri, RedirectUri>();
  const left = [...removed];
  for (const uri of added) {
    const place = left.findIndex((other) => wayOf(other) === wayOf(uri));
    const [former] = place < 0 ? [] : left.splice(place, 1);
    if (former) moves.set(uri, former);
  }
  return moves;
}

/** From what needs a credential to what needs none. */
const clients = ["web", "spa", "publicClient"] as const;

/** A receiver that stood, in another way: wider unless each that stood there was a client that needs less. */
function asClient(uri: RedirectUri, before: RecordedIntegration): Pick<Difference, "after" | "effect"> {
  const stood = before.redirectUris.filter((other) => receiverOf(other.uri) === receiverOf(uri.uri));
  const isPlain = wayOf(uri).includes(" http ");
  const isWeaker = stood.every(({ platform }) => clients.indexOf(platform) > clients.indexOf(uri.platform));
  const isOther = stood.every(({ platform }) => platform !== uri.platform);
  return {
    ...(isOther && { after: { code: "other-client", platform: uri.platform } }),
    effect: isWeaker && !isPlain ? "changed" : "broadened",
  };
}

function comes(uri: RedirectUri, before: RecordedIntegration): Difference {
  const change = { aspect: "redirect-uri", how: "added", subject: shown(uri) } as const;
  const former = [...new Set(before.redirectUris.map((other) => receiverOf(other.uri)))].sort();
  if (before.redirectUris.some((other) => wayOf(other) === wayOf(uri)))
    return { ...change, after: { code: "other-path-of-receiver" }, effect: "changed" };
  if (former.includes(receiverOf(uri.uri))) return { ...change, ...asClient(uri, before) };
  const isNew = before.name === "";
  return {
    ...change,
    after: goingTo(uri.uri, former),
    effect: "broadened",
    ...(!isNew && { newReceiver: receiverOf(uri.uri) }),
  };
}

/** Every difference of the redirect URIs: a path that moves in one line, a receiver that comes by its name. */
export function compareRedirectUris(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed } = listDifference(before.redirectUris, after.redirectUris, shown);
  const moves = movesOf(added, removed);
  const moved = new Set(moves.values());
  return [
    ...added.map((uri): Difference => {
      const former = moves.get(uri);
      if (former === undefined) return comes(uri, before);
      const words = { before: shown(former), after: { code: "other-path" } } as const;
      return { aspect: "redirect-uri", how: "changed", subject: shown(uri), ...words, effect: "changed" };
    }),
    ...removed
      .filter((uri) => !moved.has(uri))
      .map((uri): Difference => ({ aspect: "redirect-uri", how: "removed", subject: shown(uri), effect: "narrowed" })),
  ];
}
