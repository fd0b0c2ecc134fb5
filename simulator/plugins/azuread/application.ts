/**
 * azuread.Application: the requests of the real provider in its order (create: POST, two PATCHes of the display name,
 * owners, then the read), without its waits.
 */
import { randomUUID } from "node:crypto";
import type { Api } from "../client.ts";
import { differs } from "../difference.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, text } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import type { ServiceError } from "../service-error.ts";
import { applicationFromGraph, applicationToGraph } from "./application-model.ts";
import { applicationSchema } from "./application-schema.ts";
import { withContext } from "./call.ts";
import { completeOwners, initialOwners, readOwners, replaceOwners } from "./owners.ts";
import { applicationId, parseSingleId } from "./paths.ts";
import { disabledFirst } from "./permissions.ts";
import { withPriorTags } from "./tags.ts";

const pathPattern = "/applications/{}";
function graphPath(objectId: string): string {
  return `/v1.0/applications/${objectId}`;
}

/** A new application may not have reached every replica (service behaviour the provider knows). */
function notReplicatedYet(error: ServiceError): boolean {
  return (
    error.status === 404 ||
    error.status === 409 ||
    (error.status === 400 && error.message.includes("cannot be deleted or updated unless disabled first"))
  );
}

/** The kind `azuread.Application`. */
export const application: ResourceKind<Api> = {
  type: "azuread:index/application:Application",
  ...applicationSchema,
  create,
  read,
  update,
  delete: async (api, id) => {
    const objectId = parseSingleId(id, pathPattern);
    await withContext(`Deleting application with object ID "${objectId}"`, api.remove(graphPath(objectId)));
    await api.waitUntil(`the deletion of application ${objectId}`, async () => !(await api.find(graphPath(objectId))));
  },
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live> {
  await refuseDuplicate(api, inputs);
  const owners = initialOwners(api, inputs.owners);
  const body = { ...applicationToGraph(inputs), "owners@odata.bind": owners.bind };
  const created = await withContext("Could not create application", api.post("/v1.0/applications", { body }));
  const objectId = answeredText(created, "id");
  const id = applicationId(objectId);
  made(id);
  const path = graphPath(objectId);
  // The provider changes the name and back to learn whether the new object can be written already.
  for (const displayName of [`TERRAFORM_UPDATE_${randomUUID()}`, requiredText(inputs, "displayName")]) {
    const patch = api.patch(path, { body: { displayName }, retryOn: notReplicatedYet });
    await withContext("Failed to patch application after creating", patch);
  }
  await patchPostResponse(api, objectId, inputs, {});
  await patchMappedClaims(api, path, inputs);
  await withContext(
    `Could not set owners of application with object ID "${objectId}"`,
    completeOwners(api, path, owners),
  );
  return found(await read(api, id), id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const objectId = parseSingleId(id, pathPattern);
  const path = graphPath(objectId);
  const object = await withContext(`Retrieving application with object ID "${objectId}"`, api.find(path));
  if (!object) return undefined;
  const beta = await api.get(`/beta/applications/${objectId}`, { query: { $select: "oauth2RequirePostResponse" } });
  const outputs = { ...applicationFromGraph(object, beta), owners: await readOwners(api, path) };
  return { id: applicationId(objectId), outputs };
}

async function update(api: Api, id: string, inputs: Properties, prior: Properties): Promise<Live> {
  const objectId = parseSingleId(id, pathPattern);
  const path = graphPath(objectId);
  const changed = (property: string): boolean => differs(applicationSchema, property, prior, inputs);
  if (changed("displayName")) await refuseDuplicate(api, inputs);
  await api.withLock(objectId, async () => {
    const body = applicationToGraph(withPriorTags(inputs, prior));
    await disableChangedPermissions(api, path, body, { roles: changed("appRoles"), scopes: changed("api") });
    await withContext(
      `Could not update application with object ID "${objectId}"`,
      api.patch(path, { body: only(body, changed) }),
    );
    await patchPostResponse(api, objectId, inputs, prior);
    if (changed("owners")) {
      const owners = replaceOwners(api, path, inputs.owners);
      await withContext(`Could not set owners of application with object ID "${objectId}"`, owners);
    }
  });
  return found(await read(api, id), id);
}

/** The full body, but for those properties that the provider sends only when they have changed. */
function only(body: Properties, changed: (property: string) => boolean): Properties {
  const rest = { ...body };
  if (!changed("identifierUris")) delete rest.identifierUris;
  if (!changed("optionalClaims")) delete rest.optionalClaims;
  if (!changed("requiredResourceAccesses")) delete rest.requiredResourceAccess;
  if (!changed("appRoles")) delete rest.appRoles;
  if (!changed("api") && isObject(rest.api)) {
    const { oauth2PermissionScopes: _, ...api } = rest.api;
    rest.api = api;
  }
  return rest;
}

async function disableChangedPermissions(
  api: Api,
  path: string,
  body: Properties,
  changed: { readonly roles: boolean; readonly scopes: boolean },
): Promise<void> {
  if (changed.roles) {
    const present = await api.get(path);
    const appRoles = disabledFirst(present.appRoles, list(body.appRoles));
    if (appRoles) await api.patch(path, { body: { appRoles } });
  }
  if (changed.scopes) {
    const present = await api.get(path);
    const wanted = isObject(body.api) ? list(body.api.oauth2PermissionScopes) : [];
    const scopes = disabledFirst(isObject(present.api) ? present.api.oauth2PermissionScopes : [], wanted);
    if (scopes) await api.patch(path, { body: { api: { oauth2PermissionScopes: scopes } } });
  }
}

function list(value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : [];
}

async function patchPostResponse(api: Api, objectId: string, inputs: Properties, prior: Properties): Promise<void> {
  const wanted = inputs.oauth2PostResponseRequired === true;
  if (wanted === (prior.oauth2PostResponseRequired === true)) return;
  await api.patch(`/beta/applications/${objectId}`, { body: { oauth2RequirePostResponse: wanted } });
}

async function patchMappedClaims(api: Api, path: string, inputs: Properties): Promise<void> {
  const { api: settings } = inputs;
  if (!isObject(settings) || settings.mappedClaimsEnabled !== true) return;
  await api.patch(path, { body: { api: applicationToGraph(inputs).api ?? {} }, retryOn: notReplicatedYet });
}

/** `preventDuplicateNames`: Entra takes equal names, the provider looks first. Quotes travel undoubled, as it sends them. */
async function refuseDuplicate(api: Api, inputs: Properties): Promise<void> {
  if (inputs.preventDuplicateNames !== true) return;
  const name = requiredText(inputs, "displayName");
  const same = await api.list("/v1.0/applications", { query: { $filter: `displayName eq '${name}'` } });
  const other = same.find((candidate) => text(candidate, "displayName") === name);
  if (!other) return;
  throw new Error(
    `Could not create application: an application named "${name}" exists already, with object ID "${other.id}". ` +
      "Import it, or give this one another name.",
  );
}

/** The application right after a write: it has to be there. */
function found(live: Live | undefined, id: string): Live {
  if (!live) throw new Error(`application ${id} was gone right after it was written`);
  return live;
}
