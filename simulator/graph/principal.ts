/** Graph's routes of service principals, and of what they were granted. */
import { Hono } from "hono";
import * as z from "zod";
import { auditTarget, recordActivity } from "../directory/audit.ts";
import {
  appRoleAssignmentBody,
  assignAppRole,
  assignmentAt,
  removeAssignment,
  toGraphAssignment,
} from "../directory/consent.ts";
import { keysWithBodies, passwordBody } from "../directory/credential.ts";
import { applicationByAppId, required } from "../directory/directory.ts";
import type { AppRoleAssignment, Owned, ServicePrincipal } from "../directory/entity.ts";
import { referencedId } from "../directory/owner.ts";
import { groupsOf } from "../directory/person.ts";
import {
  addPrincipalPassword,
  createPrincipal,
  deletePrincipal,
  patchPrincipal,
  principalCreateBody,
  principalPatchBody,
  removePrincipalPassword,
  toGraphServicePrincipal,
} from "../directory/principal.ts";
import { backingApplicationWords } from "../directory/vendors-application.ts";
import { denied, notSimulated } from "../errors.ts";
import { applicationCreators, applicationReaders, assertHolds } from "../token/access-token.ts";
import { assignedPolicyRoutes } from "./app-management.ts";
import type { GraphObject, Queryable } from "./filter.ts";
import { ownerRoutes } from "./owner.ts";
import {
  assertMayWrite,
  bodyOf,
  type GraphContext,
  type GraphEnv,
  type GraphHost,
  list,
  noQuery,
  one,
  param,
  selected,
} from "./request.ts";

const assignPermissions = ["AppRoleAssignment.ReadWrite.All"];
const readAssignmentPermissions = ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"];

const principalQueries: Queryable = {
  resource: "ServicePrincipal",
  filters: ["appId", "displayName", "id", "accountEnabled", "servicePrincipalType"],
  listFilters: ["servicePrincipalNames", "tags"],
};

const assignmentQueries: Queryable = {
  resource: "AppRoleAssignment",
  filters: ["principalId", "resourceId", "appRoleId"],
};

/** `/servicePrincipals` of one version of Graph. */
export function principalRoutes(host: GraphHost, version: "v1.0" | "beta"): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const { servicePrincipals } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  const ownedAt = (c: GraphContext): Owned<ServicePrincipal> => required(servicePrincipals, param(c, "id"));
  const toGraphPrincipal = (entity: ServicePrincipal): GraphObject => {
    const { samlMetadataUrl, ...rest } = toGraphServicePrincipal(tenant, entity);
    return version === "beta" ? { ...rest, samlMetadataUrl } : rest;
  };
  const writable = (c: GraphContext): string => {
    const { entity, owners } = ownedAt(c);
    assertMayWrite(c, owners);
    noQuery(c);
    return entity.id;
  };

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), applicationReaders);
    const applications = new Map(
      [...tenant.directory.applications.values()].map(({ entity }) => [entity.appId, entity]),
    );
    const rows = [...servicePrincipals.values()].map(({ entity }) =>
      toGraphServicePrincipal(tenant, entity, applications.get(entity.appId)),
    );
    return list(c, host, rows, principalQueries, (row) => toGraphPrincipal(row as ServicePrincipal));
  });
  routes.post("/", async (c) => {
    const caller = c.get("caller");
    assertHolds(caller, applicationCreators);
    noQuery(c);
    const body = await bodyOf(c, principalCreateBody, "ServicePrincipal");
    const application = applicationByAppId(tenant.directory, body.appId);
    if (application) assertMayWrite(c, application.owners);
    // Of another organisation's application nobody here is the owner.
    else if (tenant.catalog.vendors.has(body.appId) && !caller.roles.includes("Application.ReadWrite.All"))
      throw denied(backingApplicationWords);
    const owners = (body["owners@odata.bind"] ?? []).map((reference) => referencedId(reference, graphUrl));
    return c.json(toGraphPrincipal(createPrincipal(tenant, caller.principalId, body, owners)), 201);
  });
  routes.get("/:id", (c) => {
    assertHolds(c.get("caller"), applicationReaders);
    const { entity, keyring } = ownedAt(c);
    const bodies = selected(c)?.includes("keyCredentials");
    const keyCredentials = bodies ? keysWithBodies(entity.keyCredentials, keyring) : entity.keyCredentials;
    return one(c, { ...toGraphPrincipal(entity), keyCredentials }, "ServicePrincipal");
  });
  routes.patch("/:id", async (c) => {
    const id = writable(c);
    patchPrincipal(tenant, id, await bodyOf(c, principalPatchBody, "ServicePrincipal"));
    return c.body(null, 204);
  });
  routes.delete("/:id", (c) => {
    const id = writable(c);
    const target = auditTarget(tenant, id);
    deletePrincipal(tenant, id);
    recordActivity(tenant, c.get("caller").principalId, "Remove service principal", target);
    return c.body(null, 204);
  });
  routes.post("/:id/addPassword", async (c) => {
    const id = writable(c);
    const body = await bodyOf(c, z.strictObject({ passwordCredential: passwordBody.nullish() }), "ServicePrincipal");
    return c.json(addPrincipalPassword(tenant, id, body.passwordCredential ?? {}));
  });
  routes.post("/:id/removePassword", async (c) => {
    const id = writable(c);
    const { keyId } = await bodyOf(c, z.strictObject({ keyId: z.guid() }), "ServicePrincipal");
    removePrincipalPassword(tenant, id, keyId);
    return c.body(null, 204);
  });
  routes.get("/:id/memberOf", (c) => {
    assertHolds(c.get("caller"), readAssignmentPermissions);
    const rows = groupsOf(tenant, ownedAt(c).entity.id).map((group) => ({
      "@odata.type": "#microsoft.graph.group",
      ...group,
    }));
    return list(c, host, rows, { resource: "DirectoryObject", filters: ["id", "displayName"] });
  });
  routes.route("/:id/appManagementPolicies", assignedPolicyRoutes(host, version, servicePrincipals));
  routes.route("/:id/owners", ownerRoutes(host, servicePrincipals, applicationReaders));
  routes.route("/:id/appRoleAssignedTo", assignmentRoutes(host, "resourceId"));
  routes.route("/:id/appRoleAssignments", assignmentRoutes(host, "principalId"));
  routes.get("/:id/oauth2PermissionGrants", (c) => {
    assertHolds(c.get("caller"), [
      "Directory.Read.All",
      "DelegatedPermissionGrant.Read.All",
      "DelegatedPermissionGrant.ReadWrite.All",
    ]);
    const { entity } = ownedAt(c);
    const rows = [...tenant.directory.delegatedGrants.values()].filter(({ clientId }) => clientId === entity.id);
    return list(c, host, rows as unknown as GraphObject[], {
      resource: "OAuth2PermissionGrant",
      filters: ["resourceId", "consentType"],
    });
  });
  return routes;
}

