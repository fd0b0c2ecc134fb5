/** A report for a pull request: GitHub's Markdown, below the length GitHub takes, the dangerous part first. */
import type { Report } from "../report.ts";
import type { Words } from "../words/words.ts";
import { markdownCode, markdownText } from "./escape.ts";
import { graphOf } from "./graph.ts";
import { type ChangeLine, type FindingLine, type Outline, outlineOf, type Section } from "./outline.ts";

/** GitHub refuses a comment of more than 65,536 characters; what is folded must still be said. */
const longest = 65_000;
/** Room for what stands below the integrations. */
const footRoom = 8_000;
/** Room for the list of what refuses. */
const headRoom = 16_000;

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

function text(value: string): string {
  return markdownText(shortened(value, 600));
}

function code(value: string): string {
  return markdownCode(shortened(value, 300));
}

function titleOf({ rule, subject, place }: FindingLine): string {
  return [code(rule), subject && code(subject), place && `(${text(place)})`].filter(Boolean).join(" ");
}

function changeItem({ sign, what, subject, detail, notes }: ChangeLine): string {
  const told = [text(what), subject && code(subject)].filter(Boolean).join(" ");
  return [
    `- \`${sign}\` ${told}${detail ? `: ${text(detail)}` : ""}`,
    ...notes.map((note) => `  - ${text(note)}`),
  ].join("\n");
}

function findingItem(finding: FindingLine): string {
  const { markWords, message, acceptance, remedy } = finding;
  const told = [message, acceptance, remedy && `→ ${remedy}`].filter(Boolean).map(text);
  return [`- **${markWords}** ${titleOf(finding)}  `, ...told.map((line) => `  ${line}  `)].join("\n").trimEnd();
}

/** Items one below the other; what is beyond the room is counted. */
function listed(items: readonly string[], room: number, words: Words): string {
  const fitting: string[] = [];
  let left = room;
  for (const item of items) {
    left -= item.length + 1;
    if (left < 0) break;
    fitting.push(item);
  }
  const rest = items.length - fitting.length;
  return [...fitting, ...(rest > 0 ? [`- ${words.more(rest)}`] : [])].join("\n");
}

function headOf(outline: Outline, words: Words): string {
  const { answer, verdictWords, because, compared, remarks, refusedBy } = outline;
  const refusals = refusedBy.map((finding) => `- ${text(finding.integration || words.outside)}: ${titleOf(finding)}`);
  return joined([
    `## ${text(verdictWords)} · ${text(answer)}`,
    `**${text(because)}**`,
    text(compared),
    listed(
      remarks.map((remark) => `- ${text(remark)}`),
      headRoom / 4,
      words,
    ),
    refusals.length > 0 ? `**${text(words.refusedBy)}**\n\n${listed(refusals, headRoom / 2, words)}` : "",
  ]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function headed(heading: string, items: readonly string[], room: number, words: Words): string {
  return items.length > 0 ? `**${text(heading)}**\n\n${listed(items, room, words)}` : "";
}

/** One integration. Each of its lists takes at most a third of the room, so that none crowds out the others. */
function sectionOf(section: Section, room: number, words: Words): string {
  const { name, product, verdictWords, reach, groups, together, findings, byHand } = section;
  const third = Math.max(400, room / 3);
  return joined([
    `### ${text(product ? `${name} (${product})` : name)}: ${text(verdictWords)}`,
    `> ${text(reach)}`,
    ...groups.map(({ heading, lines }) => headed(heading, lines.map(changeItem), third / 2, words)),
    headed(
      words.together,
      together.map((line) => `- ${text(line)}`),
      third / 4,
      words,
    ),
    headed(words.findings, findings.map(findingItem), third, words),
    headed(
      words.byHand,
      byHand.map((line) => `- [ ] ${text(line)}`),
      third / 4,
      words,
    ),
  ]);
}

/** The integrations that fit, the dangerous ones first, and what had to stay out. */
function sectionsOf(sections: readonly Section[], room: number, words: Words): { text: string; folded: string } {
  const shown: string[] = [];
  let left = room;
  for (const section of sections) {
    const part = sectionOf(section, left, words);
    if (part.length + 2 > left) break;
    left -= part.length + 2;
    shown.push(part);
  }
  const out = sections.slice(shown.length);
  const findings = out.reduce((count, section) => count + section.findings.length, 0);
  return { text: joined(shown), folded: out.length > 0 ? `_${text(words.folded(out.length, findings))}_` : "" };
}

function graphPart(report: Report, words: Words): string {
  const graph = graphOf(report);
  if (!graph) return "";
  return joined([
    `### ${text(words.graph)}`,
    `\`\`\`mermaid\n${graph.source}\n\`\`\``,
    text([words.graphKey, graph.folded > 0 ? words.graphFolded(graph.folded) : ""].filter(Boolean).join(" ")),
  ]);
}

function detailsOf(summary: string, body: string): string {
  return `<details>\n<summary>${text(summary)}</summary>\n\n${body}\n\n</details>`;
}

function footOf({ standing, standingCount, unchanged }: Outline, room: number, words: Words): string {
  const items = standing.map(({ integration, findings }) => {
    const titles = findings.map((finding) => {
      const open = finding.acceptance === words.notAccepted ? ` (${words.notAccepted})` : "";
      return `${[code(finding.rule), finding.subject && code(finding.subject)].filter(Boolean).join(" ")}${open}`;
    });
    return `- ${text(integration || words.outside)}: ${titles.slice(0, 30).join(", ")}${titles.length > 30 ? ` ${words.more(titles.length - 30)}` : ""}`;
  });
  return joined([
    standingCount > 0 ? detailsOf(words.standing(standingCount), listed(items, room / 2, words)) : "",
    unchanged.length > 0
      ? detailsOf(
          words.unchanged(unchanged.length),
          listed(
            unchanged.map((name) => `- ${text(name)}`),
            room / 4,
            words,
          ),
        )
      : "",
  ]);
}

/** Prints a report as Markdown of at most 65,000 characters. */
export function renderMarkdown(report: Report, words: Words): string {
  const outline = outlineOf(report, words);
  const head = headOf(outline, words);
  const elsewhere =
    outline.elsewhere.length > 0
      ? `### ${text(words.elsewhere)}\n\n${listed(outline.elsewhere.map(findingItem), headRoom / 2, words)}`
      : "";
  const graph = graphPart(report, words);
  const room = longest - footRoom - head.length - elsewhere.length - graph.length;
  const { text: sections, folded } = sectionsOf(outline.sections, room, words);
  return `${joined([
    head,
    outline.sections.length === 0 ? text(words.nothingChanged) : sections,
    elsewhere,
    folded,
    graph,
    footOf(outline, footRoom - 1_000, words),
  ])}\n`;
}
