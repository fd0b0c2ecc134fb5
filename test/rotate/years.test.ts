import { expect, test } from "vitest";
import { kinds, trials } from "../../bench/rotation.ts";
import { vendors } from "../../components/vendors/index.ts";

const [prompt, within, , outside] = Object.values(kinds);

test.each([
  ["175 days", vendors.teamconnect],
  ["24 months", vendors["mailgates-sigma"]],
])(
  "%s: while people act within the overlap nobody is ever without a credential, and never more than two live",
  (_, definition) => {
    for (const people of [prompt, within])
      expect(people && trials(definition, people, 5)).toMatchObject({ outages: 0, mostAlive: 2 });
  },
);

test("where they do not, status has warned 30 days before each outage", () => {
  const { outages, unwarned } = trials(vendors.teamconnect, outside as NonNullable<typeof outside>, 10);
  expect(outages).toBeGreaterThan(5);
  expect(unwarned).toBe(0);
});
