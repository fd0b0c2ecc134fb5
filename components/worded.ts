/** Codes with values, and tables that put them into words: one table a language, so that none is parsed back into another. */

/** The words of every code: a table that leaves one out does not compile. */
export type WordsOf<Values> = { readonly [C in keyof Values]: (values: Values[C]) => string };

/** One code with its values. */
export type Coded<Values> = { readonly [C in keyof Values]: { readonly code: C } & Values[C] }[keyof Values];

/** Puts a code with its values into the words of a table. */
export function worded<Values>(words: WordsOf<Values>, coded: Coded<Values>): string {
  // Each entry of the table takes the values of its own code; the compiler cannot follow that through the union.
  return (words[coded.code] as (values: Coded<Values>) => string)(coded);
}
