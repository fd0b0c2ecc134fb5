/**
 * The service principals of Microsoft's own APIs. They are looked up, once a provider, and never created: a destroy
 * would try to delete them.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";

/** Object ids by the provider that looked them up and the API's application id. */
const known = new WeakMap<pulumi.ProviderResource, Map<string, pulumi.Output<string>>>();

function knownTo(provider: pulumi.ProviderResource): Map<string, pulumi.Output<string>> {
  const ids = known.get(provider) ?? new Map<string, pulumi.Output<string>>();
  known.set(provider, ids);
  return ids;
}

/** The object id of an API's own service principal in the provider's tenant. */
export function apiPrincipal(clientId: string, provider: pulumi.ProviderResource): pulumi.Output<string> {
  const ids = knownTo(provider);
  const objectId = ids.get(clientId) ?? azuread.getServicePrincipalOutput({ clientId }, { provider }).objectId;
  ids.set(clientId, objectId);
  return objectId;
}

/**
 * Looks an API's principal up before anything is registered.
 * @returns its object id
 * @throws what the provider says where there is none
 */
export async function lookUpApi(clientId: string, provider: pulumi.ProviderResource): Promise<string> {
  const { objectId } = await azuread.getServicePrincipal({ clientId }, { provider });
  // A provider that is yet to be made answers nothing in a preview.
  if (objectId !== undefined) knownTo(provider).set(clientId, pulumi.output(objectId));
  return objectId;
}
