/** What one language says of a report's values: one object a language, and one that leaves a sentence out does not compile. */
import type { WordsOf } from "../../components/worded.ts";
import type { Aspect, Change } from "../change.ts";
import type { CombinationValues } from "../report/combinations.ts";
import type { ManualStepValues } from "../report/manual-steps.ts";
import type { NewsValues } from "../report/news-values.ts";
import type { Reach } from "../report/reach.ts";
import type { Because } from "../report/verdict.ts";

/** The sentences of one language. */
export interface Sentences {
  /** What kind of thing differs, as a line of changes begins: `permission`, `redirect URI` … */
  readonly aspect: Readonly<Record<Aspect, string>>;
  /** One line that says why the verdict is what it is. */
  readonly because: (because: Because) => string;
  /** One sentence of effective reach, or two. */
  readonly reach: (reach: Reach) => string;
  /** One sentence of what is new. */
  readonly news: WordsOf<NewsValues>;
  readonly combination: WordsOf<CombinationValues>;
  readonly manualStep: WordsOf<ManualStepValues>;
}

/** What of a change the line of the verdict names: the integration, and what it is about. */
export function whose({ integration }: Change): string {
  return integration === "" ? "" : `${integration}: `;
}

/** A subject that says by itself what kind of thing it is. */
export function namesItsKind({ subject }: Change): boolean {
  const codes: readonly string[] = ["provider", "provider-of", "public-output", "exchange-script", "step", "field"];
  return typeof subject === "object" && "code" in subject && codes.includes(subject.code);
}

/** An integration is its own subject. */
export function namesSubject({ aspect, subject }: Change): boolean {
  return aspect !== "integration" && subject !== "";
}
