/** Lines of a terminal from one text, by the columns that its characters take there. */
import { LineBreaker } from "css-line-break";
import stringWidth from "fast-string-width";

/** How a paragraph begins, and how wide it may be. */
export interface Paragraph {
  readonly columns: number;
  /** Before the first line. */
  readonly first: string;
  /** Before every further line. */
  readonly rest: string;
}

function isWide(character: string | undefined): boolean {
  return character !== undefined && stringWidth(character) > 1;
}

/**
 * The parts between which a line may end: at a space, and beside a character of two columns where Unicode allows it
 * (UAX #14: before no 。 and no 」). A name or an address in narrow letters stays whole, so that it can be copied.
 */
function unbroken(text: string): string[] {
  const breaker = LineBreaker(text, { lineBreak: "strict", wordBreak: "normal" });
  const parts: string[] = [];
  for (let next = breaker.next(); !next.done; next = breaker.next()) {
    const part = next.value.slice();
    const former = parts.at(-1);
    const ends = former === undefined || former.endsWith(" ") || isWide([...former].at(-1)) || isWide([...part][0]);
    if (ends) parts.push(part);
    else parts.push(`${parts.pop()}${part}`);
  }
  return parts;
}

/** Breaks a text into lines of at most so many columns; only what cannot be broken stands out. */
export function wrap(text: string, { columns, first, rest }: Paragraph): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const part of unbroken(text)) {
    if (!empty && stringWidth(line + part.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += part;
    empty = false;
  }
  return [...lines, line];
}
