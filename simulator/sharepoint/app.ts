/** SharePoint's own API, as far as its first call goes: who may open the root site, and with which kind of token. */
import { Hono } from "hono";
import { apiIds } from "../../catalog/api-ids.ts";
import type { Tenant } from "../directory/directory.ts";
import { armErrorBody, notSimulated, Rejection, rejectionOf } from "../errors.ts";
import { callerOf, holds } from "../token/access-token.ts";
import type { SigningKeys } from "../token/signing.ts";

/** What the API is given. */
export interface SharePointHost {
  readonly tenant: Tenant;
  readonly keys: Promise<SigningKeys>;
  /** Where this simulation serves it; the tenant's own hosts lead nowhere. */
  readonly sharePointUrl: string;
}

/** Each lets its holder read every site; `Sites.Selected` alone opens none. */
const readers = [
  ...["Sites.Read.All", "Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All"],
  ...["AllSites.Read", "AllSites.Write", "AllSites.Manage", "AllSites.FullControl"],
];

/** The hosts of the tenant's SharePoint, as the audience of a token. */
function hostsOf(tenant: Tenant): string[] {
  const own = tenant.domain.split(".")[0] ?? "";
  return ["", "-admin", "-my"].map((part) => `https://${own}${part}.sharepoint.com`);
}

/** `…/_api/web` of the root site. */
export function sharePointApp({ tenant, keys, sharePointUrl }: SharePointHost): Hono {
  const app = new Hono();
  const audiences = [sharePointUrl, ...hostsOf(tenant), apiIds.sharePoint];
  app.get("/_api/web", async (c) => {
    const caller = await callerOf(tenant, keys, c.req.header("Authorization"), audiences);
    // An application without a person must have proved itself by a certificate: SharePoint, not Entra, asks for it.
    if (!caller.scopes && caller.proof !== "2")
      return c.json({ error_description: "Unsupported app only token." }, 401);
    if (!holds(caller, readers)) {
      const value = "Access denied. You do not have permission to perform this action or access this resource.";
      const code = "-2147024891, System.UnauthorizedAccessException";
      return c.json({ "odata.error": { code, message: { lang: "en-US", value } } }, 403);
    }
    return c.json({ "odata.type": "SP.Web", Title: "Communication site", Url: hostsOf(tenant)[0] });
  });
  app.all("*", (c) => {
    throw notSimulated(`${c.req.method} ${c.req.path}`);
  });
  app.onError((error, c) => {
    const rejection = rejectionOf(error);
    // What the token is refused for is Graph's wording; SharePoint has a shorter one.
    if (rejection instanceof Rejection && rejection.status === 401)
      return c.json({ error_description: "Invalid issuer or signature." }, 401);
    return c.json(armErrorBody(rejection), rejection.status);
  });
  return app;
}
