/**
 * Signing in: which identity, the metadata document, and an access token by client credentials (RFC 6749 section 4.4).
 * One metadata GET and one token POST at configure time, as the real provider's SDK does.
 */
import { answered, answeredText, type HttpEnvironment, onlyLoopback } from "./http.ts";
import { isObject, objectIn, type Properties } from "./properties.ts";
import { noRetry, sendWithRetry, tokenRetry } from "./retry.ts";
import { ServiceError } from "./service-error.ts";

/** Who signs in. */
export interface Identity {
  readonly tenantId: string;
  readonly clientId: string;
  /** A client secret, or the ID token of a workload (`ARM_OIDC_TOKEN`). */
  readonly proof: { readonly clientSecret: string } | { readonly idToken: string };
  /** `host:port` of the metadata document. */
  readonly metadataHost: string;
}

/** Which of the tenant's two APIs: the metadata document gives its base URL under this name. */
export type Service = "microsoftGraphResourceId" | "resourceManager";

/** What a signed-in client needs. */
export interface SignedIn {
  /** The service's base URL without trailing slash. */
  readonly serviceUrl: string;
  /** A valid access token, a new one when the old is about to end. */
  readonly token: () => Promise<string>;
  /** Object id of the caller's service principal: the token's `oid`. */
  readonly callerObjectId: string;
}

/**
 * Reads provider arguments and the environment; arguments win.
 * @throws naming everything that is missing, or a fixed environment that cannot be the simulated tenant.
 */
export function identityFrom(config: Properties, environment: HttpEnvironment["environment"]): Identity {
  const setting = (key: string, variable: string): string | undefined => {
    const value = config[key];
    return typeof value === "string" && value !== "" ? value : environment[variable] || undefined;
  };
  const metadataHost = setting("metadataHost", "ARM_METADATA_HOSTNAME");
  const tenantId = setting("tenantId", "ARM_TENANT_ID");
  const clientId = setting("clientId", "ARM_CLIENT_ID");
  const clientSecret = setting("clientSecret", "ARM_CLIENT_SECRET");
  const idToken = setting("oidcToken", "ARM_OIDC_TOKEN");
  const missing = [
    metadataHost === undefined && "ARM_METADATA_HOSTNAME",
    tenantId === undefined && "ARM_TENANT_ID",
    clientId === undefined && "ARM_CLIENT_ID",
    clientSecret === undefined && idToken === undefined && "ARM_CLIENT_SECRET",
  ].filter((name) => name !== false);
  if (metadataHost && tenantId && clientId) {
    if (clientSecret) return { metadataHost, tenantId, clientId, proof: { clientSecret } };
    if (idToken) return { metadataHost, tenantId, clientId, proof: { idToken } };
  }
  throw new Error(
    `This is the stand-in plugin for the simulated tenant; ${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not set. ` +
      "`make up` sets them. For a real tenant put the real plugin first on PATH.",
  );
}

/**
 * Reads the metadata document and fetches a first token.
 * @throws with the token endpoint's own answer when the sign-in is refused.
 */
export async function signIn(identity: Identity, service: Service, from: HttpEnvironment): Promise<SignedIn> {
  const metadata = await readMetadata(identity.metadataHost, from);
  const serviceUrl = endpoint(metadata, service);
  const authentication = metadata.authentication;
  const loginUrl = isObject(authentication) ? String(authentication.loginEndpoint ?? "") : "";
  onlyLoopback(loginUrl);
  const token = renewing(() => requestToken(identity, loginUrl, serviceUrl, from), from);
  return { serviceUrl, token, callerObjectId: answeredText(claimsOf(await token()), "oid") };
}

async function readMetadata(host: string, from: HttpEnvironment): Promise<Properties> {
  const url = `https://${host}/metadata/endpoints?api-version=2022-09-01`;
  const reply = await sendWithRetry({ method: "GET", url, headers: { Accept: "application/json" } }, from, noRetry);
  if (reply.status !== 200) throw new Error(`reading the metadata document: ${new ServiceError(reply).message}`);
  return answered("GET the metadata document", reply);
}

function endpoint(metadata: Properties, service: Service): string {
  const url = metadata[service];
  if (typeof url !== "string") throw new Error(`the metadata document names no ${service}`);
  onlyLoopback(url);
  return url.replace(/\/+$/, "");
}

interface Grant {
  readonly token: string;
  /** Milliseconds since 1970; absent where the answer names no life: such a token is kept for ever. */
  readonly ends?: number;
  /** The token's own `iat`, in milliseconds. */
  readonly issued?: number;
}

const renewalMs = 20 * 60_000;

/**
 * True twenty minutes before a token's end, or where its whole life is less than forty, after half of it: so a token of
 * twenty minutes is renewed for every request, as by the real client (go-azure-sdk, `tokenDueForRenewal`).
 */
function isDue({ ends, issued }: Grant, now: number): boolean {
  if (ends === undefined) return false;
  if (ends - renewalMs < now) return true;
  return issued !== undefined && ends - issued < 2 * renewalMs && issued + (ends - issued) / 2 < now;
}

/** Keeps a token until it is due. A failed renewal is tried again by the next request. */
function renewing(request: () => Promise<Grant>, from: HttpEnvironment): () => Promise<string> {
  let held: Promise<Grant> | undefined;
  return async () => {
    const grant = await held;
    if (held && grant && !isDue(grant, from.now().getTime())) return grant.token;
    const fresh = request();
    held = fresh;
    fresh.catch(() => {
      held = undefined;
    });
    return (await fresh).token;
  };
}

async function requestToken(
  identity: Identity,
  loginUrl: string,
  serviceUrl: string,
  from: HttpEnvironment,
): Promise<Grant> {
  const { proof } = identity;
  const form = new URLSearchParams({
    client_id: identity.clientId,
    ...("clientSecret" in proof
      ? { client_secret: proof.clientSecret }
      : {
          client_assertion: proof.idToken,
          client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        }),
    grant_type: "client_credentials",
    scope: `${serviceUrl}/.default`,
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
  const url = `${loginUrl}/${identity.tenantId}/oauth2/v2.0/token`;
  const reply = await sendWithRetry({ method: "POST", url, headers, body: form.toString() }, from, tokenRetry);
  if (reply.status !== 200) {
    throw new Error(
      "building client: unable to obtain access token: clientCredentialsToken: " +
        `received HTTP status ${reply.status} with response: ${reply.body}`,
    );
  }
  const grant = answered("POST the token request", reply);
  const token = answeredText(grant, "access_token");
  const life = Number(grant.expires_in ?? 0);
  const { iat } = claimsOf(token);
  return {
    token,
    ...(life > 0 && { ends: from.now().getTime() + life * 1000 }),
    ...(typeof iat === "number" && iat > 0 && { issued: iat * 1000 }),
  };
}

function claimsOf(token: string): Properties {
  const claims = objectIn(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  if (!claims) throw new Error("the access token is no JWT: its claims cannot be read");
  return claims;
}
