// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub's.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { azurePipeline } from "./azure.ts";
import { githubPipeline } from "./github.ts";
import { commandsOf, meetsTenant, writes } from "./pipeline.ts";
import { findings } from "./rules.ts";

const folder = ".github/workflows";
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const texts: Readonly<Record<string, string>> = Object.fromEntries(
  files.map((name) => [name, readFileSync(join(folder, name), "utf8")]),
);

/** A deployment as the rules want it. */
const deploy = `
name: deploy
on:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: m365-\${{ vars.PULUMI_STACK }}
  cancel-in-progress: false
env:
  ARM_USE_OIDC: "true"
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true"
jobs:
  guard:
    permissions: { contents: read, actions: read }
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
        with: { persist-credentials: false }
      - run: npm ci --ignore-scripts
      - run: ./integrations doctor --github --only environments
  plan:
    needs: guard
    environment: tenant-read
    permissions: { contents: read, id-token: write }
    steps:
      - run: ./integrations plan --stack prod
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02
        with: { name: plan, path: plan, retention-days: 1 }
  apply:
    needs: [plan]
    environment: tenant
    permissions: { contents: read, id-token: write }
    steps:
      - run: ./integrations apply --stack prod
`;

/** What is found of a repository's pipelines, one of them changed in its text; "rule file: message". */
function found(change: Readonly<Record<string, string>> = {}): readonly string[] {
  const all = { ...texts, "deploy.yml": deploy, ...change };
  const pipelines = Object.entries(all)
    .filter(([, text]) => text !== "")
    .map(([name, text]) => githubPipeline(name, text));
  return findings(pipelines).map(({ rule, file, message }) => `${rule} ${file}: ${message}`);
}

/** A pipeline's text with a part of it replaced, which has to be there. */
function changed(name: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = name === "deploy.yml" ? deploy : (texts[name] ?? "");
  expect(text, `${name} has ${from}`).toContain(from);
  return { [name]: text.replace(from, to) };
}

/** A workflow of a pull request with one job. */
function ofPullRequest(job: string): string {
  return `on: pull_request\npermissions: {}\njobs:\n  one:\n${job.replaceAll(/^/gm, "    ")}\n`;
}

describe("the repository's workflows", () => {
  test("keep every rule", () => {
    const pipelines = Object.entries(texts).map(([name, text]) => githubPipeline(name, text));
    expect(findings(pipelines)).toEqual([]);
  });

  test("and so does the deployment that the mutants below are made of", () => {
    expect(found()).toEqual([]);
  });
});

const sha = "11bd71901bbe5b1630ceea73d27597364c9af683";

type Mutant = readonly [file: string, from: string, to: string, message: string];

