import { urisOn } from "../../components/asked.ts";
import { kindOf } from "../../components/asked-credential.ts";
import { midnight } from "../../components/dates.ts";
import { resourceNames } from "../../components/fixed-names.ts";
import { clientIdHere } from "../../components/identifier-uri.ts";
import { ownerId } from "../../components/owner.ts";
import type { ApiPermissions } from "../../components/permissions.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { assignmentsOf, grantedFor } from "../../components/sign-in.ts";
import { tokenInputs } from "../../components/token-inputs.ts";
import { type Inputs, map, maps, text, texts } from "../reading/inputs.ts";
import { lookedUpApi } from "../reading/permissions.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { federatedCredentials } from "./federated-subject.ts";
import { foundResource } from "./registered.ts";
import type { ResourceRule } from "./rule.ts";

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  return these.filter((each) => !those.includes(each));
}

/**
 * The APIs that a grant may be of: by its principal, which a recording names by the application id, else by the name
 * that the component gives the resource. The engine knows the principal's object id alone.
 */
function apisOf(
  resolved: ResolvedIntegration,
  principal: string,
  isNamed: (api: ApiPermissions) => boolean,
): readonly ApiPermissions[] {
  const appId = lookedUpApi(principal);
  return resolved.permissions.filter((api) => (appId === undefined ? isNamed(api) : api.appId === appId));
}

function roleBeyond(resolved: ResolvedIntegration, { name, inputs }: ResourceInputs): readonly string[] {
  const role = text(inputs, "appRoleId");
  const user = text(inputs, "principalObjectId");
  if (assignmentsOf(resolved).some(({ id, appRoleId }) => id === user && appRoleId === role)) return [];
  const named = (api: ApiPermissions) =>
    api.application.some(({ id, name: permission }) => {
      return id === role && resourceNames.assignment(resolved.name, api.api, permission) === name;
    });
  const apis = apisOf(resolved, text(inputs, "resourceObjectId"), named);
  return apis.some(({ application }) => application.some(({ id }) => id === role)) ? [] : [role || "appRoleId"];
}

function scopesBeyond(resolved: ResolvedIntegration, { name, inputs }: ResourceInputs): readonly string[] {
  const { everyone, users } = grantedFor(resolved);
  const user = text(inputs, "userObjectId");
  const named = (api: ApiPermissions) =>
    resourceNames.grant(resolved.name, api.api, user === "" ? undefined : user) === name;
  const allowed = apisOf(resolved, text(inputs, "resourceServicePrincipalObjectId"), named).flatMap(({ delegated }) =>
    delegated.map(({ name: scope }) => scope),
  );
  const whom = user === "" ? (everyone ? [] : ["everyone"]) : users.includes(user) ? [] : [user];
  return [...without(texts(inputs, "claimValues"), allowed), ...whom];
}

function directoryRoleBeyond(resolved: ResolvedIntegration, { inputs }: ResourceInputs): readonly string[] {
  const role = text(inputs, "roleId");
  return resolved.directoryRoles.some(({ templateId }) => templateId === role) ? [] : [role || "roleId"];
}

function credentialBeyond(
  resolved: ResolvedIntegration,
  { name, inputs }: ResourceInputs,
  kind: "secret" | "certificate",
): readonly string[] {
  const scheduled = resolved.credential.schedule.find(
    (candidate) => resourceNames.credential(resolved.name, candidate) === name,
  );
  if (!scheduled || kindOf(resolved.credential, scheduled) !== kind) return [kind];
  const end = text(inputs, "endDate");
  return end === midnight(scheduled.expires) ? [] : [end || "endDate"];
}

function trustBeyond(resolved: ResolvedIntegration, { name, inputs }: ResourceInputs): readonly string[] {
  const trust = resolved.credential.federated?.find((one) => resourceNames.federated(resolved.name, one) === name);
  const registered = {
    name: text(inputs, "displayName"),
    issuer: text(inputs, "issuer"),
    subject: text(inputs, "subject"),
    audience: texts(inputs, "audiences").join(" "),
  };
  const keys = ["name", "issuer", "subject", "audience"] as const;
  const other =
    trust === undefined || keys.some((key) => registered[key] !== trust[key]) || "claimsMatchingExpression" in inputs;
  return other ? [`${registered.subject || name} (${registered.issuer})`] : [];
}

/** The engine knows the application's id, and a recording has another text in its place. */
function identifierBeyond(resolved: ResolvedIntegration, { name, inputs }: ResourceInputs): readonly string[] {
  const uri = text(inputs, "identifierUri");
  const asked = resolved.exposes?.identifierUri;
  const id = `(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|client:${resourceNames.application(resolved.name)})`;
  const isAsked =
    asked !== undefined &&
    name === resourceNames.identifierUri(resolved.name) &&
    new RegExp(`^${asked.split(clientIdHere).map(escaped).join(id)}$`, "i").test(uri);
  return isAsked || uri === "" ? [] : [shownUri(uri, "identifierUri")];
}

