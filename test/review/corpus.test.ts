import { describe, expect, it } from "vitest";
import type { JudgedFinding } from "../../review/finding.ts";
import { corpus, type ExpectedFinding } from "./corpus.ts";
import { reviewed } from "./reviewed.ts";

/** `mailgates mailbox-scope Mail.Read`, sorted. */
function named(findings: readonly ExpectedFinding[]): string[] {
  return findings
    .map(({ rule, integration = "", subject = "" }) => [integration || "(outside)", rule, subject].join(" ").trimEnd())
    .sort();
}

function found(findings: readonly JudgedFinding[], which: (finding: JudgedFinding) => boolean): string[] {
  const introduced = findings.filter((finding) => !finding.preExisting && which(finding));
  return named(introduced.map(({ rule, integration, subject }) => ({ rule, integration, subject: subject })));
}

it("the corpus holds at least 60 pairs", () => {
  expect(corpus().length).toBeGreaterThanOrEqual(60);
});

describe("what the review says of a change", () => {
  it.each(corpus().map((pair) => [pair.name, pair.title, pair] as const))("%s: %s", async (_name, _title, pair) => {
    const review = await reviewed(pair);
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
