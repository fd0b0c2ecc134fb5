/** An owner of the tenant's applications, as the file writes one. */
import { z } from "zod";
import { shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { isId, normalId } from "./object-id.ts";
import { id, nameOfSomebody } from "./settings-values.ts";

const ownerPlace =
  "the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)";

const ofOwner = {
  name: nameOfSomebody.optional().describe("Who it is, for readers of the file and of the review"),
  deploys: z.literal(true).optional().describe("This one runs `pulumi up`; at most one owner does"),
};

const ownerForms =
  "write an object id, `servicePrincipal: <object id>` or `user: <object id>`, the latter two with `deploys: true` for the one that deploys";

/** What stands where an owner is expected, and is none. */
function ownerFault(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `is not an owner; ${ownerForms}`;
  const { user, servicePrincipal, group, ...rest } = value as Record<string, unknown>;
  if (group !== undefined) return "names a group, which cannot own an application; name its users one by one";
  if (user !== undefined && servicePrincipal !== undefined)
    return "names a user and a service principal; write two entries, a dash before each";
  const named = user ?? servicePrincipal;
  if (named === undefined) {
    const key = Object.keys(rest)[0] ?? "";
    if (isId(key)) return `stands in braces; write ${normalId(key)} alone`;
    const value = shown(rest[key]).replaceAll('"', "");
    const meant = nearest(key, ["servicePrincipal", "user"]);
    if (meant !== undefined) return `has the key ${shown(key)}; write ${meant}: ${value}`;
    if (/^(?:app|client|application)[_-]?id$/i.test(key))
      return `is told by ${key}: ${value}, and an owner is an object: write \`servicePrincipal: <object id>\` (Enterprise applications › … › Object ID)`;
    if (/^(?:object[_-]?)?id$/i.test(key))
      return `has the key ${shown(key)}; write user: ${value} or servicePrincipal: ${value}`;
    return `names nobody; ${ownerForms}`;
  }
  if (named === null || ["number", "boolean"].includes(typeof named) || Array.isArray(named))
    return `has ${user === undefined ? "servicePrincipal" : "user"}: ${Array.isArray(named) ? "a list" : shown(named)}, which is no id; write one object id there, 8-4-4-4-12 hex digits`;
  const bare = typeof named === "object" && named !== null ? Object.keys(named)[0] : undefined;
  if (bare !== undefined && isId(bare)) return `has an id in braces; write ${normalId(bare)}`;
  if (rest.deploys !== undefined && rest.deploys !== true)
    return `has deploys: ${shown(rest.deploys)}; write \`deploys: true\` for the one that deploys, and leave it out of the others`;
  const unknown = Object.keys(rest).find((key) => !["name", "deploys"].includes(key));
  if (unknown !== undefined) {
    const meant = nearest(unknown, ["name", "deploys"]);
    return `has the key ${shown(unknown)}${meant ? `; did you mean ${meant}?` : ""} An owner takes user or servicePrincipal, name and deploys`;
  }
  return `is not an owner; ${ownerForms}`;
}

const ownerId = id(ownerPlace);

export const owner = z.union(
  [ownerId, z.strictObject({ servicePrincipal: ownerId, ...ofOwner }), z.strictObject({ user: ownerId, ...ofOwner })],
  { error: ({ input }) => ownerFault(input) },
);
