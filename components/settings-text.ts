/**
 * The text of a tenant's file before it is YAML: what an editor, a mail, a spreadsheet or a merge left in it. Each kind
 * is told once, in the words of whoever has to mend it, and mended for what comes after, so that one mistake hides no
 * other. No line is added or removed: every line keeps its number.
 */
import { type Fault, shown } from "./faults.ts";
import { otherFormat, otherText } from "./other-format.ts";
import { codePointName } from "./plain-text.ts";
import { type FoundSecret, mayHoldSecret, secretIn } from "./secret-shapes.ts";
import { emphasis, fences, lineNumbers, quoted, tags } from "./settings-copied.ts";
import { atRoot, blockText, deepNames, missingDashes, oneOff, stray } from "./settings-indent.ts";
import { faultAt, isContent, linesText, numbersOf, once, type Stage } from "./settings-stage.ts";
import { daysIn } from "./written-day.ts";

/** A text with its faults; the text reads as if they had been mended. */
export interface Mended {
  readonly text: string;
  readonly faults: readonly Fault[];
  /** True where it holds no text of this kind at all, of which nothing else is to be said. */
  readonly whole?: true;
}

/** Bytes 0 at every second place, as ASCII has them in UTF-16. */
function utf16(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 200);
  const zeros = (from: 0 | 1) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (head.length < 4) return undefined;
  if (zeros(1) > head.length / 4) return "utf-16le";
  return zeros(0) > head.length / 4 ? "utf-16be" : undefined;
}

/** The file's bytes as text. What is no UTF-8 is read as far as it goes. */
export function decoded(bytes: Buffer): Mended {
  const other = otherFormat(bytes);
  if (other !== undefined) return { text: "", faults: [{ path: [], message: other }], whole: true };
  const wide = utf16(bytes);
  if (wide !== undefined) {
    const message = "is UTF-16; save it as UTF-8 (Notepad: Save as, Encoding: UTF-8; PowerShell: -Encoding utf8)";
    return { text: new TextDecoder(wide).decode(bytes), faults: [{ path: [], message }] };
  }
  // Without its mark of three bytes, which is allowed.
  const text = new TextDecoder().decode(bytes);
  const at = text.indexOf("\ufffd");
  // U+FFFD may stand in the file itself: then its bytes are there.
  if (at < 0 || bytes.includes("\ufffd")) return { text, faults: [] };
  const line = text.slice(0, at).split("\n").length;
  const message =
    "is not UTF-8: a letter here was saved in another encoding (Windows-1252, Shift_JIS); save the file as UTF-8";
  return { text, faults: [faultAt(line, message)] };
}

