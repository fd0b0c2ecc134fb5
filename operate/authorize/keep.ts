/** Where the tokens go: a new file of the person's own, or the stack's vault through Resource Manager. */
import type { TokenCredential } from "@azure/identity";
import { vaultParts } from "../../components/vault-id.ts";
import { OperationError } from "../errors.ts";
import { type ArmError, refusalIn, vaultVersion } from "../resource-manager.ts";
import type { Tokens } from "./redeem.ts";

/** Days that Entra keeps a refresh token which nobody uses. */
const idleDays = 90;

/** When the tokens end, from the moment at which they were bought. */
export function endsOf({ expiresIn }: Pick<Tokens, "expiresIn">, now: Date) {
  return {
    accessToken: new Date(now.getTime() + expiresIn * 1000),
    refreshToken: new Date(now.getTime() + idleDays * 24 * 3600 * 1000),
  };
}

/** The file's text: the values under OAuth's own names, for whoever types them into the vendor's form. */
export function tokenFile({ accessToken, refreshToken, scopes }: Tokens, ends: ReturnType<typeof endsOf>): string {
  const document = {
    access_token: accessToken,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    scope: scopes.join(" "),
    access_token_ends: ends.accessToken.toISOString(),
    ...(refreshToken !== undefined && { refresh_token_ends_unused: ends.refreshToken.toISOString() }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Who writes to the vault, and where. */
export interface VaultWriter {
  readonly armUrl: string;
  readonly credential: TokenCredential;
  /** The vault's resource id. */
  readonly vaultId: string;
}

/**
 * Writes the tokens as secrets of the vault, each with its end. @returns their names
 * @throws OperationError in the vault's words; what had been written before it stays
 */
export async function writeToVault(
  { armUrl, credential, vaultId }: VaultWriter,
  identity: string,
  tokens: Tokens,
  ends: ReturnType<typeof endsOf>,
): Promise<readonly string[]> {
  const { vaultName } = vaultParts(vaultId);
  const entries = [
    { name: `${identity}-access-token`, value: tokens.accessToken, end: ends.accessToken },
    ...(tokens.refreshToken === undefined
      ? []
      : [{ name: `${identity}-refresh-token`, value: tokens.refreshToken, end: ends.refreshToken }]),
  ];
  const token = await credential.getToken(`${armUrl}/.default`);
  for (const { name, value, end } of entries) {
    const response = await fetch(`${armUrl}${vaultId}/secrets/${name}?${vaultVersion}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${token?.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({
        properties: { value, contentType: "text/plain", attributes: { exp: Math.floor(end.getTime() / 1000) } },
      }),
    });
    if (response.ok) continue;
    const answer = (await response.json().catch(() => ({}))) as ArmError;
    throw new OperationError(
      `${name} cannot be written to the vault ${vaultName}: ${refusalIn(response, answer)}` +
        "\nWhoever writes needs Microsoft.KeyVault/vaults/secrets/write, as the deployer has it. The tokens are lost: begin again, with --out <file> if need be.",
    );
  }
  return entries.map(({ name }) => name);
}
