/** Graph's routes of directory roles: templates, activation, assignment. */
import { Hono } from "hono";
import { required } from "../directory/directory.ts";
import {
  activateRole,
  assignRole,
  directoryRoleBody,
  roleAssignmentBody,
  toGraphRole,
  unassignRole,
} from "../directory/role.ts";
import { assertHolds } from "../token/access-token.ts";
import { bodyOf, type GraphEnv, type GraphHost, list, noQuery, one, param } from "./request.ts";

const writePermissions = ["RoleManagement.ReadWrite.Directory"];
const readPermissions = [
  "RoleManagement.Read.Directory",
  "RoleManagement.Read.All",
  "Directory.Read.All",
  ...writePermissions,
];

/** `/directoryRoleTemplates`, `/directoryRoles` and `/roleManagement/directory`. */
export function roleRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant } = host;
  const { directoryRoles, roleAssignments } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  const templates = [...tenant.catalog.roleTemplates.values()].map(({ id, displayName, description }) => ({
    id,
    deletedDateTime: null,
    displayName,
    description,
  }));

  routes.get("/directoryRoleTemplates", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    noQuery(c);
    return c.json({ "@odata.context": `${host.graphUrl}/v1.0/$metadata#directoryRoleTemplates`, value: templates });
  });
  routes.get("/directoryRoleTemplates/:id", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    required(tenant.catalog.roleTemplates, param(c, "id"));
    return one(c, { ...templates.find(({ id }) => id === param(c, "id")) }, "DirectoryRoleTemplate");
  });
  routes.get("/directoryRoles", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    const rows = [...directoryRoles.values()].map((role) => toGraphRole(tenant, role));
    return list(c, host, rows, { resource: "DirectoryRole", filters: ["roleTemplateId", "displayName"] });
  });
  routes.post("/directoryRoles", async (c) => {
    assertHolds(c.get("caller"), writePermissions);
    noQuery(c);
    const { roleTemplateId } = await bodyOf(c, directoryRoleBody, "DirectoryRole");
    return c.json(toGraphRole(tenant, activateRole(tenant, roleTemplateId)), 201);
  });
  routes.get("/directoryRoles/:id", (c) => {
    assertHolds(c.get("caller"), readPermissions);
    return one(c, toGraphRole(tenant, required(directoryRoles, param(c, "id"))), "DirectoryRole");
  });

  const base = "/roleManagement/directory";
  routes.get(`${base}/roleDefinitions`, (c) => {
    assertHolds(c.get("caller"), readPermissions);
    const rows = templates.map(({ id, displayName, description }) => ({
      id,
      templateId: id,
      displayName,
      description,
      isBuiltIn: true,
    }));
    return list(c, host, rows, { resource: "UnifiedRoleDefinition", filters: ["id", "templateId", "displayName"] });
  });
  routes.get(`${base}/roleAssignments`, (c) => {
    assertHolds(c.get("caller"), readPermissions);
    const rows = [...roleAssignments.values()].map((row) => ({ ...row }));
    return list(c, host, rows, { resource: "UnifiedRoleAssignment", filters: ["principalId", "roleDefinitionId"] });
  });
  routes.post(`${base}/roleAssignments`, async (c) => {
    assertHolds(c.get("caller"), writePermissions);
    noQuery(c);
    return c.json({ ...assignRole(tenant, await bodyOf(c, roleAssignmentBody, "UnifiedRoleAssignment")) }, 201);
  });
  routes.get(`${base}/roleAssignments/:id`, (c) => {
    assertHolds(c.get("caller"), readPermissions);
    return one(c, { ...required(roleAssignments, param(c, "id")) }, "UnifiedRoleAssignment");
  });
  routes.delete(`${base}/roleAssignments/:id`, (c) => {
    assertHolds(c.get("caller"), writePermissions);
    noQuery(c);
    unassignRole(tenant, param(c, "id"));
    return c.body(null, 204);
  });
  return routes;
}
