/** The words of both languages, and what finds English in Japanese (test/review/corpus.test.ts looks through whole reports). */

import { describe, expect, it } from "vitest";
import { clausesEn } from "../../review/words/clauses-en.ts";
import { clausesJa } from "../../review/words/clauses-ja.ts";
import { ja } from "../../review/words/ja.ts";
import { rulesJa } from "../../review/words/rules-ja.ts";
import { woven } from "../../review/words/woven.ts";
import { englishIn, textsOf } from "./english.ts";

describe("the detector of English", () => {
  it.each([
    ["テナントを調べます: it acts with the rights of the person", "it acts with the rights of the person"],
    ["granted for everyone", "granted for everyone"],
    ["期限が切れると: Mail is lost", "期限が切れると: Mail is lost"],
    ["資格情報: no newer one", "資格情報: no newer one"],
  ])("finds it in %s", (text, found) => {
    expect(englishIn(text, [])).toContain(text.includes(": ") && !text.startsWith("granted") ? text : found);
  });
  it.each([
    "Mail.Read(Microsoft Graph)は、すべてのメールボックスにアクセスできます。",
    "`leaving: true` を書いて適用してください。",
    "QOE Integration with Microsoft Teams に入力されたシークレット",
  ])("passes over names in %s", (text) => {
    expect(englishIn(text, ["QOE Integration with Microsoft Teams"])).toStrictEqual([]);
  });
});

describe("the words of both languages", () => {
  it.each(Object.entries(rulesJa))("%s: the sentence itself holds no English", (_name, { sentence, remedy }) => {
    expect([...englishIn(sentence, []), ...englishIn(remedy, [])]).toStrictEqual([]);
  });
  it("have the same clauses", () => {
    expect(Object.keys(clausesJa).sort()).toStrictEqual(Object.keys(clausesEn).sort());
  });
  it("call one thing by one name", () => {
    const text = textsOf([rulesJa, Object.values(clausesJa).map(String), ja]).join("\n");
    for (const other of ["連携先", "引き継ぎ", "台帳", "世代"]) expect(text).not.toContain(other);
  });
});

describe("a value in a Japanese sentence", () => {
  it.each([
    ["a name has a blank on both sides", ["常に", "の Administrator"], ["AU-1"], "常に AU-1 の Administrator"],
    ["a Japanese word has none", ["常に ", " の管理者"], ["テナント全体"], "常にテナント全体の管理者"],
    ["beside punctuation it stays as written", ["(", ")は"], ["Application"], "(Application)は"],
    [
      "two names keep the blank between them",
      ["", " ", ""],
      ["Microsoft Graph", "Mail.Read"],
      "Microsoft Graph Mail.Read",
    ],
  ])("%s", (_title, parts, values, text) => {
    expect(woven(parts, values)).toBe(text);
  });
});
