/** A certificate that the program wrote out, where its public part can be read. */
import { X509Certificate } from "node:crypto";
import { resourceNames } from "../../components/fixed-names.ts";
import { readCertificate } from "../../components/public-certificate.ts";
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import type { HeldElsewhere } from "../clause.ts";
import { digestOf } from "../evaluate/digest.ts";
import type { Registration } from "../evaluate/index.ts";
import { fixtureCertificate, secretText } from "../evaluate/known-outputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { text } from "./inputs.ts";

/** The certificate in any of the provider's encodings; undefined where it is made here, or not known. */
export function writtenCertificate({ inputs }: ResourceInputs): X509Certificate | "unreadable" | undefined {
  const value = text(inputs, "value");
  // The fixture is every certificate that the program makes; a secret may be any other one.
  if (value === "" || value === fixtureCertificate || value === secretText) return undefined;
  const encoding = text(inputs, "encoding");
  try {
    return new X509Certificate(encoding === "hex" || encoding === "base64" ? Buffer.from(value, encoding) : value);
  } catch {
    return "unreadable";
  }
}

/**
 * The line of the schedule that names this very certificate, whose key somebody else holds: people review it there.
 * Undefined where no line does, and where another certificate is registered than the line's.
 */
export function lineOf(
  schedule: readonly ScheduledCredential[],
  integration: string,
  { name, inputs }: ResourceInputs,
): ScheduledCredential | undefined {
  return schedule.find(
    (scheduled) =>
      scheduled.certificate !== undefined &&
      scheduled.certificate === text(inputs, "value") &&
      resourceNames.credential(integration, scheduled) === name,
  );
}

/** What a reader sees of a certificate that a line names; undefined where it cannot be read. */
export function heldElsewhere(scheduled: ScheduledCredential): HeldElsewhere | undefined {
  if (scheduled.certificate === undefined) return undefined;
  const certificate = readCertificate(Buffer.from(scheduled.certificate));
  if (typeof certificate === "string") return undefined;
  return {
    certificate: certificate.subject,
    thumbprint: certificate.thumbprints.sha1ColonHex,
    ends: certificate.notAfter.slice(0, 10),
    holder: scheduled.keyHolder,
  };
}

/**
 * What tells a certificate whose key was not made here: its SHA-256 fingerprint, else what its text is like. Undefined
 * where the program makes the key, or the recorder is a former one.
 */
export function foreignCertificate(registration: Registration): string | undefined {
  const written = writtenCertificate(registration);
  if (written instanceof X509Certificate) return written.fingerprint256;
  if (written !== undefined) return text(registration.inputs, "value").slice(0, 64);
  const digest = registration.secretDigests?.value;
  return digest === undefined || digest === digestOf(fixtureCertificate) ? undefined : digest;
}
