/** `$batch`: up to 20 requests in one (https://learn.microsoft.com/graph/json-batching). */
import type { Hono } from "hono";
import * as z from "zod";
import { Rejection } from "../errors.ts";
import { bodyOf, type GraphContext, type GraphHost, noQuery } from "./request.ts";

const maxSteps = 20;

const stepBody = z.strictObject({
  id: z.string().min(1),
  method: z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"]),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});

const batchBody = z.strictObject({ requests: z.array(stepBody) });

type Step = z.infer<typeof stepBody>;

/** One answer inside of a batch. */
interface StepAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function refused(message: string): Rejection {
  return new Rejection(400, "BadRequest", message);
}

/** All in a row or all at once; each waits for one that stands before it. */
function assertSteps(steps: readonly Step[]): void {
  if (steps.length === 0) throw refused("Invalid batch payload format.");
  if (steps.length > maxSteps) throw refused(`Number of batch request steps exceeds the maximum value of ${maxSteps}.`);
  const ids = steps.map(({ id }) => id.toLowerCase());
  if (new Set(ids).size < ids.length) throw refused("Request Id values in a batch must be unique.");
  for (const [index, { id, dependsOn = [] }] of steps.entries()) {
    const earlier = ids.slice(0, index);
    if (dependsOn.some((other) => !earlier.includes(other.toLowerCase())))
      throw refused(`Invalid dependency for request Id: ${id}.`);
  }
  const waiting = steps.filter(({ dependsOn = [] }) => dependsOn.length > 0).length;
  if (waiting > 0 && !isChain(steps) && !shareOne(steps))
    throw refused("Batch should be either fully sequential or fully parallel.");
}

/** Each depends on the one before it. */
function isChain(steps: readonly Step[]): boolean {
  return steps.every(({ dependsOn = [] }, index) =>
    index === 0 ? dependsOn.length === 0 : dependsOn.length === 1 && dependsOn[0] === steps[index - 1]?.id,
  );
}

/** All depend on one that comes first. */
function shareOne(steps: readonly Step[]): boolean {
  const [first, ...rest] = steps;
  return rest.every(({ dependsOn = [] }) => dependsOn.length === 1 && dependsOn[0] === first?.id);
}

const failedDependency = {
  error: { code: "FailedDependency", message: "A request that this one depends on has failed." },
};

async function answerStep(
  c: GraphContext,
  host: GraphHost,
  version: string,
  routes: Hono,
  step: Step,
): Promise<StepAnswer> {
  const { id, method, url, headers = {}, body } = step;
  if (!url.startsWith("/") || url.startsWith("//") || url.startsWith("/$batch"))
    return {
      id,
      status: 400,
      headers: {},
      body: { error: { code: "BadRequest", message: `Invalid request URL '${url}'.` } },
    };
  const request = new Request(`${host.graphUrl}/${version}${url}`, {
    method,
    // The batch's own token, whatever a step says.
    headers: { ...headers, Authorization: c.req.header("Authorization") ?? "" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await (c.env.step?.(request) ?? routes.fetch(request));
  const text = await answer.text();
  const type = answer.headers.get("Content-Type");
  const json = type?.startsWith("application/json");
  const retryAfter = answer.headers.get("Retry-After");
  return {
    id,
    status: answer.status,
    headers: {
      ...(type !== null && text !== "" && { "Content-Type": type }),
      ...(retryAfter !== null && { "Retry-After": retryAfter }),
    },
    ...(text !== "" && { body: json ? JSON.parse(text) : text }),
  };
}

/** `POST /$batch` of one version. @param routes answer a single request where nobody else does */
export function batchRoute(host: GraphHost, version: string, routes: Hono): (c: GraphContext) => Promise<Response> {
  return async (c) => {
    noQuery(c);
    const { requests } = await bodyOf(c, batchBody, "Batch");
    assertSteps(requests);
    const answers = new Map<string, StepAnswer>();
    for (const step of requests) {
      const failed = (step.dependsOn ?? []).some((id) => (answers.get(id)?.status ?? 500) >= 400);
      const answer = failed
        ? { id: step.id, status: 424, headers: {}, body: failedDependency }
        : await answerStep(c, host, version, routes, step);
      answers.set(step.id, answer);
    }
    return c.json({ responses: [...answers.values()] });
  };
}
