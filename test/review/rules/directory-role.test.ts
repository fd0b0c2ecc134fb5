import { describe, expect, test } from "vitest";
import { directoryRole } from "../../../review/rules/directory-role.ts";
import { judged } from "./judged.ts";

function holding(name: string, scope = "/") {
  return judged(directoryRole, { directoryRoles: [{ name, templateId: "", scope }] });
}

describe("directory-role", () => {
  test("none", () => {
    expect(judged(directoryRole)).toEqual([]);
  });

  test("each one needs an exception of its own", () => {
    expect(holding("Teams Administrator")).toEqual([
      "accept [Teams Administrator] mailgates is Teams Administrator of the whole tenant, at any time and with no person signed in.",
    ]);
    expect(holding("Teams Administrator", "/administrativeUnits/4")).toEqual([
      "accept [Teams Administrator] mailgates is Teams Administrator of /administrativeUnits/4, at any time and with no person signed in.",
    ]);
  });

  test("one finding for a role of several parts", () => {
    const directoryRoles = ["/administrativeUnits/4", "/administrativeUnits/5"].map((scope) => ({
      name: "Teams Administrator",
      templateId: "",
      scope,
    }));
    expect(judged(directoryRole, { directoryRoles })).toEqual([
      "accept [Teams Administrator] mailgates is Teams Administrator of /administrativeUnits/4, /administrativeUnits/5, at any time and with no person signed in.",
    ]);
  });

  test("one of a part beside one of the whole is one of the whole", () => {
    const directoryRoles = ["/administrativeUnits/4", "/"].map((scope) => ({
      name: "Teams Administrator",
      templateId: "",
      scope,
    }));
    expect(judged(directoryRole, { directoryRoles })).toEqual([
      "accept [Teams Administrator] mailgates is Teams Administrator of the whole tenant, at any time and with no person signed in.",
    ]);
  });

  test.each([
    "Global Administrator",
    "Privileged Role Administrator",
    "Privileged Authentication Administrator",
    "Application Administrator",
    "Cloud Application Administrator",
    "Hybrid Identity Administrator",
  ])("%s is refused, for a part of the tenant too", (name) => {
    expect(holding(name)).toEqual([
      `block [${name}] mailgates is ${name} of the whole tenant, at any time and with no person signed in.`,
    ]);
    expect(holding(name, "/administrativeUnits/4")[0]?.startsWith("block ")).toBe(true);
  });

  test("a role that the catalog does not know is refused", () => {
    expect(holding("66666666-6666-6666-6666-666666666666")[0]?.startsWith("block ")).toBe(true);
  });
});
