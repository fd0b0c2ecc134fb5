/** The simulated Azure Resource Manager, as far as Key Vault secrets need it: azure-native reads and writes them here. */
import type { Context, Hono } from "hono";
import type * as z from "zod";
import type { Tenant } from "../directory/directory.ts";
import type { Vault, VaultSecret } from "../directory/entity.ts";
import { deleteSecret, liveSecret, secretBody, secretsOf, writeSecret } from "../directory/vault.ts";
import { notSimulated, Rejection } from "../errors.ts";
import { isJson } from "../media-type.ts";
import type { Caller } from "../token/access-token.ts";
import { type ArmEnv, type ArmHost, guarded, vaultUri } from "./guard.ts";

/** API versions of Microsoft.KeyVault that @pulumi/azure-native 3 knows. */
const armVersions = [
  "2023-02-01",
  "2023-07-01",
  "2024-04-01-preview",
  "2024-11-01",
  "2024-12-01-preview",
  "2025-05-01",
  "2026-02-01",
  "2026-03-01-preview",
];

/** The vault at a resource id, or Resource Manager's 404 for the first part that does not exist. */
function vaultAt(tenant: Tenant, c: Context): Vault {
  const { subscription = "", group = "", vault: name = "" } = c.req.param() as Record<string, string>;
  const vaults = [...tenant.directory.vaults.values()];
  const wanted =
    `/subscriptions/${subscription}/resourcegroups/${group}/providers/microsoft.keyvault/vaults/${name}`.toLowerCase();
  const found = vaults.find(({ id }) => id === wanted);
  if (found) return found;
  if (!vaults.some(({ id }) => wanted.startsWith(id.split("/resourcegroups/")[0] ?? ""))) {
    throw new Rejection(404, "SubscriptionNotFound", `The subscription '${subscription}' could not be found.`);
  }
  if (!vaults.some(({ id }) => wanted.startsWith(id.split("/providers/")[0] ?? ""))) {
    throw new Rejection(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
  }
  const message = `The Resource 'Microsoft.KeyVault/vaults/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  throw new Rejection(404, "ResourceNotFound", message);
}

function assertAuthorized(caller: Caller, vault: Vault, action: string): void {
  if (vault.writers.includes(caller.principalId)) return;
  const message = `The client '${caller.appId}' with object id '${caller.principalId}' does not have authorization to perform action '${action}' over scope '${vault.resourceId}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  throw new Rejection(403, "AuthorizationFailed", message);
}

/** A secret as Resource Manager shows it: never with its value. */
function toArmSecret(host: ArmHost, vault: Vault, secret: VaultSecret) {
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
  const contentType = c.req.header("Content-Type");
  if (!isJson(contentType)) {
    const message = `The content media type '${contentType ?? "<null>"}' is not supported. Only 'application/json' is supported.`;
    throw new Rejection(415, "UnsupportedMediaType", message);
  }
  const checked = secretBody.safeParse(await c.req.json().catch(() => undefined));
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const where = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys : [])].join(".");
  throw new Rejection(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: '${where}' is not what a secret takes.`,
  );
}

/** Resource Manager: vaults (read) and their secrets (read, list, write). */
export function armApp(host: ArmHost): Hono<ArmEnv> {
  const { tenant } = host;
  const app = guarded(
    host,
    [host.armUrl, "https://management.azure.com", "https://management.core.windows.net"],
    armVersions,
  );
  const path = "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.KeyVault/vaults/:vault";
  const authorized = (c: Context<ArmEnv>, action: string): Vault => {
    const vault = vaultAt(tenant, c);
    assertAuthorized(c.get("caller"), vault, `Microsoft.KeyVault/vaults/${action}`);
    return vault;
  };

  app.get(path, (c) => {
    const vault = authorized(c, "read");
    const properties = {
      tenantId: tenant.id,
      vaultUri: vaultUri(host, vault),
      enableSoftDelete: true,
      sku: { family: "A", name: "standard" },
    };
    return c.json({
      id: vault.resourceId,
      name: vault.name,
      type: "Microsoft.KeyVault/vaults",
      location: vault.location,
      tags: {},
      properties,
    });
  });
  app.get(`${path}/secrets`, (c) => {
    const vault = authorized(c, "secrets/read");
    return c.json({ value: secretsOf(tenant, vault).map((secret) => toArmSecret(host, vault, secret)) });
  });
  app.get(`${path}/secrets/:name`, (c) => {
    const vault = authorized(c, "secrets/read");
    return c.json(toArmSecret(host, vault, liveSecret(tenant, vault, c.req.param("name"))));
  });
  app.put(`${path}/secrets/:name`, async (c) => {
    const vault = authorized(c, "secrets/write");
    const { secret, isNew } = writeSecret(tenant, vault, c.req.param("name"), await readBody(c));
    return c.json(toArmSecret(host, vault, secret), isNew ? 201 : 200);
  });
  // Azure deletes secrets at the vault's own host only (key-vault.ts). A simulated tenant has one host, so the stand-in asks here.
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
