/**
 * `./integrations rotate`: writes the next change of the credentials into the tenant's file, and nothing else. What it
 * writes is reviewed and applied like any other change.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import writeFileAtomic from "write-file-atomic";
import { issueDay } from "../../components/dates.ts";
import { SettingsError } from "../../components/faults.ts";
import {
  type CredentialEntry,
  definitionIn,
  type IntegrationSettings,
  parseTenant,
} from "../../components/settings.ts";
import { OperationError, UsageError, unknownWord } from "../errors.ts";
import { heldKind } from "../held-credential.ts";
import { type LastUses, lastUseWords } from "../last-use/reading.ts";
import { integrationNamed, integrationsNamed } from "../named.ts";
import { placesOf } from "../places.ts";
import { edited, type ListEdit } from "../rotate/edit.ts";
import { confirmation, type Rotation, rotationOf, waitingLines } from "../rotate/plan.ts";
import { moveWords } from "../rotate/words.ts";
import { openStack, type Place, type Stack, type StackOptions } from "../stack.ts";
import { answer, answerJson, dayOption, exits, runVerb, say, verbCommand, withStack } from "../verb.ts";

interface Options extends StackOptions {
  readonly check?: true;
  readonly json?: true;
  readonly now?: string;
  readonly emergency?: true;
  readonly leaked?: string;
  readonly confirm?: true;
  readonly place?: readonly string[];
  readonly credential?: string;
  readonly by?: string;
}

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Applies edits to the file; what it would then be is read before anything is written. */
function write({ file }: Stack, edits: readonly (readonly [integration: string, edit: ListEdit])[]): void {
  const before = readFileSync(file, "utf8");
  const after = edits.reduce((text, [integration, edit]) => edited(text, integration, edit), before);
  try {
    parseTenant(after, file);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new OperationError(`Not written, since the file would then have faults:\n${error.message}`);
  }
  writeFileAtomic.sync(file, after);
}

function assertKnown({ tenant }: Stack, name: string): IntegrationSettings {
  const settings = tenant.integrations[name];
  if (settings) return settings;
  throw new Error(`${name}: not an integration of this tenant`);
}

/** The settings of an integration whose credential is this side's. @throws UsageError for any other name */
function assertHeld(stack: Stack, name: string): IntegrationSettings {
  const settings = assertKnown(stack, name);
  for (const resolved of stack.integrations) if (resolved.name === name) heldKind(resolved);
  return settings;
}

function named(name: string | undefined, what: string): string {
  if (name !== undefined) return name;
  throw new UsageError(`${what} wants the integration's name: ./integrations rotate <integration> ${what}`);
}

/** The integrations that are asked for; undefined: all. */
type Names = readonly string[] | undefined;

type Uses = ReadonlyMap<string, LastUses>;

/** The times of others' uses; what is unknown is left out. */
function timesOf(uses: LastUses | undefined): ReadonlyMap<string, string> | undefined {
  return uses && new Map([...uses].flatMap(([issued, use]) => (use.known ? [[issued, use.at] as const] : [])));
}

function rotations(stack: Stack, names: Names, today: string, options: Options, uses: Uses = new Map()): Rotation[] {
  const { tenant } = stack;
  for (const name of names ?? []) assertHeld(stack, name);
  const without = new Set(stack.integrations.filter(({ registration }) => registration).map((one) => one.name));
  const { emergency, leaked } = options;
  const issued = leaked === undefined ? undefined : assertIssued(stack, named(names?.[0], "--leaked"), leaked);
  return Object.entries(tenant.integrations)
    .filter(([integration]) => (names === undefined ? !without.has(integration) : names.includes(integration)))
    .map(([integration, settings]) =>
      rotationOf(
        integration,
        settings,
        tenant,
        today,
        emergency ? { ...(issued !== undefined && { leaked: issued }) } : undefined,
        timesOf(uses.get(integration)),
      ),
    );
}

function assertIssued(stack: Stack, name: string, issued: string): string {
  const known = (assertKnown(stack, name).credentials ?? []).map((one) => one.issued);
  if (known.includes(issued)) return issued;
  throw unknownWord(`${name} has no credential ${JSON.stringify(issued)}`, issued, known);
}

/** Before a credential goes that a person says is replaced, Graph is asked whether anybody still uses it. */
async function judgedByUse(
  place: Place,
  stack: Stack,
  names: Names,
  today: string,
  options: Options,
): Promise<{ readonly all: readonly Rotation[]; readonly uses: Uses }> {
  const first = rotations(stack, names, today, options);
  const going = new Set(
    first.flatMap(({ integration, move }) =>
      move.move === "retire" && move.reason.code === "replaced" ? [integration] : [],
    ),
  );
  if (going.size === 0) return { all: first, uses: new Map() };
  const asked = stack.integrations.filter((one) => going.has(one.name));
  const uses = await (await import("../last-use/lookup.ts")).lookUpLastUses(place, stack, asked);
  return { all: rotations(stack, names, today, options, uses), uses };
}

