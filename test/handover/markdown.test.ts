import { describe, expect, test } from "vitest";
import { markdownBlock } from "../../components/markdown.ts";
import { code, folded, paragraph, paragraphs, table, text } from "../../operate/handover/markdown.ts";

describe("text shows as text", () => {
  test.each([
    ["*a* `b` ~c~ $d$ \\e", "&#42;a&#42; &#96;b&#96; &#126;c&#126; &#36;d&#36; &#92;e"],
    ["_a_ but offline_access", "&#95;a&#95; but offline_access"],
    ["<b> &lt; & [a](u) [b][c] [アプリの登録]", "&#60;b> &#38;lt; & [a&#93;(u) [b&#93;[c] [アプリの登録&#93;"],
    ["[a] b [c]: d", "[a] b [c&#93;: d"],
    ["a|b\\|c", "a&#124;b&#92;&#124;c"],
    ["a\n\n# b\u2028c\td", "a # b c d"],
    ["\u202Eabc\u0007", "abc"],
    ["1. a", "1. a"],
  ])("%j", (value, markdown) => {
    expect(text(value)).toBe(markdown);
  });

  test.each([
    ["1. a", "1&#46; a"],
    ["2) a", "2&#41; a"],
    ["- a", "&#45; a"],
    ["# a", "&#35; a"],
    ["[x] a", "&#91;x] a"],
    ["[a] b", "[a] b"],
    ["> a", "&#62; a"],
    ["=== a", "&#61;== a"],
  ])("at the beginning of a line: %j", (value, markdown) => {
    expect(paragraph(value)).toBe(markdown);
  });
});

describe("values to copy", () => {
  test("a code span; with a bar or a backtick an HTML one, so that it ends where it ends and no table breaks", () => {
    expect(code("https://a.example/?x=1&y=*")).toBe("`https://a.example/?x=1&y=*`");
    expect(code("a|`\\<b>")).toBe("<code>a&#124;&#96;&#92;&#60;b&#62;</code>");
  });

  test("a block's fence is longer than any within", () => {
    expect(markdownBlock("a\n", "sh")).toBe("```sh\na\n```");
    expect(markdownBlock("````\nx")).toBe("`````\n````\nx\n`````");
  });
});

test("a folded part: Markdown within, plain text on the line to click", () => {
  expect(folded("Only <b> & `c`\n", "a", "", "b")).toBe(
    "<details>\n<summary>Only &#60;b&#62; &#38; `c` </summary>\n\na\n\nb\n\n</details>",
  );
});

test("a table without rows is nothing, and nothing leaves no gap", () => {
  expect(table(["a", "b"], [["1", "2"]])).toBe("| a | b |\n|---|---|\n| 1 | 2 |");
  expect(paragraphs("x", table(["a"], []), "y")).toBe("x\n\ny");
});
