/** Graph's routes of the recycle bin: listed by type, restored, or removed for good. */
import { Hono } from "hono";
import { auditTarget, recordActivity } from "../directory/audit.ts";
import type { Deleted } from "../directory/entity.ts";
import { toGraphServicePrincipal } from "../directory/principal.ts";
import { deletedItem, deletedItems, purge, restore } from "../directory/recycle-bin.ts";
import { applicationReaders, assertHolds } from "../token/access-token.ts";
import type { GraphObject } from "./filter.ts";
import {
  assertMayWrite,
  type GraphContext,
  type GraphEnv,
  type GraphHost,
  list,
  noQuery,
  one,
  param,
} from "./request.ts";

const resources = { application: "Application", servicePrincipal: "ServicePrincipal" } as const;

const restored = { application: "Restore application", servicePrincipal: "Restore service principal" } as const;
const purged = { application: "Hard Delete application", servicePrincipal: "Hard delete service principal" } as const;

/** `/directory/deletedItems`. */
export function deletedItemRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant } = host;
  const routes = new Hono<GraphEnv>();
  /** A deleted principal is shown with what it took from its application, which may be in the bin beside it. */
  const shown = (row: Deleted): GraphObject => {
    if (row.kind === "application") return { ...row.item.entity, deletedDateTime: row.deletedDateTime };
    const { entity } = row.item;
    const own = deletedItems(tenant).find(
      (other) => other.kind === "application" && other.item.entity.appId === entity.appId,
    );
    const application = own?.kind === "application" ? own.item.entity : undefined;
    return { ...toGraphServicePrincipal(tenant, entity, application), deletedDateTime: row.deletedDateTime };
  };
  const writable = (c: GraphContext): Deleted => {
    noQuery(c);
    const row = deletedItem(tenant, param(c, "id"));
    assertMayWrite(c, row.item.owners);
    return row;
  };

  for (const [kind, resource] of Object.entries(resources)) {
    routes.get(`/microsoft.graph.${kind}`, (c) => {
      assertHolds(c.get("caller"), applicationReaders);
      const rows = deletedItems(tenant).filter((row) => row.kind === kind);
      return list(c, host, rows.map(shown), {
        resource,
        filters: ["id", "appId", "displayName"],
        listFilters: ["tags"],
      });
    });
  }
  routes.get("/:id", (c) => {
    assertHolds(c.get("caller"), applicationReaders);
    const row = deletedItem(tenant, param(c, "id"));
    return one(c, shown(row), resources[row.kind]);
  });
  routes.post("/:id/restore", (c) => {
    const row = writable(c);
    const entity = restore(tenant, row.id);
    recordActivity(tenant, c.get("caller").principalId, restored[row.kind], auditTarget(tenant, row.id));
    return c.json({ "@odata.type": `#microsoft.graph.${row.kind}`, ...entity });
  });
  routes.delete("/:id", (c) => {
    const row = writable(c);
    const target = auditTarget(tenant, row.id);
    purge(tenant, row.id);
    recordActivity(tenant, c.get("caller").principalId, purged[row.kind], target);
    return c.body(null, 204);
  });
  return routes;
}
