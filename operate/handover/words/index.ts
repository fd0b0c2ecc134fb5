/** The sheet's own words, in the languages of the vendors' pages. What comes from a page is in its definition. */
import type { Language } from "../../../components/definition.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import type { SheetWords } from "./sheet-words.ts";

export const sheetWords: Readonly<Record<Language, SheetWords>> = { en, ja };
