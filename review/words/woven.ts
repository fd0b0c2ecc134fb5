/**
 * Japanese and Latin in one sentence: a blank stands between a kana or kanji and a Latin letter or digit, and none between
 * two Japanese words, whatever a value turns out to be.
 */

const japanese = "[\\u3040-\\u30ff\\u3400-\\u9fff々]";
const latin = "[A-Za-z0-9`]";
const between = [new RegExp(`${japanese}$`), new RegExp(`${latin}$`)] as const;
const after = [new RegExp(`^${latin}`), new RegExp(`^${japanese}`)] as const;

function joined(left: string, right: string): string {
  const [a, b] = [left.trimEnd(), right.trimStart()];
  if (a === "" || b === "") return left + right;
  if (between.some((ends, index) => ends.test(a) && after[index]?.test(b))) return `${a} ${b}`;
  return between[0].test(a) && after[1].test(b) ? a + b : left + right;
}

/** Puts values between the parts of a sentence. */
export function woven(parts: readonly string[], values: readonly string[]): string {
  return values.reduce((text, value, index) => joined(joined(text, value), parts[index + 1] ?? ""), parts[0] ?? "");
}
