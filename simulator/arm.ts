/**
 * The simulated Azure Resource Manager, as far as Key Vault secrets need it, and the vault's own address.
 * azure-native reads and writes secrets through Resource Manager; only deletion goes to the vault.
 */
import { type Context, Hono } from "hono";
import type * as z from "zod";
import { type Caller, callerOf, type SigningKeys } from "./access.ts";
import type { Tenant, Vault, VaultSecret } from "./directory.ts";
import { armErrorBody, notSimulated, Refusal } from "./errors.ts";
import { deleteSecret, liveSecret, purgeSecret, recoverSecret, secretBody, secretsOf, writeSecret } from "./vault.ts";

/** API versions of Microsoft.KeyVault that @pulumi/azure-native 3 knows. */
const ARM_VERSIONS = ["2023-02-01", "2023-07-01", "2024-04-01-preview", "2024-11-01", "2024-12-01-preview", "2025-05-01", "2026-02-01", "2026-03-01-preview"];

const VAULT_VERSIONS = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01"];

interface ArmEnv {
  Variables: { caller: Caller };
}

/** What the routes are given. `armUrl` and `vaultsUrl` are the addresses they are served under. */
export interface ArmHost {
  readonly tenant: Tenant;
  readonly keys: SigningKeys;
  readonly armUrl: string;
  readonly vaultsUrl: string;
}

function guarded(host: ArmHost, audiences: readonly string[], versions: readonly string[]): Hono<ArmEnv> {
  const app = new Hono<ArmEnv>();
  app.use(async (c, next) => {
    c.set("caller", await callerOf(host.tenant, host.keys, c.req.header("Authorization"), audiences));
    const { "api-version": version, ...others } = c.req.query();
    const [unknown] = Object.keys(others);
    if (unknown) throw notSimulated(`the query parameter '${unknown}' on ${c.req.path}`);
    if (!version) {
      throw new Refusal(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
    }
    if (!versions.includes(version)) {
      throw new Refusal(400, "InvalidApiVersionParameter", `The api-version '${version}' is invalid. The supported versions are '${versions.join(",")}'.`);
    }
    await next();
  });
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 401) c.header("WWW-Authenticate", `Bearer resource="${audiences[0]}"`);
    return c.json(armErrorBody(error), error.status);
  });
  return app;
}

/** The vault at a resource id, or Resource Manager's 404 for the first part that does not exist. */
function vaultAt(tenant: Tenant, c: Context): Vault {
  const { subscription = "", group = "", vault: name = "" } = c.req.param() as Record<string, string>;
  const vaults = [...tenant.directory.vaults.values()];
  const wanted = `/subscriptions/${subscription}/resourcegroups/${group}/providers/microsoft.keyvault/vaults/${name}`.toLowerCase();
  const found = vaults.find(({ id }) => id === wanted);
  if (found) return found;
  if (!vaults.some(({ id }) => wanted.startsWith(id.split("/resourcegroups/")[0] ?? ""))) {
    throw new Refusal(404, "SubscriptionNotFound", `The subscription '${subscription}' could not be found.`);
  }
  if (!vaults.some(({ id }) => wanted.startsWith(id.split("/providers/")[0] ?? ""))) {
    throw new Refusal(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
  }
  const message = `The Resource 'Microsoft.KeyVault/vaults/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  throw new Refusal(404, "ResourceNotFound", message);
}

function assertAuthorized(caller: Caller, vault: Vault, action: string): void {
  if (vault.writers.includes(caller.principalId)) return;
  const message = `The client '${caller.appId}' with object id '${caller.principalId}' does not have authorization to perform action '${action}' over scope '${vault.resourceId}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  throw new Refusal(403, "AuthorizationFailed", message);
}

const vaultUri = (host: ArmHost, vault: Vault): string => `${host.vaultsUrl}/${vault.name}/`;

/** A secret as Resource Manager shows it: never with its value. */
function shownSecret(host: ArmHost, vault: Vault, secret: VaultSecret) {
  const secretUri = `${vaultUri(host, vault)}secrets/${secret.name}`;
  return {
    id: `${vault.resourceId}/secrets/${secret.name}`,
    name: secret.name,
    type: "Microsoft.KeyVault/vaults/secrets",
    location: vault.location,
    tags: secret.tags,
    properties: {
      attributes: secret.attributes,
      ...(secret.contentType !== null && { contentType: secret.contentType }),
      secretUri,
      secretUriWithVersion: `${secretUri}/${secret.version}`,
    },
  };
}

async function readBody(c: Context): Promise<z.infer<typeof secretBody>> {
  const checked = secretBody.safeParse(await c.req.json().catch(() => undefined));
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const where = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys : [])].join(".");
  throw new Refusal(400, "InvalidRequestContent", `The request content was invalid and could not be deserialized: '${where}' is not what a secret takes.`);
}

