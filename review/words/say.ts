/** Puts values and rules' sentences into the words of one language. */
import type { LocalizedText } from "../../components/localized-text.ts";
import { type WordsOf, worded } from "../../components/worded.ts";
import { type ClauseValues, isClause, type Value, type Values } from "../clause.ts";
import { clausesEn } from "./clauses-en.ts";
import { clausesJa } from "./clauses-ja.ts";
import { woven } from "./woven.ts";

/** The words of a value in a language that has `clauses`, and parts several of them by `separator`. */
function said(value: Value, language: keyof LocalizedText, clauses: WordsOf<ClauseValues>, separator: string): string {
  if (typeof value === "string") return value;
  if (isClause(value)) return worded(clauses, value);
  if ("en" in value) return value[language];
  return value.map((clause) => worded(clauses, clause)).join(separator);
}

/** A value in English. */
export function sayEn(value: Value): string {
  return said(value, "en", clausesEn, "; ");
}

/** A value in Japanese. */
export function sayJa(value: Value): string {
  return said(value, "ja", clausesJa, "、");
}

/** A value in every language. */
export function say(value: Value): LocalizedText {
  return { en: sayEn(value), ja: sayJa(value) };
}

/** The parts of a sentence between its names in braces, and the words for each; a name without a value stays as it is. */
function filled(sentence: string, values: Values, inWords: (value: Value) => string) {
  const names = [...sentence.matchAll(/\{(\w+)\}/g)];
  const words = names.map(([whole, name = ""]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : inWords(value);
  });
  return { parts: sentence.split(/\{\w+\}/), words };
}

/** A rule's English sentence with a finding's values. A question among them ends in its own mark. */
export function fillEn(sentence: string, values: Values): string {
  const { parts, words } = filled(sentence, values, sayEn);
  return parts
    .map((part, index) => part + (words[index] ?? ""))
    .join("")
    .replace(/\?\.$/, "?");
}

/** A rule's Japanese sentence with a finding's values. */
export function fillJa(sentence: string, values: Values): string {
  const { parts, words } = filled(sentence, values, sayJa);
  return woven(parts, words);
}