const mutants: readonly (readonly [title: string, mutants: readonly Mutant[]])[] = [
  [
    "W1: OIDC alone, in the job that meets the tenant",
    [
      [
        "deploy.yml",
        "permissions: {}\n",
        "permissions: { id-token: write }\n",
        "every job can sign in: id-token belongs to the job that needs it",
      ],
      [
        "deploy.yml",
        "permissions: { contents: read, actions: read }",
        "permissions: { id-token: write }",
        "guard can sign in and does not meet the tenant",
      ],
      ["deploy.yml", 'ARM_USE_OIDC: "true"', 'ARM_USE_OIDC: "false"', "apply does not set ARM_USE_OIDC=true"],
      ["deploy.yml", 'ARM_USE_OIDC: "true"', "ARM_CLIENT_SECRET: x", "ARM_CLIENT_SECRET is a stored secret"],
      [
        "deploy.yml",
        "path: plan,",
        "path: '${{ secrets.AZURE_CREDENTIALS }}',",
        "AZURE_CREDENTIALS is a stored secret",
      ],
      [
        "deploy.yml",
        "    environment: tenant\n    permissions: { contents: read, id-token: write }",
        "    environment: tenant",
        "apply meets the tenant without OIDC",
      ],
    ],
  ],
  [
    "W2: an identity for each environment",
    [
      ["deploy.yml", "    environment: tenant-read\n", "", "plan signs in without an environment"],
      ["deploy.yml", "environment: tenant-read", "environment: tenant", "plan reads with the identity that writes"],
    ],
  ],
  [
    "W3: what runs is pinned",
    [
      [
        "review.yml",
        `actions/checkout@${sha}`,
        "actions/checkout@v4",
        "review: actions/checkout@v4 is not pinned by its commit",
      ],
      [
        "review.yml",
        `actions/checkout@${sha}`,
        `actions/checkout@${sha.slice(1)}`,
        `review: actions/checkout@${sha.slice(1)} is not pinned by its commit`,
      ],
      [
        "review.yml",
        `actions/checkout@${sha}`,
        "docker://alpine:3",
        "review: docker://alpine:3 is not pinned by its commit",
      ],
      ["review.yml", "npm ci --ignore-scripts", "npm ci", "review: npm ci runs packages' scripts: --ignore-scripts"],
      [
        "review.yml",
        "npm ci --ignore-scripts",
        "npm install --ignore-scripts",
        "review: npm install takes other packages than the lockfile's: npm ci",
      ],
      [
        "review.yml",
        "run: base/integrations",
        "run: npx tsx base/integrations",
        "review: npm exec fetches a package of that name where none is installed",
      ],
      [
        "review.yml",
        "run: base/integrations",
        "run: npm exec -- pulumi version && base/integrations",
        "review: npm exec fetches a package of that name where none is installed",
      ],
      [
        "review.yml",
        "run: base/integrations",
        "run: curl -fsSL https://example.com/i | sh; base/integrations",
        "review: a script is run as it arrives",
      ],
      [
        "drift.yml",
        "pulumi-version: 3.270.0",
        "pulumi-version: ^3",
        "verify: the Pulumi CLI is not pinned to a version",
      ],
    ],
  ],
  [
    "W3: plugins as well",
    [
      [
        "deploy.yml",
        '  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true"\n',
        "",
        "plan: the engine fetches plugins: PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
      ],
    ],
  ],
  [
    "W4: the least rights, and none for what a pull request brings",
    [
      ["review.yml", "permissions: {}\n", "", "permissions at the top are not {} or contents: read"],
      [
        "review.yml",
        "permissions: {}\n",
        "permissions: write-all\n",
        "permissions at the top are not {} or contents: read",
      ],
      [
        "review.yml",
        "permissions: {}\n",
        "permissions: { packages: read }\n",
        "permissions at the top are not {} or contents: read",
      ],
      [
        "review.yml",
        "  pull_request:\n",
        "  pull_request_target:\n",
        "pull_request_target gives a stranger's change the base's rights",
      ],
      [
        "review.yml",
        "persist-credentials: false",
        "persist-credentials: true",
        "review: the checkout leaves its token on the disk: persist-credentials: false",
      ],
      ["review.yml", "contents: read\n", "contents: write\n", "review: a fork's pull request gets contents: write"],
      [
        "review.yml",
        "    runs-on: ubuntu-24.04\n",
        "    runs-on: ubuntu-24.04\n    environment: tenant\n",
        "review: a fork's pull request gets environment tenant",
      ],
      [
        "review.yml",
        "BASE: ${{ steps.base.outputs.hash }}",
        "BASE: ${{ secrets.BASE }}",
        "a pull request's run names secrets: BASE",
      ],
      [
        "review.yml",
        '--base "$BASE"',
        '--base "${{ github.base_ref }}"',
        "review: an expression in a script: hand it over in env",
      ],
      ["report.yml", "pull-requests: write", "contents: write", "post: it may only write to pull requests"],
      [
        "report.yml",
        "      - env:",
        `      - uses: actions/checkout@${sha}\n        with: { persist-credentials: false }\n      - env:`,
        "post: a run after a pull request's takes code: it has rights that the change must not reach",
      ],
      [
        "report.yml",
        "numbers=$(",
        "gh pr checkout 1; numbers=$(",
        "post: a run after a pull request's takes code: it has rights that the change must not reach",
      ],
    ],
  ],
  [
    "W6: from the default branch, in a protected environment",
    [
      ["deploy.yml", "branches: [main]", "branches: [main, 'release/*']", "apply: it applies another branch or a tag"],
      [
        "deploy.yml",
        "branches: [main]",
        "branches: [main]\n    tags: ['v*']",
        "apply: it applies another branch or a tag",
      ],
      ["deploy.yml", "  push:\n    branches: [main]", "  push: {}", "apply: it applies another branch or a tag"],
      [
        "deploy.yml",
        "  push:\n",
        "  workflow_dispatch: {}\n  push:\n",
        "apply: a person applies any branch: if: github.ref == 'refs/heads/main'",
      ],
      ["deploy.yml", "  push:\n", "  issue_comment: {}\n  push:\n", "apply: it applies on something else"],
      ["deploy.yml", "    environment: tenant\n", "", "apply: it applies without an environment, so nobody approves"],
      [
        "deploy.yml",
        "./integrations doctor --github --only environments",
        "echo",
        "apply: no job before it looks whether its environment is protected",
      ],
      ["deploy.yml", "needs: guard", "needs: []", "apply: no job before it looks whether its environment is protected"],
      [
        "deploy.yml",
        "permissions: { contents: read, actions: read }",
        "permissions: { id-token: write }",
        "guard: the guard can sign in",
      ],
    ],
  ],
  [
    "W7: what is applied is the plan that was seen",
    [
      [
        "deploy.yml",
        "./integrations apply --stack prod",
        "./integrations pulumi up --yes --stack prod",
        "apply: it applies what nobody has seen planned: up --plan, or ./integrations apply",
      ],
      [
        "deploy.yml",
        "./integrations plan --stack prod",
        "./integrations verify --stack prod",
        "apply: no job before it plans",
      ],
      ["deploy.yml", "needs: [plan]", "needs: [guard]", "apply: no job before it plans"],
      ["deploy.yml", "retention-days: 1", "retention-days: 30", "the plan lives longer than a day: retention-days: 1"],
      [
        "deploy.yml",
        "environment: tenant-read",
        "environment: tenant",
        "plan: it plans in the environment that approves the plan",
      ],
    ],
  ],
  [
    "W8: one run at a time, and none is cut off",
    [
      [
        "deploy.yml",
        "cancel-in-progress: false",
        "cancel-in-progress: true",
        "a run that applies is cut off by the next: cancel-in-progress: false",
      ],
      [
        "deploy.yml",
        "group: m365-${{ vars.PULUMI_STACK }}",
        "group: deploy-${{ github.sha }}",
        "the group does not name the stack",
      ],
      [
        "deploy.yml",
        "concurrency:\n  group: m365-${{ vars.PULUMI_STACK }}\n  cancel-in-progress: false\n",
        "",
        "two runs can apply at once: concurrency, by the stack",
      ],
    ],
  ],
  [
    "W9: what runs by the clock applies nothing",
    [
      ["deploy.yml", "  push:\n", "  schedule: [{ cron: '1 1 * * *' }]\n  push:\n", "apply: it applies by the clock"],
      ["drift.yml", "verify --stack", "adopt --yes --stack", "verify: it applies by the clock"],
    ],
  ],
  [
    "W11: what would apply more, less or other than was seen, or print a secret",
    [
      [
        "deploy.yml",
        "apply --stack prod",
        "apply --stack prod --continue-on-error",
        "apply: --continue-on-error: a deletion after an error",
      ],
      [
        "deploy.yml",
        "apply --stack prod",
        "pulumi preview --show-secrets",
        "apply: --show-secrets: the log keeps them",
      ],
      [
        "deploy.yml",
        "apply --stack prod",
        "pulumi up --plan p --target urn:x",
        "apply: --target: part of what was reviewed",
      ],
      [
        "deploy.yml",
        "apply --stack prod",
        "pulumi up --plan p --replace urn:x",
        "apply: --replace: a new client id, a new secret",
      ],
      ["deploy.yml", "apply --stack prod", "pulumi up --skip-preview", "apply: --skip-preview without --plan"],
      ["deploy.yml", "apply --stack prod", "apply --stack prod -v=9", "apply: a log with every request"],
      ["deploy.yml", "./integrations apply", "TF_LOG=trace ./integrations apply", "TF_LOG is set"],
      [
        "deploy.yml",
        'ARM_USE_OIDC: "true"',
        'ARM_USE_OIDC: "true"\n  PULUMI_CONTINUE_ON_ERROR: "true"',
        "PULUMI_CONTINUE_ON_ERROR is set",
      ],
      [
        "deploy.yml",
        "apply --stack prod",
        "apply --stack prod \\\n          --show-secrets",
        "apply: --show-secrets: the log keeps them",
      ],
    ],
  ],
  [
    "W12: nothing is destroyed",
    [
      [
        "deploy.yml",
        "./integrations apply",
        "./integrations pulumi destroy --yes && ./integrations apply",
        "apply: it destroys",
      ],
      ["deploy.yml", "./integrations apply", "make destroy && ./integrations apply", "apply: it destroys"],
      [
        "deploy.yml",
        "./integrations apply",
        "pulumi stack rm prod --force; ./integrations apply",
        "apply: it destroys",
      ],
    ],
  ],
];

