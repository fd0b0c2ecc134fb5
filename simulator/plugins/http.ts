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
  /** Seconds the service asks to wait, from `Retry-After`. */
  readonly retryAfter?: number;
  readonly body: string;
}

/** Sends one request over the wire. */
export type Wire = (url: string, init: RequestInit) => Promise<Response>;

/** What the client takes from outside: the environment's variables, the wire and a way to wait (milliseconds). */
export interface HttpEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly wire: Wire;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The present, for the life of a token. */
  readonly now: () => Date;
}

/** The process's own. */
export const httpEnvironment: HttpEnvironment = {
  environment: process.env,
  wire: fetch,
  wait: async (milliseconds) => sleep(milliseconds),
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

/** What went wrong on the way, in the words of the socket or of TLS; fetch itself only says "fetch failed". */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === "TimeoutError") return `no answer within ${timeoutMs / 1000} s`;
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}

/** Sends one request. Redirects are not followed: they could lead away from this machine. */
export async function send({ method, url, headers, body }: Exchange, wire: Wire): Promise<Reply> {
  const { href, origin, pathname } = onlyLoopback(url);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await wire(href, {
      method,
      redirect: "manual",
      signal,
      headers: { ...headers },
      body: body ?? null,
    });
    const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      status: response.status,
      statusLine: `${response.status} ${response.statusText}`,
      ...(Number.isFinite(retryAfter) && { retryAfter }),
      body: await response.text(),
    };
  } catch (cause) {
    throw new Error(`${method} ${origin}${pathname}: ${reasonOf(cause)}`, { cause });
  }
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

/** True for what every call of the real SDK tries again: throttling and faults of the service, but not 501. */
function isPassing(status: number): boolean {
  return [408, 424, 429].includes(status) || (status >= 500 && status !== 501);
}

const maximumTries = 6;

/**
 * Sends a request, again where the answer may change: `Retry-After` when the service gives it, else 1, 2, 4 … seconds.
 * The real provider goes on until its operation's deadline (minutes); the stand-in gives up after six tries.
 * @param alsoRetry answers that only this call tries again.
 */
export async function sendWithRetry(
  exchange: Exchange,
  from: HttpEnvironment,
  alsoRetry: (reply: Reply) => boolean = () => false,
): Promise<Reply> {
  for (let attempt = 0; ; attempt++) {
    const reply = await send(exchange, from.wire);
    const again = isPassing(reply.status) || alsoRetry(reply);
    if (!again || attempt + 1 === maximumTries) return reply;
    await from.wait((reply.retryAfter ?? 2 ** attempt) * 1000);
  }
}
