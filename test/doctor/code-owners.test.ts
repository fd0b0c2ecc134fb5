import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { unowned } from "../../operate/doctor/github/code-owners.ts";
import { amiss, checkout, decided, notAccessible, rowsOf, well } from "./told.ts";

describe("code owners", () => {
  test("every file has one, and GitHub knows each", async () => {
    expect(decided(await rowsOf("code-owners", well()))).toEqual([
      "every-file-owned CODEOWNERS: ok: every file",
      "code-owners-known main: ok: no fault",
    ]);
  });

  test("this repository's own file gives every file one", () => {
    expect(unowned(readFileSync(".github/CODEOWNERS", "utf8"))).toEqual([]);
  });

  test.each([
    ["", ["every other file"]],
    ["# * @a\n", ["every other file"]],
    ["/review/ @a\n", ["every other file"]],
    ["*\n", ["every other file"]],
    ["* # @a\n", ["every other file"]],
    ["* @a\n", []],
    ["** @a\r\n/docs/ @b\r\n", []],
    ["* @a\n/docs/\n", ["/docs/"]],
    ["/docs/\n* @a\n", []],
    ["*.md @a\n", ["every other file"]],
  ])("%j leaves %j without", (text, left) => {
    expect(unowned(text)).toEqual(left);
  });

  test("no file at all is wrong", async () => {
    expect(amiss(await rowsOf("code-owners", well(), { ...checkout, codeOwners: undefined }))).toEqual([
      "every-file-owned CODEOWNERS: wrong: there is no CODEOWNERS",
    ]);
  });

  test("an owner that GitHub does not know owns nothing", async () => {
    const errors = [
      { line: 4, column: 3, kind: "Unknown owner", source: "* @nobody/here", path: ".github/CODEOWNERS", message: "…" },
    ];
    const bodies = { ...well(), "/repos/contoso/m365/codeowners/errors?ref=main": { errors } };
    expect(amiss(await rowsOf("code-owners", bodies))).toEqual([
      "code-owners-known main: wrong: line 4: Unknown owner",
    ]);
    const hidden = { ...well(), "/repos/contoso/m365/codeowners/errors?ref=main": notAccessible };
    expect(amiss(await rowsOf("code-owners", hidden))).toEqual([
      "code-owners-known main: not readable: GitHub does not show it",
    ]);
  });
});
