/**
 * A signed-in Microsoft Graph for the verbs that meet a tenant: Microsoft's own client sends and retries; what a verb
 * takes is the small interface of recovery/graph.ts. Beside it, what reads the names of a vault's entries.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenCredential } from "@azure/identity";
import {
  Client,
  type Context,
  GraphError,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
} from "@microsoft/microsoft-graph-client";
import type { Graph, GraphObject, VaultEntry, Vaults } from "../recovery/graph.ts";
import { batchedReads, type Wait } from "./batch.ts";
import { OperationError } from "./errors.ts";
import { clockAdvice } from "./machine-clock.ts";
import { type ArmError, refusalIn, vaultVersion } from "./resource-manager.ts";
import { versionIn } from "./secret/version.ts";
import type { Services } from "./sign-in.ts";

/** A token for one service, renewed five minutes before its end. */
function bearer(credential: TokenCredential, service: string): () => Promise<string> {
  let held: Promise<{ readonly token: string; readonly expiresOnTimestamp: number }> | undefined;
  const asked = async () => {
    const token = await credential.getToken(`${service}/.default`).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error);
      throw new OperationError(`no token for ${service}: ${said}${clockAdvice(said, new Date())}`);
    });
    if (token) return token;
    throw new OperationError(`no token for ${service}: sign in with \`az login\`, or set ARM_CLIENT_ID with its proof`);
  };
  return async () => {
    if (held !== undefined && (await held).expiresOnTimestamp - Date.now() < 300_000) held = undefined;
    held ??= asked();
    return `Bearer ${(await held).token}`;
  };
}

/** Adds the token. The library's own handler leaves it out over http, as a simulated tenant is reached. */
class SignedIn implements Middleware {
  readonly #authorization: () => Promise<string>;
  #next: Middleware | undefined;

  constructor(authorization: () => Promise<string>) {
    this.#authorization = authorization;
  }

  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers as Record<string, string> | undefined);
    headers.set("Authorization", await this.#authorization());
    context.options = { ...context.options, headers: Object.fromEntries(headers) };
    await this.#next?.execute(context);
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }
}

/** What is heard of a conversation with Graph. */
export interface Listener {
  /** Graph asks to wait; so many seconds, where it says how many. */
  readonly throttled: (seconds: number | undefined) => void;
  /** The service's own time, by the `Date` of each answer. */
  readonly dated?: (date: Date) => void;
}

const deaf: Listener = { throttled: () => {} };

/** Stands behind the library's retries, which wait without a word. */
class Listening implements Middleware {
  readonly #listener: Listener;
  #next: Middleware | undefined;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  async execute(context: Context): Promise<void> {
    await this.#next?.execute(context);
    const { status, headers } = context.response ?? {};
    const date = headers?.get("Date");
    if (date) this.#listener.dated?.(new Date(date));
    if (status !== 429 && status !== 503 && status !== 504) return;
    const seconds = Number(headers?.get("Retry-After") ?? Number.NaN);
    this.#listener.throttled(Number.isNaN(seconds) ? undefined : seconds);
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }
}

/** The library retries 429, 503 and 504 by itself, as long as Retry-After says; three times. */
function clientOf(baseUrl: string, authorization: () => Promise<string>, listener = deaf): Client {
  const retry = new RetryHandler(new RetryHandlerOptions());
  const signedIn = new SignedIn(authorization);
  const listening = new Listening(listener);
  signedIn.setNext(retry);
  retry.setNext(listening);
  listening.setNext(new HTTPMessageHandler());
  return Client.initWithMiddleware({ baseUrl: `${baseUrl}/`, defaultVersion: "v1.0", middleware: signedIn });
}

function refused(method: string, path: string, error: unknown): OperationError {
  if (error instanceof OperationError) return error;
  if (!(error instanceof GraphError)) return new OperationError(`Graph could not be asked ${method} ${path}: ${error}`);
  const code = error.code ?? "";
  // The library tells what happened before any answer as a refusal of its own, under the name of what was thrown.
  if (code === "OperationError") return new OperationError(error.message);
  if (error.statusCode < 0) return new OperationError(`Graph could not be asked ${method} ${path}: ${error.message}`);
  const said = `Graph refuses ${method} ${path} with ${error.statusCode} ${code}: ${error.message}`;
  return Object.assign(new OperationError(said), { statusCode: error.statusCode });
}

interface Page {
  readonly value?: readonly GraphObject[];
  readonly "@odata.nextLink"?: string;
}

/**
 * Graph of a tenant. What is read at the same time goes in batches of 20.
 * @param wait waits for as many seconds as Graph asks for
 * @param listener is told of every wait
 */
