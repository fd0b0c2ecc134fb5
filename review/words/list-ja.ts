/** Lists in a sentence, in Japanese. */

/** A text that stands as a sentence, whoever wrote it. */
export function sentenceOf(text: string): string {
  const written = text.trimEnd();
  return /[.。!?！？]$/u.test(written) ? written : `${written}。`;
}

/** How many abilities, and how many names, a sentence shows before it counts. */
const [mostNamed, mostNames] = [3, 10];

function few(items: readonly string[], most: number): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  return [...shown, ...(rest > 0 ? [`ほか ${rest} 件`] : [])].join("、");
}

/** メールを読み取ること、予定を読み取ること、ほか 2 件 */
export function listedJa(items: readonly string[]): string {
  return few(items, mostNamed);
}

/** a@b.example、c@d.example、ほか 3 件 */
export function listedNamesJa(names: readonly string[]): string {
  return few(names, mostNames);
}
