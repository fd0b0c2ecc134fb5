/** Graph's routes of groups: not part of any integration's stack, and not simulated yet. */
import { Hono } from "hono";
import { notSimulated } from "../errors.ts";
import type { GraphEnv, GraphHost } from "./request.ts";

/** `/groups`. */
export function groupRoutes(_host: GraphHost): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();
  routes.all("*", (c) => {
    throw notSimulated(`groups (${c.req.method} ${c.req.path})`);
  });
  return routes;
}
