/**
 * Tokens that an integration gets with its own credential, by Microsoft's library: what the vendor's product gets, and
 * nothing that the deployer's sign-in adds.
 */
import { constants, randomUUID, sign } from "node:crypto";
import type { INetworkModule, NetworkRequestOptions } from "@azure/msal-node";
import { thumbprints } from "../components/thumbprint.ts";
import { clockAdvice } from "./machine-clock.ts";
import type { SecretMaterial } from "./secret/material.ts";

/** Where the tenant signs applications in. */
export interface Authority {
  /** Without a slash at its end; a simulated one is reached over http. */
  readonly loginUrl: string;
  readonly tenantId: string;
}

/** The application that signs in. */
export interface OwnClient {
  readonly clientId: string;
  readonly proof: SecretMaterial;
}

/** Entra's refusal, without a part of the credential. */
export class TokenRefusal extends Error {
  override readonly name = "TokenRefusal";
  /** The number of its AADSTS code; undefined where the answer has none. */
  readonly code: number | undefined;

  constructor(message: string) {
    super(message);
    const [, code] = /AADSTS(\d+)/.exec(message) ?? [];
    this.code = code === undefined ? undefined : Number(code);
  }
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Seconds that an assertion lives. */
const assertionLife = 600;

/**
 * A client assertion with PS256 and the certificate's SHA-256, as Entra asks for
 * (https://learn.microsoft.com/entra/identity-platform/certificate-credentials). Microsoft's library would date it by this
 * machine's clock, which is not a simulated tenant's.
 */
export function assertionOf(
  proof: Extract<SecretMaterial, { kind: "certificate" }>,
  clientId: string,
  audience: string,
  now: Date,
): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const header = { alg: "PS256", typ: "JWT", "x5t#S256": thumbprints(proof.certificatePem).sha256Base64Url };
  const claims = {
    aud: audience,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    nbf: seconds,
    exp: seconds + assertionLife,
  };
  const text = `${part(header)}.${part(claims)}`;
  const signature = sign("sha256", Buffer.from(text), {
    key: proof.privateKeyPem,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${text}.${signature.toString("base64url")}`;
}

/** The library takes an https authority alone; a simulated tenant's is carried over http. */
function carrier(loginUrl: string): INetworkModule | undefined {
  const { protocol, host } = new URL(loginUrl);
  if (protocol === "https:") return undefined;
  const [shown, real] = [`https://${host}`, `http://${host}`];
  const send = async (method: string, url: string, options?: NetworkRequestOptions) => {
    const body = options?.body;
    const response = await fetch(url.replace(shown, real), {
      method,
      headers: options?.headers ?? {},
      ...(body !== undefined && { body }),
    });
    const text = (await response.text()).replaceAll(real, shown);
    return { headers: Object.fromEntries(response.headers), status: response.status, body: JSON.parse(text) };
  };
  return {
    sendGetRequestAsync: (url, options) => send("GET", url, options),
    sendPostRequestAsync: (url, options) => send("POST", url, options),
  };
}

/**
 * Signs an integration in.
 * @param now the tenant's present
 * @returns asks for a token of a scope (`<api>/.default`); it throws a {@link TokenRefusal}
 */
export async function ownTokens(
  { loginUrl, tenantId }: Authority,
  { clientId, proof }: OwnClient,
  now: () => Date,
): Promise<(scope: string) => Promise<string>> {
  const { ConfidentialClientApplication } = await import("@azure/msal-node");
  const { host } = new URL(loginUrl);
  const networkClient = carrier(loginUrl);
  const client = new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: `https://${host}/${tenantId}`,
      knownAuthorities: [host],
      ...(proof.kind === "secret"
        ? { clientSecret: proof.value }
        : {
            clientAssertion: async () =>
              assertionOf(proof, clientId, `${loginUrl}/${tenantId}/oauth2/v2.0/token`, now()),
          }),
    },
    ...(networkClient !== undefined && { system: { networkClient } }),
  });
  return async (scope) => {
    try {
      const result = await client.acquireTokenByClientCredential({ scopes: [scope], skipCache: true });
      if (result?.accessToken) return result.accessToken;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new TokenRefusal(`${said.split(/\r?\n| Trace ID:/)[0]}${clockAdvice(said, new Date())}`);
    }
    throw new TokenRefusal("the sign-in answered without a token");
  };
}
