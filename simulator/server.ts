/**
 * A simulated tenant on this computer: three addresses over http, the metadata document and each vault over TLS, all on
 * ports the system gives.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import writeFileAtomic from "write-file-atomic";
import { addressesAt, metadataApp } from "./app.ts";
import type { Clock } from "./clock.ts";
import { controlApp, controlPath } from "./control.ts";
import { absentApisOf, setAbsentApis } from "./directory/absent-apis.ts";
import { readCatalog } from "./directory/catalog.ts";
import { type Directory, defaultPolicies, type Policies, type Tenant } from "./directory/directory.ts";
import type { User } from "./directory/entity.ts";
import { persistence, readKept } from "./directory/file.ts";
import { holdsObjects, neededPermissions, readerClientId, sandboxIds, seededDirectory } from "./directory/seed.ts";
import { besideStack, type DirectorySnapshot, snapshotOf } from "./directory/snapshot.ts";
import type { VendorsApplication } from "./directory/vendors-application.ts";
import type { Rule } from "./faults/rule.ts";
import { privateFolder } from "./folder.ts";
import type { Entry } from "./history.ts";
import { type Service, tenantService } from "./service.ts";
import { serverCertificate } from "./tls.ts";
import { keptSigningKeys } from "./token/signing.ts";
import { listenerOf } from "./wire.ts";

/** Where a running tenant is, and who may sign in: all that another process needs to work on it. */
export interface ReachableTenant {
  readonly tenantId: string;
  /** `host:port` of the metadata document (https), for `ARM_METADATA_HOSTNAME`. */
  readonly metadataHost: string;
  readonly graphUrl: string;
  readonly loginUrl: string;
  readonly armUrl: string;
  /** The vaults' own addresses by name, over TLS as Microsoft's client wants it. */
  readonly vaultUrls: Readonly<Record<string, string>>;
  /** PEM file that makes the metadata host and the vaults trusted, for `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS`. */
  readonly certificateFile: string;
  readonly deployer: { readonly clientId: string; readonly clientSecret: string; readonly objectId: string };
  /** Whoever may read the vaults' values, and do nothing else. */
  readonly reader: { readonly clientId: string; readonly clientSecret: string };
  /** The sign-in names of the users that it began with. */
  readonly people: readonly string[];
}

/** A running tenant of this process: where it is, and what it holds. */
export interface SimulatedTenant extends ReachableTenant {
  /** Tells this tenant from every other that was ever simulated; where it was reset, from itself before. */
  readonly identity: string;
  /** The tenant's time: the clock that it was started with. */
  readonly clock: Clock;
  /** The newest requests, newest last (history.ts). */
  readonly history: readonly Entry[];
  /** All requests answered so far, and those of them that could change the tenant. */
  readonly counts: { readonly requests: number; readonly writes: number };
  /** Sets the faults that requests meet from now on; `[]` ends them (faults/rule.ts). */
  setFaults(rules: readonly Rule[]): void;
  /** From now on the tenant has no principal of these APIs (application ids), and of all others one. */
  setAbsentApis(appIds: readonly string[]): Promise<void>;
  /** One request without a socket, as `fetch` would answer it; a lost answer is thrown. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The objects that the tenant holds beyond its seed, without secrets. */
  snapshot(): DirectorySnapshot;
  /** Stops listening and writes what is not written yet. */
  close(): Promise<void>;
}

/** Where the tenant is kept, and what a test may vary: clock, ids, policies, the deployer's rights, users. */
export interface TenantOptions {
  /** Where the tenant is kept between two runs; created if missing. It must be a folder that version control ignores. */
  readonly folder: string;
  /** The tenant's time. Whoever starts it owns it, and may move it. */
  readonly clock: Clock;
  /** The faults that requests meet from the start on. */
  readonly faults?: readonly Rule[];
  /** Display names of Microsoft's APIs of which the tenant has no principal (directory/absent-apis.ts). */
  readonly absentApis?: string | undefined;
  /** The secret that opens the controls over HTTP (control.ts); left out: there are none. */
  readonly control?: string;
  readonly uuid?: () => string;
  readonly policies?: Partial<Policies>;
  /** The deployer's application permissions on Microsoft Graph; those it needs and no more, when left out. */
  readonly deployerPermissions?: readonly string[];
  /** Applications of other organisations, beside those of the project's vendors. */
  readonly vendorsApplications?: readonly VendorsApplication[];
  /** Users beside the seeded one. */
  readonly users?: readonly User[];
}

/** A principal's secret of a folder: made once, readable by the user alone. */
function keptSecret(folder: string, name: "deployer-secret" | "reader-secret"): string {
  const path = join(folder, name);
  if (!existsSync(path)) writeFileAtomic.sync(path, randomBytes(32).toString("base64url"), { mode: 0o600 });
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8");
}

/** Adds to a kept directory what a seed has and it has not; the seeded sign in with the folder's secrets. */
function withSeed(kept: Directory, seed: Directory): Directory {
  for (const [name, rows] of Object.entries(seed) as [keyof Directory, Map<string, never>][]) {
    const collection = kept[name] as Map<string, unknown>;
    for (const [id, row] of rows) if (!collection.has(id)) collection.set(id, row);
  }
  // Who may do what at a vault is the seed's: an older tenant knew no reader.
  for (const [id, vault] of seed.vaults) kept.vaults.set(id, vault);
  for (const [id, { entity, keyring }] of seed.applications) {
    const application = kept.applications.get(id);
    if (!application) continue;
    const known = application.entity.passwordCredentials;
    const added = entity.passwordCredentials.filter(({ keyId }) => !known.some((one) => one.keyId === keyId));
    const passwordCredentials = [...known, ...added];
    kept.applications.set(id, { ...application, entity: { ...application.entity, passwordCredentials }, keyring });
  }
  return kept;
}

