/**
 * Days as the tenant's file writes them: `YYYY-MM-DD`, in UTC. No clock: nothing here knows today.
 */

const dayMilliseconds = 86_400_000;

/** True for an ISO date that exists; `2026-02-30` does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days since 1970-01-01 of an existing day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMilliseconds;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return new Date((dayNumber(day) + count) * dayMilliseconds).toISOString().slice(0, 10);
}

/** The same day of the month `months` later; the month's last day where there is no such day (31 January + 1 month = 28 February). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const end = new Date(
    Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), Math.min(date, lastOfMonth.getUTCDate())),
  );
  return end.toISOString().slice(0, 10);
}

/** The day inside an `issued` with its optional letter: `2026-11-21b` → `2026-11-21`. */
export function issueDay(issued: string): string {
  return issued.slice(0, 10);
}

/** An instant for Graph: midnight UTC, without a fraction, which the provider would take for a change. */
export function midnight(day: string): string {
  return `${day}T00:00:00Z`;
}
