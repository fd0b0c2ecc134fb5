/** A review for programs. docs/report.schema.json says what each key means; additions keep the schema number. */
import type { Change } from "../change.ts";
import type { JudgedFinding } from "../finding.ts";
import type { ReviewDocument, StackReport } from "../report/document.ts";
import type { IntegrationReport } from "../report/index.ts";
import { jsonText } from "./escape.ts";

function changeOf(change: Change) {
  const { aspect, how, effect, subject, before, after, permission } = change;
  const { newReceiver, newIdentity, onceDone, refusedByProtect } = change;
  const notes = { newReceiver, newIdentity, onceDone, refusedByProtect };
  return { aspect, how, effect, subject, before, after, permission, ...notes };
}

function integrationOf(report: IntegrationReport) {
  const {
    name,
    vendor,
    product,
    verdict,
    reach,
    reachJa,
    changes,
    permissions,
    combinations,
    manualSteps: byHand,
  } = report;
  return {
    name,
    vendor,
    product,
    verdict,
    reach: { en: reach, ja: reachJa },
    changes: changes.map(changeOf),
    permissions,
    combinations,
    byHand,
  };
}

function findingOf(finding: JudgedFinding) {
  const { rule, level, integration, subject, path, line, message, remedy, preExisting, accepted, blocks } = finding;
  return { rule, level, integration, subject, path, line, message, remedy, preExisting, accepted, blocks };
}

function reportOf(report: StackReport) {
  const { stack, now, verdict, because, becauseJa, blocks, base, judgedBy, file, deployer, remarks, unchanged } =
    report;
  return {
    stack,
    file,
    now,
    verdict,
    because: { en: because, ja: becauseJa },
    blocks,
    base,
    judgedBy,
    deployer,
    remarks,
    integrations: report.integrations.map(integrationOf),
    unchanged,
    findings: report.findings.map(findingOf),
  };
}

/** Prints a review as JSON, keys always in one order. */
export function renderJson(document: ReviewDocument): string {
  const { revision, verdict, blocks, stacks, failed, unchanged } = document;
  return jsonText({
    schema: 2,
    verdict,
    blocks,
    base: { revision },
    stacks: stacks.map(reportOf),
    failed,
    unchanged,
  });
}
