/**
 * What a rule says, as data. Printing lives elsewhere.
 */
import type { Value, Values } from "./clause.ts";
import type { RuleName } from "./words/rules-ja.ts";

/**
 * How a finding counts. `block`: refused. `accept`: refused unless the settings accept it. `vendor`: as `accept`, and only
 * where the definition cites the step of the vendor's own page that demands it. `warn`: said, never refused.
 */
export type Level = "block" | "accept" | "vendor" | "warn";

/** One finding of one rule about one subject. */
export interface Finding {
  /** The rule's name: its file, its test, its heading in docs/rules.md. */
  readonly rule: RuleName;
  readonly level: Level;
  /** The integration it is about; empty for what stands outside every integration. */
  readonly integration: string;
  /** The permission, role, URI, mailbox, owner or credential it judges; empty where the rule judges the whole. */
  readonly subject: string;
  /** Where in the tenant's file: `integrations.mailgates.redirectUris`. */
  readonly path: string;
  /** What the rule's sentence and remedy name in braces, beside subject and integration; `review/words` has the sentences. */
  readonly values: Values;
  /** How much, where the rule counts or measures: more than before is worse, and then not standing. */
  readonly measure?: number;
  /**
   * What tells it from another finding of the same subject, such as `delegated` from `application`. Another variant than
   * before is new, and an exception that was given to the former one does not cover it.
   */
  readonly variant?: string;
}

/** A finding after judgement: is it new, is it accepted, does it stop the change. */
export interface JudgedFinding extends Finding {
  /** True: the change neither introduces nor worsens it. */
  readonly preExisting: boolean;
  /** The exception that covers it, with its end. */
  readonly accepted?: { readonly until: string; readonly reason: Value };
  /** True: this finding alone refuses the change. */
  readonly blocks: boolean;
  /** Line in the tenant's file, from 1; absent where the file has no such place. */
  readonly line?: number;
}

/** What the rules say of a change. */
export interface Judgement {
  readonly findings: readonly JudgedFinding[];
  /** True: at least one finding refuses it. */
  readonly blocks: boolean;
}

/** Whose rules judged: those of the base, or of the working tree where the base has none. */
export type JudgedBy = "base" | "working-tree";
