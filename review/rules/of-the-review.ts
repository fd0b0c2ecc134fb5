/** What the review says of itself and of acceptances: findings without a rule of their own, documented as the rules are. */
import type { RuleFacts } from "./rule.ts";

/** An acceptance that does not do what it says. */
export const acceptance: RuleFacts = {
  name: "acceptance",
  level: "block",
  sentence: "The acceptance of {subject} {fault}.",
  remedy: "{step}",
  source: "An exception is bound to its subject and its end, so that it cannot outlive or outgrow what was accepted.",
};

/** Something that the recorder saw and cannot judge. */
export const unjudgeable: RuleFacts = {
  name: "unjudgeable",
  level: "block",
  sentence: "{subject} cannot be judged ({what}): {detail}.",
  remedy: "Write it as plain resources of an Integration, with inputs that are known before the engine runs.",
  source: "What a review cannot read it must not pass over.",
};

/** A rule that threw an error. */
export const ruleFailed: RuleFacts = {
  name: "rule-failed",
  level: "block",
  sentence: "The rule {subject} failed and judged nothing here: {detail}.",
  remedy: "Repair review/rules/{subject}.ts in a change of its own, then review this one again.",
  source: "A rule that is broken must not read as a rule that found nothing.",
};

/** A change of what judges changes. */
export const reviewerChanged: RuleFacts = {
  name: "reviewer-changed",
  level: "warn",
  sentence:
    "{subject} is part of what judges a change, and this change touches it ({files}). The rules of the {judge} judged.",
  remedy: "Read this file's difference by eye; let an owner named in CODEOWNERS approve it.",
  source: "A pull request must not weaken the rules that judge it.",
};

/** All of them, for docs/rules.md. */
export const rulesOfTheReview: readonly RuleFacts[] = [acceptance, unjudgeable, ruleFailed, reviewerChanged];
