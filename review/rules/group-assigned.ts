import type { SingleRule } from "./rule.ts";

/** What an assignment of a group takes and does not do, which no error of Entra says. */
export const groupAssigned: SingleRule = {
  name: "group-assigned",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence:
    "The group {subject} may sign in to {integration}: this needs Entra ID P1, members of a group inside it do not count, and the scopes stay granted for everyone.",
  remedy:
    "Make everybody who signs in a direct member, and see to who may change the group's members. Without Entra ID P1 name the users in `signsIn`.",
  source: "Microsoft, assign users and groups to an application",
  check({ integration: { signsInGroups = [], inRoles = [] } }) {
    const roleOf = (group: string) => inRoles.find(({ id }) => id === group)?.role;
    return signsInGroups.map((subject, index) => {
      const role = roleOf(subject);
      return { subject, path: role === undefined ? `signsInGroups[${index}]` : `appRoles.${role}.groups` };
    });
  },
};
