/** Graph's routes of groups and their members. The azuread provider uses the beta ones only. */
import { Hono } from "hono";
import * as z from "zod";
import { required } from "../directory/directory.ts";
import { createGroup, deleteGroup, groupCreateBody, groupPatchBody, patchGroup } from "../directory/group.ts";
import { directoryObject } from "../directory/object.ts";
import { referencedId } from "../directory/owner.ts";
import { addMember, groupsOf, membersOf, removeMember } from "../directory/person.ts";
import { assertHolds } from "../token/access-token.ts";
import { ownerRoutes } from "./owner.ts";
import { bodyOf, type GraphContext, type GraphEnv, type GraphHost, list, noQuery, one, param } from "./request.ts";

const writePermissions = ["Group.ReadWrite.All", "Directory.ReadWrite.All"];
const readPermissions = ["Group.Read.All", "GroupMember.Read.All", "Directory.Read.All", ...writePermissions];
const memberReadPermissions = ["GroupMember.ReadWrite.All", ...readPermissions];

/** `/groups`. */
export function groupRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const { groups } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  const assertMayWrite = (c: GraphContext): void => {
    noQuery(c);
    assertHolds(c.get("caller"), writePermissions);
  };

  const assertMayChangeMembers = (c: GraphContext): void => {
    noQuery(c);
    assertHolds(c.get("caller"), ["GroupMember.ReadWrite.All", ...writePermissions]);
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
  const objects = { resource: "DirectoryObject", filters: ["id", "displayName"] };
  for (const relation of ["members", "transitiveMembers"]) {
    routes.get(`/:id/${relation}`, (c) => {
      assertHolds(c.get("caller"), memberReadPermissions);
      const { id } = required(groups, param(c, "id")).entity;
      const members = membersOf(tenant, id, relation === "transitiveMembers");
      const rows = members.flatMap((member) => directoryObject(tenant, member) ?? []);
      return list(c, host, rows, objects);
    });
  }
  routes.get("/:id/memberOf", (c) => {
    assertHolds(c.get("caller"), memberReadPermissions);
    const { id } = required(groups, param(c, "id")).entity;
    const rows = groupsOf(tenant, id).map((group) => ({ "@odata.type": "#microsoft.graph.group", ...group }));
    return list(c, host, rows, objects);
  });
  routes.post("/:id/members/$ref", async (c) => {
    assertMayChangeMembers(c);
    const { id } = required(groups, param(c, "id")).entity;
    const { "@odata.id": reference } = await bodyOf(c, z.strictObject({ "@odata.id": z.string() }), "DirectoryObject");
    addMember(tenant, id, referencedId(reference, graphUrl));
    return c.body(null, 204);
  });
  routes.delete("/:id/members/:member/$ref", (c) => {
    assertMayChangeMembers(c);
    removeMember(tenant, required(groups, param(c, "id")).entity.id, param(c, "member"));
    return c.body(null, 204);
  });
  routes.route("/:id/owners", ownerRoutes(host, groups, readPermissions, assertMayWrite));
  return routes;
}
