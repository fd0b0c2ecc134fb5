/** The simulated Microsoft Graph: who may call, what exists, and how a refusal looks. */
import { Hono } from "hono";
import { apiIds } from "../../catalog/api-ids.ts";
import { isGlobalAdministrator } from "../directory/person.ts";
import { denied, graphErrorBody, notSimulated, rejectionOf } from "../errors.ts";
import { callerOf, pairwiseSubject } from "../token/access-token.ts";
import type { SigningKeys } from "../token/signing.ts";
import { policyRoutes } from "./app-management.ts";
import { applicationRoutes } from "./application.ts";
import { auditRoutes, reportRoutes } from "./audit.ts";
import { batchRoute } from "./batch.ts";
import { directoryRoutes } from "./directory.ts";
import { grantRoutes } from "./grant.ts";
import { groupRoutes } from "./group.ts";
import { mailboxRoutes, signedInUser, workloadRoutes } from "./mailbox.ts";
import { principalRoutes } from "./principal.ts";
import type { GraphEnv, GraphHost } from "./request.ts";
import { roleRoutes } from "./role.ts";
import { tenantRoutes } from "./tenant.ts";

/** Microsoft Graph's application id in every tenant. */
export const microsoftGraph = apiIds.graph;

const directoryWrites =
  /\/(?:v1\.0|beta)\/(?:applications|servicePrincipals|oauth2PermissionGrants|groups|directory|directoryRoles|roleManagement|policies|users)\b(?!.*\/sendMail$)/;

/** Graph under `/v1.0` and `/beta`. Every request needs an access token of this tenant for Graph. */
export function graphApp(host: GraphHost, keys: Promise<SigningKeys>): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const audiences = [graphUrl, "https://graph.microsoft.com", microsoftGraph];
  const app = new Hono<GraphEnv>();
  app.use(async (c, next) => {
    const caller = await callerOf(tenant, keys, c.req.header("Authorization"), audiences);
    c.set("caller", caller);
    // A person's token does no more than the person may: who is no administrator changes nothing of the directory.
    const changes = c.req.method !== "GET" && directoryWrites.test(c.req.path);
    if (caller.scopes && changes && !isGlobalAdministrator(tenant, caller.principalId)) throw denied();
    await next();
    c.header("OData-Version", "4.0");
    // A count is bare text.
    const text = c.res.headers.get("Content-Type")?.startsWith("text/plain");
    if (!text && (c.res.status === 200 || c.res.status === 201)) {
      c.header(
        "Content-Type",
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
      );
    }
  });
  const single = new Hono();
  for (const version of ["v1.0", "beta"] as const) {
    app.post(`/${version}/$batch`, batchRoute(host, version, single));
    app.route(`/${version}/groups`, groupRoutes(host));
    app.route(`/${version}/policies`, policyRoutes(host, version));
    app.route(`/${version}`, tenantRoutes(host));
    app.route(`/${version}`, mailboxRoutes(host));
    app.route(`/${version}`, workloadRoutes(host));
    app.route(`/${version}/applications`, applicationRoutes(host, version));
    app.route(`/${version}/servicePrincipals`, principalRoutes(host, version));
    app.route(`/${version}/oauth2PermissionGrants`, grantRoutes(host));
    app.route(`/${version}/auditLogs`, auditRoutes(host));
    app.route(`/${version}`, roleRoutes(host));
    app.route(`/${version}`, directoryRoutes(host));
  }
  app.route("/beta/reports", reportRoutes(host));
  app.get("/oidc/userinfo", (c) => {
    const { id, displayName, mail } = signedInUser(host, c);
    return c.json({ sub: pairwiseSubject(id, microsoftGraph), name: displayName, email: mail });
  });
  app.all("*", (c) => {
    throw notSimulated(`${c.req.method} ${c.req.path}`);
  });
  app.onError((error, c) => {
    const rejection = rejectionOf(error);
    // Some refusals are tried again for minutes by the azuread provider (a missing object may be on its way); here nothing is.
    c.header("Retry-After", "0");
    return c.json(graphErrorBody(rejection, tenant.clock(), tenant.uuid()), rejection.status);
  });
  // A batch's steps go the way of any request; what is mounted is what stands by now.
  single.route("/graph", app);
  return app;
}
