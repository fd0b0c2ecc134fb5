import { ratedPermission } from "../permission.ts";
import type { PlannedIntegration, RecordedOwner } from "../recording.ts";
import { effectivePermissions } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** What an owner could do by making a credential for the application. */
function powersOf(integration: PlannedIntegration): string[] {
  const roles = effectivePermissions(integration).filter(
    (permission) =>
      permission.kind === "application" && ["high", "critical"].includes(ratedPermission(permission).risk),
  );
  return [...new Set([...roles, ...integration.directoryRoles].map(({ name }) => name))];
}

function peopleOf({ owners }: PlannedIntegration): RecordedOwner[] {
  const all = new Map([...owners.application, ...owners.principal].map((owner) => [owner.id, owner]));
  return [...all.values()].filter(({ kind }) => kind !== "servicePrincipal");
}

/** An owner can make a credential for the application and act as it. */
export const humanOwnerOfPowerfulApp: SingleRule = {
  name: "human-owner-of-powerful-app",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence: "{subject}, {who}, can make a credential for {integration} as its owner and then use {powers}.",
  remedy: "Let service principals own it (`servicePrincipal: <object id>`), or accept this owner.",
  source: "Zero Trust Assessment 21867; OWASP NHI5",
  check({ integration }) {
    const powers = powersOf(integration);
    if (powers.length === 0) return [];
    return peopleOf(integration).map(({ id, kind }) => ({
      subject: id,
      values: { who: { code: kind === "user" ? "person" : "maybe-person" }, powers: { code: "names", names: powers } },
      measure: powers.length,
    }));
  },
};
