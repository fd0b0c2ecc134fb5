/** The simulated sign-in service (login.microsoftonline.com): its addresses, and how a refusal looks. */
import { type Context, Hono } from "hono";
import type { Tenant } from "../directory/directory.ts";
import { armErrorBody, rejectionOf, TokenRejection, tokenErrorBody } from "../errors.ts";
import { isForm } from "../media-type.ts";
import { authorityOf } from "./authority.ts";
import { instanceDiscovery, openIdConfiguration, publishedKeys } from "./discovery.ts";
import { answerTokenRequest } from "./endpoint.ts";
import type { TokenSettings } from "./request.ts";
import { signInPages } from "./sign-in.ts";
import type { SigningKeys } from "./signing.ts";

/** What the service is given. */
export interface SignInHost {
  readonly tenant: Tenant;
  readonly keys: Promise<SigningKeys>;
  readonly loginUrl: string;
  readonly graphUrl: string;
  readonly addresses: TokenSettings["addresses"];
}

async function tokenAnswer(
  host: SignInHost,
  redeemed: Map<string, number>,
  c: Context,
  version: 1 | 2,
): Promise<Response> {
  c.header("Cache-Control", "no-store, no-cache");
  const { keys, ...settings } = host;
  const form = new URLSearchParams(isForm(c.req.header("Content-Type")) ? await c.req.text() : "");
  const named = c.req.param("tenant") ?? "";
  const request = {
    version,
    named,
    form,
    authorization: c.req.header("Authorization"),
    origin: c.req.header("Origin"),
  };
  // A page in a browser may read the answer: its origin is judged with the code, not by the browser.
  if (request.origin !== undefined) c.header("Access-Control-Allow-Origin", request.origin);
  return c.json(await answerTokenRequest(host.tenant, { ...settings, redeemed, keys: await keys }, request));
}

/** Everything under `/{tenant}/`. */
export function signInApp(host: SignInHost): Hono {
  const { tenant } = host;
  const app = new Hono();
  const redeemed = new Map<string, number>();
  for (const [version, path] of [
    [1, "/:tenant/oauth2/token"],
    [2, "/:tenant/oauth2/v2.0/token"],
  ] as const) {
    app.post(path, (c) => tokenAnswer(host, redeemed, c, version));
    app.options(path, (c) =>
      c.body(null, 204, {
        Allow: "POST, OPTIONS",
        "Access-Control-Allow-Origin": c.req.header("Origin") ?? "*",
        "Access-Control-Allow-Methods": "POST, OPTIONS",
        "Access-Control-Allow-Headers": c.req.header("Access-Control-Request-Headers") ?? "",
      }),
    );
    app.all(path, (c) => {
      const message = `The endpoint only accepts POST, OPTIONS requests. Received a ${c.req.method} request.`;
      throw new TokenRejection(900561, "invalid_request", message);
    });
  }
  const { keys, ...settings } = host;
  app.route(
    "/",
    signInPages(async () => ({ ...settings, redeemed, keys: await keys })),
  );
  app.get("/common/discovery/instance", (c) => c.json(instanceDiscovery(host)));
  for (const [version, path] of [
    [1, ""],
    [2, "/v2.0"],
  ] as const) {
    app.get(`/:tenant${path}/.well-known/openid-configuration`, (c) =>
      c.json(openIdConfiguration(host, authorityOf(tenant, c.req.param("tenant") ?? ""), version)),
    );
    app.get(`/:tenant/discovery${path}/keys`, async (c) => {
      authorityOf(tenant, c.req.param("tenant") ?? "");
      return c.json(publishedKeys(host, await host.keys));
    });
  }
  app.onError((error, c) => {
    if (error instanceof TokenRejection) {
      const { status, body } = tokenErrorBody(error, tenant.clock(), tenant.uuid());
      return c.json(body, status);
    }
    const rejection = rejectionOf(error);
    return c.json(armErrorBody(rejection), rejection.status);
  });
  return app;
}
