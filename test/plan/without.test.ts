/** What may be planned where an integration is left out: the recording without it, and no step on what stands of it. */
import { describe, expect, test } from "vitest";
import type { LeftOut } from "../../operate/left-out.ts";
import { compareWithRecording } from "../../operate/plan/compare.ts";
import type { PlannedResource } from "../../operate/plan/preview.ts";
import { touched, withoutIntegrations } from "../../operate/plan/without.ts";
import { differenceLine } from "../../operate/plan/words.ts";
import { planned, recorded, state, urns } from "./world.ts";

const of = (...standing: readonly string[]): LeftOut => ({
  name: "mail",
  formerly: ["post"],
  why: ["asks."],
  standing,
});
const everything = Object.values(urns).filter((urn) => urn !== urns.stack && urn !== urns.provider);
const before = { clientId: "11111111-aaaa-4aaa-8aaa-000000000001" };
const outputting = (integrations: object) => new Map([...state, [urns.stack, { id: "", outputs: { integrations } }]]);

/** The engine's plan without it: what stands is kept without a word of the program. */
function plan(steps: readonly string[], outputs: object) {
  return planned(false, (resources) => {
    for (const urn of everything)
      resources.set(urn, { urn, steps, goal: undefined, inputs: {}, outputs: {} } satisfies PlannedResource);
    const stack = resources.get(urns.stack);
    if (stack) resources.set(urns.stack, { ...stack, outputs: { integrations: outputs } });
  });
}

test("nobody left out: the recording as it was judged", () => {
  const judged = recorded();
  expect(withoutIntegrations(judged, [], state)).toBe(judged);
});

describe("one left out", () => {
  test("that does not stand: its resources and its output are gone from what may be sent, and nothing else is", () => {
    const { resources, handedOut } = withoutIntegrations(recorded(), [of()], new Map());
    expect(resources.map(({ urn }) => urn)).toEqual([urns.stack, urns.provider]);
    expect(handedOut).toEqual([{ urn: urns.stack, values: { integrations: {} } }]);
  });

  test("that stands: the plan that keeps it is what was judged, with its output of the last run", () => {
    const known = outputting({ mail: before });
    const program = withoutIntegrations(recorded(), [of(...everything)], known);
    const kept = plan(["same"], { mail: before });
    expect(compareWithRecording(kept, program, known).differences).toEqual([]);
    expect(touched(kept, [of(...everything)])).toEqual([]);
    const other = plan(["same"], { mail: { clientId: "another" } });
    expect(compareWithRecording(other, program, known).differences.map(differenceLine)).toEqual([
      'outside every integration: Stack p-dev: outputs.integrations.mail.clientId is "another" in the plan, "11111111-aaaa-4aaa-8aaa-000000000001" in the recording',
    ]);
  });

  test("that is renamed in this change keeps the output of its former name", () => {
    const { handedOut } = withoutIntegrations(recorded(), [of(...everything)], outputting({ post: before }));
    expect(handedOut).toEqual([{ urn: urns.stack, values: { integrations: { mail: before } } }]);
  });

  test("a program that registers it nevertheless has more than was judged", () => {
    const program = withoutIntegrations(recorded(), [of(...everything)], outputting({ mail: before }));
    const { differences } = compareWithRecording(planned(false), program, outputting({ mail: before }));
    expect(differences.map(({ urn, kind }) => [urn, kind])).toContainEqual([urns.assignment, "more"]);
  });

  test.each(["delete", "update", "replace"])("an engine that would %s what stands of it is refused", (step) => {
    expect(touched(plan([step], {}), [of(urns.assignment)]).map(differenceLine)).toEqual([
      `mail: AppRoleAssignment mail-Mail.Read: what is done to it is ${step} in the plan, nothing in the recording`,
    ]);
  });

  test("so is one that does not say what becomes of it", () => {
    const silent = planned(false, (resources) => resources.delete(urns.entry));
    expect(touched(silent, [of(urns.entry)])).toHaveLength(1);
  });
});
