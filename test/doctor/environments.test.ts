import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { environmentsIn } from "../../operate/doctor/github/checkout.ts";
import { amiss, type Bodies, checkout, decided, notAccessible, rowsOf, well } from "./told.ts";

const list = "/repos/contoso/m365/environments";

/** The well repository, with something else of the environment that applies. */
function withTenant(change: (environment: Record<string, unknown>) => void): Bodies {
  const bodies = well();
  const { environments } = bodies[list] as { environments: [Record<string, unknown>] };
  change(environments[0]);
  return bodies;
}

const policies = `${list}/tenant/deployment-branch-policies`;

describe("the environments of deploy.yml", () => {
  test("the one that applies needs reviewers, no self-review, no bypass, one branch; the one that reads only the branch", async () => {
    expect(decided(await rowsOf("environments", well()))).toEqual([
      "environment-exists tenant: ok: it exists",
      "required-reviewers tenant: ok: one of 1 approves",
      "no-self-review tenant: ok: prevented",
      "admins-do-not-bypass tenant: ok: nobody bypasses",
      "deployment-branch tenant: ok: branch main",
      "environment-exists tenant-read: ok: it exists",
      "deployment-branch tenant-read: ok: branch main",
    ]);
  });

  test("a missing one is wrong: GitHub would make it at the first run, without protection", async () => {
    const rows = await rowsOf("environments", well(), { ...checkout, applies: ["production"], reads: [] });
    expect(decided(rows)).toEqual(["environment-exists production: wrong: missing"]);
    expect(rows[0]?.remedy).toBe(
      "Settings > Environments > New environment: production. GitHub makes a missing one at the first run, unprotected",
    );
  });

  test("one that GitHub makes by itself has nothing of all that", async () => {
    const bodies = withTenant((environment) => {
      environment.protection_rules = [];
      environment.deployment_branch_policy = null;
      environment.can_admins_bypass = true;
    });
    expect(amiss(await rowsOf("environments", bodies))).toEqual([
      "required-reviewers tenant: wrong: nobody approves",
      "no-self-review tenant: wrong: allowed",
      "admins-do-not-bypass tenant: wrong: administrators may bypass",
      "deployment-branch tenant: wrong: any branch and tag",
    ]);
  });

  test("reviewers without names approve nothing", async () => {
    const bodies = withTenant((environment) => {
      environment.protection_rules = [{ id: 1, type: "required_reviewers", prevent_self_review: true, reviewers: [] }];
    });
    expect(amiss(await rowsOf("environments", bodies))).toEqual(["required-reviewers tenant: wrong: nobody approves"]);
  });

  test.each([
    [[{ id: 1, name: "main", type: "tag" }], "tag main"],
    [[{ id: 1, name: "*", type: "branch" }], "branch *"],
    [
      [
        { id: 1, name: "main", type: "branch" },
        { id: 2, name: "release/*", type: "branch" },
      ],
      "branch main, branch release/*",
    ],
    [[], "no branch"],
  ])("any other list than the default branch is wrong: %j", async (branch_policies, found) => {
    const bodies = { ...well(), [policies]: { total_count: branch_policies.length, branch_policies } };
    expect(amiss(await rowsOf("environments", bodies))).toEqual([`deployment-branch tenant: wrong: ${found}`]);
  });

  test.each([
    [[{ name: "main" }], []],
    [[{ name: "main" }, { name: "old" }], ["deployment-branch tenant: wrong: protected branches: main, old"]],
    [[], ["deployment-branch tenant: wrong: protected branches: none"]],
    [notAccessible, ["deployment-branch tenant: not readable: GitHub does not show it"]],
  ])("'protected branches only' is as good as the list of them: %j", async (branches, rows) => {
    const bodies = withTenant((environment) => {
      environment.deployment_branch_policy = { protected_branches: true, custom_branch_policies: false };
    });
    const all = { ...bodies, "/repos/contoso/m365/branches?protected=true": branches };
    expect(amiss(await rowsOf("environments", all))).toEqual(rows);
  });

  test("what the token may not read is not readable, never ok", async () => {
    expect(decided(await rowsOf("environments", { ...well(), [list]: notAccessible }))).toEqual([
      "environment-exists tenant: not readable: GitHub does not show it",
      "environment-exists tenant-read: not readable: GitHub does not show it",
    ]);
    expect(amiss(await rowsOf("environments", { ...well(), [policies]: notAccessible }))).toEqual([
      "deployment-branch tenant: not readable: GitHub does not show it",
    ]);
    const silent = withTenant((environment) => {
      delete environment.can_admins_bypass;
    });
    expect(amiss(await rowsOf("environments", silent))).toEqual([
      "admins-do-not-bypass tenant: not readable: GitHub does not tell this token",
    ]);
  });

  test("a workflow without an environment is wrong: whoever pushes to the branch applies", async () => {
    expect(decided(await rowsOf("environments", well(), { ...checkout, applies: [], reads: [] }))).toEqual([
      "environment-exists deploy.yml: wrong: no environment",
    ]);
  });
});

describe("which environments a workflow deploys from", () => {
  test.each([
    ["./integrations apply --bundle plan", ["a"], []],
    ["./integrations pulumi up --yes --stack prod", ["a"], []],
    ["./integrations --stack prod pulumi up --yes", ["a"], []],
    ['./integrations adopt --yes --stack "$PULUMI_STACK"', ["a"], []],
    ["./integrations adopt --stack prod \\\n  --yes", ["a"], []],
    ["./integrations pulumi preview --stack prod", [], ["a"]],
    ["./integrations plan --stack prod", [], ["a"]],
  ])("%j", (run, applies, reads) => {
    const text = JSON.stringify({ jobs: { one: { environment: "a", steps: [{ run }] } } });
    expect(environmentsIn(text)).toEqual({ applies, reads });
  });

  test("this repository's own deploys from two, of which one writes", () => {
    expect(environmentsIn(readFileSync(".github/workflows/deploy.yml", "utf8"))).toEqual({
      applies: ["tenant"],
      reads: ["tenant-read"],
    });
  });

  test("an environment may be an object, and a name that is an expression is nobody's here", () => {
    const steps = [{ run: "./integrations apply" }];
    const jobs = {
      one: { environment: { name: "a", url: "https://example.com" }, steps },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's.
      two: { environment: "${{ vars.WHERE }}", steps },
    };
    expect(environmentsIn(JSON.stringify({ jobs }))).toEqual({ applies: ["a"], reads: [] });
  });
});
