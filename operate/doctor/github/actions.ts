/**
 * What GitHub Actions may do in the repository.
 *
 * @see https://docs.github.com/en/rest/actions/permissions
 * @see https://docs.github.com/en/rest/actions/secrets
 * @see https://docs.github.com/en/rest/actions/self-hosted-runners
 */
import { z } from "zod";
import type { Row } from "../row.ts";
import { type Answer, ask, askAll } from "./ask.ts";
import { type Part, pathIn, type Repository, rowBy, type Setting, unread } from "./part.ts";

const permissions = z.object({ sha_pinning_required: z.boolean().optional() });
const token = z.object({ default_workflow_permissions: z.string(), can_approve_pull_request_reviews: z.boolean() });
/** Of a public repository. */
const strangers = z.object({ approval_policy: z.string() });
/** Of a private one. */
const privateForks = z.object({
  run_workflows_from_fork_pull_requests: z.boolean(),
  send_write_tokens_to_workflows: z.boolean(),
  send_secrets_and_variables: z.boolean(),
});
const secrets = z.object({ secrets: z.array(z.object({ name: z.string() })) });
const runners = z.object({ runners: z.array(z.object({ name: z.string(), ephemeral: z.boolean().optional() })) });

interface Answers {
  readonly permissions: Answer<z.infer<typeof permissions>>;
  readonly token: Answer<z.infer<typeof token>>;
  readonly strangers: Answer<z.infer<typeof strangers>>;
  readonly privateForks: Answer<z.infer<typeof privateForks>>;
  readonly secrets: Answer<readonly string[]>;
  readonly organizationSecrets: Answer<readonly string[]>;
  readonly runners: Answer<readonly z.infer<typeof runners>["runners"][number][]>;
}

const place = "Settings > Actions > General";

function setting(check: string, expected: string, remedy: string): Setting {
  return { part: "actions", check, subject: "repository", expected, remedy };
}

function forkRow({ strangers: policy, privateForks: rules }: Answers, { private: isPrivate }: Repository): Row {
  const at = setting(
    "fork-runs",
    isPrivate ? "a fork's run gets no secret and no token that writes" : "somebody approves each stranger's run",
    isPrivate
      ? `${place} > Fork pull request workflows: send no write tokens, no secrets and variables`
      : `${place} > Approval for running fork pull request workflows: Require approval for all external contributors`,
  );
  if (!isPrivate)
    return rowBy(at, policy, "", ({ approval_policy }) => [
      approval_policy === "all_external_contributors",
      approval_policy.replaceAll("_", " "),
    ]);
  return rowBy(at, rules, "", (all) => {
    const sent = [
      ...(all.send_write_tokens_to_workflows ? ["tokens that write"] : []),
      ...(all.send_secrets_and_variables ? ["secrets and variables"] : []),
    ];
    if (!all.run_workflows_from_fork_pull_requests) return [true, "a fork's workflows do not run"];
    return [sent.length === 0, sent.length === 0 ? "nothing is sent" : `sent: ${sent.join(", ")}`];
  });
}

/** A secret of the repository is every branch's: whoever may push one reads it. */
function secretRow({ secrets: own, organizationSecrets: shared }: Answers): Row {
  const at = setting(
    "no-repository-secrets",
    "none: each branch's workflow reads them",
    "Settings > Secrets and variables > Actions: move each into the environment that needs it, or do without by OIDC",
  );
  const names = [own, shared].flatMap((answer) => (answer.kind === "read" ? answer.value : []));
  if (names.length > 0) return rowBy(at, { kind: "absent" }, names.join(", "), () => [false, ""]);
  if (own.kind === "unreadable") return unread(at, own.why);
  if (shared.kind === "unreadable") return unread(at, `of the organisation: ${shared.why}`);
  return rowBy(at, own, "none", () => [true, "none"]);
}

export const actions: Part<Answers> = {
  name: "actions",
  checks: [
    "token-reads-only",
    "actions-approve-nothing",
    "actions-pinned",
    "fork-runs",
    "no-repository-secrets",
    "runners-used-once",
  ],
  async read(send, repository) {
    const path = (rest: string) => pathIn(repository, `/actions/${rest}`);
    const unasked = { kind: "absent" } as const;
    return {
      permissions: await ask(send, path("permissions"), permissions),
      token: await ask(send, path("permissions/workflow"), token),
      strangers: repository.private
        ? unasked
        : await ask(send, path("permissions/fork-pr-contributor-approval"), strangers),
      privateForks: repository.private
        ? await ask(send, path("permissions/fork-pr-workflows-private-repos"), privateForks)
        : unasked,
      secrets: await askAll(send, path("secrets"), secrets, (page) => page.secrets.map(({ name }) => name)),
      organizationSecrets: repository.ownedByOrganization
        ? await askAll(send, path("organization-secrets"), secrets, (page) => page.secrets.map(({ name }) => name))
        : unasked,
      runners: await askAll(send, path("runners"), runners, (page) => page.runners),
    };
  },
  judge: (answers, repository) => [
    rowBy(
      setting(
        "token-reads-only",
        "a workflow's token reads, where it says nothing else",
        `${place} > Workflow permissions: Read repository contents`,
      ),
      answers.token,
      "",
      ({ default_workflow_permissions: granted }) => [granted === "read", granted],
    ),
    rowBy(
      setting(
        "actions-approve-nothing",
        "a workflow cannot approve a pull request",
        `${place} > Workflow permissions: take away Allow GitHub Actions to create and approve pull requests`,
      ),
      answers.token,
      "",
      ({ can_approve_pull_request_reviews: may }) => [!may, may ? "it can" : "it cannot"],
    ),
    answers.permissions.kind === "read" && answers.permissions.value.sha_pinning_required === undefined
      ? unread(setting("actions-pinned", "only actions named by their commit's hash run", ""), "GitHub does not tell")
      : rowBy(
          setting(
            "actions-pinned",
            "only actions named by their commit's hash run",
            `${place} > Require actions to be pinned to a full-length commit SHA`,
          ),
          answers.permissions,
          "",
          ({ sha_pinning_required: required }) => [required === true, required ? "required" : "any tag runs"],
        ),
    forkRow(answers, repository),
    secretRow(answers),
    rowBy(
      setting(
        "runners-used-once",
        "each job on a machine of its own",
        "GitHub's own runners, or ephemeral ones: a job leaves to the next whatever it likes",
      ),
      answers.runners,
      "",
      (all) => {
        const kept = all.filter(({ ephemeral }) => ephemeral !== true).map(({ name }) => name);
        return [kept.length === 0, kept.length === 0 ? `${all.length} self-hosted` : `used again: ${kept.join(", ")}`];
      },
    ),
  ],
};
