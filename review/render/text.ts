/** A report for a terminal. */
import { styleText } from "node:util";
import { logLine, logText, plainText } from "../../components/plain-text.ts";
import type { ReviewDocument, StackFailure, StackReport } from "../report/document.ts";
import type { Words } from "../words/words.ts";
import type { ChangeLine } from "./change-lines.ts";
import type { FindingLine } from "./finding-lines.ts";
import { type Outline, outlineOf, type Section } from "./outline.ts";
import { wrap } from "./wrap.ts";

const columns = 110;

type Paint = (text: string) => string;

/** What colours mean; each is plain text off a terminal. */
interface Palette {
  readonly strong: Paint;
  readonly dim: Paint;
  readonly danger: Paint;
  readonly care: Paint;
  readonly good: Paint;
}

function palette(colour: boolean): Palette {
  const paint =
    (format: "bold" | "dim" | "red" | "yellow" | "green"): Paint =>
    (text) =>
      colour ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint("bold"),
    dim: paint("dim"),
    danger: paint("red"),
    care: paint("yellow"),
    good: paint("green"),
  };
}

/** Further lines begin below the first one's text. */
function wrapped(text: string, first: string, rest = " ".repeat(first.length)): string[] {
  return wrap(plainText(text), { columns, first, rest });
}

function changeLines({ sign, effect, what, subject, detail, notes }: ChangeLine, paints: Palette): string[] {
  const paint = { broadened: paints.danger, narrowed: paints.good, changed: paints.care }[effect];
  const [named, told] = [subject && ` ${subject}`, detail && `: ${detail}`];
  const [first = "", ...more] = wrapped(`${what}${named}${told}`, `    ${sign} `);
  return [paint(first), ...more.map(paint), ...notes.flatMap((note) => wrapped(note, "        "))];
}

function paintOf({ mark }: FindingLine, { danger, care, good, dim }: Palette): Paint {
  return { blocks: danger, warns: care, accepted: good, standing: dim }[mark];
}

function title({ rule, subject }: FindingLine): string {
  return plainText(subject ? `${rule} ${subject}` : rule);
}

function findingLines(finding: FindingLine, paints: Palette): string[] {
  const { markWords, place, message, remedy, exception } = finding;
  return [
    `    ${paintOf(finding, paints)(markWords)} ${paints.strong(title(finding))}${place ? paints.dim(`  ${plainText(place)}`) : ""}`,
    ...(message ? wrapped(message, "        ") : []),
    ...(exception ? wrapped(exception, "        ") : []),
    ...(remedy ? wrapped(remedy, "        → ", "          ") : []),
  ];
}

function list(heading: string, items: readonly string[], paints: Palette): string[] {
  if (items.length === 0) return [];
  return ["", `  ${paints.strong(heading)}`, ...items.flatMap((item) => wrapped(item, "    · ", "      "))];
}

function sectionLines(section: Section, words: Words, paints: Palette): string[] {
  const { name, product, verdictWords, about, reach, groups, together, findings, byHand } = section;
  const heading = plainText(product ? `${name} (${product}): ${verdictWords}` : `${name}: ${verdictWords}`);
  return [
    "",
    paints.strong(heading),
    ...about.flatMap((line) => wrapped(line, "  ").map(paints.dim)),
    ...wrapped(reach, "  "),
    ...groups.flatMap((group) => [
      "",
      `  ${paints.strong(group.heading)}`,
      ...group.lines.flatMap((line) => changeLines(line, paints)),
    ]),
    ...list(words.together, together, paints),
    ...(findings.length > 0 ? ["", `  ${paints.strong(words.findings)}`] : []),
    ...findings.flatMap((finding) => findingLines(finding, paints)),
    ...list(words.byHand, byHand, paints),
  ];
}

/** `mailbox-scope: mailgates (Mail.Read)`: standing findings in one line a rule. */
function standingLines({ standing, standingCount }: Outline, words: Words, paints: Palette): string[] {
  if (standingCount === 0) return [];
  return [
    "",
    paints.dim(words.standing(standingCount)),
    ...standing.flatMap(({ heading, rules }) => [
      ...wrapped(heading, "  ").map(paints.dim),
      ...rules.flatMap(({ rule, where }) => wrapped(`${rule}: ${where.join("; ")}`, "    ", "      ").map(paints.dim)),
    ]),
  ];
}

function verdictPaint({ verdict }: Outline, { danger, good, care }: Palette): Paint {
  return { broadened: danger, narrowed: good, changed: care, unchanged: good }[verdict];
}

