/**
 * What a rule is: a plain exported object, one a file, named as its file. `review/rules/index.ts` lists them all.
 */
import type { VendorDefinition } from "../../components/definition.ts";
import type { Values } from "../clause.ts";
import type { Finding, Level } from "../finding.ts";
import type { RecordedIntegration, Recording } from "../recording.ts";
import type { RuleName } from "../words/rules-ja.ts";

/** What documentation and reports say of a rule. */
export interface RuleFacts {
  /** Kebab case: the file, the test, the fixture, the heading in docs/rules.md, the word in `exceptions`, the Japanese. */
  readonly name: RuleName;
  /** The level of its findings, unless a finding says otherwise. */
  readonly level: Level;
  /**
   * The sentence that the reviewer reads. `{subject}`, `{integration}` and every name of a finding's `values` in braces
   * are filled in: "{subject} reads every mailbox of the tenant".
   */
  readonly sentence: string;
  /** What would resolve it; braces as in the sentence. */
  readonly remedy: string;
  /** Where the rule comes from: a standard's or a page's address or title. */
  readonly source: string;
}

/** What a check reports. The judge adds the rule, the integration, and from the rule's facts whatever is left out. */
export interface Found {
  /** As `exceptions` names it in `subject`: the permission's name alone, the URI, the mailbox, the owner's id, the `issued`. */
  readonly subject?: string;
  /** Below the integration's place in the tenant's file: `redirectUris[0]`; empty for the integration itself. */
  readonly path?: string;
  readonly level?: Level;
  /** What the sentences name in braces. */
  readonly values?: Values;
  readonly measure?: Finding["measure"];
  readonly variant?: Finding["variant"];
}

/** One integration at one time. */
export interface IntegrationState {
  readonly integration: RecordedIntegration;
  /** Absent where the vendor has no definition any more. */
  readonly definition: VendorDefinition | undefined;
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly now: string;
}

/** One integration before and after; `before` absent: it is new; `after` absent: it goes. Renamed ones are paired. */
export interface IntegrationChange {
  readonly before: RecordedIntegration | undefined;
  readonly after: RecordedIntegration | undefined;
  /** The vendor's definition after the change, or before it where the integration goes. */
  readonly definition: VendorDefinition | undefined;
  readonly now: string;
}

/** A rule that judges one integration at one time; the policy pack runs these over an Integration's registered inputs. */
export interface SingleRule extends RuleFacts {
  readonly shape: "single";
  check(state: IntegrationState): readonly Found[];
}

/** A rule that needs before and after, such as those of the schedule. Its findings are never standing. */
export interface ChangeRule extends RuleFacts {
  readonly shape: "change";
  check(change: IntegrationChange): readonly Found[];
}

/** What a rule over the whole recording reports: the integration is the rule's to name (empty: outside of all). */
export interface FoundInStack extends Found {
  readonly integration: string;
}

/** A rule that looks at all integrations at once, or at what stands outside of them. */
export interface StackRule extends RuleFacts {
  readonly shape: "stack";
  check(state: { readonly recording: Recording; readonly now: string }): readonly FoundInStack[];
}

/** Any rule. */
export type Rule = SingleRule | ChangeRule | StackRule;