/** Takes everything out of a directory but what a seed has. */
function emptied(directory: Directory, seed: Directory): void {
  for (const [name, rows] of Object.entries(seed) as [keyof Directory, Map<string, unknown>][]) {
    const collection = directory[name] as Map<string, unknown>;
    collection.clear();
    for (const [id, row] of rows) collection.set(id, row);
  }
}

function listen(server: Server, listener: RequestListener): Promise<number> {
  server.on("request", (request, response) => {
    // The azuread provider opens a connection for every request and leaves it open.
    response.setHeader("Connection", "close");
    listener(request, response);
  });
  return portOf(server);
}

function portOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Starts a tenant, or goes on with the one that the folder keeps.
 * @throws Error naming the file, if what the folder keeps cannot be read.
 */
export async function startTenant(options: TenantOptions): Promise<SimulatedTenant> {
  const { folder, clock, uuid = randomUUID } = options;
  privateFolder(folder);
  const secret = keptSecret(folder, "deployer-secret");
  const readerSecret = keptSecret(folder, "reader-secret");
  const catalog = readCatalog(options.vendorsApplications);
  const seeding = {
    catalog,
    deployerSecret: secret,
    readerSecret,
    deployerPermissions: options.deployerPermissions ?? neededPermissions,
    users: options.users ?? [],
  };
  const seed = seededDirectory(seeding);
  const path = join(folder, "directory.json");
  const kept = readKept(path);
  const directory = kept ? withSeed(kept.directory, seed) : structuredClone(seed);
  setAbsentApis(directory, seed, catalog, absentApisOf(catalog, options.absentApis));
  let identity = kept?.identity ?? randomUUID();
  const file = persistence(path, directory, () => ({ identity, now: clock.now().toISOString() }));
  await file.flush();
  const policies = { ...defaultPolicies, ...options.policies };
  const tenant: Tenant = {
    id: sandboxIds.tenantId,
    domain: sandboxIds.domain,
    policies,
    catalog,
    directory,
    clock: clock.now,
    uuid,
  };

  const keys = keptSigningKeys(folder);
  const certificate = await serverCertificate(folder);
  const http = createServer();
  const tlsOptions = { key: certificate.key, cert: certificate.certificate };
  const https = createTlsServer(tlsOptions);
  let answer: RequestListener = () => undefined;
  const port = await listen(http, (request, response) => answer(request, response));
  const vaults = [...directory.vaults.values()].map(({ name }) => ({ name, server: createTlsServer(tlsOptions) }));
  const vaultUrls: Record<string, string> = {};
  for (const { name, server } of vaults) {
    const vaultPort = await listen(server, (request, response) => {
      // A vault has its own host; behind it stands the same service.
      request.url = `/vaults/${name}${request.url ?? "/"}`;
      answer(request, response);
    });
    vaultUrls[name] = `https://127.0.0.1:${vaultPort}`;
  }
  const addresses = addressesAt(`http://127.0.0.1:${port}`, vaultUrls);
  const service: Service = tenantService(tenant, addresses, keys, file.changed);
  service.setFaults(options.faults ?? []);
  const seeded = new Set(Object.values(seed).flatMap((rows: Map<string, unknown>) => [...rows.keys()]));
  const snapshot = () => snapshotOf(tenant, seeded);
  const controls =
    options.control === undefined
      ? undefined
      : controlApp(options.control, {
          identity: () => identity,
          used: () => holdsObjects(directory),
          objects: () => besideStack(snapshot()),
          clock,
          history: service.history.kept,
          counts: service.history.counts,
          setFaults: service.setFaults,
          reset: async (now) => {
            identity = randomUUID();
            clock.set(now);
            service.forget();
            emptied(directory, seededDirectory(seeding));
            await file.flush();
          },
        });
  answer = listenerOf(async (request) =>
    controls !== undefined && controlPath.test(new URL(request.url).pathname)
      ? { kind: "answer", response: await controls.fetch(request) }
      : service.answer(request),
  );
  const metadataPort = await listen(https, getRequestListener(metadataApp(addresses).fetch));

  let closed: Promise<void> | undefined;
  const { graphUrl, loginUrl, armUrl } = addresses;
  return {
    tenantId: tenant.id,
    get identity() {
      return identity;
    },
    clock,
    metadataHost: `127.0.0.1:${metadataPort}`,
    graphUrl,
    loginUrl,
    armUrl,
    vaultUrls,
    certificateFile: certificate.certificateFile,
    deployer: { clientId: sandboxIds.deployerClientId, clientSecret: secret, objectId: sandboxIds.deployerObjectId },
    reader: { clientId: readerClientId, clientSecret: readerSecret },
    people: [...seed.users.values()].map(({ userPrincipalName }) => userPrincipalName),
    history: service.history.kept,
    counts: service.history.counts,
    setFaults: service.setFaults,
    setAbsentApis: async (appIds) => {
      setAbsentApis(directory, seed, catalog, appIds);
      await file.flush();
    },
    fetch: service.fetch,
    snapshot,
    close: () => {
      // Once: a second writing could fall into what has begun in the folder since.
      closed ??= Promise.all([http, https, ...vaults.map(({ server }) => server)].map(stop))
        .then(() => keys)
        .then(file.flush);
      return closed;
    },
  };
}
