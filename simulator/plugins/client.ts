/**
 * The client of the stand-ins: metadata document, access token, then Microsoft Graph or Azure Resource Manager.
 * The requests are those of the real provider's SDK, in its order: one metadata GET and one token POST at configure time.
 */
import { answered, type HttpEnvironment, NoAnswer, type Reply } from "./http.ts";
import { isObject, type Properties, type Value } from "./properties.ts";
import { armRetry, type Deadline, deadlineIn, graphRetry, type Retry, sendWithRetry } from "./retry.ts";
import { ServiceError } from "./service-error.ts";
import { type Identity, type Service, signIn } from "./sign-in.ts";

/** How a request is sent. */
export interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Value;
  /** Answers that the real provider tries again on this call. */
  readonly retryOn?: (error: ServiceError) => boolean;
}

/** How often something is asked for, until the answer has been yes so often. The waits are those of the real provider. */
export interface Poll {
  /** What is waited for, for the failure's sentence. */
  readonly what: string;
  /** Yes so often, in the provider's words `ContinuousTargetOccurence`. */
  readonly hits: number;
  /** Seconds between two requests at the least. */
  readonly every: number;
  /** `start over`: a no undoes the yes before. `give up`: it does not, but twenty-one in a row end the wait. */
  readonly onMiss: "start over" | "give up";
}

/** A new credential is there once it was seen five times, a second apart. */
export const listed = { hits: 5, every: 1, onMiss: "give up" } as const;
/** Something deleted is gone once it was missed five times, five seconds apart. */
export const gone = { hits: 5, every: 5, onMiss: "start over" } as const;

/** A signed-in client of one service, for one operation. Paths begin with a slash, relative to the service's base URL. */
export interface Api {
  /** The base URL without trailing slash. */
  readonly url: string;
  readonly tenantId: string;
  /** Object id of the caller's service principal: the token's `oid`. */
  readonly callerObjectId: string;
  readonly get: (path: string, call?: Call) => Promise<Properties>;
  /** Undefined when the service answers 404. */
  readonly find: (path: string, call?: Call) => Promise<Properties | undefined>;
  /** A list with all its pages. */
  readonly list: (path: string, call?: Call) => Promise<Properties[]>;
  readonly post: (path: string, call?: Call) => Promise<Properties>;
  readonly patch: (path: string, call?: Call) => Promise<Properties>;
  readonly put: (path: string, call?: Call) => Promise<Properties>;
  readonly remove: (path: string, call?: Call) => Promise<void>;
  /** Runs one piece of work at a time for a key: the provider's lock for an application. */
  readonly withLock: <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;
  /** Asks until it is so. @throws when it does not become so in time */
  readonly waitUntil: (poll: Poll, check: () => Promise<boolean>) => Promise<void>;
  /** The same client with so many minutes from now: what an operation of the provider is given. */
  readonly within: (minutes: number) => Api;
}

/** Minutes of an operation for which the provider names no others. */
const usualMinutes = 5;

/** Fetches metadata and a first token. A refused sign-in fails here, before any resource. */
export async function connect(identity: Identity, service: Service, from: HttpEnvironment): Promise<Api> {
  const { serviceUrl, token, callerObjectId } = await signIn(identity, service, from);
  const withLock = locks();
  const within = (minutes: number): Api => {
    const deadline = deadlineIn(minutes, from);
    return {
      url: serviceUrl,
      tenantId: identity.tenantId,
      callerObjectId,
      ...methods(sender({ service, serviceUrl, token, deadline, from })),
      withLock,
      waitUntil: waiting(deadline),
      within,
    };
  };
  return within(usualMinutes);
}

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
type Send = (method: Method, url: string, call?: Call) => Promise<Properties>;

/** The wait of Terraform's plugin SDK (`StateChangeConf`): at once, then doubling up to ten seconds until the first yes. */
function waiting(deadline: Deadline): Api["waitUntil"] {
  return async ({ what, hits, every, onMiss }, check) => {
    let pause = 0.1;
    for (let seen = 0, missed = 0; ; ) {
      if (await check()) {
        missed = 0;
        seen += 1;
        if (seen === hits) return;
      } else if (onMiss === "start over") {
        seen = 0;
      } else {
        missed += 1;
        if (missed > 20) throw new Error(`waiting for ${what}: couldn't find resource (${missed} retries)`);
      }
      pause = Math.min(Math.max(seen === 0 ? pause * 2 : pause, every), 10);
      await deadline.wait(pause);
    }
  };
}

/** Only a change and a deletion are answered without an object; RFC 9110 section 15.3.5: 204 has no body. */
function mayBeEmpty(method: string, { status, body }: Reply): boolean {
  return body === "" && (status === 204 || method === "DELETE");
}

interface Sender {
  readonly service: Service;
  readonly serviceUrl: string;
  readonly token: () => Promise<string>;
  readonly deadline: Deadline;
  readonly from: HttpEnvironment;
}

function sender({ service, serviceUrl, token, deadline, from }: Sender): Send {
  const retryOf = (method: Method, { retryOn }: Call): Retry =>
    service === "resourceManager"
      ? armRetry
      : graphRetry(method, deadline, (reply) => reply.status >= 400 && retryOn?.(new ServiceError(reply)) === true);
  return async (method, address, call = {}) => {
    const url = address.startsWith("/") ? `${serviceUrl}${address}` : address;
    if (!url.startsWith(`${serviceUrl}/`)) throw new Error(`${url} is outside ${serviceUrl}`);
    const query = call.query ? `?${new URLSearchParams(call.query)}` : "";
    const exchange = {
      method,
      url: `${url}${query}`,
      headers: {
        Authorization: `Bearer ${await token()}`,
        Accept: "application/json; charset=utf-8; IEEE754Compatible=false",
        "Content-Type": "application/json; charset=utf-8",
        "OData-Version": "4.0",
        "OData-MaxVersion": "4.0",
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    };
    const reply = await sendWithRetry(exchange, from, retryOf(method, call), deadline.wait).catch((cause: unknown) => {
      if (!(cause instanceof NoAnswer) || method === "GET") throw cause;
      throw new Error(`HTTP response was nil; connection may have been reset: ${cause.message}`, { cause });
    });
    if (reply.status >= 300) throw new ServiceError(reply);
    const { pathname } = new URL(url);
    return mayBeEmpty(method, reply) ? {} : answered(`${method} ${pathname}`, reply);
  };
}

function methods(send: Send): Pick<Api, "get" | "find" | "list" | "post" | "patch" | "put" | "remove"> {
  return {
    get: (path, call) => send("GET", path, call),
    find: async (path, call) => {
      try {
        return await send("GET", path, call);
      } catch (cause) {
        if (cause instanceof ServiceError && cause.status === 404) return undefined;
        throw cause;
      }
    },
    list: async (path, call) => {
      const found: Properties[] = [];
      for (let page = await send("GET", path, call); ; ) {
        const items = page.value;
        if (!Array.isArray(items)) throw new Error(`GET ${path}: the answer has no list "value"`);
        found.push(...items.filter(isObject));
        const next = page["@odata.nextLink"];
        if (typeof next !== "string") return found;
        page = await send("GET", next);
      }
    },
    post: (path, call) => send("POST", path, call),
    patch: (path, call) => send("PATCH", path, call),
    put: (path, call) => send("PUT", path, call),
    remove: async (path, call) => {
      await send("DELETE", path, call);
    },
  };
}

function locks(): Api["withLock"] {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    return mine;
  };
}
