/**
 * A simulated tenant without its sockets, as a service that can fail: every request passes the schedule of faults, is
 * answered by the routes (app.ts), and goes into the history.
 */
import { type Addresses, batchPath, tenantApp, tokenPath } from "./app.ts";
import type { Tenant } from "./directory/directory.ts";
import { type Change, journalOf, withRows } from "./directory/journal.ts";
import { answered, fetched, isBefore, type Reply, struck } from "./faults/inject.ts";
import { afterMissing, type Hidden, hiddenBy, hiddenFrom, standsIn } from "./faults/lagging.ts";
import { nameOf, type Rule } from "./faults/rule.ts";
import { type Asked, meet, scheduleOf } from "./faults/schedule.ts";
import { type Actor, type History, historyOf } from "./history.ts";
import type { SigningKeys } from "./token/signing.ts";

/** A tenant that answers. */
export interface Service {
  /** What comes back over the wire, a lost answer included. */
  answer(request: Request): Promise<Reply>;
  /** The same as `fetch` would tell it, for a client in the same process: a lost answer is thrown. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly history: History;
  /** The rules from now on; what they have matched is counted anew. What lags behind goes on lagging. */
  setFaults(rules: readonly Rule[]): void;
  /** Ends all faults, and what lags behind: the tenant is about to be another. */
  forget(): void;
}

/** What the service tells whoever keeps the tenant: a request changed it, and is not answered yet. */
export type Changed = (changes: readonly Change[]) => void;

/** What the routes made of a request. */
interface Ran {
  readonly response: Response;
  readonly changes: readonly Change[];
  readonly actor: Actor | null;
  /** True where the answer is that of a tenant in which some writes are not seen yet. */
  readonly lags: boolean;
}

function kindOf(method: string, path: string): Asked["kind"] {
  if (tokenPath.test(path)) return "token";
  // What a batch writes, its steps write.
  if (batchPath.test(path)) return "read";
  return method === "GET" || method === "HEAD" || method === "OPTIONS" ? "read" : "write";
}

/** A token answer with the claims of its token in the clear, so that the ids in them can be found; any other as it is. */
function legible(text: string): string {
  return text.replace(/"eyJ[\w-]*\.([\w-]+)\.[\w-]*"/g, (_, claims: string) =>
    Buffer.from(claims, "base64url").toString("utf8"),
  );
}

/** Whom an answer of the token endpoint gives a token. */
async function issuedTo(response: Response): Promise<Actor | null> {
  const text = response.status === 200 ? legible(await response.clone().text()) : "";
  const [, objectId] = /"oid":"([^"]+)"/.exec(text) ?? [];
  const [, clientId] = /"(?:appid|azp)":"([^"]+)"/.exec(text) ?? [];
  return objectId === undefined || clientId === undefined ? null : { clientId, objectId };
}

/** The service of a tenant. @param keys sign its access tokens */
export function tenantService(
  tenant: Tenant,
  addresses: Addresses,
  keys: Promise<SigningKeys>,
  changed: Changed = () => undefined,
): Service {
  const history = historyOf();
  const journal = journalOf(tenant.directory);
  const app = tenantApp(tenant, addresses, keys);
  let schedule = scheduleOf([]);
  let hidden: readonly Hidden[] = [];

  async function run(request: Request, isToken: boolean): Promise<Ran> {
    let actor: Actor | null = null;
    const recognised = (caller: Actor) => {
      actor = caller;
    };
    const { result: response, changes } = await journal.watch(async () => app.fetch(request, { recognised, step }));
    return { response, changes, actor: isToken ? await issuedTo(response) : actor, lags: false };
  }

  /** The answer of one who does not see yet what lags behind. A write is tried on a copy: only its refusal is lag. */
  async function runLagging(request: Request, body: string, asked: Asked, missed: readonly Hidden[]): Promise<Ran> {
    const { url, method, headers } = request;
    const again = () => new Request(url, { method, headers, ...(body !== "" && { body }) });
    const past = tenantApp({ ...tenant, directory: withRows(tenant.directory, missed) }, addresses, keys);
    const before = await past.fetch(again());
    if (asked.kind === "write" && before.status < 400) return run(again(), false);
    const now = asked.kind === "write" ? undefined : await run(again(), asked.kind === "token");
    const texts = await Promise.all([before, now?.response].map((response) => response?.clone().text() ?? ""));
    const text = legible([url, body, ...texts].join("\n"));
    const shows = missed.filter((row) => standsIn(row, text));
    if (shows.length === 0) return now ?? run(again(), asked.kind === "token");
    hidden = afterMissing(hidden, asked, shows, tenant.clock().getTime());
    return { response: before, changes: [], actor: now?.actor ?? null, lags: true };
  }

  /** A request of a batch: it meets faults of its own. Where its answer would be lost, Graph's front end answers for it. */
  async function step(request: Request): Promise<Response> {
    const reply = await answer(request);
    if (reply.kind === "answer") return reply.response;
    const asked = { method: request.method, path: new URL(request.url).pathname, kind: "read" as const, body: "" };
    return answered({ kind: "status", status: 504, effect: "done" }, asked, tenant.clock(), tenant.uuid());
  }

  async function answer(request: Request): Promise<Reply> {
    const { pathname, search } = new URL(request.url);
    const { method } = request;
    const kind = kindOf(method, pathname);
    const needsBody = hidden.length > 0 || schedule.rules.some(({ on }) => on.body !== undefined);
    const body = needsBody ? await request.clone().text() : "";
    const asked: Asked = { method, path: pathname, kind, body };
    const { schedule: next, met } = meet(schedule, asked);
    schedule = next;
    const { fault, lags } = met;
    const record = (status: number | null, ran: Pick<Ran, "changes" | "actor" | "lags">): void =>
      history.add(
        {
          time: tenant.clock().toISOString(),
          method,
          path: pathname + search,
          status,
          write: kind === "write",
          actor: ran.actor,
          fault: fault ? nameOf(fault) : ran.lags ? "lag" : null,
        },
        ran.changes,
      );
    const statusOf = (reply: Reply) => (reply.kind === "reset" ? null : reply.response.status);
    if (fault && isBefore(fault)) {
      const reply = struck(fault, asked, undefined, tenant.clock(), tenant.uuid());
      record(statusOf(reply), { changes: [], actor: null, lags: false });
      return reply;
    }
    const now = tenant.clock().getTime();
    hidden = afterMissing(hidden, asked, [], now);
    const missed = batchPath.test(pathname) ? [] : hiddenFrom(hidden, asked);
    const ran =
      missed.length > 0 ? await runLagging(request, body, asked, missed) : await run(request, kind === "token");
    if (ran.changes.length > 0) changed(ran.changes);
    hidden = [...hidden, ...hiddenBy(lags, ran.changes, now)];
    const reply: Reply = fault
      ? struck(fault, asked, ran.response, tenant.clock(), tenant.uuid())
      : { kind: "answer", response: ran.response };
    record(statusOf(reply), ran);
    return reply;
  }

  return {
    answer,
    fetch: async (request) => fetched(await answer(request)),
    history,
    setFaults: (rules) => {
      schedule = scheduleOf(rules);
    },
    forget: () => {
      schedule = scheduleOf([]);
      hidden = [];
    },
  };
}
