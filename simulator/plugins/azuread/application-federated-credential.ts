/** azuread.ApplicationFederatedIdentityCredential: another issuer's tokens in place of a secret. */
import { type Api, gone, listed } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, text, texts } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { applicationPath, objectIdOf } from "./application-credentials.ts";
import { withContext } from "./call.ts";
import { applicationId, hasForm, parseId } from "./paths.ts";

const form = "{}/federatedIdentityCredential/{}";

function pathOf(id: string): { readonly objectId: string; readonly path: string } {
  const [objectId = "", credential = ""] = parseId(id, form);
  return { objectId, path: `${applicationPath(objectId)}/federatedIdentityCredentials/${credential}` };
}

function bodyOf(inputs: Properties): Properties {
  return {
    audiences: texts(inputs.audiences),
    description: text(inputs, "description") ?? "",
    issuer: requiredText(inputs, "issuer"),
    name: requiredText(inputs, "displayName"),
    subject: requiredText(inputs, "subject"),
  };
}

/** The kind `azuread.ApplicationFederatedIdentityCredential`. */
export const applicationFederatedCredential: ResourceKind<Api> = {
  type: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  inputs: ["applicationId", "audiences", "description", "displayName", "issuer", "subject"],
  required: ["applicationId", "audiences", "displayName", "issuer", "subject"],
  forceNew: ["applicationId", "displayName"],
  computed: ["credentialId"],
  secretOutputs: [],
  kept: [],
  sets: [],
  defaults: {},
  minutes: { create: 15 },
  imports: hasForm(form),
  create,
  read,
  update: (api, id, inputs) => {
    const { objectId, path } = pathOf(id);
    return api.withLock(objectId, async () => {
      await withContext(`Updating federated identity credential ${id}`, api.patch(path, { body: bodyOf(inputs) }));
      return read(api, id);
    });
  },
  delete: async (api, id) => {
    const { objectId, path } = pathOf(id);
    await api.withLock(objectId, async () => {
      await withContext(`Removing federated identity credential ${id}`, api.remove(path));
      const missing = async () => !(await api.find(path));
      await api.waitUntil({ what: "federated identity credential", ...gone }, missing);
    });
  },
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const objectId = objectIdOf(inputs);
  const collection = `${applicationPath(objectId)}/federatedIdentityCredentials`;
  return api.withLock(objectId, async () => {
    const adding = api.post(collection, { body: bodyOf(inputs) });
    const added = await withContext(`Adding federated identity credential for ${objectId}`, adding);
    const id = `${objectId}/federatedIdentityCredential/${answeredText(added, "id")}`;
    const there = async () => (await api.find(pathOf(id).path)) !== undefined;
    await api.waitUntil({ what: "federated identity credential", ...listed }, there);
    made(id);
    return read(api, id);
  });
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const { objectId, path } = pathOf(id);
  const credential = await withContext(`Retrieving federated identity credential ${id}`, api.find(path));
  if (!credential) return undefined;
  const outputs: Properties = {
    applicationId: applicationId(objectId),
    audiences: texts(credential.audiences),
    credentialId: credential.id ?? "",
    description: credential.description ?? "",
    displayName: credential.name ?? "",
    issuer: credential.issuer ?? "",
    subject: credential.subject ?? "",
  };
  return { id, outputs };
}