describe.each(mutants)("%s", (title, all) => {
  const [rule] = title.split(":");

  test.each(all)("%s: %j becomes %j", (name, from, to, message) => {
    expect(found(changed(name, from, to))).toContain(`${rule} ${name}: ${message}`);
  });
});

describe("W5: a preview for a pull request is the reader's, of this repository alone", () => {
  const own = "if: github.event.pull_request.head.repo.full_name == github.repository";
  const reader = `${own}\nenvironment: tenant-pr\npermissions: { id-token: write }\nenv: { ARM_USE_OIDC: "true" }`;
  const preview = "./integrations pulumi preview --diff --refresh=false";

  test("such a one is well", () => {
    expect(found({ "preview.yml": ofPullRequest(`${reader}\nsteps:\n  - run: ${preview}`) })).toEqual([]);
  });

  test.each([
    [reader.replace(own, "if: true"), preview, "W5 preview.yml: one: a preview for whoever has a fork"],
    [
      reader.replace(own, "if: true"),
      preview,
      "W4 preview.yml: one: a fork's pull request gets id-token: write, environment tenant-pr",
    ],
    [reader, preview.replace(" --refresh=false", ""), "W5 preview.yml: one: a preview that refreshes: --refresh=false"],
    [reader, "./integrations pulumi up --yes", "W5 preview.yml: one: a pull request's run applies"],
  ])("%j %j", (job, command, finding) => {
    expect(found({ "preview.yml": ofPullRequest(`${job}\nsteps:\n  - run: ${command}`) })).toContain(finding);
  });
});

