/** Graph's routes of the directory's audit log, and of the report on credentials. */
import { Hono } from "hono";
import { toGraphAudit } from "../directory/audit.ts";
import { toGraphUses } from "../directory/credential-use.ts";
import { assertHolds } from "../token/access-token.ts";
import { type GraphEnv, type GraphHost, list } from "./request.ts";

/** `/auditLogs/directoryAudits`, newest first. */
export function auditRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant } = host;
  const routes = new Hono<GraphEnv>();
  routes.get("/directoryAudits", (c) => {
    assertHolds(c.get("caller"), ["AuditLog.Read.All"]);
    const rows = [...tenant.directory.audits.values()].map((entry) => toGraphAudit(tenant, entry)).reverse();
    return list(c, host, rows, {
      resource: "DirectoryAudit",
      filters: ["activityDisplayName", "category", "correlationId", "loggedByService", "result"],
      listFilters: ["targetResources/id", "targetResources/displayName"],
    });
  });
  return routes;
}

/** `/reports/appCredentialSignInActivities`, which only beta has. */
export function reportRoutes(host: GraphHost): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();
  routes.get("/appCredentialSignInActivities", (c) => {
    assertHolds(c.get("caller"), ["AuditLog.Read.All"]);
    return list(c, host, toGraphUses(host.tenant), {
      resource: "AppCredentialSignInActivity",
      filters: ["appId", "keyId"],
    });
  });
  return routes;
}
