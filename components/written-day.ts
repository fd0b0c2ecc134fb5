/** Days as portals, spreadsheets and people write them, read for the sentence that says how the file wants them. */
import { addDays, isDay } from "./dates.ts";
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** The months that German and French write otherwise, by their first three letters. */
const otherMonths: Readonly<Record<string, number>> = {
  mär: 3,
  mrz: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  fév: 2,
  fev: 2,
  avr: 4,
  jui: 6,
  aoû: 8,
  déc: 12,
};

function day(year: number, month: number, date: number): string[] {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return isDay(text) ? [text] : [];
}

function monthOf(word: string): number {
  const short = word.toLowerCase().slice(0, 3);
  return months.indexOf(short) + 1 || (otherMonths[short] ?? 0);
}

/** Japanese eras by the year before their first. */
const eras: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988 };

/** Every day that the text may mean, none where it is no day: `11/10/2028` means two. */
export function daysIn(written: string): readonly string[] {
  const text = written
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .trim()
    .replace(/^["'“”‘’]|["'“”‘’,;]+$/g, "")
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, "");
  const number = (group: string | undefined) => Number.parseInt(group ?? "", 10);
  const end = "(?:日)?(?:[T ,].*)?$";
  const byYear = new RegExp(`^(\\d{4})(?:[-/. ]|年)\\s*(\\d{1,2})(?:[-/. ]|月)\\s*(\\d{1,2})${end}`).exec(text);
  if (byYear) return day(number(byYear[1]), number(byYear[2]), number(byYear[3]));
  const era = new RegExp(
    `^(令和|平成|[RH])\\s*(\\d{1,2}|元)(?:[-/.]|年)\\s*(\\d{1,2})(?:[-/.]|月)\\s*(\\d{1,2})${end}`,
    "i",
  ).exec(text);
  if (era)
    return day(
      (eras[(era[1] ?? "").toLowerCase()] ?? 0) + (era[2] === "元" ? 1 : number(era[2])),
      number(era[3]),
      number(era[4]),
    );
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return day(number(compact[1]), number(compact[2]), number(compact[3]));
  const serial = /^(4\d|5\d|6\d)\d{3}$/.exec(text);
  // Excel counts days from 1899-12-30.
  if (serial) return [addDays("1899-12-30", number(text))];
  const monthLast = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([a-zäöüéûA-Z]{3,})[\s.,-]+(\d{4})/.exec(text);
  if (monthLast) return day(number(monthLast[3]), monthOf(monthLast[2] ?? ""), number(monthLast[1]));
  const monthFirst = /^([a-zA-Z]{3,})[\s.-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})/.exec(text);
  if (monthFirst) return day(number(monthFirst[3]), monthOf(monthFirst[1] ?? ""), number(monthFirst[2]));
  const numbers = new RegExp(`^(\\d{1,2})([/.-])(\\d{1,2})[/.-](\\d{4})${end}`).exec(text);
  if (numbers) {
    const [, first, sign, second, year] = numbers;
    const monthDay = day(number(year), number(first), number(second));
    const dayMonth = day(number(year), number(second), number(first));
    // A dot is written where the day comes first.
    return sign === "." ? dayMonth : [...new Set([...monthDay, ...dayMonth])];
  }
  return [];
}

const dayForm =
  "\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";

/** The forms for an editor. */
export const dayHints: EditorHints = {
  name: "Day",
  hints: [{ is: dayForm, say: "Not a day that exists; write YYYY-MM-DD" }],
};
export const issueHints: EditorHints = {
  name: "Day of issue",
  hints: [
    {
      is: `(?:${dayForm})[a-z]?`,
      say: "Not a day that exists; write YYYY-MM-DD, with a letter for a second one on that day (2026-11-21b)",
    },
  ],
};

/** What is wrong with a day; undefined for one that exists, written as the file wants it. */
export function dayFault(text: string): string | undefined {
  if (isDay(text)) return undefined;
  const [meant, other] = /^\d{4}-\d{2}-\d{2}$/.test(text) ? [] : daysIn(text);
  if (meant === undefined) return `${shown(text)} is not a day that exists; write YYYY-MM-DD`;
  if (other !== undefined)
    return `${shown(text)} may be ${meant} or ${other}; write the one that is meant, as YYYY-MM-DD`;
  return `${shown(text)} is not written as YYYY-MM-DD; write ${meant}`;
}

/** The same for `issued`, which may end with a letter. */
export function issueFault(text: string): string | undefined {
  if (isDay(text.slice(0, 10)) && /^[a-z]?$/.test(text.slice(10))) return undefined;
  const letter = "with a letter for a second one on that day (2026-11-21b)";
  if (isDay(text.slice(0, 10)) && /^[ -]?[A-Za-z]$/.test(text.slice(10)))
    return `${shown(text)} is not written as the others; write ${text.slice(0, 10)}${text.slice(-1).toLowerCase()}`;
  const fault = dayFault(text);
  return fault?.endsWith("write YYYY-MM-DD") ? `${fault}, ${letter}` : fault;
}
