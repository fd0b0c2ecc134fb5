import { rolesAsked } from "../../components/asked.ts";
import type { SingleRule } from "./rule.ts";

/** The page names several roles of which one is enough, and the settings choose one that can do more than another. */
export const widerRole: SingleRule = {
  name: "wider-role",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{integration} is {subject}, where the vendor's page is content with {narrower}.",
  remedy: "Write {narrower} in its place, unless the vendor says in writing what it lacks.",
  source: "Least privilege; the vendor's own page",
  check({ integration, definition }) {
    const sets = definition
      ? [{}, ...Object.keys(definition.permissionSets ?? {}).map((name) => ({ permissionSet: name }))]
      : [];
    const asked = sets.flatMap((chosen) => (definition ? [rolesAsked(definition, chosen)] : []));
    const choices = asked.flatMap(({ choices: all, optional }) => [...all, ...optional.map(({ roles }) => roles)]);
    return integration.directoryRoles.flatMap(({ name }) => {
      const choice = choices.find((roles) => roles.indexOf(name) > 0);
      const [narrower] = choice ?? [];
      return narrower === undefined ? [] : [{ subject: name, path: "directoryRoles", values: { narrower } }];
    });
  },
};