describe("what has to be there", () => {
  test("W9: without drift.yml nothing compares the tenant with the file every night", () => {
    expect(found({ "drift.yml": "" })).toEqual([
      "W9 credentials.yml, deploy.yml, report.yml, review.yml: nothing compares the tenant with the file every night",
    ]);
    expect(found(changed("drift.yml", "43 3 * * *", "43 3 * * 1"))).toHaveLength(1);
  });

  test("W10: without credentials.yml nothing looks every week which credentials are due", () => {
    expect(found({ "credentials.yml": "" })).toEqual([
      "W10 deploy.yml, drift.yml, report.yml, review.yml: nothing looks every week which credentials are due",
    ]);
    expect(found(changed("credentials.yml", "17 5 * * 1", "17 5 1 * *"))).toHaveLength(1);
  });
});

describe("what a command does", () => {
  test.each([
    ["./integrations apply --bundle x", true, true],
    ["base/integrations --stack prod pulumi up --yes", true, true],
    ["./integrations --stack=prod adopt --yes", true, true],
    ["./integrations adopt --stack prod", false, true],
    ["./integrations verify x --lock", true, true],
    ["./integrations pulumi refresh --yes", true, true],
    ["./integrations pulumi refresh --preview-only --expect-no-changes", false, true],
    ["./integrations pulumi preview", false, true],
    ["./integrations plan", false, true],
    ["./integrations review --base x", false, false],
    ["./integrations status", false, false],
    ["pulumi stack rm x", true, true],
    ["echo 'up to date'", false, false],
  ])("%j writes: %j, meets the tenant: %j", (command, does, meets) => {
    expect([writes(command), meetsTenant(command)]).toEqual([does, meets]);
  });

  test("a comment does nothing, and a continued line is one command", () => {
    expect(commandsOf("# pulumi up\n./integrations \\\n  pulumi up # now\n\n")).toEqual(["./integrations pulumi up"]);
  });
});

