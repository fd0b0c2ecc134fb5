/**
 * azuread.ApplicationIdentifierUri: one of the URIs by which others ask for the application's tokens. Each is added to and
 * taken from the list that stands, and the id holds it in Base64.
 */
import type { Api } from "../client.ts";
import { type Live, type Made, type ResourceKind, requiredText, text, texts } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { applicationPath, objectIdOf } from "./application-credentials.ts";
import { withContext } from "./call.ts";
import { applicationId, hasForm, parseId } from "./paths.ts";

const form = "/applications/{}/identifierUris/{}";

function idOf(objectId: string, uri: string): string {
  return `/applications/${objectId}/identifierUris/${Buffer.from(uri).toString("base64")}`;
}

/** How the provider names it in a failure. */
function named(objectId: string, uri: string): string {
  return `Application IdentifierUri (Application ID: "${objectId}", IdentifierUri ID: "${Buffer.from(uri).toString("base64")}")`;
}

function namedApplication(objectId: string): string {
  return `Application (Application: "${objectId}")`;
}

/** The words of the provider's newer resources (`ResourceRequiresImport`), other than those of its older ones. */
function alreadyStands(id: string): string {
  return (
    `A resource with the ID "${id}" already exists - to be managed via Terraform this resource needs to be imported into the ` +
    'State. Please see the resource documentation for "azuread_application_identifier_uri" for more information.'
  );
}

/** The kind `azuread.ApplicationIdentifierUri`. */
export const applicationIdentifierUri: ResourceKind<Api> = {
  type: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
  inputs: ["applicationId", "identifierUri"],
  required: ["applicationId", "identifierUri"],
  forceNew: ["applicationId", "identifierUri"],
  computed: [],
  secretOutputs: [],
  kept: [],
  sets: [],
  defaults: {},
  minutes: { create: 10 },
  imports: hasForm(form),
  create,
  read,
  delete: remove,
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const objectId = objectIdOf(inputs);
  const uri = requiredText(inputs, "identifierUri");
  const id = idOf(objectId, uri);
  return api.withLock(objectId, async () => {
    const path = applicationPath(objectId);
    const present = texts(
      (await withContext(`retrieving ${namedApplication(objectId)}`, api.get(path))).identifierUris,
    );
    if (present.includes(uri)) throw new Error(alreadyStands(id));
    const adding = api.patch(path, { body: { identifierUris: [...present, uri] } });
    await withContext(`creating ${named(objectId, uri)}`, adding);
    made(id);
    return read(api, id);
  });
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const [objectId = "", encoded = ""] = parseId(id, form);
  const uri = Buffer.from(encoded, "base64").toString();
  const application = await withContext(`retrieving ${named(objectId, uri)}`, api.find(applicationPath(objectId)));
  if (!application || !texts(application.identifierUris).includes(uri)) return undefined;
  return { id, outputs: { applicationId: applicationId(objectId), identifierUri: uri } };
}

async function remove(api: Api, id: string, prior: Properties): Promise<void> {
  const [objectId = ""] = parseId(id, form);
  const uri = text(prior, "identifierUri") ?? "";
  await api.withLock(objectId, async () => {
    const path = applicationPath(objectId);
    const present = texts(
      (await withContext(`retrieving ${namedApplication(objectId)}`, api.get(path))).identifierUris,
    );
    if (!present.includes(uri))
      throw new Error(`deleting ${named(objectId, uri)}: could not identify existing identifier URI`);
    const removing = api.patch(path, { body: { identifierUris: present.filter((one) => one !== uri) } });
    await withContext(`deleting ${named(objectId, uri)}`, removing);
  });
}