/** What is no URI may be anything that was pasted in its place, and is not shown. */
function shownUri(uri: string, key: string): string {
  return /^(?:api|https):\/\/[\w.:/-]+$/.test(uri) ? uri : key;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** What an application asks for, as `<API's id> <permission's id>`. */
function requests(inputs: Inputs): string[] {
  return maps(inputs, "requiredResourceAccesses").flatMap((access) =>
    maps(access, "resourceAccesses").map((entry) => `${text(access, "resourceAppId")} ${text(entry, "id")}`),
  );
}

/** The redirect URIs that are registered for another kind of client than the inputs say, or that these do not name. */
function urisBeyond(resolved: ResolvedIntegration, inputs: Inputs): readonly string[] {
  const platforms = { web: "web", singlePageApplication: "spa", publicClient: "publicClient" } as const;
  return Object.entries(platforms).flatMap(([key, platform]) => {
    const registered = texts(map(inputs, key), "redirectUris");
    return without(registered, urisOn(resolved, platform));
  });
}

/** A value without what is not there, keys in one order: the engine and a recording write it differently. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([key, inner]) => key !== "__defaults" && inner !== null && inner !== undefined && inner !== "")
    .map(([key, inner]) => [key, canonical(inner)])
    .sort();
}

/** Claims, roles and scopes that the registered inputs do not name. */
function tokensBeyond(resolved: ResolvedIntegration, inputs: Inputs): readonly string[] {
  const expected: Readonly<Record<string, unknown>> = tokenInputs(resolved);
  return ["optionalClaims", "groupMembershipClaims", "appRoles", "api"].filter((key) => {
    const [is, wanted] = [canonical(inputs[key]), canonical(expected[key])].map((value) => JSON.stringify(value));
    return is !== undefined && is !== "[]" && is !== "null" && is !== wanted;
  });
}

function applicationBeyond(resolved: ResolvedIntegration, { inputs }: ResourceInputs): readonly string[] {
  const asked = resolved.permissions.flatMap(({ appId, application, delegated }) =>
    [...application, ...delegated].map(({ id }) => `${appId} ${id}`),
  );
  const audience = text(inputs, "signInAudience");
  return [
    ...without(texts(inputs, "owners"), resolved.owners.map(ownerId)),
    ...urisBeyond(resolved, inputs),
    ...without(requests(inputs), asked),
    ...(audience === "" || audience === resolved.audience ? [] : [audience]),
    ...tokensBeyond(resolved, inputs),
    // It is a resource of its own.
    ...texts(inputs, "identifierUris").map((uri) => shownUri(uri, "identifierUris")),
  ];
}

function principalBeyond({ registration, owners }: ResolvedIntegration, { inputs }: ResourceInputs): readonly string[] {
  const clientId = text(inputs, "clientId");
  return [
    ...without(texts(inputs, "owners"), owners.map(ownerId)),
    ...(registration && clientId !== registration.clientId ? [clientId || "clientId"] : []),
    // It would write over what others have set on the vendor's principal, and delete it in the end.
    ...(registration && inputs.useExisting === true ? ["useExisting"] : []),
  ];
}

function beyond(resolved: ResolvedIntegration, resource: ResourceInputs): readonly string[] {
  switch (resource.type) {
    case tokens.application:
      return applicationBeyond(resolved, resource);
    case tokens.principal:
      return principalBeyond(resolved, resource);
    case tokens.roleAssignment:
      return roleBeyond(resolved, resource);
    case tokens.grant:
      return scopesBeyond(resolved, resource);
    case tokens.directoryRole:
      return directoryRoleBeyond(resolved, resource);
    case tokens.password:
      return credentialBeyond(resolved, resource, "secret");
    case tokens.certificate:
      return credentialBeyond(resolved, resource, "certificate");
    case tokens.identifierUri:
      return identifierBeyond(resolved, resource);
    default:
      return federatedCredentials.includes(resource.type) ? trustBeyond(resolved, resource) : [];
  }
}

/** People review the settings; each resource is held against what was made of them, and not against another resource. */
export const beyondInputs: ResourceRule = {
  name: "beyond-inputs",
  level: "block",
  pack: "resource",
  onlyType: undefined,
  shape: "single",
  sentence: "{subject} ({type}) gives what the registered inputs of {integration} do not name: {what}.",
  remedy: "Write it in the tenant's file, of which the inputs and the resources are made alike.",
  source: "One reviewed file says who may reach the tenant",
  check({ integration: { resolved, resources } }) {
    if (!resolved) return [];
    return resources.flatMap((resource) => {
      const more = beyond(resolved, resource);
      return more.length === 0 ? [] : [foundResource(resource, { values: { what: { code: "names", names: more } } })];
    });
  },
};
