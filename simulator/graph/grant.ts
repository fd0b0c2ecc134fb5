/** Graph's routes of delegated permission grants. */
import { Hono } from "hono";
import { auditTarget, recordActivity } from "../directory/audit.ts";
import { changeScopes, grantBody, grantPatchBody, grantScopes, revokeScopes } from "../directory/consent.ts";
import { required } from "../directory/directory.ts";
import { assertHolds } from "../token/access-token.ts";
import { bodyOf, type GraphEnv, type GraphHost, list, noQuery, one, param } from "./request.ts";

const resourceName = "OAuth2PermissionGrant";
const writePermissions = ["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"];
const readPermissions = ["DelegatedPermissionGrant.Read.All", "Directory.Read.All", ...writePermissions];

/** `/oauth2PermissionGrants`. */
export function grantRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant } = host;
  const { delegatedGrants } = tenant.directory;
  const routes = new Hono<GraphEnv>();

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    const rows = [...delegatedGrants.values()].map((row) => ({ ...row }));
    return list(c, host, rows, {
      resource: resourceName,
      filters: ["clientId", "resourceId", "consentType", "principalId"],
    });
  });
  routes.post("/", async (c) => {
    assertHolds(c.get("caller"), writePermissions);
    noQuery(c);
    return c.json({ ...grantScopes(tenant, await bodyOf(c, grantBody, resourceName)) }, 201);
  });
  routes.get("/:id", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    return one(c, { ...required(delegatedGrants, param(c, "id")) }, resourceName);
  });
  routes.patch("/:id", async (c) => {
    assertHolds(c.get("caller"), writePermissions);
    noQuery(c);
    const { scope } = await bodyOf(c, grantPatchBody, resourceName);
    changeScopes(tenant, param(c, "id"), scope);
    return c.body(null, 204);
  });
  routes.delete("/:id", (c) => {
    assertHolds(c.get("caller"), writePermissions);
    noQuery(c);
    const { clientId } = required(delegatedGrants, param(c, "id"));
    revokeScopes(tenant, param(c, "id"));
    const activity = "Remove delegated permission grant";
    recordActivity(tenant, c.get("caller").principalId, activity, auditTarget(tenant, clientId));
    return c.body(null, 204);
  });
  return routes;
}
