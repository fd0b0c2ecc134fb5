import { describe, expect, test } from "vitest";
import { azurePipelines } from "../../operate/doctor/github/azure-pipelines.ts";
import { amiss, type Bodies, decided, notAccessible, rowsOf, well } from "./told.ts";

const repository = "/repos/contoso/m365";
const at = (rest: string) => `${repository}/actions/${rest}`;

/** The same, for everybody to see. */
function public_(bodies: Bodies = well()): Bodies {
  return { ...bodies, [repository]: { ...(bodies[repository] as object), private: false } };
}

describe("Actions", () => {
  test("all well", async () => {
    expect(decided(await rowsOf("actions", well()))).toEqual([
      "token-reads-only repository: ok: read",
      "actions-approve-nothing repository: ok: it cannot",
      "actions-pinned repository: ok: required",
      "fork-runs repository: ok: nothing is sent",
      "no-repository-secrets repository: ok: none",
      "runners-used-once repository: ok: 1 self-hosted",
    ]);
  });

  test.each([
    [
      "permissions/workflow",
      { default_workflow_permissions: "write", can_approve_pull_request_reviews: true },
      ["token-reads-only repository: wrong: write", "actions-approve-nothing repository: wrong: it can"],
    ],
    ["permissions", { enabled: true, sha_pinning_required: false }, ["actions-pinned repository: wrong: any tag runs"]],
    ["permissions", { enabled: true }, ["actions-pinned repository: not readable: GitHub does not tell"]],
    [
      "permissions/fork-pr-workflows-private-repos",
      {
        run_workflows_from_fork_pull_requests: true,
        send_write_tokens_to_workflows: true,
        send_secrets_and_variables: true,
      },
      ["fork-runs repository: wrong: sent: tokens that write, secrets and variables"],
    ],
    [
      "secrets",
      { total_count: 1, secrets: [{ name: "ARM_CLIENT_SECRET", created_at: "2026-01-01T00:00:00Z" }] },
      ["no-repository-secrets repository: wrong: ARM_CLIENT_SECRET"],
    ],
    [
      "organization-secrets",
      { total_count: 1, secrets: [{ name: "NPM_TOKEN" }] },
      ["no-repository-secrets repository: wrong: NPM_TOKEN"],
    ],
    [
      "runners",
      { total_count: 2, runners: [{ name: "a", ephemeral: true }, { name: "b" }] },
      ["runners-used-once repository: wrong: used again: b"],
    ],
    [
      "permissions/workflow",
      notAccessible,
      [
        "token-reads-only repository: not readable: GitHub does not show it",
        "actions-approve-nothing repository: not readable: GitHub does not show it",
      ],
    ],
    ["permissions", notAccessible, ["actions-pinned repository: not readable: GitHub does not show it"]],
    [
      "permissions/fork-pr-workflows-private-repos",
      notAccessible,
      ["fork-runs repository: not readable: GitHub does not show it"],
    ],
    ["secrets", notAccessible, ["no-repository-secrets repository: not readable: GitHub does not show it"]],
    [
      "organization-secrets",
      notAccessible,
      ["no-repository-secrets repository: not readable: of the organisation: GitHub does not show it"],
    ],
    ["runners", notAccessible, ["runners-used-once repository: not readable: GitHub does not show it"]],
  ])("%s %j", async (path, body, rows) => {
    expect(amiss(await rowsOf("actions", { ...well(), [at(path)]: body }))).toEqual(rows);
  });

  test.each([
    ["all_external_contributors", []],
    ["first_time_contributors", ["fork-runs repository: wrong: first time contributors"]],
  ])("of a public repository it is who approves a stranger's run: %s", async (approval_policy, rows) => {
    const bodies = { ...public_(), [at("permissions/fork-pr-contributor-approval")]: { approval_policy } };
    expect(amiss(await rowsOf("actions", bodies))).toEqual(rows);
  });

  test("a repository of a person has no secrets of an organisation", async () => {
    const bodies = well();
    const person = { login: "octocat", id: 1, type: "User" };
    const all = {
      ...bodies,
      [repository]: { ...(bodies[repository] as object), owner: person },
      ...Object.fromEntries(
        Object.entries(bodies).map(([path, body]) => [path.replace("/contoso/", "/octocat/"), body]),
      ),
    };
    expect((await rowsOf("actions", all)).find(({ check }) => check === "no-repository-secrets")?.found).toBe("none");
  });
});

describe("whom a cloud trusts", () => {
  const sub = at("oidc/customization/sub");
  const entra = "federated-credential tenant: not readable: it stands in Entra, not at GitHub";

  test("the subject by ids, and what Entra trusts is never well by GitHub's word", async () => {
    const rows = await rowsOf("identity", well());
    expect(decided(rows)).toEqual([
      "oidc-subject repository: ok: repo:contoso@5544123/m365@821093847:environment:tenant",
      entra,
    ]);
    expect(rows[1]?.remedy).toBe(
      "az ad app federated-credential list --id <client id>: repo:contoso@5544123/m365@821093847:environment:tenant, and no other",
    );
  });

  test.each([
    [{ use_default: true, use_immutable_subject: false }, "wrong: by names, which somebody else can take one day"],
    [{ use_default: true }, "wrong: by names, which somebody else can take one day"],
    [{ use_default: false, include_claim_keys: ["repo", "context"] }, "wrong: of its own: repo, context"],
    [notAccessible, "not readable: GitHub does not show it"],
  ])("%j", async (body, said) => {
    expect(amiss(await rowsOf("identity", { ...well(), [sub]: body }))).toEqual([
      `oidc-subject repository: ${said}`,
      entra,
    ]);
  });
});

test("what a job can reach is told by no interface", async () => {
  expect(decided(await rowsOf("runner", well()))).toEqual([
    "runner-egress applying job: not readable: no interface tells it",
  ]);
});

test("where there are pipelines for Azure DevOps, too, nobody has read its settings", () => {
  const checkout = { applies: [], reads: [], codeOwners: undefined };
  expect(azurePipelines.judge(undefined, {} as never, checkout)).toEqual([]);
  const rows = azurePipelines.judge(undefined, {} as never, { ...checkout, azurePipelines: true });
  expect(rows.map(({ check, verdict, found }) => [check, verdict, found])).toEqual([
    ["azure-devops", "not readable", "the doctor asks GitHub alone"],
  ]);
});
