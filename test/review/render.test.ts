import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Format, render } from "../../review/render/index.ts";
import { reportSchema } from "../../review/render/report-schema.ts";
import type { Report } from "../../review/report.ts";
import { rules } from "../../review/rules/index.ts";
import { rulesOfTheReview } from "../../review/rules/of-the-review.ts";
import { rulesJa } from "../../review/words/rules-ja.ts";
import { corpusPair } from "./corpus.ts";
import { reviewed } from "./reviewed.ts";

const plain = { lang: "en", colour: false } as const;
const formats: readonly Format[] = ["text", "markdown", "json", "sarif"];
const everything = formats.flatMap((format) => (["en", "ja"] as const).map((lang) => [format, lang] as const));

async function reportOf(name: string): Promise<Report> {
  const review = await reviewed(corpusPair(name));
  if ("faults" in review) throw new Error(review.faults.join("\n"));
  return review.report;
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
async function fullReport(): Promise<Report> {
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
    ["generation-retired-unconfirmed", "text", "en"],
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
    await expect(render(await reportOf(name), format, { lang, colour: false })).toMatchFileSnapshot(
      `reports/${name}.${lang}.${endings[format]}`,
    );
  });
});

describe("a terminal", () => {
  it("gets colours where it is one, and the same words", async () => {
    const report = await reportOf("mail-read-role");
    const coloured = render(report, "text", { lang: "en", colour: true });
    expect(coloured).toContain("\u001b[31m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(render(report, "text", plain));
  });
  it("gets no escape sequence where it is none", async () => {
    expect(render(await fullReport(), "text", plain)).not.toContain("\u001b");
  });
});

describe("a secret", () => {
  const secret = "abc8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  it.each(everything)("in any string of a report is not found in %s (%s)", async (format, lang) => {
    const report = filledWith(await fullReport(), `see ${secret}`) as Report;
    const printed = render(report, format, { lang, colour: true });
    expect(printed).not.toContain("8Q~");
    expect(printed).toContain("not shown");
  });
  it.each(everything)("in any string that the settings take is not found in %s (%s)", async (format, lang) => {
    const pair = corpusPair("mailbox-added");
    const planted = pair.after
      .replaceAll("contracts@", `${secret}@`)
      .replace("rule: smtp-auth", `rule: ${secret}`)
      .replace("of: Mail.Read", `of: ${secret}`);
    expect(planted.split("8Q~")).toHaveLength(4);
    const review = await reviewed({ ...pair, after: planted });
    if ("faults" in review) throw new Error(review.faults.join("\n"));
    expect(render(review.report, format, { lang, colour: false })).not.toContain("8Q~");
  });
});

