/**
 * A vendor's procedures on the sheet: its steps in order, its forms as tables, under the vendor's own labels.
 * A line of a step that begins with `$ ` (POSIX shell) or `PS> ` (PowerShell) is a command to copy.
 */
import { needsAll } from "../../components/asked-credential.ts";
import type {
  Actor,
  Applicability,
  Field,
  FieldValue,
  Language,
  Procedure,
  Step,
} from "../../components/definition.ts";
import { placeholdersIn } from "../../components/placeholder-names.ts";
import { needing, permissionRefs } from "../../components/preconditions.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { prompts } from "../../components/step-commands.ts";
import { type Block, codeOf, type Inline, type ListItem, paragraphOf, quoteOf, under } from "./document.ts";
import { limitedOf } from "./exchange-script.ts";
import { code, paragraph, text } from "./markdown.ts";
import { fill, type Given, holdsSecret, mask, type Place } from "./placeholders.ts";
import { fileQuoting, powershellArgument, shellArgument } from "./quoting.ts";
import type { SheetWords } from "./words/sheet-words.ts";

/** One sheet on its way: what it is made of, and its language's words. */
export interface Sheet {
  readonly given: Given;
  readonly words: SheetWords;
  readonly language: Language;
}

/** The inputs a repeated step is repeated for: names of instances, addresses of mailboxes. */
export function inputsOf({ resolved }: Given, each: "instances" | "mailboxes"): readonly string[] {
  return each === "instances" ? resolved.instances : resolved.mailboxes.map(({ address }) => address);
}

/** Values to copy, one a line of the page; a certificate does not fit into a cell. */
function entered(value: string): { cell: string; below?: string } {
  if (value === "") return { cell: "–" };
  const lines = value.split("\n");
  if (lines[0]?.startsWith("-----BEGIN ")) return { cell: "", below: value };
  return { cell: lines.map(code).join("<br>") };
}

function shownValue(value: FieldValue, place: Place, { given, words }: Sheet): { cell: string; below?: string } {
  if ("enter" in value) {
    const { cell, below } = entered(fill(value.enter, given, place));
    if (below !== undefined) return { cell, below };
    return { cell: value.or === undefined ? cell : words.or(cell, entered(fill(value.or, given, place)).cell) };
  }
  if ("choose" in value) return { cell: words.choose(code(fill(value.choose, given, place))) };
  if ("tick" in value) return { cell: value.tick ? `☑ ${words.tick}` : `☐ ${words.noTick}` };
  if ("decide" in value) return { cell: `*${text(fill(value.decide, given, place))}*` };
  return { cell: words.blank };
}

/** Where a masked credential is read; with several of them, which one. */
function pointerTo(value: FieldValue, { given, words }: Pick<Sheet, "given" | "words">): string {
  if (!needsAll(given.definition) || !("enter" in value)) return words.credential.pointer("");
  const isSecret = placeholdersIn(value.enter).includes("secret");
  return words.credential.pointer(isSecret ? words.secretKind : words.certificateKind);
}

/** One field: its cells, and what is printed below the form because it is too long for a cell. */
function shownField(field: Field, place: Place, sheet: Sheet): { cells: [Inline, Inline, Inline]; below: Block[] } {
  const { given, words } = sheet;
  const { cell, below } = shownValue(field.value, place, sheet);
  const masked = given.revealed === undefined && "enter" in field.value && holdsSecret(field.value.enter);
  const secret = masked ? pointerTo(field.value, sheet) : "";
  const note = field.note === undefined ? "" : text(fill(field.note, given, place));
  return {
    cells: [
      text(field.label),
      below === undefined ? cell : words.credential.below,
      [secret, note].filter(Boolean).join("<br>"),
    ],
    below: below === undefined ? [] : [{ kind: "folded", summary: field.label, blocks: codeOf(below) }],
  };
}

function form(fields: readonly Field[], place: Place, sheet: Sheet): Block[] {
  if (fields.length === 0) return [];
  const { label, value, note } = sheet.words.form;
  const shown = fields.map((field) => shownField(field, place, sheet));
  const rows = shown.map(({ cells }) => cells);
  return [{ kind: "form", head: [label, value, note], rows }, ...shown.flatMap(({ below }) => below)];
}

