/** A review for programs. docs/report.schema.json says what each key means; additions keep the schema number. */
import type { ReviewDocument, StackReport } from "../report/document.ts";
import type { ReportedFinding } from "../report/finding.ts";
import type { IntegrationReport, PermissionInWords, ReportedChange } from "../report/index.ts";
import { jsonText } from "./escape.ts";

function changeOf(change: ReportedChange) {
  const { aspect, how, effect, subject, called, before, after, permission } = change;
  const { newReceiver, newIdentity, onceDone, refusedByProtect } = change;
  const notes = { newReceiver, newIdentity, onceDone: onceDone?.en, refusedByProtect };
  const texts = { subject: subject.en, called: called?.en, before: before?.en, after: after?.en };
  return { aspect, how, effect, ...texts, permission, ...notes };
}

function permissionOf({ riskReason, allows, tenantWide, narrower, ...which }: PermissionInWords) {
  const words = { riskReason: riskReason.en, allows: allows.en, allowsJa: allows.ja };
  return { ...which, ...words, tenantWide, narrower: narrower?.en };
}

function integrationOf(report: IntegrationReport) {
  const {
    name,
    vendor,
    product,
    verdict,
    about,
    reach,
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
    about,
    reach,
    changes: changes.map(changeOf),
    permissions: permissions.map(permissionOf),
    combinations,
    byHand,
  };
}

function findingOf(finding: ReportedFinding) {
  const { rule, level, integration, subject, path, line, message, remedy, preExisting, accepted, blocks } = finding;
  const words = { message: message.en, remedy: remedy.en };
  const exception = accepted && { until: accepted.until, reason: accepted.reason.en };
  return { rule, level, integration, subject, path, line, ...words, preExisting, accepted: exception, blocks };
}

function reportOf(report: StackReport) {
  const { stack, now, sameCode, verdict, because, news, blocks, base, judgedBy, file, deployer, remarks, unchanged } =
    report;
  return {
    stack,
    file,
    now,
    verdict,
    because,
    news,
    blocks,
    base,
    judgedBy,
    sameCode,
    deployer,
    remarks,
    integrations: report.integrations.map(integrationOf),
    unchanged,
    findings: report.findings.map(findingOf),
  };
}

/** Prints a review as JSON, keys always in one order. */
export function renderJson(document: ReviewDocument): string {
  const { revision, program, verdict, blocks, stacks, failed, unchanged } = document;
  return jsonText({
    schema: 2,
    verdict,
    blocks,
    base: { revision },
    program: program ?? null,
    stacks: stacks.map(reportOf),
    failed: failed.map(({ stack, file, faults }) => ({ stack, file, faults: faults.map(({ en }) => en) })),
    unchanged,
  });
}
