/**
 * Writes docs/rules.md from the rules: `npm run rules-doc`.
 */
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import type { Level } from "./finding.ts";
import { sections } from "./rules/index.ts";
import { liveQuestions } from "./rules/live-tenant.ts";
import { metaRules } from "./rules/meta-rules.ts";
import type { Rule, RuleFacts } from "./rules/rule.ts";

/** Where the document stands. */
export const rulesDocumentFile = new URL("../docs/rules.md", import.meta.url);

const levels: Readonly<Record<Level, string>> = {
  block: "refused",
  accept: "refused unless accepted",
  vendor: "refused unless accepted, and only where a step of the vendor's page demands it",
  warn: "said, never refused",
};

const introduction = `# Rules of the review

Generated from \`review/rules/\` by \`npm run rules-doc\`. Change a rule, not this file.

A rule's name is its file, its test (\`test/review/rules/\`), its heading here, and the word in \`exceptions\`. Words in braces are filled in by the finding.

| level | what it means |
| --- | --- |
${Object.entries(levels)
  .map(([level, words]) => `| ${level} | ${words} |`)
  .join("\n")}

The level of a heading is the usual one; where a finding may have another, the remedy says which.
An exception stands in the tenant's file beside what it accepts. It names the rule, its \`subject\` exactly, an end, and a reason, unless the vendor's definition cites the step of its own page that demands it:

\`\`\`yaml
exceptions:
  - { rule: mailbox-scope, subject: Mail.Read, until: 2027-11-21 }
\`\`\`

Only what a change introduces or worsens decides the exit code; the rest is listed as pre-existing. A level of warn needs no exception.

The policy pack (\`policy/\`) judges in the engine what one resource alone decides. Each rule says below who judges by it, and why where it is the review alone.`;

/** Text as Markdown shows it: `<name>` is no tag, other than within a code span. */
function shown(text: string): string {
  const spans = text.split("`");
  return spans.map((span, index) => (index % 2 === 0 ? span.replaceAll("<", "\\<") : span)).join("`");
}

function facts({ name, level, sentence, remedy, source }: RuleFacts, judgedBy: string): string {
  return `### ${name}

> ${shown(sentence)}

${shown(remedy)}

- Level: ${level} (${levels[level]})
- Judged by: ${judgedBy}
- Source: ${shown(source)}`;
}

function ruleEntry(rule: Rule): string {
  return facts(
    rule,
    rule.pack === "none" ? `The review alone: ${rule.becauseReview}` : "The review and the policy pack.",
  );
}

/** The text of docs/rules.md. */
export function rulesDocument(): string {
  const judged = sections.flatMap(({ title, rules }) => [`## ${title}`, ...rules.map(ruleEntry)]);
  const itself = metaRules.map((rule) => facts(rule, "The review alone."));
  const live = liveQuestions.map(({ name, question, source }) => `- **${name}**: ${question} (${source})`);
  return `${[
    introduction,
    ...judged,
    "## What the review says of itself and of exceptions",
    ...itself,
    "## Only the live tenant can tell",
    "No recording holds these, so no rule pretends to judge them.",
    live.join("\n"),
  ].join("\n\n")}\n`;
}

if (import.meta.main) writeFileAtomic.sync(fileURLToPath(rulesDocumentFile), rulesDocument());
