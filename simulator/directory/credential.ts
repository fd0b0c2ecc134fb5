/** Client secrets and certificates of an application or principal, by Graph's rules (reference: Graph `addPassword`, `keyCredential`). */
import { createHash, X509Certificate } from "node:crypto";
import * as z from "zod";
import { badRequest, Rejection } from "../errors.ts";
import { assertKeyPolicy, assertPasswordPolicy, type Subject } from "./app-management.ts";
import { graphTime, type Tenant } from "./directory.ts";
import type { KeyCredential, Keyring, PasswordCredential } from "./entity.ts";
import { hashSecret, newClientSecret } from "./secret.ts";

/** Dates as Graph takes them: ISO 8601 in UTC. */
const instant = z.iso.datetime();

/** What `addPassword` takes. */
export const passwordBody = z.strictObject({
  displayName: z.string().nullish(),
  startDateTime: instant.nullish(),
  endDateTime: instant.nullish(),
});

/** One entry of a PATCH of `keyCredentials`. */
export const keyBody = z.strictObject({
  keyId: z.guid().nullish(),
  displayName: z.string().nullish(),
  customKeyIdentifier: z.string().nullish(),
  type: z.string(),
  usage: z.string(),
  key: z.string().nullish(),
  startDateTime: instant.nullish(),
  endDateTime: instant.nullish(),
});

/** The `passwordCredential` of an addPassword request. */
export type PasswordBody = z.infer<typeof passwordBody>;
/** One entry of a `keyCredentials` list as it is sent. */
export type KeyBody = z.infer<typeof keyBody>;

function time(date: string): number {
  return Date.parse(date);
}

/** A new client secret. `secretText` is its only showing; the credential and the keyring hold a hint and a hash. */
export function newPassword(tenant: Tenant, subject: Subject, body: PasswordBody) {
  const now = tenant.clock();
  const startDateTime = body.startDateTime ?? graphTime(now);
  const twoYears = new Date(startDateTime);
  twoYears.setUTCFullYear(twoYears.getUTCFullYear() + 2);
  const endDateTime = body.endDateTime ?? graphTime(twoYears);
  if (time(endDateTime) <= time(startDateTime)) {
    throw badRequest(`Password credential end date '${endDateTime}' is not after its start date '${startDateTime}'.`);
  }
  assertPasswordPolicy(tenant, subject, startDateTime, endDateTime);
  const secretText = newClientSecret();
  const credential: PasswordCredential = {
    customKeyIdentifier: null,
    displayName: body.displayName ?? null,
    endDateTime,
    hint: secretText.slice(0, 3),
    keyId: tenant.uuid(),
    secretText: null,
    startDateTime,
  };
  return { credential, secretText, hash: hashSecret(secretText) };
}

/** `removePassword`: the credentials and keyring without `keyId`, or 400 where there is none. */
export function withoutPassword(passwords: readonly PasswordCredential[], keyring: Keyring, keyId: string) {
  if (!passwords.some((credential) => credential.keyId === keyId)) {
    throw badRequest(`No password credential found with keyId '${keyId}'.`);
  }
  const { [keyId]: _gone, ...secrets } = keyring.secrets;
  return {
    passwordCredentials: passwords.filter((credential) => credential.keyId !== keyId),
    keyring: { ...keyring, secrets },
  };
}

/** Reads what the `key` property may hold: base64 of a DER certificate, or (the azuread provider) of its PEM text. */
function certificateOf(key: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(key, "base64"));
  } catch {
    throw badRequest("Key value is invalid certificate");
  }
}

/** The SHA-1 thumbprint of a certificate's DER form, 40 upper-case hex digits: Entra's default key identifier. */
function thumbprintOf(der: Buffer): string {
  return createHash("sha1").update(der).digest("hex").toUpperCase();
}

