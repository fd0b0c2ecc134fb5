/** Whose definition of a vendor counts: the judge's own and the base's before that of the change. */
import { expect, it } from "vitest";
import { mailgatesSigma } from "../../components/vendors/mailgates-sigma.ts";
import { definitionsOf } from "../../review/judge-entry.ts";
import type { RecordedSide } from "../../review/run/protocol.ts";

function side(definitions: RecordedSide["definitions"]): RecordedSide {
  return {
    version: 2,
    from: { project: "p", stack: "s", file: "tenants/s.yaml" },
    evaluation: { registrations: [], lookups: [], escapeHatches: [], problems: [] },
    definitions,
  };
}

it("a vendor that the base knows is as the base has it, and one that the change brings is claimed by it", () => {
  const changed = { ...mailgatesSigma, demands: [] };
  const after = side({ "mailgates-sigma": changed, retired: changed, brought: changed });
  const { definitions, claimed } = definitionsOf({ before: side({ retired: mailgatesSigma }), after });
  expect(definitions["mailgates-sigma"]).toBe(mailgatesSigma);
  expect(definitions.retired).toBe(mailgatesSigma);
  expect(definitions.brought).toBe(changed);
  expect([...claimed]).toEqual(["brought"]);
});
