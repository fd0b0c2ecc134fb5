/**
 * What a copy leaves around and between the lines of a text: the numbers of a viewer, the marks of a quoted mail, the
 * fence of a chat, the tags of a page. Each is told once, and taken away for what comes after.
 */
import { faultAt, isContent, linesText, numbersOf, once, type Stage } from "./settings-stage.ts";

const numbered = /^\s*(\d+)(?:\s*[|│:]\s?|\t|\s|$)/;

/** `12  key: value`, `12: key`, `12 | key`: what an editor, `cat -n` or a page puts before each line. */
export const lineNumbers: Stage = (lines) => {
  const content = [...lines.entries()].filter(([, line]) => line.trim() !== "");
  const numbers = content.map(([at, line]) => Number(numbered.exec(line)?.[1] ?? Number.NaN) - at);
  const [first = Number.NaN] = numbers;
  if (content.length < 5 || !numbers.every((offset) => offset === first)) return { lines, faults: [] };
  return {
    lines: lines.map((line) => line.replace(numbered, "")),
    faults: [
      faultAt(1, "holds the numbers of its lines, copied with the text; copy the text without them, or remove them"),
    ],
  };
};

/** `> key: value`: a mail or a chat that was answered. */
export const quoted: Stage = (lines) => {
  const marked = numbersOf(lines, (line) => /^\s*>+(?:\s|$)/.test(line));
  if (marked.length === 0) return { lines, faults: [] };
  const all = marked.length >= lines.filter(isContent).length;
  let indent = "";
  const mended = lines.map((line) => {
    if (!/^\s*>+(?:\s|$)/.test(line)) {
      if (isContent(line)) indent = /^\s*/.exec(line)?.[0] ?? "";
      return line;
    }
    const bare = line.replace(/^(\s*)>+ ?/, "$1");
    // In the middle of a text the mark took the place of the blanks.
    return all || /^\s/.test(bare) ? bare : `${indent}${bare}`;
  });
  return {
    lines: mended,
    faults: once(marked, (at) => `begins with >, by which a mail marks what it quotes (${at}); remove the marks`),
  };
};

/** The fence of a block in Markdown, as chats and wikis write it. */
export const fences: Stage = (lines) => {
  const isFence = (line: string) => /^\s*(?:`{3,}|~{3,})[\w-]*\s*$/.test(line);
  const marked = numbersOf(lines, isFence);
  return {
    lines: marked.length === 0 ? lines : lines.map((line) => (isFence(line) ? "" : line)),
    faults: once(marked, (at) => `holds the marks of a block in Markdown (${at}); remove these lines`),
  };
};

const emphasised = /^(\s*(?:-\s+)*)(\*\*|__|`)([\w.-]+)(:?)\2(:?)(?=\s|$)/;

/** `**key**: value`. */
export const emphasis: Stage = (lines) => {
  const isMarked = (line: string) => {
    const [, , , , inside = "", after = ""] = emphasised.exec(line) ?? [];
    return inside + after === ":";
  };
  const marked = numbersOf(lines, isMarked);
  return {
    lines:
      marked.length === 0 ? lines : lines.map((line) => (isMarked(line) ? line.replace(emphasised, "$1$3:") : line)),
    faults: once(marked, (at) => `has the marks of Markdown around a key (${at}); remove them`),
  };
};

const entities: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const html =
  /&(nbsp|amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-f]{1,5});|<\/?(?:br|p|b|i|u|div|span|td|tr|li|ul|ol|strong|em|font)\b[^<>]*>/gi;

function signOf(entity: string | undefined): string {
  if (entity === undefined) return "";
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return entities[entity.toLowerCase()] ?? (code > 0 ? String.fromCodePoint(code) : "");
}

/** Tags and entities of a page. Of an address its own fault says which to write. */
export const tags: Stage = (lines) => {
  const faults: { number: number; found: string }[] = [];
  const mended = lines.map((line, at) => {
    if (!isContent(line) || /https?:\/\//i.test(line)) return line;
    const [, text = line, remark = ""] = /^(.*?)(\s#.*)?$/s.exec(line) ?? [];
    const [found] = text.match(html) ?? [];
    if (found === undefined) return line;
    faults.push({ number: at + 1, found });
    return `${text.replace(html, (_, entity?: string) => signOf(entity)).trimEnd()}${remark}`;
  });
  const [first] = faults;
  return {
    lines: mended,
    faults:
      first === undefined
        ? []
        : [
            faultAt(
              first.number,
              `holds HTML (${first.found}) in ${linesText(faults.map(({ number }) => number))}; write the signs themselves`,
            ),
          ],
  };
};
