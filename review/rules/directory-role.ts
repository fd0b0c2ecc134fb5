import { directoryRoles } from "../../catalog/directory-roles.ts";
import type { Found, SingleRule } from "./rule.ts";

/** Each of them can take over the tenant or make others do it. */
const refused = [
  "Global Administrator",
  "Privileged Role Administrator",
  "Privileged Authentication Administrator",
  "Application Administrator",
  "Cloud Application Administrator",
  "Hybrid Identity Administrator",
];

const known = new Set(directoryRoles.map(({ displayName }) => displayName));

/** A directory role makes the vendor an administrator whom no multi-factor authentication and no person controls. */
export const directoryRole: SingleRule = {
  name: "directory-role",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence: "{integration} is {subject} of {scope}, at any time and with no person signed in.",
  remedy: `Leave the role out, or ask for a permission that does only what is needed. Never accepted: ${refused.join(", ")}, and a role that the catalog does not know.`,
  source: "Zero Trust Assessment 21836; OWASP NHI5",
  check({ integration }) {
    const scopes = Map.groupBy(integration.directoryRoles, ({ name }) => name);
    return [...scopes].map(([name, roles]): Found => {
      const whole = roles.some(({ scope }) => scope === "/");
      return {
        subject: name,
        path: "directoryRoles",
        level: refused.includes(name) || !known.has(name) ? "block" : "accept",
        values: { scope: whole ? { code: "whole-tenant" } : roles.map(({ scope }) => scope).join(", ") },
        // The whole tenant is more than any number of its parts.
        measure: whole ? Number.MAX_SAFE_INTEGER : roles.length,
      };
    });
  },
};
