/** What every request to Azure Resource Manager about a vault's entries has in common. */

/** The version of its API for Key Vault, as a query. */
export const vaultVersion = "api-version=2024-11-01";

/** The error of an answer, where it is one. */
export interface ArmError {
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** A refusal in its own words: `403 Forbidden …`. */
export function refusalIn({ status }: Pick<Response, "status">, { error }: ArmError): string {
  return `${status} ${error?.code ?? ""} ${error?.message ?? ""}`.trim();
}