/** Assignments seen from the resource (`appRoleAssignedTo`, where they are made) or from the principal (`appRoleAssignments`). */
function assignmentRoutes(host: GraphHost, side: "resourceId" | "principalId"): Hono<GraphEnv> {
  const { tenant } = host;
  const routes = new Hono<GraphEnv>();
  const assertMayAssign = (c: GraphContext): void => {
    noQuery(c);
    assertHolds(c.get("caller"), assignPermissions);
    assertHolds(c.get("caller"), readAssignmentPermissions);
  };
  const objectAt = (c: GraphContext): string => required(tenant.directory.servicePrincipals, param(c, "id")).entity.id;

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), readAssignmentPermissions);
    const id = objectAt(c);
    const rows = [...tenant.directory.appRoleAssignments.values()].filter((row: AppRoleAssignment) => row[side] === id);
    return list(
      c,
      host,
      rows.map((row) => toGraphAssignment(tenant, row)),
      assignmentQueries,
    );
  });
  routes.post("/", async (c) => {
    assertMayAssign(c);
    const id = objectAt(c);
    const body = await bodyOf(c, appRoleAssignmentBody, "AppRoleAssignment");
    if (side === "principalId" && body.principalId !== id)
      throw notSimulated("an assignment of another principal here");
    return c.json(
      toGraphAssignment(tenant, assignAppRole(tenant, side === "resourceId" ? id : body.resourceId, body)),
      201,
    );
  });
  routes.get("/:assignment", (c) => {
    assertHolds(c.get("caller"), readAssignmentPermissions);
    const row = assignmentAt(tenant, side, objectAt(c), param(c, "assignment"));
    return one(c, toGraphAssignment(tenant, row), "AppRoleAssignment");
  });
  routes.delete("/:assignment", (c) => {
    assertMayAssign(c);
    const held = tenant.directory.appRoleAssignments.get(param(c, "assignment"));
    removeAssignment(tenant, side, objectAt(c), param(c, "assignment"));
    if (held && tenant.directory.servicePrincipals.has(held.principalId)) {
      const activity = "Remove app role assignment from service principal";
      recordActivity(tenant, c.get("caller").principalId, activity, auditTarget(tenant, held.principalId));
    }
    return c.body(null, 204);
  });
  return routes;
}
