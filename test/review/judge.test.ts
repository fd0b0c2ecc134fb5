import { describe, expect, it } from "vitest";
import type { Demand, VendorDefinition } from "../../components/definition.ts";
import { mailgatesSigma } from "../../components/vendors/mailgates-sigma.ts";
import type { Finding, JudgedFinding } from "../../review/finding.ts";
import { judge } from "../../review/judge/index.ts";
import { judgeFailedFinding, programFinding, programUseFindings } from "../../review/judge/reviewer.ts";
import { sideBySide } from "../../review/pairs.ts";
import type { RecordedIntegration, Unanalyzable } from "../../review/recording.ts";
import {
  exceptionRefused,
  judgeFailed,
  programChanged,
  programUses,
  ruleFailed,
  unjudgeable,
} from "../../review/rules/meta-rules.ts";
import type { ChangeRule, RecordedRule, RecordingRule, Rule, RuleFacts } from "../../review/rules/rule.ts";
import type { RuleName } from "../../review/words/rules-ja.ts";
import { fillEn, say } from "../../review/words/say.ts";
import { granted, holding, integration, mailReadRole, mailReadScope, recording } from "./recordings.ts";

/** The English sentence of a finding. */
function messageOf(finding: Finding, { sentence }: RuleFacts): string {
  return fillEn(sentence, { integration: finding.integration, ...finding.values, subject: finding.subject });
}

const facts = {
  name: "reads-mail" as RuleName,
  level: "accept",
  sentence: "{subject} reads {what}.",
  remedy: "Leave {subject} out.",
  source: "a page",
  pack: "none",
  becauseReview: "it is made up.",
} as const;

/** Finds every permission that is granted. */
function readsMail(level: RuleFacts["level"] = "accept"): RecordedRule {
  return {
    ...facts,
    level,
    shape: "single",
    check: ({ integration: { granted: grants } }) =>
      grants.map(({ name, kind }, index) => ({
        subject: name,
        path: `permissions[${index}]`,
        values: { what: "mail" },
        variant: kind,
      })),
  };
}

const counts: RecordedRule = {
  ...facts,
  name: "too-many-uris" as RuleName,
  level: "block",
  sentence: "There are many redirect URIs.",
  remedy: "Remove some.",
  source: "a page",
  shape: "single",
  check: ({ integration: { redirectUris } }) => (redirectUris.length > 1 ? [{ measure: redirectUris.length }] : []),
};

const demanded: Demand = {
  rule: "reads-mail",
  subject: "Mail.Read",
  step: "S15",
  reason: { en: "The page lists it.", ja: "ページが挙げています。" },
};

type Some = Partial<RecordedIntegration>;

interface Setting {
  readonly rules?: readonly Rule[];
  readonly now?: string;
  readonly demands?: readonly Demand[];
  /** The change brings the vendor. */
  readonly isClaimed?: boolean;
}

/** Judges one integration before (undefined: there is no base) and after. */
function judged(
  before: Some | undefined,
  after: Some,
  { rules = [readsMail()], now = "2026-12-01", demands = [], isClaimed = false }: Setting = {},
) {
  const definition: VendorDefinition = { ...mailgatesSigma, demands };
  const context = {
    now,
    rules,
    definitions: { "mailgates-sigma": definition },
    claimed: new Set(isClaimed ? ["mailgates-sigma"] : []),
  };
  return judge(sideBySide(before && recording([integration(before)]), recording([integration(after)])), context);
}

/** `block reads-mail Mail.Read`: what it does, the rule, the subject. */
function lines(findings: readonly JudgedFinding[]): string[] {
  return findings.map(({ blocks, preExisting, accepted, rule, subject }) =>
    [blocks ? "blocks" : preExisting ? "standing" : accepted ? "accepted" : "said", rule, subject].join(" ").trimEnd(),
  );
}

function said(...args: Parameters<typeof judged>): string[] {
  return lines(judged(...args).findings);
}

