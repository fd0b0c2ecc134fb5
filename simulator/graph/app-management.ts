/** Graph's routes of app management policies: the tenant's own, and those that are assigned. */
import { Hono } from "hono";
import * as z from "zod";
import {
  appliesTo,
  assignedPolicy,
  assignPolicy,
  changeDefaultPolicy,
  createPolicy,
  customPolicies,
  customPolicy,
  customPolicyBody,
  defaultPolicy,
  defaultPolicyBody,
  releasePolicy,
} from "../directory/app-management.ts";
import { required } from "../directory/directory.ts";
import type { AppManagement, Owned } from "../directory/entity.ts";
import { directoryObject } from "../directory/object.ts";
import { applicationReaders, assertHolds } from "../token/access-token.ts";
import type { GraphObject } from "./filter.ts";
import { bodyOf, type GraphContext, type GraphEnv, type GraphHost, list, noQuery, one, param } from "./request.ts";

// https://learn.microsoft.com/graph/api/tenantappmanagementpolicy-get
const readers = [
  "Policy.Read.All",
  "Policy.Read.ApplicationConfiguration",
  "Policy.ReadWrite.ApplicationConfiguration",
];
const writers = ["Policy.ReadWrite.ApplicationConfiguration"];

function toGraphDefault(version: string, { kind: _, ...policy }: ReturnType<typeof defaultPolicy>): GraphObject {
  const { audiences, ...restrictions } = policy.applicationRestrictions;
  return {
    displayName: "Default app management tenant policy",
    description:
      "Default tenant policy that enforces app management restrictions on applications and service principals.",
    ...policy,
    // v1.0 does not know the beta property.
    applicationRestrictions: version === "beta" && audiences ? { ...restrictions, audiences } : restrictions,
  };
}

function toGraphCustom(version: string, row: Extract<AppManagement, { kind: "custom" }>): GraphObject {
  const { kind: _, ...policy } = row;
  const { identifierUris, audiences, ...restrictions } = policy.restrictions;
  const applicationRestrictions = {
    ...(identifierUris && { identifierUris }),
    ...(version === "beta" && audiences && { audiences }),
  };
  const some = Object.keys(applicationRestrictions).length > 0;
  return { ...policy, restrictions: { ...restrictions, ...(some && { applicationRestrictions }) } };
}

/** `/policies/…` of one version of Graph. */
export function policyRoutes(host: GraphHost, version: "v1.0" | "beta"): Hono<GraphEnv> {
  const { tenant } = host;
  const routes = new Hono<GraphEnv>();
  routes.get("/defaultAppManagementPolicy", (c) => {
    assertHolds(c.get("caller"), readers);
    return one(c, toGraphDefault(version, defaultPolicy(tenant)), "TenantAppManagementPolicy");
  });
  routes.patch("/defaultAppManagementPolicy", async (c) => {
    assertHolds(c.get("caller"), writers);
    noQuery(c);
    changeDefaultPolicy(tenant, await bodyOf(c, defaultPolicyBody, "TenantAppManagementPolicy"));
    return c.body(null, 204);
  });
  routes.get("/appManagementPolicies", (c) => {
    assertHolds(c.get("caller"), readers);
    const rows = customPolicies(tenant).map((row) => toGraphCustom(version, row));
    return list(c, host, rows, { resource: "AppManagementPolicy", filters: [] });
  });
  routes.post("/appManagementPolicies", async (c) => {
    assertHolds(c.get("caller"), writers);
    noQuery(c);
    const policy = createPolicy(tenant, await bodyOf(c, customPolicyBody, "AppManagementPolicy"));
    return c.json(toGraphCustom(version, policy), 201);
  });
  routes.get("/appManagementPolicies/:id", (c) => {
    assertHolds(c.get("caller"), readers);
    return one(c, toGraphCustom(version, customPolicy(tenant, param(c, "id"))), "AppManagementPolicy");
  });
  // https://learn.microsoft.com/graph/api/appmanagementpolicy-list-appliesto: two permissions at once.
  routes.get("/appManagementPolicies/:id/appliesTo", (c) => {
    assertHolds(c.get("caller"), readers);
    assertHolds(c.get("caller"), applicationReaders);
    const ids = appliesTo(tenant, customPolicy(tenant, param(c, "id")).id);
    const rows = ids.flatMap((id) => directoryObject(tenant, id) ?? []);
    return list(c, host, rows, { resource: "DirectoryObject", filters: [] });
  });
  return routes;
}

const referenceBody = z.strictObject({ "@odata.id": z.string() });

/** `…/{id}/appManagementPolicies` of an application or a principal. */
export function assignedPolicyRoutes<Entity>(
  host: GraphHost,
  version: "v1.0" | "beta",
  collection: ReadonlyMap<string, Owned<Entity>>,
): Hono<GraphEnv> {
  const { tenant } = host;
  const routes = new Hono<GraphEnv>();
  const objectId = (c: GraphContext) => {
    const id = param(c, "id");
    required(collection, id);
    return id.toLowerCase();
  };
  routes.get("/", (c) => {
    assertHolds(c.get("caller"), readers);
    const policy = assignedPolicy(tenant, objectId(c));
    const rows = policy ? [toGraphCustom(version, policy)] : [];
    return list(c, host, rows, { resource: "AppManagementPolicy", filters: [] });
  });
  routes.post("/$ref", async (c) => {
    assertHolds(c.get("caller"), writers);
    noQuery(c);
    const { "@odata.id": reference } = await bodyOf(c, referenceBody, "AppManagementPolicy");
    assignPolicy(tenant, objectId(c), reference.split("/").at(-1) ?? "");
    return c.body(null, 204);
  });
  routes.delete("/:policy/$ref", (c) => {
    assertHolds(c.get("caller"), writers);
    noQuery(c);
    releasePolicy(tenant, objectId(c), param(c, "policy"));
    return c.body(null, 204);
  });
  return routes;
}
