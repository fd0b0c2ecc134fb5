import type { SingleRule } from "./rule.ts";

/** One who may leave, and one who stays. */
const wanted = 2;

/** The provider takes the deployer's ownership of the principal away unless it is listed, so both lists count. */
export const owners: SingleRule = {
  name: "owners",
  level: "warn",
  shape: "single",
  sentence: "The {on} of {integration} has {count} of the two owners that keep it in somebody's hands.",
  remedy: "Name two owners in `tenant.owners`, the deployer among them. Without any it is refused.",
  source: "Zero Trust Assessment 24518, 21867, 21868",
  check({ integration }) {
    const lists = [
      ["application", integration.owners.application.length],
      ["service principal", integration.owners.principal.length],
    ] as const;
    return lists
      .filter(([, count]) => count < wanted)
      .map(([on, count]) => ({
        level: count < 1 ? "block" : "warn",
        values: { on, count: String(count) },
        measure: wanted - count,
        variant: on,
      }));
  },
};
