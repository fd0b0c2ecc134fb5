/** The types of objects of a directory that an id may be of, by their name in Graph, with the words for one of them. */
export const directoryObjects = {
  user: "a user",
  group: "a group",
  servicePrincipal: "an enterprise application",
  application: "an app registration",
  device: "a device",
  orgContact: "a contact",
  administrativeUnit: "an administrative unit",
  directoryRole: "a directory role",
} as const;

/** A type by its name in Graph. */
export type DirectoryObjectType = keyof typeof directoryObjects;

/**
 * The type that Graph's `@odata.type` names (`#microsoft.graph.servicePrincipal`), or the azuread provider's `type`
 * (`ServicePrincipal`); undefined for another one.
 */
export function directoryObjectType(named: string): DirectoryObjectType | undefined {
  const last = named.replace(/^#microsoft\.graph\./, "");
  const key = last.charAt(0).toLowerCase() + last.slice(1);
  return Object.hasOwn(directoryObjects, key) ? (key as DirectoryObjectType) : undefined;
}
