import { describe, expect, test } from "vitest";
import { amiss, type Bodies, decided, notAccessible, notFound, rowsOf, well } from "./told.ts";

const rulesOf = "/repos/contoso/m365/rules/branches/main";
const protectionOf = "/repos/contoso/m365/branches/main/protection";
const rulesetOf = (id: number) => `/repos/contoso/m365/rulesets/${id}?includes_parents=true`;

interface Rule {
  readonly type: string;
  ruleset_source_type: string;
  readonly parameters: Record<string, unknown>;
}

/** The well repository, with another rule of a type; undefined: without it. */
function withRule(type: string, change?: (rule: Rule) => void): Bodies {
  const bodies = well();
  const rules = bodies[rulesOf] as Rule[];
  const kept = change === undefined ? rules.filter((rule) => rule.type !== type) : rules;
  for (const rule of kept) if (rule.type === type) change?.(rule);
  return { ...bodies, [rulesOf]: kept };
}

/** Everything by the classic protection. */
const classic = {
  url: "https://api.github.com/repos/contoso/m365/branches/main/protection",
  required_status_checks: {
    strict: true,
    contexts: ["review"],
    checks: [{ context: "review", app_id: 15368 }],
  },
  enforce_admins: { enabled: true },
  required_pull_request_reviews: {
    dismiss_stale_reviews: true,
    require_code_owner_reviews: true,
    required_approving_review_count: 2,
    require_last_push_approval: true,
  },
  allow_force_pushes: { enabled: false },
  allow_deletions: { enabled: false },
};

/** Only the classic protection, with something else of it. */
function byProtection(change: Readonly<Record<string, unknown>> = {}): Bodies {
  return { ...well(), [rulesOf]: [], [protectionOf]: { ...classic, ...change } };
}

const reviews = classic.required_pull_request_reviews;