const uris = (...paths: string[]) => ({
  redirectUris: paths.map((path) => ({ platform: "web" as const, uri: `https://a.example/${path}` })),
});
const accepting = (until: string, reason?: string) => ({
  exceptions: [{ rule: "reads-mail", subject: "Mail.Read", until, ...(reason !== undefined && { reason }) }],
});
const mail = holding(mailReadRole);

describe("a finding", () => {
  it("is worded by its rule, with its values and its place in the file", () => {
    expect(judged({}, mail).findings).toStrictEqual([
      {
        rule: "reads-mail",
        level: "accept",
        integration: "mailgates",
        subject: "Mail.Read",
        path: "integrations.mailgates.permissions[0]",
        values: { what: "mail" },
        variant: "application",
        preExisting: false,
        blocks: true,
      },
    ]);
  });
  it("does not fill what a value itself holds in braces", () => {
    const rule: RecordedRule = { ...readsMail(), check: () => [{ subject: "{what}", values: { what: "mail" } }] };
    expect(judged(undefined, {}, { rules: [rule] }).findings.map((finding) => messageOf(finding, facts))).toStrictEqual(
      ["{what} reads mail."],
    );
  });
  it("refuses a change that introduces it", () => {
    expect(judged({}, mail).blocks).toBe(true);
  });
  it("without a base is introduced", () => {
    expect(said(undefined, mail)).toStrictEqual(["blocks reads-mail Mail.Read"]);
  });
  it("that stood before is listed, and refuses nothing", () => {
    expect(said(mail, { ...mail, displayName: "Gate" })).toStrictEqual(["standing reads-mail Mail.Read"]);
    expect(judged(mail, mail).blocks).toBe(false);
  });
  it("that stood before under the integration's former name stands", () => {
    expect(said(mail, { ...mail, name: "gates", formerly: ["mailgates"] })).toStrictEqual([
      "standing reads-mail Mail.Read",
    ]);
  });
  it("of an integration that is renamed without `formerly` is new", () => {
    expect(said(mail, { ...mail, name: "gates" })).toStrictEqual(["blocks reads-mail Mail.Read"]);
  });
  it("that measures more than before is worse, and refuses", () => {
    const rules = [counts];
    expect(said(uris("a", "b"), uris("a", "b", "c"), { rules })).toStrictEqual(["blocks too-many-uris"]);
    expect(said(uris("a", "b", "c"), uris("a", "b"), { rules })).toStrictEqual(["standing too-many-uris"]);
  });
  it("of a higher level than before is worse", () => {
    const rule: RecordedRule = {
      ...readsMail(),
      check: ({ integration: { publicClient } }) => [{ level: publicClient ? "block" : "warn" }],
    };
    expect(said({}, { publicClient: true }, { rules: [rule] })).toStrictEqual(["blocks reads-mail"]);
  });
  it("about another variant of the same subject is new: a scope that becomes a role", () => {
    expect(said(holding(mailReadScope), mail)).toStrictEqual(["blocks reads-mail Mail.Read"]);
  });
  it("of level warn is said and refuses nothing", () => {
    expect(said({}, mail, { rules: [readsMail("warn")] })).toStrictEqual(["said reads-mail Mail.Read"]);
  });
});

