/**
 * A tenant and the state beside it, in memory: copied in a moment, so that every case begins with a world of its own. The
 * plugins reach the tenant without sockets, through a wire that a case may cut.
 */
import { addressesAt, metadataApp, tenantApp } from "../simulator/app.ts";
import { type Catalog, readCatalog } from "../simulator/directory/catalog.ts";
import { type Directory, defaultPolicies, type Tenant } from "../simulator/directory/directory.ts";
import { neededPermissions, sandboxIds, seededDirectory } from "../simulator/directory/seed.ts";
import { azureNative } from "../simulator/plugins/azure-native.ts";
import { azuread } from "../simulator/plugins/azuread.ts";
import type { HttpEnvironment, Wire } from "../simulator/plugins/http.ts";
import { type Operations, operations, type Plugin } from "../simulator/plugins/operations.ts";
import type { Properties } from "../simulator/plugins/properties.ts";
import { tls } from "../simulator/plugins/tls.ts";
import { newSigningKeys } from "../simulator/token/signing.ts";
import { emptyState, type State, stateLike } from "./update.ts";

/** The deployer's own secret in every world. */
export const deployerSecret = "CANARY-deployer-secret-of-the-battery";

/** The day of the sandbox: that of the newest credential of tenants/dev.yaml. */
const day = "2026-11-21T00:00:00Z";

/** A tenant's objects, the engine's state, and how many ids the tenant has given. */
export interface World {
  readonly directory: Directory;
  readonly state: State;
  ids: number;
}

const catalog: Catalog = readCatalog();
const seed = seededDirectory({
  catalog,
  deployerSecret,
  readerSecret: "CANARY-reader-secret-of-the-battery",
  deployerPermissions: neededPermissions,
  users: [],
});

/** Rows are replaced as a whole and never changed, so the collections alone are copied. */
function directoryLike(directory: Directory): Directory {
  return Object.fromEntries(
    Object.entries(directory).map(([name, rows]: [string, Map<string, unknown>]) => [name, new Map(rows)]),
  ) as unknown as Directory;
}

/** A tenant that nobody has deployed to, and no state. */
export function freshWorld(): World {
  return { directory: directoryLike(seed), state: emptyState(), ids: 0 };
}

/** Another world with the same objects. */
export function worldLike({ directory, state, ids }: World): World {
  return { directory: directoryLike(directory), state: stateLike(state), ids };
}

/** The objects of a tenant that nobody has deployed to. */
export function seeded(): Directory {
  return seed;
}

/** The origin of every world's tenant; nothing listens there. */
const origin = "http://127.0.0.1:9";
export const addresses = addressesAt(origin);

/** Sends a request into the tenant's routes. */
export type Deliver = (url: string, init: RequestInit) => Promise<Response>;

/** Every world's tenant signs with the same key: to make one takes longer than a case. */
const signingKeys = newSigningKeys();

/** The routes of a world's tenant. */
export async function routesOf(world: World, clock: () => Date = () => new Date(day)): Promise<Deliver> {
  const tenant: Tenant = {
    id: sandboxIds.tenantId,
    domain: sandboxIds.domain,
    policies: defaultPolicies,
    catalog,
    directory: world.directory,
    clock,
    uuid: () => {
      world.ids += 1;
      return `00000000-0000-4000-8000-${world.ids.toString(16).padStart(12, "0")}`;
    },
  };
  const app = tenantApp(tenant, addresses, signingKeys);
  const metadata = metadataApp(addresses);
  return async (url, init) => (url.includes("/metadata/endpoints") ? metadata : app).request(url, init);
}

/** Keys that were made; a case takes one of them, since what it tries is not how keys are made. */
const keptKeys: { readonly id: string; readonly outputs: Properties }[] = [];
const mostKeptKeys = 12;
let nextKey = 0;

/** The tls plugin with keys that were made before, once there are enough. */
function withKeptKeys<Client>(plugin: Plugin<Client>): Plugin<Client> {
  const kinds = plugin.kinds.map((kind): typeof kind =>
    kind.type === "tls:index/privateKey:PrivateKey"
      ? {
          ...kind,
          create: async (client, inputs, made) => {
            nextKey = (nextKey + 1) % mostKeptKeys;
            const kept = keptKeys[nextKey] ?? (await kind.create(client, inputs, made));
            if (kept) keptKeys[nextKey] = kept;
            return kept;
          },
        }
      : kind,
  );
  return { ...plugin, kinds };
}

/** Plugins whose requests go over a wire; they wait no time. */
export function pluginsOver(wire: Wire, now: () => Date = () => new Date(day)): (packageName: string) => Operations {
  const from: HttpEnvironment = {
    environment: {
      ARM_METADATA_HOSTNAME: "127.0.0.1:9",
      ARM_TENANT_ID: sandboxIds.tenantId,
      ARM_CLIENT_ID: sandboxIds.deployerClientId,
      ARM_CLIENT_SECRET: deployerSecret,
    },
    wire,
    wait: async () => {},
    now,
  };
  return (packageName) => {
    if (packageName === "azuread") return operations(azuread(from));
    if (packageName === "azure-native") return operations(azureNative(from));
    if (packageName === "tls") return operations(withKeptKeys(tls({ now })));
    throw new Error(`the battery has no plugin for ${packageName}`);
  };
}
