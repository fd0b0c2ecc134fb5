/**
 * A Key Vault's own address (`https://<vault>.vault.azure.net` in Azure): where a reader gets values, and where azure-native
 * deletes secrets. Whoever may write may not read: the deployer's role has no such right.
 * Shapes and texts: https://learn.microsoft.com/rest/api/keyvault/secrets, and what the service answers.
 */
import type { Context, Hono } from "hono";
import type { SecretVersion, Vault, VaultSecret } from "../directory/entity.ts";
import {
  deleteSecret,
  keptValue,
  liveSecret,
  purgeSecret,
  recoverSecret,
  secretsOf,
  secretVersion,
  versionsOf,
} from "../directory/vault.ts";
import { notSimulated, Rejection } from "../errors.ts";
import { type ArmEnv, type ArmHost, guarded, vaultUri } from "./guard.ts";

const vaultVersions = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01", "2026-04-01"];
const audience = "https://vault.azure.net";

/** Items of a page, unless `maxresults` says less (https://learn.microsoft.com/rest/api/keyvault/secrets/get-secrets). */
const pageSize = 25;

/** What a role lets its holder do here. */
const actions = {
  getSecret: { holders: "readers", scope: "secret" },
  readMetadata: { holders: "readers", scope: "vault" },
  delete: { holders: "writers", scope: "secret" },
  recover: { holders: "writers", scope: "secret" },
  purge: { holders: "writers", scope: "secret" },
} as const;

/** Paging of a list: how many, and after how many. */
function pageOf<Row>(
  c: Context,
  rows: readonly Row[],
): { readonly page: readonly Row[]; readonly nextLink: string | null } {
  const asked = c.req.query("maxresults");
  const size = asked === undefined ? pageSize : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > pageSize)
    throw new Rejection(400, "BadParameter", `Property maxresults has invalid value: 1 to ${pageSize} are allowed.`);
  const from = Number(Buffer.from(c.req.query("$skiptoken") ?? "", "base64url").toString() || "0");
  if (!Number.isInteger(from) || from < 0) throw new Rejection(400, "BadParameter", "The skip token is invalid.");
  const next = from + size;
  if (next >= rows.length) return { page: rows.slice(from), nextLink: null };
  const query = new URLSearchParams({
    "api-version": c.req.query("api-version") ?? "",
    $skiptoken: Buffer.from(String(next)).toString("base64url"),
    maxresults: String(size),
  });
  return { page: rows.slice(from, next), nextLink: `${c.req.path.replace(/^.*?\/vaults\/[^/]+\//, "")}?${query}` };
}

/** `/{vault}/secrets` and `/{vault}/deletedsecrets`: get, versions, list, delete, recover, purge. */
export function keyVaultApp(host: ArmHost): Hono<ArmEnv> {
  const { tenant } = host;
  const challenge = `Bearer authorization="https://login.windows.net/${tenant.id}", resource="${audience}"`;
  const app = guarded(host, [audience, host.vaultsUrl], vaultVersions, {
    challenge,
    queries: ["maxresults", "$skiptoken"],
    unauthorized: { code: "Unauthorized", noToken: "AKV10000: Request is missing a Bearer or PoP token." },
  });
  const vaultOf = (c: Context<ArmEnv>, action: keyof typeof actions): Vault => {
    const name = c.req.param("vault");
    const vault = [...tenant.directory.vaults.values()].find((candidate) => candidate.name === name);
    if (!vault) throw new Rejection(404, "VaultNotFound", `There is no vault '${name}'.`);
    const { holders, scope } = actions[action];
    const caller = c.get("caller");
    if (vault[holders].includes(caller.principalId)) return vault;
    const resource = vault.resourceId.toLowerCase() + (scope === "secret" ? `/secrets/${c.req.param("name")}` : "");
    throw new Rejection(
      403,
      "Forbidden",
      [
        "Caller is not authorized to perform action on resource.",
        "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
        `Caller: appid=${caller.appId};oid=${caller.principalId};iss=https://sts.windows.net/${tenant.id}/`,
        `Action: 'Microsoft.KeyVault/vaults/secrets/${action}/action'`,
        `Resource: '${resource}'`,
        "Assignment: (not found)",
        "DenyAssignmentId: null",
        "DecisionReason: null ",
        `Vault: ${vault.name};location=${vault.location}`,
        "",
      ].join("\r\n"),
      "ForbiddenByRbac",
    );
  };
  const shown = (vault: Vault, name: string, version: SecretVersion, withVersion: boolean) => ({
    ...(version.contentType !== null && { contentType: version.contentType }),
    id: `${vaultUri(host, vault)}secrets/${name}${withVersion ? `/${version.version}` : ""}`,
    attributes: { ...version.attributes, recoveryLevel: "Recoverable+Purgeable", recoverableDays: 90 },
    tags: version.tags,
  });
  const shownSecret = (vault: Vault, secret: VaultSecret) => ({
    ...shown(vault, secret.name, secret, true),
    ...(secret.deleted !== undefined && {
      recoveryId: `${vaultUri(host, vault)}deletedsecrets/${secret.name}`,
      deletedDate: Math.floor(Date.parse(secret.deleted) / 1000),
    }),
  });
  const listed = (c: Context, vault: Vault, rows: readonly object[]) => {
    const { page, nextLink } = pageOf(c, rows);
    return c.json({ value: page, nextLink: nextLink === null ? null : `${vaultUri(host, vault)}${nextLink}` });
  };

  app.get("/:vault/secrets", (c) => {
    const vault = vaultOf(c, "readMetadata");
    const rows = secretsOf(tenant, vault).map((secret) => shown(vault, secret.name, secret, false));
    return listed(c, vault, rows);
  });
  app.get("/:vault/secrets/:name/versions", (c) => {
    const vault = vaultOf(c, "readMetadata");
    const secret = liveSecret(tenant, vault, c.req.param("name"));
    const rows = versionsOf(secret).map((version) => shown(vault, secret.name, version, true));
    return listed(c, vault, rows);
  });
  const value = (c: Context<ArmEnv>) => {
    const vault = vaultOf(c, "getSecret");
    const secret = liveSecret(tenant, vault, c.req.param("name") ?? "");
    const version = secretVersion(secret, c.req.param("version") || undefined);
    if (!version.attributes.enabled)
      throw new Rejection(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
    const text = keptValue(secret, version);
    if (text === undefined)
      throw notSimulated(
        `the value of ${secret.name}: it was written by an earlier version, which kept a hash alone; run make destroy, then make up`,
      );
    return c.json({ value: text, ...shown(vault, secret.name, version, true) });
  };
  app.get("/:vault/secrets/:name", value);
  // The client asks for the newest version with a slash at the end.
  app.get("/:vault/secrets/:name/", value);
  app.get("/:vault/secrets/:name/:version", value);
  app.delete("/:vault/secrets/:name", (c) => {
    const vault = vaultOf(c, "delete");
    return c.json(shownSecret(vault, deleteSecret(tenant, vault, c.req.param("name"))));
  });
  app.post("/:vault/deletedsecrets/:name/recover", (c) => {
    const vault = vaultOf(c, "recover");
    return c.json(shownSecret(vault, recoverSecret(tenant, vault, c.req.param("name"))));
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
