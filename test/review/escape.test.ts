import { describe, expect, it } from "vitest";
import { logLine, logText, notShown, plainText } from "../../components/plain-text.ts";
import { githubCode, githubText, jsonText, mermaidLabel, sarifText } from "../../review/render/escape.ts";

const secret = "abc8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

describe("in a terminal", () => {
  it("an escape sequence is shown, not obeyed", () => {
    expect(plainText("\u001b[2Jgone")).toBe("\\u001b[2Jgone");
  });
  it("a line break does not begin a new line", () => {
    expect(plainText("one\ntwo\r\u2028three")).toBe("one\\u000atwo\\u000d\\u2028three");
  });
  it("characters that reorder or hide text show their code points", () => {
    expect(plainText("a\u202eb\u200bc\u{e0041}\u00ad")).toBe("a\\u202eb\\u200bc\\u{e0041}\\u00ad");
  });
  it("letters of any script stay", () => {
    expect(plainText("MAILGATES Σ 連携 naïve")).toBe("MAILGATES Σ 連携 naïve");
  });
});

describe("in Markdown", () => {
  it("no mark has a meaning", () => {
    expect(githubText("*a* _b_ `c` [d](e) <f> ~g~ |h| $i$ \\j")).toBe(
      "&#42;a&#42; &#95;b&#95; &#96;c&#96; [d&#93;(e) &#60;f> &#126;g&#126; &#124;h&#124; &#36;i&#36; &#92;j",
    );
  });
  it("an entity is shown as it was typed", () => {
    expect(githubText("&lt;b&gt;")).toBe("&#38;lt;b&#38;gt;");
  });
  it.each(["> a", "- a", "+ a", "= a", "# a", "1. a", "12) a"])(
    "%s at the start begins no list and no heading",
    (text) => {
      expect(githubText(text)).toMatch(/^(?:\d+)?&#\d+; a$/);
    },
  );
  it("what GitHub would make a link, a mention, an issue or an emoji of is code, which can be copied as it is", () => {
    expect(githubText("(https://a.example), www.b.example @octocat #12 :tada: a@b.example.")).toBe(
      "(`https://a.example`), `www.b.example` `@octocat` `#12` `:tada:` `a@b.example`.",
    );
  });
  it("no invisible character parts an address", () => {
    expect(githubText("see https://a.example/ and a@b.example")).not.toMatch(/\u200b|&#8203;/);
  });
  it("a mark that closes a code span opens none", () => {
    expect(githubText("`@a` **x**")).toBe("<code>&#96;&#64;a&#96;</code> &#42;&#42;x&#42;&#42;");
  });
  it("a code span is closed by its own mark alone, and breaks no table", () => {
    expect(githubCode("a`b``c")).toBe("<code>a&#96;b&#96;&#96;c</code>");
    expect(githubCode("plain |<b>")).toBe("<code>plain &#124;&#60;b&#62;</code>");
    expect(githubCode("plain <b>")).toBe("`plain <b>`");
  });
  it("a code span of nothing is nothing", () => {
    expect(githubCode(" ")).toBe("");
  });
});

describe("in a Mermaid graph", () => {
  it("a label cannot leave its quotes", () => {
    expect(mermaidLabel('a"] --> b["<b>;%%\n#35;')).toBe(
      '"a#34;#93; --#62; b#91;#34;#60;b#62;#59;#37;#37;#92;u000a#35;35#59;"',
    );
  });
  it("a label begins no list, which Mermaid would refuse to draw", () => {
    expect(mermaidLabel("- Mail.Read")).toBe('"#45; Mail.Read"');
    expect(mermaidLabel("1. Mail.Read")).toBe('"1#46; Mail.Read"');
  });
  it("letters of any script stay", () => {
    expect(mermaidLabel("連携 Mail.Read")).toBe('"連携 Mail.Read"');
  });
});

describe("in SARIF", () => {
  it("brackets are no link", () => {
    expect(sarifText("[x](https://evil.example) \\")).toBe("\\[x\\](https://evil.example) \\\\");
  });
});

describe("in JSON", () => {
  it("invisible characters are escaped, and read back as they were", () => {
    const text = jsonText({ a: "\u202eb\u009b\u{e0041}" });
    expect(text).toBe('{\n  "a": "\\u202eb\\u009b\\udb40\\udc41"\n}\n');
    expect(JSON.parse(text)).toStrictEqual({ a: "\u202eb\u009b\u{e0041}" });
  });
  it("a secret is shown neither as a value nor as a key", () => {
    expect(jsonText({ [secret]: [{ a: secret }] })).not.toContain("8Q~");
  });
});

describe("what looks like a secret", () => {
  it("is not shown, and the words around it are", () => {
    expect(plainText(`the value ${secret} leaked`)).toBe(`the value ${notShown} leaked`);
  });
  it("is not shown where invisible characters part it", () => {
    const parted = [...secret].join("\u200b");
    expect(plainText(`x ${parted}`)).toBe(`x ${notShown}`);
  });
  it("is not shown where it holds spaces", () => {
    expect(plainText("-----BEGIN RSA PRIVATE KEY----- MIIE")).toBe(notShown);
  });
  it.each([githubText, githubCode, mermaidLabel, sarifText])("is shown by no format", (format) => {
    expect(format(secret)).not.toContain("8Q~");
  });
});

describe("a log", () => {
  it("gets no command of a terminal or of a CI system, on any line", () => {
    expect(logText("one\n  ::set-output name=a::b\n##[error]x\n\u001b[2J::y\ntwo :: three")).toBe(
      "one\n  \\u003a:set-output name=a::b\n\\u0023#[error]x\n\\u001b[2J::y\ntwo :: three",
    );
  });
  it("gets none in the middle of a line, where GitHub and Azure Pipelines look for theirs as well", () => {
    expect(logText("a ##[add-path]/x b ##vso[task.setvariable variable=y]z ## heading")).toBe(
      "a \\u0023#[add-path]/x b \\u0023#vso[task.setvariable variable=y]z ## heading",
    );
  });
  it("gets none in JSON, which reads back as it was", () => {
    const text = jsonText({ a: "##vso[task.x]##[error]" });
    expect(text).toBe('{\n  "a": "\\u0023#vso[task.x]\\u0023#[error]"\n}\n');
    expect(JSON.parse(text)).toStrictEqual({ a: "##vso[task.x]##[error]" });
  });
  it("keeps the colours of a line that is ours", () => {
    expect(logLine("\u001b[31m::a\u001b[0m")).toBe("\u001b[31m::a\u001b[0m");
    expect(logLine("  ::a")).toBe("  \\u003a:a");
  });
});
