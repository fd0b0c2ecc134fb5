/** azuread.ApplicationPassword: addPassword and removePassword. The secret is in the creating answer and never again. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, text } from "../kind.ts";
import type { Properties } from "../properties.ts";
import {
  applicationPath,
  credentialsOf,
  isKey,
  objectIdOf,
  parseCredentialId,
  waitUntilListed,
  waitUntilRemoved,
} from "./application-credentials.ts";
import { withContext } from "./call.ts";
import { applicationId, named } from "./paths.ts";

/** The kind `azuread.ApplicationPassword`. `endDateRelative` is left out: provider 3.x ignores it silently. */
export const applicationPassword: ResourceKind<Api> = {
  type: "azuread:index/applicationPassword:ApplicationPassword",
  inputs: ["applicationId", "displayName", "startDate", "endDate", "rotateWhenChanged"],
  required: ["applicationId"],
  forceNew: ["applicationId", "displayName", "startDate", "endDate", "rotateWhenChanged"],
  computed: ["displayName", "startDate", "endDate", "keyId", "value"],
  secretOutputs: ["value"],
  kept: ["rotateWhenChanged"],
  sets: [],
  defaults: {},
  minutes: { create: 15 },
  // The provider has no importer for it: a secret that nobody kept cannot be read again.
  imports: () => false,
  create,
  read,
  delete: remove,
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const objectId = objectIdOf(inputs);
  const displayName = text(inputs, "displayName");
  const startDateTime = text(inputs, "startDate");
  const endDateTime = text(inputs, "endDate");
  const passwordCredential: Properties = {
    ...(displayName !== undefined && { displayName }),
    ...(startDateTime !== undefined && { startDateTime }),
    ...(endDateTime !== undefined && { endDateTime }),
  };
  return api.withLock(objectId, async () => {
    const present = await withContext(
      `Retrieving ${named("Application", objectId)}`,
      api.find(applicationPath(objectId)),
    );
    if (!present) throw new Error(`${named("Application", objectId)} was not found`);
    const adding = api.post(`${applicationPath(objectId)}/addPassword`, { body: { passwordCredential } });
    const added = await withContext(`Adding password for ${named("Application", objectId)}`, adding);
    const keyId = answeredText(added, "keyId");
    const id = `${objectId}/password/${keyId}`;
    const value = answeredText(added, "secretText");
    // Not recorded before it was seen: a failure here loses a secret that works.
    await waitUntilListed(api, objectId, "passwordCredentials", keyId);
    made(id, { value });
    return read(api, id, { value });
  });
}

async function read(api: Api, id: string, prior: Properties): Promise<Live | undefined> {
  const { objectId, keyId } = parseCredentialId(id, "password");
  const application = await withContext(
    `Retrieving ${named("Application", objectId)}`,
    api.find(applicationPath(objectId)),
  );
  const credential =
    application && credentialsOf(application, "passwordCredentials").find((candidate) => isKey(candidate, keyId));
  if (!credential) return undefined;
  const outputs: Properties = {
    applicationId: applicationId(objectId),
    displayName: credential.displayName ?? "",
    startDate: credential.startDateTime ?? "",
    endDate: credential.endDateTime ?? "",
    keyId,
    value: prior.value ?? "",
  };
  return { id, outputs };
}

async function remove(api: Api, id: string): Promise<void> {
  const { objectId, keyId } = parseCredentialId(id, "password");
  await api.withLock(objectId, async () => {
    const removing = api.post(`${applicationPath(objectId)}/removePassword`, { body: { keyId } });
    await withContext(`Removing password credential "${keyId}" from ${named("Application", objectId)}`, removing);
    await waitUntilRemoved(api, objectId, "passwordCredentials", keyId);
  });
}
