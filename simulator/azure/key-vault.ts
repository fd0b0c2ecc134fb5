/**
 * A Key Vault's own address (`https://<vault>.vault.azure.net` in Azure), where azure-native deletes secrets.
 * Nobody here may read values: the deployer's role has no such right, and the tenant keeps hashes only.
 */
import type { Context, Hono } from "hono";
import type { Vault, VaultSecret } from "../directory/entity.ts";
import { deleteSecret, purgeSecret, recoverSecret } from "../directory/vault.ts";
import { notSimulated, Rejection } from "../errors.ts";
import { type ArmEnv, type ArmHost, guarded, vaultUri } from "./guard.ts";

const vaultVersions = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01"];

/** `/{vault}/secrets` and `/{vault}/deletedsecrets`: delete, recover, purge. */
export function keyVaultApp(host: ArmHost): Hono<ArmEnv> {
  const { tenant } = host;
  const app = guarded(host, ["https://vault.azure.net", host.vaultsUrl], vaultVersions);
  const vaultOf = (c: Context<ArmEnv>, action: string): Vault => {
    const name = c.req.param("vault");
    const vault = [...tenant.directory.vaults.values()].find((candidate) => candidate.name === name);
    if (!vault) throw new Rejection(404, "VaultNotFound", `There is no vault '${name}'.`);
    if (vault.writers.includes(c.get("caller").principalId) && action !== "getSecret") return vault;
    throw new Rejection(
      403,
      "Forbidden",
      `Caller is not authorized to perform action on resource. Action: 'Microsoft.KeyVault/vaults/secrets/${action}/action'`,
    );
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
