import { type ChangeRule, comparesTwoStates } from "./rule.ts";

/**
 * Every assignment depends on the principal that comes to require one, so the engine closes before it assigns: whoever
 * is to stay is shut out in between, and until the next good run if this one stops there.
 */
export const signInClosedAtOnce: ChangeRule = {
  name: "sign-in-closed-at-once",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence:
    "One change closes {integration} to everyone else and first assigns {assigned}; the requirement is written before the assignments, so nobody can sign in in between, or at all if the run stops there.",
  remedy:
    "Take two changes: beside who signs in write `stillOpen: true`, which assigns them while everyone may still sign in; remove that line in the next change.",
  source: "Microsoft Graph, servicePrincipal (appRoleAssignmentRequired); AADSTS50105",
  check({ before, after }) {
    if (!before || !after || before.assignmentRequired || !after.assignmentRequired) return [];
    const added = after.assigned.filter((id) => !before.assigned.includes(id));
    const path = after.inRoles === undefined ? "signsIn" : "appRoles";
    return added.length === 0 ? [] : [{ path, values: { assigned: added.join(", ") } }];
  },
};
