/**
 * What the default branch asks of a change. A setting holds where a ruleset or the classic protection has it: GitHub
 * applies both.
 *
 * @see https://docs.github.com/en/rest/repos/rules
 * @see https://docs.github.com/en/rest/branches/branch-protection
 */
import { z } from "zod";
import type { Row } from "../row.ts";
import { type Answer, ask, askAll, type Send } from "./ask.ts";
import { type Part, pathIn, type Repository, rowBy, type Setting, unread } from "./part.ts";

const rule = z.object({
  type: z.string(),
  ruleset_id: z.number().optional(),
  ruleset_source_type: z.string().optional(),
  parameters: z
    .object({
      required_approving_review_count: z.number().optional(),
      require_code_owner_review: z.boolean().optional(),
      dismiss_stale_reviews_on_push: z.boolean().optional(),
      require_last_push_approval: z.boolean().optional(),
      strict_required_status_checks_policy: z.boolean().optional(),
      required_status_checks: z
        .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
        .optional(),
      workflows: z
        .array(
          z.object({
            path: z.string(),
            repository_id: z.number(),
            ref: z.string().nullish(),
            sha: z.string().nullish(),
          }),
        )
        .optional(),
    })
    .optional(),
});

const enabled = z.object({ enabled: z.boolean() }).optional();
const actors = z.array(z.object({})).optional();

const protection = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean().optional(),
      checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).optional(),
    })
    .nullish(),
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.number().optional(),
      require_code_owner_reviews: z.boolean().optional(),
      dismiss_stale_reviews: z.boolean().optional(),
      require_last_push_approval: z.boolean().optional(),
      bypass_pull_request_allowances: z.object({ users: actors, teams: actors, apps: actors }).optional(),
    })
    .nullish(),
  enforce_admins: enabled,
  allow_force_pushes: enabled,
  allow_deletions: enabled,
});

const ruleset = z.object({
  name: z.string(),
  // GitHub leaves it out for whoever may not change the ruleset.
  bypass_actors: z.array(z.object({ actor_type: z.string(), bypass_mode: z.string().optional() })).optional(),
});

type Rule = z.infer<typeof rule>;
type Protection = z.infer<typeof protection>;
type Ruleset = z.infer<typeof ruleset>;

interface Answers {
  readonly rules: Answer<readonly Rule[]>;
  readonly protection: Answer<Protection>;
  /** Each ruleset that has a rule for the branch. */
  readonly rulesets: readonly Answer<Ruleset>[];
}

async function read(send: Send, repository: Repository): Promise<Answers> {
  const branch = encodeURIComponent(repository.defaultBranch);
  const rules = await askAll(send, pathIn(repository, `/rules/branches/${branch}`), z.array(rule), (page) => page);
  const ids = rules.kind === "read" ? [...new Set(rules.value.flatMap(({ ruleset_id }) => ruleset_id ?? []))] : [];
  const rulesets: Answer<Ruleset>[] = [];
  for (const id of ids)
    rulesets.push(await ask(send, pathIn(repository, `/rulesets/${id}?includes_parents=true`), ruleset));
  return {
    rules,
    // A branch without it is answered so only to those who may read it; everybody else gets "Not Found".
    protection: await ask(send, pathIn(repository, `/branches/${branch}/protection`), protection, /not protected/i),
    rulesets,
  };
}

/** GitHub Actions, as an app: only it may say that a check of that name passed. */
const actionsApp = 15368;

/** The job of review.yml, by which GitHub knows the check. */
const reviewCheck = "review";

interface Held {
  readonly check: string;
  readonly expected: string;
  readonly missing: string;
  readonly remedy: string;
  inRules(rules: readonly Rule[]): boolean;
  inProtection(classic: Protection): boolean;
}

const place = "Settings > Rules > Rulesets, the default branch";

function pullRequest(rules: readonly Rule[], has: (parameters: NonNullable<Rule["parameters"]>) => boolean): boolean {
  return rules.some(({ type, parameters }) => type === "pull_request" && parameters !== undefined && has(parameters));
}

