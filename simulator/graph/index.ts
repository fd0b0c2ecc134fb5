/** The simulated Microsoft Graph: who may call, what exists, and how a refusal looks. */
import { Hono } from "hono";
import { graphErrorBody, notSimulated, rejectionOf } from "../errors.ts";
import { callerOf } from "../token/access-token.ts";
import type { SigningKeys } from "../token/signing.ts";
import { applicationRoutes } from "./application.ts";
import { auditRoutes } from "./audit.ts";
import { directoryRoutes } from "./directory.ts";
import { grantRoutes } from "./grant.ts";
import { groupRoutes } from "./group.ts";
import { principalRoutes } from "./principal.ts";
import type { GraphEnv, GraphHost } from "./request.ts";
import { roleRoutes } from "./role.ts";

/** Microsoft Graph's application id in every tenant. */
export const microsoftGraph = "00000003-0000-0000-c000-000000000000";

/** Graph under `/v1.0` and `/beta`. Every request needs an access token of this tenant for Graph. */
export function graphApp(host: GraphHost, keys: Promise<SigningKeys>): Hono<GraphEnv> {
  const { tenant, graphUrl } = host;
  const audiences = [graphUrl, "https://graph.microsoft.com", microsoftGraph];
  const app = new Hono<GraphEnv>();
  app.use(async (c, next) => {
    c.set("caller", await callerOf(tenant, keys, c.req.header("Authorization"), audiences));
    await next();
    c.header("OData-Version", "4.0");
    if (c.res.status === 200 || c.res.status === 201) {
      c.header(
        "Content-Type",
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
      );
    }
  });
  for (const version of ["v1.0", "beta"] as const) {
    app.route(`/${version}/applications`, applicationRoutes(host, version));
    app.route(`/${version}/servicePrincipals`, principalRoutes(host, version));
    app.route(`/${version}/oauth2PermissionGrants`, grantRoutes(host));
    app.route(`/${version}/auditLogs`, auditRoutes(host));
    app.route(`/${version}`, roleRoutes(host));
    app.route(`/${version}`, directoryRoutes(host));
  }
  app.route("/beta/groups", groupRoutes(host));
  app.all("*", (c) => {
    throw notSimulated(`${c.req.method} ${c.req.path}`);
  });
  app.onError((error, c) => {
    const rejection = rejectionOf(error);
    // Some refusals are tried again for minutes by the azuread provider (a missing object may be on its way); here nothing is.
    c.header("Retry-After", "0");
    return c.json(graphErrorBody(rejection, tenant.clock(), tenant.uuid()), rejection.status);
  });
  return app;
}
