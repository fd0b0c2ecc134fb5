/**
 * One credential of an integration: a client secret, a key with its self-signed certificate, the public certificate of a
 * key that somebody else holds, or another issuer's word. A credential is never changed or replaced; a new one stands
 * beside it until the vendor uses it.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { kindOf } from "./asked-credential.ts";
import { addMonths, dayNumber, issueDay, midnight } from "./dates.ts";
import { certificateKeyId, credentialName, resourceNames } from "./fixed-names.ts";
import type { Marker } from "./marker.ts";
import type { CredentialOutputs, CredentialSecret } from "./outputs.ts";
import type { ResolvedIntegration, ScheduledCredential } from "./resolved-integration.ts";
import { thumbprints } from "./thumbprint.ts";
import { keepInVault } from "./vault.ts";

/** One credential as outputs: what is public, and what is secret. */
export interface Credential {
  readonly issued: string;
  readonly outputs: pulumi.Output<CredentialOutputs>;
  /** Absent where somebody else holds the private key. */
  readonly secret?: pulumi.Output<CredentialSecret>;
}

/**
 * How long the certificate itself is valid, in hours: five years beyond its credential. The tls provider has a clock
 * and replaces a certificate that has ended; in Entra only the credential's `endDate` limits it.
 */
function certificateHours({ issued, expires }: ScheduledCredential): number {
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

/** What names a certificate in Entra for ever, whoever made its key. */
function certificateArgs(
  { tenantId, identity }: ResolvedIntegration,
  application: azuread.Application,
  scheduled: ScheduledCredential,
) {
  return {
    applicationId: application.id,
    keyId: certificateKeyId(tenantId, identity, scheduled),
    type: "AsymmetricX509Cert",
    encoding: "pem",
    endDate: midnight(scheduled.expires),
  };
}

function issueSecret(
  resolved: ResolvedIntegration,
  application: azuread.Application,
  scheduled: ScheduledCredential,
  opts: Placement,
): Issued {
  const password = new azuread.ApplicationPassword(
    resourceNames.credential(resolved.name, scheduled),
    {
      applicationId: application.id,
      displayName: credentialName(resolved.identity, scheduled),
      endDate: midnight(scheduled.expires),
    },
    opts,
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
  resolved: ResolvedIntegration,
  application: azuread.Application,
  scheduled: ScheduledCredential,
  opts: Placement,
): Issued {
  const name = resourceNames.credential(resolved.name, scheduled);
  const key = new tls.PrivateKey(name, { algorithm: "RSA", rsaBits: 2048 }, { parent: opts.parent });
  const certificate = new tls.SelfSignedCert(
    name,
    {
      privateKeyPem: pulumi.secret(key.privateKeyPem),
      subject: { commonName: credentialName(resolved.identity, scheduled) },
      validityPeriodHours: certificateHours(scheduled),
      allowedUses: ["digital_signature", "client_auth"],
    },
    { parent: opts.parent },
  );
  const args = certificateArgs(resolved, application, scheduled);
  const credential = new azuread.ApplicationCertificate(name, { ...args, value: certificate.certPem }, opts);
  const privateKey = pulumi.secret(key.privateKeyPemPkcs8);
  return {
    keyId: pulumi.output(args.keyId),
    resource: credential,
    certificatePem: certificate.certPem,
    kept: {
      value: pulumi.interpolate`${privateKey}${certificate.certPem}`,
      contentType: "application/x-pem-file",
    },
    secret: privateKey.apply((privateKeyPem): CredentialSecret => ({ kind: "privateKey", privateKeyPem })),
  };
}

/** Registers the public certificate of a key that is nowhere here: nothing is secret, and no vault keeps it. */
function registerCertificate(
  resolved: ResolvedIntegration,
  application: azuread.Application,
  scheduled: ScheduledCredential,
  certificatePem: string,
  opts: Placement,
): Credential {
  const { issued, expires, keyHolder } = scheduled;
  const args = certificateArgs(resolved, application, scheduled);
  const credential = new azuread.ApplicationCertificate(
    resourceNames.credential(resolved.name, scheduled),
    { ...args, value: certificatePem },
    opts,
  );
  return {
    issued,
    outputs: credential.keyId.apply(
      (keyId): CredentialOutputs => ({
        issued,
        expires,
        keyId,
        certificatePem,
        thumbprints: thumbprints(certificatePem),
        keyElsewhere: true,
        ...(keyHolder !== undefined && { keyHolder }),
      }),
    ),
  };
}

/** Lets another issuer vouch for the application. Entra knows the trust by its name for ever. */
export function trustIssuers(resolved: ResolvedIntegration, application: azuread.Application, opts: Placement): void {
  for (const trust of resolved.credential.federated ?? [])
    new azuread.ApplicationFederatedIdentityCredential(
      resourceNames.federated(resolved.name, trust),
      {
        applicationId: application.id,
        displayName: trust.name,
        issuer: trust.issuer,
        subject: trust.subject,
        audiences: [trust.audience],
      },
      opts,
    );
}

/** The vault of the integration, the provider that writes it, and what its entries are marked with. */
export interface Vault {
  readonly id: string;
  readonly provider: pulumi.ProviderResource;
  readonly marker: Promise<Marker>;
}

/** Issues one credential, and keeps it in the vault where there is one. */
export function issueCredential(
  resolved: ResolvedIntegration,
  application: azuread.Application,
  scheduled: ScheduledCredential,
  opts: Placement,
  vault: Vault | undefined,
): Credential {
  const { certificate } = scheduled;
  if (certificate !== undefined) return registerCertificate(resolved, application, scheduled, certificate, opts);
  const issue = kindOf(resolved.credential, scheduled) === "secret" ? issueSecret : issueCertificate;
  const issued = issue(resolved, application, scheduled, opts);
  const entry =
    vault &&
    keepInVault(
      vault.id,
      resolved,
      scheduled,
      { ...issued.kept, keyId: issued.keyId, marker: vault.marker, confirmedBy: issued.resource },
      { parent: opts.parent, provider: vault.provider },
    );
  const facts = pulumi.all([issued.keyId, issued.certificatePem, entry]).apply(
    ([keyId, certificatePem, vaultEntry]): CredentialOutputs => ({
      issued: scheduled.issued,
      expires: scheduled.expires,
      keyId,
      ...(certificatePem !== undefined && { certificatePem, thumbprints: thumbprints(certificatePem) }),
      ...(vaultEntry !== undefined && { vaultEntry }),
    }),
  );
  return {
    issued: scheduled.issued,
    outputs: facts,
    secret: entry ? entry.apply((id): CredentialSecret => ({ kind: "vaultEntry", id })) : issued.secret,
  };
}
