/** What is said of each reading of a secret: who, what, when, to where. Never the secret. */
import { hostname, userInfo } from "node:os";
import type { CredentialOutputs } from "../../components/outputs.ts";
import type { SecretMaterial } from "./material.ts";

/** One reading. */
export interface Reading {
  readonly integration: string;
  readonly credential: Pick<CredentialOutputs, "issued">;
  readonly material: Pick<SecretMaterial, "kind" | "from" | "readBy">;
  /** The account of this machine, `user@host`. */
  readonly by: string;
  /** ISO. */
  readonly at: string;
}

/** A reading by whoever runs this process, now. */
export function readingOf(
  integration: string,
  credential: CredentialOutputs,
  { kind, from, readBy }: SecretMaterial,
): Reading {
  const by = `${userInfo().username}@${hostname()}`;
  const material = { kind, from, ...(readBy !== undefined && { readBy }) };
  return { integration, credential, material, by, at: new Date().toISOString() };
}

/** @param to for a person: `the file key.pem (0600)` */
export function readingLine({ integration, credential, material, by, at }: Reading, to: string): string {
  const as = material.readBy === undefined ? "" : ` as ${material.readBy}`;
  const what = material.kind === "secret" ? "secret" : "private key";
  return `Read by ${by}${as} at ${at}: the ${what} of ${integration}, credential ${credential.issued}, from ${material.from}, to ${to}.`;
}
