/** Graph's routes of owners, the same for applications, service principals and groups. */
import { Hono } from "hono";
import * as z from "zod";
import { required } from "../directory/directory.ts";
import type { Owned } from "../directory/entity.ts";
import { directoryObject } from "../directory/object.ts";
import { referencedId, withOwner, withoutOwner } from "../directory/owner.ts";
import { assertHolds } from "../token/access-token.ts";
import {
  assertMayWrite,
  bodyOf,
  type GraphContext,
  type GraphEnv,
  type GraphHost,
  list,
  noQuery,
  param,
} from "./request.ts";

/** A body that points at an object: `{"@odata.id": "<graph>/v1.0/directoryObjects/<id>"}`. */
const referenceBody = z.strictObject({ "@odata.id": z.string() });

/** `…/{id}/owners`; `read` are the permissions that may look. */
export function ownerRoutes<Entity>(
  host: GraphHost,
  collection: Map<string, Owned<Entity>>,
  read: readonly string[],
  assertWritable: (c: GraphContext, owners: readonly string[]) => void = assertMayWrite,
): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const routes = new Hono<GraphEnv>();
  const change = (c: GraphContext, next: (owners: readonly string[]) => readonly string[]) => {
    const id = param(c, "id");
    const owned = required(collection, id);
    assertWritable(c, owned.owners);
    collection.set(id, { ...owned, owners: next(owned.owners) });
    return c.body(null, 204);
  };

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), read);
    const { owners } = required(collection, param(c, "id"));
    const rows = owners.flatMap((id) => directoryObject(tenant, id) ?? []);
    return list(c, host, rows, { resource: "DirectoryObject", filters: ["id", "displayName"] });
  });
  routes.post("/$ref", async (c) => {
    noQuery(c);
    const { "@odata.id": reference } = await bodyOf(c, referenceBody, "DirectoryObject");
    const id = referencedId(reference, graphUrl);
    return change(c, (owners) => withOwner(tenant.directory, owners, id));
  });
  routes.delete("/:owner/$ref", (c) => {
    noQuery(c);
    return change(c, (owners) => withoutOwner(owners, param(c, "owner")));
  });
  return routes;
}
