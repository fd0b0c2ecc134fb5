/** The codes that this integration's people can meet, on the sheet: they arrive with nothing else. */
import type { ErrorCode, Where } from "../error-codes/code.ts";
import { codesFor } from "../error-codes/index.ts";
import { type Block, type Inline, paragraphOf, under } from "./document.ts";
import { code, text } from "./markdown.ts";
import { fill } from "./placeholders.ts";
import type { Sheet } from "./steps.ts";

const groups: readonly Where[] = ["application", "person", "call", "mail"];

function capital(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
}

/** @param told whom the reader tells, as the sheet calls them */
export function errorsSection({ given, words, language }: Sheet, told: Inline): Block[] {
  const said = words.errors;
  // Values to compare letter by letter.
  const filled = (value: string) => fill(text(value).replaceAll("{contact}", told), given, { step: "errors" }, code);
  const rows = ({ code: shown, means, mends }: ErrorCode) => [
    code(shown),
    `${filled(capital(means[language]))}${said.stop}`,
    filled(mends[language]),
  ];
  const met = codesFor(given.resolved, given.definition);
  const tables = groups.flatMap((where) => {
    const of = met.filter((one) => one.where === where).map(rows);
    return under(3, said.where[where], of.length > 0 ? [{ kind: "table", head: said.head, rows: of }] : []);
  });
  return under(2, said.heading, tables.length > 0 ? [...paragraphOf(said.intro), ...tables] : []);
}
