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
  assertIdentifierUris(tenant, after);
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

/** `api://<appId>`, `api://<tenantId>/…`, or https on a verified domain; version 2 tokens relax it, and so may a policy. */
function mayIdentify(tenant: Tenant, application: Application, uri: string): boolean {
  const url = urlOf(uri);
  if (!url) return false;
  const anyApi = tenant.policies.anyIdentifierUri || application.api.requestedAccessTokenVersion === 2;
  if (url.protocol === "api:") return anyApi || [application.appId, tenant.id].includes(url.host);
  const host = url.hostname;
  return url.protocol === "https:" && (host === tenant.domain || host.endsWith(`.${tenant.domain}`));
}

function assertIdentifierUris(tenant: Tenant, application: Application): void {
  const { directory, policies } = tenant;
  const deleted = policies.reuseDeletedIdentifierUris ? [] : [...directory.deleted.values()];
  const others = [
    ...[...directory.applications.values()].map(({ entity }) => entity),
    ...deleted.flatMap((row) => (row.kind === "application" ? [row.item.entity] : [])),
  ].filter((other) => other.id !== application.id);
  for (const uri of application.identifierUris) {
    if (!mayIdentify(tenant, application, uri)) {
      const message = `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`;
      throw new Rejection(400, "HostNameNotOnVerifiedDomain", message);
    }
    if (others.some((other) => other.identifierUris.includes(uri))) {
      throw badRequest("Another object with the same value for property identifierUris already exists.");
    }
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
