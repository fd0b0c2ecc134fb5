/**
 * When a request is sent again. The rules are those of the clients that the real providers are built on, so that what passes
 * here passes there: go-azure-sdk for azuread (Graph and token endpoint), azcore for azure-native (Resource Manager).
 */
import { type Exchange, type HttpEnvironment, NoAnswer, type Reply, send } from "./http.ts";

/** How one client tries again. */
export interface Retry {
  /** Tries after the first. */
  readonly tries: number;
  /** An answer that may be another one next time. */
  readonly onAnswer: (reply: Reply) => boolean;
  /** The request got no answer: whether it is sent again all the same. */
  readonly onNoAnswer: (cause: NoAnswer) => boolean;
  /** Seconds before the nth try after the first (0, 1, 2 …). */
  readonly wait: (attempt: number, reply: Reply | undefined) => number;
}

/** The time that one operation has. Its requests take none of it: only what it waits counts. */
export interface Deadline {
  /** Seconds. */
  readonly left: () => number;
  /** @throws when the time is over before the wait is. */
  readonly wait: (seconds: number) => Promise<void>;
}

/** The time of an operation that begins now. */
export function deadlineIn(minutes: number, from: Pick<HttpEnvironment, "wait">): Deadline {
  let left = minutes * 60;
  return {
    left: () => left,
    wait: async (seconds) => {
      const late = seconds > left;
      const waited = late ? left : seconds;
      left -= waited;
      await from.wait(waited * 1000);
      if (late) throw new Error("context deadline exceeded");
    },
  };
}

/** Throttling and faults of the service, but not 501, which is final. */
function isPassing(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

/** `Retry-After` on any status, 0 too; else 1, 2, 4 … seconds up to the longest. */
function doubling(longest: number): Retry["wait"] {
  return (attempt, reply) => reply?.retryAfter ?? Math.min(2 ** attempt, longest);
}

/** Tries that fit into so many seconds, when each waits as long as it may: nine in five minutes, fourteen in ten. */
export function triesWithin(seconds: number): number {
  if (seconds <= 63) return Math.max(0, Math.floor(Math.log2(seconds + 1)) - 1);
  return Math.floor((Math.floor(seconds) - 63) / 61) + 6;
}

/** Codes of a connection that never stood, of one that was closed in silence, and of TLS that was refused. */
const finalCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_SOCKET)$|CERT|TLS|SSL/;

/** Graph: as long as the operation has time. Without an answer only a GET whose connection was reset is sent again. */
export function graphRetry(
  method: Exchange["method"],
  deadline: Deadline,
  alsoOn: (reply: Reply) => boolean = () => false,
): Retry {
  return {
    tries: triesWithin(deadline.left()),
    onAnswer: (reply) => [408, 424].includes(reply.status) || isPassing(reply.status) || alsoOn(reply),
    onNoAnswer: ({ code }) => method === "GET" && !finalCodes.test(code),
    wait: doubling(61),
  };
}

/** The token endpoint: eight times, without an answer too unless TLS was refused. */
export const tokenRetry: Retry = {
  tries: 8,
  onAnswer: ({ status }) => isPassing(status),
  onNoAnswer: ({ code }) => !/CERT|TLS|SSL/.test(code),
  wait: doubling(30),
};

/** The metadata document: once. */
export const noRetry: Retry = { tries: 0, onAnswer: () => false, onNoAnswer: () => false, wait: () => 0 };

/** Resource Manager: three times, whatever the method, unless it is to wait over two minutes; `Retry-After: 0` is none. azcore spreads its waits by chance, which is left out. */
export const armRetry: Retry = {
  tries: 3,
  onAnswer: ({ status, body, retryAfter = 0 }) =>
    retryAfter <= 120 &&
    ([408, 429, 500, 502, 503, 504].includes(status) ||
      (status === 409 && body.includes("AnotherOperationInProgress"))),
  onNoAnswer: () => true,
  wait: (attempt, reply) => reply?.retryAfter || Math.min(20 * (2 ** (attempt + 1) - 1), 120),
};

/**
 * Sends a request, again as its client does.
 * @returns the first answer that is not tried again, or the last one
 * @throws NoAnswer where none came, in the words of go-azure-sdk for what is no GET
 */
export async function sendWithRetry(
  exchange: Exchange,
  from: HttpEnvironment,
  retry: Retry,
  wait: Deadline["wait"] = (seconds) => from.wait(seconds * 1000),
): Promise<Reply> {
  for (let attempt = 0; ; attempt++) {
    const last = attempt >= retry.tries;
    const outcome = await send(exchange, from.wire).catch((cause: unknown) => {
      if (cause instanceof NoAnswer && !last && retry.onNoAnswer(cause)) return undefined;
      throw cause;
    });
    if (outcome && (last || !retry.onAnswer(outcome))) return outcome;
    await wait(retry.wait(attempt, outcome));
  }
}
