/**
 * The text of a tenant's file before it is YAML: what an editor, a mail, a spreadsheet or a merge left in it. Each kind
 * is told once, in the words of whoever has to mend it, and mended for what comes after, so that one mistake hides no
 * other. No line is added or removed: every line keeps its number.
 */
import type { Fault } from "./faults.ts";
import { otherFormat, otherText } from "./other-format.ts";
import { codePointName } from "./plain-text.ts";
import { type FoundSecret, mayHoldSecret, secretIn } from "./secret-shapes.ts";
import { emphasis, fences, lineNumbers, quoted, tags } from "./settings-copied.ts";
import { atRoot, blockText, deepNames, missingDashes, oneOff, stray } from "./settings-indent.ts";
import { eachLine } from "./settings-lines.ts";
import { faultAt, numbersOf, once, type Stage } from "./settings-stage.ts";

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
  const rules = eachLine(keys, readable);
  const columns = [oneOff, deepNames(keys)];
  const stages = readable ? [...columns, rules] : [...columns, blockText, missingDashes, rules, stray(keys)];
  return run(text, [...stages, dashedNames, atRoot(["tenant", "vault", "integrations"])]);
}