function usesAsJson(uses: LastUses | undefined) {
  return [...(uses ?? [])].map(([issued, use]) => ({
    issued,
    lastUsed: use.known ? use.at : null,
    why: use.known ? null : use.why,
  }));
}

/** @returns the exit code */
async function advanceFile(place: Place, stack: Stack, names: Names, today: string, options: Options): Promise<number> {
  if (options.emergency) named(names?.[0], "--emergency");
  const { all, uses } = await judgedByUse(place, stack, names, today, options);
  const due = all.filter(({ edits }) => edits.length > 0);
  if (!options.check)
    write(
      stack,
      due.flatMap(({ integration, edits }) => edits.map((edit) => [integration, edit] as const)),
    );
  if (options.json) {
    const moves = all.map(({ integration, move }) => ({
      integration,
      ...move,
      lastUses: usesAsJson(uses.get(integration)),
    }));
    const written = !options.check && due.length > 0;
    answerJson({ stack: stack.name, file: stack.file, today, written, moves });
  } else {
    answer(`${stack.file}, on ${today}`);
    for (const { integration, move } of all) {
      answer(`  ${integration}: ${moveWords(integration, move)}`);
      for (const line of useLines(uses.get(integration))) answer(`    ${line}`);
    }
    if (!options.check && due.length > 0) answer(`\n${nextStep(stack, due)}`);
  }
  return options.check && due.length > 0 ? exits.refused : exits.fine;
}

function useLines(uses: LastUses | undefined): string[] {
  return [...(uses ?? [])].map(([issued, use]) => `last use of ${issued}: ${lastUseWords(use)}`);
}

function nextStep({ file }: Stack, due: readonly Rotation[]): string {
  const retires = due.filter(({ move }) => move.move === "retire");
  const emergency = retires.filter(
    ({ move }) => move.move === "retire" && (move.reason.code === "leaked" || move.reason.code === "leaked-unused"),
  );
  const lines = [`Changed ${file}. Read it (git diff), and send it for review as a change of its own.`];
  for (const { integration } of emergency)
    lines.push(
      `The review lets ${integration}'s credential go early only with \`emergency: { reason: … }\` beside its \`credentials\` in the same change: write why.`,
    );
  return lines.join("\n");
}

/** One of the vendor's places, by its number in the list or its text. */
function placeOf(word: string, places: readonly string[]): string {
  const byNumber = /^\d+$/.test(word) ? places[Number(word) - 1] : undefined;
  if (byNumber !== undefined) return byNumber;
  if (places.includes(word)) return word;
  throw new UsageError(
    `${JSON.stringify(word)} is none of the places; write a number:\n${places.map((place, index) => `  ${index + 1}  ${place}`).join("\n")}`,
  );
}

/** Asks for each place at a terminal. */
async function asked(integration: string, issued: string, places: readonly string[], person: string | undefined) {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const seen: string[] = [];
    say(`Where did you see ${integration} use the credential issued ${issued}?`);
    for (const place of places) {
      const answer = await lines.question(`  ${place}\n  in use there? [y/N] `);
      if (/^y(es)?$/i.test(answer.trim())) seen.push(place);
    }
    const by = person ?? (seen.length > 0 ? (await lines.question("Your name, for the record: ")).trim() : "");
    return { seen, by };
  } finally {
    lines.close();
  }
}

/** The line that somebody saw in use: the one that is named, or the only one that waits for it. */
function lineToConfirm(
  { tenant }: Stack,
  name: string,
  credentials: readonly CredentialEntry[],
  { credential }: Options,
): number {
  if (credential !== undefined) {
    const index = credentials.findIndex(({ issued }) => issued === credential);
    if (index >= 0) return index;
    const known = credentials.map(({ issued }) => issued);
    throw unknownWord(`${name} has no credential ${JSON.stringify(credential)}`, credential, known);
  }
  const [only = credentials.length - 1, ...others] = waitingLines(definitionIn(tenant, name), credentials);
  if (others.length === 0) return only;
  const shown = [only, ...others].map((at) => `${credentials[at]?.issued} (${credentials[at]?.kind})`).join(" and ");
  throw new UsageError(
    `${name}: ${shown} wait to be seen in use; say which was: --credential <issued>, a call for each`,
  );
}

