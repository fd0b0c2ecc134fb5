import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { exitCode } from "../../review/cli.ts";
import type { Registration } from "../../review/evaluate/index.ts";
import type { ReviewDocument, StackReport } from "../../review/report/document.ts";
import { runPart } from "../../review/run/process.ts";
import { recordSide } from "../../review/run/record.ts";
import { shownBlock } from "../own-vendor-page.ts";
import { recordedDev } from "../recorded.ts";

/** Two processes evaluate, one judges; a busy machine takes its time. */
const seconds = 1000;
const slow = 60 * seconds;

/** What CI systems name where there is no base; only one side is then evaluated. */
const noBase = "0000000000000000000000000000000000000000";

let checkout: string;

function git(...args: string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@fabrikam.example"];
  return execFileSync("git", [...who, ...args], { cwd: checkout, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(checkout, file);
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${file} does not hold what this test changes in it`);
  writeFileSync(path, changed);
}

/** Changes the tenant's file. */
function tenant(change: (file: ReturnType<typeof parseDocument>) => void): void {
  edit("tenants/dev.yaml", (text) => {
    const document = parseDocument(text);
    change(document);
    return document.toString();
  });
}

/** Gives the mail gateway's notifications a role that reads every mailbox. */
function addMailRead(): void {
  tenant((file) =>
    file.setIn(
      ["integrations", "live-platform-notifications", "permissions", "Microsoft Graph", "application"],
      ["CallRecords.Read.All", "Mail.Read"],
    ),
  );
}

interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function review(...args: string[]): Run {
  const run = spawnSync(process.execPath, ["review/cli.ts", "--now", "2026-12-01", ...args], {
    cwd: checkout,
    encoding: "utf8",
  });
  return { code: run.status, output: run.stdout, errors: run.stderr };
}

/** What the JSON has under the same names as the model. */
type Printed = Pick<
  StackReport,
  | "stack"
  | "file"
  | "now"
  | "verdict"
  | "base"
  | "judgedBy"
  | "sameCode"
  | "blocks"
  | "deployer"
  | "remarks"
  | "unchanged"
  | "integrations"
  | "findings"
>;

type PrintedDocument = Pick<ReviewDocument, "program" | "verdict" | "blocks" | "failed" | "unchanged"> & {
  readonly stacks: readonly Printed[];
};

function documentIn(run: Run): PrintedDocument {
  return JSON.parse(run.output) as PrintedDocument;
}

/** The report of the only stack that differs. */
function reported(run: Run): Printed {
  expect(run.errors).toBe("");
  const { stacks } = documentIn(run);
  expect(stacks).toHaveLength(1);
  return stacks[0] as Printed;
}

/** Commits tenants/<stack>.yaml, a real tenant's, as part of the base. */
function commitTenant(stack: string, id: string): void {
  const document = parseDocument(readFileSync(join(checkout, "tenants/dev.yaml"), "utf8"));
  document.setIn(["tenant", "id"], id);
  document.deleteIn(["tenant", "disposable"]);
  writeFileSync(join(checkout, `tenants/${stack}.yaml`), document.toString());
  git("add", ".");
  git("commit", "--quiet", `--message=${stack}`);
}

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), "checkout-"));
  const parts = [
    "index.ts",
    "components",
    "catalog",
    "review",
    "tenants/dev.yaml",
    "package.json",
    "package-lock.json",
    "Pulumi.yaml",
  ];
  for (const part of parts) cpSync(part, join(checkout, part), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(checkout, "node_modules"), "dir");
  writeFileSync(join(checkout, ".gitignore"), "node_modules\n");
  tenant((file) => {
    file.delete("vault");
    for (const name of ["servicenow", "mailgates", "teamconnect", "live-platform"])
      file.deleteIn(["integrations", name]);
  });
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message=base");
}, slow);

afterEach(() => {
  git("reset", "--quiet", "--hard", "main");
  git("clean", "--quiet", "-fd");
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

describe("npm run review", () => {
  it("says what a change of the settings broadens, and refuses what a rule refuses", { timeout: slow }, () => {
    addMailRead();
    const run = review("--base", "main", "--format", "json");
    const report = reported(run);
    expect(run.code).toBe(1);
    expect(report).toMatchObject({
      verdict: "broadened",
      base: { revision: "main", state: "evaluated" },
      judgedBy: "base",
      blocks: true,
      sameCode: true,
      remarks: [],
      unchanged: ["app-connect"],
    });
    expect(report.findings.filter(({ blocks }) => blocks)).toMatchObject([
      { rule: "mailbox-scope", subject: "Mail.Read", preExisting: false },
    ]);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  });

  it("keeps what the base came to in git's folder, takes it again, and does without where it is damaged", {
    timeout: 3 * slow,
  }, () => {
    tenant((file) => file.setIn(["integrations", "app-connect", "purpose"], "Calendar flows, and no more"));
    const first = review("--base", "main", "--format", "json");
    expect(reported(first)).toMatchObject({ verdict: "changed", sameCode: true });
    const [kept = ""] = globSync(join(checkout, ".git/m365-review/*.json.gz")).sort(
      (a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs,
    );
    expect(statSync(kept).mode & 0o077).toBe(0);
    const recorded = gunzipSync(readFileSync(kept)).toString();
    writeFileSync(kept, gzipSync(recorded.replaceAll("Calendar flows of the sales team", "Another purpose")));
    expect(review("--base", "main").output).toContain("Another purpose");
    writeFileSync(kept, "damaged");
    expect(review("--base", "main", "--format", "json")).toEqual(first);
    rmSync(kept);
  });

  it("is the base's own where the code changes: command line, recorder, rules and printer", { timeout: slow }, () => {
    addMailRead();
    edit(
      "review/rules/index.ts",
      () => 'import type { Rule } from "./rule.ts";\nexport const rules: readonly Rule[] = [];\n',
    );
    for (const file of ["review/child.ts", "review/judge-entry.ts"]) edit(file, () => "process.exit(0);\n");
    edit("review/render/json.ts", (text) => text.replace("schema: 2", "schema: 3"));
    const run = review("--base", "main", "--format", "json");
    const { findings, judgedBy } = reported(run);
    expect(judgedBy).toBe("base");
    expect(run.code).toBe(1);
    expect(findings.map(({ rule }) => rule)).toContain("mailbox-scope");
    expect(findings[0]).toMatchObject({ rule: "program-changed", level: "block", blocks: true });
    expect(documentIn(run).program).toMatchObject({
      headline: { en: "The judge is changed: 4 files. What follows is by the judge as it was before this change." },
      files: [{ path: "review/child.ts", part: "judge", how: "changed" }, {}, {}, {}],
    });
  });

  it("reviews another checkout from one of the base, whose command line alone runs", { timeout: slow }, () => {
    const base = mkdtempSync(join(tmpdir(), "base-"));
    try {
      execFileSync("git", ["clone", "--quiet", checkout, base]);
      symlinkSync(join(process.cwd(), "node_modules"), join(base, "node_modules"), "dir");
      edit("review/cli.ts", () => 'console.log("Unchanged");\n');
      const args = ["--base", git("rev-parse", "main").trim(), "--root", checkout, "--now", "2026-12-01"];
      const fromBase = () => spawnSync(process.execPath, [join(base, "review/cli.ts"), ...args], { encoding: "utf8" });
      const run = fromBase();
      expect({ code: run.status, errors: run.stderr }).toStrictEqual({ code: 1, errors: "" });
      expect(run.stdout.split("\n")[0]).toBe(
        "The judge is changed: 1 file. What follows is by the judge as it was before this change.",
      );
      expect(run.stdout).toMatch(/judged by the rules of\s[0-9a-f]{40}/);
      appendFileSync(join(base, "review/tokens.ts"), "// mine\n");
      const other = fromBase();
      expect({ code: other.status, output: other.stdout }).toStrictEqual({ code: 2, output: "" });
      expect(other.stderr).toMatch(
        /^this checkout is not [0-9a-f]{40}, the base: review\/tokens\.ts\. Check that commit/,
      );
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  });

  it("refuses by itself where an earlier base's judge fails and the change's own rules judge", {
    timeout: slow,
  }, () => {
    edit("review/judge-entry.ts", () => "process.exit(7);\n");
    git("rm", "--quiet", "review/run/by-base.ts");
    git("commit", "--quiet", "--all", "--message=broken judge");
    git("checkout", "--quiet", "main~1", "--", "review/judge-entry.ts", "review/run/by-base.ts");
    try {
      const run = review("--base", "HEAD", "--format", "json");
      const report = reported(run);
      expect(run.code).toBe(1);
      expect(report.judgedBy).toBe("working-tree");
      expect(report.findings[1]).toMatchObject({ rule: "judge-failed", level: "block", blocks: true });
    } finally {
      git("reset", "--quiet", "--hard", "main~1");
    }
  });

  it("evaluates each side with its own code: code that widens the same settings shows, and what it uses besides", {
    timeout: slow,
  }, () => {
    edit("components/integration.ts", (text) =>
      text.replace('redirectUris: uris("web")', 'redirectUris: [...uris("web"), "https://evil.example/callback"]'),
    );
    edit("components/order.ts", (text) => `${text}\nexport const ask = () => fetch("https://graph.microsoft.com");\n`);
    const run = review("--base", "main", "--format", "json", "--fail-on", "broadened");
    expect(run.code).toBe(1);
    expect(reported(run).findings.slice(0, 2)).toMatchObject([
      { rule: "program-changed", blocks: true },
      {
        rule: "program-uses",
        blocks: true,
        subject: "fetch",
        message: expect.stringContaining("components/order.ts:"),
      },
    ]);
    expect(
      reported(run).integrations.map(({ name, changes }) => [
        name,
        changes.map(({ aspect, subject }) => `${aspect} ${subject}`),
      ]),
    ).toStrictEqual([
      ["app-connect", ["redirect-uri https://evil.example/callback"]],
      ["live-platform-notifications", ["redirect-uri https://evil.example/callback"]],
    ]);
  });

  it("gives the program no folder by which it could tell the base from the change", { timeout: slow }, () => {
    edit("index.ts", (text) =>
      text
        .replace(
          "const config = new pulumi.Config();",
          `const config = new pulumi.Config();
  if (!/\\/review-\\w{6}$/.test(import.meta.dirname) || process.cwd() !== import.meta.dirname || existsSync(".git"))
    throw new Error(import.meta.dirname);`,
        )
        .replace("import * as pulumi", 'import { existsSync } from "node:fs";\nimport * as pulumi'),
    );
    git("commit", "--quiet", "--all", "--message=tells");
    tenant((file) => file.setIn(["integrations", "app-connect", "ticket"], "CHG0099999"));
    const run = review("--base", "HEAD", "--format", "json");
    expect(run).toMatchObject({ code: 0, errors: "" });
    expect(reported(run)).toMatchObject({ verdict: "changed" });
  });

  it("judges a change of a vendor's file as a change of rights, and none of its demands excuses one", {
    timeout: 2 * slow,
  }, () => {
    mkdirSync(join(checkout, "vendors"));
    writeFileSync(join(checkout, "vendors/email-security-cloud.yaml"), shownBlock("product:"));
    appendFileSync(join(checkout, "tenants/dev.yaml"), shownBlock("  email-security-cloud:"));
    git("add", ".");
    git("commit", "--quiet", "--message=vendor");
    edit("vendors/email-security-cloud.yaml", (text) => text.replace("Tools > Synchronization", "Settings"));
    const labels = reported(review("--base", "HEAD", "--format", "json"));
    expect(labels).toMatchObject({ verdict: "changed", sameCode: true, blocks: false });
    expect(labels.integrations.map(({ name }) => name)).toEqual(["email-security-cloud"]);

    edit(
      "vendors/email-security-cloud.yaml",
      (text) =>
        `${text.replace("[Group.Read.All,", "[RoleManagement.ReadWrite.Directory, Group.Read.All,")}
demands:
  - { rule: tier-0, subject: RoleManagement.ReadWrite.Directory, step: 1, reason: The page asks for it. }
`,
    );
    tenant((file) =>
      file.setIn(
        ["integrations", "email-security-cloud", "exceptions"],
        [{ rule: "tier-0", subject: "RoleManagement.ReadWrite.Directory", reason: "So it is.", until: "2027-05-01" }],
      ),
    );
    const run = review("--base", "HEAD", "--format", "json");
    expect(run.code).toBe(1);
    const rights = reported(run);
    expect(rights).toMatchObject({ verdict: "broadened", sameCode: true, blocks: true });
    expect(rights.findings.filter(({ blocks }) => blocks).map(({ rule, subject }) => [rule, subject])).toEqual([
      ["tier-0", "RoleManagement.ReadWrite.Directory"],
    ]);
    git("reset", "--quiet", "--hard", "HEAD~1");
  });

  it("compares with no name that is a branch and a tag", { timeout: slow }, () => {
    git("tag", "main");
    const run = review("--base", "main");
    git("tag", "--delete", "main");
    expect(run.code).toBe(2);
    expect(run.errors).toContain('"main" is refs/heads/main');
    expect(run.errors).toContain("name the commit's hash");
  });

  it("names a tenant's file that no stack reads, because it ends in .yml", { timeout: slow }, () => {
    writeFileSync(join(checkout, "tenants/prod.yml"), readFileSync(join(checkout, "tenants/dev.yaml")));
    const run = review("--base", "main");
    expect(run.code).toBe(2);
    expect(run.errors).toContain("tenants/prod.yml is read by no stack");
  });

  it("refuses what tells the engine to start another program", { timeout: slow }, () => {
    edit("Pulumi.yaml", (text) => `${text}main: deploy\n`);
    const run = review("--base", "main", "--format", "json");
    expect(run.code).toBe(1);
    expect(reported(run).findings.filter(({ blocks }) => blocks)).toMatchObject([
      { rule: "program-changed" },
      { rule: "engine-setting", subject: "main" },
    ]);
  });

  it("says first that the program itself changes, whatever it registered, and no exception lifts it", {
    timeout: slow,
  }, () => {
    edit("components/order.ts", (text) => `${text}// Nothing but a comment.\n`);
    const { code, output } = review("--base", "main");
    expect(code).toBe(1);
    expect(output.split("\n").slice(0, 3)).toStrictEqual([
      "The program itself changes: 1 file. What follows is what it did when it was evaluated.",
      "What it registered is the same on both sides",
      "REFUSED by 1 finding: program-changed",
    ]);
    expect(output).not.toContain("Unchanged");
  });

  it("says that there is no base yet, and takes everything for new", { timeout: slow }, () => {
    const report = reported(review("--base", noBase, "--format", "json"));
    expect(report).toMatchObject({
      verdict: "broadened",
      judgedBy: "working-tree",
      base: { state: "absent" },
      unchanged: [],
    });
    expect(report.remarks[0]?.en).toBe(
      "There is no base yet: the repository has no such commit. Everything counts as new.",
    );
  });

  it("installs no package that comes from elsewhere than the registry", { timeout: slow }, () => {
    edit("package-lock.json", (text) =>
      text.replace(
        '"node_modules/yaml": {',
        '"node_modules/yaml": {\n      "resolved": "https://evil.example/yaml.tgz",',
      ),
    );
    const { code, output, errors } = review("--base", "main");
    expect(code).toBe(2);
    expect(output).toMatch(/^The program itself changes: 1 file\. [^\n]*\ndev: Cannot be evaluated\n/);
    expect(errors).toBe(
      "The working tree cannot be evaluated:\n  package-lock.json: yaml says where it comes from (resolved); leave that to the registry (omit-lockfile-registry-resolved)\n",
    );
  });

  it("ends with 2, one message and nothing half-printed where a side cannot be evaluated", { timeout: slow }, () => {
    tenant((file) => file.setIn(["integrations", "app-connect", "vendor"], "app-conect"));
    const run = review("--base", noBase);
    expect(run).toMatchObject({ code: 2, output: "" });
    expect(run.errors).toMatch(
      /^The working tree cannot be evaluated:\n {2}tenants\/dev\.yaml: 1 fault\n.*app-connect/,
    );
    expect(run.errors).toContain('"app-conect" is not a vendor; did you mean app-connect?');
    expect(run.errors).not.toMatch(/^\s+at /m);
  });

  it("gives the program an empty environment, its checkout to read, no file to write and no process to start", {
    timeout: slow,
  }, () => {
    symlinkSync("/proc/self", join(checkout, "components/out"));
    writeFileSync(
      join(checkout, "index.ts"),
      `import { readFileSync, writeFileSync } from "node:fs";
       import { execFileSync } from "node:child_process";
       const tried = [
         () => writeFileSync("loot", "x"),
         () => execFileSync("true"),
         () => readFileSync("/proc/" + process.ppid + "/environ"),
         () => readFileSync("/etc/passwd"),
         () => readFileSync("components/out/environ"),
         () => readFileSync("package.json"),
       ].map((attempt) => {
         try { attempt(); return "did"; } catch (error) { return (error as { code: string }).code; }
       });
       export default async () => { throw new Error(JSON.stringify([Object.keys(process.env), tried])); };`,
    );
    const { code, errors } = review("--base", noBase);
    expect(code).toBe(2);
    const denied = "ERR_ACCESS_DENIED";
    expect(errors).toBe(
      `The working tree cannot be evaluated:\n  ${JSON.stringify([[], [denied, denied, denied, denied, "ENOENT", "did"]])}\n`,
    );
  });

  it("does not wait for a program that never ends", { timeout: slow }, () => {
    writeFileSync(join(checkout, "index.ts"), "export default () => new Promise(() => setInterval(() => {}, 1000));\n");
    const { code, errors } = review("--base", noBase, "--timeout", "1");
    expect(code).toBe(2);
    expect(errors).toBe(
      "The working tree cannot be evaluated:\n  the program did not end: an input of a resource never resolves\n",
    );
  });

  it("does not show an error that holds a secret", { timeout: slow }, () => {
    const secret = `abc8Q~${"a".repeat(34)}`;
    writeFileSync(
      join(checkout, "index.ts"),
      `export default async () => { throw new Error("no entry for ${secret}"); };\n`,
    );
    const { code, output, errors } = review("--base", noBase);
    expect(code).toBe(2);
    expect(output + errors).not.toContain(secret);
    expect(errors).toContain("(an error that holds a secret, not shown)");
  });

  it("ends with 2 where the call itself is wrong, and says how to call it", { timeout: slow }, () => {
    const wrong: [string[], RegExp][] = [
      [[], /what is to be compared\? --base <revision>/],
      [["--base", "main", "--now", "2026-02-30"], /a day that exists/],
      [["--base", "main", "--format", "pdf"], /Allowed choices are text, markdown, json, sarif/],
      [["--base", "no-such-branch"], /git knows no revision "no-such-branch" here; fetch it first/],
      [["--base", "--output=x"], /git knows no revision|argument missing/],
      [["--base", "main", "--tenant", "../elsewhere.yaml"], /lies outside of this checkout/],
      [["--base", "main", "--stack", "devv"], /"devv" is no stack here; did you mean dev\? Known: dev\n$/],
    ];
    for (const [args, message] of wrong) {
      const run = review(...args);
      expect(run).toMatchObject({ code: 2, output: "" });
      expect(run.errors).toMatch(message);
    }
  });
});

