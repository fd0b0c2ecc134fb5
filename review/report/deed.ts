/** What an integration can do in the tenant, the most dangerous first. */
import type { LocalizedText } from "../../components/localized-text.ts";
import type { Change } from "../change.ts";
import { limitedAbility, limitedRoles } from "../limited.ts";
import { ability } from "../permission.ts";
import type { RecordedIntegration } from "../recording.ts";
import { limitedWeight, permissionWeight, roleWeight } from "./weight.ts";

/** Something that can be done: what a permission allows, or acting in a directory role. */
export type Deed = LocalizedText | { readonly role: string };

function weightiest<T>(items: readonly T[], weight: (item: T) => number): T[] {
  return [...items].sort((a, b) => weight(b) - weight(a));
}

/** What an integration can do of one kind, the most dangerous first. */
export function deedsOf(integration: RecordedIntegration | undefined, kind: "application" | "delegated"): Deed[] {
  if (!integration) return [];
  const roles = kind === "application" ? integration.directoryRoles : [];
  const granted = integration.granted.filter((grant) => grant.kind === kind && grant.name !== "offline_access");
  const limited = kind === "application" ? limitedRoles(integration.mailboxes) : [];
  const all = [
    ...roles.map(({ name }) => ({ deed: { role: name } as Deed, weight: roleWeight(name) })),
    ...limited.map((role) => ({ deed: limitedAbility(role) as Deed, weight: limitedWeight })),
    ...granted.map((grant) => ({ deed: ability(grant) as Deed, weight: permissionWeight(grant) })),
  ];
  return weightiest(all, ({ weight }) => weight).map(({ deed }) => deed);
}

export function isDeed(a: Deed, b: Deed): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Everything that it can do: by itself, else with people's rights. */
export function mainDeeds(integration: RecordedIntegration | undefined): Deed[] {
  const alone = deedsOf(integration, "application");
  return alone.length > 0 ? alone : deedsOf(integration, "delegated");
}

/** Deeds that changes of permissions and roles bring or take, the most dangerous first. */
export function deedsIn(changes: readonly Change[], kind: "application" | "delegated"): Deed[] {
  const all = changes.flatMap(({ aspect, permission, subject }) => {
    if (permission)
      return permission.kind === kind && permission.name !== "offline_access"
        ? [{ deed: ability(permission) as Deed, weight: permissionWeight(permission) }]
        : [];
    if (aspect !== "directory-role" || kind !== "application" || typeof subject !== "string") return [];
    return [{ deed: { role: subject } as Deed, weight: roleWeight(subject) }];
  });
  return weightiest(all, ({ weight }) => weight).map(({ deed }) => deed);
}
