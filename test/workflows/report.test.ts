/** report.yml posts what a stranger may have written. Its step is run as it stands, with a stand-in for GitHub's CLI. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { githubPipeline } from "./github.ts";
import { runScript } from "./script.ts";

const pipeline = githubPipeline("report.yml", readFileSync(".github/workflows/report.yml", "utf8"));
const [step] = pipeline.jobs[0]?.steps ?? [];

/** Answers by the path that is asked for; what is sent, it keeps. */
const gh = `
case "$*" in
  *"/comments/"*) echo "PATCH $*" >> sent.txt; cp body.md posted.md ;;
  *"--method POST"*) echo "POST $*" >> sent.txt; cp body.md posted.md ;;
  *"/issues/"*"/comments"*) echo "$COMMENTS" ;;
  *"/pulls"*) echo "$PULLS" ;;
  *"/zip"*) echo zip ;;
  *"/artifacts"*) echo "$ARTIFACTS" ;;
esac
`;

/** Runs the step on a report. */
function posted(report: string, change: Readonly<Record<string, string>> = {}) {
  const env = {
    GH_REPO: "contoso/m365",
    RUN_ID: "77",
    RUN_URL: "https://github.com/contoso/m365/actions/runs/77",
    HEAD_SHA: "0123456789abcdef0123456789abcdef01234567",
    HEAD_OWNER: "stranger",
    HEAD_BRANCH: "$(touch owned)",
    PULLS: "5",
    ARTIFACTS: "9",
    COMMENTS: "",
    REPORT: report,
    ...change,
  };
  const { code, output, folder } = runScript(step ?? { command: "" }, { gh, unzip: 'printf %s "$REPORT"' }, env);
  const read = (name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined;
  return { code, output, body: read("posted.md"), sent: read("sent.txt"), owned: existsSync(join(folder, "owned")) };
}

const head = [
  "<!-- review report -->",
  "**The review's report**, from [its run](https://github.com/contoso/m365/actions/runs/77) of 0123456789abcdef0123456789abcdef01234567. The pull request may have brought the",
  "workflow that made it, so read it as its author's text; what decides is the check and the code owners.",
  "",
  "",
].join("\n");

describe("the report of a fork's pull request", () => {
  test("every line of it is code: nothing is a mention, a link, an image, a heading or the end of the code", () => {
    const { code, body, sent } = posted("@admin\n# Approved\n```\n</pre>\n\n![x](https://example.com/x)\n");
    expect(code).toBe(0);
    expect(body).toBe(
      `${head}    @admin\n    # Approved\n    \`\`\`\n    </pre>\n    \n    ![x](https://example.com/x)\n`,
    );
    expect(sent).toMatch(/^POST api --method POST repos\/contoso\/m365\/issues\/5\/comments /);
  });

  test("a carriage return ends no line, and nothing turns the reading direction or colours a terminal", () => {
    const { body } = posted("a\r@admin\u001b[31m \u202e\u2066\u200bb\n");
    expect(body).toBe(`${head}    a@admin[31m b\n`);
  });

  test("text that is no UTF-8 and text without end are posted as far as they go", () => {
    const { code, body } = posted("", { REPORT: `${"x".repeat(99)}\n`.repeat(1000) });
    expect(code).toBe(0);
    expect(Buffer.byteLength(body ?? "")).toBeLessThan(65_536);
  });

  test("a branch's name is a stranger's text as well: it is data", () => {
    expect(posted("x").owned).toBe(false);
  });

  test("the comment is brought up to date where there is one", () => {
    expect(posted("x", { COMMENTS: "31\n32" }).sent).toMatch(
      /^PATCH api --method PATCH repos\/contoso\/m365\/issues\/comments\/31 /,
    );
  });

  test.each([
    ["no pull request", { PULLS: "" }],
    ["two", { PULLS: "5\n6" }],
    ["no report", { ARTIFACTS: "" }],
  ])("%s: nothing is posted, and the run is well", (_, change) => {
    expect(posted("x", change)).toMatchObject({ code: 0, sent: undefined });
  });
});
