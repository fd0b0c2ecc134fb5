/** What Azure Resource Manager and Key Vault have in common: the access token, the API version, the form of a rejection. */
import { Hono } from "hono";
import type { Tenant } from "../directory/directory.ts";
import type { Vault } from "../directory/entity.ts";
import { armErrorBody, notSimulated, Rejection, rejectionOf } from "../errors.ts";
import { type Caller, callerOf } from "../token/access-token.ts";
import type { SigningKeys } from "../token/signing.ts";

/** What a request to Azure Resource Manager carries through the middleware. */
export interface ArmEnv {
  Variables: { caller: Caller };
}

/** What the routes are given. `armUrl` and `vaultsUrl` are the addresses they are served under. */
export interface ArmHost {
  readonly tenant: Tenant;
  readonly keys: Promise<SigningKeys>;
  readonly armUrl: string;
  readonly vaultsUrl: string;
  /** The own addresses of vaults, by name, where they have one. None ends in a slash. */
  readonly vaultUrls: Readonly<Record<string, string>>;
}

/** What a service has of its own. */
interface Manners {
  /** `WWW-Authenticate` of a 401. */
  readonly challenge: string;
  /** Query parameters that its routes know, beside `api-version`. */
  readonly queries: readonly string[];
  /** The code of a 401, and its text where no token came; Resource Manager's own, when left out. */
  readonly unauthorized?: { readonly code: string; readonly noToken: string };
}

/** An application whose every request needs a token for one of `audiences` and one of `versions`. */
export function guarded(
  host: ArmHost,
  audiences: readonly string[],
  versions: readonly string[],
  { challenge, queries, unauthorized }: Manners = { challenge: `Bearer resource="${audiences[0]}"`, queries: [] },
): Hono<ArmEnv> {
  const app = new Hono<ArmEnv>();
  app.use(async (c, next) => {
    c.set("caller", await callerOf(host.tenant, host.keys, c.req.header("Authorization"), audiences));
    const { "api-version": version, ...others } = c.req.query();
    const unknown = Object.keys(others).find((name) => !queries.includes(name));
    if (unknown) throw notSimulated(`the query parameter '${unknown}' on ${c.req.path}`);
    if (!version) {
      throw new Rejection(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.",
      );
    }
    if (!versions.includes(version)) {
      throw new Rejection(
        400,
        "InvalidApiVersionParameter",
        `The api-version '${version}' is invalid. The supported versions are '${versions.join(",")}'.`,
      );
    }
    await next();
  });
  app.onError((error, c) => {
    const rejection = rejectionOf(error);
    if (rejection.status !== 401) return c.json(armErrorBody(rejection), rejection.status);
    c.header("WWW-Authenticate", challenge);
    const { code, noToken } = unauthorized ?? { code: rejection.code, noToken: rejection.message };
    const message = c.req.header("Authorization") === undefined ? noToken : rejection.message;
    return c.json(armErrorBody(new Rejection(401, code, message)), 401);
  });
  return app;
}

/** The vault's own address, ending in a slash as Azure's does. */
export function vaultUri(host: ArmHost, vault: Vault): string {
  return `${host.vaultUrls[vault.name] ?? `${host.vaultsUrl}/${vault.name}`}/`;
}
