/**
 * What a person who mistyped a word most likely meant.
 */
import { distance } from "fastest-levenshtein";

/** Typing errors that a suggestion may bridge: one in three characters, two at most. More reaches names that mean something else. */
function bound(word: string): number {
  return Math.min(2, Math.floor(word.length / 3));
}

/** The word alone: without letter case, blanks, dots, hyphens and underscores. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[\s._-]/g, "");
}

/** Two neighbours that changed places (`chekc`) are one typing error, though two replacements. */
function areNeighboursSwapped(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) return false;
  const at = [...word].findIndex((letter, index) => letter !== candidate[index]);
  return at >= 0 && candidate === word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

function closest(word: string, candidates: readonly string[]): string | undefined {
  let found: string | undefined;
  let best = bound(word) + 1;
  for (const candidate of candidates) {
    // The difference in length is a lower bound of the distance, and keeps a huge word cheap.
    if (Math.abs(candidate.length - word.length) >= best) continue;
    const lower = candidate.toLowerCase();
    const errors = areNeighboursSwapped(word, lower) ? 1 : distance(word, lower);
    if (errors < best) [found, best] = [candidate, errors];
  }
  return found;
}

function onlyOneContaining(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 4) return undefined;
  const containing = candidates.filter((candidate) => candidate.toLowerCase().includes(word));
  return containing.length === 1 ? containing[0] : undefined;
}

/**
 * The candidate that `word` most likely means: the same word in other letter case or with other separators, else the one
 * with the fewest typing errors, else the only one that contains it (`Exchange` for `Office 365 Exchange Online`).
 * @returns undefined where nothing is near, so that nonsense gets no suggestion; the first of equally near ones
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.trim().toLowerCase();
  const same = candidates.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined || lower === "") return same;
  const alone = bare(word);
  return (
    candidates.find((candidate) => alone !== "" && bare(candidate) === alone) ??
    closest(lower, candidates) ??
    onlyOneContaining(lower, candidates)
  );
}

/**
 * A word that names nothing, with the nearest that does.
 * @param said the sentence up to the suggestion, without its full stop: `"chek" is not a verb`
 */
export function unknownWordText(said: string, word: string, known: readonly string[], shown = known): string {
  const near = nearest(word, known);
  return `${said}${near === undefined ? "." : `; did you mean ${near}?`} Known: ${shown.join(", ")}`;
}
