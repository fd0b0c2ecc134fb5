/**
 * What the parts of a review say to each other across processes and across revisions: the recorder of one side to the
 * review, the review to the judge. A judge that does not know the version refuses.
 */
import type { VendorDefinition } from "../../components/definition.ts";
import type { WholeEvaluation } from "../evaluate/index.ts";
import type { HandOff, RecordedFrom } from "../recording.ts";
import type { Report, ReviewFacts } from "../report/index.ts";

/**
 * What a recorder answers. Counted up when its shape changes so that the other side could misread it.
 * 2: what a definition says for readers is there in English and in Japanese.
 */
export const recorderVersion = 2;

/** Recorders of the base that are older: registrations as now, definitions in a shape that nobody reads any more. */
export const formerRecorderVersions: readonly number[] = [1];

/**
 * What a judge is asked and answers, counted likewise.
 * 2: the report holds its sentences in English and in Japanese; before, the renderer made Japanese of the English.
 */
export const judgeVersion = 2;

/** How a judge ends that does not know the version it is asked in. */
export const otherVersionExit = 3;

/** Which side to record. */
export interface RecordRequest {
  /** Folder of the checkout, absolute. */
  readonly root: string;
  readonly stack: string;
  /** The tenant's file relative to the checkout; absent: the one that `pulumi up` of this stack reads. */
  readonly tenant?: string;
  readonly timeoutMilliseconds: number;
}

/** What the program of one side registered. Nothing of it is judged, and no output of the program is in it. */
export interface RecordedSide {
  readonly version: number;
  readonly from: RecordedFrom;
  readonly evaluation: WholeEvaluation;
  /**
   * The Exchange script that a person is handed, as this side's code writes it; absent where no integration has mailboxes,
   * or a former recorder did not look.
   */
  readonly handOff?: HandOff;
  /** Definitions of the vendors that this side names. */
  readonly definitions: Readonly<Record<string, VendorDefinition>>;
}

/** What is to be judged. `before` absent: there is no base. */
export interface JudgeRequest {
  readonly version: number;
  readonly before?: RecordedSide;
  readonly after: RecordedSide;
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly now: string;
  readonly facts: ReviewFacts;
  /** Nothing any more. A judge of an earlier base looked here for changes of the review, and fails where it is missing. */
  readonly changedFiles: readonly [];
}

/** The judge's answer. */
export interface JudgeAnswer {
  readonly version: number;
  readonly report: Report;
}