/** In the order in which a change meets them. */
const held: readonly Held[] = [
  {
    check: "approval",
    expected: "one approval or more",
    missing: "a change needs no approval",
    remedy: `${place} > Require a pull request before merging > Required approvals: 1 or more`,
    inRules: (rules) =>
      pullRequest(rules, ({ required_approving_review_count: count }) => count !== undefined && count > 0),
    inProtection: ({ required_pull_request_reviews: reviews }) => (reviews?.required_approving_review_count ?? 0) > 0,
  },
  {
    check: "code-owner-review",
    expected: "a code owner approves",
    missing: "anybody with write access approves",
    remedy: `${place} > Require review from Code Owners`,
    inRules: (rules) => pullRequest(rules, (parameters) => parameters.require_code_owner_review === true),
    inProtection: ({ required_pull_request_reviews: reviews }) => reviews?.require_code_owner_reviews === true,
  },
  {
    check: "stale-approvals-dismissed",
    expected: "a push takes approvals back",
    missing: "an approval outlives the change it was given for",
    remedy: `${place} > Dismiss stale pull request approvals when new commits are pushed`,
    inRules: (rules) => pullRequest(rules, (parameters) => parameters.dismiss_stale_reviews_on_push === true),
    inProtection: ({ required_pull_request_reviews: reviews }) => reviews?.dismiss_stale_reviews === true,
  },
  {
    check: "latest-push-approved",
    expected: "somebody else than the last pusher approves",
    missing: "whoever pushed last may approve",
    remedy: `${place} > Require approval of the most recent reviewable push`,
    inRules: (rules) => pullRequest(rules, (parameters) => parameters.require_last_push_approval === true),
    inProtection: ({ required_pull_request_reviews: reviews }) => reviews?.require_last_push_approval === true,
  },
  {
    check: "review-required",
    expected: `the check ${reviewCheck} of GitHub Actions has passed`,
    missing: "not required, or anybody can report it",
    remedy: `${place} > Require status checks to pass: ${reviewCheck}, source GitHub Actions`,
    inRules: (rules) =>
      rules.some(
        ({ type, parameters }) =>
          (type === "required_status_checks" &&
            parameters?.required_status_checks?.some(
              ({ context, integration_id }) => context === reviewCheck && integration_id === actionsApp,
            )) ||
          (type === "workflows" && parameters?.workflows?.some(isReview)),
      ),
    inProtection: ({ required_status_checks: checks }) =>
      checks?.checks?.some(({ context, app_id }) => context === reviewCheck && app_id === actionsApp) === true,
  },
  {
    check: "up-to-date",
    expected: "what merges was reviewed on the newest base",
    missing: "a change may merge on a base that it was not reviewed on",
    remedy: `${place} > Require branches to be up to date before merging`,
    inRules: (rules) =>
      rules.some(
        ({ type, parameters }) =>
          type === "required_status_checks" &&
          parameters?.strict_required_status_checks_policy === true &&
          (parameters.required_status_checks?.length ?? 0) > 0,
      ),
    inProtection: ({ required_status_checks: checks }) => checks?.strict === true && (checks.checks?.length ?? 0) > 0,
  },
  {
    check: "no-force-push",
    expected: "history is never rewritten",
    missing: "the branch can be pushed over",
    remedy: `${place} > Block force pushes`,
    inRules: (rules) => rules.some(({ type }) => type === "non_fast_forward"),
    inProtection: ({ allow_force_pushes: allowed }) => allowed?.enabled === false,
  },
  {
    check: "no-deletion",
    expected: "the branch cannot be deleted",
    missing: "the branch can be deleted and made again",
    remedy: `${place} > Restrict deletions`,
    inRules: (rules) => rules.some(({ type }) => type === "deletion"),
    inProtection: ({ allow_deletions: allowed }) => allowed?.enabled === false,
  },
];

type Workflow = NonNullable<NonNullable<Rule["parameters"]>["workflows"]>[number];

/** True for the workflow that reviews, in whichever repository it is kept. */
function isReview({ path }: Workflow): boolean {
  return /(?:^|\/)review\.ya?ml$/.test(path);
}

function heldRow({ rules, protection: classic }: Answers, subject: string, one: Held): Row {
  const setting: Setting = { part: "branch", check: one.check, subject, expected: one.expected, remedy: one.remedy };
  const yes = (by: string): Row => rowBy(setting, { kind: "read", value: by }, "", () => [true, by]);
  if (rules.kind === "read" && one.inRules(rules.value)) return yes("by a ruleset");
  if (classic.kind === "read" && one.inProtection(classic.value)) return yes("by branch protection");
  if (rules.kind === "unreadable") return unread(setting, `rulesets: ${rules.why}`);
  if (classic.kind === "unreadable") return unread(setting, `no ruleset has it; branch protection: ${classic.why}`);
  return rowBy(setting, { kind: "absent" }, one.missing, () => [false, ""]);
}

