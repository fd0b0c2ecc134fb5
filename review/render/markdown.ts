/** A report for a pull request: GitHub's Markdown, below the length GitHub takes, the dangerous part first. */
import type { ReviewDocument, StackFailure, StackReport } from "../report/document.ts";
import type { Words } from "../words/words.ts";
import type { ChangeLine } from "./change-lines.ts";
import { githubCode, githubText } from "./escape.ts";
import type { FindingLine, StandingGroup } from "./finding-lines.ts";
import { graphOf } from "./graph.ts";
import { type Outline, outlineOf, type Section } from "./outline.ts";

/** GitHub refuses a comment of more than 65,536 characters; what is folded must still be said. */
const longest = 65_000;

/** How much each part of one stack's report may take, in characters. */
interface Room {
  readonly all: number;
  /** What stands below the integrations. */
  readonly foot: number;
  /** An integration in less room would be a heading and counts. */
  readonly smallest: number;
  /** A larger graph is left out. */
  readonly graph: number;
  /** The lists of what refuses. */
  readonly head: number;
}

function roomOf(all: number): Room {
  const part = (share: number) => Math.floor((all * share) / 65);
  return { all, foot: part(8), smallest: Math.min(4_000, part(20)), graph: part(16), head: part(16) };
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

function text(value: string): string {
  return githubText(shortened(value, 600));
}

/** A sentence that is told to its end: what is cut might be what matters. */
function whole(value: string): string {
  return githubText(shortened(value, 4_000));
}

function code(value: string): string {
  return githubCode(shortened(value, 300));
}

/** Our own words, where a name stands between backticks: it is code, whatever a value put into it. */
function worded(value: string): string {
  const parts = shortened(value, 600).split("`");
  // An odd one is nobody's pair.
  if (parts.length % 2 === 0) return text(value);
  return parts.map((part, at) => (at % 2 === 1 ? githubCode(part) : githubText(part))).join("");
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
  const { markWords, message, exception, remedy } = finding;
  const told = [message, exception, remedy && `→ ${remedy}`].filter(Boolean).map(worded);
  return [`- **${markWords}** ${titleOf(finding)}  `, ...told.map((line) => `  ${line}  `)].join("\n").trimEnd();
}

/** Items one below the other; what is beyond the room is counted, and not even written. */
function listed<T>(items: readonly T[], item: (entry: T) => string, room: number, words: Words): string {
  const fitting: string[] = [];
  let left = room;
  for (const entry of items) {
    const line = item(entry);
    left -= line.length + 1;
    if (left < 0) break;
    fitting.push(line);
  }
  const rest = items.length - fitting.length;
  return [...fitting, ...(rest > 0 ? [`- ${words.more(rest)}`] : [])].join("\n");
}

function bullet(line: string): string {
  return `- ${text(line)}`;
}

function headOf(outline: Outline, room: Room, title: string, words: Words): string {
  const { answer, because, news, overview, compared, deployedBy, remarks, refusedBy } = outline;
  const refusal = (finding: FindingLine) => `- ${text(finding.integration || words.outside)}: ${titleOf(finding)}`;
  return joined([
    `## ${title}${whole(because)}`,
    news && `**${whole(news)}**`,
    `**${whole(answer)}**`,
    text(overview),
    text([compared, deployedBy].filter(Boolean).join(words.gap)),
    listed(remarks, bullet, room.head / 4, words),
    headed(words.refusedBy, refusedBy, refusal, room.head / 2, words),
  ]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function headed<T>(
  heading: string,
  items: readonly T[],
  item: (entry: T) => string,
  room: number,
  words: Words,
): string {
  return items.length > 0 ? `**${text(heading)}**\n\n${listed(items, item, room, words)}` : "";
}

/** One integration. Each of its lists takes at most a part of the room, so that none crowds out the others. */
function sectionOf(section: Section, room: number, words: Words): string {
  const { name, product, verdictWords, about, reach, groups, together, findings, byHand } = section;
  const part = room / 12;
  return joined([
    `### ${text(product ? `${name} (${product})` : name)}: ${text(verdictWords)}`,
    about.map((line) => text(line)).join("  \n"),
    `> ${whole(reach)}`,
    ...groups.map(({ heading, lines }) => headed(heading, lines, changeItem, 2 * part, words)),
    headed(words.together, together, bullet, part, words),
    headed(words.findings, findings, findingItem, 3 * part, words),
    headed(words.byHand, byHand, (line) => `- [ ] ${worded(line)}`, part, words),
  ]);
}

/** The integrations that fit, the dangerous ones first, and what had to stay out. */
function sectionsOf(
  sections: readonly Section[],
  room: number,
  smallest: number,
  words: Words,
): { text: string; folded: string } {
  const shown: string[] = [];
  let left = room;
  for (const section of sections) {
    const part = left < smallest ? undefined : sectionOf(section, left, words);
    if (part === undefined || part.length + 2 > left) break;
    left -= part.length + 2;
    shown.push(part);
  }
  const out = sections.slice(shown.length);
  const findings = out.reduce((count, section) => count + section.findings.length, 0);
  return { text: joined(shown), folded: out.length > 0 ? `_${text(words.folded(out.length, findings))}_` : "" };
}

function graphPart(report: StackReport, words: Words): string {
  const graph = graphOf(report, words);
  if (!graph) return "";
  return joined([
    `### ${text(words.graph)}`,
    `\`\`\`mermaid\n${graph.source}\n\`\`\``,
    text([words.graphKey, graph.folded > 0 ? words.graphFolded(graph.folded) : ""].filter(Boolean).join(words.gap)),
  ]);
}

function detailsOf(summary: string, body: string): string {
  return `<details>\n<summary>${text(summary)}</summary>\n\n${body}\n\n</details>`;
}

function standingItem({ rule, where }: StandingGroup["rules"][number]): string {
  return `- ${code(rule)}: ${text(where.join("; "))}`;
}

function footOf({ standing, standingCount, unchanged }: Outline, room: number, words: Words): string {
  const part = room / 2 / Math.max(1, standing.length);
  const stands = joined(standing.map(({ heading, rules }) => headed(heading, rules, standingItem, part, words)));
  const names = listed(unchanged, bullet, room / 4, words);
  return joined([
    standingCount > 0 ? detailsOf(words.standing(standingCount), stands) : "",
    unchanged.length > 0 ? detailsOf(words.unchanged(unchanged.length), names) : "",
  ]);
}

function elsewhereOf({ elsewhere }: Outline, room: Room, words: Words): string {
  if (elsewhere.length === 0) return "";
  return `### ${text(words.elsewhere)}\n\n${listed(elsewhere, findingItem, room.head / 2, words)}`;
}

/** One stack's report in its room. @param title before its verdict, where there are several */
function reportOf(report: StackReport, room: Room, title: string, words: Words): string {
  const outline = outlineOf(report, words);
  const [head, elsewhere] = [headOf(outline, room, title, words), elsewhereOf(outline, room, words)];
  const graph = graphPart(report, words);
  // Forty long names in another script can make a graph of half the page; the lists say the same.
  const drawn = graph.length > room.graph ? "" : graph;
  const left = room.all - room.foot - head.length - elsewhere.length - drawn.length;
  const { text: sections, folded } = sectionsOf(outline.sections, left, room.smallest, words);
  const body = outline.sections.length === 0 ? text(words.nothingChanged) : sections;
  const foot = footOf(outline, Math.floor(room.foot * 0.75), words);
  return joined([head, body, elsewhere, folded, drawn, foot]);
}

function failureOf({ stack, file, faults }: StackFailure, words: Words): string {
  const lines = faults.flatMap((fault) => words.said(fault).split("\n"));
  return joined([
    `## ${text(words.stack(stack, file))}: ${text(words.notEvaluated)}`,
    listed(lines, (line) => `- ${code(line.trim())}`, 3_000, words),
  ]);
}

/** With more stacks than these the list at the top has a line each. */
const mostWithNews = 12;

/** Verdict and answer of each stack, before any of them in full. */
function summaryOf({ program, stacks, failed, verdict }: ReviewDocument, words: Words): string {
  const all = stacks.length + failed.length;
  const refused = stacks.filter((report) => report.blocks).length;
  const items = [
    ...stacks.map((report) => {
      const outline = outlineOf(report, words);
      const news = all > mostWithNews || outline.news === "" ? "" : `  \n  ${text(outline.news)}`;
      return `- **${text(report.stack)}**: ${text(outline.because)} · **${text(outline.answer)}**${news}`;
    }),
    ...failed.map(({ stack }) => `- **${text(stack)}**: ${text(words.notEvaluated)}`),
  ];
  const unknown = failed.length > 0 ? `${words.notEvaluated}: ${failed.map(({ stack }) => stack).join(", ")}` : "";
  const answer = refused > 0 ? words.refusedStacks(refused, all) : unknown || words.passes([]);
  // Where the code differs, nothing is called unchanged.
  const title = program && verdict === "unchanged" ? [answer] : [words.verdict[verdict], answer];
  return joined([`# ${title.map(text).join(" · ")}`, listed(items, (item) => item, 16_000, words)]);
}

/** As many stacks in full as have enough room each; the others are in the list at the top. */
const mostInFull = 6;

function severalOf(document: ReviewDocument, words: Words): string {
  const { stacks, failed } = document;
  const summary = summaryOf(document, words);
  const shown = stacks.slice(0, mostInFull);
  const failures = failed.slice(0, mostInFull).map((failure) => failureOf(failure, words));
  const taken = [summary, ...failures].reduce((sum, part) => sum + part.length + 2, 500);
  const room = roomOf(Math.max(0, Math.floor((longest - taken) / Math.max(1, shown.length)) - 2));
  const reports = shown.map((report) =>
    reportOf(report, room, `${text(words.stack(report.stack, report.file))}: `, words),
  );
  const fitting: string[] = [];
  let left = longest - summary.length - 1_000;
  for (const part of [...failures, ...reports]) {
    left -= part.length + 2;
    if (left < 0) break;
    fitting.push(part);
  }
  const out = stacks.length + failed.length - fitting.length;
  return joined([summary, ...fitting, out > 0 ? `_${text(words.foldedStacks(out))}_` : ""]);
}

/** Prints a review as Markdown of at most 65,000 characters, a section a stack. */
export function renderMarkdown(document: ReviewDocument, words: Words): string {
  const { program, stacks, failed, unchanged, revision } = document;
  const [only] = stacks;
  const changed = program ? `**${text(words.said(program.headline))}**` : "";
  const others = unchanged.length > 0 ? text(words.unchangedStacks(unchanged)) : "";
  if (only && stacks.length + failed.length === 1)
    return `${joined([changed, reportOf(only, roomOf(longest - others.length - changed.length), "", words), others])}\n`;
  const isEmpty = stacks.length + failed.length === 0;
  const nothing = [
    `## ${text(words.verdict.unchanged)} · ${text(words.passes([]))}`,
    text(words.noStackDiffers(revision)),
  ];
  const body = isEmpty ? joined(program ? [] : nothing) : severalOf(document, words);
  return `${joined([changed, body, others])}\n`;
}
