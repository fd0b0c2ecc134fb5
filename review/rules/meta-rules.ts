/** What the review says of itself and of exceptions: findings without a rule of their own, documented as the rules are. */
import type { RuleFacts } from "./rule.ts";

const boundSource =
  "An exception is bound to its rule, its subject and its end, so that it outlives and outgrows nothing.";

/** Faults of an exception. Each is a warning: whatever it fails to cover refuses the change by itself. */
export const exceptionUnknown: RuleFacts = {
  name: "exception-unknown",
  level: "warn",
  sentence: "The exception {subject} names a rule that does not exist.",
  remedy: "Write a rule of docs/rules.md, or remove the line.",
  source: boundSource,
};

/** Neither the settings nor the vendor's page give a reason. */
export const exceptionWithoutReason: RuleFacts = {
  name: "exception-without-reason",
  level: "warn",
  sentence: "The exception {subject} does not count: it has no reason, and no step of the vendor's page demands it.",
  remedy: "Write `reason`.",
  source: boundSource,
};

/** The finding that it names allows no exception, or not this one. */
export const exceptionRefused: RuleFacts = {
  name: "exception-refused",
  level: "warn",
  sentence: "The exception {subject} does not count: {fault}.",
  remedy: "{step}",
  source: boundSource,
};

/** No finding has its rule and subject. */
export const exceptionUnused: RuleFacts = {
  name: "exception-unused",
  level: "warn",
  sentence: "The exception {subject} covers nothing: there is no such finding.",
  remedy: "Remove the line, or correct `rule` and `subject`; it will not cover what comes later.",
  source: boundSource,
};

/** Its `until` is today or has passed. */
export const exceptionExpired: RuleFacts = {
  name: "exception-expired",
  level: "warn",
  sentence: "The exception {subject} ended on {until} and counts no longer.",
  remedy: "Remove what it accepted, or let it be accepted anew.",
  source: boundSource,
};

/** Its `until` is less than a month away. */
export const exceptionEnding: RuleFacts = {
  name: "exception-ending",
  level: "warn",
  sentence: "The exception {subject} ends on {until}.",
  remedy: "Decide before then whether what it accepts may stay.",
  source: boundSource,
};

/** Something that the recorder saw and cannot judge. The subject says what kind of thing, `resources` which. */
export const unjudgeable: RuleFacts = {
  name: "unjudgeable",
  level: "block",
  sentence: "{resources}: this cannot be judged ({subject}): {detail}.",
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

/** Anything that runs, or that judges, differs. What it does elsewhere than here no recording shows. */
export const programChanged: RuleFacts = {
  name: "program-changed",
  level: "block",
  sentence:
    "The change touches what runs or what judges: {files}. An evaluation shows what code does here; in the engine it may do something else.",
  remedy:
    "Read these files by eye. No exception lifts this; the review of a code owner on the latest push does (docs/review.md).",
  source:
    "A program may behave otherwise where it is recorded, and a pull request must not weaken the rules that judge it.",
};

/** A module of the program uses what shows it where it runs, or what does more than register. */
export const programUses: RuleFacts = {
  name: "program-uses",
  level: "block",
  sentence:
    "{places}: the program now uses {subject}, by which it could do in the engine what it does not do here, or more than register resources.",
  remedy:
    "Register what the tenant's file says, by the packages that the program is made of; review/program/lint.ts lists what a module may use.",
  source: "A recording shows what a program does while it cannot tell that it is recorded.",
};

/** The engine is told otherwise which program to run, how, or who can read the state. */
export const engineSetting: RuleFacts = {
  name: "engine-setting",
  level: "block",
  sentence:
    "{subject} of Pulumi's settings changes from {from} to {to}: the engine starts another program, or keeps the state elsewhere or for others, than what was evaluated here.",
  remedy: "Leave it as it is; or change it alone, and let an owner named in CODEOWNERS read it and apply it by hand.",
  source: "Pulumi, project file reference and stack settings file reference",
};

/** The file names another tenant than before: whoever applies it leaves everything behind. */
export const tenantExchanged: RuleFacts = {
  name: "tenant-exchanged",
  level: "block",
  sentence:
    "Everything of this stack would be made in the tenant {subject} and no longer in {from}: what stands there stays, with its rights and its credentials, and nothing applies it any more.",
  remedy: "Leave the id, and give the other tenant a stack and a file of its own: tenants/<stack>.yaml.",
  source: "Pulumi, stacks: one state describes one place",
};

/** The base's own judge gave no answer, so the rules of the change itself judged: that must not pass by itself. */
export const judgeFailed: RuleFacts = {
  name: "judge-failed",
  level: "block",
  sentence: "The judge of the base {fault}. The rules of the working tree judged in its place.",
  remedy:
    "Bring the branch up to its base and review it again. If the base's judge is broken, or this change brings another version of the protocol, let an owner named in CODEOWNERS approve it.",
  source: "A pull request must not weaken the rules that judge it.",
};

/** All of them, for docs/rules.md. */
export const metaRules: readonly RuleFacts[] = [
  exceptionUnknown,
  exceptionWithoutReason,
  exceptionRefused,
  exceptionUnused,
  exceptionExpired,
  exceptionEnding,
  unjudgeable,
  ruleFailed,
  programChanged,
  programUses,
  engineSetting,
  tenantExchanged,
  judgeFailed,
];