/** True where the change under review cannot choose which revision of the workflow runs. */
function isFixed({ repository_id, ref, sha }: Workflow, repository: Repository): boolean {
  if (typeof sha === "string" && /^[0-9a-f]{40}$/.test(sha)) return true;
  // Another repository has its own rules, which are not looked at here.
  return repository_id !== repository.id || ref === `refs/heads/${repository.defaultBranch}`;
}

/** A workflow that an organisation's ruleset runs is not the pull request's to replace. */
function requiredWorkflowRow({ rules }: Answers, repository: Repository): Row {
  const setting: Setting = {
    part: "branch",
    check: "required-workflow",
    subject: repository.defaultBranch,
    expected: "the organisation says which review.yml runs",
    remedy: "Organisation > Settings > Repository > Rulesets > Require workflows to pass: review.yml (docs/ci.md)",
  };
  const own = "a change brings its own review.yml";
  return rowBy(setting, rules, own, (all) => {
    const ours = all.flatMap((one) =>
      one.type === "workflows"
        ? (one.parameters?.workflows ?? [])
            .filter(isReview)
            .map((workflow) => ({ workflow, by: one.ruleset_source_type }))
        : [],
    );
    const above = ours.filter(({ by }) => by === "Organization" || by === "Enterprise");
    if (ours.length === 0) return [false, own];
    if (above.length === 0) return [false, "by the repository's own ruleset"];
    const [found] = above.filter(({ workflow }) => isFixed(workflow, repository));
    if (found === undefined)
      return [false, `of ${above[0]?.workflow.ref ?? "no revision"}, which is not the default branch`];
    const elsewhere =
      found.workflow.repository_id === repository.id ? "" : `, of repository ${found.workflow.repository_id}`;
    return [true, `by a ruleset of the ${found.by?.toLowerCase()}${elsewhere}`];
  });
}

/** Whoever is let past the rules needs no approval at all. */
function bypassRow({ rules, protection: classic, rulesets }: Answers, subject: string): Row {
  const setting: Setting = {
    part: "branch",
    check: "nobody-bypasses",
    subject,
    expected: "no exception, administrators included",
    remedy: `${place} > Bypass list: nobody; branch protection: Do not allow bypassing the above settings`,
  };
  const named = rulesets.flatMap((answer) =>
    answer.kind === "read"
      ? (answer.value.bypass_actors ?? []).map(({ actor_type }) => `${actor_type} past ${answer.value.name}`)
      : [],
  );
  const reviews = classic.kind === "read" ? classic.value.required_pull_request_reviews : undefined;
  const let_past = Object.values(reviews?.bypass_pull_request_allowances ?? {}).flatMap((some) => some ?? []).length;
  const admins = classic.kind === "read" && classic.value.enforce_admins?.enabled !== true;
  const exceptions = [
    ...named,
    ...(let_past > 0 ? [`${let_past} past the protection's review`] : []),
    // With rulesets beside it the classic protection's exception lets nobody past those.
    ...(admins && rulesets.length === 0 ? ["administrators past the protection"] : []),
  ];
  if (exceptions.length > 0) return rowBy(setting, { kind: "absent" }, exceptions.join(", "), () => [false, ""]);
  if (rules.kind === "unreadable") return unread(setting, `rulesets: ${rules.why}`);
  for (const answer of rulesets) {
    if (answer.kind === "unreadable") return unread(setting, `a ruleset: ${answer.why}`);
    if (answer.kind === "read" && answer.value.bypass_actors === undefined)
      return unread(setting, `the bypass list of ${answer.value.name}: GitHub shows it to whoever may change it`);
  }
  if (rulesets.length === 0 && classic.kind === "unreadable")
    return unread(setting, `branch protection: ${classic.why}`);
  if (rulesets.length === 0 && classic.kind === "absent")
    return rowBy(setting, { kind: "absent" }, "there is nothing to bypass", () => [false, ""]);
  return rowBy(setting, { kind: "read", value: 0 }, "", () => [true, "nobody"]);
}

export const branch: Part<Answers> = {
  name: "branch",
  checks: [...held.map(({ check }) => check), "required-workflow", "nobody-bypasses"],
  read,
  judge: (answers, repository) => [
    ...held.map((one) => heldRow(answers, repository.defaultBranch, one)),
    requiredWorkflowRow(answers, repository),
    bypassRow(answers, repository.defaultBranch),
  ],
};
