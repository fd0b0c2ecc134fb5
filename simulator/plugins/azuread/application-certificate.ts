/**
 * azuread.ApplicationCertificate: reads the application's key credentials and writes the whole list back with one more or
 * one less. Those already there travel as they were read, without their key, which means "keep".
 */
import { randomUUID } from "node:crypto";
import type { Api } from "../client.ts";
import { type Live, type Made, type ResourceKind, requiredText, text } from "../kind.ts";
import type { Properties } from "../properties.ts";
import {
  applicationPath,
  credentialsOf,
  findCredential,
  getApplication,
  isCredentialId,
  isKey,
  objectIdOf,
  parseCredentialId,
  waitUntilListed,
  waitUntilRemoved,
} from "./application-credentials.ts";
import { alreadyExists, withContext } from "./call.ts";
import { applicationId, named } from "./paths.ts";

/** The kind `azuread.ApplicationCertificate`. `endDateRelative` is left out: provider 3.x ignores it silently. */
export const applicationCertificate: ResourceKind<Api> = {
  type: "azuread:index/applicationCertificate:ApplicationCertificate",
  inputs: ["applicationId", "encoding", "endDate", "keyId", "startDate", "type", "value"],
  required: ["applicationId", "value"],
  forceNew: ["applicationId", "encoding", "endDate", "keyId", "startDate", "type", "value"],
  computed: ["endDate", "keyId", "startDate"],
  secretOutputs: ["value"],
  kept: ["encoding", "value"],
  sets: [],
  defaults: { encoding: "pem", type: "AsymmetricX509Cert" },
  minutes: { create: 10 },
  imports: isCredentialId("certificate"),
  create,
  read,
  delete: remove,
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const objectId = objectIdOf(inputs);
  const keyId = text(inputs, "keyId") ?? randomUUID();
  const startDateTime = text(inputs, "startDate");
  const endDateTime = text(inputs, "endDate");
  const added: Properties = {
    keyId,
    type: text(inputs, "type") ?? "AsymmetricX509Cert",
    usage: "Verify",
    key: graphKey(requiredText(inputs, "value"), text(inputs, "encoding") ?? "pem"),
    ...(startDateTime !== undefined && { startDateTime }),
    ...(endDateTime !== undefined && { endDateTime }),
  };
  return api.withLock(objectId, async () => {
    const present = credentialsOf(await getApplication(api, objectId), "keyCredentials");
    const id = `${objectId}/certificate/${keyId}`;
    if (present.some((credential) => isKey(credential, keyId)))
      throw alreadyExists("azuread_application_certificate", id);
    const body = { id: objectId, keyCredentials: [...present, added] };
    const adding = api.patch(applicationPath(objectId), { body });
    await withContext(`Adding certificate for ${named("Application", objectId)}`, adding);
    await waitUntilListed(api, objectId, "keyCredentials", keyId);
    made(id);
    return read(api, id);
  });
}

/**
 * Graph's `key`: Base64 of the PEM text, which is what the provider sends (not of the DER).
 * @throws for an encoding the provider does not know.
 */
function graphKey(value: string, encoding: string): string {
  const pem = (der: string) =>
    `-----BEGIN CERTIFICATE-----\n${der.replace(/(.{64})(?=.)/g, "$1\n")}\n-----END CERTIFICATE-----\n`;
  switch (encoding) {
    case "pem":
      return Buffer.from(value).toString("base64");
    case "base64":
      return Buffer.from(pem(value.trim())).toString("base64");
    case "hex":
      return Buffer.from(pem(Buffer.from(value.trim(), "hex").toString("base64"))).toString("base64");
    default:
      throw new Error(`encoding "${encoding}" is not known: base64, hex or pem`);
  }
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const { objectId, keyId } = parseCredentialId(id, "certificate");
  const credential = await findCredential(api, objectId, "keyCredentials", keyId);
  if (!credential) return undefined;
  const outputs: Properties = {
    applicationId: applicationId(objectId),
    keyId,
    type: credential.type ?? "",
    startDate: credential.startDateTime ?? "",
    endDate: credential.endDateTime ?? "",
  };
  return { id, outputs };
}

async function remove(api: Api, id: string): Promise<void> {
  const { objectId, keyId } = parseCredentialId(id, "certificate");
  await api.withLock(objectId, async () => {
    const present = credentialsOf(await getApplication(api, objectId), "keyCredentials");
    const body = { id: objectId, keyCredentials: present.filter((credential) => !isKey(credential, keyId)) };
    const removing = api.patch(applicationPath(objectId), { body });
    await withContext(
      `Removing certificate credential "${keyId}" from application with object ID "${objectId}"`,
      removing,
    );
    await waitUntilRemoved(api, objectId, "keyCredentials", keyId);
  });
}