describe("a base that git cannot give", () => {
  it("is told from a git that is missing", () => {
    const run = spawnSync(process.execPath, [join(checkout, "review/cli.ts"), "--base", "HEAD"], {
      encoding: "utf8",
      env: { PATH: mkdtempSync(join(tmpdir(), "no-git-")) },
    });
    expect({ code: run.status, output: run.stdout, errors: run.stderr }).toEqual({
      code: 2,
      output: "",
      errors: "git is not on PATH; the review compares with what git keeps. Install it\n",
    });
  });
});

describe("several stacks", () => {
  const realId = "77777777-7777-4777-8777-777777777777";
  const main = () => git("rev-parse", "main").trim();
  let first: string;
  beforeAll(() => {
    first = main();
    commitTenant("prod", realId);
  });
  afterAll(() => {
    git("reset", "--quiet", "--hard", first);
  });
  const editProd = (from: string, to: string) => edit("tenants/prod.yaml", (text) => text.replace(from, to));

  it("reviews the one that differs, and says which does not", { timeout: slow }, () => {
    editProd("ticket: CHG0030006", "ticket: CHG0030099");
    const run = review("--base", "main", "--format", "json");
    expect(run).toMatchObject({ code: 0, errors: "" });
    const { stacks, ...rest } = documentIn(run);
    expect(rest).toMatchObject({ schema: 2, verdict: "changed", blocks: false, failed: [], unchanged: ["dev"] });
    expect(stacks).toMatchObject([{ stack: "prod", file: "tenants/prod.yaml", verdict: "changed" }]);
  });

  it("reviews all where the program differs, each with its own answer, and ends with the worst", {
    timeout: slow,
  }, () => {
    addMailRead();
    writeFileSync(join(checkout, "notes.txt"), "a file that the program might read");
    const run = review("--base", "main", "--format", "json");
    const { stacks, blocks, verdict } = documentIn(run);
    expect(run).toMatchObject({ code: 1, errors: "" });
    expect({ blocks, verdict }).toStrictEqual({ blocks: true, verdict: "broadened" });
    expect(stacks.map((report) => [report.stack, report.verdict, report.blocks])).toStrictEqual([
      ["dev", "broadened", true],
      ["prod", "unchanged", true],
    ]);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  });

  it("reports the others where one cannot be evaluated, and ends with 2", { timeout: slow }, () => {
    addMailRead();
    editProd("vendor: app-connect", "vendor: app-conect");
    const run = review("--base", "main", "--format", "json");
    const { stacks, failed } = documentIn(run);
    expect(run.code).toBe(2);
    expect(stacks.map(({ stack }) => stack)).toStrictEqual(["dev"]);
    expect(failed).toMatchObject([{ stack: "prod", file: "tenants/prod.yaml" }]);
    expect(run.errors).toMatch(
      /^Stack prod:\n {2}The working tree cannot be evaluated:\n {4}tenants\/prod\.yaml: 1 fault\n/,
    );
    expect(run.errors).toContain('"app-conect" is not a vendor; did you mean app-connect?');
  });

  it("says that nothing differs, in a whole document, with 0", { timeout: slow }, () => {
    const run = review("--base", "main", "--format", "json");
    expect(run).toMatchObject({ code: 0, errors: "" });
    expect(documentIn(run)).toStrictEqual({
      schema: 2,
      verdict: "unchanged",
      blocks: false,
      base: { revision: "main" },
      program: null,
      stacks: [],
      failed: [],
      unchanged: ["dev", "prod"],
    });
  });

  it("takes one that comes for new, and judges it by the base's rules", { timeout: slow }, () => {
    cpSync(join(checkout, "tenants/prod.yaml"), join(checkout, "tenants/lab.yaml"));
    const report = reported(review("--base", "main", "--format", "json"));
    expect(report).toMatchObject({ stack: "lab", judgedBy: "base", base: { state: "absent" }, verdict: "broadened" });
    expect(report.remarks[0]?.en).toBe(
      "There is no base yet: main holds no tenants/lab.yaml. Everything counts as new.",
    );
  });

  it("takes everything in a file that goes for removed, and refuses what is in use", { timeout: slow }, () => {
    rmSync(join(checkout, "tenants/prod.yaml"));
    const run = review("--base", "main", "--format", "json");
    const report = reported(run);
    expect(run.code).toBe(1);
    expect(report).toMatchObject({ stack: "prod", file: "tenants/prod.yaml", verdict: "narrowed", judgedBy: "base" });
    expect(report.integrations.map(({ changes: [change] }) => change)).toMatchObject([
      { aspect: "integration", how: "removed" },
      { aspect: "integration", how: "removed" },
    ]);
    expect(report.findings.filter(({ blocks }) => blocks).map(({ rule }) => rule)).toContain("schedule-retired-early");
    expect(report.remarks[0]?.en).toMatch(
      /^tenants\/prod\.yaml is gone, and everything in it is reported as removed\./,
    );
  });

  it("says of a renamed file that its stack is another one, and how to keep it", { timeout: slow }, () => {
    git("mv", "tenants/prod.yaml", "tenants/contoso.yaml");
    const { stacks } = documentIn(review("--base", "main", "--format", "json"));
    expect(stacks.map(({ stack }) => stack).sort()).toStrictEqual(["contoso", "prod"]);
    expect(stacks.find(({ stack }) => stack === "contoso")?.remarks[1]?.en).toContain(
      "keep the stack and name the file in its settings: `pulumi config set tenant tenants/contoso.yaml --stack prod`",
    );
    const settings = "config:\n  m365-integrations:tenant: tenants/contoso.yaml\n";
    writeFileSync(join(checkout, "Pulumi.prod.yaml"), settings);
    expect(reported(review("--base", "main", "--format", "json"))).toMatchObject({
      stack: "prod",
      file: "tenants/contoso.yaml",
      verdict: "unchanged",
    });
  });

  it("takes one stack alone where it is named", { timeout: slow }, () => {
    addMailRead();
    editProd("ticket: CHG0030006", "ticket: CHG0030099");
    const alone = (...args: string[]) => reported(review("--base", "main", "--format", "json", ...args)).stack;
    expect(alone("--stack", "prod")).toBe("prod");
    expect(alone("--tenant", "tenants/dev.yaml")).toBe("dev");
  });

  it("measures by the day of each stack's world: the sandbox's is its file's", { timeout: slow }, () => {
    writeFileSync(join(checkout, "notes.txt"), "");
    const run = spawnSync(process.execPath, ["review/cli.ts", "--base", "main", "--format", "json"], {
      cwd: checkout,
      encoding: "utf8",
    });
    const days = documentIn({ code: run.status, output: run.stdout, errors: run.stderr }).stacks;
    expect(days.map(({ stack, now }) => [stack, now])).toStrictEqual([
      ["dev", "2026-11-21"],
      ["prod", new Date().toISOString().slice(0, 10)],
    ]);
  });
});

