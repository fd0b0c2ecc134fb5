import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { LocalizedText } from "../../components/localized-text.ts";
import { rulesPage } from "../../review/cli.ts";
import { type Format, type RenderOptions, render } from "../../review/render/index.ts";
import { reportSchema } from "../../review/render/report-schema.ts";
import { documentOf, type ReviewDocument, type StackReport } from "../../review/report/document.ts";
import type { Report } from "../../review/report/index.ts";
import { rules } from "../../review/rules/index.ts";
import { metaRules } from "../../review/rules/meta-rules.ts";
import { withLines } from "../../review/run/lines.ts";
import { programHeadline, sameRegistrations } from "../../review/words/program.ts";
import { rulesJa } from "../../review/words/rules-ja.ts";
import { corpusPair } from "./corpus.ts";
import { reviewed } from "./reviewed.ts";

const plain = { lang: "en", colour: false } as const;
const linked = { ...plain, rulesPage: "https://github.example/contoso/tenant/blob/main/docs/rules.md" } as const;
const formats: readonly Format[] = ["text", "markdown", "json", "sarif"];
const everything = formats.flatMap((format) => (["en", "ja"] as const).map((lang) => [format, lang] as const));

/** A review of one stack alone. */
function printed(report: StackReport, format: Format, options: RenderOptions): string {
  return render(documentOf("main", { stacks: [report], failed: [], unchanged: [] }), format, options);
}

/** What may stand in the reports of this file: a rule that comes to the review changes none of them. */
const shownAsStanding = ["client-secret", "mailbox-scope", "secret-lifetime", "directory-role", "smtp-auth"];

async function reportOf(name: string): Promise<StackReport> {
  const review = await reviewed(corpusPair(name));
  if ("faults" in review) throw new Error(review.faults.join("\n"));
  const findings = review.report.findings.filter(
    ({ preExisting, rule }) => !preExisting || shownAsStanding.includes(rule),
  );
  return { ...review.report, findings };
}

/** Words by which a report is read, not shown: another text there is another kind of report. */
const keys = new Set(["verdict", "aspect", "how", "effect", "level", "risk", "kind", "state", "judgedBy", "schema"]);

/** The report with this text in every place that could hold what a person, a vendor or an error wrote. */
function filledWith(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((item) => filledWith(item, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, keys.has(key) ? inner : filledWith(inner, text)]),
  );
}

/** A report with every kind of thing in it. */
async function fullReport(): Promise<StackReport> {
  const parts = await Promise.all(
    ["vendor-added-mailgates-unaccepted", "mailbox-removed", "former-name-dropped", "code-application-outside"].map(
      reportOf,
    ),
  );
  const first = parts[0];
  if (!first) throw new Error("no report");
  return {
    ...first,
    remarks: [{ en: "A remark.", ja: "注記。" }],
    integrations: parts.flatMap(({ integrations }) => integrations),
    findings: parts.flatMap(({ findings }) => findings),
    unchanged: ["other"],
  };
}

describe("whole reports", () => {
  it.each([
    ["nothing", "text", "en"],
    ["mail-read-role", "text", "en"],
    ["mail-read-role", "text", "ja"],
    ["mail-read-role", "markdown", "en"],
    ["mail-read-role", "json", "en"],
    ["mail-read-role", "sarif", "en"],
    ["vendor-added-mailgates", "text", "en"],
    ["vendor-added-mailgates", "markdown", "ja"],
    ["tier-0-role", "markdown", "en"],
    ["scope-to-role", "text", "en"],
    ["redirect-uri-replaced", "text", "en"],
    ["redirect-uri-replaced", "text", "ja"],
    ["redirect-uri-path-moved", "text", "en"],
    ["mailbox-removed", "text", "en"],
    ["mailbox-removed", "text", "ja"],
    ["renamed-to-a-new-client-id", "markdown", "en"],
    ["credential-retired-unconfirmed", "text", "en"],
    ["signs-in-everyone", "text", "en"],
    ["suspended", "text", "ja"],
    ["removed-protected", "text", "en"],
    ["vendor-exchanged", "markdown", "en"],
    ["purpose-with-markup", "text", "en"],
    ["purpose-with-markup", "markdown", "en"],
    ["code-transform", "text", "en"],
    ["code-application-outside", "sarif", "ja"],
    ["new-subject-under-accepted-rule", "text", "en"],
  ] as const)("%s as %s (%s)", async (name, format, lang) => {
    const endings = { text: "txt", markdown: "md", json: "json", sarif: "sarif" };
    await expect(printed(await reportOf(name), format, { lang, colour: false })).toMatchFileSnapshot(
      `reports/${name}.${lang}.${endings[format]}`,
    );
  });
});

