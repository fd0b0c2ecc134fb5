/**
 * OpenID Connect's own scopes, which a sign-in page adds to a consent by itself; they open nothing beyond who signed in.
 * `offline_access` opens more, and is none of them.
 */
export const openIdScopes: readonly string[] = ["openid", "profile", "email"];
