/** For editors: what the rules of the tenant's file ask of one vendor's integration, and the exceptions that its page needs. */
import { z } from "zod";
import { addableOf, alwaysWritesRoles, omittableOf, type RolesAsked, rolesAsked, rolesToWrite } from "./asked.ts";
import { needsCredentials } from "./credential-inputs.ts";
import type { VendorDefinition } from "./definition.ts";
import { forbidden, proposing, unproposed } from "./editor-conditions.ts";
import { type Choice, choiceOf, mergeChoices, permissionsSchema } from "./permission-inputs.ts";

/** What settings-choices.ts asks by the chosen permission set. */
function conditions(definition: VendorDefinition): object[] {
  const always = Array.isArray(definition.directoryRoles) && alwaysWritesRoles(definition);
  const written = (rolesToWrite(definition) ?? []).length > 0;
  /** As many directory roles as there are choices, and none where there is none. */
  const counted = ({ choices, optional }: RolesAsked) => ({
    directoryRoles: unproposed({ minItems: choices.length, maxItems: choices.length + optional.length }),
  });
  const sets = Object.keys(definition.permissionSets ?? {}).map((permissionSet) => {
    const { choices, optional } = rolesAsked(definition, { permissionSet });
    const lists = {
      permissions: mergeChoices(addableOf(definition, { permissionSet }).map(choiceOf)),
      omits: mergeChoices([omittableOf(definition, { permissionSet }) as Choice]),
    };
    const narrowed = Object.entries(lists).flatMap(([key, choice]) => {
      // An open list is the schema's own already, and shared.
      if (JSON.stringify(choice ?? {}).includes('"any"')) return [];
      const { $schema: _, ...schema } = z.toJSONSchema(permissionsSchema(choice ?? {}), { target: "draft-7" });
      return [[key, schema] as const];
    });
    return {
      if: { properties: { permissionSet: { const: permissionSet } }, required: ["permissionSet"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: {
        ...(choices.length + optional.length > 0 && { required: ["directoryRoles"] }),
        properties: { ...(written && counted({ fixed: [], choices, optional })), ...Object.fromEntries(narrowed) },
      },
    };
  });
  return [
    ...(always ? [{ required: ["directoryRoles"] }] : []),
    ...(written && sets.length === 0 ? [{ properties: counted(rolesAsked(definition, {})) }] : []),
    ...sets,
  ];
}

/** `ownRoleFaults` of settings-rules.ts. */
function ownRoles({ product, appRoles = [] }: VendorDefinition): readonly object[] {
  if (appRoles.length === 0) return [];
  const say = `${product} takes people by a role of its own; write them by their role, in \`appRoles\``;
  return ["signsIn", "signsInGroups"].map((key) => forbidden(key, say));
}

/** The exceptions that a vendor's page needs, each ready to be taken, and what one may be about. */
function proposedExceptions(definition: VendorDefinition): readonly object[] {
  const { demands, permissions, permissionSets = {} } = definition;
  const needed = demands.map(({ rule, subject, reason }) => ({
    label: [rule, subject].filter((part) => part !== undefined).join(" "),
    description: reason.en,
    body: { rule, ...(subject !== undefined && { subject }), until: "$1" },
  }));
  const asked = [permissions, ...Object.values(permissionSets).map((set) => set.permissions)].flatMap((of) =>
    Object.entries(of).flatMap(([api, kinds]) =>
      Object.values(kinds).flatMap((names: readonly string[]) =>
        names.map((name) => ({ label: name, description: `Asked of ${api}`, body: name })),
      ),
    ),
  );
  const subjects = asked.filter(({ label }, at) => asked.findIndex((other) => other.label === label) === at);
  if (needed.length + subjects.length === 0) return [];
  const items = { ...proposing(needed), properties: { subject: unproposed(proposing(subjects)) } };
  return [{ properties: { exceptions: unproposed({ items }) } }];
}

/** The definition's schema for editors, beside what zod makes of it. */
export function forEditors(definition: VendorDefinition): object {
  const all = [...conditions(definition), ...ownRoles(definition), ...proposedExceptions(definition)];
  return {
    ...(definition.registration === undefined && needsCredentials(definition)),
    ...(all.length > 0 && { allOf: all }),
  };
}
