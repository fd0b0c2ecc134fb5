/** The directory roles that the tenant's file writes for one vendor, and the people in the product's own roles. */
import { z } from "zod";
import { membersForm, rolesOfPeople } from "./app-roles.ts";
import { rolesToWrite } from "./asked.ts";
import type { VendorDefinition } from "./definition.ts";
import { shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { directoryRoleFault, directoryRoleNames } from "./roles.ts";
import { groupId, unique, userId } from "./settings-values.ts";

/** The id of the definition that names every directory role. */
export const rolesId = "Entra directory roles";

const directoryRole = z
  .enum(directoryRoleNames() as [string, ...string[]], { error: ({ input }) => directoryRoleFault(String(input)) })
  .meta({ id: rolesId });

/** The directory roles that the settings write, where the page leaves any to them. */
export function roleInput(definition: VendorDefinition): Record<string, z.ZodType> {
  if (definition.directoryRoles === undefined) return {};
  const only = rolesToWrite(definition);
  if (only === undefined)
    return {
      directoryRoles: z
        .array(directoryRole)
        .min(1)
        .meta(unique)
        .describe("Entra directory roles of the service principal"),
    };
  if (only.length === 0) return {};
  const role = z.enum(only as [string, ...string[]], {
    error: ({ input }) => roleNotAsked(String(input), only, definition),
  });
  const roles = z
    .array(role)
    .meta(unique)
    .describe(`Entra directory roles of the service principal: ${only.join(", ")}; the first of a choice can do least`);
  // Whether they may be left out depends on the permission set: settings-choices.ts, and vendor-conditions.ts for editors.
  return { directoryRoles: roles.optional() };
}

function roleNotAsked(name: string, only: readonly string[], { product, directoryRoles }: VendorDefinition): string {
  const fixed =
    Array.isArray(directoryRoles) && directoryRoles.some((asked: object) => "role" in asked && asked.role === name);
  if (fixed) return `${shown(name)} is assigned without being written, as ${product}'s page asks; remove it`;
  const meant = nearest(name, only);
  const fault = directoryRoleFault(name);
  return `${fault ?? `${shown(name)} is not a directory role that ${product}'s page asks for`}; ${fault === undefined && meant ? `did you mean ${meant}? ` : ""}it takes ${only.join(" or ")}`;
}

/** Users and groups of one role of the product's own. */
const roleMembers = z
  .strictObject(
    {
      users: z.array(userId).min(1).meta(unique).optional().describe("Object ids of users"),
      groups: z
        .array(groupId)
        .min(1)
        .meta(unique)
        .optional()
        .describe("Object ids of groups, whose direct members have the role. Needs Entra ID P1"),
    },
    {
      error: ({ code, input }) =>
        code !== "invalid_type"
          ? undefined
          : Array.isArray(input)
            ? `is a list, and whether it holds users or groups is not said; ${membersForm}`
            : `${input === null ? "nothing" : shown(input)} stands where its people are expected; ${membersForm}`,
    },
  )
  .meta({ minProperties: 1 });

/** Who has which role of the product's own. */
export function appRoleInput(definition: VendorDefinition): Record<string, z.ZodType> {
  const roles = rolesOfPeople(definition);
  if (roles.length === 0 || definition.registration !== undefined) return {};
  const members = roles.map(({ value, name, description }) => [
    value,
    roleMembers.optional().describe(`${name}: ${description}`),
  ]);
  return {
    appRoles: z
      .strictObject(Object.fromEntries(members))
      .meta({ minProperties: 1 })
      .describe(
        `Who has which of ${definition.product}'s own roles (${roles.map(({ value }) => value).join(", ")}), by object ids. Nobody else may sign in, save with \`stillOpen: true\``,
      )
      .optional(),
  };
}
