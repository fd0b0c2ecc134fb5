/** A simulated tenant without its sockets: the web application that answers requests, and its state. */
import { Hono } from "hono";
import { apiIds } from "../catalog/api-ids.ts";
import { armApp } from "./azure/arm.ts";
import { keyVaultApp } from "./azure/key-vault.ts";
import type { Tenant } from "./directory/directory.ts";
import { answerRejections, armErrorBody, notSimulated } from "./errors.ts";
import { graphApp, microsoftGraph } from "./graph/index.ts";
import type { Actor } from "./history.ts";
import { sharePointApp } from "./sharepoint/app.ts";
import type { Caller } from "./token/access-token.ts";
import { signInApp } from "./token/app.ts";
import type { SigningKeys } from "./token/signing.ts";

/** The addresses of a tenant. None ends in a slash: the provider appends to them. */
export interface Addresses {
  readonly graphUrl: string;
  readonly loginUrl: string;
  readonly armUrl: string;
  readonly vaultsUrl: string;
  /** The own addresses of vaults, by name. A vault without one is at `<vaultsUrl>/<name>`. */
  readonly vaultUrls: Readonly<Record<string, string>>;
  readonly sharePointUrl: string;
}

/** The addresses under one origin, e.g. `http://127.0.0.1:18080`, beside the vaults' own. */
export function addressesAt(origin: string, vaultUrls: Addresses["vaultUrls"] = {}): Addresses {
  return {
    graphUrl: `${origin}/graph`,
    loginUrl: origin,
    armUrl: `${origin}/arm`,
    vaultsUrl: `${origin}/vaults`,
    vaultUrls,
    sharePointUrl: `${origin}/sharepoint`,
  };
}

/** The metadata document the azuread provider starts with: one object, and every address in it without a trailing slash. */
function metadataDocument({ graphUrl, loginUrl, armUrl }: Addresses) {
  return {
    name: "SimulatedTenant",
    resourceManager: armUrl,
    microsoftGraphResourceId: graphUrl,
    authentication: {
      loginEndpoint: loginUrl,
      audiences: [armUrl],
      tenant: "common",
      identityProvider: "AAD",
    },
  };
}

/** The one version of the document that is an object; older ones were lists, and another shape would only confuse. */
const metadataVersion = "2022-09-01";

/** Answers `GET /metadata/endpoints?api-version=2022-09-01`. */
export function metadataApp(addresses: Addresses): Hono {
  const app = new Hono();
  app.get("/metadata/endpoints", (c) => {
    const version = c.req.query("api-version");
    if (version === metadataVersion) return c.json(metadataDocument(addresses));
    const rejection = notSimulated(`the metadata document of api-version '${version ?? ""}'`);
    return c.json(armErrorBody(rejection), rejection.status);
  });
  return app;
}

/** Where tokens are asked for. */
export const tokenPath = /^\/[^/]+\/oauth2\/(?:v2\.0\/)?token$/;

/** Where several requests for Graph are sent in one. */
export const batchPath = /^\/graph\/(?:v1\.0|beta)\/\$batch$/;

/** What a request brings beside itself. */
interface TenantEnv {
  Bindings: {
    /** Told who sent the request, once that is proved. */
    readonly recognised?: (actor: Actor) => void;
    /** Answers a request that stands in a batch, as if it came by itself; left out: the routes do. */
    readonly step?: (request: Request) => Promise<Response>;
  };
  Variables: { caller?: Caller };
}

/** Everything but the metadata document. @param keys sign the tenant's tokens; nobody waits for them before the first */
export function tenantApp(tenant: Tenant, addresses: Addresses, keys: Promise<SigningKeys>): Hono<TenantEnv> {
  const { graphUrl, loginUrl, armUrl, vaultsUrl, vaultUrls, sharePointUrl } = addresses;
  const app = new Hono<TenantEnv>();
  app.use(async (c, next) => {
    await next();
    const caller = c.get("caller");
    if (caller) c.env?.recognised?.({ clientId: caller.appId, objectId: caller.principalId });
  });
  app.route("/graph", graphApp({ tenant, graphUrl }, keys));
  app.route("/arm", armApp({ tenant, keys, armUrl, vaultsUrl, vaultUrls }));
  app.route("/sharepoint", sharePointApp({ tenant, keys, sharePointUrl }));
  app.route("/vaults", keyVaultApp({ tenant, keys, armUrl, vaultsUrl, vaultUrls }));
  const known = new Map([
    [graphUrl, microsoftGraph],
    [armUrl, apiIds.resourceManager],
    [vaultsUrl, apiIds.keyVault],
    [sharePointUrl, apiIds.sharePoint],
  ]);
  app.route("/", signInApp({ tenant, keys, loginUrl, graphUrl, addresses: known }));
  answerRejections(app);
  return app;
}
