/**
 * azuread.ServicePrincipal: looks for the principal of the client id first, then creates it, or with `useExisting`
 * takes the one that is there. The real provider's requests without its waits.
 */
import { randomUUID } from "node:crypto";
import { type Api, gone } from "../client.ts";
import { differs } from "../difference.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, texts } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import type { ServiceError } from "../service-error.ts";
import { alreadyExists, withContext } from "./call.ts";
import { completeOwners, initialOwners, readOwners, replaceOwners } from "./owners.ts";
import { hasForm, named, parseSingleId, servicePrincipalId } from "./paths.ts";
import { servicePrincipalFromGraph } from "./service-principal-model.ts";
import { tagsOf, withPriorTags } from "./tags.ts";

const pathPattern = "/servicePrincipals/{}";
function graphPath(objectId: string): string {
  return `/v1.0/servicePrincipals/${objectId}`;
}

function applicationNotReplicatedYet(error: ServiceError): boolean {
  return (
    (error.status === 400 &&
      /The appId '.+' of the service principal does not reference a valid application object/.test(error.message)) ||
    (error.status === 403 &&
      error.message.includes(
        "When using this permission, the backing application of the service principal being created must in the local tenant",
      ))
  );
}

/** What the kind takes and gives. `features` is deprecated for `featureTags` and left out of the inputs. */
const schema = {
  inputs: [
    "clientId",
    "accountEnabled",
    "alternativeNames",
    "appRoleAssignmentRequired",
    "description",
    "featureTags",
    "loginUrl",
    "notes",
    "notificationEmailAddresses",
    "owners",
    "preferredSingleSignOnMode",
    "samlSingleSignOn",
    "tags",
    "useExisting",
  ],
  required: ["clientId"],
  forceNew: ["clientId"],
  computed: [
    "appRoleIds",
    "appRoles",
    "applicationTenantId",
    "displayName",
    "featureTags",
    "features",
    "homepageUrl",
    "logoutUrl",
    "oauth2PermissionScopeIds",
    "oauth2PermissionScopes",
    "objectId",
    "redirectUris",
    "samlMetadataUrl",
    "servicePrincipalNames",
    "signInAudience",
    "tags",
    "type",
  ],
  secretOutputs: [],
  kept: ["useExisting"],
  sets: ["alternativeNames", "notificationEmailAddresses", "owners", "tags"],
  defaults: { accountEnabled: true },
  recomputed: { featureTags: ["tags"], features: ["tags", "featureTags"], tags: ["featureTags"] },
} satisfies Partial<ResourceKind<Api>>;

/** The kind `azuread.ServicePrincipal`. */
export const servicePrincipal: ResourceKind<Api> = {
  type: "azuread:index/servicePrincipal:ServicePrincipal",
  ...schema,
  minutes: { create: 10, update: 10 },
  imports: hasForm(pathPattern),
  create,
  read,
  update,
  delete: remove,
};

/** The body of PATCH; POST has the client id besides. Unset texts travel as null. */
function body(inputs: Properties, relayStateWhenUnset?: string): Properties {
  const { samlSingleSignOn } = inputs;
  const relayState = (isObject(samlSingleSignOn) && samlSingleSignOn.relayState) || relayStateWhenUnset;
  return {
    accountEnabled: inputs.accountEnabled ?? true,
    alternativeNames: texts(inputs.alternativeNames),
    appRoleAssignmentRequired: inputs.appRoleAssignmentRequired ?? false,
    description: inputs.description || null,
    loginUrl: inputs.loginUrl || null,
    notes: inputs.notes || null,
    notificationEmailAddresses: texts(inputs.notificationEmailAddresses),
    preferredSingleSignOnMode: inputs.preferredSingleSignOnMode || null,
    samlSingleSignOnSettings: relayState === undefined ? {} : { relayState },
    tags: tagsOf(inputs),
  };
}

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const appId = requiredText(inputs, "clientId");
  const query = { $filter: `appId eq '${appId}'` };
  const listed = await withContext(
    "Could not list existing service principals",
    api.list("/v1.0/servicePrincipals", { query }),
  );
  const existing = listed.find((candidate) => candidate.appId === appId);
  if (!existing) return createNew(api, inputs, made);
  const objectId = answeredText(existing, "id");
  if (inputs.useExisting !== true) throw alreadyExists("azuread_service_principal", objectId);
  const id = servicePrincipalId(objectId);
  made(id);
  await write(api, id, body(inputs), inputs.owners);
  return read(api, id);
}

async function createNew(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const owners = initialOwners(api, inputs.owners);
  const created = await withContext(
    "Could not create service principal",
    api.post("/v1.0/servicePrincipals", {
      body: {
        ...body(inputs),
        appId: requiredText(inputs, "clientId"),
        description: `TERRAFORM_UPDATE_${randomUUID()}`,
        "owners@odata.bind": owners.bind,
      },
      retryOn: applicationNotReplicatedYet,
    }),
  );
  const objectId = answeredText(created, "id");
  const id = servicePrincipalId(objectId);
  made(id);
  // The provider changes the description to learn whether the new object can be written already.
  // Unlike the application's, this PATCH is not tried again on a 404 (terraform-provider-azuread, issues 1802 and 1811).
  const patch = api.patch(graphPath(objectId), { body: { description: inputs.description || null } });
  await withContext(
    "Failed to patch service principal after creating",
    patch,
    "Timed out whilst waiting for new service principal to be replicated in Azure AD",
  );
  const completed = completeOwners(api, graphPath(objectId), owners);
  await withContext(`Could not set owners of service principal with object ID: "${objectId}"`, completed);
  return read(api, id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const objectId = parseSingleId(id, pathPattern);
  const path = graphPath(objectId);
  const object = await withContext(`Retrieving ${named("Service Principal", objectId)}`, api.find(path));
  if (!object) return undefined;
  const beta = await api.get(`/beta/servicePrincipals/${objectId}`, { query: { $select: "samlMetadataUrl" } });
  const outputs = { ...servicePrincipalFromGraph(object, beta), owners: await readOwners(api, path) };
  return { id: servicePrincipalId(objectId), outputs };
}

async function update(api: Api, id: string, inputs: Properties, prior: Properties): Promise<Live | undefined> {
  const owners = differs(schema, "owners", prior, inputs) ? (inputs.owners ?? []) : undefined;
  await write(api, id, body(withPriorTags(inputs, prior), ""), owners);
  return read(api, id);
}

/** PATCHes a principal; `owners` undefined leaves the owners alone. */
async function write(api: Api, id: string, properties: Properties, owners: Value | undefined): Promise<void> {
  const objectId = parseSingleId(id, pathPattern);
  const patch = api.patch(graphPath(objectId), { body: properties });
  await withContext(`Updating ${named("Service Principal", objectId)}`, patch);
  if (owners === undefined) return;
  const replaced = replaceOwners(api, graphPath(objectId), owners);
  await withContext(`Could not set owners of service principal with object ID: "${objectId}"`, replaced);
}

/** A principal that the program only took over is deleted too, but a refusal does not matter (Microsoft's own cannot be). */
async function remove(api: Api, id: string, prior: Properties): Promise<void> {
  const objectId = parseSingleId(id, pathPattern);
  const path = graphPath(objectId);
  if (prior.useExisting === true) {
    await api.remove(path).catch(() => undefined);
    return;
  }
  await withContext(`Deleting ${named("Service Principal", objectId)}`, api.remove(path));
  await withContext(
    `Waiting for deletion of ${named("Service Principal", objectId)}`,
    api.waitUntil({ what: "deletion", ...gone }, async () => !(await api.find(path))),
  );
}
