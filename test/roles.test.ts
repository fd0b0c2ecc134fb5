import { describe, expect, it } from "vitest";
import { directoryRoleFault, directoryRoleId, directoryRoleNames } from "../components/roles.ts";

describe("a directory role by name", () => {
  it.each([
    ["Teams Administrator", "69091246-20e8-4a56-aa4d-066075b2a7a8"],
    ["Teams Telephony Administrator", "aa38014f-0993-46e9-9b45-30501a20909d"],
    ["Skype for Business Administrator", "75941009-915a-4869-abe7-691bff18279e"],
    ["Teams Communications Administrator", "baf37b3a-610e-45da-9e62-d9d1e5e8914b"],
    ["Domain Name Administrator", "8329153b-31d0-4727-b945-745eb3bc5f31"],
    ["User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1"],
    ["Application Administrator", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"],
    ["Global Reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451"],
  ])("%s has the template id %s", (name, id) => {
    expect(directoryRoleFault(name)).toBeUndefined();
    expect(directoryRoleId(name)).toBe(id);
  });

  it("is offered by the name that Entra gives, not by the documentation's", () => {
    expect(directoryRoleNames()).toContain("Azure AD Joined Device Local Administrator");
    expect(directoryRoleNames()).not.toContain("Microsoft Entra Joined Device Local Administrator");
  });

  it("offers 138 roles: the catalog's 145 without 3 that cannot be assigned and 4 that are deprecated", () => {
    expect(directoryRoleNames()).toHaveLength(138);
  });
});

describe("a directory role that cannot be meant", () => {
  it.each([
    ["Teams Adminstrator", "did you mean Teams Administrator?"],
    ["teams administrator", "did you mean Teams Administrator?"],
    ["Teams Admin", "did you mean Teams Administrator?"],
    ["Exchange Service Administrator", "write Exchange Administrator"],
    ["Exchange Online Administrator", "did you mean Exchange Administrator?"],
    ["Skype for Business Service Administrator", "did you mean Skype for Business Administrator?"],
    ["Dynamics 365 Service Administrator", "did you mean Dynamics 365 Administrator?"],
    ["Helpdesk Password Administrator", "did you mean Helpdesk Administrator?"],
    [
      "Microsoft Entra Joined Device Local Administrator",
      "is the documentation's name of the directory role Azure AD Joined Device Local Administrator: write Azure AD Joined Device Local Administrator",
    ],
    ["Customer Lockbox Access Approver", "write Customer LockBox Access Approver"],
    ["69091246-20E8-4a56-aa4d-066075b2a7a8", "is the template id of the directory role Teams Administrator"],
    ["Guest User", "Guest User cannot be assigned, every such user has it by nature: leave it out"],
    ["Device Join", "Device Join is a directory role that Microsoft has deprecated: leave it out"],
    ["Banana Administrator", "is not a directory role of Entra: the names stand in catalog/roles.json"],
  ])("%s: %s", (name, said) => {
    expect(directoryRoleFault(name)).toContain(said);
    expect(() => directoryRoleId(name)).toThrow(said);
  });

  it("is not repeated where it has the shape of a secret", () => {
    expect(directoryRoleFault("abc8Q~abcdefghijklmnopqrstuvwxyz0123")).not.toContain("abcdefghijkl");
  });
});
