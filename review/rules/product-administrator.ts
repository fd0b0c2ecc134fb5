import type { SingleRule } from "./rule.ts";

/** What the holders of a product's own role can do there stands on no list of Microsoft's: its administrators are told. */
export const productAdministrator: SingleRule = {
  name: "product-administrator",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "The {kind} {subject} administers the product of {integration}, by its role {role}.",
  remedy:
    "Name few people, with accounts that they use for administration alone; of a group see to who may change its members, who make administrators of others.",
  source: "NIST SP 800-53 AC-6 (least privilege); Microsoft, add app roles to your application",
  check({ integration: { inRoles = [] } }) {
    return inRoles
      .filter(({ administers }) => administers)
      .map(({ id, role, group }) => ({
        subject: id,
        path: `appRoles.${role}.${group ? "groups" : "users"}`,
        values: { kind: { code: group ? "a-group" : "a-user" }, role },
      }));
  },
};
