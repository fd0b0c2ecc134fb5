/** A finding as sentences, in every language. */
import type { LocalizedText } from "../../components/localized-text.ts";
import type { JudgedFinding } from "../finding.ts";
import type { RuleFacts } from "../rules/rule.ts";
import { rulesJa } from "../words/rules-ja.ts";
import { fillEn, fillJa, say } from "../words/say.ts";

/** A finding in words. */
export interface ReportedFinding extends Omit<JudgedFinding, "values" | "accepted"> {
  /** One or two sentences for the reviewer. */
  readonly message: LocalizedText;
  /** What would resolve it. */
  readonly remedy: LocalizedText;
  readonly accepted?: { readonly until: string; readonly reason: LocalizedText };
}

/** Puts a finding into words. @param facts of its rule */
export function findingInWords({ values, accepted, ...finding }: JudgedFinding, facts: RuleFacts): ReportedFinding {
  const { integration, subject, rule } = finding;
  const named = { integration, ...values, subject };
  const japanese = rulesJa[rule];
  return {
    ...finding,
    message: { en: fillEn(facts.sentence, named), ja: fillJa(japanese.sentence, named) },
    remedy: { en: fillEn(facts.remedy, named), ja: fillJa(japanese.remedy, named) },
    ...(accepted && { accepted: { until: accepted.until, reason: say(accepted.reason) } }),
  };
}
