/**
 * What a rule is: a plain exported object, one a file, named as its file. `review/rules/index.ts` lists them all.
 */
import type { VendorDefinition } from "../../components/definition.ts";
import type { Values } from "../clause.ts";
import type { Finding, Level } from "../finding.ts";
import type {
  IntegrationResources,
  PlannedIntegration,
  RecordedIntegration,
  Recording,
  ResourceInputs,
} from "../recording.ts";
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

/** A rule that needs more than the engine hands to a policy: one resource with its inputs, and no state before. */
interface ReviewAlone {
  readonly pack: "none";
  /** What the policy pack cannot see, for docs/rules.md: a sentence that goes on after "The review alone:". */
  readonly becauseReview: string;
}

/** Why no rule with two states can be a policy. */
export const comparesTwoStates = "it compares the state before with the one after.";

/** One resource is enough. Exceptions stand with the Integration, out of its sight, so its findings allow none. */
interface ByResource {
  readonly pack: "resource";
  readonly level: "block" | "warn";
  /** Type of the only resources that the rule looks at; undefined: it looks at every type. */
  readonly onlyType: string | undefined;
}

/** One integration at one time, with as much of it as the rule may read. */
export interface IntegrationState<Part = RecordedIntegration> {
  readonly integration: Part;
  /** Absent where the vendor has no definition any more. */
  readonly definition: VendorDefinition | undefined;
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly now: string;
}

/** One integration as its registered inputs tell it. */
export type PlannedState = IntegrationState<PlannedIntegration>;

/** A rule that an Integration's registered inputs decide. */
export interface InputsRule extends RuleFacts {
  readonly shape: "single";
  readonly pack: "integration";
  check(state: PlannedState): readonly Found[];
}

/** A rule that any one resource of an integration decides. */
export interface ResourceRule extends RuleFacts, ByResource {
  readonly level: "block" | "warn";
  readonly shape: "single";
  check(state: { readonly integration: IntegrationResources; readonly now: string }): readonly Found[];
}

/** A rule that compares an integration's inputs and resources with each other. */
export interface RecordedRule extends RuleFacts, ReviewAlone {
  readonly shape: "single";
  check(state: IntegrationState): readonly Found[];
}

/** A rule that judges one integration at one time. */
export type SingleRule = InputsRule | ResourceRule | RecordedRule;

/** One integration before and after; `before` absent: it is new; `after` absent: it goes. Renamed ones are paired. */
export interface IntegrationChange {
  readonly before: RecordedIntegration | undefined;
  readonly after: RecordedIntegration | undefined;
  /** The vendor's definition after the change, or before it where the integration goes. */
  readonly definition: VendorDefinition | undefined;
  readonly now: string;
}

/** A rule that needs before and after, such as those of the schedule. Its findings are never pre-existing. */
export interface ChangeRule extends RuleFacts, ReviewAlone {
  readonly shape: "change";
  check(change: IntegrationChange): readonly Found[];
}

/** What a rule over the whole recording reports: the integration is the rule's to name (empty: outside of all). */
export interface FoundInStack extends Found {
  readonly integration: string;
}

/** As much of a recording as one resource tells. */
export interface RecordedResources {
  readonly integrations: readonly IntegrationResources[];
  readonly outside: readonly ResourceInputs[];
}

/** A rule that any one resource decides, also one outside of every integration. */
export interface StackResourceRule extends RuleFacts, ByResource {
  readonly level: "block" | "warn";
  readonly shape: "stack";
  check(state: { readonly recording: RecordedResources; readonly now: string }): readonly FoundInStack[];
}

/** A rule that looks at all integrations at once. */
export interface RecordingRule extends RuleFacts, ReviewAlone {
  readonly shape: "stack";
  check(state: { readonly recording: Recording; readonly now: string }): readonly FoundInStack[];
}

/** A rule over the whole recording. */
export type StackRule = StackResourceRule | RecordingRule;

/** Any rule. Its `pack` says what the policy pack judges by it too. */
export type Rule = SingleRule | ChangeRule | StackRule;
