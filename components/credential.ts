/**
 * One generation of a credential: a client secret, or a key with its self-signed certificate. A generation is never
 * changed or replaced; a new one stands beside it until the vendor uses it.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { addMonths, dayNumber, issueDay, midnight } from "./dates.ts";
import { certificateKeyId, credentialName } from "./fixed-names.ts";
import type { CredentialOutputs, CredentialSecret } from "./outputs.ts";
import type { ResolvedIntegration, ScheduledCredential } from "./resolved-integration.ts";
import { thumbprints } from "./thumbprint.ts";
import type { Vault } from "./vault.ts";

/** One generation as outputs: what is public, and what is secret. */
export interface Credential {
  readonly issued: string;
  readonly outputs: pulumi.Output<CredentialOutputs>;
  readonly secret: pulumi.Output<CredentialSecret>;
}

/**
 * How long the certificate itself is valid, in hours: five years beyond its credential. The tls provider has a clock
 * and replaces a certificate that has ended; in Entra only the credential's `endDate` limits it.
 */
export function certificateHours({ issued, expires }: ScheduledCredential): number {
  return (dayNumber(addMonths(expires, 60)) - dayNumber(issueDay(issued))) * 24;
}

/** Whose children the credential's resources are, and who creates them in Entra. */
interface Placement {
  readonly parent: pulumi.Resource;
  readonly provider: pulumi.ProviderResource;
}

interface Issued {
  readonly keyId: pulumi.Output<string>;
  readonly resource: pulumi.Resource;
  readonly certificatePem?: pulumi.Output<string>;
  /** What the vault keeps. */
  readonly kept: { readonly value: pulumi.Output<string>; readonly contentType: string };
  readonly secret: pulumi.Output<CredentialSecret>;
}

function issueSecret(
  plan: ResolvedIntegration,
  application: azuread.Application,
  generation: ScheduledCredential,
  opts: Placement,
): Issued {
  const password = new azuread.ApplicationPassword(
    `${plan.name}-${generation.issued}`,
    {
      applicationId: application.id,
      displayName: credentialName(plan.identity, generation),
      endDate: midnight(generation.expires),
    },
    { ...opts, additionalSecretOutputs: ["value"] },
  );
  // Said again, so that it stays secret also where no provider marks it: in a recording.
  const value = pulumi.secret(password.value);
  return {
    keyId: password.keyId,
    resource: password,
    kept: { value, contentType: "text/plain" },
    secret: value.apply((text): CredentialSecret => ({ kind: "value", value: text })),
  };
}

function issueCertificate(
  plan: ResolvedIntegration,
  application: azuread.Application,
  generation: ScheduledCredential,
  opts: Placement,
): Issued {
  const name = `${plan.name}-${generation.issued}`;
  const key = new tls.PrivateKey(
    name,
    { algorithm: "RSA", rsaBits: 2048 },
    { parent: opts.parent, additionalSecretOutputs: ["privateKeyPem", "privateKeyPemPkcs8", "privateKeyOpenssh"] },
  );
  const certificate = new tls.SelfSignedCert(
    name,
    {
      privateKeyPem: pulumi.secret(key.privateKeyPem),
      subject: { commonName: credentialName(plan.identity, generation) },
      validityPeriodHours: certificateHours(generation),
      allowedUses: ["digital_signature", "client_auth"],
    },
    { parent: opts.parent },
  );
  const keyId = certificateKeyId(plan.tenantId, plan.identity, generation);
  const credential = new azuread.ApplicationCertificate(
    name,
    {
      applicationId: application.id,
      keyId,
      type: "AsymmetricX509Cert",
      encoding: "pem",
      value: certificate.certPem,
      endDate: midnight(generation.expires),
    },
    opts,
  );
  const privateKey = pulumi.secret(key.privateKeyPemPkcs8);
  return {
    keyId: pulumi.output(keyId),
    resource: credential,
    certificatePem: certificate.certPem,
    kept: {
      value: pulumi.interpolate`${privateKey}${certificate.certPem}`,
      contentType: "application/x-pem-file",
    },
    secret: privateKey.apply((privateKeyPem): CredentialSecret => ({ kind: "privateKey", privateKeyPem })),
  };
}

/** Issues one generation, and keeps it in the vault where the tenant's file names one. */
export function issueCredential(
  plan: ResolvedIntegration,
  application: azuread.Application,
  generation: ScheduledCredential,
  opts: Placement,
  vault: Vault | undefined,
): Credential {
  const issue = plan.credential.kind === "secret" ? issueSecret : issueCertificate;
  const issued = issue(plan, application, generation, opts);
  const entry = vault?.(
    plan,
    generation,
    { ...issued.kept, keyId: issued.keyId, confirmedBy: issued.resource },
    opts.parent,
  );
  const facts = pulumi.all([issued.keyId, issued.certificatePem, entry]).apply(
    ([keyId, certificatePem, vaultEntry]): CredentialOutputs => ({
      issued: generation.issued,
      expires: generation.expires,
      keyId,
      ...(certificatePem !== undefined && { certificatePem, thumbprints: thumbprints(certificatePem) }),
      ...(vaultEntry !== undefined && { vaultEntry }),
    }),
  );
  return {
    issued: generation.issued,
    outputs: facts,
    secret: entry ? entry.apply((id): CredentialSecret => ({ kind: "vaultEntry", id })) : issued.secret,
  };
}
