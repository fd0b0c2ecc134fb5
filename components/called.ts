/** Object ids with the names that the tenant's file gives them: the id always stands, and the name beside it. */
import { ownerId } from "./owner.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";

/** `Adele Vance (8888…)`, as a directory shows it; the id alone where the file has no name for it. */
export function called({ names = {}, owners }: Pick<ResolvedIntegration, "names" | "owners">, id: string): string {
  const owner = owners.find((one) => ownerId(one) === id);
  const name =
    (typeof owner === "object" ? owner.name : undefined) ?? (Object.hasOwn(names, id) ? names[id] : undefined);
  return name === undefined ? id : `${name} (${id})`;
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A text in which `beside` says what stands in parentheses behind an id; undefined: nothing. */
export function withNames(text: string, beside: (id: string) => string | undefined): string {
  return text.replaceAll(guid, (id) => {
    const name = beside(id);
    return name === undefined ? id : `${id} (${name})`;
  });
}
