/** The stages in which a text is mended before it is read: each takes its lines and says what was wrong with them. */
import type { Fault } from "./faults.ts";

/** Takes lines, answers them mended with what was wrong. No line is added or removed: every line keeps its number. */
export type Stage = (lines: readonly string[]) => {
  readonly lines: readonly string[];
  readonly faults: readonly Fault[];
};

const firstLines = 5;

/** `line 7`, `lines 7, 9 and 12`, `lines 7, 9, 12, 13, 14 and 3 more`. */
export function linesText(numbers: readonly number[]): string {
  const [only, ...others] = numbers;
  if (others.length === 0) return `line ${only}`;
  if (numbers.length > firstLines)
    return `lines ${numbers.slice(0, firstLines).join(", ")} and ${numbers.length - firstLines} more`;
  return `lines ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}

/** A fault of a line. */
export function faultAt(line: number, message: string): Fault {
  return { path: [], line, message };
}

/** One fault for every line that has it, at the first. */
export function once(numbers: readonly number[], message: (lines: string) => string): Fault[] {
  const [first] = numbers;
  return first === undefined ? [] : [faultAt(first, message(linesText(numbers)))];
}

/** The numbers of the lines that have it, from 1. */
export function numbersOf(lines: readonly string[], has: (line: string) => boolean): number[] {
  return lines.flatMap((line, at) => (has(line) ? [at + 1] : []));
}

/** True for a line that holds more than a comment. */
export function isContent(line: string): boolean {
  return !/^\s*(?:#|$)/.test(line);
}

/** How many blanks a line begins with. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
