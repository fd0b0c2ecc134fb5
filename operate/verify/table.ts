/** The rows for a terminal or a log. */
import { plural } from "../../components/plural.ts";
import { cut, table } from "../../components/table.ts";
import { remedyLine } from "./remedy.ts";
import type { Row, Verdict } from "./row.ts";

const shared = "(stack)";

/** How many rows there are of each verdict. */
export function counted(rows: readonly Row[]): Readonly<Record<Verdict, number>> {
  const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  return {
    same: of("same"),
    different: of("different"),
    undeclared: of("undeclared"),
    "not checked": of("not checked"),
    elsewhere: of("elsewhere"),
  };
}

/** In one line what all of it comes to. */
export function summaryLine(rows: readonly Row[]): string {
  const { same, different, undeclared, "not checked": unchecked } = counted(rows);
  const integrations = new Set(rows.flatMap(({ integration }) => integration ?? [])).size;
  const all = `${plural(integrations, "integration")}, ${plural(same + different + undeclared, "check")}`;
  const parts = [
    ...(different > 0 ? [plural(different, "difference")] : []),
    ...(undeclared > 0 ? [`${undeclared} undeclared`] : []),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
  ];
  return `${all}: ${parts.length === 0 ? "the tenant stands as declared" : parts.join(", ")}.`;
}

/** The column a cut begins with when the terminal is narrow: what was found, what was expected, the check. */
const flexible = [4, 3, 1];

/** What is as declared need not be read to its end; a difference does. */
const sameWidth = 56;

/** @param columns the terminal's width; undefined: as wide as it needs */
export function rowLines(rows: readonly Row[], columns?: number): string[] {
  if (rows.length === 0) return [];
  const head = ["integration", "check", "", "expected", "found"];
  const cells = rows.map(({ integration = shared, check, verdict, expected, found }) => {
    const shown = (text: string) => (verdict === "same" ? cut(text, sameWidth) : text);
    return [integration, check, verdict, shown(expected), shown(found)];
  });
  return table([head, ...cells], flexible, columns);
}

/** What is to be done, each once, in the order of the rows. */
export function remedyLines(rows: readonly Row[]): string[] {
  const deeds = rows.flatMap(({ integration = shared, check, remedy }) =>
    remedy === undefined ? [] : [{ integration, check, line: remedyLine(remedy) }],
  );
  return [...Map.groupBy(deeds, ({ line }) => line)].map(([line, all]) => {
    const whose = [...Map.groupBy(all, ({ integration }) => integration)].map(
      ([integration, ones]) => `${integration} (${[...new Set(ones.map(({ check }) => check))].join(", ")})`,
    );
    return `  ${whose.join("; ")}:\n      ${line}`;
  });
}

/** True for a row that a person has to see. */
export function isNotable({ verdict }: Row): boolean {
  return verdict === "different" || verdict === "undeclared" || verdict === "not checked";
}

/** What a person looks for where Graph does not tell. */
function elsewhereLines(rows: readonly Row[]): string[] {
  return rows.flatMap(({ integration = shared, check, expected, remedy }) => [
    `  ${integration}: ${check}: ${expected}`,
    `      ${remedy?.by === "hand" ? `${remedy.place}: ${remedy.command ?? remedy.does}` : ""}`,
  ]);
}

/**
 * Everything that is printed.
 * @param all true: also what is as declared, and what a person looks for elsewhere
 */
export function report(rows: readonly Row[], all: boolean, columns?: number): string[] {
  const shown = rows.filter((row) => row.verdict !== "elsewhere" && (all || isNotable(row)));
  const todo = remedyLines(rows.filter(isNotable));
  const elsewhere = rows.filter(({ verdict }) => verdict === "elsewhere");
  return [
    ...rowLines(shown, columns),
    ...(shown.length > 0 ? [""] : []),
    summaryLine(rows),
    ...(todo.length > 0 ? ["To do:", ...todo] : []),
    ...(all && elsewhere.length > 0
      ? ["What Graph does not tell, a person looks for:", ...elsewhereLines(elsewhere)]
      : []),
  ];
}
