/**
 * The secret of a credential, read for a person or for the verb that uses it: from the vault that keeps it, by Microsoft's
 * client, or from the engine's state. Nothing here writes it anywhere.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import type { CredentialOutputs, SecretsOutput } from "../../components/outputs.ts";
import { vaultParts, vaultSecretName } from "../../components/vault-id.ts";
import type { Pulumi } from "../engine.ts";
import { OperationError } from "../errors.ts";
import { openVaultSecrets } from "./vault.ts";

/** What a vendor is given, and where it was read. */
export type SecretMaterial = {
  /** For a person: `the vault kv-m365`, `the state`. */
  readonly from: string;
  /** Whom the vault let in, as the token says; undefined where the state was read. */
  readonly readBy?: string;
} & (
  | { readonly kind: "secret"; readonly value: string }
  | { readonly kind: "certificate"; readonly privateKeyPem: string; readonly certificatePem: string }
);

const wholePem = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----\n?/g;

/** Key and certificate of the text that a vault keeps of a certificate. @throws where it holds not one of each, or they are not of each other */
export function pairIn(
  text: string,
  where: string,
): { readonly privateKeyPem: string; readonly certificatePem: string } {
  const blocks = [...text.matchAll(wholePem)].map(([pem, label = ""]) => ({ pem, label }));
  const key = blocks.find(({ label }) => label.endsWith("PRIVATE KEY"));
  const certificate = blocks.find(({ label }) => label === "CERTIFICATE");
  if (!key || !certificate) throw new OperationError(`${where} holds no key with its certificate`);
  try {
    if (new X509Certificate(certificate.pem).checkPrivateKey(createPrivateKey(key.pem)))
      return { privateKeyPem: key.pem, certificatePem: certificate.pem };
  } catch {
    // OpenSSL's words may quote what it read.
  }
  throw new OperationError(`${where} holds a key and a certificate that are not of each other`);
}

/** Somebody may have put another pair into the vault: Entra would refuse it. */
function assertKnown(kept: string, issued: string, where: string): void {
  if (new X509Certificate(kept).raw.equals(new X509Certificate(issued).raw)) return;
  throw new OperationError(
    `${where} is another certificate than the stack issued and Entra knows: nothing is handed over. ./integrations verify says more.`,
  );
}

function fromState(secrets: SecretsOutput, integration: string, credential: CredentialOutputs): SecretMaterial {
  const from = "the state";
  const found = secrets[integration]?.[credential.issued];
  if (found?.kind === "value") return { kind: "secret", value: found.value, from };
  if (found?.kind === "privateKey" && credential.certificatePem !== undefined)
    return { kind: "certificate", ...pairIn(`${found.privateKeyPem}\n${credential.certificatePem}`, from), from };
  throw new OperationError(`the state holds no secret of ${integration}'s credential ${credential.issued}`);
}

/**
 * Reads the secret of one credential.
 * @throws OperationError in the vault's or the engine's words; never with a part of the secret
 */
export async function readSecret(
  pulumi: Pick<Pulumi, "readSecret" | "vaultReader">,
  integration: string,
  credential: CredentialOutputs,
): Promise<SecretMaterial> {
  const { vaultEntry } = credential;
  if (vaultEntry === undefined) {
    const text = await pulumi.readSecret(["stack", "output", "secrets", "--show-secrets", "--json"]);
    return fromState(JSON.parse(text) as SecretsOutput, integration, credential);
  }
  const { vaultName } = vaultParts(vaultEntry);
  const name = vaultSecretName(vaultEntry);
  const from = `the vault ${vaultName}`;
  const secrets = openVaultSecrets(await pulumi.vaultReader(vaultName));
  const value = await secrets.read(name);
  const readBy = await secrets.reader();
  if (credential.certificatePem === undefined) return { kind: "secret", value, from, readBy };
  const pair = pairIn(value, `${name} in ${from}`);
  assertKnown(pair.certificatePem, credential.certificatePem, `${name} in ${from}`);
  return { kind: "certificate", ...pair, from, readBy };
}
