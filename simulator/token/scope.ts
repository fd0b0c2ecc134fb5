/** The scopes that a request for a person's token asks, what of them was consented to, and what is missing. */
import { principalByAppId, type Tenant } from "../directory/directory.ts";
import type { User } from "../directory/entity.ts";
import { offeredBy } from "../directory/principal.ts";
import { TokenRejection } from "../errors.ts";
import type { Client } from "./client.ts";
import { graphResource, type Resource, resourceNamed } from "./resource.ts";

/** Scopes of OpenID Connect: they belong to no API. */
const openIdScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** What is asked of one API: named scopes, or with `/.default` all that the application is registered for. */
export interface AskedApi {
  readonly resource: Resource;
  readonly names: readonly string[];
  readonly registered: boolean;
}

/** Everything that is asked. */
export interface Asked {
  readonly openId: readonly string[];
  readonly apis: readonly AskedApi[];
}

/** What nobody has consented to yet, by API. */
export interface MissingConsent {
  readonly resource: Resource;
  readonly names: readonly string[];
}

function invalidScope(scope: string): TokenRejection {
  const message = `The provided value for the input parameter 'scope' is not valid. The scope '${scope}' does not exist.`;
  return new TokenRejection(70011, "invalid_scope", message);
}

/** A scope's own spelling: Entra takes any case. @throws TokenRejection 650053 where the API offers none such */
function offeredName(tenant: Tenant, client: Client, { principal }: Resource, name: string): string {
  const { scopes } = offeredBy(tenant, principal.appId);
  const found = scopes.find(({ value, isEnabled }) => isEnabled && value?.toLowerCase() === name.toLowerCase());
  if (found?.value) return found.value;
  const message = `The application '${client.application.entity.displayName}' asked for scope '${name}' that doesn't exist on the resource '${principal.appId}'. Contact the app vendor.`;
  throw new TokenRejection(650053, "invalid_client", message);
}

/** Splits `<api>/<name>`; a bare name is one of Microsoft Graph. */
function splitScope(tenant: Tenant, addresses: ReadonlyMap<string, string>, scope: string) {
  const slash = scope.lastIndexOf("/");
  if (slash < 0) return { resource: graphResource(tenant), name: scope };
  const name = scope.slice(slash + 1);
  const api = scope.slice(0, slash);
  if (name === "" || /^[a-z]+:\/?$/.test(api)) throw invalidScope(scope);
  return { resource: resourceNamed(tenant, addresses, api, true), name };
}

/** Reads version 2's `scope`. @throws TokenRejection for what is no scope of an API of this tenant */
export function askedByScope(
  tenant: Tenant,
  addresses: ReadonlyMap<string, string>,
  client: Client,
  scope: string,
): Asked {
  const words = scope.split(/\s+/).filter(Boolean);
  const openId = openIdScopes.filter((name) => words.some((word) => word.toLowerCase() === name));
  const apis = new Map<string, AskedApi>();
  for (const word of words.filter((one) => !openIdScopes.includes(one.toLowerCase()))) {
    const { resource, name } = splitScope(tenant, addresses, word);
    const { names, registered, ...known } = apis.get(resource.principal.id) ?? {
      resource,
      names: [],
      registered: false,
    };
    const asked =
      name === ".default"
        ? { names, registered: true }
        : { names: [...names, offeredName(tenant, client, resource, name)], registered };
    if (asked.registered && asked.names.length > 0) {
      const message = `The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.`;
      throw new TokenRejection(70011, "invalid_scope", message);
    }
    apis.set(resource.principal.id, { ...known, ...asked });
  }
  // Who asks only to know the person gets a token of Microsoft Graph, whose `/oidc/userinfo` tells.
  if (apis.size === 0) return { openId, apis: [{ resource: graphResource(tenant), names: [], registered: false }] };
  return { openId, apis: [...apis.values()] };
}