/** Resource Manager: vaults (read) and their secrets (read, list, write). */
export function armApp(host: ArmHost): Hono<ArmEnv> {
  const { tenant } = host;
  const app = guarded(host, [host.armUrl, "https://management.azure.com", "https://management.core.windows.net"], ARM_VERSIONS);
  const path = "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.KeyVault/vaults/:vault";
  const authorized = (c: Context<ArmEnv>, action: string): Vault => {
    const vault = vaultAt(tenant, c);
    assertAuthorized(c.get("caller"), vault, `Microsoft.KeyVault/vaults/${action}`);
    return vault;
  };

  app.get(path, (c) => {
    const vault = authorized(c, "read");
    const properties = { tenantId: tenant.id, vaultUri: vaultUri(host, vault), enableSoftDelete: true, sku: { family: "A", name: "standard" } };
    return c.json({ id: vault.resourceId, name: vault.name, type: "Microsoft.KeyVault/vaults", location: vault.location, tags: {}, properties });
  });
  app.get(`${path}/secrets`, (c) => {
    const vault = authorized(c, "secrets/read");
    return c.json({ value: secretsOf(tenant, vault).map((secret) => shownSecret(host, vault, secret)) });
  });
  app.get(`${path}/secrets/:name`, (c) => {
    const vault = authorized(c, "secrets/read");
    return c.json(shownSecret(host, vault, liveSecret(tenant, vault, c.req.param("name"))));
  });
  app.put(`${path}/secrets/:name`, async (c) => {
    const vault = authorized(c, "secrets/write");
    const { secret, isNew } = writeSecret(tenant, vault, c.req.param("name"), await readBody(c));
    return c.json(shownSecret(host, vault, secret), isNew ? 201 : 200);
  });
  app.delete(`${path}/secrets/:name`, (c) => {
    const vault = authorized(c, "secrets/delete");
    deleteSecret(tenant, vault, c.req.param("name"));
    return c.body(null, 200);
  });
  app.all("*", (c) => {
    throw notSimulated(`${c.req.method} ${c.req.path}`);
  });
  return app;
}

/** The vaults' own address (`https://<vault>.vault.azure.net` in Azure): delete, recover, purge. Nobody here may read values. */
export function vaultApp(host: ArmHost): Hono<ArmEnv> {
  const { tenant } = host;
  const app = guarded(host, ["https://vault.azure.net", host.vaultsUrl, host.armUrl], VAULT_VERSIONS);
  const vaultOf = (c: Context<ArmEnv>, action: string): Vault => {
    const name = c.req.param("vault");
    const vault = [...tenant.directory.vaults.values()].find((candidate) => candidate.name === name);
    if (!vault) throw new Refusal(404, "VaultNotFound", `There is no vault '${name}'.`);
    if (vault.writers.includes(c.get("caller").principalId) && action !== "getSecret") return vault;
    throw new Refusal(403, "Forbidden", `Caller is not authorized to perform action on resource. Action: 'Microsoft.KeyVault/vaults/secrets/${action}/action'`);
  };
  const shown = (vault: Vault, secret: VaultSecret) => ({
    id: `${vaultUri(host, vault)}secrets/${secret.name}/${secret.version}`,
    attributes: secret.attributes,
    tags: secret.tags,
    ...(secret.deleted !== undefined && {
      recoveryId: `${vaultUri(host, vault)}deletedsecrets/${secret.name}`,
      deletedDate: Math.floor(Date.parse(secret.deleted) / 1000),
    }),
  });

  app.delete("/:vault/secrets/:name", (c) => {
    const vault = vaultOf(c, "delete");
    return c.json(shown(vault, deleteSecret(tenant, vault, c.req.param("name"))));
  });
  app.get("/:vault/secrets/:name/:version?", (c) => {
    vaultOf(c, "getSecret");
    throw notSimulated("the values of secrets");
  });
  app.post("/:vault/deletedsecrets/:name/recover", (c) => {
    const vault = vaultOf(c, "recover");
    return c.json(shown(vault, recoverSecret(tenant, vault, c.req.param("name"))));
  });
  app.delete("/:vault/deletedsecrets/:name", (c) => {
    purgeSecret(tenant, vaultOf(c, "purge"), c.req.param("name"));
    return c.body(null, 204);
  });
  app.all("*", (c) => {
    throw notSimulated(`${c.req.method} ${c.req.path}`);
  });
  return app;
}
