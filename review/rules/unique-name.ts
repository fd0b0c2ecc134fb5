import { markerIn } from "../../components/marker.ts";
import { type Clause, identity } from "../clause.ts";
import { texts } from "../reading/inputs.ts";
import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { foundApplication, ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

function faultsOf({ inputs }: ResourceInputs): Clause[] {
  const marked = texts(inputs, "tags").some((tag) => markerIn(tag) !== undefined);
  return [
    ...(inputs.preventDuplicateNames === true ? [] : [{ code: "may-be-made-twice" } as const]),
    ...(marked ? [] : [{ code: "without-marker" } as const]),
  ];
}

/** A create request whose answer was lost leaves an application behind, which is found by its name and its tag. That the names differ is checked in the settings. */
export const uniqueName: SingleRule = {
  name: "unique-name",
  level: "block",
  pack: "resource",
  onlyType: tokens.application,
  shape: "single",
  sentence: "{application} {fault}.",
  remedy: "Set `preventDuplicateNames` and keep the marker tag.",
  source: "Pulumi azuread, Application: preventDuplicateNames",
  check({ integration }) {
    return ofType(integration, tokens.application).flatMap((application) =>
      faultsOf(application).map((fault) =>
        foundApplication(integration, application, { values: { fault }, variant: identity(fault) }),
      ),
    );
  },
};
