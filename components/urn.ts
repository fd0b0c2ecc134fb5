/** What a resource's URN says: `urn:pulumi:<stack>::<project>::<types, joined by $>::<name>`. Pure. */

/** The name, which may hold `::` itself. Empty where the text is no URN. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resource's own type, without those of its parents. Empty where the text is no URN. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
