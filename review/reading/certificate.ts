/** A certificate that the program wrote out, where its public part can be read. */
import { X509Certificate } from "node:crypto";
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
