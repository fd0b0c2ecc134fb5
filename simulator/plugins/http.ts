/**
 * One HTTP exchange with the simulated tenant. Loopback only: a stand-in must never meet a real tenant.
 * The metadata document comes over TLS, from an authority that NODE_EXTRA_CA_CERTS names when the plugin starts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { objectIn, type Properties } from "./properties.ts";

/** What is sent. The body is sent as it is, with the header `Content-Type` that comes with it. */
export interface Exchange {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  /** The status with its phrase, `404 Not Found`. */
  readonly statusLine: string;
  /** Whole seconds that the service asks to wait, from `Retry-After`; a date is not read, as the real client does not. */
  readonly retryAfter?: number;
  readonly body: string;
}

/** Sends one request over the wire. Where no answer comes it fails as `fetch` does: a cause with the socket's code (`ECONNRESET`). */
export type Wire = (url: string, init: RequestInit) => Promise<Response>;

/** What the client takes from outside: the environment's variables, the wire and a way to wait (milliseconds). */
export interface HttpEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly wire: Wire;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The present, for the life of a token. */
  readonly now: () => Date;
}

/**
 * The process's own. A second of waiting lasts a millisecond: the real provider waits for replicas and throttles, which the
 * simulated tenant counts in requests and not in time. How often it asks, and when it gives up, stays what it is.
 */
export const httpEnvironment: HttpEnvironment = {
  environment: process.env,
  wire: fetch,
  wait: async (milliseconds) => sleep(milliseconds / 1000),
  now: () => new Date(),
};

const timeoutMs = 60_000;

/**
 * Refuses every host but this machine.
 * @throws when the URL names another host or another protocol than http and https.
 */
export function onlyLoopback(url: string): URL {
  const parsed = URL.parse(url);
  const host = parsed?.hostname ?? "";
  const loopback = host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
  if (parsed && loopback && /^https?:$/.test(parsed.protocol) && parsed.username === "") return parsed;
  throw new Error(
    `This is the stand-in plugin for the simulated tenant and talks to this machine only, not to ${host || url}. ` +
      "Put the real plugin first on PATH for a real tenant, or start the simulated tenant with `make up`.",
  );
}

/** No answer came: nobody knows whether the request had its effect. The message is that of the socket or of TLS. */
export class NoAnswer extends Error {
  /** The code of the socket, of TLS or of the client: `ECONNRESET`, `ECONNREFUSED`, `UND_ERR_SOCKET`; empty when there is none. */
  readonly code: string;

  constructor(what: string, cause: unknown) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const late = reason instanceof Error && reason.name === "TimeoutError";
    const text = late
      ? `no answer within ${timeoutMs / 1000} s`
      : reason instanceof Error
        ? reason.message
        : String(reason);
    super(`${what}: ${text}`, { cause });
    this.name = "NoAnswer";
    this.code = reason instanceof Error && "code" in reason ? String(reason.code) : "";
  }
}

/**
 * Sends one request. Redirects are not followed: they could lead away from this machine.
 * @throws NoAnswer where none came; an Error where it broke off, which no client tries again
 */
export async function send({ method, url, headers, body }: Exchange, wire: Wire): Promise<Reply> {
  const { href, origin, pathname } = onlyLoopback(url);
  const what = `${method} ${origin}${pathname}`;
  const signal = AbortSignal.timeout(timeoutMs);
  const init = { method, redirect: "manual", signal, headers: { ...headers }, body: body ?? null } as const;
  const response = await wire(href, init).catch((cause: unknown) => {
    throw new NoAnswer(what, cause);
  });
  const retryAfter = response.headers.get("retry-after") ?? "";
  const { status, statusText } = response;
  return {
    status,
    statusLine: `${status} ${statusText}`,
    ...(/^\d+$/.test(retryAfter) && { retryAfter: Number(retryAfter) }),
    body: await response.text().catch((cause: unknown) => {
      throw new Error(`${what}: the answer (status ${status}) broke off; nothing was recorded`, { cause });
    }),
  };
}

/**
 * The object that an answer holds.
 * @param what the request, as its answer's fault is to name it: `GET /v1.0/domains`
 * @throws where the body is no JSON object: a proxy's page or half an answer must never become a resource
 */
export function answered(what: string, { status, body }: Pick<Reply, "status" | "body">): Properties {
  const found = objectIn(body);
  if (found) return found;
  const length = Buffer.byteLength(body);
  throw new Error(`${what}: the answer (status ${status}, ${length} bytes) is no JSON object; nothing was recorded`);
}

/**
 * A text that every such answer has, an id above all.
 * @throws where it is missing or empty: a resource must never be recorded with the id "undefined"
 */
export function answeredText(answer: Properties, name: string): string {
  const value = answer[name];
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`the answer of the service has no text "${name}"; nothing was recorded`);
}
