/** Permissions as registered: asked for by the application, granted to its principal. Named by the catalog. */
import { apis, type Kind } from "../../catalog/apis.ts";
import { orderedBy } from "../../components/order.ts";
import type { Registration } from "../evaluate/index.ts";
import type { RecordedGrant, RecordedPermission } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { type Inputs, maps, text, texts } from "./inputs.ts";

const apiByAppId = new Map(apis.map((api) => [api.appId, api]));
const nameById = new Map(
  apis.flatMap((api) =>
    (["application", "delegated"] as const).flatMap((kind) =>
      api[kind].map(({ id, value }) => [`${api.appId} ${kind} ${id}`, value] as const),
    ),
  ),
);
const idByName = new Map(
  apis.flatMap((api) => api.delegated.map(({ id, value }) => [`${api.appId} ${value}`, id] as const)),
);

/** The API's display name; its application id where the catalog does not know it. */
export function apiName(appId: string): string {
  return apiByAppId.get(appId)?.displayName ?? appId;
}

function permissionById(appId: string, kind: Kind, id: string): RecordedPermission {
  return { api: apiName(appId), appId, kind, name: nameById.get(`${appId} ${kind} ${id}`) ?? id, id };
}

/** A lookup of a Microsoft API's principal answers `sp:<appId>` (known-outputs.ts). */
export function lookedUpApi(objectId: string): string | undefined {
  return objectId.startsWith("sp:") ? objectId.slice(3) : undefined;
}

/** Orders permissions by API, kind and name. */
const byPermission = orderedBy(({ appId, kind, name }: RecordedPermission) => `${appId} ${kind} ${name}`);

/** What an Application asks for. An entry of another type than `Role` reads as a scope, as Entra reads it. */
export function requestedOf(application: Inputs): RecordedPermission[] {
  const requested = maps(application, "requiredResourceAccesses").flatMap((access) =>
    maps(access, "resourceAccesses").map((entry) =>
      permissionById(
        text(access, "resourceAppId"),
        text(entry, "type") === "Role" ? "application" : "delegated",
        text(entry, "id"),
      ),
    ),
  );
  const unique = new Map(
    requested.map((permission) => [`${permission.appId} ${permission.kind} ${permission.id}`, permission]),
  );
  return [...unique.values()].sort(byPermission);
}

function assignedRole({ inputs }: Registration): RecordedGrant {
  const resource = text(inputs, "resourceObjectId");
  return {
    ...permissionById(lookedUpApi(resource) ?? resource, "application", text(inputs, "appRoleId")),
    for: "everyone",
  };
}

/** One API's scopes for everyone or for the users of several grants. */
function scopesOf(grants: readonly Registration[]): RecordedGrant[] {
  const users = new Map<string, { permission: RecordedPermission; for: Set<string> }>();
  for (const { inputs } of grants) {
    const resource = text(inputs, "resourceServicePrincipalObjectId");
    const appId = lookedUpApi(resource) ?? resource;
    for (const name of texts(inputs, "claimValues")) {
      const permission: RecordedPermission = {
        api: apiName(appId),
        appId,
        kind: "delegated",
        name,
        id: idByName.get(`${appId} ${name}`) ?? name,
      };
      const entry = users.get(`${appId} ${name}`) ?? { permission, for: new Set<string>() };
      entry.for.add(text(inputs, "userObjectId"));
      users.set(`${appId} ${name}`, entry);
    }
  }
  // A grant without a user is for everyone, whatever other grants name.
  return [...users.values()].map(({ permission, for: whom }) => ({
    ...permission,
    for: whom.has("") ? ("everyone" as const) : [...whom].sort(),
  }));
}

/** What the principal holds: app role assignments of APIs, and delegated grants. */
export function grantedOf(children: readonly Registration[], principal: string): RecordedGrant[] {
  const roles = children.filter(
    ({ type, inputs }) => type === tokens.roleAssignment && text(inputs, "principalObjectId") === principal,
  );
  const grants = children.filter(({ type }) => type === tokens.grant);
  const unique = new Map(
    [...roles.map(assignedRole), ...scopesOf(grants)].map((grant) => [
      `${grant.appId} ${grant.kind} ${grant.id}`,
      grant,
    ]),
  );
  return [...unique.values()].sort(byPermission);
}
