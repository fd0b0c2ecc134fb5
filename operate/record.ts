/**
 * What the verbs know of credentials from their own work on this machine: when each was verified, and our own sign-ins,
 * which Graph's report tells beside the vendor's. No secret; a machine without the file knows nothing of it.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";

/** The last time that a credential was verified. */
export interface Verified {
  readonly integration: string;
  readonly issued: string;
  /** ISO instant, by the tenant's clock. */
  readonly at: string;
  /** False: something differed from the file. */
  readonly fine: boolean;
}

/** A sign-in of ours with an integration's credential. */
export interface OwnSignIn {
  readonly keyId: string;
  /** ISO instant, by the tenant's clock. */
  readonly at: string;
}

/** One stack's record. */
export interface CredentialRecord {
  readonly verified: readonly Verified[];
  /** The newest of each key. */
  readonly ownSignIns: readonly OwnSignIn[];
}

const schema = z.object({
  verified: z.array(z.object({ integration: z.string(), issued: z.string(), at: z.string(), fine: z.boolean() })),
  ownSignIns: z.array(z.object({ keyId: z.string(), at: z.string() })),
});

const nothing: CredentialRecord = { verified: [], ownSignIns: [] };

function pathOf(root: string, stack: string): string {
  return join(root, "out", "record", `${stack}.json`);
}

/** The record of a stack; an empty one where there is none that can be read. */
export function readRecord(root: string, stack: string): CredentialRecord {
  try {
    return schema.parse(JSON.parse(readFileSync(pathOf(root, stack), "utf8")));
  } catch {
    return nothing;
  }
}

/** Adds to a record; what is told anew of a credential or a key takes the older one's place. */
export function addedTo(before: CredentialRecord, more: Partial<CredentialRecord>): CredentialRecord {
  const { verified = [], ownSignIns = [] } = more;
  const again = new Set(verified.map(({ integration, issued }) => `${integration} ${issued}`));
  const keys = new Set(ownSignIns.map(({ keyId }) => keyId));
  return {
    verified: [...before.verified.filter((one) => !again.has(`${one.integration} ${one.issued}`)), ...verified],
    ownSignIns: [...before.ownSignIns.filter(({ keyId }) => !keys.has(keyId)), ...ownSignIns],
  };
}

/** Adds to the record of a stack. */
export function writeRecord(root: string, stack: string, more: Partial<CredentialRecord>): void {
  const path = pathOf(root, stack);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic.sync(path, `${JSON.stringify(addedTo(readRecord(root, stack), more), null, 1)}\n`);
}
