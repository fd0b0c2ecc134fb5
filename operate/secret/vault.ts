/** The values of a Key Vault's secrets, by Microsoft's own client. Whoever asks must be let in to read: the deployer is not. */
import type { TokenCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { OperationError } from "../errors.ts";
import { tokenClaims } from "../token-claims.ts";

/** Who reads, and where the vault is. */
export interface VaultReader {
  readonly vaultName: string;
  /** `https://<vault>.vault.azure.net` in Azure's public cloud. */
  readonly vaultUrl: string;
  readonly credential: TokenCredential;
  /** Of a simulated vault: its own certificate in PEM. Undefined: the machine's trust decides, and the challenge must name Azure. */
  readonly certificatePem: string | undefined;
}

/** What can be read of a vault. */
export interface VaultSecrets {
  /** The newest version's value. @throws OperationError with the vault's words and the next step */
  readonly read: (name: string) => Promise<string>;
  /** Who reads, as the token names them. */
  readonly reader: () => Promise<string>;
}

interface Refusal {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
}

/** What a person does about a vault's refusal, by its HTTP status. */
function nextStep(vaultName: string, { statusCode }: Refusal): string {
  switch (statusCode) {
    case 401:
      return "Sign in to the vault's tenant: az login --tenant <tenant id>.";
    case 403:
      return `Whoever reads needs the role Key Vault Secrets User on ${vaultName}, and a network that the vault lets in. The deployer has it not, on purpose: unset ARM_CLIENT_ID and sign in with az login.`;
    case 404:
      return "Its entry was deleted: ./integrations adopt says what can be done.";
    case undefined:
      return `Is ${vaultName} reachable from here? A vault may be closed to other networks.`;
    case 429:
    case 503:
      return "Try again in a minute.";
    default:
      return "";
  }
}

function refused({ vaultName }: VaultReader, name: string, error: unknown): OperationError {
  const what = `${name} cannot be read from the vault ${vaultName}`;
  // Of the sign-in, with its own next step.
  if (error instanceof OperationError) return new OperationError(`${what}: ${error.message}`);
  const refusal = error as Refusal;
  const said = [refusal.statusCode, refusal.code, refusal.message?.split(/\r?\n/)[0]].filter(Boolean).join(" ");
  return new OperationError([`${what}: ${said}`, nextStep(vaultName, refusal)].filter(Boolean).join("\n"));
}

/** Whom a token is for: the person's sign-in name, else the application. */
function nameIn(token: string | undefined): string {
  try {
    const claims = tokenClaims(token ?? "");
    const person = claims.upn ?? claims.unique_name ?? claims.preferred_username;
    return typeof person === "string" ? person : `application ${claims.appid ?? claims.azp}`;
  } catch {
    return "somebody whose token is not readable";
  }
}

/** Opens the secrets of one vault. */
export function openVaultSecrets(reader: VaultReader): VaultSecrets {
  const { vaultUrl, credential, certificatePem } = reader;
  const client = new SecretClient(vaultUrl, credential, {
    retryOptions: { maxRetries: 1 },
    ...(certificatePem !== undefined && {
      disableChallengeResourceVerification: true,
      tlsOptions: { ca: certificatePem },
    }),
  });
  return {
    read: async (name) => {
      try {
        const { value } = await client.getSecret(name);
        if (value !== undefined) return value;
      } catch (error) {
        throw refused(reader, name, error);
      }
      throw new OperationError(`${name} of the vault ${reader.vaultName} has no value`);
    },
    reader: async () => nameIn((await credential.getToken("https://vault.azure.net/.default"))?.token),
  };
}
