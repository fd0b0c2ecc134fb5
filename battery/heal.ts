/** What `make up` does before a rerun: recovery, as the sandbox runs it, on a world in memory. */
import { healed } from "../operate/heal-sandbox.ts";
import { noTraces } from "../recovery/evidence.ts";
import type { Graph, GraphObject, VaultEntry, Vaults } from "../recovery/graph.ts";
import type { Healed } from "../sandbox/run.ts";
import { sandboxIds } from "../simulator/directory/seed.ts";
import type { Wire } from "../simulator/plugins/http.ts";
import { command } from "./command.ts";
import type { FaultyWire } from "./fault.ts";
import type { Program } from "./program.ts";
import { addresses, deployerSecret, pluginsOver, type World } from "./world.ts";

/** A token for one of the tenant's services. */
async function tokenFor(service: string, wire: Wire): Promise<string> {
  const body = new URLSearchParams({
    client_id: sandboxIds.deployerClientId,
    client_secret: deployerSecret,
    grant_type: "client_credentials",
    scope: `${service}/.default`,
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const url = `${addresses.loginUrl}/${sandboxIds.tenantId}/oauth2/v2.0/token`;
  const answer = await wire(url, { method: "POST", headers, body: body.toString() });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`no token for ${service}: status ${answer.status}`);
  return token;
}

/** Sends with a token that is fetched once. @returns undefined for a 404 */
function sender(service: string, wire: Wire) {
  let token: Promise<string> | undefined;
  return async (method: string, url: string, body?: GraphObject): Promise<GraphObject | undefined> => {
    token ??= tokenFor(service, wire);
    const headers = { Authorization: `Bearer ${await token}`, "Content-Type": "application/json" };
    const answer = await wire(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (answer.status === 404 && method === "GET") return undefined;
    if (answer.status >= 400) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? undefined : (JSON.parse(text) as GraphObject);
  };
}

interface Page {
  readonly value?: readonly GraphObject[];
  readonly "@odata.nextLink"?: string;
  readonly nextLink?: string;
}

async function all(send: ReturnType<typeof sender>, first: string): Promise<readonly GraphObject[]> {
  const rows: GraphObject[] = [];
  for (let next: string | undefined = first; next !== undefined; ) {
    const page: Page = ((await send("GET", next)) ?? {}) as Page;
    rows.push(...(page.value ?? []));
    next = page["@odata.nextLink"] ?? page.nextLink;
  }
  return rows;
}

/** One after the other, so that a case means the same request for ever. */
async function inTurn<Item, Result>(items: readonly Item[], task: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await task(item));
  return results;
}

function graphOver(wire: Wire): Graph {
  const send = sender(addresses.graphUrl, wire);
  const at = (path: string) => `${addresses.graphUrl}/v1.0${path}`;
  return {
    lists: (paths) => inTurn(paths, (path) => all(send, at(path))),
    objects: (paths) => inTurn(paths, (path) => send("GET", at(path))),
    post: (path, body) => send("POST", at(path), body),
    patch: async (path, body) => void (await send("PATCH", at(path), body)),
    delete: async (path) => void (await send("DELETE", at(path))),
  };
}

function vaultsOver(wire: Wire): Vaults {
  const send = sender(addresses.armUrl, wire);
  return {
    entries: async (vaultId) => {
      const rows = await all(send, `${addresses.armUrl}${vaultId}/secrets?api-version=2024-11-01`);
      return rows.map((row) => ({ tags: {}, ...row }) as unknown as VaultEntry);
    },
    remove: async (entryId) => void (await send("DELETE", `${addresses.armUrl}${entryId}?api-version=2024-11-01`)),
  };
}

/** Heals a world. */
export function heal(world: World, program: Program, { wire, answered }: FaultyWire): Promise<Healed> {
  const engine = { start: pluginsOver(wire), answered };
  return healed({
    stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
    integrations: program.resolved,
    graph: graphOver(wire),
    vaults: vaultsOver(wire),
    witness: { traces: async () => noTraces, lastUses: async () => undefined },
    versions: { azuread: "", "azure-native": "" },
    run: (args) => command(args, program, world.state, engine),
  });
}
