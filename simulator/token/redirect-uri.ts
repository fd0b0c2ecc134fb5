/** Redirect URIs as Entra compares them (https://learn.microsoft.com/entra/identity-platform/reply-url). */
import type { Application } from "../directory/entity.ts";
import { TokenRejection } from "../errors.ts";

/** Where a redirect URI is registered; it decides how the client proves itself. */
export type Platform = "web" | "spa" | "publicClient";

/** A registered URI, and the request's own form of it, to which the browser goes. */
export interface Redirect {
  readonly uri: string;
  readonly platform: Platform;
}

/** A loopback address over http without its port, which Entra ignores (RFC 8252 section 7.3). */
function withoutLoopbackPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1)):\d+(?=\/|\?|$)/, "$1");
}

/** An address with no path is the same as one with a slash alone. */
function withRoot(uri: string): string {
  return /^https?:\/\/[^/?#]+$/.test(uri) ? `${uri}/` : uri;
}

function same(registered: string, asked: string): boolean {
  const form = (uri: string) => withRoot(withoutLoopbackPort(uri));
  return registered === asked || form(registered) === form(asked);
}

const platforms: readonly Platform[] = ["web", "spa", "publicClient"];

/**
 * Where to go with the answer.
 * @param asked the request's `redirect_uri`; without one, the first registered
 * @throws TokenRejection 50011 where it is not registered, 500113 where none is
 */
export function redirectFor(application: Application, asked: string | undefined): Redirect {
  const all = platforms.flatMap((platform) => application[platform].redirectUris.map((uri) => ({ uri, platform })));
  const [first] = all;
  if (!first) {
    const message = "No reply address is registered for the application.";
    throw new TokenRejection(500113, "invalid_client", message);
  }
  if (asked === undefined) return first;
  const found = all.find(({ uri }) => uri === asked) ?? all.find(({ uri }) => same(uri, asked));
  // What is registered without a path is answered at its root.
  if (found) return { uri: withRoot(asked), platform: found.platform };
  const message = `The redirect URI '${asked}' specified in the request does not match the redirect URIs configured for the application '${application.appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.`;
  throw new TokenRejection(50011, "invalid_request", message);
}