describe("several integrations", () => {
  const several = async () => {
    const [added, removed] = await Promise.all([reportOf("vendor-added-mailgates"), reportOf("removed-protected")]);
    const [first, second] = [added.integrations[0], removed.integrations[0]];
    if (!first || !second) throw new Error("no integration");
    const many = [...Array(9).keys()].map((number) => ({ ...first, name: `gates-${number}` }));
    return { ...added, integrations: [...many, second] };
  };
  it.each([
    ["text", "en"],
    ["markdown", "en"],
  ] as const)("are named by verdict before any detail, as %s (%s)", async (format, lang) => {
    const line =
      "10 differ · Broadened: gates-0, gates-1, gates-2, gates-3, gates-4, gates-5, gates-6, gates-7, … and 1 more · Narrowed: notifications";
    const text = printed(await several(), format, { lang, colour: false }).replaceAll("\n", " ");
    expect(text).toContain(line);
    expect(text.indexOf(line)).toBeLessThan(text.indexOf("Purpose: "));
  });
  it("one alone is named by the first line", async () => {
    expect(printed(await reportOf("removed-protected"), "text", plain)).not.toContain("differ ·");
  });
});

describe("a change of the code itself", () => {
  const program = {
    headline: programHeadline({ judge: 0, all: 1 }),
    files: [{ path: "components/plan.ts", part: "program", how: "changed" }],
  } as const;
  const first = "The program itself changes: 1 file. What follows is what it did when it was evaluated.";
  const failed = [{ stack: "lab", file: "tenants/lab.yaml", faults: [{ en: "no", ja: "no" }] }];

  async function unchanged(): Promise<StackReport> {
    return { ...(await reportOf("nothing")), because: sameRegistrations, blocks: true, sameCode: false };
  }
  it.each(["text", "markdown"] as const)("stands first in %s, and nothing is called unchanged", async (format) => {
    const report = await unchanged();
    const other = { ...report, stack: "other" };
    for (const [stacks, faults] of [
      [[report], []],
      [[report, other], []],
      [[report], failed],
      [[], failed],
      [[], []],
    ] as const) {
      const text = render(documentOf("main", { program, stacks, failed: faults, unchanged: [] }), format, plain);
      expect(text.replaceAll("*", "").startsWith(`${first}\n`)).toBe(true);
      expect(text).not.toContain("Unchanged");
      expect(text).not.toContain("Nothing refuses");
    }
  });
});

describe("a terminal", () => {
  it("gets colours where it is one, and the same words", async () => {
    const report = await reportOf("mail-read-role");
    const coloured = printed(report, "text", { lang: "en", colour: true });
    expect(coloured).toContain("\u001b[31m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(printed(report, "text", plain));
  });
  it("gets no escape sequence where it is none", async () => {
    expect(printed(await fullReport(), "text", plain)).not.toContain("\u001b");
  });
});

describe("a secret", () => {
  const secret = "abc8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  it.each(everything)("in any string of a report is not found in %s (%s)", async (format, lang) => {
    const report = filledWith(await fullReport(), `see ${secret}`) as StackReport;
    const text = printed(report, format, { lang, colour: true });
    expect(text).not.toContain("8Q~");
    expect(text).toContain("not shown");
  });
  it("in any string of the settings is refused before there is a report, and not shown", async () => {
    const pair = corpusPair("mailbox-added");
    const planted = pair.after
      .replaceAll("contracts@", `${secret}@`)
      .replace("rule: smtp-auth", `rule: ${secret}`)
      .replace("subject: Mail.Read", `subject: ${secret}`);
    expect(planted.split("8Q~")).toHaveLength(4);
    const review = await reviewed({ ...pair, after: planted });
    const faults = "faults" in review ? review.faults.join("\n") : "";
    expect(faults).toContain("3 faults");
    expect(faults).not.toContain("8Q~");
  });
});

