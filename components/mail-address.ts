/** Mail addresses as the file wants them, and what mail programs make of them. */
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { codePointName } from "./plain-text.ts";

const form = /^[^\s@'"`<>()[\]:;,\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** The form for an editor. */
export const addressHints: EditorHints = {
  name: "Mail address",
  hints: [
    { not: "@[\\s\\S]*@", say: "Several addresses; one entry each" },
    {
      is: "[^\\s@'\"`<>()[\\]:;,\\\\]+@[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+",
      say: "Not a mail address alone; write name@domain, without SMTP:, mailto: or a display name",
    },
  ],
};

/** The form in which Exchange compares two. */
export function normalAddress(address: string): string {
  return address.toLowerCase();
}

/** What is wrong with an address; undefined for one that may stand in the file. */
export function addressFault(text: string): string | undefined {
  const several = text.split(/[,;、\s]+/).filter((part) => form.test(part.replace(/^[<(]|[>)]$/g, "")));
  if (several.length > 1) return `${shown(text)} holds several addresses; one entry each: ${several.join(", ")}`;
  if (form.test(text)) return undefined;
  const meant = text
    .normalize("NFKC")
    .replace(/^.*<([^<>]+)>.*$/s, "$1")
    .trim()
    .replace(/^(?:smtp|mailto|sip|x500):\s*/i, "")
    .replace(/^["'“‘]+|["'”’.,;:]+$/g, "")
    .replace(/\?.*$/, "");
  if (form.test(meant)) return `${shown(text)} is not an address alone; write ${meant}`;
  const odd = /[^\x21-\x7e]/u.exec(text.trim())?.[0];
  if (odd !== undefined && text.includes("@"))
    return `${shown(text)} holds ${JSON.stringify(odd)} (${codePointName(odd)}), which no address of Exchange Online has; type it again`;
  return `${shown(text)} is not a mail address; write name@domain`;
}