describe("Azure's pipelines", () => {
  const at = ".azure-pipelines";
  const pipelines = Object.fromEntries(
    readdirSync(at).map((name) => [name, readFileSync(join(at, name), "utf8")] as const),
  );

  function foundInAzure(change: Readonly<Record<string, string>> = {}): readonly string[] {
    const all = Object.entries({ ...pipelines, ...change }).map(([name, text]) => azurePipeline(name, text));
    return findings(all).map(({ rule, file, message }) => `${rule} ${file}: ${message}`);
  }

  test("keep every rule as well", () => {
    expect(foundInAzure()).toEqual([]);
  });

  test.each([
    [
      "review.yml",
      "npm ci --ignore-scripts",
      "npm ci",
      "W3 review.yml: review: npm ci runs packages' scripts: --ignore-scripts",
    ],
    ["review.yml", "UseNode@1", "UseNode", "W3 review.yml: review: UseNode is not pinned by its commit"],
    [
      "review.yml",
      "persistCredentials: false",
      "persistCredentials: true",
      "W4 review.yml: review: the checkout leaves its token on the disk: persist-credentials: false",
    ],
    [
      "review.yml",
      '"$BUILD_REASON" != PullRequest',
      '"$BUILD_REASON" != PullRequest ] && [ $(System.PullRequest.SourceBranch) != x',
      "W4 review.yml: review: an expression in a script: hand it over in env",
    ],
    [
      "deploy.yml",
      "include: [main]",
      "include: [main, dev]",
      "W6 deploy.yml: apply: it applies another branch or a tag",
    ],
    [
      "deploy.yml",
      "environment: tenant\n",
      "environment: tenant-read\n",
      "W2 deploy.yml: plan reads with the identity that writes",
    ],
    [
      "deploy.yml",
      "  - stage: apply\n    dependsOn: [plan]\n    jobs:\n      - deployment: apply\n",
      "      - deployment: apply\n        dependsOn: plan\n",
      "W7 deploy.yml: plan: the approval stands before the plan: a stage for each",
    ],
    ["deploy.yml", "dependsOn: [plan]", "dependsOn: []", "W7 deploy.yml: apply: no job before it plans"],
    [
      "deploy.yml",
      "lockBehavior: sequential\n",
      "",
      "W8 deploy.yml: two runs can apply at once: concurrency, by the stack",
    ],
    [
      "deploy.yml",
      "lockBehavior: sequential",
      "lockBehavior: runLatest",
      "W8 deploy.yml: a run that applies is cut off by the next: cancel-in-progress: false",
    ],
    [
      "deploy.yml",
      "./integrations apply",
      "./integrations pulumi destroy --yes && ./integrations apply",
      "W12 deploy.yml: apply: it destroys",
    ],
    ["drift.yml", 'ARM_USE_OIDC: "true"', "ARM_CLIENT_SECRET: x", "W1 drift.yml: ARM_CLIENT_SECRET is a stored secret"],
  ])("%s: %j becomes %j", (name, from, to, finding) => {
    const text = pipelines[name] ?? "";
    expect(text).toContain(from);
    expect(foundInAzure({ [name]: text.replace(from, to) })).toContain(finding);
  });

  test("what is not read here is refused, so that no rule misses it", () => {
    const text = `${pipelines["review.yml"]}\nresources:\n  repositories: []\n`;
    expect(() => azurePipeline("review.yml", text)).toThrow("resources");
  });
});