const shells = [
  { prompt: prompts.sh, language: "sh", quote: shellArgument },
  { prompt: prompts.powershell, language: "powershell", quote: powershellArgument },
] as const;

/**
 * A step's text: paragraphs, and its commands as blocks of their own. Lines are told apart before values are filled in,
 * so that no value can become a command; within one, a value is one argument.
 */
function prose(step: Step, place: Place, { given }: Sheet): Block[] {
  const parts: { language: string | undefined; lines: string[] }[] = [];
  for (const line of step.text.split("\n")) {
    const shell = shells.find(({ prompt }) => line.startsWith(prompt));
    const shown = shell
      ? fill(line.slice(shell.prompt.length), given, place, shell.quote)
      : paragraph(fill(line, given, place));
    const last = parts.at(-1);
    if (shell && last?.language === shell.language) last.lines.push(shown);
    else parts.push({ language: shell?.language, lines: [shown] });
  }
  return parts.flatMap(({ language, lines }) =>
    language === undefined ? paragraphOf(lines.join("")) : codeOf(lines.join("\n"), language),
  );
}

/** Lines of a file, each value quoted as the file's syntax wants it; below them where a masked secret is read. */
function excerptOf({ excerpt }: Step, place: Place, { given, words }: Sheet): Block[] {
  if (excerpt === undefined) return [];
  const masked = given.revealed === undefined && holdsSecret(excerpt.lines);
  return [
    ...paragraphOf(code(excerpt.file)),
    ...codeOf(fill(excerpt.lines, given, place, fileQuoting[excerpt.syntax]), excerpt.syntax),
    ...(masked ? paragraphOf(`\`${mask}\`: ${pointerTo({ enter: excerpt.lines }, { given, words })}`) : []),
  ];
}

function placeOf(procedure: Procedure, step: Step, input: string | undefined): Place {
  return {
    step: `${procedure.title}, step ${step.step}`,
    ...(step.each !== undefined && { each: step.each }),
    ...(input !== undefined && { input }),
  };
}

function shownStep(step: Step, place: Place, sheet: Sheet): Block {
  const { given, words } = sheet;
  const filled = (value: string) => text(fill(value, given, place));
  const [first, ...others] = prose(step, place, sheet);
  const opens = first?.kind === "paragraph";
  return {
    kind: "step",
    number: text(step.step),
    text: opens ? first.text : "",
    blocks: [
      ...(opens || first === undefined ? [] : [first]),
      ...others,
      ...form(step.fields ?? [], place, sheet),
      ...excerptOf(step, place, sheet),
      ...(step.expect === undefined ? [] : quoteOf(`${words.expect}: ${filled(step.expect)}`)),
      ...(step.advice === undefined ? [] : quoteOf(`${words.advice}: ${filled(step.advice)}`)),
    ],
  };
}

/** Steps in order, each actor named where another one takes over. */
function shownSteps(procedure: Procedure, steps: readonly Step[], input: string | undefined, sheet: Sheet): Block[] {
  return steps.flatMap((step, index) => [
    ...(step.by === steps[index - 1]?.by || step.by === "stack" ? [] : paragraphOf(sheet.words.acts(text(step.by)))),
    shownStep(step, placeOf(procedure, step, input), sheet),
  ]);
}

/** Neighbouring steps that are repeated for the same inputs are repeated together: first all of them for one, then for the next. */
function runs(steps: readonly Step[]): Step[][] {
  const found: Step[][] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last && last[0]?.each === step.each) last.push(step);
    else found.push([step]);
  }
  return found;
}

function shownRun(procedure: Procedure, steps: readonly Step[], sheet: Sheet): Block[] {
  const each = steps[0]?.each;
  if (each === undefined) return shownSteps(procedure, steps, undefined, sheet);
  return inputsOf(sheet.given, each).flatMap((input) =>
    under(4, text(input), shownSteps(procedure, steps, input, sheet)),
  );
}

type Named = Extract<Applicability, string>;

