/**
 * One HTTP exchange with the simulated tenant. Loopback only: a stand-in must never meet a real tenant.
 * node:http and not fetch, because the metadata document comes over TLS from an authority that only SSL_CERT_FILE names.
 */
import { readFileSync } from "node:fs";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
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

/** What the client takes from outside: the environment's variables and a way to wait (milliseconds). */
export interface HttpEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The present, for the life of a token. */
  readonly now: () => Date;
}

/** The process's own surroundings. */
export const httpEnvironment: HttpEnvironment = {
  environment: process.env,
  wait: async (milliseconds) => sleep(milliseconds),
  now: () => new Date(),
};

const TIMEOUT_MS = 60_000;

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
    `This is the stand-in plug-in for the simulated tenant and talks to this machine only, not to ${host || url}. ` +
      "Put the real plug-in first on PATH for a real tenant, or start the simulated tenant with `make up`.",
  );
}

/** Sends one request. Redirects are not followed. */
export function send(exchange: Exchange, environment: HttpEnvironment["environment"]): Promise<Reply> {
  const url = onlyLoopback(exchange.url);
  const authority = environment.SSL_CERT_FILE;
  const options = {
    method: exchange.method,
    headers: {
      ...exchange.headers,
      ...(exchange.body !== undefined && { "Content-Length": Buffer.byteLength(exchange.body) }),
    },
    timeout: TIMEOUT_MS,
    ...(url.protocol === "https:" && authority && { ca: readFileSync(authority) }),
  };
  return new Promise((resolve, reject) => {
    const start = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = start(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const retryAfter = Number(response.headers["retry-after"] ?? Number.NaN);
        resolve({
          status: response.statusCode ?? 0,
          statusLine: `${response.statusCode} ${response.statusMessage}`,
          ...(Number.isFinite(retryAfter) && { retryAfter }),
          body: Buffer.concat(parts).toString("utf8"),
        });
      });
    });
    request.on("timeout", () =>
      request.destroy(new Error(`${url.origin} did not answer within ${TIMEOUT_MS / 1000} s`)),
    );
    request.on("error", (cause) =>
      reject(new Error(`${exchange.method} ${url.origin}${url.pathname}: ${cause.message}`, { cause })),
    );
    request.end(exchange.body);
  });
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
const isPassing = (status: number): boolean => [408, 424, 429].includes(status) || (status >= 500 && status !== 501);

const MAXIMUM_TRIES = 6;

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
    const reply = await send(exchange, from.environment);
    const again = isPassing(reply.status) || alsoRetry(reply);
    if (!again || attempt + 1 === MAXIMUM_TRIES) return reply;
    await from.wait((reply.retryAfter ?? 2 ** attempt) * 1000);
  }
}