describe("an exception", () => {
  it("covers exactly its rule and its subject until its day", () => {
    expect(said({}, { ...mail, ...accepting("2027-06-01", "needed") })).toStrictEqual([
      "accepted reads-mail Mail.Read",
    ]);
    expect(judged({}, { ...mail, ...accepting("2027-06-01", "needed") }).findings[0]?.accepted).toStrictEqual({
      until: "2027-06-01",
      reason: "needed",
    });
  });
  it("rests on the step of the vendor's page where the settings give no reason", () => {
    const [finding] = judged({}, { ...mail, ...accepting("2027-06-01") }, { demands: [demanded] }).findings;
    expect(say(finding?.accepted?.reason ?? "")).toStrictEqual({
      en: "The page lists it. (step S15)",
      ja: "ページが挙げています。(手順 S15)",
    });
  });
  it("without a reason here or there covers nothing", () => {
    expect(said({}, { ...mail, ...accepting("2027-06-01") })).toStrictEqual([
      "blocks reads-mail Mail.Read",
      "said exception-without-reason reads-mail Mail.Read",
    ]);
  });
  it("is not told to give a reason where none can help", () => {
    const advice = (after: Partial<RecordedIntegration>, setting: Setting = {}) =>
      said({}, after, setting).filter((line) => line.startsWith("said "));
    expect(advice(accepting("2027-06-01"))).toStrictEqual(["said exception-unused reads-mail Mail.Read"]);
    expect(advice({ ...mail, ...accepting("2027-06-01") }, { now: "2027-06-01" })).toStrictEqual([
      "said exception-expired reads-mail Mail.Read",
    ]);
    expect(advice({ ...mail, ...accepting("2027-06-01") }, { rules: [readsMail("block")] })).toStrictEqual([
      "said exception-refused reads-mail Mail.Read",
    ]);
  });
  it("ends on its day, and says so", () => {
    const setting = { now: "2027-06-01" };
    expect(said({}, { ...mail, ...accepting("2027-06-01", "needed") }, setting)).toStrictEqual([
      "blocks reads-mail Mail.Read",
      "said exception-expired reads-mail Mail.Read",
    ]);
    expect(said({}, { ...mail, ...accepting("2027-06-02", "needed") }, setting)).toStrictEqual([
      "said exception-ending reads-mail Mail.Read",
      "accepted reads-mail Mail.Read",
    ]);
  });
  it("that ended leaves a standing finding, which stops no other change", () => {
    const state = { ...mail, ...accepting("2027-06-01", "needed") };
    expect(judged(state, { ...state, enabled: false }, { now: "2027-06-02" }).blocks).toBe(false);
  });
  it("of a rule that does not exist is said", () => {
    expect(said({}, { exceptions: [{ rule: "reads-male", until: "2027-06-01", reason: "x" }] })).toStrictEqual([
      "said exception-unknown reads-male",
    ]);
  });
  it("that covers nothing is said", () => {
    expect(said({}, accepting("2027-06-01", "needed"))).toStrictEqual(["said exception-unused reads-mail Mail.Read"]);
  });
  it("that was given before there was anything to accept does not cover what comes", () => {
    const early = accepting("2027-06-01", "needed");
    expect(said(early, { ...early, ...mail })).toStrictEqual([
      "blocks reads-mail Mail.Read",
      "said exception-refused reads-mail Mail.Read",
    ]);
    expect(said(early, { ...mail, ...accepting("2027-06-02", "needed") })).toStrictEqual([
      "accepted reads-mail Mail.Read",
    ]);
  });
  it("given to a scope does not follow it when it becomes a role", () => {
    const given = accepting("2027-06-01", "needed");
    expect(judged({ ...holding(mailReadScope), ...given }, { ...mail, ...given }).blocks).toBe(true);
  });
  it("that is taken away while its finding stays refuses the change", () => {
    expect(said({ ...mail, ...accepting("2027-06-01", "needed") }, mail)).toStrictEqual([
      "blocks reads-mail Mail.Read",
    ]);
  });
  it("of a rule of level block does not count", () => {
    expect(said({}, { ...mail, ...accepting("2027-06-01", "needed") }, { rules: [readsMail("block")] })).toStrictEqual([
      "blocks reads-mail Mail.Read",
      "said exception-refused reads-mail Mail.Read",
    ]);
  });
  it("of a rule of level vendor counts only where a step of the vendor's page demands it", () => {
    const after = { ...mail, ...accepting("2027-06-01", "needed") };
    const rules = [readsMail("vendor")];
    expect(said({}, after, { rules, demands: [demanded] })).toStrictEqual(["accepted reads-mail Mail.Read"]);
    expect(said({}, after, { rules, demands: [{ ...demanded, subject: "Mail.Send" }] })).toStrictEqual([
      "blocks reads-mail Mail.Read",
      "said exception-refused reads-mail Mail.Read",
    ]);
  });
  it("does not rest on what a vendor that the change brings claims of its page", () => {
    const claimed = { demands: [demanded], isClaimed: true };
    const rules = [readsMail("vendor")];
    expect(said({}, { ...mail, ...accepting("2027-06-01", "needed") }, { ...claimed, rules })).toStrictEqual([
      "blocks reads-mail Mail.Read",
      "said exception-refused reads-mail Mail.Read",
    ]);
    const { findings } = judged({}, { ...mail, ...accepting("2027-06-01") }, claimed);
    expect(findings.map((finding) => [finding.rule, finding.blocks])).toStrictEqual([
      ["reads-mail", true],
      ["exception-refused", false],
    ]);
    expect(findings[1] && messageOf(findings[1], exceptionRefused)).toBe(
      "The exception reads-mail Mail.Read does not count: that the vendor's page demands this is claimed by this change, and a demand counts once the base has it.",
    );
    expect(said({}, { ...mail, ...accepting("2027-06-01", "needed") }, claimed)).toStrictEqual([
      "accepted reads-mail Mail.Read",
    ]);
  });
  it("does not cover a new subject under an accepted rule", () => {
    const other = { ...mailReadRole, name: "Mail.ReadWrite", id: "w" };
    const before = { ...mail, ...accepting("2027-06-01", "needed") };
    const after = { ...before, granted: [granted(mailReadRole), granted(other)] };
    expect(said(before, after)).toStrictEqual(["blocks reads-mail Mail.ReadWrite", "standing reads-mail Mail.Read"]);
  });
});