function headLines(outline: Outline, words: Words, paints: Palette): string[] {
  const { blocks, answer, because, news, overview, compared, deployedBy, remarks, refusedBy } = outline;
  return [
    ...wrapped(because, "").map((line) => paints.strong(verdictPaint(outline, paints)(line))),
    ...(news === "" ? [] : wrapped(news, "").map(paints.strong)),
    ...wrapped(answer, "").map((line) => paints.strong((blocks ? paints.danger : paints.good)(line))),
    ...(overview === "" ? [] : wrapped(overview, "")),
    ...wrapped([compared, deployedBy].filter(Boolean).join(words.gap), "").map(paints.dim),
    ...remarks.flatMap((remark) => wrapped(remark, "! ", "  ").map(paints.care)),
    ...list(
      words.refusedBy,
      refusedBy.map((finding) => `${finding.integration || words.outside}: ${title(finding)}`),
      paints,
    ),
  ];
}

/** Integrations in full; of more than these a reader of a log sees none. They are in the order of their weight. */
const mostWhole = 20;

function sectionsLines(sections: readonly Section[], words: Words, paints: Palette): string[] {
  const rest = sections.slice(mostWhole);
  const heading = ({ name, product, verdictWords, findings }: Section) => {
    const marks = [...new Set(findings.map(({ markWords, rule }) => `${markWords} ${rule}`))];
    const found = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
    return wrapped(`${product ? `${name} (${product})` : name}: ${verdictWords}${found}`, "  · ", "    ");
  };
  return [
    ...sections.slice(0, mostWhole).flatMap((section) => sectionLines(section, words, paints)),
    ...(rest.length > 0
      ? ["", ...wrapped(words.inShort(rest.length), "").map(paints.strong), ...rest.flatMap(heading)]
      : []),
  ];
}

function reportLines(report: StackReport, words: Words, paints: Palette): string[] {
  const outline = outlineOf(report, words);
  const { sections, elsewhere, unchanged } = outline;
  return [
    ...headLines(outline, words, paints),
    ...(sections.length === 0 ? ["", words.nothingChanged] : []),
    ...sectionsLines(sections, words, paints),
    ...(elsewhere.length > 0 ? ["", paints.strong(words.elsewhere)] : []),
    ...elsewhere.flatMap((finding) => findingLines(finding, paints)),
    ...standingLines(outline, words, paints),
    ...(unchanged.length > 0
      ? ["", ...wrapped(`${words.unchanged(unchanged.length)}: ${unchanged.join(", ")}`, "", "  ").map(paints.dim)]
      : []),
  ];
}

/** `prod: Broadened: …` and the answer, for each stack, before any of them in full. */
function stackLines({ stacks, failed }: ReviewDocument, words: Words, paints: Palette): string[] {
  return [
    ...stacks.flatMap((report) => {
      const outline = outlineOf(report, words);
      const answered = report.blocks ? paints.danger : paints.good;
      const paint = verdictPaint(outline, paints);
      return [
        ...wrapped(outline.because, `${plainText(report.stack)}: `, "  ").map((line) => paints.strong(paint(line))),
        ...(outline.news === "" ? [] : wrapped(outline.news, "  ").map(paints.strong)),
        ...wrapped(outline.answer, "  ").map((line) => paints.strong(answered(line))),
      ];
    }),
    ...failed.map(({ stack }) => paints.strong(paints.danger(`${plainText(stack)}: ${words.notEvaluated}`))),
  ];
}

function failureLines({ stack, file, faults }: StackFailure, words: Words, paints: Palette): string[] {
  return [
    "",
    paints.strong(`=== ${plainText(words.stack(stack, file))} ===`),
    paints.danger(words.notEvaluated),
    ...faults.flatMap((fault) =>
      words
        .said(fault)
        .split("\n")
        .map((line) => `  ${logText(line)}`),
    ),
  ];
}

/** Prints a review for a terminal. @param colour false: no escape sequence at all */
export function renderText(document: ReviewDocument, words: Words, colour: boolean): string {
  const paints = palette(colour);
  const { stacks, failed, unchanged, revision } = document;
  const [only] = stacks;
  const single = only !== undefined && stacks.length + failed.length === 1;
  const body = single
    ? reportLines(only, words, paints)
    : [
        ...stackLines(document, words, paints),
        ...stacks.flatMap((report) => [
          "",
          paints.strong(`=== ${plainText(words.stack(report.stack, report.file))} ===`),
          ...reportLines(report, words, paints),
        ]),
        ...failed.flatMap((failure) => failureLines(failure, words, paints)),
      ];
  const changed = document.program
    ? wrapped(words.said(document.program.headline), "").map((line) => paints.strong(paints.danger(line)))
    : [];
  const nothing =
    stacks.length + failed.length + changed.length === 0 ? [...wrapped(words.noStackDiffers(revision), "")] : [];
  const others =
    unchanged.length > 0
      ? [...(nothing.length > 0 ? [] : [""]), ...wrapped(words.unchangedStacks(unchanged), "", "  ").map(paints.dim)]
      : [];
  return `${[...changed, ...nothing, ...body, ...others].map((line) => logLine(line.trimEnd())).join("\n")}\n`;
}
