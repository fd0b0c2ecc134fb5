/**
 * What is wrong with single lines of a file that cannot be read or checked as it stands: signs of other keyboards and programs,
 * quotation marks and brackets that do not close, keys without a colon. In a text of several lines any of it might be right, so
 * it is looked for only then.
 */
import { shown } from "./faults.ts";
import { faultAt, isContent, linesText, type Stage } from "./settings-stage.ts";
import { daysIn } from "./written-day.ts";

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

/** In the order in which they are tried: a later rule sees the line as the earlier ones mended it. */
const rules: readonly LineRule[] = [
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

/** Rules for what YAML cannot read: where it could, their signs are part of a text. */
const unreadable: readonly LineRule[] = [remark, missingColon, quotes, closeHash, startSign, brackets];

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

/**
 * Every rule that has something to say of a line, in order; the faults that are the same in several lines are told once.
 * @param keys every key that the file may hold
 * @param readable whether YAML could read the file
 */
export function eachLine(keys: ReadonlySet<string>, readable: boolean): Stage {
  const tried = readable ? rules.filter((rule) => !unreadable.includes(rule)) : rules;
  return (lines) => {
    const following = followingLines(lines);
    const told = new Map<string, { readonly numbers: number[]; readonly written: string }>();
    const mended = lines.map((line, at) => {
      if (!isContent(line)) return line;
      const next = following[at] ?? "";
      return tried.reduce((text, rule) => {
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
}