describe("text of a stranger", () => {
  const hostile =
    '\u001b[2J\u202e</details><script>alert(1)</script> [x](https://evil.example) **ok** ``` "] --> z\n# h\n::stop';
  it.each(everything)("acts on nobody in %s (%s)", async (format, lang) => {
    const text = printed(filledWith(await fullReport(), hostile) as StackReport, format, { lang, colour: false });
    expect(text).not.toMatch(/[\u202e\u2028]/);
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/^# h/m);
    expect(text).not.toMatch(/^::stop/m);
  });
  it("is text in Markdown, in code spans and outside of them", async () => {
    const text = printed(filledWith(await fullReport(), hostile) as StackReport, "markdown", plain);
    // A code span ends with as many backticks as it began with (CommonMark 6.1).
    const outside = text.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "").replace(/```mermaid[\s\S]*?```/g, "");
    expect(outside).not.toContain("<script");
    expect(outside).not.toContain("](");
    expect(outside).not.toContain("`");
    expect(outside).not.toContain("**ok**");
    expect(outside.match(/<\/details>/g)).toHaveLength(2);
  });
  it("stays inside its label in a Mermaid graph", async () => {
    const text = printed(filledWith(await fullReport(), hostile) as StackReport, "markdown", plain);
    const graph = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "";
    for (const line of graph.split("\n").slice(1))
      expect(line).toMatch(
        /^ {2}(?:v\d+\["[^"\][]*"\] --- a\d+\("[^"()]*"\)|a\d+ (?:==>|-\.->|-->) p\d+\["[^"\][]*"\])$/,
      );
  });
});

