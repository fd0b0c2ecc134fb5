/** What Entra refuses in an application, judged on the object as a write would leave it. */
import { badRequest, invalidValue, Rejection } from "../errors.ts";
import { assertApplicationPolicy } from "./app-management.ts";
import type { Tenant } from "./directory.ts";
import { assertEntitlements } from "./entitlement.ts";
import type { Application } from "./entity.ts";

const maxResources = 50;
const maxPermissions = 400;
const maxRedirectUris = 256;

/** Throws the first fault of `after`. `before` is undefined for a new application. */
export function assertApplication(tenant: Tenant, before: Application | undefined, after: Application): void {
  assertEntitlements(before, after);
  assertRedirectUris(after);
  assertIdentifierUris(tenant, before, after);
  assertRequiredAccess(tenant, after);
  assertPreAuthorized(after);
  assertTokenVersion(after);
  assertApplicationPolicy(tenant, before, after);
}

function urlOf(uri: string): URL | undefined {
  return URL.canParse(uri) ? new URL(uri) : undefined;
}

const localHosts = ["localhost", "127.0.0.1", "[::1]"];

/** Web and single-page platforms take https, or http on this computer; no fragment. */
function webUriFault(uri: string): string | undefined {
  const url = urlOf(uri);
  if (!url) return "is not an absolute URI";
  if (uri.length > 256) return "is longer than 256 characters";
  if (url.hash !== "" || uri.endsWith("#")) return "has a fragment";
  const secure = url.protocol === "https:" || (url.protocol === "http:" && localHosts.includes(url.hostname));
  return secure ? undefined : "must start with 'HTTPS' or 'http://localhost'";
}

/** The first text that the list holds twice. */
function firstTwice(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return texts.find((text) => seen.size === seen.add(text).size);
}

function assertRedirectUris({ web, spa, publicClient }: Application): void {
  // The count comes first: what is compared with each other is then bounded, however much was sent.
  const all = [...web.redirectUris, ...spa.redirectUris, ...publicClient.redirectUris];
  if (all.length > maxRedirectUris) throw badRequest(`${all.length} redirect URIs; at most ${maxRedirectUris}.`);
  for (const [property, uris] of [
    ["web", web.redirectUris],
    ["spa", spa.redirectUris],
  ] as const) {
    for (const uri of uris) {
      const fault = webUriFault(uri);
      if (fault) throw invalidValue(property, "Application", `redirectUris: '${uri}' ${fault}.`);
    }
  }
  for (const uri of publicClient.redirectUris) {
    if (!urlOf(uri))
      throw invalidValue("publicClient", "Application", `redirectUris: '${uri}' is not an absolute URI.`);
  }
  const twice = firstTwice(all);
  if (twice) throw badRequest(`Request contains a property with duplicate values: redirect URI '${twice}'.`);
}

