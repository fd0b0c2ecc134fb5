import { type Clause, identity } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import type { Found, SingleRule } from "./rule.ts";

function found(subject: string, gap: Clause): Omit<Found, "path"> {
  return { subject, values: { gap }, variant: identity(gap) };
}

function unassigned({ assigned, signsInGroups = [] }: RecordedIntegration, users: readonly string[]) {
  return [...users, ...signsInGroups]
    .filter((user) => !assigned.includes(user))
    .map((user) => found(user, { code: "not-assigned", user }));
}

/** Grants that reach further than the people who are named. There is none for a group, so with one they are for everyone. */
function tooWide({ granted, signsInGroups, stillOpen }: RecordedIntegration, users: readonly string[]) {
  if (signsInGroups || stillOpen) return [];
  return granted
    .filter(
      ({ kind, for: whom }) => kind === "delegated" && (whom === "everyone" || whom.some((id) => !users.includes(id))),
    )
    .map(({ name }) => found(name, { code: "granted-for-others", permission: name }));
}

/** Everyone may sign in: by the settings, until a later change removes their word for it, or against them. */
function open({ assignmentRequired, stillOpen }: RecordedIntegration) {
  if (assignmentRequired) return [];
  return [found("", { code: stillOpen ? "still-open" : "assignment-not-required" })];
}

/** Limiting sign-in to named people takes all three: assignment is required, each is assigned, and grants are for them alone. */
export const assignmentRequired: SingleRule = {
  name: "assignment-required",
  level: "warn",
  pack: "none",
  becauseReview: "it compares the settings with the assignments and grants that are registered.",
  shape: "single",
  sentence: "The settings let only named people sign in to {integration}, yet {gap}.",
  remedy:
    "Require assignment on the principal (remove `stillOpen`), assign each one of `signsIn` and `signsInGroups`, and grant scopes for them alone; with a group they stay granted for everyone.",
  source: "Zero Trust Assessment 21869",
  check({ integration }) {
    if (integration.signsIn === "everyone") return [];
    const path = integration.resolved?.inRoles === undefined ? "signsIn" : "appRoles";
    return [
      ...open(integration),
      ...unassigned(integration, integration.signsIn),
      ...tooWide(integration, integration.signsIn),
    ].map((one) => ({ ...one, path }));
  },
};
