/** Graph's routes of federated identity credentials. */
import { Hono } from "hono";
import { required } from "../directory/directory.ts";
import {
  createFederatedCredential,
  deleteFederatedCredential,
  federatedCredentialAt,
  federatedCredentialBody,
  federatedCredentialPatchBody,
  patchFederatedCredential,
  toGraphFederatedCredential,
} from "../directory/federated-credential.ts";
import { assertHolds } from "../token/access-token.ts";
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
} from "./request.ts";

const resourceName = "FederatedIdentityCredential";

/** `/applications/{id}/federatedIdentityCredentials`. */
export function federatedCredentialRoutes(host: GraphHost, read: readonly string[]): Hono<GraphEnv> {
  const { tenant } = host;
  const { applications, federatedCredentials } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  const applicationId = (c: GraphContext): string => required(applications, param(c, "id")).entity.id;
  const writable = (c: GraphContext): string => {
    noQuery(c);
    assertMayWrite(c, required(applications, param(c, "id")).owners);
    return applicationId(c);
  };

  routes.get("/", (c) => {
    assertHolds(c.get("caller"), read);
    const id = applicationId(c);
    const rows = [...federatedCredentials.values()]
      .filter((row) => row.applicationId === id)
      .map(toGraphFederatedCredential);
    return list(c, host, rows, { resource: resourceName, filters: ["name"] });
  });
  routes.post("/", async (c) => {
    const id = writable(c);
    const row = createFederatedCredential(tenant, id, await bodyOf(c, federatedCredentialBody, resourceName));
    return c.json(toGraphFederatedCredential(row), 201);
  });
  routes.get("/:credential", (c) => {
    assertHolds(c.get("caller"), read);
    const row = federatedCredentialAt(tenant, applicationId(c), param(c, "credential"));
    return one(c, toGraphFederatedCredential(row), resourceName);
  });
  routes.patch("/:credential", async (c) => {
    const id = writable(c);
    const body = await bodyOf(c, federatedCredentialPatchBody, resourceName);
    patchFederatedCredential(tenant, id, param(c, "credential"), body);
    return c.body(null, 204);
  });
  routes.delete("/:credential", (c) => {
    deleteFederatedCredential(tenant, writable(c), param(c, "credential"));
    return c.body(null, 204);
  });
  return routes;
}