describe("Markdown", () => {
  const limit = 65_536;
  async function large(count: number): Promise<StackReport> {
    const report = await reportOf("vendor-added-mailgates-unaccepted");
    const [integration] = report.integrations;
    if (!integration) throw new Error("no integration");
    const numbers = [...Array(count).keys()];
    return {
      ...report,
      integrations: numbers.map((number) => ({ ...integration, name: `mailgates-${number}` })),
      findings: numbers.flatMap((number) =>
        report.findings
          .filter(({ preExisting }) => !preExisting)
          .map((finding) => ({ ...finding, integration: `mailgates-${number}` })),
      ),
    };
  }
  it("of 1,000 changed integrations stays below GitHub's limit, the first ones in full, the rest counted", async () => {
    const report = await large(1000);
    const text = printed(report, "markdown", plain);
    const findings = report.findings.length / 1000;
    expect(text.length).toBeLessThan(limit);
    expect(text).toContain(`REFUSED by ${report.findings.filter(({ blocks }) => blocks).length} findings`);
    expect(text).toContain("### mailgates-0 (MAILGATES Σ): Broadened");
    const shown = text.match(/^### mailgates-\d+ /gm)?.length ?? 0;
    expect(text).toContain(`${1000 - shown} changed integrations and ${(1000 - shown) * findings} findings`);
  });
  it("of 1,000 changed integrations has as text the first 20 in full, and a line for each of the others", async () => {
    const text = printed(await large(1000), "text", plain);
    expect(text.match(/^mailgates-\d+ \(MAILGATES Σ\): Broadened$/gm)).toHaveLength(20);
    expect(text).toContain("In short, a line each: 980 further integrations. In full: --format json");
    expect(text.match(/^ {2}· mailgates-\d+ \(MAILGATES Σ\): Broadened/gm)).toHaveLength(980);
  });
  it("shows a name between backticks of our own words as code, and no backtick of anybody's", async () => {
    const report = await large(1);
    const [finding] = report.findings;
    if (!finding) throw new Error("no finding");
    const saying = (remedy: string) => {
      const findings = [{ ...finding, remedy: both(remedy) }];
      return printed({ ...report, findings }, "markdown", plain);
    };
    expect(saying("Write `reason`, or <b>`` `x`</b>.")).toContain("→ Write `reason`, or &#60;b> `x`&#60;/b>.");
    expect(saying("Write ` reason")).toContain("→ Write &#96; reason");
  });
  it("says what refuses before anything else", async () => {
    const text = printed(await large(3), "markdown", plain);
    expect(text.indexOf("What refuses it")).toBeLessThan(text.indexOf("### "));
    expect(text.indexOf("**refuses**")).toBeLessThan(text.indexOf("**warns**"));
  });
  it("stays below the limit where every text is long and hostile", async () => {
    const report = filledWith(await large(300), "&".repeat(5_000)) as StackReport;
    for (const lang of ["en", "ja"] as const)
      expect(printed(report, "markdown", { lang, colour: false }).length).toBeLessThan(limit);
  });
  it("of one integration with 2,000 changes shows the first and counts the others", async () => {
    const report = await reportOf("redirect-uri-added");
    const [integration] = report.integrations;
    const [change] = integration?.changes ?? [];
    if (!integration || !change) throw new Error("no change");
    const changes = [...Array(2000).keys()].map((number) => ({
      ...change,
      subject: { en: `https://${number}.example/`, ja: `https://${number}.example/` },
    }));
    const text = printed({ ...report, integrations: [{ ...integration, changes }] }, "markdown", plain);
    expect(text.length).toBeLessThan(limit);
    expect(text).toContain("`https://0.example/`");
    expect(text).toContain("redirect URI: … and 1990 more");
  });
});

/** An error of a program, the same in every language. */
function both(error: string): LocalizedText {
  return { en: error, ja: error };
}

/** Three stacks, of which one is refused and one cannot be evaluated. */
async function several(): Promise<ReviewDocument> {
  const [harmless, refused] = await Promise.all(["ticket", "mail-read-role"].map(reportOf));
  if (!harmless || !refused) throw new Error("no report");
  return documentOf("main", {
    stacks: [
      { ...harmless, stack: "dev", file: "tenants/dev.yaml" },
      { ...refused, stack: "prod", file: "tenants/prod.yaml" },
    ],
    failed: [
      {
        stack: "lab",
        file: "tenants/lab.yaml",
        faults: [
          { en: "The working tree cannot be evaluated:", ja: "作業ツリーを評価できません:" },
          both("  tenants/lab.yaml: 1 fault\n    ::set-output \u001b[2J"),
        ],
      },
    ],
    unchanged: ["spare"],
  });
}

describe("several stacks", () => {
  it.each([
    ["text", "en", "txt"],
    ["markdown", "en", "md"],
    ["text", "ja", "txt"],
  ] as const)("have a section each, what is refused first, as %s (%s)", async (format, lang, ending) => {
    await expect(render(await several(), format, { lang, colour: false })).toMatchFileSnapshot(
      `reports/several-stacks.${lang}.${ending}`,
    );
  });
  it("say in the first line of each which stack it is", async () => {
    const lines = render(await several(), "text", plain).split("\n");
    const [first, second] = lines;
    expect(first).toMatch(/^prod: Broadened: live-platform: permission /);
    expect(second).toMatch(/^ {2}Without any user present, whoever holds the secret /);
    expect(lines.find((line) => line.startsWith("  REFUSED"))).toBe(
      "  REFUSED by 1 finding: mailbox-scope Mail.Read (live-platform)",
    );
    expect(lines.find((line) => !line.startsWith(" ") && line !== first)).toMatch(/^dev: Changed/);
  });
  it("of which none differs are one sentence", () => {
    const document = documentOf("main", { stacks: [], failed: [], unchanged: ["dev", "prod"] });
    expect(render(document, "text", plain)).toBe(
      "Unchanged: no tenant's file, no stack's settings and nothing of the program differs from main.\n2 stacks unchanged: dev, prod\n",
    );
    expect(render(document, "markdown", plain)).toMatch(/^## Unchanged · Nothing refuses it\n/);
    expect(document).toMatchObject({ verdict: "unchanged", blocks: false });
  });
  it.each(everything)("act on nobody by the text of a fault in %s (%s)", async (format, lang) => {
    const text = render(await several(), format, { lang, colour: false });
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/^\s*::set-output/m);
  });
  it("stay below GitHub's limit in Markdown, and the list at the top has every one of them", async () => {
    const report = await reportOf("vendor-added-mailgates-unaccepted");
    const stacks = [...Array(40).keys()].map((number) => ({ ...report, stack: `stack-${number}` }));
    const long = "&".repeat(5_000);
    for (const each of [stacks, stacks.map((stack) => filledWith(stack, long) as StackReport)]) {
      const failed = each.map(({ stack, file }) => ({ stack, file, faults: [both(long), both(long)] }));
      const document = documentOf("main", { stacks: each, failed, unchanged: [] });
      expect(render(document, "markdown", plain).length).toBeLessThan(65_536);
    }
    const text = render(documentOf("main", { stacks, failed: [], unchanged: [] }), "markdown", plain);
    for (const { stack } of stacks) expect(text).toContain(`**${stack}**`);
  });
  it("are one SARIF run, and the same finding of two stacks has two prints", async () => {
    const { stacks, failed, ...rest } = await several();
    const twice = stacks.flatMap((report) => [report, { ...report, stack: `${report.stack}-two` }]);
    const { runs } = JSON.parse(render({ ...rest, stacks: twice, failed }, "sarif", plain));
    const prints = runs[0].results.map((result: { partialFingerprints: object }) =>
      JSON.stringify(result.partialFingerprints),
    );
    expect(runs).toHaveLength(1);
    const once = JSON.parse(render({ ...rest, stacks, failed }, "sarif", plain)).runs[0].results.map(
      (result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints),
    );
    expect(prints).toHaveLength(2 * once.length);
    expect(new Set(prints).size).toBe(2 * new Set(once).size);
    expect(runs[0].invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: "error" }] },
    ]);
  });
});

