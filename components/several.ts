/** Several values in one text, as a page or a mail lists them: `Mail.Read, Mail.Send`. */

/** The values, where the text holds more than one; undefined for one. */
export function severalIn(text: string, isOne: (part: string) => boolean): readonly string[] | undefined {
  const parts = text
    .split(/\s*[,;、，；|\n]\s*|\s+(?:and|und|および|[/／+&])\s+|・/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length > 1) return parts;
  const words = text.split(/\s+/).filter((part) => part !== "");
  return words.length > 1 && words.every(isOne) ? words : undefined;
}

/** The first few of a list that grows with the vendors. */
export function firstFew(names: readonly string[]): string {
  const few = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${few} and others` : few;
}

/** Says how several are written. */
export function severalWords(parts: readonly string[]): string {
  return `one list item each: [${parts.join(", ")}]`;
}
