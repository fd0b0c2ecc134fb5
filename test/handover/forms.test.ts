/** The other forms of a sheet: one HTML page, and a terminal. The Markdown is in sheet.test.ts. */
import { createHash } from "node:crypto";
import stringWidth from "fast-string-width";
import { describe, expect, test } from "vitest";
import { plainOf, runsOf } from "../../operate/handover/inline.ts";
import { code, text } from "../../operate/handover/markdown.ts";
import { sheetOnTerminal } from "../../operate/handover/on-terminal.ts";
import { sheetPage } from "../../operate/handover/page.ts";
import { madeSheet, names } from "./made-sheet.ts";

describe("a line's marks", () => {
  test.each(["a *b* **c** `d` ~e~ $f$ \\g", "<b> &lt; & &#65;", "x | y ` z", "1. [a](b)"])(
    "%j as text, or as a value to copy, comes back to the letter",
    (value) => {
      expect(plainOf(text(value))).toBe(value);
      expect(runsOf(code(value))).toEqual([{ kind: "code", text: value }]);
    },
  );

  test("are bold, italic, values and breaks", () => {
    expect(runsOf("**a `b`** *c*<br>d")).toEqual([
      {
        kind: "strong",
        runs: [
          { kind: "text", text: "a " },
          { kind: "code", text: "b" },
        ],
      },
      { kind: "text", text: " " },
      { kind: "em", runs: [{ kind: "text", text: "c" }] },
      { kind: "break" },
      { kind: "text", text: "d" },
    ]);
  });
});

describe.each(names)("the page of %s", (name) => {
  const page = sheetPage(madeSheet(name));

  test("asks for nothing outside of itself: no source, no style sheet, no address but in text and links to itself", () => {
    expect(page).not.toMatch(
      /\s(?:src|action|srcset|poster|background)=|@import|url\(|<(?:img|iframe|link|object|embed)\b/i,
    );
    expect([...page.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !to?.startsWith("#"))).toEqual([]);
  });

  test("lets only its own style and its own script run", () => {
    const hashOf = (part: string | undefined) =>
      createHash("sha256")
        .update(part ?? "")
        .digest("base64");
    const style = hashOf(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1]);
    const script = hashOf(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1]);
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'">`,
    );
    expect(page).not.toMatch(/\son\w+=|\sstyle=|javascript:/i);
  });

  test("has no two boxes of one name, and the same names each time", () => {
    const boxes = (html: string) => [...html.matchAll(/data-tick="([^"]*)"/g)].map(([, box]) => box);
    expect(boxes(page).length).toBeGreaterThan(2);
    expect(new Set(boxes(page)).size).toBe(boxes(page).length);
    expect(boxes(sheetPage(madeSheet(name)))).toEqual(boxes(page));
  });

  test("has a copy for each value, and none for what is masked", () => {
    expect(page).toMatch(/<code data-copy="[^"]+">cccccccc-0000-4000-8000-000000000001<\/code>/);
    expect(page).not.toMatch(/data-copy="[^"]*">•/);
  });
});

test("ticks are those of one credential: the next one's sheet begins anew", () => {
  expect(madeSheet("app-connect").key).toBe("11111111-1111-1111-1111-111111111111/app-connect/2026-11-21");
});

test("text from the settings is text on the page", () => {
  const page = sheetPage(madeSheet("app-connect", { resolved: { purpose: `<script>alert("1")</script> & 'x'` } }));
  expect(page).toContain("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;x&#39;");
  expect(page.match(/<script>/g)).toHaveLength(1);
});

describe("a secret", () => {
  const secret = "CANARY~8Q~<value>";

  test.each(names)("of %s is on no form of the sheet unless it is to be shown", (name) => {
    const sheet = madeSheet(name);
    for (const form of [sheetPage(sheet), sheetOnTerminal(sheet, { columns: 80, styled: true })])
      expect(form).toContain("••••••••");
  });

  test("that is to be shown stands where it is typed in, with a warning above", () => {
    const sheet = madeSheet("app-connect", { revealed: secret });
    const page = sheetPage(sheet);
    expect(page).toContain('<code data-copy="client secret">CANARY~8Q~&#60;value&#62;</code>');
    expect(page).toContain("<strong>This sheet shows the secret in the clear.</strong>");
    expect(page).not.toContain("not on this sheet");
    expect(page).not.toContain("••••");
    expect(sheetOnTerminal(sheet, { columns: 80, styled: false })).toContain(`\n      ${secret}\n`);
  });
});

describe("the language", () => {
  test("of a Japanese page may be English: our words change, the vendor's stay, and that is said once", () => {
    const page = sheetPage(madeSheet("mailgates", { language: "en" }));
    expect(page).toContain('<html lang="en"');
    expect(page.match(/labels and steps are in Japanese/g)).toHaveLength(1);
    expect(page).toContain(">How to leave</h2>");
    expect(page).toContain("アプリケーションID");
    expect(page).toContain('<div class="step" lang="ja">');
    expect(page).toContain("First move the mail route (such as the MX records) away from MAILGATES Σ.");
  });

  test("of an English page may be Japanese", () => {
    const page = sheetPage(madeSheet("app-connect", { language: "ja" }));
    expect(page).toContain('<html lang="ja"');
    expect(page.match(/提供元のページと画面のとおり英語で記載/g)).toHaveLength(1);
    expect(page).toContain(">利用を終了するとき</h2>");
  });

  test("is the page's where nothing else is asked, and then nothing is said of it", () => {
    expect(sheetPage(madeSheet("mailgates"))).not.toContain("英語で記載");
    expect(sheetPage(madeSheet("mailgates"))).toContain('<html lang="ja"');
  });
});

test("on a narrow terminal a value with blanks is one line, as it is to be copied", () => {
  expect(sheetOnTerminal(madeSheet("servicenow"), { columns: 40, styled: false })).toContain(
    "\n      choose\n      MSIM Microsoft Teams ConnectorAuthorization Code Template\n",
  );
});

describe.each(names)("on a terminal, %s", (name) => {
  const printed = sheetOnTerminal(madeSheet(name), { columns: 72, styled: false });

  test("has no escape sequence where none is wanted, and bold labels elsewhere", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
    expect(printed).not.toMatch(/\x1b/);
    expect(sheetOnTerminal(madeSheet(name), { columns: 72, styled: true })).toContain("\x1b[0;1m");
  });

  test("is wrapped; only what is to be copied may be wider", () => {
    const wide = printed.split("\n").filter((line) => stringWidth(line) > 72);
    const whole = sheetOnTerminal(madeSheet(name), { columns: 10_000, styled: false });
    // A line that is too wide is one value or one command: it stands so at any width.
    expect(wide.filter((line) => !whole.includes(line.trim().replace(/^- [^:]*: /, "")))).toEqual([]);
    expect(printed.split("\n").length).toBeGreaterThan(whole.split("\n").length);
  });

  test("shows each value whole, as it is to be copied", () => {
    const values = (line: string) => runsOf(line).flatMap((run) => (run.kind === "code" ? [run.text] : []));
    const forms = JSON.stringify(
      madeSheet(name)
        .blocks.flatMap((part) => (part.kind === "facts" ? part.rows : []))
        .flat(),
    );
    for (const value of (JSON.parse(forms) as string[]).flatMap(values)) expect(printed).toContain(value);
  });
});
