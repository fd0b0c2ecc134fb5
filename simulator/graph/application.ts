/** Graph's routes of applications. */
import { Hono } from "hono";
import * as z from "zod";
import {
  addPassword,
  createApplication,
  deleteApplication,
  patchApplication,
  removePassword,
} from "../directory/application.ts";
import {
  applicationBetaPatchBody,
  applicationCreateBody,
  applicationPatchBody,
} from "../directory/application-body.ts";
import { auditTarget, recordActivity } from "../directory/audit.ts";
import { keysWithBodies, passwordBody } from "../directory/credential.ts";
import { principalByAppId, required } from "../directory/directory.ts";
import type { Application, Owned } from "../directory/entity.ts";
import { referencedId } from "../directory/owner.ts";
import { applicationCreators, applicationReaders, assertHolds } from "../token/access-token.ts";
import { assignedPolicyRoutes } from "./app-management.ts";
import { federatedCredentialRoutes } from "./federated-credential.ts";
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

const applicationQueries: Queryable = {
  resource: "Application",
  filters: ["appId", "displayName", "id", "signInAudience"],
  listFilters: ["identifierUris", "tags"],
  rawQuotes: true,
};

/** v1.0 does not know the beta property. */
function toGraphApplication(version: string, entity: Application): GraphObject {
  // Tenants that were kept before it was simulated have none.
  const { oauth2RequirePostResponse, servicePrincipalLockConfiguration = null, ...own } = entity;
  const rest = { ...own, servicePrincipalLockConfiguration };
  return version === "beta" ? { ...rest, oauth2RequirePostResponse } : rest;
}

/** `/applications` of one version of Graph. */
export function applicationRoutes(host: GraphHost, version: "v1.0" | "beta"): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const { applications } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  const ownedAt = (c: GraphContext): Owned<Application> => required(applications, param(c, "id"));
  const writable = (c: GraphContext): string => {
    const { entity, owners } = ownedAt(c);
    assertMayWrite(c, owners);
    noQuery(c);
    return entity.id;
  };

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), applicationReaders);
    return list(
      c,
      host,
      [...applications.values()].map(({ entity }) => toGraphApplication(version, entity)),
      applicationQueries,
    );
  });
  routes.post("/", async (c) => {
    assertHolds(c.get("caller"), applicationCreators);
    noQuery(c);
    const body = await bodyOf(c, applicationCreateBody, "Application");
    const owners = (body["owners@odata.bind"] ?? []).map((reference) => referencedId(reference, graphUrl));
    const { entity, shown } = createApplication(tenant, c.get("caller").principalId, body, owners);
    const passwordCredentials = entity.passwordCredentials.map((credential) => ({
      ...credential,
      secretText: shown.get(credential.keyId) ?? null,
    }));
    return c.json({ ...toGraphApplication(version, entity), passwordCredentials }, 201);
  });
  routes.get("/:id", (c) => {
    assertHolds(c.get("caller"), applicationReaders);
    const { entity, keyring } = ownedAt(c);
    const bodies = selected(c)?.includes("keyCredentials");
    const keyCredentials = bodies ? keysWithBodies(entity.keyCredentials, keyring) : entity.keyCredentials;
    return one(c, { ...toGraphApplication(version, entity), keyCredentials }, "Application");
  });
  routes.patch("/:id", async (c) => {
    const id = writable(c);
    const schema = version === "beta" ? applicationBetaPatchBody : applicationPatchBody;
    patchApplication(tenant, id, await bodyOf(c, schema, "Application"));
    return c.body(null, 204);
  });
  routes.delete("/:id", (c) => {
    const id = writable(c);
    const principal = principalByAppId(tenant.directory, required(applications, id).entity.appId)?.entity.id;
    const activities = [
      ["Delete application", auditTarget(tenant, id)] as const,
      ...(principal ? [["Remove service principal", auditTarget(tenant, principal)] as const] : []),
    ];
    deleteApplication(tenant, id);
    for (const [activity, target] of activities) recordActivity(tenant, c.get("caller").principalId, activity, target);
    return c.body(null, 204);
  });
  routes.post("/:id/addPassword", async (c) => {
    const id = writable(c);
    const body = await bodyOf(c, z.strictObject({ passwordCredential: passwordBody.nullish() }), "Application");
    return c.json(addPassword(tenant, id, body.passwordCredential ?? {}));
  });
  routes.post("/:id/removePassword", async (c) => {
    const id = writable(c);
    const { keyId } = await bodyOf(c, z.strictObject({ keyId: z.guid() }), "Application");
    removePassword(tenant, id, keyId);
    const activity = "Update application – Certificates and secrets management ";
    recordActivity(tenant, c.get("caller").principalId, activity, auditTarget(tenant, id));
    return c.body(null, 204);
  });
  routes.route("/:id/appManagementPolicies", assignedPolicyRoutes(host, version, applications));
  routes.route("/:id/owners", ownerRoutes(host, applications, applicationReaders));
  routes.route("/:id/federatedIdentityCredentials", federatedCredentialRoutes(host, applicationReaders));
  return routes;
}
