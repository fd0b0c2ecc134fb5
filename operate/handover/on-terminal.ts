/** A sheet on a terminal: text is wrapped, labels are bold, and what is to be copied stands on lines of its own, whole. */
import stringWidth from "fast-string-width";
import { wrap } from "../../review/render/wrap.ts";
import type { Block, Inline, SheetDocument } from "./document.ts";
import { type Run, runsOf } from "./inline.ts";

/** The screen. */
export interface Screen {
  readonly columns: number;
  /** False: no escape sequences, as where NO_COLOR is set. */
  readonly styled: boolean;
}

/** A character with its style: an SGR number, 0 for none. */
interface Styled {
  readonly character: string;
  readonly style: number;
}

const unbreakable = "\u00a0";

const bold = 1;
const dim = 2;
const italic = 3;
const cyan = 36;

function charactersOf(runs: readonly Run[], style: number): Styled[] {
  return runs.flatMap((run) => charactersIn(run, style));
}

function charactersIn(run: Run, style: number): Styled[] {
  const each = (text: string, own: number) => [...text].map((character) => ({ character, style: own }));
  switch (run.kind) {
    case "break":
      return each("\n", 0);
    case "text":
      return each(run.text, style);
    case "code":
      // A value is never broken, so that it can be copied as it is.
      return each(run.text.replaceAll(" ", unbreakable), style === 0 ? cyan : style);
    case "strong":
      return charactersOf(run.runs, bold);
    case "em":
      return charactersOf(run.runs, italic);
  }
}

function painted(characters: readonly Styled[], { styled }: Screen): string {
  let line = "";
  let style = 0;
  for (const next of characters) {
    if (styled && next.style !== style) line += next.style === 0 ? "\x1b[0m" : `\x1b[0;${next.style}m`;
    style = next.style;
    line += next.character === unbreakable ? " " : next.character;
  }
  return styled && style !== 0 ? `${line}\x1b[0m` : line;
}

/** One text in lines: broken where there is room for no more, and where it says so itself. */
function lines(line: Inline, first: string, rest: string, screen: Screen, style = 0): string[] {
  const all = charactersOf(runsOf(line), style);
  const found: string[] = [];
  let from = 0;
  for (let at = 0; at <= all.length; at += 1) {
    if (at < all.length && all[at]?.character !== "\n") continue;
    const part = all.slice(from, at);
    from = at + 1;
    const opening = found.length === 0 ? first : rest;
    const plain = part.map(({ character }) => character).join("");
    let next = 0;
    for (const [index, broken] of wrap(plain, { columns: screen.columns, first: opening, rest }).entries()) {
      const prefix = index === 0 ? opening : rest;
      const shown = [...broken.slice(prefix.length)].map((character): Styled => {
        // What a line's end drops are blanks.
        while (next < part.length && part[next]?.character !== character) next += 1;
        const styled = part[next] ?? { character, style: 0 };
        next += 1;
        return styled;
      });
      found.push(prefix + painted(shown, screen));
    }
  }
  return found;
}

function boldText(text: string, screen: Screen): string {
  return screen.styled ? `\x1b[1m${text}\x1b[0m` : text;
}

/** Label and value beside each other where the value has room there, else below each other. */
function facts(rows: readonly (readonly [Inline, Inline])[], indent: string, screen: Screen): string[] {
  const width = Math.max(...rows.map(([label]) => stringWidth(label)));
  return rows.flatMap(([label, value]) => {
    const [name = ""] = lines(label, "", "", screen, bold);
    const opening = `${indent}${name}${" ".repeat(width - stringWidth(label) + 2)}`;
    const rest = indent + " ".repeat(width + 2);
    const beside = lines(value, rest, rest, screen);
    if (beside.every((line) => stringWidth(line) <= screen.columns))
      return beside.map((line, index) => (index === 0 ? opening + line.slice(rest.length) : line));
    return [`${indent}${name}`, ...lines(value, `${indent}  `, `${indent}  `, screen)];
  });
}

function shown(part: Block, indent: string, screen: Screen): string[] {
  switch (part.kind) {
    case "heading": {
      const title = lines(part.text, "", "", screen, bold);
      return part.level === 2
        ? ["", ...title, "─".repeat(Math.min(screen.columns, 60))]
        : [...title.map((line) => indent + line)];
    }
    case "paragraph":
      return lines(part.text, indent, indent, screen);
    case "quote":
      return lines(part.text, `${indent}│ `, `${indent}│ `, screen);
    case "facts":
      return facts(part.rows, indent, screen);
    case "table":
      return part.rows.flatMap(([first = "", ...cells], index) => [
        ...(index === 0 ? [] : [""]),
        ...lines(first, indent, indent, screen, bold),
        ...cells.flatMap((cell) => (cell === "" ? [] : lines(cell, `${indent}  `, `${indent}  `, screen))),
      ]);
    case "form":
      return part.rows.flatMap(([label, value, note], index) => [
        ...(index === 0 ? [] : [""]),
        ...lines(label, indent, indent, screen, bold),
        ...lines(value, `${indent}  `, `${indent}  `, screen),
        ...(note === "" ? [] : lines(note, `${indent}  `, `${indent}  `, screen, dim)),
      ]);
    case "list":
      return part.items.flatMap(({ text, inner = [] }, index) => {
        const mark = part.ordered ? `${index + 1}. ` : "- ";
        const below = `${indent}${" ".repeat(mark.length)}`;
        return [
          ...lines(text, indent + mark, below, screen),
          ...inner.flatMap((line) => lines(line, `${below}- `, `${below}  `, screen)),
        ];
      });
    case "boxes":
      return part.items.flatMap(({ text, ticked }) =>
        lines(text, `${indent}[${ticked ? "x" : " "}] `, `${indent}    `, screen),
      );
    case "code":
      // At the margin and unbroken: whoever copies it gets it as it is.
      return part.text.trimEnd().split("\n");
    case "folded":
      return [`${indent}${boldText(`▸ ${part.summary}`, screen)}`, "", ...together(part.blocks, indent, screen)];
    case "step": {
      const number = `${indent}${boldText(lines(part.number, "", "", { ...screen, styled: false })[0] ?? "", screen)}. `;
      const below = `${indent}    `;
      const [first = "", ...rest] = lines(part.text, " ".repeat(stringWidth(number)), below, screen);
      const blocks = together(part.blocks, below, screen);
      return [number + first.trimStart(), ...rest, ...(blocks.length > 0 ? ["", ...blocks] : [])];
    }
  }
}

/** Parts with a blank line between them. */
function together(blocks: readonly Block[], indent: string, screen: Screen): string[] {
  return blocks.flatMap((part, index) => [...(index === 0 ? [] : [""]), ...shown(part, indent, screen)]);
}

/** The sheet's lines, ending in a line break. */
export function sheetOnTerminal({ title, blocks }: SheetDocument, screen: Screen): string {
  const [head = "", ...more] = lines(title, "", "", screen, bold);
  return `${[head, ...more, "═".repeat(Math.min(screen.columns, 60)), "", ...together(blocks, "", screen)].join("\n")}\n`;
}
