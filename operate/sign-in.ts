/**
 * Who calls Graph and Resource Manager: in the sandbox the simulated deployer, on a real tenant whoever the azuread
 * provider would take from the same variables, else whoever is signed in on this machine.
 */
import { readFileSync } from "node:fs";
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  type TokenCredential,
} from "@azure/identity";
import { OperationError } from "./errors.ts";
import type { MailServer } from "./mail-login.ts";
import type { VaultReader } from "./secret/vault.ts";
import { signInRefusal } from "./sign-in-refusal.ts";

/** The addresses of a tenant's services, none with a slash at its end. */
export interface Services {
  readonly graphUrl: string;
  readonly armUrl: string;
  /** Where people and applications sign in; `/{tenant id}/oauth2/v2.0/…` follows. */
  readonly loginUrl: string;
  /** Exchange Online's mail servers; a simulated tenant has none. */
  readonly mail: { readonly imap: MailServer; readonly smtp: MailServer } | undefined;
}

/** The simulated tenant: its services, and its deployer. */
export interface SimulatedServices extends Omit<Services, "mail"> {
  readonly tenantId: string;
  readonly deployer: SimulatedClient;
}

/** A principal of the simulated tenant, and how it proves itself. */
interface SimulatedClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The simulated tenant's vaults: their addresses, and who may read them. */
export interface SimulatedVaults extends Pick<SimulatedServices, "loginUrl" | "tenantId"> {
  readonly reader: SimulatedClient;
  readonly vaultUrls: Readonly<Record<string, string>>;
  /** PEM file with the certificate of the vaults' addresses. */
  readonly certificateFile: string;
}

/** Microsoft's public cloud. */
const publicCloud: Services = {
  graphUrl: "https://graph.microsoft.com",
  armUrl: "https://management.azure.com",
  loginUrl: "https://login.microsoftonline.com",
  mail: { imap: { host: "outlook.office365.com", port: 993 }, smtp: { host: "smtp.office365.com", port: 587 } },
};

/** Whoever is signed in, and where the tenant's services are. */
export interface SignedIn {
  readonly credential: TokenCredential;
  readonly services: Services;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The workflow's identity token, as GitHub gives it to a job with `id-token: write`. */
async function workflowToken(url: string, requestToken: string): Promise<string> {
  const response = await fetch(`${url}&audience=${encodeURIComponent("api://AzureADTokenExchange")}`, {
    headers: { Authorization: `Bearer ${requestToken}` },
  });
  const { value } = (await response.json().catch(() => ({}))) as { readonly value?: unknown };
  if (typeof value === "string") return value;
  throw new OperationError(
    `the workflow's identity token was refused with ${response.status}: is id-token: write set?`,
  );
}

/**
 * Signs in on a real tenant. The variables are the azuread provider's, in its order, so that one set serves `pulumi up`
 * and the verbs.
 */
function chosenCredential(tenantId: string, environment: Environment): TokenCredential {
  const {
    ARM_CLIENT_ID: clientId,
    ARM_CLIENT_CERTIFICATE_PATH: certificatePath,
    ARM_CLIENT_CERTIFICATE_PASSWORD: certificatePassword,
    ARM_CLIENT_SECRET: secret,
    ARM_USE_OIDC: useOidc,
    ARM_OIDC_TOKEN: oidcToken,
    ARM_OIDC_REQUEST_URL: requestUrl = environment.ACTIONS_ID_TOKEN_REQUEST_URL,
    ARM_OIDC_REQUEST_TOKEN: requestToken = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
  } = environment;
  if (clientId) {
    if (certificatePath)
      return new ClientCertificateCredential(tenantId, clientId, {
        certificatePath,
        ...(certificatePassword !== undefined && { certificatePassword }),
      });
    if (secret) return new ClientSecretCredential(tenantId, clientId, secret);
    if (useOidc === "true" && oidcToken)
      return new ClientAssertionCredential(tenantId, clientId, async () => oidcToken);
    if (useOidc === "true" && requestUrl && requestToken)
      return new ClientAssertionCredential(tenantId, clientId, () => workflowToken(requestUrl, requestToken));
  }
  return new DefaultAzureCredential({ tenantId });
}

/** The chosen way, whose refusal is one message. */
function realCredential(tenantId: string, environment: Environment): TokenCredential {
  const chosen = chosenCredential(tenantId, environment);
  return {
    getToken: (scopes, options) =>
      chosen.getToken(scopes, options).catch((error: unknown) => {
        throw new OperationError(signInRefusal(error, tenantId));
      }),
  };
}

/** Signs in on the simulated tenant. Microsoft's library takes no authority over http, which a simulated one is. */
function simulatedCredential(
  { loginUrl, tenantId }: Pick<SimulatedServices, "loginUrl" | "tenantId">,
  client: SimulatedClient,
): TokenCredential {
  return {
    async getToken(scopes) {
      const response = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: client.clientId,
          client_secret: client.clientSecret,
          scope: [scopes].flat().join(" "),
        }),
      });
      const answer = (await response.json()) as {
        readonly access_token?: string;
        readonly expires_in?: number;
        readonly error_description?: string;
      };
      if (answer.access_token === undefined)
        throw new OperationError(`the simulated tenant lets nobody in: ${answer.error_description ?? response.status}`);
      return { token: answer.access_token, expiresOnTimestamp: Date.now() + (answer.expires_in ?? 0) * 1000 };
    },
  };
}

function signedInAs(tenant: SimulatedServices, client: SimulatedClient): SignedIn {
  const { graphUrl, armUrl, loginUrl } = tenant;
  return {
    credential: simulatedCredential(tenant, client),
    services: { graphUrl, armUrl, loginUrl, mail: undefined },
  };
}

/** The sandbox's tenant, as its deployer. */
export function signedInSandbox(tenant: SimulatedServices): SignedIn {
  return signedInAs(tenant, tenant.deployer);
}

/** The sandbox's tenant, as the identity team, which may read the sign-in reports and deploys nothing. */
export function reportReaderInSandbox(tenant: SimulatedServices & Pick<SimulatedVaults, "reader">): SignedIn {
  return signedInAs(tenant, tenant.reader);
}

/** A tenant of Microsoft's public cloud. */
export function signedInReal(tenantId: string, environment: Environment): SignedIn {
  return { credential: realCredential(tenantId, environment), services: publicCloud };
}

/** A vault of the sandbox, read by the principal that the tenant has for it. */
export function vaultReaderInSandbox(tenant: SimulatedVaults, vaultName: string): VaultReader {
  const vaultUrl = tenant.vaultUrls[vaultName];
  if (vaultUrl === undefined)
    throw new OperationError(
      `the sandbox has no vault ${vaultName}; it has ${Object.keys(tenant.vaultUrls).join(", ")}`,
    );
  return {
    vaultName,
    vaultUrl,
    credential: simulatedCredential(tenant, tenant.reader),
    certificatePem: readFileSync(tenant.certificateFile, "utf8"),
  };
}

/** A vault of Microsoft's public cloud, read by whoever is signed in. */
export function vaultReaderReal(tenantId: string, environment: Environment, vaultName: string): VaultReader {
  return {
    vaultName,
    vaultUrl: `https://${vaultName}.vault.azure.net`,
    credential: realCredential(tenantId, environment),
    certificatePem: undefined,
  };
}
