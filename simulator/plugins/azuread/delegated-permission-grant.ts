/** azuread.ServicePrincipalDelegatedPermissionGrant: consent to delegated scopes, for everyone or for one user. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, text, texts } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { withContext } from "./call.ts";
import { parseSingleId } from "./paths.ts";

const pathPattern = "/oauth2PermissionGrants/{}";

/** The kind `azuread.ServicePrincipalDelegatedPermissionGrant`. */
export const delegatedPermissionGrant: ResourceKind<Api> = {
  type: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
  inputs: ["claimValues", "resourceServicePrincipalObjectId", "servicePrincipalObjectId", "userObjectId"],
  required: ["claimValues", "resourceServicePrincipalObjectId", "servicePrincipalObjectId"],
  forceNew: ["resourceServicePrincipalObjectId", "servicePrincipalObjectId", "userObjectId"],
  computed: [],
  secretOutputs: [],
  kept: [],
  sets: ["claimValues"],
  defaults: {},
  create,
  read,
  update: async (api, id, inputs) => {
    const patching = api.patch(graphPath(id), { body: { scope: scopeOf(inputs) } });
    await withContext(`Updating delegated permission grant "${id}"`, patching);
    return found(await read(api, id), id);
  },
  delete: (api, id) => withContext(`Deleting delegated permission grant "${id}"`, api.remove(graphPath(id))),
};

function graphPath(id: string): string {
  return `/v1.0/oauth2PermissionGrants/${parseSingleId(id, pathPattern)}`;
}
function scopeOf(inputs: Properties): string {
  return texts(inputs.claimValues).join(" ");
}

async function create(api: Api, inputs: Properties, made: Made): Promise<Live> {
  const clientId = requiredText(inputs, "servicePrincipalObjectId");
  const resourceId = requiredText(inputs, "resourceServicePrincipalObjectId");
  const principalId = text(inputs, "userObjectId");
  for (const principal of [clientId, resourceId]) {
    const getting = api.get(`/v1.0/servicePrincipals/${principal}`);
    await withContext(`Could not retrieve service principal "${principal}"`, getting);
  }
  const posting = api.post("/v1.0/oauth2PermissionGrants", {
    body: {
      clientId,
      resourceId,
      scope: scopeOf(inputs),
      consentType: principalId === undefined ? "AllPrincipals" : "Principal",
      ...(principalId !== undefined && { principalId }),
    },
    retryOn: ({ status, message }) =>
      status === 404 || (status === 400 && message.includes("reference-property objects are not present")),
  });
  const created = await withContext("Could not create delegated permission grant", posting);
  const id = `/oauth2PermissionGrants/${answeredText(created, "id")}`;
  made(id);
  return found(await read(api, id), id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const grant = await withContext(`Retrieving delegated permission grant with ID "${id}"`, api.find(graphPath(id)));
  if (!grant) return undefined;
  const outputs: Properties = {
    claimValues: String(grant.scope ?? "")
      .split(" ")
      .filter(Boolean),
    resourceServicePrincipalObjectId: grant.resourceId ?? "",
    servicePrincipalObjectId: grant.clientId ?? "",
    userObjectId: grant.principalId ?? "",
  };
  return { id, outputs };
}

/** The grant right after a write: it has to be there. */
function found(live: Live | undefined, id: string): Live {
  if (!live) throw new Error(`delegated permission grant ${id} was gone right after it was written`);
  return live;
}