describe("JSON", () => {
  it("follows its schema", async () => {
    const text = printed(await fullReport(), "json", plain);
    expect(reportSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
  });
  it("follows it with several stacks, one that cannot be evaluated, and without any", async () => {
    for (const document of [await several(), documentOf("main", { stacks: [], failed: [], unchanged: ["dev"] })]) {
      const text = render(document, "json", plain);
      expect(reportSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
    }
  });
  it("has a schema that stands in docs/report.schema.json", async () => {
    const schema = z.toJSONSchema(reportSchema);
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../../docs/report.schema.json");
  });
});

describe("SARIF", () => {
  it("has a result for each finding, at its line of the tenant's file", async () => {
    const report = await reportOf("mail-read-role");
    const line = corpusPair("mail-read-role")
      .after.split("\n")
      .findIndex((text) => text.trim() === "- Mail.Read");
    const { runs } = JSON.parse(printed(report, "sarif", plain));
    expect(runs[0].results).toHaveLength(report.findings.length);
    expect(runs[0].results[0]).toMatchObject({
      ruleId: "mailbox-scope",
      level: "error",
      baselineState: "new",
      locations: [
        { physicalLocation: { artifactLocation: { uri: "tenants/fabrikam.yaml" }, region: { startLine: line + 1 } } },
      ],
    });
  });
  it("suppresses what is accepted, with the reason", async () => {
    const { runs } = JSON.parse(printed(await reportOf("multi-tenant-accepted"), "sarif", plain));
    const accepted = runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === "multi-tenant");
    expect(accepted.suppressions).toStrictEqual([
      {
        kind: "external",
        status: "accepted",
        justification:
          "Accepted until 2027-06-01: The page selects Accounts in any organizational directory (Any Azure AD directory - Multitenant). (step S1.4)",
      },
    ]);
  });
  it("follows the schema of SARIF 2.1.0, in both languages, with several stacks, and without any", async () => {
    const file = new URL("sarif-schema/sarif-2.1.0-rtm.5.json", import.meta.url);
    // zod reads a reference as an address of its own (4.6); that ours are relative is looked at below.
    const text = readFileSync(file, "utf8")
      .replaceAll(/"format": "uri-reference",?/g, "")
      .replaceAll(/,(\s*\})/g, "$1");
    const schema = z.fromJSONSchema(JSON.parse(text));
    const documents = [
      documentOf("main", { stacks: [await fullReport()], failed: [], unchanged: [] }),
      await several(),
      documentOf("main", { stacks: [], failed: [], unchanged: ["dev"] }),
    ];
    for (const document of documents)
      for (const lang of ["en", "ja"] as const) {
        const log = JSON.parse(render(document, "sarif", { ...linked, lang }));
        expect(schema.safeParse(log).error).toBeUndefined();
        expect(schema.safeParse({ ...log, version: "2.0.0" }).success).toBe(false);
      }
  });
  it("has of each rule what it says, what to do, how severe it is and where to read on", async () => {
    const { runs } = JSON.parse(printed(await reportOf("mail-read-role"), "sarif", linked));
    const { driver } = runs[0].tool;
    expect(driver.rules.find(({ id }: { id: string }) => id === "mailbox-scope")).toMatchObject({
      name: "MailboxScope",
      shortDescription: { text: expect.stringContaining("mailbox") },
      help: { text: expect.stringContaining("docs/rules.md, mailbox-scope") },
      helpUri: "https://github.example/contoso/tenant/blob/main/docs/rules.md#mailbox-scope",
      defaultConfiguration: { level: "error" },
      properties: { tags: ["security"], "security-severity": "7.0" },
    });
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("tenants/fabrikam.yaml");
  });
  it("stands at the line of the value, also in a list of several lines", () => {
    const file =
      "integrations:\n  a:\n    permissions:\n      Graph:\n        - One\n        - Two\n    owners:\n      - { user: x }\n";
    const lineOf = (path: string, subject: string) => {
      const report = { findings: [{ path, subject }] } as unknown as Report;
      return withLines(report, file).findings[0]?.line;
    };
    expect(lineOf("integrations.a.permissions.Graph", "Two")).toBe(6);
    expect(lineOf("integrations.a.permissions.Graph", "Three")).toBe(4);
    expect(lineOf("integrations.a.owners", "x")).toBe(8);
    expect(lineOf("integrations.a", "Two")).toBe(2);
  });
  it("links to the rules where it runs: in the workflow's repository, else in the checkout", () => {
    const workflow = { GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: "a/b", GITHUB_SHA: "c0ffee" };
    expect(rulesPage("/checkout", workflow)).toBe("https://github.example/a/b/blob/c0ffee/docs/rules.md");
    expect(rulesPage("/checkout", {})).toBe("file:///checkout/docs/rules.md");
  });
  it("names a finding alike in every run", async () => {
    const prints = async () =>
      JSON.parse(printed(await reportOf("mail-read-role"), "sarif", plain)).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: object }) => partialFingerprints,
      );
    expect(await prints()).toStrictEqual(await prints());
  });
});

describe("Japanese", () => {
  const all = [...rules, ...metaRules];
  it("has words for every rule, and for no other", () => {
    expect(Object.keys(rulesJa).sort()).toStrictEqual(all.map(({ name }) => name).sort());
  });
  it.each(all.map(({ name, sentence, remedy }) => [name, sentence, remedy] as const))(
    "%s: asks for no value that the English sentence does not have",
    (name, sentence, remedy) => {
      const requested = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
      const words = rulesJa[name];
      expect(requested(sentence)).toEqual(expect.arrayContaining(requested(words?.sentence ?? "")));
      expect([...requested(sentence), ...requested(remedy)]).toEqual(
        expect.arrayContaining(requested(words?.remedy ?? "")),
      );
    },
  );
});
