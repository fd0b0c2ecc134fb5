import { expect, test } from "vitest";
import { todayIn, worldOf } from "../components/world.ts";

const sandbox = "11111111-1111-1111-1111-111111111111";
const real = "6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d";

function tenant(id: string, ...issued: string[]) {
  const credentials = issued.map((day) => ({ issued: day, expires: "2030-01-01" }));
  return { id, integrations: { one: { vendor: "teamconnect", credentials } } };
}

test("the tenant's id alone says which world a file belongs to", () => {
  expect(worldOf({ id: sandbox })).toBe("sandbox");
  expect(worldOf({ id: real })).toBe("real");
});

test("the sandbox's today is its file's newest issued, in whatever year the machine is", () => {
  expect(todayIn(tenant(sandbox, "2026-11-21", "2027-03-02b", "2026-12-01"), "2035-01-01")).toBe("2027-03-02");
});

test("a real tenant's today is the machine's, and so is the sandbox's before its first credential", () => {
  expect(todayIn(tenant(real, "2026-11-21"), "2035-01-01")).toBe("2035-01-01");
  expect(todayIn(tenant(sandbox), "2035-01-01")).toBe("2035-01-01");
});
