/** Resource ids of the azuread provider, which are Graph paths, and the Graph paths they stand for. */

/** How the provider names an object of Graph: `Application (Application: "<id>")`. */
export function named(type: string, id: string): string {
  return `${type} (${type}: "${id}")`;
}

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
  const parts = partsOf(id, pattern);
  if (!parts) throw new Error(`parsing "${id}": the id has the form ${pattern}`);
  return parts;
}

function partsOf(id: string, pattern: string): string[] | undefined {
  const wanted = pattern.split("/");
  const given = id.split("/");
  const matches =
    wanted.length === given.length &&
    wanted.every((part, at) => (part === "{}" ? given[at] !== "" : part === given[at]));
  return matches ? given.filter((_, at) => wanted[at] === "{}") : undefined;
}

/** True for an id of that form, which is all that the provider's importers ask of one. */
export function hasForm(pattern: string): (id: string) => boolean {
  return (id) => partsOf(id, pattern) !== undefined;
}

/** The only part of an id with one. */
export function parseSingleId(id: string, pattern: string): string {
  return parseId(id, pattern)[0] ?? "";
}
