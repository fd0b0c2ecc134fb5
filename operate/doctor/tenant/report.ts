/** What is printed of the stack's tenant: first whether a run would pass, then each trouble, then everything that was looked at. */
import { plural } from "../../../components/plural.ts";
import type { Row } from "../row.ts";
import { counted } from "../row.ts";
import { summaryLine, tableLines } from "../table.ts";

/** The integrations that a row is of, by its places in the file. */
function integrationsOf(rows: readonly Row[]): string[] {
  const names = rows.flatMap(({ at = [] }) => at.flatMap((path) => /^integrations\.([^.]+)/.exec(path)?.[1] ?? []));
  return [...new Set(names)];
}

function settings(count: number): string {
  return plural(count, "setting");
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}

/** The first line: whether a run would pass, as far as it was read. */
export function opening(rows: readonly Row[], stack: string): string {
  const stops = rows.filter((row) => row.stops);
  const { wrong, "not readable": unread } = counted(rows);
  if (stops.length > 0) {
    const of = integrationsOf(stops);
    return `A run of ${stack} would fail: ${settings(stops.length)} of ${rows.length} would stop it${of.length > 0 ? `, of ${of.join(", ")}` : ""}.`;
  }
  const leaving = rows.filter((row) => row.leavesOut);
  if (leaving.length > 0) {
    const unseen =
      unread > 0 ? `, as far as it was read: ${settings(unread)} of ${rows.length} ${are(unread)} not readable` : "";
    return `A run of ${stack} would leave out ${integrationsOf(leaving).join(", ")}, by ${settings(leaving.length)} of ${rows.length}, and apply the others${unseen}.`;
  }
  const beside = wrong > 0 ? `; ${settings(wrong)} ${are(wrong)} wrong and would not stop it` : "";
  if (unread > 0)
    return `Whether a run of ${stack} would pass cannot be told: ${settings(unread)} of ${rows.length} ${are(unread)} not readable by whoever is signed in${beside}.`;
  if (rows.length === 0) return `Nothing was looked at, so nothing is told of a run of ${stack}.`;
  if (wrong > 0)
    return `A run of ${stack} would pass; ${settings(wrong)} of ${rows.length} ${are(wrong)} wrong nevertheless.`;
  return `A run of ${stack} would pass, as far as ${settings(rows.length)} ${rows.length === 1 ? "tells" : "tell"}.`;
}

/** So many places are named; the rest is counted. */
const mostPlaces = 3;

function placesOf(at: readonly string[]): string {
  if (at.length === 0) return "";
  const rest = at.length - mostPlaces;
  return `${at.slice(0, mostPlaces).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}: `;
}

/** One trouble: whose, what, where, what to do. The integrations stand once, in its first line. */
function troubleLines(row: Row): string[] {
  const { check, subject, expected, found, verdict, remedy, at = [] } = row;
  const of = integrationsOf([row]);
  const names = of.join(", ");
  const unread = verdict === "not readable" ? " (not readable)" : "";
  return [
    `  ${of.length > 0 ? names : "the tenant"} · ${check}${subject === names ? "" : ` ${subject}`}${unread}`,
    `    ${placesOf(at)}${found.replace(/\.$/, "")}; expected ${expected.replace(`, for ${names}`, "")}`,
    ...(remedy === undefined ? [] : [`    → ${remedy}`]),
  ];
}

const order = (row: Row) => (row.stops ? 0 : row.leavesOut ? 1 : row.verdict === "wrong" ? 2 : 3);

/**
 * Everything that is printed.
 * @param columns the terminal's width; undefined: as wide as it needs
 */
export function tenantReport(rows: readonly Row[], stack: string, columns?: number): string[] {
  const troubles = rows.filter(({ verdict }) => verdict !== "ok").sort((one, other) => order(one) - order(other));
  return [
    opening(rows, stack),
    ...troubles.flatMap(troubleLines),
    "",
    ...tableLines(rows, columns),
    "",
    summaryLine(rows),
  ];
}
