/**
 * A report as SARIF 2.1.0, for code scanning: a result for each finding, at its line of the tenant's file.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */
import { createHash } from "node:crypto";
import type { Invocation, Log, Result } from "sarif";
import type { ReviewDocument, StackReport } from "../report/document.ts";
import type { ReportedFinding } from "../report/finding.ts";
import type { Words } from "../words/words.ts";
import { jsonText, sarifText } from "./escape.ts";

function levelOf({ level, blocks }: ReportedFinding): "error" | "warning" {
  return blocks || level !== "warn" ? "error" : "warning";
}

/** The same finding of the same stack has the same print in every run, whatever its line. */
function printOf(stack: string, { rule, integration, subject }: ReportedFinding): string {
  return createHash("sha256")
    .update(JSON.stringify([stack, rule, integration, subject]))
    .digest("hex")
    .slice(0, 32);
}

function resultOf(finding: ReportedFinding, { file, stack }: StackReport, ruleIndex: number, words: Words): Result {
  const { rule, integration, subject, path, line, preExisting, accepted, blocks } = finding;
  const about = [integration, subject].filter(Boolean).join(", ");
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(finding),
    message: {
      text: sarifText(
        `${about ? `${about}: ` : ""}${words.said(finding.message)}${words.gap}${words.said(finding.remedy)}`.trim(),
      ),
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file), uriBaseId: "SRCROOT" },
          // Code scanning takes no result without a line; what has no place of its own stands at the file's head.
          region: { startLine: line ?? 1 },
        },
        ...(path && { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    partialFingerprints: { "finding/v2": printOf(stack, finding) },
    baselineState: preExisting ? "unchanged" : "new",
    ...(accepted && {
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: words.accepted(accepted.until, words.said(accepted.reason)),
        },
      ],
    }),
    properties: { stack, integration, subject, blocks, standing: preExisting },
  };
}

/** Stacks that could not be evaluated: the run is not whole, and says so (SARIF 2.1.0, 3.20). */
function invocationOf({ failed }: ReviewDocument, words: Words): Invocation {
  return {
    executionSuccessful: failed.length === 0,
    toolExecutionNotifications: failed.map(({ stack, file, faults }) => ({
      level: "error",
      message: { text: sarifText(`${stack}: ${faults.map(words.said).join(" ")}`) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file), uriBaseId: "SRCROOT" },
            region: { startLine: 1 },
          },
        },
      ],
    })),
  };
}

/** Prints a review as SARIF: one run with the results of every stack, since code scanning takes one run of a tool. */
export function renderSarif(document: ReviewDocument, words: Words): string {
  const { stacks, verdict, blocks } = document;
  const rules = [...new Set(stacks.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "m365-integrations review",
            rules: rules.map((id) => ({ id, help: { text: `docs/rules.md, ${id}` } })),
          },
        },
        invocations: [invocationOf(document, words)],
        originalUriBaseIds: { SRCROOT: { description: { text: "The root of the checkout." } } },
        language: words.language,
        columnKind: "utf16CodeUnits",
        results: stacks.flatMap((report) =>
          report.findings.map((finding) => resultOf(finding, report, rules.indexOf(finding.rule), words)),
        ),
        properties: {
          verdict,
          blocks,
          stacks: stacks.map((report) => ({
            stack: report.stack,
            verdict: report.verdict,
            because: words.said(report.because),
            blocks: report.blocks,
          })),
        },
      },
    ],
  };
  return jsonText(log);
}