/** Reads version 1's `resource`: all that the application is registered for there. */
export function askedByResource(tenant: Tenant, addresses: ReadonlyMap<string, string>, resource: string): Asked {
  const api = { resource: resourceNamed(tenant, addresses, resource, true), names: [], registered: true };
  return { openId: ["openid", "profile", "offline_access"], apis: [api] };
}

/** The one API of a token request. @throws TokenRejection 28000 for two */
export function onlyApi({ apis }: Asked, scope: string): AskedApi {
  const [api, second] = apis;
  if (api && !second) return api;
  const message = `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`;
  throw new TokenRejection(28000, "invalid_scope", message);
}

/** The delegated scopes that an application's registration names for an API. */
export function registeredScopes(tenant: Tenant, { application }: Client, resourceAppId: string): string[] {
  const offered = offeredBy(tenant, resourceAppId).scopes;
  return application.entity.requiredResourceAccess
    .filter((row) => row.resourceAppId === resourceAppId)
    .flatMap(({ resourceAccess }) => resourceAccess)
    .filter(({ type }) => type === "Scope")
    .flatMap(({ id }) => offered.find((scope) => scope.id === id)?.value ?? []);
}

/** Everything a person's registration asks of everybody: what `.default` and the administrator's consent mean. */
export function registeredConsent(tenant: Tenant, client: Client): MissingConsent[] {
  return client.application.entity.requiredResourceAccess.flatMap(({ resourceAppId }) => {
    const principal = principalByAppId(tenant.directory, resourceAppId)?.entity;
    const names = registeredScopes(tenant, client, resourceAppId);
    return principal && names.length > 0 ? [{ resource: { principal, audience: resourceAppId }, names }] : [];
  });
}

function grantsFor({ directory }: Tenant, client: Client, user: User) {
  return [...directory.delegatedGrants.values()].filter(
    (row) => row.clientId === client.principal.entity.id && (row.principalId === null || row.principalId === user.id),
  );
}

/** The scopes of an API that the client may use for the person: consented to by them or for everybody. */
export function grantedScopes(tenant: Tenant, client: Client, user: User, { principal }: Resource): string[] {
  const rows = grantsFor(tenant, client, user).filter(({ resourceId }) => resourceId === principal.id);
  return [...new Set(rows.flatMap(({ scope }) => scope.split(/\s+/).filter(Boolean)))].sort();
}

/**
 * What is asked and not consented to. `.default` asks the registration only where nothing was consented to yet. The scopes of
 * OpenID Connect come with the first consent to anything.
 */
export function missingConsent(tenant: Tenant, client: Client, user: User, asked: Asked): MissingConsent[] {
  const missing = asked.apis.map(({ resource, names, registered }) => {
    const granted = grantedScopes(tenant, client, user, resource);
    if (!registered) return { resource, names: names.filter((name) => !granted.includes(name)) };
    const wanted = registeredScopes(tenant, client, resource.principal.appId);
    return { resource, names: granted.length > 0 ? [] : wanted };
  });
  const anything = grantsFor(tenant, client, user).length > 0;
  const known = missing.find(({ names }) => names.length > 0);
  if (!known && !anything && asked.openId.length > 0) return [{ resource: graphResource(tenant), names: asked.openId }];
  return missing.filter(({ names }) => names.length > 0);
}

/** The refusal of a request for what nobody consented to; nobody is there to ask. */
export function consentMissing({ application }: Client): TokenRejection {
  const { appId, displayName } = application.entity;
  const message = `The user or administrator has not consented to use the application with ID '${appId}' named '${displayName}'. Send an interactive authorization request for this user and resource.`;
  return new TokenRejection(65001, "invalid_grant", message, "consent_required");
}

/** True if one of the scopes takes an administrator. */
export function takesAdministrator(tenant: Tenant, missing: readonly MissingConsent[]): boolean {
  return missing.some(({ resource, names }) => {
    const { scopes } = offeredBy(tenant, resource.principal.appId);
    return names.some((name) => scopes.find(({ value }) => value === name)?.type === "Admin");
  });
}
