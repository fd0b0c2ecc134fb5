/** Graph's routes of the directory's audit log. */
import { Hono } from "hono";
import { toGraphAudit } from "../directory/audit.ts";
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
