/** A certificate that the program wrote out, where its public part can be read. */
import { X509Certificate } from "node:crypto";
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
