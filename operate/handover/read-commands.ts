/**
 * The commands by which a person reads the newest credential. The credential is only ever their output: it never stands
 * in a command line, so neither in the shell's history nor in the list of processes.
 */
import { kindOf } from "../../components/asked-credential.ts";
import type { CredentialOutputs } from "../../components/outputs.ts";
import { vaultParts, vaultSecretName } from "../../components/vault-id.ts";
import type { Given } from "./placeholders.ts";
import { shellArgument } from "./quoting.ts";

/** Prints the vault's secret as it is kept. A subscription of its own: the person may be signed in to several. */
function fromVault(entry: string): string {
  const { subscriptionId, vaultName } = vaultParts(entry);
  return (
    `az keyvault secret show --vault-name ${shellArgument(vaultName)} --name ${shellArgument(vaultSecretName(entry))} \\\n` +
    `  --subscription ${shellArgument(subscriptionId)} --query value --output tsv`
  );
}

/** Prints one value of a stack output: as JSON a PEM text would have its line breaks escaped. */
function fromState(output: string, stack: string, path: string): string {
  return (
    `./integrations pulumi stack output ${output} --json --stack ${shellArgument(stack)} |\n` +
    `  node -p 'JSON.parse(fs.readFileSync(0))${path}'`
  );
}

/** What tells that it is the right certificate. */
const thumbprint = "openssl x509 -in cert.pem -noout -fingerprint -sha1";

function secretCommands({ resolved }: Given, { issued, vaultEntry }: CredentialOutputs, stack: string): string {
  const path = `[${JSON.stringify(resolved.name)}][${JSON.stringify(issued)}].value`;
  return vaultEntry === undefined ? fromState("secrets --show-secrets", stack, path) : fromVault(vaultEntry);
}

/** Into a folder of their own, never the project's: a key there is one `git add` away from everybody. */
function certificateCommands({ resolved }: Given, { issued, vaultEntry }: CredentialOutputs, stack: string): string {
  if (vaultEntry !== undefined)
    // The vault keeps both in one text: the key (PKCS #8), then the certificate.
    return [
      "umask 077",
      'cd "$(mktemp -d)" && pwd',
      `${fromVault(vaultEntry)} > both.pem`,
      "openssl pkey -in both.pem -out key.pem",
      "openssl x509 -in both.pem -out cert.pem",
      "rm both.pem",
      thumbprint,
    ].join("\n");
  const [name, scheduled] = [JSON.stringify(resolved.name), JSON.stringify(issued)];
  const certificate = `[${name}].credentials.find(({ issued }) => issued === ${scheduled}).certificatePem`;
  return [
    "umask 077",
    "keys=$(mktemp -d)",
    `${fromState("secrets --show-secrets", stack, `[${name}][${scheduled}].privateKeyPem`)} > "$keys/key.pem"`,
    `${fromState("integrations", stack, certificate)} > "$keys/cert.pem"`,
    'cd "$keys" && pwd',
    thumbprint,
  ].join("\n");
}

/**
 * The commands, for a POSIX shell in the project's folder: a secret is printed; a key and its certificate become the
 * files `key.pem` and `cert.pem` of a new folder, which is then the shell's working directory.
 */
export function readCommands(given: Given, newest: CredentialOutputs, stack: string): string {
  const { credential } = given.resolved;
  const line = credential.schedule.find(({ issued }) => issued === newest.issued);
  const commands = kindOf(credential, line ?? {}) === "secret" ? secretCommands : certificateCommands;
  return commands(given, newest, stack);
}
