/** Graph's routes of groups. The azuread provider uses the beta ones only. */
import { Hono } from "hono";
import { required } from "../directory/directory.ts";
import { createGroup, deleteGroup, groupCreateBody, groupPatchBody, patchGroup } from "../directory/group.ts";
import { referencedId } from "../directory/owner.ts";
import { assertHolds } from "../token/access-token.ts";
import { ownerRoutes } from "./owner.ts";
import { bodyOf, type GraphContext, type GraphEnv, type GraphHost, list, noQuery, one, param } from "./request.ts";

const writePermissions = ["Group.ReadWrite.All", "Directory.ReadWrite.All"];
const readPermissions = ["Group.Read.All", "Directory.Read.All", ...writePermissions];

/** `/groups`. Members are always none: nobody here adds any. */
export function groupRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const { groups } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  const assertMayWrite = (c: GraphContext): void => {
    noQuery(c);
    assertHolds(c.get("caller"), writePermissions);
  };

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    const rows = [...groups.values()].map(({ entity }) => entity);
    return list(c, host, rows, {
      resource: "Group",
      filters: ["displayName", "id", "mailNickname", "securityEnabled"],
    });
  });
  routes.post("/", async (c) => {
    assertMayWrite(c);
    const body = await bodyOf(c, groupCreateBody, "Group");
    const owners = (body["owners@odata.bind"] ?? []).map((reference) => referencedId(reference, graphUrl));
    return c.json(createGroup(tenant, body, owners), 201);
  });
  routes.get("/:id", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    return one(c, required(groups, param(c, "id")).entity, "Group");
  });
  routes.patch("/:id", async (c) => {
    assertMayWrite(c);
    patchGroup(tenant, param(c, "id"), await bodyOf(c, groupPatchBody, "Group"));
    return c.body(null, 204);
  });
  routes.delete("/:id", (c) => {
    assertMayWrite(c);
    deleteGroup(tenant, param(c, "id"));
    return c.body(null, 204);
  });
  for (const relation of ["members", "memberOf"]) {
    routes.get(`/:id/${relation}`, (c) => {
      assertHolds(c.get("caller"), readPermissions);
      required(groups, param(c, "id"));
      return list(c, host, [], { resource: "DirectoryObject", filters: ["id"] });
    });
  }
  routes.route("/:id/owners", ownerRoutes(host, groups, readPermissions, assertMayWrite));
  return routes;
}
