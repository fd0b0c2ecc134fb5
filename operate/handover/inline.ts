/** A line of a sheet taken apart into its marks: just those that markdown.ts and the sheet's own words make. */
import type { Inline } from "./document.ts";

/** A piece of a line. */
export type Run =
  | { readonly kind: "text"; readonly text: string }
  /** A value to copy, or to read letter by letter. */
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly runs: readonly Run[] }
  | { readonly kind: "break" };

const marks =
  /`(?<code>[^`]+)`|<code>(?<html>.*?)<\/code>|\*\*(?<strong>.+?)\*\*|\*(?<em>[^*]+)\*|(?<br><br>)|(?<text>(?:(?!<code>|<br>)[^`*])+|.)/gsu;

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** The pieces of a line, in order. */
export function runsOf(line: Inline): Run[] {
  return [...line.matchAll(marks)].map(({ groups = {} }): Run => {
    if (groups.code !== undefined) return { kind: "code", text: groups.code };
    if (groups.html !== undefined) return { kind: "code", text: decoded(groups.html) };
    if (groups.strong !== undefined) return { kind: "strong", runs: runsOf(groups.strong) };
    if (groups.em !== undefined) return { kind: "em", runs: runsOf(groups.em) };
    if (groups.br !== undefined) return { kind: "break" };
    return { kind: "text", text: decoded(groups.text ?? "") };
  });
}

/** A line without its marks. */
export function plainOf(line: Inline): string {
  const shown = (run: Run): string => {
    if (run.kind === "break") return "\n";
    return "text" in run ? run.text : run.runs.map(shown).join("");
  };
  return runsOf(line).map(shown).join("");
}
