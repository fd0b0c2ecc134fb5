/** What Microsoft's library says of a sign-in that failed, as one message: it tells of every way that it tried, a paragraph each. */

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  /** One for each way that was tried. */
  readonly errors?: readonly Thrown[];
}

/** Entra's own sentence, without the ids that follow it. */
const entraSays = /AADSTS\d+:.*?(?=\.?\s*(?:Trace ID:|Correlation ID:|Timestamp:|[\r\n]|$))/;

/** msal-node's codes for a service that did not answer. */
const unreachable = /^(?:network_error|endpoints_resolution_error|openid_config_error)\b/;

/** What went wrong and what to do. @param tenantId where the person is to sign in */
export function signInRefusal(error: unknown, tenantId: string): string {
  const thrown = error as Thrown;
  const tried = thrown.errors ?? [thrown];
  const [unavailable] = tried.flatMap(({ message = "" }) => unreachable.exec(message)?.[0] ?? []);
  if (unavailable !== undefined)
    return `the sign-in service cannot be reached from here (${unavailable}): login.microsoftonline.com, port 443`;
  const [entra] = tried.flatMap(({ message = "" }) => entraSays.exec(message)?.[0] ?? []);
  const told = tried.find(({ name }) => name !== "CredentialUnavailableError")?.message?.split(/\r?\n/)[0];
  const why = entra ?? told?.replace(/\.$/, "") ?? "nobody is signed in";
  return `${why}. Sign in with \`az login --tenant ${tenantId}\`, or set ARM_CLIENT_ID with ARM_CLIENT_SECRET, ARM_CLIENT_CERTIFICATE_PATH or ARM_USE_OIDC=true.`;
}
