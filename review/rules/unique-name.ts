import { type Clause, identity } from "../clause.ts";
import type { Registration } from "../evaluate/index.ts";
import { texts } from "../reading/inputs.ts";
import { tokens } from "../tokens.ts";
import { foundApplication, ofType } from "./registered.ts";
import type { SingleRule } from "./rule.ts";

function faultsOf({ inputs }: Registration): Clause[] {
  const marked = texts(inputs, "tags").some((tag) => tag.startsWith("m365-integrations/"));
  return [
    ...(inputs.preventDuplicateNames === true ? [] : [{ code: "may-be-made-twice" } as const]),
    ...(marked ? [] : [{ code: "without-marker" } as const]),
  ];
}

/** A create whose answer was lost leaves an application behind; its name and its tag find it. That names differ is the settings' rule. */
export const uniqueName: SingleRule = {
  name: "unique-name",
  level: "block",
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