/** @returns the exit code */
async function confirm(place: Place, stack: Stack, name: string, today: string, options: Options): Promise<number> {
  const settings = assertHeld(stack, name);
  const credentials = settings.credentials ?? [];
  if (credentials.length === 0) throw new UsageError(`${name} has no credential that could be confirmed`);
  const index = lineToConfirm(stack, name, credentials, options);
  const newest = credentials[index] as CredentialEntry;
  if (newest.expires <= today)
    throw new UsageError(`${name}: the credential issued ${newest.issued} ended on ${newest.expires}`);
  if (issueDay(newest.issued) > today)
    throw new UsageError(`${name}: the credential issued ${newest.issued} does not exist yet on ${today}`);
  const places = placesOf(definitionIn(stack.tenant, name), {
    instances: settings.instances ?? [],
    mailboxes: (settings.mailboxes ?? []).map(({ address }) => ({
      address,
      receive: false,
      sendAs: false,
      rights: [],
    })),
  });
  const given = (options.place ?? []).map((word) => placeOf(word, places));
  if (given.length === 0 && !process.stdin.isTTY)
    throw new UsageError(
      `say where it was seen in use: --place <number>, once for each, and --by <name>\n${places.map((place, index) => `  ${index + 1}  ${place}`).join("\n")}`,
    );
  if (given.length > 0 && !options.by) throw new UsageError("say who saw it: --by <name>");
  const ofThis = stack.integrations.filter((one) => one.name === name);
  const uses = await (await import("../last-use/lookup.ts")).lookUpLastUses(place, stack, ofThis);
  for (const line of useLines(uses.get(name))) say(line);
  const { seen, by } =
    given.length > 0 ? { seen: given, by: options.by ?? "" } : await asked(name, newest.issued, places, options.by);
  if (seen.length === 0) {
    answer("Nothing confirmed, nothing written.");
    return exits.fine;
  }
  if (by === "") throw new UsageError("say who saw it: --by <name>");
  const { edits, open } = confirmation(credentials, index, places, seen, by, today);
  write(
    stack,
    edits.map((edit) => [name, edit] as const),
  );
  answer(
    open.length === 0
      ? `${name}: ${newest.issued} is confirmed. Changed ${stack.file}; send it for review.`
      : `${name}: written to ${stack.file}. Still to be seen:${open.map((place) => `\n  ${place}`).join("")}`,
  );
  return exits.fine;
}

/** @returns the exit code */
export function rotate(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.fine;
  const command = withStack(
    verbCommand(
      "rotate",
      "Writes what is due into the tenant's file: the next credential, or the old one's end; never both in one run.",
      [
        "It changes the file and nothing else. What it writes is reviewed and applied like any other change.",
        "Before a replaced credential goes, and with --confirm, Graph is asked when each was last used, if somebody is",
        "signed in who may read that (AuditLog.Read.All): one that is still used stays. What Graph does not tell is unknown.",
        "Exit codes: 0 written, or nothing due · 1 with --check: something is due; or the file cannot be edited · 2 called wrongly",
      ],
    ),
  )
    .argument("[integration]", "only this one; every integration when left out")
    .option("--check", "write nothing; exit 1 if something is due")
    .option("--json", "print one JSON document")
    .option("--now <day>", "act as on this day (YYYY-MM-DD) instead of today", dayOption)
    .option("--emergency", "after a leak: the next credential now; the leaked one goes once its successor is confirmed")
    .option("--leaked <issued>", "with --emergency: which credential leaked; the one in use when left out")
    .option("--confirm", "record where the newest credential was seen in use; asks for each place at a terminal")
    .option("--credential <issued>", "with --confirm: which one was seen, where credentials of two kinds wait for it")
    .option("--place <place>", "with --confirm: a place, by its number or its text; repeat it for each", several)
    .option("--by <name>", "with --confirm: who saw it")
    .action(async (word: string | undefined, options: Options) => {
      const stack = openStack(place, options);
      const isOfOne = options.confirm ?? options.leaked;
      const names =
        word === undefined
          ? undefined
          : isOfOne === undefined
            ? integrationsNamed(stack, word).map(({ name }) => name)
            : [integrationNamed(stack, word).name];
      const today = options.now ?? stack.today;
      if (options.leaked !== undefined && !options.emergency) throw new UsageError("--leaked goes with --emergency");
      if ((options.place || options.by) && !options.confirm) throw new UsageError("--place and --by go with --confirm");
      if (options.credential !== undefined && !options.confirm)
        throw new UsageError("--credential goes with --confirm");
      if (options.confirm && (options.emergency || options.check))
        throw new UsageError("--confirm goes with neither --emergency nor --check");
      code = options.confirm
        ? await confirm(place, stack, named(names?.[0], "--confirm"), today, options)
        : await advanceFile(place, stack, names, today, options);
    });
  return runVerb(command, args, () => code);
}
