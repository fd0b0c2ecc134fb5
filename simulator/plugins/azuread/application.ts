/**
 * azuread.Application: the requests of the real provider in its order (create: POST, two PATCHes of the display name,
 * owners, then the read), without its waits.
 */
import { randomUUID } from "node:crypto";
import { type Api, type Call, gone } from "../client.ts";
import { differs } from "../difference.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, text } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import type { ServiceError } from "../service-error.ts";
import { applicationFromGraph, applicationToGraph } from "./application-model.ts";
import { applicationSchema } from "./application-schema.ts";
import { withContext } from "./call.ts";
import { completeOwners, initialOwners, readOwners, replaceOwners } from "./owners.ts";
import { applicationId, hasForm, named, parseSingleId } from "./paths.ts";
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
  minutes: { create: 10, update: 10 },
  imports: hasForm(pathPattern),
  plan,
  create,
  read,
  update,
  delete: async (api, id) => {
    const objectId = parseSingleId(id, pathPattern);
    await withContext(`deleting ${named("Application", objectId)}`, api.remove(graphPath(objectId)));
    const missing = async () => !(await api.find(graphPath(objectId)));
    await withContext(
      `Waiting for deletion of application with object ID "${objectId}"`,
      api.waitUntil({ what: "deletion", ...gone }, missing),
    );
  },
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  await refuseDuplicate(api, inputs, undefined);
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
    await withContext(
      `Failed to patch application with object ID "${objectId}" after creating`,
      patch,
      "Timed out whilst waiting for new application to be replicated in Azure AD",
    );
  }
  await patchPostResponse(api, objectId, inputs, {}, notReplicatedYet);
  await patchMappedClaims(api, path, inputs);
  await withContext(
    `Could not set owners of application with object ID "${objectId}"`,
    completeOwners(api, path, owners),
  );
  return read(api, id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const objectId = parseSingleId(id, pathPattern);
  const path = graphPath(objectId);
  const object = await withContext(`Retrieving ${named("Application", objectId)}`, api.find(path));
  if (!object) return undefined;
  const beta = await api.get(`/beta/applications/${objectId}`, { query: { $select: "oauth2RequirePostResponse" } });
  const outputs = { ...applicationFromGraph(object, beta), owners: await readOwners(api, path) };
  return { id: applicationId(objectId), outputs };
}

async function update(api: Api, id: string, inputs: Properties, prior: Properties): Promise<Live | undefined> {
  const objectId = parseSingleId(id, pathPattern);
  const path = graphPath(objectId);
  const changed = (property: string): boolean => differs(applicationSchema, property, prior, inputs);
  return api.withLock(objectId, async () => {
    await refuseDuplicate(api, inputs, objectId);
    const body = applicationToGraph(withPriorTags(inputs, prior));
    await disableChangedPermissions(api, path, body, { roles: changed("appRoles"), scopes: changed("api") });
    await withContext(
      `Could not update application with object ID: "${objectId}"`,
      api.patch(path, { body: only(body, changed) }),
    );
    await patchPostResponse(api, objectId, inputs, prior);
    if (changed("owners")) {
      const owners = replaceOwners(api, path, inputs.owners);
      await withContext(`Could not set owners of application with object ID "${objectId}"`, owners);
    }
    return read(api, id);
  });
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
  const off = (permissions: Value | undefined, ids: readonly Value[]) =>
    list(permissions).every((one) => !isObject(one) || one.isEnabled !== true || !ids.includes(one.id ?? null));
  if (changed.roles) {
    const present = await api.get(path);
    const appRoles = disabledFirst(present.appRoles, list(body.appRoles));
    if (appRoles) {
      await api.patch(path, { body: { id: present.id ?? null, appRoles } });
      const ids = disabledIds(appRoles);
      await api.waitUntil({ what: "App Roles", ...disabled }, async () => off((await api.get(path)).appRoles, ids));
    }
  }
  if (changed.scopes) {
    const scopesOf = ({ api: settings }: Properties) => (isObject(settings) ? settings.oauth2PermissionScopes : []);
    const present = await api.get(path);
    const scopes = disabledFirst(scopesOf(present), list(scopesOf(body)));
    if (scopes) {
      await api.patch(path, { body: { api: { oauth2PermissionScopes: scopes } } });
      const ids = disabledIds(scopes);
      await api.waitUntil({ what: "scopes", ...disabled }, async () => off(scopesOf(await api.get(path)), ids));
    }
  }
}

/** Switched off permissions are waited for until they were seen once. */
const disabled = { hits: 1, every: 1, onMiss: "start over" } as const;

function disabledIds(permissions: readonly Value[]): Value[] {
  return permissions.flatMap((one) => (isObject(one) && one.isEnabled === false ? [one.id ?? null] : []));
}

function list(value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : [];
}

async function patchPostResponse(
  api: Api,
  objectId: string,
  inputs: Properties,
  prior: Properties,
  retryOn: NonNullable<Call["retryOn"]> = () => false,
): Promise<void> {
  const wanted = inputs.oauth2PostResponseRequired === true;
  if (wanted === (prior.oauth2PostResponseRequired === true)) return;
  await api.patch(`/beta/applications/${objectId}`, { body: { oauth2RequirePostResponse: wanted }, retryOn });
}

async function patchMappedClaims(api: Api, path: string, inputs: Properties): Promise<void> {
  const { api: settings } = inputs;
  if (!isObject(settings) || settings.mappedClaimsEnabled !== true) return;
  await api.patch(path, { body: { api: applicationToGraph(inputs).api ?? {} }, retryOn: notReplicatedYet });
}

/** What the provider asks when it plans: whether the name is free. It refuses only a new application; a rename is refused when it is done. */
async function plan(api: Api, inputs: Properties, former?: { readonly outputs: Properties }): Promise<void> {
  if (inputs.preventDuplicateNames !== true) return;
  if (!former) return refuseDuplicate(api, inputs, undefined);
  if (former.outputs.displayName !== inputs.displayName) await namesakes(api, requiredText(inputs, "displayName"));
}

/** Applications of exactly this name. Quotes travel undoubled, as the provider sends them. */
async function namesakes(api: Api, name: string): Promise<Properties[]> {
  const listing = api.list("/v1.0/applications", { query: { $filter: `displayName eq '${name}'` } });
  const same = await withContext("Could not check for existing application(s)", listing);
  return same.filter((candidate) => text(candidate, "displayName") === name);
}

/** `preventDuplicateNames`: Entra takes equal names, the provider looks first. `self`: the object id that may have it. */
async function refuseDuplicate(api: Api, inputs: Properties, self: string | undefined): Promise<void> {
  if (inputs.preventDuplicateNames !== true) return;
  const name = requiredText(inputs, "displayName");
  const other = (await namesakes(api, name)).find((candidate) => candidate.id !== self);
  if (!other) return;
  throw new Error(
    `An existing "azuread_application" with name "${name}" (ID: "${other.id}") was found and \`prevent_duplicate_names\` was ` +
      "specified. To be managed via Terraform, this resource needs to be imported into the State. " +
      'Please see the resource documentation for "azuread_application" for more information.',
  );
}