/** The secret of a line. Of a redirect URI's user and query its own fault tells, with the URI to write. */
function secretOf(line: string): FoundSecret | undefined {
  const found = secretIn(line);
  const isUri = /^\s*(?:-|redirectUris:)\s*\[?\s*["'<]?https?:\/\//.test(line) && found?.told === "by a word";
  return isUri && !line.slice(0, found.from).includes(" #") ? undefined : found;
}

/** The key and the rest of the line stay, so that what else is wrong there is still found. */
function withoutSecrets(line: string): string {
  const found = secretOf(line);
  if (found === undefined) return line;
  return `${line.slice(0, found.from)}${removed}${withoutSecrets(line.slice(found.to))}`;
}

/** A line as it is, or without what hides a secret from a search and from nobody who copies it: width, and signs without any. */
function openedLine(line: string): string {
  if (!/[^\x20-\x7e\t]/.test(line) || secretOf(line) !== undefined) return line;
  const plain = line.replace(unseen, "").normalize("NFKC");
  return plain !== line && secretOf(plain)?.told === "by its shape" ? plain : line;
}

/** Secrets anywhere, comments included. In a block of PEM the first line stands for all. */
const secrets: Stage = (lines) => {
  const opened = lines.map(openedLine);
  if (!mayHoldSecret(opened.join("\n"))) return { lines, faults: [] };
  const faults: Fault[] = [];
  let key = false;
  const mended = opened.map((line, at) => {
    if (key) {
      key = !/-----END /.test(line);
      return "";
    }
    const found = secretOf(line);
    if (found === undefined) return lines[at] ?? "";
    key = line.includes("-----BEGIN") && !line.includes("-----END");
    const told = `holds what looks like ${found.what} (${found.hint}); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed`;
    faults.push(faultAt(at + 1, told));
    return key ? "" : withoutSecrets(line);
  });
  return { lines: mended, faults };
};

/** Stands where a secret was, so that nothing is said of that value a second time. */
export const removed = "removed-secret";

/** Git's marks, and those that Jujutsu puts between them. */
const conflictMark = /^\s*(?:<{7}|>{7}|\|{7}|%{7}|\+{7}|-{7}|\\{7})(?: |$)|^\s*={7}$/;
const conflictEnd = /^\s*(?:<{7}|>{7})(?: |$)|^={7}$/;

/** The marks of a merge conflict. Of both sides the first is kept to go on with. */
const conflicts: Stage = (lines) => {
  if (!lines.some((line) => conflictEnd.test(line))) return { lines, faults: [] };
  let side: "both" | "ours" | "theirs" = "both";
  let kept = false;
  const mended = lines.map((line) => {
    if (!conflictMark.test(line)) {
      if (side === "ours") kept = true;
      return side === "theirs" ? "" : line;
    }
    const mark = line.trimStart()[0];
    if (mark === "<") [side, kept] = ["ours", false];
    else if (mark === ">") side = "both";
    else if (side !== "both") side = mark === "+" && !kept ? "ours" : "theirs";
    return "";
  });
  const message = (at: string) =>
    `holds the marks of a merge conflict (${at}); keep one of the two sides and remove the marks`;
  return {
    lines: mended,
    faults: once(
      numbersOf(lines, (line) => conflictMark.test(line)),
      message,
    ),
  };
};

/** A patch that was pasted: the file's own lines never begin with a sign. */
const patches: Stage = (lines) => {
  const marked = numbersOf(lines, (line) =>
    /^(?:\+(?!\+\+)|-(?!-|\s*$)|@@ |diff --git |(?:---|\+\+\+) [ab]\/)/.test(line),
  );
  const isPatch =
    lines.some((line) => /^\+/.test(line)) &&
    lines.some((line) => /^(?:tenant|integrations):/.test(line.slice(line.startsWith(" ") ? 1 : 0)));
  if (!isPatch) return { lines, faults: [] };
  const mended = lines.map((line) =>
    /^\+(?!\+\+)/.test(line) ? line.slice(1) : /^(?:-(?!\s*$)|@@ |diff --git |\+\+\+ )/.test(line) ? "" : line,
  );
  return {
    lines: mended,
    faults: once(
      marked,
      (at) =>
        `holds the signs of a patch (+ and - at the beginning of ${at}); remove the lines with - and the sign of those with +`,
    ),
  };
};

/** One tenant a file: nothing stands after the end of the first document. */
const documents: Stage = (lines) => {
  const content = (line: string) => /^[^#\s%]/.test(line) && !/^---(?:\s|$)/.test(line);
  const begins = lines.findIndex(content);
  const ends = lines.findIndex((line, at) => at > begins && /^(?:---|\.\.\.)(?:\s|$)/.test(line));
  if (begins < 0 || ends < 0) return { lines, faults: [] };
  const kept = lines.map((line, at) => (at < ends ? line : ""));
  const rest = lines.slice(ends + 1).some((line) => /^\s*[^#\s]/.test(line) && !/^(?:---|\.\.\.)/.test(line));
  if (!rest) return { lines: kept, faults: [] };
  return {
    lines: kept,
    faults: [
      faultAt(
        ends + 1,
        "begins a second document (---); one tenant a file: put the second tenant into a file of its own",
      ),
    ],
  };
};

/** `%YAML 1.1` changes how every value below is read. */
const directives: Stage = (lines) => {
  const numbers = numbersOf(lines, (line) => /^%[A-Z]/.test(line));
  return {
    lines: numbers.length === 0 ? lines : lines.map((line) => (/^%[A-Z]/.test(line) ? "" : line)),
    faults: once(
      numbers,
      () => "begins with a YAML directive (%…), which changes how the file is read; remove the line",
    ),
  };
};

/** The different characters, by name. */
function named(characters: readonly string[]): string {
  return [...new Set(characters)].slice(0, 4).map(codePointName).join(", ");
}

/** No width, or the power to reorder what a reviewer sees: never part of what somebody meant to write. */
const unseen = /(?![\t\n\r])\p{Cc}(?:\[[\d;]*m)?|[\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]|\u034f/gu;

const invisible: Stage = (lines) => {
  const numbers = numbersOf(lines, (line) => line.search(unseen) >= 0);
  if (numbers.length === 0) return { lines, faults: [] };
  const which = named(numbers.flatMap((number) => lines[number - 1]?.match(unseen) ?? []));
  return {
    lines: lines.map((line) => line.replace(unseen, "")),
    faults: once(
      numbers,
      (at) => `holds invisible characters (${which}) in ${at}; delete them, or write the text again`,
    ),
  };
};

/** Blanks that only look like the one that YAML knows. */
const blanks = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000";
const oddBlank = new RegExp(`[${blanks}]`, "gu");
/** Where YAML itself needs a blank or has none: before the text of a line, after its dashes, after a colon, at its end. */
const structural = new RegExp(
  `^[ \\t]*[${blanks}][\\s${blanks}]*|(?<=^\\s*(?:- *)*-)[ ]*[${blanks}]+|(?<=^\\s*(?:- *)*["']?[\\w .-]{1,60}["']?:)[ ]*[${blanks}]+|(?<=[[{,])[ ]*[${blanks}]+(?=\\S)|[${blanks}]+[ ]*(?=[\\]},]|\\s#)|[${blanks}]+\\s*$`,
  "gu",
);

function plainBlank(blank: string): string {
  // As wide as an editor shows it.
  return blank === "\u3000" ? "  " : " ";
}

const nameOfBlank: Readonly<Record<string, string>> = { "\u00a0": "no-break spaces", "\u3000": "full-width blanks" };

const oddBlanks: Stage = (lines) => {
  const numbers: number[] = [];
  const seen: string[] = [];
  const mended = lines.map((line, at) => {
    if (line.search(oddBlank) < 0 || /^\s*#/.test(line.replace(oddBlank, " ")))
      return line.replace(oddBlank, plainBlank);
    const changed = line.replace(structural, (match) => {
      seen.push(...(match.match(oddBlank) ?? []));
      return match.replace(oddBlank, plainBlank);
    });
    if (changed !== line) numbers.push(at + 1);
    return changed;
  });
  const [first = ""] = seen;
  const kind = nameOfBlank[first] ?? "blanks of another kind";
  return {
    lines: numbers.length === 0 ? lines : mended,
    faults: once(
      numbers,
      (at) => `holds ${kind} (${named(seen)}) in ${at} where YAML takes plain blanks alone; type them again`,
    ),
  };
};

/** Tabs before the text of a line. Their width is the editor's affair, so several are tried. */
function tabs(width: number): Stage {
  return (lines) => {
    const numbers = numbersOf(lines, (line) => /^ *\t\s*[^\s#]/.test(line));
    return {
      lines:
        numbers.length === 0
          ? lines
          : lines.map((line) => line.replace(/^[ \t]+/, (indent) => indent.replaceAll("\t", " ".repeat(width)))),
      faults: once(
        numbers,
        (at) => `is indented with tabs in ${at}; YAML takes blanks alone: set the editor to two blanks`,
      ),
    };
  };
}

function run(text: string, stages: readonly Stage[]): Mended {
  const faults: Fault[] = [];
  let lines: readonly string[] = text.split(/\r\n|\r|\n/);
  for (const stage of stages) {
    const done = stage(lines);
    lines = done.lines;
    faults.push(...done.faults);
  }
  return { text: lines.join("\n"), faults };
}

/** What is never right, wherever it stands. `tabWidth`: blanks for a tab in what is read on. */
export function mendPasted(text: string, tabWidth: number): Mended {
  const other = otherText(text);
  if (other !== undefined) return { text: "", faults: [{ path: [], message: other }], whole: true };
  const broken = withLineEnds(text);
  const mended = run(broken.text, [
    lineNumbers,
    secrets,
    conflicts,
    quoted,
    fences,
    patches,
    directives,
    documents,
    invisible,
    oddBlanks,
    tabs(tabWidth),
    emphasis,
    tags,
  ]);
  return { text: mended.text, faults: [...broken.faults, ...mended.faults] };
}

/** A text of several lines in which YAML sees one: their ends are those of other systems. */
function withLineEnds(text: string): Mended {
  const end = /[\u0085\u2028\u2029]/.exec(text)?.[0];
  if (end === undefined || /[\n\r]/.test(text)) return { text, faults: [] };
  const message = `ends its lines with ${codePointName(end)}, which is none in YAML; save it with line ends of Unix (LF) or Windows (CRLF)`;
  return { text: text.replace(/[\u0085\u2028\u2029]/g, "\n"), faults: [{ path: [], message }] };
}

// What follows is looked for only where the file cannot be read or checked as it stands: in a text of several lines it
// might be right.

/** An entry of a list, or a key: no text of the line before goes on in it. */
const beginsAnew = /^\s*(?:-\s|(?:-\s+)*["']?[\w .-]+["']?:(?:\s|$))/;

/** A line in parts: its blanks and dashes, its key if it has one, and what follows. */
interface Parts {
  readonly lead: string;
  readonly key: string | undefined;
  readonly value: string;
  readonly comment: string;
}

function partsOf(line: string): Parts {
  const [, lead = "", rest = ""] = /^(\s*(?:-\s+)*)(.*)$/s.exec(line) ?? [];
  const [, body = rest, comment = ""] = /^(.*?)(\s+#.*)$/s.exec(rest) ?? [];
  const [, key, value = body] = /^([\w.-]+|"[^"]*"|'[^']*'|[A-Z][\w .]*?):\s+(\S.*)$/s.exec(body) ?? [];
  return { lead, key, value, comment };
}

/** A rule for one line. Answers the line mended and what was wrong; undefined where it has nothing to say. */
type LineRule = (
  line: string,
  keys: ReadonlySet<string>,
  next: string,
) => { readonly line: string; readonly message: string } | undefined;

function keyPattern(keys: ReadonlySet<string>): string {
  return [...keys].map((key) => key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
}

const patterns = new WeakMap<
  ReadonlySet<string>,
  Readonly<
    Record<
      | "wideColon"
      | "wideComma"
      | "close"
      | "equals"
      | "between"
      | "closeBrace"
      | "unparted"
      | "day"
      | "noColon"
      | "hash",
      RegExp
    >
  >
>();

function patternsOf(keys: ReadonlySet<string>) {
  const known = patterns.get(keys);
  if (known) return known;
  const any = keyPattern(keys);
  const made = {
    wideColon: new RegExp(`(^\\s*(?:-\\s+)*|[{,，、]\\s*)(${any})\\s*[：︰﹕∶]\\s*`, "gu"),
    wideComma: new RegExp(`[，、；﹐]\\s*(?=(?:${any})\\s*[:：])`, "gu"),
    close: new RegExp(`(^\\s*(?:-\\s+)*|[{,]\\s*)(${any}):(?=[^\\s/])`, "gu"),
    equals: new RegExp(`^(\\s*(?:-\\s+)*)(${any})\\s*(=|:=|=>|->)\\s*`, "u"),
    between: new RegExp(`[,;]\\s*(?:${any}):\\s`, "u"),
    closeBrace: new RegExp(`\\s*[,;]\\s*(?=(?:${any}):\\s)`, "gu"),
    unparted: new RegExp(`([^{,:\\s])\\s+(?=(?:${any}):\\s)`, "gu"),
    day: new RegExp(
      `((?:issued|expires|confirmed|on|until|since):\\s*)([^{}"',]*(?:,(?!\\s*(?:${any}):\\s)[^{},"']*)*[^{},"'\\s])`,
      "gu",
    ),
    noColon: new RegExp(`^(\\s*(?:-\\s+)?)(${any})(?:\\s*[,;]\\s*|\\s+)([^\\s:#=][^:]*)$`, "u"),
    hash: new RegExp(`^(\\s*(?:-\\s+)?(?:${any}):\\s+)(#\\S+)\\s*$`, "u"),
  };
  patterns.set(keys, made);
  return made;
}

function changed(line: string, mended: string, message: string) {
  return mended === line ? undefined : { line: mended, message };
}

const wideColon: LineRule = (line, keys) => {
  const named = line.replace(patternsOf(keys).wideColon, "$1$2: ");
  const mended = named.replace(/^(\s{2}[a-z][a-z0-9-]*)\s*[：︰﹕∶]\s*(?=#|$)/u, "$1:");
  return changed(line, mended, "has a full-width colon (：) after a key; write a plain colon and a blank");
};

const wideComma: LineRule = (line, keys) =>
  /[{[]/.test(line)
    ? changed(
        line,
        line.replace(patternsOf(keys).wideComma, ", "),
        "has a full-width comma between two keys; write a plain comma",
      )
    : undefined;

const narrow: Readonly<Record<string, string>> = { "｛": "{", "｝": "}", "［": "[", "］": "]" };

const wideBrackets: LineRule = (line) =>
  changed(
    line,
    line.replace(/(?<=[:-]\s+|^\s*)[｛［]|[｝］](?=\s*(?:#|$))/gu, (bracket) => narrow[bracket] ?? bracket),
    "has full-width brackets; write { } or [ ]",
  );

const wideHash: LineRule = (line) => {
  const mended = line.replace(/(^|\s)＃(?=\s)/u, "$1#");
  return changed(line, mended, "has a full-width ＃; a comment begins with a plain #");
};

const closeHash: LineRule = (line) => {
  const mended = line.replace(/([\]}"'])#/, "$1 #");
  return changed(line, mended, "has a comment without a blank before it; write a blank before #");
};

/** What spreadsheets and word processors make of the dash of a list: other signs, and numbers. */
const bullet: LineRule = (line) => {
  const sign = /^\s*([–—―－−ー・·•‣◦●○◎▪■□*+]|\d{1,2}[.)]|[(（]\d{1,2}[)）]|[①-⑳])\s*(?=\S)/u.exec(line);
  const [whole = "", mark = ""] = sign ?? [];
  if (sign === null || (!/\s$/.test(whole) && !/[①-⑳]/u.test(mark))) return undefined;
  return {
    line: line.replace(whole, `${/^\s*/.exec(line)?.[0] ?? ""}- `),
    message: `begins with ${shown(mark)}; an entry of a list begins with a plain dash and a blank`,
  };
};

/** What begins a remark elsewhere. */
const remark: LineRule = (line) => {
  const [, blanks = "", sign = ""] = /^(\s*)(\/\/|--(?=\s)|;|※|<!--|rem\s|')/i.exec(line) ?? [];
  if (sign === "") return undefined;
  return {
    line: `${blanks}# ${line
      .trim()
      .slice(sign.length)
      .replace(/-->\s*$/, "")
      .trim()}`,
    message: `begins a remark with ${shown(sign.trim())}; write #`,
  };
};

const closeDash: LineRule = (line) =>
  changed(line, line.replace(/^(\s+)-(?=[^\s-])/, "$1- "), "has no blank after the dash; write `- ` before an entry");

const closeColon: LineRule = (line, keys) =>
  changed(line, line.replace(patternsOf(keys).close, "$1$2: "), "has no blank after the colon; write `key: value`");

const equals: LineRule = (line, keys) => {
  const sign = patternsOf(keys).equals.exec(line)?.[3];
  return changed(
    line,
    line.replace(patternsOf(keys).equals, "$1$2: "),
    `has ${shown(sign)} after a key; write a colon and a blank`,
  );
};

/** Marks that begin something else in YAML than a text. */
const startSign: LineRule = (line) => {
  const { lead, key, value, comment } = partsOf(line);
  if (!/^[@`%]/.test(value)) return undefined;
  const before = `${lead}${key === undefined ? "" : `${key}: `}`;
  return {
    line: `${before}${JSON.stringify(value)}${comment}`,
    message: `has a text that begins with ${value[0]}, a sign of YAML; quote it`,
  };
};

/** How the faults begin that a better one of the value itself stands for. */
export const colonWords = "has a colon in the text; quote the text";

/** A colon and a blank inside a text that is not quoted: YAML takes it for a key. */
const colonInText: LineRule = (line) => {
  const { lead, key, value, comment } = partsOf(line);
  if (key === undefined || /^["'[{|>&*!]/.test(value)) return undefined;
  if (!/:(?:\s|$)/.test(value)) return undefined;
  return {
    line: `${lead}${key}: ${JSON.stringify(value)}${comment}`,
    message: colonWords,
  };
};

const colonInFlow: LineRule = (line) =>
  changed(
    line,
    /[{[]/.test(line)
      ? line.replace(
          /([{,]\s*[\w]+: )([^,{}[\]"'#]*?:\s[^,{}[\]"'#]*?)(?=\s*[,}])/g,
          (_, before: string, text: string) => `${before}${JSON.stringify(text.trim())}`,
        )
      : line,
    colonWords,
  );

/** Quotation marks that open and do not close, or close too early. */
const quotes: LineRule = (line, _keys, next) => {
  const { lead, key, value, comment } = partsOf(line);
  const before = `${lead}${key === undefined ? "" : `${key}: `}`;
  const whole = `${value}${comment}`;
  const mark = value[0];
  if (mark !== '"' && mark !== "'") return undefined;
  const closed = (mark === '"' ? /^"(?:[^"\\]|\\.)*"(.*)$/s : /^'(?:[^']|'')*'(?!')(.*)$/s).exec(whole);
  const inner = value.slice(1).replace(new RegExp(`${mark}$`), "");
  const asText = JSON.stringify(inner);
  if (closed === null) {
    // It may go on in the next line, which then is no key.
    if (next.trim() !== "" && !beginsAnew.test(next)) return undefined;
    const message = `opens a quotation mark (${mark}) that does not close; close it at the end of the text`;
    return { line: `${before}${asText}${comment}`, message };
  }
  const after = closed[1] ?? "";
  if (key !== undefined && /^\s*,\s*(?:#.*)?$/.test(after))
    return {
      line: `${before}${whole.slice(0, whole.length - after.length)}`,
      message: "ends with a comma, as in JSON; remove it",
    };
  if (after.trim() === "" || /^\s+#/.test(after) || /^\s*[,\]}]/.test(after) || /^\s*:(?:\s|$)/.test(after))
    return undefined;
  const message =
    mark === "'"
      ? "has an apostrophe inside of single quotation marks; write it twice ('') or use double ones"
      : "has text after the closing quotation mark; quote the whole text, or none of it";
  const meant = mark === "'" ? inner : value.replaceAll(mark, "");
  return { line: `${before}${JSON.stringify(meant)}${comment}`, message };
};

/** Brackets of one line: what opens has to close, and in that order. */
const brackets: LineRule = (line, _keys, next) => {
  const { value, comment } = partsOf(line);
  if (!/^[[{]/.test(value)) return undefined;
  const open: string[] = [];
  const pair: Readonly<Record<string, string>> = { "]": "[", "}": "{" };
  let kept = "";
  let wrong: string | undefined;
  for (const [part] of value.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|./gs)) {
    if (part === "[" || part === "{") open.push(part);
    else if (part in pair) {
      if (open.at(-1) !== pair[part]) {
        wrong ??= part;
        continue;
      }
      open.pop();
    }
    kept += part;
  }
  const missing = open.reverse().map((bracket) => (bracket === "[" ? "]" : "}"));
  if (missing.length === 0 && wrong === undefined) return undefined;
  const isOpen = /[[{,]$/.test(value);
  const goesOn = wrong === undefined && (isOpen || !beginsAnew.test(next)) && next.trim() !== "";
  if (goesOn) return undefined;
  const start = line.indexOf(value);
  const message =
    wrong === undefined
      ? `opens ${missing
          .map((bracket) => (bracket === "]" ? "[" : "{"))
          .reverse()
          .join("")} without closing it; write ${missing.join("")} at the end`
      : `closes ${wrong} where ${missing.length > 0 ? `${missing[0]} is due` : "nothing is open"}; ${missing.length > 0 ? `write ${missing.join("")}` : "remove it"}`;
  return { line: `${line.slice(0, start)}${kept.trimEnd()}${missing.join("")}${comment}`, message };
};

/** Keys of one line that are neither in braces nor in lines of their own. */
const bareKeys: LineRule = (line, keys) => {
  const { between, closeBrace } = patternsOf(keys);
  const [, dash = "", rest = ""] = /^(\s*-\s+)([^\s{["'].*)$/.exec(line) ?? [];
  if (rest === "" || !/^[\w.-]+:\s/.test(rest) || !between.test(rest)) return undefined;
  const { value, comment } = { value: rest.replace(/\s+#.*$/, ""), comment: /\s+#.*$/.exec(rest)?.[0] ?? "" };
  return {
    line: `${dash}{ ${value.replace(closeBrace, ", ")} }${comment}`,
    message: "has several keys in one line without braces; write { key: value, key: value }",
  };
};

/** Round brackets where braces are meant. */
const parentheses: LineRule = (line) =>
  changed(
    line,
    line.replace(/^(\s*(?:-\s+)*(?:[\w.-]+:\s+)?)[(（]\s*([\w.-]+:\s.*?)\s*[)）](?=\s*(?:#|$))/u, "$1{ $2 }"),
    "has round brackets; write braces",
  );

/** Two keys within braces that nothing parts. */
const missingComma: LineRule = (line, keys) => {
  const [, before = "", within = "", comment = ""] =
    /^(\s*(?:-\s+)*(?:[\w.-]+:\s+)?\{)(.*?)(\s#.*)?$/s.exec(line) ?? [];
  return within === ""
    ? undefined
    : changed(
        line,
        before + within.replace(patternsOf(keys).unparted, "$1, ") + comment,
        "has no comma between two keys; write one",
      );
};

/** A day with a comma in it, which parts entries within braces. */
const dayWithComma: LineRule = (line, keys) => {
  if (!/\{.*,.*\}/.test(line)) return undefined;
  let meant: string | undefined;
  const mended = line.replace(patternsOf(keys).day, (whole, before: string, text: string) => {
    const [day, other] = text.includes(",") ? daysIn(text) : [];
    if (day === undefined || other !== undefined) return whole;
    meant = day;
    return `${before}${day}`;
  });
  return meant === undefined
    ? undefined
    : { line: mended, message: "has a comma within a day; write it as YYYY-MM-DD" };
};

/** `ticket CHG0030002`, and a name of an integration alone. */
const missingColon: LineRule = (line, keys, next) => {
  const named = patternsOf(keys).noColon.exec(line);
  if (named !== null)
    return {
      line: `${named[1]}${named[2]}: ${named[3]}`,
      message: `has no colon after ${named[2]}; write one and a blank`,
    };
  const [, blanks = "", word = "", comment = ""] = /^(\s*)([a-z][\w-]*)\s*(#.*)?$/.exec(line) ?? [];
  if (word === "" || !beginsAnew.test(next) || (/^\s*/.exec(next)?.[0] ?? "").length <= blanks.length) return undefined;
  return { line: `${blanks}${word}: ${comment}`.trimEnd(), message: `has no colon after ${word}; write one` };
};

/** A text that begins with #, which YAML reads as a remark. */
const hash: LineRule = (line, keys) => {
  const [, before = "", text = ""] = patternsOf(keys).hash.exec(line) ?? [];
  return text === ""
    ? undefined
    : {
        line: `${before}${JSON.stringify(text)}`,
        message: "has a text that begins with #, which begins a remark; quote it",
      };
};

/** Rules for what YAML may have been able to read. */
const everyRule: readonly LineRule[] = [
  wideColon,
  wideComma,
  wideBrackets,
  wideHash,
  bullet,
  closeDash,
  closeColon,
  equals,
  hash,
  bareKeys,
  parentheses,
  missingComma,
  dayWithComma,
  colonInText,
  colonInFlow,
];

/** The same and those for what it could not. */
const unreadableRules: readonly LineRule[] = [
  wideColon,
  wideComma,
  wideBrackets,
  wideHash,
  remark,
  bullet,
  closeDash,
  closeColon,
  equals,
  hash,
  bareKeys,
  parentheses,
  missingComma,
  dayWithComma,
  missingColon,
  quotes,
  closeHash,
  startSign,
  colonInText,
  colonInFlow,
  brackets,
];

/** For each line the next one that holds more than a comment. */
function followingLines(lines: readonly string[]): readonly string[] {
  let next = "";
  return lines
    .toReversed()
    .map((line) => {
      const answer = next;
      if (isContent(line)) next = line;
      return answer;
    })
    .toReversed();
}

/** Every rule that has something to say of a line, in order; the faults that are the same in several lines are told once. */
const perLine =
  (keys: ReadonlySet<string>, rules: readonly LineRule[]): Stage =>
  (lines) => {
    const following = followingLines(lines);
    const told = new Map<string, { readonly numbers: number[]; readonly written: string }>();
    const mended = lines.map((line, at) => {
      if (!isContent(line)) return line;
      const next = following[at] ?? "";
      return rules.reduce((text, rule) => {
        const said = rule(text, keys, next);
        if (said === undefined) return text;
        const earlier = told.get(said.message);
        if (earlier) earlier.numbers.push(at + 1);
        else told.set(said.message, { numbers: [at + 1], written: said.line.trim().replace(/\s+#.*$/, "") });
        return said.line;
      }, line);
    });
    const faults = [...told].map(
      ([
        message,
        {
          numbers: [first = 1, ...others],
          written,
        },
      ]) => {
        const line = written.length > 100 ? "" : `: ${shown(written).slice(1, -1)}`;
        return faultAt(first, `${message}${line}${others.length === 0 ? "" : ` (also in ${linesText(others)})`}`);
      },
    );
    return { lines: mended, faults };
  };

/** An entry of the map of integrations that was written as one of a list. */
const dashedNames: Stage = (lines) => {
  const numbers = numbersOf(
    lines,
    (line) =>
      /^\s{0,2}-\s+[a-z][a-z0-9-]*:\s*(?:#.*)?$/.test(line) && lines.some((other) => /^integrations:/.test(other)),
  );
  return {
    lines: lines.map((line, at) => (numbers.includes(at + 1) ? line.replace(/^\s*-\s+/, "  ") : line)),
    faults: once(
      numbers,
      (at) =>
        `writes integrations as a list (${at}); each stands as a key, without a dash: \`mailgates:\` and below it \`vendor: …\``,
    ),
  };
};

/**
 * What explains that the file cannot be read or checked.
 * @param readable whether YAML could read it: then nothing of its form is at fault that YAML would not have read
 */
export function mendWritten(text: string, keys: ReadonlySet<string>, readable: boolean): Mended {
  const rules = perLine(keys, readable ? everyRule : unreadableRules);
  const columns = [oneOff, deepNames(keys)];
  const stages = readable ? [...columns, rules] : [...columns, blockText, missingDashes, rules, stray(keys)];
  return run(text, [...stages, dashedNames, atRoot(["tenant", "vault", "integrations"])]);
}