describe("the default branch", () => {
  test("everything by rulesets", async () => {
    expect(decided(await rowsOf("branch", well()))).toEqual([
      "approval main: ok: by a ruleset",
      "code-owner-review main: ok: by a ruleset",
      "stale-approvals-dismissed main: ok: by a ruleset",
      "latest-push-approved main: ok: by a ruleset",
      "review-required main: ok: by a ruleset",
      "up-to-date main: ok: by a ruleset",
      "no-force-push main: ok: by a ruleset",
      "no-deletion main: ok: by a ruleset",
      "required-workflow main: ok: by a ruleset of the organization",
      "nobody-bypasses main: ok: nobody",
    ]);
  });

  test("everything by branch protection, which can require no workflow of the organisation", async () => {
    expect(decided(await rowsOf("branch", byProtection()))).toEqual([
      "approval main: ok: by branch protection",
      "code-owner-review main: ok: by branch protection",
      "stale-approvals-dismissed main: ok: by branch protection",
      "latest-push-approved main: ok: by branch protection",
      "review-required main: ok: by branch protection",
      "up-to-date main: ok: by branch protection",
      "no-force-push main: ok: by branch protection",
      "no-deletion main: ok: by branch protection",
      "required-workflow main: wrong: a change brings its own review.yml",
      "nobody-bypasses main: ok: nobody",
    ]);
  });

  test("without any protection everything is wrong, in words that say what can happen", async () => {
    expect(decided(await rowsOf("branch", { ...well(), [rulesOf]: [] }))).toEqual([
      "approval main: wrong: a change needs no approval",
      "code-owner-review main: wrong: anybody with write access approves",
      "stale-approvals-dismissed main: wrong: an approval outlives the change it was given for",
      "latest-push-approved main: wrong: whoever pushed last may approve",
      "review-required main: wrong: not required, or anybody can report it",
      "up-to-date main: wrong: a change may merge on a base that it was not reviewed on",
      "no-force-push main: wrong: the branch can be pushed over",
      "no-deletion main: wrong: the branch can be deleted and made again",
      "required-workflow main: wrong: a change brings its own review.yml",
      "nobody-bypasses main: wrong: there is nothing to bypass",
    ]);
  });

  test.each([
    ["required_approving_review_count", 0, "approval main: wrong: a change needs no approval"],
    ["require_code_owner_review", false, "code-owner-review main: wrong: anybody with write access approves"],
    [
      "dismiss_stale_reviews_on_push",
      false,
      "stale-approvals-dismissed main: wrong: an approval outlives the change it was given for",
    ],
    ["require_last_push_approval", false, "latest-push-approved main: wrong: whoever pushed last may approve"],
  ])("a ruleset with %s %j", async (name, value, row) => {
    const bodies = withRule("pull_request", ({ parameters }) => {
      parameters[name] = value;
    });
    expect(amiss(await rowsOf("branch", bodies))).toEqual([row]);
  });

  test.each([
    ["required_approving_review_count", 0, "approval main: wrong: a change needs no approval"],
    ["require_code_owner_reviews", false, "code-owner-review main: wrong: anybody with write access approves"],
    [
      "dismiss_stale_reviews",
      false,
      "stale-approvals-dismissed main: wrong: an approval outlives the change it was given for",
    ],
    ["require_last_push_approval", false, "latest-push-approved main: wrong: whoever pushed last may approve"],
  ])("a branch protection with %s %j", async (name, value, row) => {
    const bodies = byProtection({ required_pull_request_reviews: { ...reviews, [name]: value } });
    expect(amiss(await rowsOf("branch", bodies))).toContain(row);
  });

  test.each([
    ["non_fast_forward", "no-force-push main: wrong: the branch can be pushed over"],
    ["deletion", "no-deletion main: wrong: the branch can be deleted and made again"],
    ["workflows", "required-workflow main: wrong: a change brings its own review.yml"],
  ])("without the rule %s", async (type, row) => {
    expect(amiss(await rowsOf("branch", withRule(type)))).toEqual([row]);
  });

  const unrequired = "review-required main: wrong: not required, or anybody can report it";

  test.each([
    ["another check", [{ context: "lint", integration_id: 15368 }]],
    ["a check of that name that any app may report", [{ context: "review" }]],
    ["a check of that name by another app", [{ context: "review", integration_id: 1 }]],
  ])("%s is not the review", async (_, required_status_checks) => {
    const bodies = byProtection({ required_status_checks: null });
    const rule = { type: "required_status_checks", parameters: { required_status_checks } };
    expect(amiss(await rowsOf("branch", { ...bodies, [rulesOf]: [rule] }))).toContain(unrequired);
  });

  test.each([
    { context: "review", app_id: 1 },
    { context: "review", app_id: null },
    { context: "lint", app_id: 15368 },
  ])("the check %j of a branch protection is not the review", async (check) => {
    const bodies = byProtection({ required_status_checks: { strict: true, checks: [check] } });
    expect(amiss(await rowsOf("branch", bodies))).toContain(unrequired);
  });

  test("a workflow of the organisation is the review, too", async () => {
    const bodies = withRule("required_status_checks", ({ parameters }) => {
      parameters.required_status_checks = [{ context: "lint", integration_id: 15368 }];
    });
    expect(amiss(await rowsOf("branch", bodies))).toEqual([]);
  });

  test("'up to date' without a check to pass asks nothing", async () => {
    const bodies = withRule("required_status_checks", ({ parameters }) => {
      parameters.required_status_checks = [];
    });
    expect(amiss(await rowsOf("branch", bodies))).toEqual([
      "up-to-date main: wrong: a change may merge on a base that it was not reviewed on",
    ]);
  });

  test.each([
    [{ ref: "refs/heads/dev" }, ["required-workflow main: wrong: of refs/heads/dev, which is not the default branch"]],
    [{ ref: "refs/tags/main" }, ["required-workflow main: wrong: of refs/tags/main, which is not the default branch"]],
    [{ ref: null }, ["required-workflow main: wrong: of no revision, which is not the default branch"]],
    [{ ref: null, sha: "0123456789abcdef0123456789abcdef01234567" }, []],
    [{ ref: "refs/heads/x", repository_id: 1 }, []],
    [{ path: ".github/workflows/lint.yml" }, ["required-workflow main: wrong: a change brings its own review.yml"]],
  ])("a required workflow with %j", async (change, rows) => {
    const bodies = withRule("workflows", ({ parameters }) => {
      parameters.workflows = [{ ...(parameters.workflows as object[])[0], ...change }];
    });
    expect(amiss(await rowsOf("branch", bodies))).toEqual(rows);
  });

  test("a plan without rulesets and protection has none of it, which is wrong and not hidden", async () => {
    const body = { message: "Upgrade to GitHub Team or make this repository public to enable this feature." };
    const upgrade = { status: 403, body, spent: false };
    const rows = await rowsOf("branch", { ...well(), [rulesOf]: upgrade, [protectionOf]: upgrade });
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(["wrong"]));
  });

  test("a workflow required by the repository's own ruleset is its administrators' to change", async () => {
    const bodies = withRule("workflows", (rule) => {
      rule.ruleset_source_type = "Repository";
    });
    expect(amiss(await rowsOf("branch", bodies))).toEqual([
      "required-workflow main: wrong: by the repository's own ruleset",
    ]);
  });
});

