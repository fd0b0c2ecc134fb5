/** A service on a socket: answers, and the ways in which an answer is lost. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Reply } from "./faults/inject.ts";

/** The whole head and half of the body; then the connection ends. An answer without a body is lost as a whole. */
async function cutOff(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  if (body.length === 0) return reset(outgoing);
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), "content-length": body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.socket?.end());
}

function reset(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy();
}

/** Waits, but not longer than somebody waits for the answer. */
async function whileWaitedFor(outgoing: ServerResponse, seconds: number): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  await sleep(seconds * 1000, undefined, { signal: gone.signal }).catch(() => undefined);
}

/** Listens for requests. @param answer what comes back for each */
export function listenerOf(answer: (request: Request, incoming: IncomingMessage) => Promise<Reply>): RequestListener {
  return getRequestListener(async (request, env) => {
    const { incoming, outgoing } = env as { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse };
    const reply = await answer(request, incoming);
    if (reply.kind === "answer") return reply.response;
    if (reply.kind === "late") {
      await whileWaitedFor(outgoing, reply.seconds);
      return reply.response;
    }
    if (reply.kind === "truncated") await cutOff(outgoing, reply.response);
    else reset(outgoing);
    return RESPONSE_ALREADY_SENT;
  });
}
