/** What the renderers add to a report of their own: headings, counts, marks. Its sentences are in the report already. */
import type { LocalizedText } from "../../components/localized-text.ts";
import type { Change, Effect, Verdict } from "../change.ts";
import type { StackReport } from "../report/document.ts";
import type { About, PermissionInWords, Report } from "../report/index.ts";

/** The languages of a report. */
export type Language = "en" | "ja";

/** How a finding counts for this change. */
export type Mark = "blocks" | "warns" | "accepted" | "standing";

/** The words of one language. Arguments are data as it came; whoever prints makes text of it. */
export interface Words {
  readonly language: Language;
  /** Between two sentences. */
  readonly gap: string;
  /** `Broadened`. */
  readonly verdict: Readonly<Record<Verdict, string>>;
  /** The answer: refused by how many findings and which, or not, and by what the file accepts. */
  readonly refused: (count: number, by: readonly string[]) => string;
  readonly passes: (accepted: readonly string[]) => string;
  /** `6 integrations`. */
  readonly integrations: (count: number) => string;
  /** Purpose, contact and ticket; the vendor's page: a sentence each, none where nobody wrote it. */
  readonly about: (about: About) => string[];
  /** What was compared with what, and by whose rules. */
  readonly compared: (report: StackReport) => string;
  /** Which owner deploys; empty where the file does not say. */
  readonly deployedBy: (report: Report) => string;
  readonly refusedBy: string;
  /** Heading of what stands outside every integration. */
  readonly outside: string;
  /** Headings of the changes by what they do. */
  readonly effect: Readonly<Record<Effect, string>>;
  /** `permission`, `redirect URI` … */
  readonly aspect: Readonly<Record<Change["aspect"], string>>;
  /** A value of a change (`before`, `after`); Graph's own values explained. */
  readonly value: (text: LocalizedText, aspect: Change["aspect"]) => string;
  readonly from: (before: string) => string;
  readonly fromTo: (before: string, after: string) => string;
  readonly newIdentity: string;
  readonly onceDone: (what: string) => string;
  readonly refusedByProtect: string;
  readonly risk: Readonly<Record<PermissionInWords["risk"], string>>;
  /** `high risk, the whole tenant: read mail in every mailbox`; in full with what it is rated by. */
  readonly permission: (permission: PermissionInWords, inFull: boolean) => string;
  readonly narrower: (narrower: LocalizedText) => string;
  readonly together: string;
  readonly findings: string;
  readonly elsewhere: string;
  readonly mark: Readonly<Record<Mark, string>>;
  readonly line: (file: string, line: number | undefined) => string;
  readonly accepted: (until: string, reason: string) => string;
  /** Of a standing finding that no exception covers and that would refuse a new change. */
  readonly notAccepted: string;
  readonly byHand: string;
  readonly said: (sentence: LocalizedText) => string;
  /** What they are follows, by verdict. */
  readonly differing: (count: number) => string;
  readonly standing: (count: number) => string;
  /** Their names follow. */
  readonly unchanged: (count: number) => string;
  readonly nothingChanged: string;
  /** `prod (tenants/prod.yaml)`. */
  readonly stack: (stack: string, file: string) => string;
  /** Of a stack: a side cannot be evaluated. */
  readonly notEvaluated: string;
  readonly noStackDiffers: (revision: string) => string;
  readonly unchangedStacks: (stacks: readonly string[]) => string;
  /** The answer of several stacks: how many of them are refused. */
  readonly refusedStacks: (refused: number, all: number) => string;
  /** Stacks that a report had to leave out. */
  readonly foldedStacks: (count: number) => string;
  /** So many more of a list that is cut. */
  readonly more: (count: number) => string;
  /** The same, and how many of each risk. */
  readonly moreByRisk: (count: number, risks: readonly (readonly [PermissionInWords["risk"], number])[]) => string;
  /** Headings of standing findings: accepted by nobody, only warned of, accepted. */
  readonly standingAs: Readonly<Record<"open" | "warned" | "accepted", (count: number) => string>>;
  /** What a report that had to be cut leaves out, and where the whole of it stands. */
  readonly folded: (integrations: number, findings: number) => string;
  /** Above integrations of which a line each is printed. */
  readonly inShort: (integrations: number) => string;
  readonly graph: string;
  readonly graphFolded: (count: number) => string;
  readonly graphKey: string;
}
