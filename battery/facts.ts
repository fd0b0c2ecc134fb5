/** What a tenant holds of the stack's, as texts that two tenants built alike share: names, never ids that a tenant gives. */
import { markerIn } from "../components/marker.ts";
import type { Directory } from "../simulator/directory/directory.ts";
import { seeded } from "./world.ts";

/** What a fact is about. */
export type FactKind =
  | "application"
  | "principal"
  | "assignment"
  | "grant"
  | "role"
  | "password"
  | "certificate"
  | "entry"
  | "owner";

/** One thing that stands in the tenant. */
export interface Fact {
  readonly kind: FactKind;
  /** Of the stack's own words, without ids of one tenant: `assignment mailgates → Microsoft Graph's id: <role>`. */
  readonly text: string;
  /** What makes it this one thing and no other of the same text: an object id, a key id. */
  readonly id: string;
}

/** The name that the provider gives a new application for a moment. */
export const probeName = /^TERRAFORM_UPDATE_/;

/** The integration that a marker names; undefined where nothing is marked. */
function marked(tags: readonly string[]): string | undefined {
  return tags.map(markerIn).find((marker) => marker !== undefined)?.identity;
}

/** Everything that stands in a tenant beyond its seed. */
export function factsOf(directory: Directory): Fact[] {
  const seed = seeded();
  const facts: Fact[] = [];
  const names = new Map<string, string>();
  for (const [id, { entity, owners }] of directory.applications) {
    if (seed.applications.has(id)) continue;
    const name = marked(entity.tags) ?? `(unmarked) ${entity.displayName}`;
    names.set(entity.appId, name);
    facts.push({ kind: "application", id, text: `application ${name}` });
    for (const owner of owners)
      facts.push({ kind: "owner", id: `${id} ${owner}`, text: `owner ${owner} of application ${name}` });
    for (const { keyId, displayName } of entity.passwordCredentials)
      facts.push({ kind: "password", id: keyId, text: `password ${displayName} of ${name}` });
    for (const { keyId } of entity.keyCredentials)
      facts.push({ kind: "certificate", id: keyId, text: `certificate ${keyId} of ${name}` });
  }
  const principals = new Map<string, string>();
  for (const [id, { entity, owners }] of directory.servicePrincipals) {
    if (seed.servicePrincipals.has(id)) {
      principals.set(id, entity.appId);
      continue;
    }
    const name = marked(entity.tags) ?? names.get(entity.appId) ?? `(unmarked) ${entity.appId}`;
    principals.set(id, name);
    facts.push({ kind: "principal", id, text: `principal ${name}` });
    for (const owner of owners)
      facts.push({ kind: "owner", id: `${id} ${owner}`, text: `owner ${owner} of principal ${name}` });
  }
  const principal = (id: string | null) => (id === null ? "everybody" : (principals.get(id) ?? id));
  for (const { id, principalId, resourceId, appRoleId } of directory.appRoleAssignments.values())
    if (!seed.appRoleAssignments.has(id))
      facts.push({
        kind: "assignment",
        id,
        text: `assignment ${principal(principalId)} → ${principal(resourceId)}: ${appRoleId}`,
      });
  for (const { id, clientId, resourceId, principalId, scope } of directory.delegatedGrants.values())
    for (const one of scope.split(" ").filter(Boolean))
      facts.push({
        kind: "grant",
        id: `${id} ${one}`,
        text: `grant ${principal(clientId)} → ${principal(resourceId)} for ${principal(principalId)}: ${one}`,
      });
  for (const { id, principalId, roleDefinitionId, directoryScopeId } of directory.roleAssignments.values())
    if (!seed.roleAssignments.has(id))
      facts.push({
        kind: "role",
        id,
        text: `role ${roleDefinitionId} of ${principal(principalId)} in ${directoryScopeId}`,
      });
  for (const { id, name, deleted } of directory.vaultSecrets.values())
    if (deleted === undefined) facts.push({ kind: "entry", id, text: `vault entry ${name}` });
  return facts;
}

/** What lets an application do something. */
export const granting: readonly FactKind[] = ["assignment", "grant", "role"];

/** How often each text stands in a list. */
export function counted(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of facts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