const anyId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isVerified({ domain }: Tenant, host: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function aliasRefusal(uri: string): Rejection {
  return new Rejection(400, "IdentifierUrisEndsWithSlash", `Application alias '${uri}' value is invalid.`);
}

/**
 * Why a URI may not be added. A verified domain whatever the policy, unless the tokens are of version 2 and of a single
 * tenant's application [issue azure-docs#82762; of several tenants assumed]; then what Microsoft has restricted in most
 * tenants, which leaves version 2 alone (learn.microsoft.com, /entra/identity-platform/identifier-uri-restrictions).
 */
function identifierUriRefusal(tenant: Tenant, application: Application, uri: string): Rejection | undefined {
  const { policies } = tenant;
  const url = urlOf(uri);
  const host = url?.host.toLowerCase() ?? "";
  const onVersion2 = application.api.requestedAccessTokenVersion === 2;
  const free = onVersion2 && application.signInAudience === "AzureADMyOrg";
  const own = [application.appId, tenant.id];
  const parts = uri.toLowerCase().split("/");
  if (uri.endsWith("/")) return aliasRefusal(uri);
  if (uri.length > 255) return badRequest("Property identifierUris is invalid.");
  const isOwned = parts.some((part) => own.includes(part));
  const isOthers = url?.protocol === "api:" && anyId.test(host) && !own.includes(host);
  if (url === undefined || isOthers || (url.protocol !== "api:" && !isVerified(tenant, url.hostname) && !free)) {
    const message = `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`;
    return new Rejection(400, "HostNameNotOnVerifiedDomain", message);
  }
  const more = "See https://aka.ms/identifier-uri-addition-error for more information on this error.";
  if (!policies.anyIdentifierUri && !onVersion2 && !isOwned && !isVerified(tenant, url.hostname)) {
    const message = `Failed to add identifier URI ${uri}. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID, as per the default tenant policy of your organization. ${more}`;
    return new Rejection(400, "InvalidUniqueTenantIdentifierAsPerAppPolicy", message);
  }
  return undefined;
}

/** What stands already stays as it is, whatever has become of policy and domains since. */
function assertIdentifierUris(tenant: Tenant, before: Application | undefined, application: Application): void {
  const { directory, policies } = tenant;
  const deleted = policies.reuseDeletedIdentifierUris ? [] : [...directory.deleted.values()];
  const others = [
    ...[...directory.applications.values()].map(({ entity }) => entity),
    ...deleted.flatMap((row) => (row.kind === "application" ? [row.item.entity] : [])),
  ].filter((other) => other.id !== application.id);
  for (const uri of application.identifierUris.filter((one) => before?.identifierUris.includes(one) !== true)) {
    const refusal = identifierUriRefusal(tenant, application, uri);
    if (refusal) throw refusal;
    if (others.some((other) => other.identifierUris.some((taken) => taken.toLowerCase() === uri.toLowerCase())))
      throw badRequest("Another object with the same value for property identifierUris already exists.");
  }
}

/**
 * Counts and duplicates as Graph; and, stricter than Graph, which is assumed not to look the ids up: a permission of one of
 * Microsoft's APIs must exist there as that kind. A role asked as a scope would only fail much later, at consent.
 */
function assertRequiredAccess(tenant: Tenant, { requiredResourceAccess }: Application): void {
  const resources = requiredResourceAccess.map(({ resourceAppId }) => resourceAppId);
  const total = requiredResourceAccess.reduce((sum, { resourceAccess }) => sum + resourceAccess.length, 0);
  const fault = (why: string) => invalidValue("requiredResourceAccess", "Application", why);
  if (resources.length > maxResources) throw fault(`${resources.length} APIs; at most ${maxResources}.`);
  if (total > maxPermissions) throw fault(`${total} permissions; at most ${maxPermissions}.`);
  if (new Set(resources).size < resources.length) throw fault("An API stands twice in the list.");
  for (const { resourceAppId, resourceAccess } of requiredResourceAccess) {
    const api = tenant.catalog.apis.get(resourceAppId);
    const keys = resourceAccess.map(({ id, type }) => `${type} ${id}`);
    const twice = firstTwice(keys);
    if (twice) throw fault(`${twice} of API ${resourceAppId} stands twice.`);
    if (!api) continue;
    for (const { id, type } of resourceAccess) {
      const offered: readonly { id: string }[] = type === "Role" ? api.appRoles : api.scopes;
      if (!offered.some((permission) => permission.id === id))
        throw fault(`${api.displayName} has no ${type} with id ${id}.`);
    }
  }
}

function assertPreAuthorized({ api }: Application): void {
  const scopes = api.oauth2PermissionScopes.map(({ id }) => id);
  if (
    api.preAuthorizedApplications.some((client) => client.delegatedPermissionIds.some((id) => !scopes.includes(id)))
  ) {
    const message =
      "Property api.preAuthorizedApplications.delegatedPermissionIds has a Permission Id that cannot be found in the AppPermissions sets.";
    throw new Rejection(400, "InvalidValue", message);
  }
}

function assertTokenVersion({ signInAudience, api }: Application): void {
  const personal =
    signInAudience === "AzureADandPersonalMicrosoftAccount" || signInAudience === "PersonalMicrosoftAccount";
  if (personal && api.requestedAccessTokenVersion !== 2) {
    throw invalidValue(
      "signInAudience",
      "Application",
      "api.requestedAccessTokenVersion must be 2 for personal accounts.",
    );
  }
}
