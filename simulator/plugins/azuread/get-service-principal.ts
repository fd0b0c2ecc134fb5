/** azuread.getServicePrincipal: an existing principal by object id, client id or display name. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { text } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { withContext } from "./call.ts";
import { servicePrincipalId } from "./paths.ts";
import { servicePrincipalFromGraph } from "./service-principal-model.ts";

/** The function's token. */
export const getServicePrincipalToken = "azuread:index/getServicePrincipal:getServicePrincipal";

/** Looks the principal up. @throws when there is none, or more than one of the name. */
export async function getServicePrincipal(api: Api, args: Properties): Promise<Properties> {
  const principal = await lookUp(api, args);
  const objectId = answeredText(principal, "id");
  const beta = await api.get(`/beta/servicePrincipals/${objectId}`, { query: { $select: "samlMetadataUrl" } });
  const { samlSingleSignOn, ...outputs } = servicePrincipalFromGraph(principal, beta);
  return { ...outputs, samlSingleSignOns: [samlSingleSignOn ?? {}], id: servicePrincipalId(objectId) };
}

async function lookUp(api: Api, args: Properties): Promise<Properties> {
  const objectId = text(args, "objectId");
  const clientId = text(args, "clientId");
  const displayName = text(args, "displayName");
  if ([objectId, clientId, displayName].filter((given) => given !== undefined).length !== 1) {
    throw new Error("one of `clientId`, `displayName`, `objectId` must be specified");
  }
  if (objectId !== undefined) {
    const find = api.find(`/v1.0/servicePrincipals/${objectId}`);
    const principal = await withContext(`Retrieving service principal with object ID "${objectId}"`, find);
    if (!principal) throw new Error(`Service principal with object ID "${objectId}" was not found`);
    return principal;
  }
  if (clientId !== undefined) {
    const [principal] = await listed(api, "appId", clientId);
    if (!principal) throw new Error(`No service principal found for client ID: "${clientId}"`);
    return principal;
  }
  const [principal, another] = await listed(api, "displayName", displayName ?? "");
  if (!principal) throw new Error(`No service principal found matching display name: "${displayName}"`);
  if (another) throw new Error(`Found multiple service principals matching display name: "${displayName}"`);
  return principal;
}

/** The principals with exactly this value; quotes in it are doubled, as OData wants. */
async function listed(api: Api, property: string, value: string): Promise<Properties[]> {
  const filter = `${property} eq '${value.replaceAll("'", "''")}'`;
  const list = api.list("/v1.0/servicePrincipals", { query: { $filter: filter } });
  const found = await withContext(`Listing service principals for filter "${filter}"`, list);
  return found.filter((candidate) => candidate[property] === value);
}