/** A new certificate credential; absent dates are the certificate's own, and they may not reach beyond it. */
function newKey(
  tenant: Tenant,
  subject: Subject,
  body: KeyBody,
  key: string,
): { credential: KeyCredential; der: string } {
  if (body.type !== "AsymmetricX509Cert" || body.usage !== "Verify") {
    throw badRequest(
      `Key credential of type '${body.type}' and usage '${body.usage}' is not AsymmetricX509Cert and Verify.`,
    );
  }
  const certificate = certificateOf(key);
  const notBefore = new Date(certificate.validFrom);
  const notAfter = new Date(certificate.validTo);
  const startDateTime = body.startDateTime ?? graphTime(notBefore);
  const endDateTime = body.endDateTime ?? graphTime(notAfter);
  const inside = time(startDateTime) >= notBefore.getTime() && time(endDateTime) <= notAfter.getTime();
  if (!inside || time(endDateTime) <= time(startDateTime)) throw badRequest("Key credential end date is invalid.");
  const selfSigned = certificate.checkIssued(certificate);
  assertKeyPolicy(tenant, subject, { start: startDateTime, end: endDateTime, selfSigned });
  const credential: KeyCredential = {
    customKeyIdentifier: body.customKeyIdentifier ?? thumbprintOf(certificate.raw),
    displayName: body.displayName ?? (certificate.subject.split("\n").join(", ") || null),
    endDateTime,
    key: null,
    keyId: body.keyId ?? tenant.uuid(),
    startDateTime,
    type: body.type,
    usage: body.usage,
  };
  return { credential, der: certificate.raw.toString("base64") };
}

function sameTime(sent: string | null | undefined, kept: string): boolean {
  return sent == null || time(sent) === time(kept);
}

/** An entry that names a known key must leave it as it is; the key itself may be null ("keep"). */
function assertUnchanged(sent: KeyBody, kept: KeyCredential, certificate: string | undefined): void {
  const same =
    (sent.key == null || certificateOf(sent.key).raw.toString("base64") === certificate) &&
    (sent.displayName == null || sent.displayName === kept.displayName) &&
    (sent.customKeyIdentifier == null || sent.customKeyIdentifier === kept.customKeyIdentifier) &&
    sent.type === kept.type &&
    sent.usage === kept.usage &&
    sameTime(sent.startDateTime, kept.startDateTime) &&
    sameTime(sent.endDateTime, kept.endDateTime);
  if (!same) {
    throw new Rejection(
      400,
      "KeyNotUpdatable",
      `Update to existing credential with KeyId '${kept.keyId}' is not allowed.`,
    );
  }
}

/** PATCH of `keyCredentials`: the list is replaced; entries with a known key id are kept, the others need a certificate. */
export function replaceKeys(
  tenant: Tenant,
  subject: Subject,
  current: readonly KeyCredential[],
  keyring: Keyring,
  sent: readonly KeyBody[],
) {
  const certificates: Record<string, string> = {};
  const keyCredentials = sent.map((body) => {
    const kept = current.find((credential) => credential.keyId === body.keyId);
    const known = kept && keyring.certificates[kept.keyId];
    if (kept) assertUnchanged(body, kept, known);
    else if (body.key == null) throw badRequest(`Key credential '${body.keyId ?? ""}' is new and has no key.`);
    const fresh = kept || body.key == null ? undefined : newKey(tenant, subject, body, body.key);
    const credential = kept ?? fresh?.credential;
    const der = known ?? fresh?.der;
    if (credential === undefined || der === undefined) throw badRequest("Key value is invalid certificate");
    if (credential.keyId in certificates)
      throw badRequest(`Key credential '${credential.keyId}' stands twice in the list.`);
    certificates[credential.keyId] = der;
    return credential;
  });
  return { keyCredentials, keyring: { ...keyring, certificates } };
}

/** The key list with the public certificates, as Graph shows it for `$select=keyCredentials` on one object. */
export function keysWithBodies(keys: readonly KeyCredential[], keyring: Keyring) {
  return keys.map((credential) => ({ ...credential, key: keyring.certificates[credential.keyId] ?? null }));
}
