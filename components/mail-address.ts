/** Mail addresses as the file wants them, and what mail programs make of them. */
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { codePointName } from "./plain-text.ts";

/** Exchange Online gives mailboxes no other signs (learn.microsoft.com, /exchange/recipients-in-exchange-online). */
const form = /^[a-z0-9!#$%&+/=?^_{|}~-]+(\.[a-z0-9!#$%&+/=?^_{|}~-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const within = /[a-z0-9!#$%&+=?^_{|}~-]+(?:\.[a-z0-9!#$%&+=?^_{|}~-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** The form for an editor. */
export const addressHints: EditorHints = {
  name: "Mail address",
  hints: [
    { not: "@[\\s\\S]*@", say: "Several addresses; one entry each" },
    { not: "#[eE][xX][tT]#@", say: "The name by which a guest signs in; write the mailbox's own address" },
    { not: "\\*", say: "Has a wildcard; write each mailbox by its address" },
    {
      is: "[a-zA-Z0-9!#$%&+/=?^_{|}~-]+(?:\\.[a-zA-Z0-9!#$%&+/=?^_{|}~-]+)*@[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+",
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
  const plain = text
    .normalize("NFKC")
    .replace(/\s*[([{]\s*(at|dot)\s*[)\]}]\s*/gi, (_, word: string) => (word.toLowerCase() === "at" ? "@" : "."))
    .replace(/\s*@\s*/g, "@");
  const all = [...new Set((plain.match(within) ?? []).map((one) => one.replace(/^(?:smtp|mailto|sip):/i, "")))];
  if (all.length > 1) return `${shown(text)} holds several addresses; one entry each: ${all.join(", ")}`;
  if (/#EXT#@/i.test(text))
    return `${shown(text)} is the name by which a guest signs in, and a guest has no mailbox here; write the mailbox's own address`;
  if (form.test(text)) return undefined;
  if (text.includes("*")) return `${shown(text)} has a wildcard; write each mailbox by its address`;
  const odd = /[^\x21-\x7e]/u.exec(plain.replace(/^.*<([^<>]+)>.*$/s, "$1").trim())?.[0];
  const [meant] = all;
  const before = meant === undefined ? "" : plain.slice(0, plain.indexOf(meant)).replace(/:\s*$/, ":").slice(-1);
  // `team connect@…` may be two words of one name.
  if (meant !== undefined && /^[<[(:"'“‘「]?$/.test(before))
    return `${shown(text)} is not an address alone; write ${meant}`;
  if (odd !== undefined && text.includes("@"))
    return `${shown(text)} holds ${JSON.stringify(odd)} (${codePointName(odd)}), which no address of Exchange Online has; type it again`;
  if (/^(?:x500:|\/o=)/i.test(text))
    return `${shown(text)} is an X.500 name, by which Exchange knows it inside; write its mail address, name@domain`;
  return `${shown(text)} is not a mail address; write name@domain`;
}
