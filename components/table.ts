/** Tables of text for a terminal, measured in columns: a wide character takes two. */
import stringWidth from "fast-string-width";

/** At most `width` columns of a text; what is cut off shows as an ellipsis. A wide character takes two columns. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - stringWidth(text));
}

/** Narrower than this no column becomes, however narrow the terminal is. */
const narrowestColumn = 8;

/**
 * Columns as wide as their widest cell; on a terminal that is too narrow the widest of `flexible` gives way.
 * @param flexible the columns that may be cut, by index
 */
export function table(
  rows: readonly (readonly string[])[],
  flexible: readonly number[],
  columns: number | undefined,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ""))));
  const line = () => widths.reduce((sum, width) => sum + 2 + width, 0);
  while (columns !== undefined && line() > columns) {
    const widest = flexible.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined || (widths[widest] ?? 0) <= narrowestColumn) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return rows.map((row) =>
    `  ${row.map((cell, column) => padded(cut(cell, widths[column] ?? 0), widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
