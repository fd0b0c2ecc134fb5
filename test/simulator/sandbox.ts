/** A simulated tenant without sockets: pinned clock, counted ids, requests straight into the routes. */

import { createHash } from "node:crypto";
import { addressesAt, metadataApp } from "../../simulator/app.ts";
import { type Clock, clockFrom } from "../../simulator/clock.ts";
import { readCatalog } from "../../simulator/directory/catalog.ts";
import { defaultPolicies, type Policies, type Tenant } from "../../simulator/directory/directory.ts";
import type { User } from "../../simulator/directory/entity.ts";
import { neededPermissions, sandboxIds, seededDirectory } from "../../simulator/directory/seed.ts";
import type { Rule } from "../../simulator/faults/rule.ts";
import type { Entry } from "../../simulator/history.ts";
import { tenantService } from "../../simulator/service.ts";
import { newSigningKeys } from "../../simulator/token/signing.ts";

/** What came back, with the body parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into property by property, and compared with literals.
  readonly body: any;
}

export const origin = "http://simulator.test";
export const graphScope = `${origin}/graph/.default`;
export const deployerSecret = "the deployer's own";
export const readerSecret = "the reader's own";

/** The simulated tenant and ways to talk to it. */
export interface Sandbox {
  readonly tenant: Tenant;
  readonly history: readonly Entry[];
  readonly clock: Clock;
  setFaults(rules: readonly Rule[]): void;
  /** Moves the clock. */
  at(instant: string): void;
  /** Any request, with or without a token; JSON unless another content type is named. */
  send(method: string, path: string, body?: unknown, token?: string, contentType?: string): Promise<Answer>;
  /** A request as a library sends it, to any address of the tenant. */
  fetch(request: Request): Promise<Response>;
  /** An address as a browser opens it. */
  open(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** A form by POST, at any address. */
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  /** A token request; the form as it is. */
  tokenRequest(form: Record<string, string>, tenantName?: string): Promise<Answer>;
  /** An access token by client secret, for Graph if no scope is named. */
  token(clientId: string, secret: string, scope?: string): Promise<string>;
  /** A Graph request as the deployer; the path begins with the version. */
  graph(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface SandboxOptions {
  readonly permissions?: readonly string[];
  readonly policies?: Partial<Policies>;
  readonly users?: readonly User[];
  /** Where the tenant is; `origin` where nothing else is said. */
  readonly at?: string;
}

const catalog = readCatalog();
/** One key for all sandboxes: making one takes longer than most tests. */
const signingKeys = newSigningKeys();

/** Ids by turn, the same in every run and no two alike: a message that names the wrong one shows. */
function counter(): () => string {
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash("sha256").update(`id ${count}`).digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}

export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const at = options.at ?? origin;
  const clock = clockFrom("2026-01-01T00:00:00Z");
  const tenant: Tenant = {
    id: sandboxIds.tenantId,
    domain: sandboxIds.domain,
    policies: { ...defaultPolicies, ...options.policies },
    catalog,
    directory: seededDirectory({
      catalog,
      deployerSecret: deployerSecret,
      readerSecret,
      deployerPermissions: options.permissions ?? neededPermissions,
      users: options.users ?? [],
    }),
    clock: clock.now,
    uuid: counter(),
  };
  const addresses = addressesAt(at);
  const service = tenantService(tenant, addresses, signingKeys);
  const metadata = metadataApp(addresses);

  const answer = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    const body = text === "" ? undefined : json ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  };
  const send: Sandbox["send"] = async (method, path, body, token, contentType = "application/json") => {
    const init = {
      method,
      headers: { "Content-Type": contentType, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const request = new Request(`${at}${path}`, init);
    return answer(await (path.startsWith("/metadata/") ? metadata : service).fetch(request));
  };
  const opened: Sandbox["open"] = async (path, headers = {}) =>
    answer(await service.fetch(new Request(`${at}${path}`, { headers })));
  const post: Sandbox["post"] = async (path, form, headers = {}) =>
    answer(
      await service.fetch(new Request(`${at}${path}`, { method: "POST", body: new URLSearchParams(form), headers })),
    );
  const tokenRequest: Sandbox["tokenRequest"] = (form, tenantName = sandboxIds.tenantId) =>
    post(`/${tenantName}/oauth2/v2.0/token`, form);
  const token: Sandbox["token"] = async (clientId, secret, scope = `${at}/graph/.default`) => {
    const form = { client_id: clientId, client_secret: secret, grant_type: "client_credentials", scope };
    const { status, body } = await tokenRequest(form);
    if (status !== 200) throw new Error(body.error_description);
    return body.access_token;
  };
  return {
    tenant,
    history: service.history.kept,
    clock,
    setFaults: service.setFaults,
    at: clock.set,
    fetch: async (request) => service.fetch(request),
    send,
    open: opened,
    post,
    tokenRequest,
    token,
    graph: async (method, path, body) =>
      send(method, `/graph${path}`, body, await token(sandboxIds.deployerClientId, deployerSecret)),
  };
}
