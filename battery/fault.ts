/** What can happen to one request between a plugin and the tenant, in the classes of the fault model, and the wire on which it does. */
import type { Wire } from "../simulator/plugins/http.ts";
import type { Deliver } from "./world.ts";

/** Refusals and failures that a service answers without having done anything. */
const refusals = {
  "429-retry-after": [429, "TooManyRequests", "Too Many Requests"],
  "429": [429, "TooManyRequests", "Too Many Requests"],
  "500": [500, "InternalServerError", "An internal error occurred."],
  "503": [503, "ServiceUnavailable", "The service is unavailable."],
  "504": [504, "UnknownError", "The gateway did not receive an answer in time."],
  "408": [408, "RequestTimeout", "The request timed out."],
  "401-expired": [401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."],
  "404-stale": [
    404,
    "Request_ResourceNotFound",
    "Resource does not exist or one of its queried reference-property objects are not present.",
  ],
  "403-denied": [403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."],
  "400-policy": [
    400,
    "CredentialInvalidLifetimeAsPerAppPolicy",
    "Credential lifetime exceeds the max value allowed as per assigned policy.",
  ],
  "400-quota": [
    400,
    "Directory_QuotaExceeded",
    "The directory object quota limit for the Principal has been exceeded.",
  ],
  "409-foreign": [
    409,
    "Request_MultipleObjectsWithSameKeyValue",
    "Another object with the same value for property already exists.",
  ],
  "400-backing": [
    400,
    "Request_BadRequest",
    "The appId '00000000-0000-0000-0000-000000000000' of the service principal does not reference a valid application object.",
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

/** A refusal by its name. */
export type Refusal = keyof typeof refusals;

/** What happens to a request. */
export type Fault =
  /** F1 and F3: it is answered, or the connection ends, before the service has done anything. */
  | { readonly kind: "before"; readonly what: Refusal | "reset" }
  /** F2: the service has done it, and its answer does not arrive as it was sent. */
  | { readonly kind: "after"; readonly what: "503" | "504" | "reset" | "truncated" | "timeout" }
  /** F4: the process that sent it dies. `unwritten`: after the answer, before the engine writes down what came of it. */
  | { readonly kind: "kill"; readonly when: "unsent" | "committed" | "unwritten" }
  /** F8: another run of the same program goes before it, whole. */
  | { readonly kind: "second-run" }
  /** F8: somebody adds a certificate in the portal before it, to the application that it changes. */
  | { readonly kind: "portal" };

/** One request as it went over a wire. */
export interface Sent {
  /** Its place in the run, from 0. */
  readonly index: number;
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  /** True where it could change the tenant. */
  readonly write: boolean;
}

/** A request with what came of it. Bodies are not kept: secrets travel in them. */
export interface Line extends Sent {
  /** The status that the sender saw; 0 where it saw none. */
  readonly status: number;
  /** True where the tenant did what was asked of it. */
  readonly reached: boolean;
  readonly fault: Fault | undefined;
}

/** Chooses the fault of a request; a schedule is such a function. */
export type Schedule = (sent: Sent) => Fault | undefined;

/** A wire, and what it does to whoever uses it. */
export interface FaultyWire {
  readonly wire: Wire;
  readonly lines: readonly Line[];
  /** Settles when the run's process dies. */
  readonly died: Promise<void>;
  /** Before something is written down; never settles where the process is to die there. */
  readonly answered: () => Promise<void>;
}

/** What happens around each request that reaches the tenant; a checker looks at the tenant after every one. */
export interface Watch {
  /** Plays the second run. */
  readonly secondRun?: () => Promise<void>;
  /** Does what a person does in the portal to the application of that request. */
  readonly portal?: (sent: Sent) => void;
  readonly reached: (sent: Sent) => void;
}

/** A request that could change the tenant: neither a read, nor a token, nor a batch of reads. */
export function isWrite(method: string, path: string): boolean {
  return method !== "GET" && !path.endsWith("/oauth2/v2.0/token") && !path.endsWith("/$batch");
}

function refused(what: Refusal): Response {
  const [status, code, message] = refusals[what];
  const headers = what === "429-retry-after" ? { "Retry-After": "7" } : undefined;
  return Response.json({ error: { code, message } }, { status, ...(headers && { headers }) });
}

/** What fetch throws where the other side closes the connection. */
function reset(): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}

function never<Result>(): Promise<Result> {
  return new Promise<Result>(() => {});
}

/** The wire of one run: each request meets what the schedule has for it. */
export function faultyWire(deliver: Deliver, schedule: Schedule, watch: Watch): FaultyWire {
  const lines: Line[] = [];
  const death = Promise.withResolvers<void>();
  let dying = false;
  const die = <Result>(): Promise<Result> => {
    death.resolve();
    return never<Result>();
  };
  const wire: Wire = async (url, init) => {
    const { pathname, search } = new URL(url);
    const method = init.method ?? "GET";
    const sent: Sent = { index: lines.length, method, path: pathname + search, write: isWrite(method, pathname) };
    const fault = schedule(sent);
    const note = (status: number, reached: boolean) => lines.push({ ...sent, status, reached, fault });
    const place = lines.length;
    if (fault?.kind === "kill" && fault.when === "unsent") {
      note(0, false);
      return die();
    }
    if (fault?.kind === "before") {
      if (fault.what === "reset") {
        note(0, false);
        throw reset();
      }
      const answer = refused(fault.what);
      note(answer.status, false);
      return answer;
    }
    note(0, true);
    if (fault?.kind === "second-run") await watch.secondRun?.();
    if (fault?.kind === "portal") watch.portal?.(sent);
    const answer = await deliver(url, init);
    watch.reached(sent);
    const seen = (status: number) => {
      lines[place] = { ...sent, status, reached: answer.status < 400, fault };
    };
    seen(answer.status);
    if (fault === undefined || fault.kind === "second-run" || fault.kind === "portal") return answer;
    if (fault.kind === "kill") {
      if (fault.when === "committed") {
        seen(0);
        return die();
      }
      dying = fault.when === "unwritten";
      return answer;
    }
    switch (fault.what) {
      case "reset":
        seen(0);
        throw reset();
      case "timeout":
        seen(0);
        throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
      case "truncated": {
        const text = await answer.text();
        return new Response(answer.status === 204 ? null : text.slice(0, Math.floor(text.length / 2)), {
          status: answer.status,
          headers: answer.headers,
        });
      }
      default:
        seen(Number(fault.what));
        return refused(fault.what);
    }
  };
  return {
    wire,
    lines,
    died: death.promise,
    answered: () => (dying ? die() : Promise.resolve()),
  };
}
