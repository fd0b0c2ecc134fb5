/** The tag by which a stack knows its own in a tenant, and which of its two forms an application bears. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applicationTags, type StateResource } from "../components/last-state.ts";
import { markerAsBorn, markerIn, markerOf } from "../components/marker.ts";

const stack = { project: "m365-integrations", stack: "prod" };
const own = "m365-integrations/m365-integrations/prod/mailgates";
const stackless = "m365-integrations/mailgates";

describe("a marker", () => {
  test("names project, stack and integration; from before, the integration alone", () => {
    expect(markerOf({ identity: "mailgates", stack })).toBe(own);
    expect(markerIn(own)).toEqual({ identity: "mailgates", stack });
    expect(markerIn(stackless)).toEqual({ identity: "mailgates", stack: undefined });
  });

  test.each(["m365-integrations", "m365-integrations/", "m365-integrations/a/b", "m365-integrations/a//b", "other/a"])(
    "is not %s",
    (tag) => expect(markerIn(tag)).toBeUndefined(),
  );

  test("says of every project, stack and integration what it was made of", () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,20}$/);
    const marker = fc.record({
      identity: name,
      stack: fc.option(fc.record({ project: name, stack: name }), { nil: undefined }),
    });
    fc.assert(
      fc.property(marker, (one) => {
        expect(markerIn(markerOf(one))).toEqual(one);
      }),
    );
  });
});

describe("the marker that an integration's objects bear", () => {
  const integration = { name: "mailgates", formerly: [] as string[], identity: "mailgates" };
  const application = (tags: readonly string[], name = "mailgates-application"): StateResource => ({
    name,
    type: "azuread:index/application:Application",
    outputs: { tags },
  });

  const born = ({ identity, ...names }: typeof integration, state: readonly StateResource[]) =>
    markerOf(markerAsBorn(identity, stack, applicationTags(names, state)));

  test("is the stack's for a new one, and for one that was made with it", () => {
    expect(born(integration, [])).toBe(own);
    expect(born(integration, [application([own])])).toBe(own);
  });

  test("stays the one from before where the last state has the application with it", () => {
    expect(born(integration, [application([stackless])])).toBe(stackless);
  });

  test("stays it under a new name of the integration", () => {
    const renamed = { name: "mail", formerly: ["mailgates"], identity: "mailgates" };
    expect(born(renamed, [application([stackless])])).toBe(stackless);
    expect(born(renamed, [application([stackless], "mail-application")])).toBe(stackless);
  });

  test.each([
    ["somebody took it from the application", [application([])]],
    ["somebody put the stack's beside it", [application([stackless, own])]],
    ["it is another stack's", [application(["m365-integrations/m365-integrations/dev/mailgates"])]],
    ["it is another integration's", [application([stackless], "mailgates-two-application")]],
    [
      "only the principal has it",
      [{ ...application([stackless]), type: "azuread:index/servicePrincipal:ServicePrincipal" }],
    ],
  ])("is the stack's where %s, so that the next run says and writes it", (_, state) => {
    expect(born(integration, state)).toBe(own);
  });
});