describe("rules", () => {
  const broken: RecordedRule = {
    ...readsMail(),
    name: "broken" as RuleName,
    check: () => {
      throw new Error("cannot read\nat line 1");
    },
  };
  it("that throw are a finding, and the others still run", () => {
    const { findings, blocks } = judged(undefined, mail, { rules: [broken, readsMail()] });
    expect(lines(findings)).toStrictEqual(["blocks reads-mail Mail.Read", "blocks rule-failed broken"]);
    expect(findings[1] && messageOf(findings[1], ruleFailed)).toBe(
      "The rule broken failed and judged nothing here: cannot read.",
    );
    expect(blocks).toBe(true);
  });
  it("that throw on both sides stand where nothing changed, so that they can be repaired, and refuse where it did", () => {
    const rules = [broken];
    expect(lines(judged(mail, mail, { rules }).findings)).toStrictEqual(["standing rule-failed broken"]);
    const wider = { ...mail, redirectUris: [{ platform: "web" as const, uri: "https://fabrikam.example/" }] };
    expect(lines(judged(mail, wider, { rules }).findings)).toStrictEqual(["blocks rule-failed broken"]);
  });
  it("of a change see both sides, renamed ones paired, and what goes", () => {
    const seen: string[] = [];
    const rule: ChangeRule = {
      ...facts,
      shape: "change",
      check: ({ before, after }) => {
        seen.push(`${before?.name} -> ${after?.name}`);
        return [];
      },
    };
    const before = recording([integration(), integration({ name: "old" })]);
    const after = recording([integration({ name: "gates", formerly: ["mailgates"] }), integration({ name: "young" })]);
    judge(sideBySide(before, after), { now: "2026-12-01", definitions: {}, claimed: new Set<string>(), rules: [rule] });
    expect(seen).toStrictEqual(["mailgates -> gates", "old -> undefined", "undefined -> young"]);
  });
  it("of a change are never standing, and find nothing without a base", () => {
    const rule: ChangeRule = { ...facts, level: "block", shape: "change", check: () => [{ subject: "x" }] };
    expect(said(mail, mail, { rules: [rule] })).toStrictEqual(["blocks reads-mail x"]);
    expect(said(undefined, mail, { rules: [rule] })).toStrictEqual([]);
  });
  it("of the stack name the integration themselves", () => {
    const rule: RecordingRule = {
      ...facts,
      shape: "stack",
      check: ({ recording: { integrations } }) => integrations.map(({ name }) => ({ integration: name, subject: "x" })),
    };
    expect(judged(undefined, {}, { rules: [rule] }).findings).toMatchObject([
      { integration: "mailgates", path: "integrations.mailgates", subject: "x", blocks: true },
    ]);
  });
});