describe("who gets past the rules", () => {
  test("each actor on a ruleset's bypass list is named", async () => {
    const bodies = well();
    (bodies[rulesetOf(42)] as Record<string, unknown>).bypass_actors = [
      { actor_id: null, actor_type: "OrganizationAdmin", bypass_mode: "always" },
      { actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "pull_request" },
    ];
    expect(amiss(await rowsOf("branch", bodies))).toEqual([
      "nobody-bypasses main: wrong: OrganizationAdmin past main, RepositoryRole past main",
    ]);
  });

  test.each([
    [{ enforce_admins: { enabled: false } }, "administrators past the protection"],
    [
      {
        required_pull_request_reviews: {
          ...reviews,
          bypass_pull_request_allowances: { users: [{ login: "octocat", id: 1 }], teams: [], apps: [] },
        },
      },
      "1 past the protection's review",
    ],
  ])("a branch protection with %j", async (change, found) => {
    expect(amiss(await rowsOf("branch", byProtection(change)))).toContain(`nobody-bypasses main: wrong: ${found}`);
  });

  test("a list that GitHub keeps to itself is not readable, whatever else is well", async () => {
    const bodies = well();
    delete (bodies[rulesetOf(73)] as Record<string, unknown>).bypass_actors;
    expect(amiss(await rowsOf("branch", bodies))).toEqual([
      "nobody-bypasses main: not readable: the bypass list of reviewed integrations: GitHub shows it to whoever may change it",
    ]);
    expect(amiss(await rowsOf("branch", { ...well(), [rulesetOf(42)]: notFound }))).toEqual([
      "nobody-bypasses main: not readable: a ruleset: GitHub does not show it",
    ]);
  });
});

describe("what a token may not read", () => {
  test("where no ruleset has a setting and the branch protection is hidden, it is not readable", async () => {
    const rows = await rowsOf("branch", { ...withRule("deletion"), [protectionOf]: notAccessible });
    expect(amiss(rows)).toEqual([
      "no-deletion main: not readable: no ruleset has it; branch protection: GitHub does not show it",
    ]);
  });

  test("'Not Found' for the protection is no proof that there is none", async () => {
    const rows = await rowsOf("branch", { ...well(), [rulesOf]: [], [protectionOf]: notFound });
    expect(new Set(rows.map(({ verdict, check }) => (check === "required-workflow" ? "" : verdict)))).toEqual(
      new Set(["not readable", ""]),
    );
  });

  test("hidden rulesets leave nothing well that only they could have", async () => {
    const rows = await rowsOf("branch", { ...well(), [rulesOf]: notAccessible });
    expect(rows.filter(({ verdict }) => verdict === "ok")).toEqual([]);
    expect(rows.filter(({ verdict }) => verdict === "wrong")).toEqual([]);
  });
});
