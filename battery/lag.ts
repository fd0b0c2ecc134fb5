/**
 * A tenant whose replicas lag behind: for the objects that a run makes, so many reads still see the past. Around the
 * tenant's routes, so that what stands in the tenant is always the truth.
 */
import type { Lag } from "./cases.ts";
import { randomFrom } from "./random.ts";
import type { Deliver } from "./world.ts";

const objectPath = /^(.*\/v1\.0\/(?:applications|servicePrincipals|oauth2PermissionGrants))\/([^/?]+)$/;

function notFound(id: string): Response {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return Response.json({ error: { code: "Request_ResourceNotFound", message } }, { status: 404 });
}

/** The tenant's routes as a lagging replica answers them. The seed chooses which of the new objects lag: every other one. */
export function lagging(deliver: Deliver, { what, reads, seed }: Lag): Deliver {
  const random = randomFrom(seed);
  /** Objects that lag, with the reads that are left. */
  const behind = new Map<string, number>();
  const old = new Map<string, string>();
  const backing = new Map<string, number>();
  const spend = (left: Map<string, number>, id: string): boolean => {
    const rest = left.get(id) ?? 0;
    if (rest > 0) left.set(id, rest - 1);
    return rest > 0;
  };
  return async (url, init) => {
    const { pathname } = new URL(url);
    const method = init.method ?? "GET";
    const id = objectPath.exec(pathname)?.[2];
    if (what === "404-after-create" && id !== undefined && spend(behind, id)) return notFound(id);
    if (what === "old-read" && method === "GET" && id !== undefined) {
      const past = old.get(id);
      if (past !== undefined && spend(behind, id)) return Response.json(JSON.parse(past));
    }
    if (what === "backing-application" && method === "POST" && pathname.endsWith("/v1.0/servicePrincipals")) {
      const { appId = "" } = JSON.parse(String(init.body)) as { appId?: string };
      if (!backing.has(appId)) backing.set(appId, random.between(0, 1) === 0 ? reads : 0);
      if (spend(backing, appId)) {
        const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
        return Response.json({ error: { code: "Request_BadRequest", message } }, { status: 400 });
      }
    }
    if (what === "old-read" && method === "PATCH" && id !== undefined && !old.has(id)) {
      // What a replica without this change goes on answering.
      const before = await deliver(url, { ...(init.headers && { headers: init.headers }), method: "GET" });
      if (before.ok) old.set(id, await before.text());
      behind.set(id, random.between(0, 1) === 0 ? reads : 0);
    }
    const answer = await deliver(url, init);
    if (what === "list" && method === "GET" && answer.ok && behind.size > 0 && id === undefined) {
      const body = (await answer.clone().json()) as { value?: { id?: string }[] };
      if (!Array.isArray(body.value)) return answer;
      return Response.json({ ...body, value: body.value.filter((row) => !spend(behind, row.id ?? "")) });
    }
    if (method === "POST" && answer.status === 201 && what !== "old-read") {
      const { id: made } = (await answer.clone().json()) as { id?: string };
      if (made !== undefined) behind.set(made, random.between(0, 1) === 0 ? reads : 0);
    }
    return answer;
  };
}
