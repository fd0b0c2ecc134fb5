import type { SingleRule } from "./rule.ts";

/** With two owners the application still has one when somebody leaves the company. */
const wanted = 2;

/** The provider takes the deployer's ownership of the principal away unless it is listed, so both lists count. */
export const owners: SingleRule = {
  name: "owners",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{integration} has {count} of the two owners that keep it in somebody's hands, on {on}.",
  remedy: "Name two owners in `tenant.owners`, the deployer among them. Without any it is refused.",
  source: "Zero Trust Assessment 24518, 21867, 21868",
  check({ integration }) {
    const counts = [
      ["application", integration.owners.application.length],
      ["principal", integration.owners.principal.length],
    ] as const;
    const fewest = Math.min(...counts.map(([, count]) => count));
    if (fewest >= wanted) return [];
    const on = counts.filter(([, count]) => count === fewest).map(([where]) => where);
    return [
      {
        level: fewest < 1 ? "block" : "warn",
        values: { on: { code: "objects", objects: on }, count: String(fewest) },
      },
    ];
  },
};
