import { describe, expect, it } from "vitest";
import type { ReportedFinding } from "../../review/report/finding.ts";
import { type CorpusPair, corpus, type ExpectedFinding } from "./corpus.ts";
import { englishOf } from "./english.ts";
import { reviewed } from "./reviewed.ts";

/** `mailgates mailbox-scope Mail.Read`, sorted. */
function named(findings: readonly ExpectedFinding[]): string[] {
  return findings
    .map(({ rule, integration = "", subject = "" }) => [integration || "(outside)", rule, subject].join(" ").trimEnd())
    .sort();
}

function found(findings: readonly ReportedFinding[], which: (finding: ReportedFinding) => boolean): string[] {
  const introduced = findings.filter((finding) => !finding.preExisting && which(finding));
  return named(introduced.map(({ rule, integration, subject }) => ({ rule, integration, subject: subject })));
}

const reviews = new Map<string, ReturnType<typeof reviewed>>();

/** The review of a pair, made once for every test of this file. */
function once(pair: CorpusPair): ReturnType<typeof reviewed> {
  const review = reviews.get(pair.name) ?? reviewed(pair);
  reviews.set(pair.name, review);
  return review;
}

it("the corpus holds at least 60 pairs", () => {
  expect(corpus().length).toBeGreaterThanOrEqual(60);
});

describe("what the review says of a change", () => {
  it.each(corpus().map((pair) => [pair.name, pair.title, pair] as const))("%s: %s", async (_name, _title, pair) => {
    const review = await once(pair);
    if ("faults" in review) {
      expect(pair.expect, review.faults.join("\n")).toStrictEqual({ exit: 2 });
      return;
    }
    const { verdict, blocks, findings } = review.report;
    expect({
      verdict,
      exit: blocks ? 1 : 0,
      blocks: found(findings, (finding) => finding.blocks),
      accepted: found(findings, ({ accepted }) => accepted !== undefined),
      warns: found(findings, (finding) => !finding.blocks && finding.accepted === undefined),
    }).toStrictEqual({
      verdict: pair.expect.verdict,
      exit: pair.expect.exit,
      blocks: named(pair.expect.blocks ?? []),
      accepted: named(pair.expect.accepted ?? []),
      warns: named(pair.expect.warns ?? []),
    });
  });
});

describe("what the review says in Japanese", () => {
  it.each(corpus().map((pair) => [pair.name, pair] as const))("%s holds no English but names", async (_name, pair) => {
    const review = await once(pair);
    expect("faults" in review ? [] : englishOf(review.report, pair)).toStrictEqual([]);
  });
});
