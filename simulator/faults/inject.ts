/** What a client meets instead of, or after, the tenant's own answer. */
import { armErrorBody, graphErrorBody, Rejection, TokenRejection, tokenErrorBody } from "../errors.ts";
import { refusalWords, statusWords, type Words } from "./refusals.ts";
import type { Fault, Lag } from "./rule.ts";
import type { Asked } from "./schedule.ts";

/** What comes back over the wire. */
export type Reply =
  | { readonly kind: "answer"; readonly response: Response }
  /** The answer after so many real seconds. */
  | { readonly kind: "late"; readonly response: Response; readonly seconds: number }
  /** The whole head and half of the body, then a reset. */
  | { readonly kind: "truncated"; readonly response: Response }
  | { readonly kind: "reset" };

type Acute = Exclude<Fault, Lag>;

/** True where the request does not reach the tenant. */
export function isBefore(fault: Acute): boolean {
  return fault.kind === "refused" || ((fault.kind === "status" || fault.kind === "reset") && fault.effect === "none");
}

function inServiceWords(asked: Asked, { status, code, message }: Words, now: Date, id: string): object {
  if (asked.kind === "token") {
    const { body } = tokenErrorBody(new TokenRejection(90033, "invalid_request", message), now, id);
    return { ...body, error: status === 429 || status >= 500 ? "temporarily_unavailable" : body.error };
  }
  // The status of the words is the answer's; a Rejection only brings the form.
  const rejection = new Rejection(400, code, message);
  return asked.path.startsWith("/graph/") ? graphErrorBody(rejection, now, id) : armErrorBody(rejection);
}

/** The object that a refusal names: the path's last segment. */
function namedIn({ path }: Asked): string {
  return path.split("/").at(-1) ?? "";
}

/** What the front end, or the service, says in the place of an answer. @throws for a fault that has none */
export function answered(fault: Acute, asked: Asked, now: Date, id: string): Response {
  const words: Words | undefined =
    fault.kind === "refused"
      ? refusalWords[fault.refusal](namedIn(asked))
      : fault.kind === "status"
        ? { status: fault.status, ...statusWords[fault.status] }
        : undefined;
  if (words === undefined || (fault.kind !== "refused" && fault.kind !== "status"))
    throw new Error(`a fault of kind ${fault.kind} has no answer of its own`);
  const headers = new Headers({ "Content-Type": "application/json; charset=utf-8", "request-id": id });
  if (fault.retryAfter !== undefined) headers.set("Retry-After", String(fault.retryAfter));
  return new Response(JSON.stringify(inServiceWords(asked, words, now, id)), { status: words.status, headers });
}

/**
 * The reply under a fault.
 * @param response the tenant's own answer; undefined where the request did not reach it
 */
export function struck(fault: Acute, asked: Asked, response: Response | undefined, now: Date, id: string): Reply {
  if (fault.kind === "reset") return { kind: "reset" };
  if (fault.kind === "truncated" && response) return { kind: "truncated", response };
  if (fault.kind === "late" && response) return { kind: "late", response, seconds: fault.seconds };
  return { kind: "answer", response: answered(fault, asked, now, id) };
}

/** What `fetch` does with a reply, for a client in the same process: no socket, and no real waiting. */
export function fetched(reply: Reply): Response {
  if (reply.kind === "answer") return reply.response;
  if (reply.kind === "late") throw new DOMException(`no answer within ${reply.seconds} s`, "TimeoutError");
  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
  if (reply.kind === "reset" || reply.response.body === null) throw new TypeError("fetch failed", { cause: reset });
  const { status, headers, body } = reply.response;
  return new Response(body.pipeThrough(halved(new TypeError("terminated", { cause: reset }))), { status, headers });
}

/** Lets half of the first chunk through, then fails. */
function halved(reason: Error): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.slice(0, Math.ceil(chunk.length / 2)));
      controller.error(reason);
    },
  });
}
