/**
 * A report as SARIF 2.1.0, for code scanning: a result for each finding, at its line of the tenant's file.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */
import { createHash } from "node:crypto";
import type { Invocation, Log, ReportingDescriptor, Result } from "sarif";
import type { Level } from "../finding.ts";
import type { ReviewDocument, StackReport } from "../report/document.ts";
import type { ReportedFinding } from "../report/finding.ts";
import { rules as allRules } from "../rules/index.ts";
import { metaRules } from "../rules/meta-rules.ts";
import type { RuleFacts } from "../rules/rule.ts";
import { rulesJa } from "../words/rules-ja.ts";
import type { Words } from "../words/words.ts";
import { jsonText, sarifText } from "./escape.ts";

function levelOf({ level, blocks }: ReportedFinding): "error" | "warning" {
  return blocks || level !== "warn" ? "error" : "warning";
}

/** GitHub's scale of `security-severity`: from 9 on critical, from 7 on high, from 4 on medium. */
const severities: Readonly<Record<Level, string>> = { block: "9.0", vendor: "8.0", accept: "7.0", warn: "4.0" };

const facts = new Map<string, RuleFacts>([...allRules, ...metaRules].map((rule) => [rule.name, rule]));

/** A rule for whoever reads of it in another tool. Names in braces stand for what a finding says. */
function ruleOf(id: string, words: Words, rulesPage: string | undefined): ReportingDescriptor {
  const rule = facts.get(id);
  const page = `docs/rules.md, ${id}`;
  const url = rulesPage === undefined ? undefined : `${rulesPage}#${id}`;
  if (!rule) return { id, help: { text: page }, ...(url !== undefined && { helpUri: url }) };
  const said = words.said({ en: rule.sentence, ja: rulesJa[rule.name].sentence });
  const remedy = words.said({ en: rule.remedy, ja: rulesJa[rule.name].remedy });
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: sarifText(said) },
    fullDescription: { text: sarifText(`${said}${words.gap}${remedy}`) },
    help: { text: `${sarifText(remedy)}\n\n${sarifText(rule.source)}\n\n${page}` },
    ...(url !== undefined && { helpUri: url }),
    defaultConfiguration: { level: rule.level === "warn" ? "warning" : "error" },
    properties: {
      tags: ["security"],
      "security-severity": severities[rule.level],
      "problem.severity": rule.level === "warn" ? "warning" : "error",
    },
  };
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
export function renderSarif(document: ReviewDocument, words: Words, rulesPage?: string): string {
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
            ...(rulesPage !== undefined && { informationUri: rulesPage }),
            rules: rules.map((id) => ruleOf(id, words, rulesPage)),
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
