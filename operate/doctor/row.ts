/** One line of the doctor's answer, and what all of them come to. */

/**
 * `ok`: read, and as it has to be. `wrong`: read, and otherwise. `not readable`: nobody told; it may be either, so it is
 * never counted as well.
 */
export type Verdict = "ok" | "wrong" | "not readable";

/** A setting that the project's promises rest on. */
export interface Row {
  /** The part of the doctor that looked, as `--only` names it. */
  readonly part: string;
  /** The setting's name, for ever: it stands in docs/ci.md and in scripts. */
  readonly check: string;
  /** What the setting belongs to: a branch, an environment, the repository. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
  readonly verdict: Verdict;
  /** What a person does about it, where it is not well. */
  readonly remedy?: string;
  /** Where in the tenant's file it comes from: `integrations.mailgates.signsIn[0]`. */
  readonly at?: readonly string[];
  /** A run of the stack would fail by it. */
  readonly stops?: true;
  /** A run would leave out the integrations that it is of, and apply the others (operate/left-out.ts). */
  readonly leavesOut?: true;
}

/** 2 is a wrong call, as with every verb. Something wrong is certain whatever could not be read, so it comes first. */
export const exits = { well: 0, wrong: 1, unusable: 2, unread: 3 } as const;

/** How many rows there are of each verdict. */
export function counted(rows: readonly Row[]): Readonly<Record<Verdict, number>> {
  const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  return { ok: of("ok"), wrong: of("wrong"), "not readable": of("not readable") };
}

/** @returns the exit code that the rows come to; no row at all is no answer */
export function codeOf(rows: readonly Row[]): number {
  const { ok, wrong, "not readable": unread } = counted(rows);
  if (wrong > 0) return exits.wrong;
  return unread > 0 || ok === 0 ? exits.unread : exits.well;
}
