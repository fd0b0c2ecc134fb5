import { maps, text } from "../reading/inputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { foundApplication, ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

function isSorted(ids: readonly string[]): boolean {
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? "") <= id);
}

function isInOrder({ inputs }: ResourceInputs): boolean {
  const accesses = maps(inputs, "requiredResourceAccesses");
  return (
    isSorted(accesses.map((access) => text(access, "resourceAppId"))) &&
    accesses.every((access) => isSorted(maps(access, "resourceAccesses").map((entry) => text(entry, "id"))))
  );
}

/** The provider compares the list by position: an entry that moves rewrites the whole list, and the consent with it. */
export const sortedAccess: SingleRule = {
  name: "sorted-access",
  level: "block",
  pack: "resource",
  onlyType: tokens.application,
  shape: "single",
  sentence:
    "{application} lists what it asks for out of order, so that a change of one permission reads as a change of all.",
  remedy: "Sort `requiredResourceAccesses` by API and each list by id (components/permissions.ts does).",
  source: "terraform-provider-azuread#1182",
  check({ integration }) {
    return ofType(integration, tokens.application)
      .filter((application) => !isInOrder(application))
      .map((application) => foundApplication(integration, application));
  },
};
