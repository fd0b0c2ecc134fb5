/** Lists in a sentence, in English. */
import { plural } from "../../components/plural.ts";

/** A sentence as a part of another one: without the full stop of either script. */
export function clauseOf(sentence: string): string {
  return sentence.trimEnd().replace(/[.。]$/u, "");
}

/** How many abilities a sentence names before it counts. */
const named = 3;

/** `read mail in every mailbox, read all groups and 2 more things`; parted by semicolons where an item has a comma of its own. */
export function listedEn(items: readonly string[]): string {
  const shown = items.slice(0, named);
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, `${plural(rest, "more thing")}`] : shown;
  if (parts.length < 2) return parts.join("");
  const commas = parts.some((part) => part.replace(/\(.*?\)/g, "").includes(","));
  const [comma, and] = commas ? ["; ", parts.length === 2 ? ", and " : "; and "] : [", ", " and "];
  return `${parts.slice(0, -1).join(comma)}${and}${parts.at(-1)}`;
}

/** How many names a sentence shows before it counts. */
const mostNames = 10;

/** `a@b.example, c@d.example and 3 more`. */
export function listedNamesEn(names: readonly string[]): string {
  const shown = names.slice(0, mostNames);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
