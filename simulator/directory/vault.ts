/** Secrets of a Key Vault, as Resource Manager writes them and the vault itself shows and deletes them. Values are kept encrypted. */
import * as z from "zod";
import { Rejection } from "../errors.ts";
import type { Tenant } from "./directory.ts";
import type { SecretVersion, Vault, VaultSecret } from "./entity.ts";
import { seal, unseal } from "./sealed.ts";

/** Characters of a value (https://learn.microsoft.com/azure/key-vault/secrets/about-secrets: 25k bytes). */
const maxValue = 25_600;
const keptMs = 90 * 24 * 3600 * 1000;

/** `PUT …/vaults/{vault}/secrets/{name}`. */
export const secretBody = z.strictObject({
  tags: z.record(z.string(), z.string()).optional(),
  properties: z.strictObject({
    value: z.string().max(maxValue).optional(),
    contentType: z.string().max(255).optional(),
    attributes: z
      .strictObject({ enabled: z.boolean().optional(), exp: z.int().optional(), nbf: z.int().optional() })
      .optional(),
  }),
});

function keyOf(vault: Vault, name: string): string {
  return `${vault.id}/${name.toLowerCase()}`;
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** The secret behind a name, whether alive or soft-deleted. */
function kept(tenant: Tenant, vault: Vault, name: string): VaultSecret | undefined {
  const secret = tenant.directory.vaultSecrets.get(keyOf(vault, name));
  const gone = secret?.deleted !== undefined && Date.parse(secret.deleted) + keptMs < tenant.clock().getTime();
  return gone ? undefined : secret;
}

/** The live secret behind a name. */
export function liveSecret(tenant: Tenant, vault: Vault, name: string): VaultSecret {
  const secret = kept(tenant, vault, name);
  if (secret && secret.deleted === undefined) return secret;
  throw new Rejection(
    404,
    "SecretNotFound",
    `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command.`,
  );
}

/** The vault's live secrets. */
export function secretsOf(tenant: Tenant, vault: Vault): VaultSecret[] {
  return [...tenant.directory.vaultSecrets.values()].filter(
    ({ id, deleted }) => id.startsWith(`${vault.id}/`) && deleted === undefined,
  );
}

function placeOf(id: string, version: string): string {
  return `${id}/${version}`;
}

function versionOf({ version, sealed, contentType, tags, attributes }: SecretVersion): SecretVersion {
  return { version, ...(sealed !== undefined && { sealed }), contentType, tags, attributes };
}

/** The versions of a secret, oldest first. */
export function versionsOf(secret: VaultSecret): readonly SecretVersion[] {
  return [...(secret.former ?? []), versionOf(secret)];
}

/** One version of a secret; the newest where none is named. */
export function secretVersion(secret: VaultSecret, version: string | undefined): SecretVersion {
  const found = versionsOf(secret).findLast((one) => version === undefined || one.version === version);
  if (found) return found;
  throw new Rejection(
    404,
    "SecretNotFound",
    `A secret with (name/id) ${secret.name}/${version} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
  );
}

/** The value of a version; undefined where it was written by a version of this project that kept a hash alone. */
export function keptValue({ id }: Pick<VaultSecret, "id">, { version, sealed }: SecretVersion): string | undefined {
  return sealed === undefined ? undefined : unseal(sealed, placeOf(id, version));
}

/** Writes a secret; a value makes a new version. A soft-deleted name cannot be used. @returns the secret and whether it is new. */
export function writeSecret(tenant: Tenant, vault: Vault, name: string, body: z.infer<typeof secretBody>) {
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) {
    throw new Rejection(
      400,
      "BadRequest",
      `The secret name '${name}' is invalid: 1 to 127 characters, letters, digits and hyphens.`,
    );
  }
  const before = kept(tenant, vault, name);
  if (before?.deleted !== undefined) {
    throw new Rejection(
      409,
      "Conflict",
      `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
    );
  }
  const { value, contentType, attributes = {} } = body.properties;
  if (value === undefined && !before) {
    throw new Rejection(400, "BadRequest", "The secret has no value: properties.value is required for a new secret.");
  }
  const now = seconds(tenant.clock());
  const { enabled = true, exp, nbf } = attributes;
  if (exp !== undefined && nbf !== undefined && exp <= nbf) {
    throw new Rejection(400, "BadParameter", `The secret expires (exp ${exp}) before it begins (nbf ${nbf}).`);
  }
  const id = keyOf(vault, name);
  const version = value === undefined && before ? before.version : tenant.uuid().replaceAll("-", "");
  const sealed = value === undefined ? before?.sealed : seal(value, placeOf(id, version));
  const former = [...(before?.former ?? []), ...(before && version !== before.version ? [versionOf(before)] : [])];
  const secret: VaultSecret = {
    id,
    name: before?.name ?? name,
    version,
    ...(sealed !== undefined && { sealed }),
    ...(former.length > 0 && { former }),
    contentType: contentType ?? null,
    tags: body.tags ?? {},
    attributes: {
      enabled,
      ...(nbf !== undefined && { nbf }),
      ...(exp !== undefined && { exp }),
      created: before?.version === version ? before.attributes.created : now,
      updated: now,
    },
  };
  tenant.directory.vaultSecrets.set(secret.id, secret);
  return { secret, isNew: before === undefined };
}

/** Soft-deletes a secret with all its versions; the name stays taken. */
export function deleteSecret(tenant: Tenant, vault: Vault, name: string): VaultSecret {
  const secret = { ...liveSecret(tenant, vault, name), deleted: tenant.clock().toISOString() };
  tenant.directory.vaultSecrets.set(secret.id, secret);
  return secret;
}

function deletedSecret(tenant: Tenant, vault: Vault, name: string): VaultSecret {
  const secret = kept(tenant, vault, name);
  if (secret?.deleted !== undefined) return secret;
  throw new Rejection(404, "SecretNotFound", `Deleted Secret not found: ${name}`);
}

/** Brings a soft-deleted secret back. */
export function recoverSecret(tenant: Tenant, vault: Vault, name: string): VaultSecret {
  const { deleted: _past, ...secret } = deletedSecret(tenant, vault, name);
  tenant.directory.vaultSecrets.set(secret.id, secret);
  return secret;
}

/** Removes a soft-deleted secret for good, so that its name is free. */
export function purgeSecret(tenant: Tenant, vault: Vault, name: string): void {
  tenant.directory.vaultSecrets.delete(deletedSecret(tenant, vault, name).id);
}
