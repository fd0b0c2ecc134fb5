/**
 * The two stack outputs: `integrations`, public, and `secrets`, wholly secret. Kept apart because a secret nested in a
 * public output would either leak or hide everything beside it.
 */
import type { Thumbprints } from "./thumbprint.ts";

/** One credential, without its secret. */
export interface CredentialOutputs {
  readonly issued: string;
  /** The first dead day, in UTC. */
  readonly expires: string;
  readonly keyId: string;
  /** The public certificate; absent for a secret. */
  readonly certificatePem?: string;
  readonly thumbprints?: Thumbprints;
  /** Id of the vault's secret that keeps it; absent without a vault. */
  readonly vaultEntry?: string;
  /** True: somebody else made the private key and holds it, so neither state nor vault has it. */
  readonly keyElsewhere?: boolean;
  /** Who that is, as the file says. */
  readonly keyHolder?: string;
}

/** What anybody may read of one integration. */
export interface IntegrationOutputs {
  readonly vendor: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Absent where the application is the vendor's own, which stands in the vendor's tenant. */
  readonly applicationObjectId?: string | undefined;
  /** The enterprise application's object id: the one Exchange wants, not the application's. */
  readonly servicePrincipalObjectId: string;
  /** Oldest first; the last one is handed over. */
  readonly credentials: readonly CredentialOutputs[];
}

/** {@link CredentialSecret} without its union, which not every Pulumi language knows. */
export interface CredentialSecretOutputs {
  /** `value`, `privateKey` or `vaultEntry`: which of the others is there. */
  readonly kind: string;
  /** A client secret. */
  readonly value?: string;
  /** A private key, PKCS #8 in PEM. */
  readonly privateKeyPem?: string;
  /** Id of the vault's secret that keeps it. */
  readonly id?: string;
}

/** One credential's secret: its value, its private key, or where the vault keeps it. */
export type CredentialSecret =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "privateKey"; readonly privateKeyPem: string }
  | { readonly kind: "vaultEntry"; readonly id: string };

/** The stack output `integrations`: by integration. */
export type IntegrationsOutput = Readonly<Record<string, IntegrationOutputs>>;

/** The stack output `secrets`: by integration, then by credential (`issued`). */
export type SecretsOutput = Readonly<Record<string, Readonly<Record<string, CredentialSecret>>>>;
