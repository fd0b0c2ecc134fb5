import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { answerOf, askAll, type Reply } from "../../operate/doctor/github/ask.ts";
import { looks } from "../../operate/doctor/github/index.ts";
import { inRemote, namedBy } from "../../operate/doctor/github/repository.ts";
import { codeOf, type Verdict } from "../../operate/doctor/row.ts";
import { notAccessible, notFound, notProtected, rowsOf, well } from "./told.ts";

const shape = z.object({ here: z.boolean() });
const spent: Reply = { status: 403, body: { message: "API rate limit exceeded for user ID 1." }, spent: true };

describe("what a reply means", () => {
  test.each([
    [
      { status: 200, body: { here: true }, spent: false },
      { kind: "read", value: { here: true } },
    ],
    [notProtected, { kind: "absent" }],
    [notFound, { kind: "unreadable", why: "GitHub does not show it" }],
    [notAccessible, { kind: "unreadable", why: "GitHub does not show it" }],
    [spent, { kind: "unreadable", why: "GitHub answers no more requests for now" }],
    [
      { ...spent, status: 429 },
      { kind: "unreadable", why: "GitHub answers no more requests for now" },
    ],
    [
      { status: 401, body: { message: "Bad credentials" }, spent: false },
      { kind: "unreadable", why: "the token is not valid" },
    ],
    [
      { status: 502, body: undefined, spent: false },
      { kind: "unreadable", why: "GitHub answers 502" },
    ],
    [
      { status: 503, body: { message: "\u001b[31mno server\r\n::set-output" }, spent: false },
      { kind: "unreadable", why: "GitHub answers 503:  [31mno server ::set-output" },
    ],
    [
      { status: 200, body: { there: true }, spent: false },
      {
        kind: "unreadable",
        why: "GitHub answers in another form: here Invalid input: expected boolean, received undefined",
      },
    ],
  ] as const)("%j", (reply, answer) => {
    expect(answerOf(reply, shape, /not protected/i)).toEqual(answer);
  });

  test("a page that is full has one after it", async () => {
    const pages = [Array.from({ length: 100 }, (_, index) => index), [100, 101]];
    const paths: string[] = [];
    const send = async (path: string) => {
      paths.push(path);
      return { status: 200, body: pages[paths.length - 1], spent: false };
    };
    const answer = await askAll(send, "/repos/a/b/branches?protected=true", z.array(z.number()), (page) => page);
    expect(answer).toMatchObject({ kind: "read", value: { length: 102 } });
    expect(paths).toEqual([
      "/repos/a/b/branches?protected=true&per_page=100&page=1",
      "/repos/a/b/branches?protected=true&per_page=100&page=2",
    ]);
  });

  test("a page that is not read leaves the whole list unread", async () => {
    const full = Array.from({ length: 100 }, (_, index) => index);
    let page = 0;
    const send = async () => (++page === 1 ? { status: 200, body: full, spent: false } : spent);
    expect(await askAll(send, "/x", z.array(z.number()), (all) => all)).toEqual({
      kind: "unreadable",
      why: "GitHub answers no more requests for now",
    });
  });
});

test.each([
  [["ok", "ok"], 0],
  [["ok", "not readable"], 3],
  [["wrong", "not readable"], 1],
  [["ok", "wrong"], 1],
  [[], 3],
] as const)("verdicts %j come to exit code %i", (verdicts, code) => {
  const row = (verdict: Verdict) => ({ part: "", check: "", subject: "", expected: "", found: "", verdict });
  expect(codeOf(verdicts.map(row))).toBe(code);
});

test("nothing is well by a GitHub that tells only that the repository is there", async () => {
  const [repository] = Object.entries(well());
  const rows = await Promise.all(looks.map(({ name }) => rowsOf(name, Object.fromEntries([repository ?? ["", ""]]))));
  const well_ = rows.flat().filter(({ verdict }) => verdict === "ok");
  // Our own file is read from the checkout.
  expect(well_.map(({ check }) => check)).toEqual(["every-file-owned"]);
});

test("each part says which settings it looks at, so that --only can take them", async () => {
  for (const { name, checks } of looks) {
    const found = (await rowsOf(name, well())).map(({ check }) => check);
    expect([...new Set(found)], name).toEqual(checks);
  }
});

describe("which repository", () => {
  test.each([
    ["https://github.com/contoso/m365.git\n", "contoso/m365"],
    ["https://user:ghp_secret@github.com/contoso/m365", "contoso/m365"],
    ["git@github.com:contoso/m365.git", "contoso/m365"],
    ["ssh://git@github.com:22/contoso/m365.git/", "contoso/m365"],
    ["https://dev.azure.com/contoso/project/_git/m365", undefined],
    ["/srv/git/m365.git", undefined],
  ])("the remote %j is %j", (address, named) => {
    expect(inRemote(address)).toBe(named);
  });

  test.each(["contoso", "contoso/..", "con toso/m365", "contoso/m365/x", "-x/m365", ""])("%j is none", (text) => {
    expect(() => namedBy(text)).toThrow("is no repository: write owner/name");
  });
});

test("docs/ci.md says of each setting what it stops, under the name of its part, in the doctor's order", () => {
  const text = readFileSync("docs/ci.md", "utf8");
  const sections = text.split(/^## /m).slice(1);
  const described = sections.flatMap((section) => {
    const name = /^[^\n]*: `([a-z-]+)`\n/.exec(section)?.[1];
    const checks = [...section.matchAll(/^\| `([a-z-]+)` \| (?=\S.{10})/gm)].map(([, check]) => check);
    return name === undefined ? [] : [{ name, checks }];
  });
  expect(described).toEqual(looks.map(({ name, checks }) => ({ name, checks })));
});
