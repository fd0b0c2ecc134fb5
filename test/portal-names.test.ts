import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apis } from "../catalog/apis.ts";
import { directoryRoles } from "../catalog/directory-roles.ts";
import { permissionFault } from "../components/permissions.ts";
import { directoryRoleFault } from "../components/roles.ts";

const names = JSON.parse(readFileSync("catalog/portal-names.json", "utf8")) as {
  permissions: Record<string, string[]>;
  roles: Record<string, string>;
};

describe("what the portal calls a permission", () => {
  test.each([
    ["Read all users' full profiles", "User.Read.All"],
    ["read all users’ full profiles ", "User.Read.All"],
    ["すべてのユーザーの完全なプロファイルの読み取り", "User.Read.All"],
    ["Read mail in all mailboxes", "Mail.Read"],
    ["Send mail as any user", "Mail.Send"],
  ])("%s is %s", (called, name) => {
    expect(permissionFault("Microsoft Graph", "application", called)).toBe(
      `"${called}" is what the portal calls ${name}: write ${name}`,
    );
  });

  test("the same words may be another permission of another kind", () => {
    expect(permissionFault("Microsoft Graph", "delegated", "Sign in and read user profile")).toBe(
      '"Sign in and read user profile" is what the portal calls User.Read: write User.Read',
    );
    expect(permissionFault("Microsoft Graph", "application", "Sign in and read user profile")).not.toContain(
      "User.Read:",
    );
  });

  test("every one that is listed is a permission of the catalog", () => {
    const known = new Set(apis.flatMap((api) => [...api.application, ...api.delegated]).map(({ value }) => value));
    expect(
      Object.values(names.permissions)
        .flat()
        .filter((name) => !known.has(name)),
    ).toEqual([]);
  });
});

describe("what the portal calls a directory role", () => {
  test.each([
    ["Teams 管理者", "Teams Administrator"],
    ["Ｔｅａｍｓ管理者", "Teams Administrator"],
    ["グローバル閲覧者", "Global Reader"],
    ["Exchange Service Administrator", "Exchange Administrator"],
    ["Company Administrator", "Global Administrator"],
  ])("%s is %s", (called, role) => {
    expect(directoryRoleFault(called)).toBe(`"${called}" is another name of the directory role ${role}: write ${role}`);
  });

  test("every one that is listed is a role of the catalog", () => {
    const known = new Set(directoryRoles.map(({ templateId }) => templateId));
    expect(Object.values(names.roles).filter((id) => !known.has(id))).toEqual([]);
  });
});