describe("text of a stranger", () => {
  const hostile =
    '\u001b[2J\u202e</details><script>alert(1)</script> [x](https://evil.example) **ok** ``` "] --> z\n# h\n::stop';
  it.each(everything)("acts on nobody in %s (%s)", async (format, lang) => {
    const printed = render(filledWith(await fullReport(), hostile) as Report, format, { lang, colour: false });
    expect(printed).not.toMatch(/[\u202e\u2028]/);
    expect(printed).not.toContain("\u001b");
    expect(printed).not.toMatch(/^# h/m);
    expect(printed).not.toMatch(/^::stop/m);
  });
  it("is text in Markdown, in code spans and outside of them", async () => {
    const printed = render(filledWith(await fullReport(), hostile) as Report, "markdown", plain);
    // A code span ends with as many backticks as it began with (CommonMark 6.1).
    const outside = printed.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "").replace(/```mermaid[\s\S]*?```/g, "");
    expect(outside).not.toContain("<script");
    expect(outside).not.toContain("](");
    expect(outside).not.toContain("`");
    expect(outside).not.toContain("**ok**");
    expect(outside.match(/<\/details>/g)).toHaveLength(2);
  });
  it("stays inside its label in a Mermaid graph", async () => {
    const printed = render(filledWith(await fullReport(), hostile) as Report, "markdown", plain);
    const graph = /```mermaid\n([\s\S]*?)\n```/.exec(printed)?.[1] ?? "";
    for (const line of graph.split("\n").slice(1))
      expect(line).toMatch(
        /^ {2}(?:v\d+\["[^"\][]*"\] --- a\d+\("[^"()]*"\)|a\d+ (?:==>|-\.->|-->) p\d+\["[^"\][]*"\])$/,
      );
  });
});

describe("Markdown", () => {
  const limit = 65_536;
  async function large(count: number): Promise<Report> {
    const report = await reportOf("vendor-added-mailgates-unaccepted");
    const [integration] = report.integrations;
    if (!integration) throw new Error("no integration");
    const numbers = [...Array(count).keys()];
    return {
      ...report,
      integrations: numbers.map((number) => ({ ...integration, name: `mailgates-${number}` })),
      findings: numbers.flatMap((number) =>
        report.findings
          .filter(({ standing }) => !standing)
          .map((finding) => ({ ...finding, integration: `mailgates-${number}` })),
      ),
    };
  }
  it("of 1,000 changed integrations stays below GitHub's limit, the first ones in full, the rest counted", async () => {
    const printed = render(await large(1000), "markdown", plain);
    expect(printed.length).toBeLessThan(limit);
    expect(printed).toContain("REFUSED by 6000 findings");
    expect(printed).toContain("### mailgates-0 (MAILGATES Σ): Broadened");
    const shown = printed.match(/^### mailgates-\d+ /gm)?.length ?? 0;
    expect(printed).toContain(`${1000 - shown} changed integrations and ${(1000 - shown) * 11} findings`);
  });
  it("says what refuses before anything else", async () => {
    const printed = render(await large(3), "markdown", plain);
    expect(printed.indexOf("What refuses it")).toBeLessThan(printed.indexOf("### "));
    expect(printed.indexOf("**refuses**")).toBeLessThan(printed.indexOf("**warns**"));
  });
  it("stays below the limit where every text is long and hostile", async () => {
    const report = filledWith(await large(300), "&".repeat(5_000)) as Report;
    for (const lang of ["en", "ja"] as const)
      expect(render(report, "markdown", { lang, colour: false }).length).toBeLessThan(limit);
  });
  it("of one integration with 2,000 changes shows the first and counts the others", async () => {
    const report = await reportOf("redirect-uri-added");
    const [integration] = report.integrations;
    const [change] = integration?.changes ?? [];
    if (!integration || !change) throw new Error("no change");
    const changes = [...Array(2000).keys()].map((number) => ({ ...change, subject: `https://${number}.example/` }));
    const printed = render({ ...report, integrations: [{ ...integration, changes }] }, "markdown", plain);
    expect(printed.length).toBeLessThan(limit);
    expect(printed).toContain("`https://0.example/`");
    expect(printed).toMatch(/- … and \d+ more/);
  });
});

describe("JSON", () => {
  it("follows its schema", async () => {
    const printed = render(await fullReport(), "json", plain);
    expect(reportSchema.safeParse(JSON.parse(printed)).error).toBeUndefined();
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
      .findIndex((text) => text.includes("application:"));
    const { runs } = JSON.parse(render(report, "sarif", plain));
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
    const { runs } = JSON.parse(render(await reportOf("multi-tenant-accepted"), "sarif", plain));
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
  it("names a finding alike in every run", async () => {
    const prints = async () =>
      JSON.parse(render(await reportOf("mail-read-role"), "sarif", plain)).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: object }) => partialFingerprints,
      );
    expect(await prints()).toStrictEqual(await prints());
  });
});

describe("Japanese", () => {
  const all = [...rules, ...rulesOfTheReview];
  it("has words for every rule, and for no other", () => {
    expect(Object.keys(rulesJa).sort()).toStrictEqual(all.map(({ name }) => name).sort());
  });
  it.each(all.map(({ name, sentence, remedy }) => [name, sentence, remedy] as const))(
    "%s: asks for no value that the English sentence does not have",
    (name, sentence, remedy) => {
      const asked = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
      const words = rulesJa[name];
      expect(asked(sentence)).toEqual(expect.arrayContaining(asked(words?.sentence ?? "")));
      expect([...asked(sentence), ...asked(remedy)]).toEqual(expect.arrayContaining(asked(words?.remedy ?? "")));
    },
  );
});
