/** Days as portals, spreadsheets and people write them, read for the sentence that says how the file wants them. */
import { addDays, isDay } from "./dates.ts";
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** The months that German, French, Spanish, Italian, Portuguese and Dutch write otherwise, by their first letters. */
const otherMonths: Readonly<Record<string, number>> = {
  jän: 1,
  ene: 1,
  gen: 1,
  fév: 2,
  fev: 2,
  mär: 3,
  mrz: 3,
  maa: 3,
  mrt: 3,
  avr: 4,
  abr: 4,
  mai: 5,
  mag: 5,
  mei: 5,
  giu: 6,
  juin: 6,
  lug: 7,
  juil: 7,
  ago: 8,
  aoû: 8,
  set: 9,
  okt: 10,
  ott: 10,
  out: 10,
  dez: 12,
  déc: 12,
  dic: 12,
};

function day(year: number, month: number, date: number): string[] {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return isDay(text) ? [text] : [];
}

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  const short = lower.slice(0, 3);
  return months.indexOf(short) + 1 || (otherMonths[lower.slice(0, 4)] ?? otherMonths[short] ?? 0);
}

/** Japanese eras by the year before their first. */
const eras: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988 };

/** A day of the week before the day, or behind it in brackets. */
const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|son|lun|mar|mer|jeu|ven|dim|mo|di|mi|do|fr|sa|so)[a-zäé]*[,.]?\s+(?=\d|[a-z]+\.? \d)|^[月火水木金土日]曜日?[,、\s]*|\s*\([^)\d]{1,9}\)/gi;

/** The day in UTC of an instant. */
function dayOf(milliseconds: number): string[] {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? [] : [time.toISOString().slice(0, 10)];
}

/** What a machine prints: seconds or milliseconds since 1970, a spreadsheet's serial number, an instant with its zone. */
function instantIn(text: string): readonly string[] {
  const epoch = /^(?:\/?Date\()?(\d{13}|\d{10})(?:\.\d+)?(?:\)\/?)?$/.exec(text)?.[1];
  if (epoch !== undefined) return dayOf(Number(epoch) * (epoch.length === 10 ? 1000 : 1));
  const serial = /^((?:4|5|6)\d{4})(?:\.\d+)?$/.exec(text)?.[1];
  // Excel counts days from 1899-12-30.
  if (serial !== undefined) return [addDays("1899-12-30", Number(serial))];
  const [, written = ""] = /^(\d{4}-\d{2}-\d{2})T[\d:.]+[+-]\d{2}:?\d{2}$/.exec(text) ?? [];
  if (!isDay(written)) return [];
  // As it stands in UTC, and as it reads.
  return [...new Set([...dayOf(Date.parse(text)), written])];
}

/** Every day that the text may mean, none where it is no day: `11/10/2028` means two. */
export function daysIn(written: string): readonly string[] {
  const text = written
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .trim()
    .replace(/^["'“”‘’]|["'“”‘’,;.。、]+$/g, "")
    .replace(weekday, "")
    .replace(/\s+de\s+/gi, " ")
    .replace(/(?<=\d)\s*([-/.])\s*(?=\d)/g, "$1")
    .trim();
  const instant = instantIn(text);
  if (instant.length > 0) return instant;
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
  const full = (year: string | undefined) => number(year) + (year?.length === 2 ? 2000 : 0);
  const monthLast = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([\p{L}]{3,})[\s.,-]+(\d{4}|\d{2})(?!\d)/u.exec(text);
  if (monthLast) return day(full(monthLast[3]), monthOf(monthLast[2] ?? ""), number(monthLast[1]));
  const monthFirst = /^([\p{L}]{3,})[\s.-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})/u.exec(text);
  if (monthFirst) return day(number(monthFirst[3]), monthOf(monthFirst[1] ?? ""), number(monthFirst[2]));
  const numbers = new RegExp(`^(\\d{1,2})([/.-])(\\d{1,2})[/.-](\\d{4}|\\d{2})${end}`).exec(text);
  if (numbers) {
    const [, first, sign, second, last] = numbers;
    const monthDay = day(full(last), number(first), number(second));
    const dayMonth = day(full(last), number(second), number(first));
    const yearFirst = last?.length === 2 && sign !== "." ? day(full(first), number(second), number(last)) : [];
    // A dot is written where the day comes first.
    return sign === "." ? dayMonth : [...new Set([...yearFirst, ...monthDay, ...dayMonth])];
  }
  // A letter where a digit was meant.
  const digits = text.replace(/[oO]/g, "0").replace(/[lI|]/g, "1");
  return digits !== text && isDay(digits) ? [digits] : [];
}

const dayForm =
  "20\\d{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|20(?:[02468][048]|[13579][26])-02-29";

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

/** Far from any credential: a year that was mistyped, or a way of writing that something never ends. */
function isPlausible(text: string): boolean {
  return text >= "2000-01-01" && text < "2100-01-01";
}

const span =
  /^[+P]?\s*\d+\s*(?:years?|months?|weeks?|days?|yrs?|[ymwd]|jahre?n?|monate?n?|wochen?|tagen?|年間?|[かケヶカ]?月間?|日間?)$/i;

/** What is wrong with a day; undefined for one that exists, written as the file wants it. */
export function dayFault(text: string): string | undefined {
  if (isDay(text))
    return isPlausible(text)
      ? undefined
      : `${shown(text)} is in the year ${Number(text.slice(0, 4))}; write a day between 2000 and 2099`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${shown(text)} is not a day that exists; write YYYY-MM-DD`;
  const [meant, other] = daysIn(text);
  if (meant !== undefined)
    return other === undefined
      ? `${shown(text)} is not written as YYYY-MM-DD; write ${meant}`
      : `${shown(text)} may be ${meant} or ${other}; write the one that is meant, as YYYY-MM-DD`;
  if (span.test(text.trim())) return `${shown(text)} is a span of time, and a day is wanted; write YYYY-MM-DD`;
  return `${shown(text)} is not a day${/\d/.test(text) ? " that exists" : ""}; write YYYY-MM-DD`;
}

/** The same for `issued`, which may end with a letter. */
export function issueFault(text: string): string | undefined {
  if (isDay(text.slice(0, 10)) && /^[a-z]?$/.test(text.slice(10))) return dayFault(text.slice(0, 10));
  const letter = "with a letter for a second one on that day (2026-11-21b)";
  if (isDay(text.slice(0, 10)) && /^[ -]?[A-Za-z]$/.test(text.slice(10)))
    return `${shown(text)} is not written as the others; write ${text.slice(0, 10)}${text.slice(-1).toLowerCase()}`;
  const fault = dayFault(text);
  return fault?.endsWith("write YYYY-MM-DD") ? `${fault}, ${letter}` : fault;
}