it("records in its own process, with a lighter SDK, what the program registers in this one", {
  timeout: slow,
}, async () => {
  const { registrations, lookups } = await recordedDev();
  const request = { root: process.cwd(), stack: "dev", timeoutMilliseconds: 60 * seconds };
  const recorded = await recordSide(request, process.cwd());
  if (!("side" in recorded)) throw new Error(recorded.faults.join("\n"));
  const { evaluation, from } = recorded.side;
  expect(from).toMatchObject({ project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" });
  expect(from.settings).toMatchObject({ "runtime.name": '"nodejs"' });
  expect(evaluation.unseen).toStrictEqual([]);
  expect(evaluation.lookups).toHaveLength(lookups.length);
  // The order in which dependencies are named is that of the promises.
  const sorted = (all: readonly Registration[]) =>
    all
      .map((registration) => ({ ...registration, dependencies: [...registration.dependencies].sort() }))
      .sort((a, b) => (a.urn < b.urn ? -1 : 1));
  expect(sorted(evaluation.registrations)).toStrictEqual(sorted(registrations));
});

describe("a part of the review in a process of its own", () => {
  const folder = mkdtempSync(join(tmpdir(), "part-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function part(code: string, timeoutMilliseconds = 20 * seconds) {
    const script = join(folder, "part.mjs");
    writeFileSync(script, code);
    return runPart({
      script,
      arguments: [],
      readable: [folder],
      directory: folder,
      input: "asked",
      timeoutMilliseconds,
    });
  }
  it("answers on its own descriptor, whatever it prints", { timeout: slow }, async () => {
    const code = `import { readFileSync, writeFileSync } from "node:fs";
      console.log("noise"); console.error("noise"); writeFileSync(3, readFileSync(0, "utf8") + " and answered");`;
    expect(await part(code)).toStrictEqual({ text: "asked and answered" });
  });
  it("is stopped when it takes too long, even in a loop", { timeout: slow }, async () => {
    expect(await part("for (;;);", 1000)).toStrictEqual({ fault: { code: "part-late", seconds: 1 } });
  });
  it("is stopped when it takes too much memory", { timeout: slow }, async () => {
    const code = "const all = []; for (;;) all.push(new Array(1e6).fill(all.length));";
    expect(await part(code)).toStrictEqual({ fault: { code: "part-memory", megabytes: 1536 } });
  });
  it("that ends without an answer says so", { timeout: slow }, async () => {
    expect(await part("process.exit(4);")).toStrictEqual({
      fault: { code: "part-without-answer", signal: undefined, exitCode: 4 },
    });
  });
});

describe("the exit code", () => {
  const blocked = { blocks: true, verdict: "narrowed", failed: [] } as const;
  const broadened = { blocks: false, verdict: "broadened", failed: [] } as const;
  it("is 2 where any stack could not be evaluated, whatever else is asked", () => {
    const failed = [{ stack: "lab", file: "tenants/lab.yaml", faults: [{ en: "no", ja: "no" }] }];
    expect(exitCode({ ...blocked, failed }, "never")).toBe(2);
    expect(exitCode({ ...broadened, failed }, "blocked")).toBe(2);
  });
  it("is 1 for what blocks, 1 for what broadens where that is asked, and 0 for never", () => {
    expect(
      (["blocked", "broadened", "never"] as const).map((failOn) => [
        exitCode(blocked, failOn),
        exitCode(broadened, failOn),
      ]),
    ).toStrictEqual([
      [1, 0],
      [1, 1],
      [0, 0],
    ]);
  });
});
