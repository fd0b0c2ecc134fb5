/** Owners of applications, principals and groups: users and service principals, at most 100 (Graph: `owners`). */
import { badRequest, notFound } from "../errors.ts";
import type { Directory } from "./directory.ts";
import type { Owned } from "./entity.ts";

const maxOwners = 100;

/** The object id at the end of a reference (`<graph>/v1.0/directoryObjects/<id>`); other forms are refused. */
export function referencedId(reference: string, graphUrl: string): string {
  const path = reference.startsWith(`${graphUrl}/`) ? reference.slice(graphUrl.length) : "";
  const match = /^\/(?:v1\.0|beta)\/(?:directoryObjects|users|servicePrincipals)\/([0-9a-fA-F-]{36})$/.exec(path);
  if (!match?.[1]) throw badRequest(`Invalid object identifier '${reference}'.`);
  return match[1].toLowerCase();
}

/** Refuses what cannot own: unknown objects and everything but users and service principals. */
export function assertMayOwn(directory: Directory, id: string): void {
  if (directory.users.has(id) || directory.servicePrincipals.has(id)) return;
  const kind = directory.applications.has(id) ? "Application" : directory.groups.has(id) ? "Group" : undefined;
  if (kind === undefined) throw notFound(id);
  throw badRequest(`Unsupported directory object class '${kind}' in resource identifier for reference 'owners'.`);
}

/** The owners of a new object: its creator and those the request binds. */
export function firstOwners(directory: Directory, caller: string, bound: readonly string[]): readonly string[] {
  for (const id of bound) assertMayOwn(directory, id);
  return withinLimit([...new Set([caller, ...bound])]);
}

/** `POST owners/$ref`. */
export function withOwner(directory: Directory, owners: readonly string[], id: string): readonly string[] {
  assertMayOwn(directory, id);
  if (owners.includes(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
  }
  return withinLimit([...owners, id]);
}

/** `DELETE owners/{id}/$ref`; the last owner may go. */
export function withoutOwner(owners: readonly string[], id: string): readonly string[] {
  if (!owners.includes(id)) throw notFound(id);
  return owners.filter((owner) => owner !== id);
}

function withinLimit(owners: readonly string[]): readonly string[] {
  if (owners.length > maxOwners)
    throw badRequest(`An object has at most ${maxOwners} owners; ${owners.length} were given.`);
  return owners;
}

/** Takes a deleted object out of every list of owners. */
export function forgetOwner(directory: Directory, id: string): void {
  forgetIn(directory.applications, id);
  forgetIn(directory.servicePrincipals, id);
  forgetIn(directory.groups, id);
}

function forgetIn<Entity>(collection: Map<string, Owned<Entity>>, id: string): void {
  for (const [key, owned] of collection) {
    if (owned.owners.includes(id))
      collection.set(key, { ...owned, owners: owned.owners.filter((owner) => owner !== id) });
  }
}
