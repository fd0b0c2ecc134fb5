/**
 * The environments that deploy.yml deploys from. A missing one is made by GitHub at the first run, without any protection.
 *
 * @see https://docs.github.com/en/rest/deployments/environments
 */
import { z } from "zod";
import type { Row } from "../row.ts";
import { type Answer, askAll, type Send } from "./ask.ts";
import { type Part, pathIn, type Repository, rowBy, type Setting, unread } from "./part.ts";

const environment = z.object({
  name: z.string(),
  can_admins_bypass: z.boolean().optional(),
  protection_rules: z
    .array(
      z.object({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.object({ type: z.string() })).optional(),
      }),
    )
    .default([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});

const policy = z.object({ name: z.string(), type: z.string().optional() });

type Environment = z.infer<typeof environment>;
type Policy = z.infer<typeof policy>;

interface Answers {
  readonly environments: Answer<readonly Environment[]>;
  /** What may deploy, for each environment with a list of its own. */
  readonly policies: Readonly<Record<string, Answer<readonly Policy[]>>>;
  /** The names of branches with a classic protection, where an environment takes them all. */
  readonly protectedBranches: Answer<readonly string[]>;
}

async function read(send: Send, repository: Repository, names: readonly string[]): Promise<Answers> {
  const environments = await askAll(
    send,
    pathIn(repository, "/environments"),
    z.object({ environments: z.array(environment) }),
    (page) => page.environments,
  );
  const ours = environments.kind === "read" ? environments.value.filter(({ name }) => names.includes(name)) : [];
  const policies: Record<string, Answer<readonly Policy[]>> = {};
  for (const { name, deployment_branch_policy } of ours)
    if (deployment_branch_policy?.custom_branch_policies)
      policies[name] = await askAll(
        send,
        pathIn(repository, `/environments/${encodeURIComponent(name)}/deployment-branch-policies`),
        z.object({ branch_policies: z.array(policy) }),
        (page) => page.branch_policies,
      );
  const protectedBranches = ours.some(({ deployment_branch_policy: taken }) => taken?.protected_branches)
    ? await askAll(
        send,
        pathIn(repository, "/branches?protected=true"),
        z.array(z.object({ name: z.string() })),
        (page) => page.map(({ name }) => name),
      )
    : ({ kind: "absent" } as const);
  return { environments, policies, protectedBranches };
}

const place = "Settings > Environments";

/** From which branches and tags an environment can be deployed. */
function branchRow(
  { policies, protectedBranches }: Answers,
  { name, deployment_branch_policy: taken }: Environment,
  branch: string,
): Row {
  const setting: Setting = {
    part: "environments",
    check: "deployment-branch",
    subject: name,
    expected: `the branch ${branch} alone, no tag`,
    remedy: `${place} > ${name} > Deployment branches and tags: Selected branches, and only the branch ${branch}`,
  };
  if (!taken) return rowBy(setting, { kind: "absent" }, "any branch and tag", () => [false, ""]);
  if (taken.protected_branches)
    return rowBy(setting, protectedBranches, "any protected branch", (names) => [
      names.length === 1 && names[0] === branch,
      `protected branches: ${names.join(", ") || "none"}`,
    ]);
  const listed = policies[name] ?? { kind: "unreadable", why: "not asked" };
  return rowBy(setting, listed, "any branch and tag", (all) => [
    all.length === 1 && all[0]?.name === branch && all[0].type !== "tag",
    all.map(({ name: pattern, type = "branch" }) => `${type} ${pattern}`).join(", ") || "no branch",
  ]);
}

/** What the environment of an identity that writes needs besides. */
function approvalRows({ name, protection_rules, can_admins_bypass }: Environment): Row[] {
  const rule = protection_rules.find(({ type }) => type === "required_reviewers");
  const reviewers = rule?.reviewers?.length ?? 0;
  const at = { part: "environments", subject: name };
  return [
    rowBy(
      {
        ...at,
        check: "required-reviewers",
        expected: "somebody approves each deployment",
        remedy: `${place} > ${name} > Required reviewers: the team that sees plan and report before apply`,
      },
      { kind: "read", value: reviewers },
      "",
      (count) => [count > 0, count === 0 ? "nobody approves" : `one of ${count} approves`],
    ),
    rowBy(
      {
        ...at,
        check: "no-self-review",
        expected: "whoever started it does not approve it",
        remedy: `${place} > ${name} > Required reviewers > Prevent self-review`,
      },
      { kind: "read", value: rule?.prevent_self_review === true },
      "",
      (prevented) => [prevented, prevented ? "prevented" : "allowed"],
    ),
    can_admins_bypass === undefined
      ? unread(
          { ...at, check: "admins-do-not-bypass", expected: "administrators wait as well" },
          "GitHub does not tell this token",
        )
      : rowBy(
          {
            ...at,
            check: "admins-do-not-bypass",
            expected: "administrators wait as well",
            remedy: `${place} > ${name}: take away Allow administrators to bypass configured protection rules`,
          },
          { kind: "read", value: can_admins_bypass },
          "",
          (may) => [!may, may ? "administrators may bypass" : "nobody bypasses"],
        ),
  ];
}

export const environments: Part<Answers> = {
  name: "environments",
  checks: ["environment-exists", "required-reviewers", "no-self-review", "admins-do-not-bypass", "deployment-branch"],
  read: (send, repository, { applies, reads }) => read(send, repository, [...applies, ...reads]),
  judge(answers, { defaultBranch }, { applies, reads }) {
    if (applies.length === 0) {
      const setting = {
        part: "environments",
        check: "environment-exists",
        subject: "deploy.yml",
        expected: "its applying job names an environment",
        remedy: "name it in .github/workflows/deploy.yml, or say it with --environment",
      };
      return [rowBy(setting, { kind: "absent" }, "no environment", () => [false, ""])];
    }
    return [...applies, ...reads].flatMap((name) => {
      const setting: Setting = {
        part: "environments",
        check: "environment-exists",
        subject: name,
        expected: "the environment exists",
        remedy: `${place} > New environment: ${name}. GitHub makes a missing one at the first run, unprotected`,
      };
      const { environments: all } = answers;
      if (all.kind !== "read") return [rowBy(setting, all, "missing", () => [false, ""])];
      const found = all.value.find((one) => one.name === name);
      if (found === undefined) return [rowBy(setting, { kind: "absent" }, "missing", () => [false, ""])];
      return [
        rowBy(setting, { kind: "read", value: found }, "", () => [true, "it exists"]),
        ...(applies.includes(name) ? approvalRows(found) : []),
        branchRow(answers, found, defaultBranch),
      ];
    });
  },
};