describe("what cannot be judged", () => {
  const one = (what: Unanalyzable["what"], name: string): Unanalyzable => ({
    what,
    integration: "mailgates",
    urn: `urn:pulumi:s::p::m365:index:Integration$azuread:index/application:Application::${name}`,
    detail: { code: "hook-beside" },
  });
  function both(before: readonly Unanalyzable[], after: readonly Unanalyzable[]) {
    const [old, current] = [before, after].map((unjudgeable) => recording([integration()], { unjudgeable }));
    return judge(sideBySide(old, current ?? recording([])), {
      now: "2026-12-01",
      definitions: {},
      claimed: new Set<string>(),
      rules: [],
    });
  }
  it("refuses the change, by the kind of thing", () => {
    expect(lines(both([], [one("transforms", "a")]).findings)).toStrictEqual(["blocks unjudgeable transforms"]);
  });
  it("is one finding however many resources it concerns", () => {
    const { findings } = both([], [one("ignored-changes", "a"), one("ignored-changes", "b")]);
    expect(findings.map((finding) => messageOf(finding, unjudgeable))).toStrictEqual([
      "a and b: this cannot be judged (ignored-changes): a hook runs code beside it.",
    ]);
  });
  it("refuses again where hidden code stood before: it may have changed without a trace", () => {
    expect(both([one("hooks", "a")], [one("hooks", "a")]).blocks).toBe(true);
  });
  it("stands where it can be read, and more of it is new", () => {
    expect(both([one("ignored-changes", "a")], [one("ignored-changes", "a")]).blocks).toBe(false);
    expect(both([one("ignored-changes", "a")], [one("ignored-changes", "a"), one("ignored-changes", "b")]).blocks).toBe(
      true,
    );
  });
});

describe("a change of what judges", () => {
  it("refuses, and names the files by what they are", () => {
    const files = [
      { path: "review/judge.ts", part: "judge", how: "changed" },
      { path: "components/plan.ts", part: "program", how: "changed" },
      { path: "package-lock.json", part: "packages", how: "changed" },
    ] as const;
    const finding = programFinding({ files });
    expect(finding).toMatchObject({ rule: "program-changed", level: "block", blocks: true, preExisting: false });
    expect(finding && messageOf(finding, programChanged)).toBe(
      "The change touches what runs or what judges: the review (review/judge.ts); the program (components/plan.ts); the packages (package-lock.json). An evaluation shows what code does here; in the engine it may do something else.",
    );
    expect(programFinding({ files: [] })).toBeUndefined();
  });
  it("names what the program uses now, and where", () => {
    const findings = programUseFindings([
      { file: "components/plan.ts", line: 3, use: "fetch" },
      { file: "index.ts", line: 9, use: "process" },
      { file: "components/tenant.ts", line: 1, use: "fetch" },
    ]);
    expect(findings.map(({ rule, subject, blocks }) => [rule, subject, blocks])).toStrictEqual([
      ["program-uses", "fetch", true],
      ["program-uses", "process", true],
    ]);
    expect(findings[0] && messageOf(findings[0], programUses)).toBe(
      "components/plan.ts:3, components/tenant.ts:1: the program now uses fetch, by which it could do in the engine what it does not do here, or more than register resources.",
    );
  });
  it("refuses where the base's judge fails, so that the change's own rules judged", () => {
    const failed = judgeFailedFinding({ code: "part-late", seconds: 60 });
    expect(messageOf(failed, judgeFailed)).toBe(
      "The judge of the base did not end within 60 s and was stopped. The rules of the working tree judged in its place.",
    );
    expect(failed).toMatchObject({
      rule: "judge-failed",
      level: "block",
      blocks: true,
    });
  });
});
