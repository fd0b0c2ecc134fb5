/** The doctor's rows for a terminal or a log. */
import { plural } from "../../components/plural.ts";
import { table } from "../../components/table.ts";
import { counted, type Row } from "./row.ts";

/** The columns that give way on a narrow terminal: found, then expected. */
const flexible = [4, 3];

/** How many settings there are, and of which verdict. */
export function summaryLine(rows: readonly Row[]): string {
  const { ok, wrong, "not readable": unread } = counted(rows);
  const parts = [`${ok} ok`, `${wrong} wrong`, `${unread} not readable`];
  const all = plural(rows.length, "setting");
  return `${all}: ${parts.join(", ")}.`;
}

/** What is to be done, each once, with the settings that it mends. */
function remedyLines(rows: readonly Row[]): string[] {
  const deeds = rows.flatMap(({ check, subject, remedy, verdict }) =>
    remedy === undefined || verdict === "ok" ? [] : [{ what: `${check} (${subject})`, remedy }],
  );
  return [...Map.groupBy(deeds, ({ remedy }) => remedy)].map(
    ([remedy, all]) => `  ${all.map(({ what }) => what).join(", ")}:\n      ${remedy}`,
  );
}

/** A line for each row. */
export function tableLines(rows: readonly Row[], columns?: number): string[] {
  const cells = rows.map(({ check, subject, verdict, expected, found }) => [check, subject, verdict, expected, found]);
  return table([["setting", "of", "", "expected", "found"], ...cells], flexible, columns);
}

/**
 * Everything that is printed.
 * @param columns the terminal's width; undefined: as wide as it needs
 */
export function report(rows: readonly Row[], columns?: number): string[] {
  const todo = remedyLines(rows);
  return [...tableLines(rows, columns), "", summaryLine(rows), ...(todo.length > 0 ? ["To do:", ...todo] : [])];
}
