/** azuread.ServicePrincipalDelegatedPermissionGrant: consent to delegated scopes, for everyone or for one user. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, text, texts } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { withContext } from "./call.ts";
import { hasForm, named, parseSingleId } from "./paths.ts";

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
  imports: hasForm(pathPattern),
  create,
  read,
  update: async (api, id, inputs) => {
    const patching = api.patch(graphPath(id), { body: { scope: scopeOf(inputs) } });
    await withContext(`Updating ${nameOf(id)}`, patching);
    return read(api, id);
  },
  delete: (api, id) => withContext(`Deleting ${nameOf(id)}`, api.remove(graphPath(id))),
};

function graphPath(id: string): string {
  return `/v1.0/oauth2PermissionGrants/${parseSingleId(id, pathPattern)}`;
}
function nameOf(id: string): string {
  return named("O Auth 2 Permission Grant", parseSingleId(id, pathPattern));
}
function scopeOf(inputs: Properties): string {
  return texts(inputs.claimValues).join(" ");
}

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const clientId = requiredText(inputs, "servicePrincipalObjectId");
  const resourceId = requiredText(inputs, "resourceServicePrincipalObjectId");
  const principalId = text(inputs, "userObjectId");
  for (const [principal, as] of [
    [clientId, ""],
    [resourceId, " for resource"],
  ] as const) {
    const name = named("Service Principal", principal);
    const getting = api.get(`/v1.0/servicePrincipals/${principal}`);
    await withContext(`Could not retrieve ${name}${as}`, getting, `${name} was not found${as}`);
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
  return read(api, id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const grant = await withContext(`Retrieving Delegated Permission Grant with ID "${id}"`, api.find(graphPath(id)));
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
