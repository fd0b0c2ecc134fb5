/** This machine's clock beside the service's: an assertion is dated by the one and judged by the other. */

/** Entra refuses an assertion that begins later, or ended earlier, than so many minutes from its own time. */
const allowed = 5;

/** `2026-11-21 09:12 UTC` */
function shown(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Entra's codes for an assertion, or a token, outside of its time. */
const outOfTime = /AADSTS(?:700024|500133|50013\b.*expired)/;

/** A sentence for a refusal that a wrong clock explains; empty for any other. */
export function clockAdvice(refusal: string, now: Date): string {
  if (!outOfTime.test(refusal)) return "";
  return `\nThis machine's clock says ${shown(now)}. If that is not the time, set it (timedatectl set-ntp true): a certificate's assertion is dated by it.`;
}

/** What to say where the two clocks differ by more than Entra takes; undefined where they do not. */
export function skewLine(now: Date, service: Date): string | undefined {
  const minutes = Math.round((now.getTime() - service.getTime()) / 60_000);
  if (Math.abs(minutes) <= allowed) return undefined;
  const side = minutes > 0 ? "ahead of" : "behind";
  return `This machine's clock is ${Math.abs(minutes)} minutes ${side} Microsoft's (${shown(service)}): set it (timedatectl set-ntp true). Until then a certificate's sign-in may be refused, and days are judged wrongly.`;
}
