/** Resource ids of the azuread provider, which are Graph paths, and the Graph paths they stand for. */

/** `/applications/<objectId>`: the id of an application, and `applicationId` of its credentials. */
export function applicationId(objectId: string): string {
  return `/applications/${objectId}`;
}

/** `/servicePrincipals/<objectId>`. */
export function servicePrincipalId(objectId: string): string {
  return `/servicePrincipals/${objectId}`;
}

/**
 * Takes the parts out of an id by its pattern, `/applications/{}`; each `{}` stands for one part.
 * @throws with the form that is wanted.
 */
export function parseId(id: string, pattern: string): string[] {
  const wanted = pattern.split("/");
  const given = id.split("/");
  const matches =
    wanted.length === given.length &&
    wanted.every((part, at) => (part === "{}" ? given[at] !== "" : part === given[at]));
  if (!matches) throw new Error(`parsing "${id}": the id has the form ${pattern}`);
  return given.filter((_, at) => wanted[at] === "{}");
}

/** The only part of an id with one. */
export function parseSingleId(id: string, pattern: string): string {
  return parseId(id, pattern)[0] ?? "";
}