export function openGraph(
  credential: TokenCredential,
  { graphUrl }: Services,
  wait: Wait = (seconds) => sleep(seconds * 1000),
  listener: Listener = deaf,
): Graph {
  const client = clientOf(graphUrl, bearer(credential, graphUrl), listener);
  const ask = batchedReads(client, (seconds) => {
    listener.throttled(seconds);
    return wait(seconds);
  });
  const read = async (path: string): Promise<GraphObject | undefined> => {
    try {
      return (await ask(path)) as GraphObject;
    } catch (error) {
      if (error instanceof GraphError && error.statusCode === 404) return undefined;
      throw refused("GET", path, error);
    }
  };
  const list = async (path: string): Promise<readonly GraphObject[]> => {
    const rows: GraphObject[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: Page | undefined = (await read(next)) as Page | undefined;
      rows.push(...(page?.value ?? []));
      // The library takes another host's address over https alone.
      next = page?.["@odata.nextLink"]?.replace(`${graphUrl}/v1.0`, "");
    }
    return rows;
  };
  const write = async <Result>(method: string, path: string, sent: () => Promise<Result>): Promise<Result> => {
    try {
      return await sent();
    } catch (error) {
      throw refused(method, path, error);
    }
  };
  return {
    lists: (paths) => Promise.all(paths.map(list)),
    objects: (paths) => Promise.all(paths.map(read)),
    post: (path, body) => write("POST", path, () => client.api(path).post(body) as Promise<GraphObject | undefined>),
    patch: (path, body) =>
      write("PATCH", path, async () => {
        await client.api(path).patch(body);
      }),
    delete: (path) =>
      write("DELETE", path, async () => {
        await client.api(path).delete();
      }),
  };
}

/** Reads one object of Graph's beta, for what v1.0 does not show; undefined where it answers 404. */
export function openBeta(credential: TokenCredential, { graphUrl }: Services) {
  const client = clientOf(graphUrl, bearer(credential, graphUrl));
  return async (path: string): Promise<GraphObject | undefined> => {
    try {
      return (await client.api(path).version("beta").get()) as GraphObject;
    } catch (error) {
      if (error instanceof GraphError && error.statusCode === 404) return undefined;
      throw refused("GET", `/beta${path}`, error);
    }
  };
}

/**
 * When credentials last bought a token, by key id: `reports/appCredentialSignInActivities`, which only Graph's beta has,
 * and only the global cloud; it takes AuditLog.Read.All. Undefined where Graph does not tell.
 */
export function openLastUses(credential: TokenCredential, { graphUrl }: Services) {
  const client = clientOf(graphUrl, bearer(credential, graphUrl));
  return async (appIds: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> => {
    const rows: GraphObject[] = [];
    try {
      for (const appId of appIds) {
        const path = `/reports/appCredentialSignInActivities?$filter=${encodeURIComponent(`appId eq '${appId}'`)}`;
        for (let next: string | undefined = path; next !== undefined; ) {
          const page: Page = (await client.api(next).version("beta").get()) as Page;
          rows.push(...(page.value ?? []));
          next = page["@odata.nextLink"]?.replace(`${graphUrl}/beta`, "");
        }
      }
    } catch (error) {
      if (error instanceof GraphError) return undefined;
      throw error;
    }
    return new Map(
      rows.flatMap(({ keyId, signInActivity }) => {
        const time = (signInActivity as { readonly lastSignInDateTime?: unknown } | null)?.lastSignInDateTime;
        return typeof keyId === "string" && typeof time === "string" ? [[keyId.toLowerCase(), time] as const] : [];
      }),
    );
  };
}

interface ArmPage extends ArmError {
  readonly value?: readonly {
    readonly id: string;
    readonly name: string;
    readonly tags?: Record<string, string>;
    readonly properties?: {
      readonly attributes?: { readonly enabled?: boolean; readonly exp?: number };
      readonly secretUriWithVersion?: string;
    };
  }[];
  readonly nextLink?: string;
}

/** The vaults that a tenant's Resource Manager knows. */
export function openVaults(credential: TokenCredential, { armUrl }: Services): Vaults {
  const authorization = bearer(credential, armUrl);
  return {
    async entries(vaultId) {
      const found: VaultEntry[] = [];
      for (let next: string | undefined = `${armUrl}${vaultId}/secrets?${vaultVersion}`; next !== undefined; ) {
        const headers = { Authorization: await authorization() };
        const response = await fetch(next, { headers }).catch((error: unknown) => {
          throw new OperationError(`the entries of ${vaultId} cannot be listed: ${error}`);
        });
        const page = (await response.json().catch(() => ({}))) as ArmPage;
        if (!response.ok) {
          const said = `the entries of ${vaultId} cannot be listed: ${refusalIn(response, page)}`;
          throw Object.assign(new OperationError(said), { statusCode: response.status });
        }
        found.push(
          ...(page.value ?? []).map(
            ({
              id,
              name,
              tags = {},
              properties: { attributes: { enabled, exp } = {}, secretUriWithVersion } = {},
            }) => ({
              id,
              name,
              tags,
              ...(secretUriWithVersion !== undefined && { version: versionIn(secretUriWithVersion) }),
              ...(enabled !== undefined && { enabled }),
              ...(exp !== undefined && { expires: exp }),
            }),
          ),
        );
        next = page.nextLink;
      }
      return found;
    },
    async remove(entryId) {
      const address = `${armUrl}${entryId}?${vaultVersion}`;
      const response = await fetch(address, { method: "DELETE", headers: { Authorization: await authorization() } });
      if (!response.ok && response.status !== 404)
        throw new OperationError(`the entry ${entryId} cannot be deleted: ${response.status}`);
    },
  };
}
