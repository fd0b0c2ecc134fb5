/**
 * Reads of Microsoft Graph, 20 in one request (https://learn.microsoft.com/graph/json-batching): whatever is asked for in
 * one turn of the event loop goes together. What a single read inside of a batch meets is its own: each is tried again by
 * itself.
 */
import { type Client, GraphError } from "@microsoft/microsoft-graph-client";

/** What Graph takes in one batch. */
const atOnce = 20;
/** How many batches are under way at a time. */
const batchesAtATime = 4;
/** Sent again so often, as Microsoft's library sends a request again; `Retry-After` goes before the delay. Seconds. */
const again = { times: 3, delay: 3, longest: 180 };

/** One read that somebody waits for. */
interface Asked {
  readonly path: string;
  readonly answer: (body: unknown) => void;
  readonly fail: (error: unknown) => void;
}

interface Response {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly body?: unknown;
}

/** Waits. @param seconds until a throttled read may be sent again */
export type Wait = (seconds: number) => Promise<void>;

/** Throttled, or not answered: a read may be sent again. 501 is an answer. */
function isPassing(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

function retryAfter({ headers }: Response): number | undefined {
  const [, value] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "retry-after") ?? [];
  const seconds = Number(value);
  return value === undefined || Number.isNaN(seconds) ? undefined : seconds;
}

/** As the library tells a refusal. */
function refusalOf({ status, body }: Response): GraphError {
  const { code = "", message = "" } =
    (body as { readonly error?: { readonly code?: string; readonly message?: string } } | null | undefined)?.error ??
    {};
  return Object.assign(new GraphError(status, message), { code });
}

/** Sends up to 20 reads, and again those that are put off. */
async function send(client: Client, asked: readonly Asked[], wait: Wait, attempt = 0): Promise<void> {
  const requests = asked.map(({ path }, index) => ({
    id: String(index),
    method: "GET",
    url: path.replaceAll(" ", "%20"),
  }));
  const { responses } = (await client.api("/$batch").post({ requests })) as { readonly responses: readonly Response[] };
  const byId = new Map(responses.map((response) => [response.id, response]));
  const putOff: { readonly one: Asked; readonly seconds: number }[] = [];
  for (const [index, one] of asked.entries()) {
    const response = byId.get(String(index)) ?? { id: String(index), status: 504 };
    if (response.status < 400) one.answer(response.body);
    else if (isPassing(response.status) && attempt < again.times)
      putOff.push({ one, seconds: retryAfter(response) ?? again.delay });
    else one.fail(refusalOf(response));
  }
  if (putOff.length === 0) return;
  await wait(Math.min(Math.max(...putOff.map(({ seconds }) => seconds)), again.longest));
  await send(
    client,
    putOff.map(({ one }) => one),
    wait,
    attempt + 1,
  );
}

/** @returns reads one path, and throws a GraphError where it is refused */
export function batchedReads(client: Client, wait: Wait): (path: string) => Promise<unknown> {
  let asked: Asked[] = [];
  const flush = async (): Promise<void> => {
    const all = asked;
    asked = [];
    const batches = Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) =>
      all.slice(index * atOnce, (index + 1) * atOnce),
    );
    const worker = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
        try {
          await send(client, batch, wait);
        } catch (error) {
          // Those that were answered before have their answer already.
          for (const one of batch) one.fail(error);
        }
    };
    await Promise.all(Array.from({ length: batchesAtATime }, worker));
  };
  return (path) =>
    new Promise((answer, fail) => {
      if (asked.length === 0) setImmediate(() => void flush());
      asked.push({ path, answer, fail });
    });
}