const applicability: Readonly<Record<Named, (resolved: ResolvedIntegration) => boolean>> = {
  multiTenant: ({ audience }) => audience === "AzureADMultipleOrgs",
  singleTenant: ({ audience }) => audience !== "AzureADMultipleOrgs",
  delegatedPermission: ({ permissions }) => needing(permissionRefs(permissions), "sign-in").length > 0,
  receives: ({ mailboxes }) => mailboxes.some(({ receive }) => receive),
  sendsAs: ({ mailboxes }) => mailboxes.some(({ sendAs }) => sendAs),
  redirectUri: ({ redirectUris }) => redirectUris.length > 0,
  limitedMailboxes: (resolved) => limitedOf(resolved).roles.length > 0,
  rolesAssigned: ({ inRoles }) => inRoles !== undefined,
  rolesUnassigned: ({ inRoles }) => inRoles === undefined,
};

interface Applying {
  readonly appliesTo?: Applicability;
}

/** True where the part is this integration's business. */
export function applies({ appliesTo }: Applying, { resolved }: Pick<Given, "resolved">): boolean {
  if (appliesTo === undefined) return true;
  if (typeof appliesTo === "string") return applicability[appliesTo](resolved);
  return appliesTo.sets.includes(resolved.permissionSet?.name ?? "");
}

/** Who has something to do: not whoever acts only in parts that do not apply. */
export function actorsOf(given: Given): readonly Actor[] {
  const { actsAs, procedures } = given.definition;
  const acting = (parts: readonly Procedure[]) => new Set(parts.flatMap(({ steps }) => steps.map(({ by }) => by)));
  const anywhere = acting(procedures);
  const here = acting([...proceduresOf(given, "set-up"), ...proceduresOf(given, "renewal")]);
  return actsAs.filter(({ who }) => here.has(who) || !anywhere.has(who));
}

/** A procedure without the steps and fields that are not this integration's. */
function applying(procedure: Procedure, given: Given): Procedure {
  const steps = procedure.steps
    .filter((step) => applies(step, given))
    .map((step) =>
      step.fields === undefined ? step : { ...step, fields: step.fields.filter((field) => applies(field, given)) },
    );
  return { ...procedure, steps };
}

/** The parts of a time that are this integration's, in the page's order. */
export function proceduresOf(given: Given, when: Procedure["when"]): readonly Procedure[] {
  return given.definition.procedures
    .filter((procedure) => procedure.when === when && applies(procedure, given))
    .map((procedure) => applying(procedure, given));
}

/** One procedure: what people do of it. Empty when the stack does all. */
export function procedureSection(procedure: Procedure, sheet: Sheet): Block[] {
  const steps = procedure.steps.filter(({ by }) => by !== "stack");
  if (steps.length === 0) return [];
  const done = procedure.steps.filter(({ by }) => by === "stack").map(({ step }) => step);
  const body = [
    ...(procedure.onPage ? [] : paragraphOf(`*${sheet.words.notOnPage}*`)),
    ...(done.length > 0 ? paragraphOf(sheet.words.byStack(text(done.join(", ")))) : []),
    ...runs(steps).flatMap((run) => shownRun(procedure, run, sheet)),
  ];
  const { folded } = procedure;
  return under(
    3,
    text(procedure.title),
    folded === undefined ? body : [{ kind: "folded", summary: folded, blocks: body }],
  );
}

function doneStep(procedure: Procedure, step: Step, sheet: Sheet): ListItem {
  const place = placeOf(procedure, step, undefined);
  const inner = (step.fields ?? []).map((field) => {
    const { cells } = shownField(field, place, sheet);
    return `${cells[0]}: ${cells[1]}${cells[2] && ` (${cells[2]})`}`;
  });
  return { text: `**${text(step.step)}.** ${text(fill(step.text, sheet.given, place))}`, inner };
}

/** The steps of the set-up that the stack has done, folded away. */
export function doneSection(procedures: readonly Procedure[], sheet: Sheet): Block[] {
  const done = procedures.flatMap((procedure) => {
    const steps = procedure.steps.filter(({ by }) => by === "stack");
    return steps.length > 0 ? [{ procedure, steps }] : [];
  });
  if (done.length === 0) return [];
  const count = done.reduce((sum, { steps }) => sum + steps.length, 0);
  const { heading, summary } = sheet.words.done;
  const blocks = done.flatMap(({ procedure, steps }): Block[] => [
    ...paragraphOf(`**${text(procedure.title)}**`),
    { kind: "list", ordered: false, items: steps.map((step) => doneStep(procedure, step, sheet)) },
  ]);
  return under(2, heading, [{ kind: "folded", summary: summary(count), blocks }]);
}
