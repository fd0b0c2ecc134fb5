/** azuread.ApplicationPassword: addPassword and removePassword. The secret is in the creating answer and never again. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, text } from "../kind.ts";
import type { Properties } from "../properties.ts";
import {
  applicationPath,
  findCredential,
  getApplication,
  objectIdOf,
  parseCredentialId,
} from "./application-credentials.ts";
import { withContext } from "./call.ts";
import { applicationId } from "./paths.ts";

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
  create,
  read,
  delete: remove,
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live> {
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
    await getApplication(api, objectId);
    const adding = api.post(`${applicationPath(objectId)}/addPassword`, { body: { passwordCredential } });
    const added = await withContext(`Adding password for application with object ID "${objectId}"`, adding);
    const keyId = answeredText(added, "keyId");
    const id = `${objectId}/password/${keyId}`;
    const value = answeredText(added, "secretText");
    made(id, { value });
    const listed = async () => (await findCredential(api, objectId, "passwordCredentials", keyId)) !== undefined;
    await api.waitUntil(`password ${keyId} of application ${objectId}`, listed);
    const live = await read(api, id, { value });
    if (!live) throw new Error(`password ${keyId} was gone right after it was added`);
    return live;
  });
}

async function read(api: Api, id: string, prior: Properties): Promise<Live | undefined> {
  const { objectId, keyId } = parseCredentialId(id, "password");
  const credential = await findCredential(api, objectId, "passwordCredentials", keyId);
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
    await withContext(
      `Removing password credential "${keyId}" from application with object ID "${objectId}"`,
      removing,
    );
    const gone = async () => !(await findCredential(api, objectId, "passwordCredentials", keyId));
    await api.waitUntil(`the removal of password ${keyId}`, gone);
  });
}
