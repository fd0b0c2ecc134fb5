/**
 * The client of the stand-ins: metadata document, access token, then Microsoft Graph or Azure Resource Manager.
 * The requests are those of the real provider's SDK, in its order: one metadata GET and one token POST at configure time.
 */
import { answered, type HttpEnvironment, type Reply, sendWithRetry } from "./http.ts";
import { isObject, type Properties, type Value } from "./properties.ts";
import { ServiceError } from "./service-error.ts";
import { type Identity, type Service, signIn } from "./sign-in.ts";

/** How a request is sent. */
export interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Value;
  /** Answers that the real provider tries again on this call. */
  readonly retryOn?: (error: ServiceError) => boolean;
}

/** A signed-in client of one service. Paths begin with a slash, relative to the service's base URL. */
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
  /** Asks until the answer is yes, a second apart; at most twenty times more. */
  readonly waitUntil: (what: string, check: () => Promise<boolean>) => Promise<void>;
}

/** Fetches metadata and a first token. A refused sign-in fails here, before any resource. */
export async function connect(identity: Identity, service: Service, from: HttpEnvironment): Promise<Api> {
  const { serviceUrl, token, callerObjectId } = await signIn(identity, service, from);
  const send = sender(serviceUrl, token, from);
  return {
    url: serviceUrl,
    tenantId: identity.tenantId,
    callerObjectId,
    ...methods(send),
    withLock: locks(),
    waitUntil: async (what, check) => {
      for (let miss = 0; !(await check()); miss++) {
        if (miss === 20) throw new Error(`waiting for ${what}: it did not show up`);
        await from.wait(1000);
      }
    },
  };
}

type Send = (method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", url: string, call?: Call) => Promise<Properties>;

/** Only a change and a deletion are answered without an object; RFC 9110 section 15.3.5: 204 has no body. */
function mayBeEmpty(method: string, { status, body }: Reply): boolean {
  return body === "" && (status === 204 || method === "DELETE");
}

function sender(serviceUrl: string, token: () => Promise<string>, from: HttpEnvironment): Send {
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
    const reply = await sendWithRetry(
      exchange,
      from,
      (answer) => answer.status >= 400 && call.retryOn?.(new ServiceError(answer)) === true,
    );
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
