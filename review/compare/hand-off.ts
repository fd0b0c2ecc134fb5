/**
 * What a person carries out, as both sides' code hands it over: the Exchange script, of which a line that no mailbox of the
 * file explains opens something else; and the steps and forms of the vendor's page.
 */
import type { FieldValue, VendorDefinition } from "../../components/definition.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration, Recording } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

const script: Clause = { code: "exchange-script" };

/** Lines with the integration's own values taken out, so that what is left is the code's. */
function lines(text: string, { name, displayName, mailboxes, resolved }: RecordedIntegration): string[] {
  const own = [
    ...mailboxes.map(({ address }) => [address, "<mailbox>"] as const),
    [resolved?.tenantId ?? "", "<tenant>"] as const,
    [`'${displayName.replaceAll("'", "''")}'`, "<name>"] as const,
    [`:${name}'`, ":<id>'"] as const,
  ];
  const neutral = own.reduce((left, [value, word]) => (value === "" ? left : left.replaceAll(value, word)), text);
  // What is a comment for a mailbox that sends nothing is the same command for one that does.
  return neutral.split("\n").map((line) => line.replace(/^\s*(?:# )?/, ""));
}

function commandsOf(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n");
}

function sampled({ handOff, integrations }: Recording): string[] {
  const named = integrations.find(({ name }) => handOff && Object.hasOwn(handOff.scripts, name));
  if (!handOff || !named) return [];
  // The sample was written for the first integration that has mailboxes, whichever that was.
  return integrations.flatMap((integration) => lines(handOff.sample, integration));
}

/** Every line that a side's code can write for one integration. */
function known(side: Recording, integration: RecordedIntegration | undefined): ReadonlySet<string> {
  const text = integration && side.handOff?.scripts[integration.name];
  return new Set([...sampled(side), ...(integration && text !== undefined ? lines(text, integration) : [])]);
}

/** An integration by its name, and by the one that it had before. */
interface Named {
  readonly name: string;
  readonly formerName: string;
}

function compareScript(before: Recording, after: Recording, { name, formerName }: Named): Difference[] {
  const current = after.integrations.find((integration) => integration.name === name);
  const text = after.handOff?.scripts[name];
  // Without a script before there is no former code to hold it against; the mailboxes themselves are compared.
  if (!before.handOff || !current || text === undefined) return [];
  const former = before.integrations.find((integration) => integration.name === formerName);
  const [was, is] = [known(before, former), known(after, current)];
  const news = [...new Set(lines(text, current))].filter((line) => line !== "" && !was.has(line));
  // A comment does nothing by itself.
  const commands = new Set(lines(commandsOf(text), current));
  // What the former code wrote for every mailbox; a mailbox that goes is compared by itself.
  const gone = [...new Set(former ? lines(before.handOff.sample, former) : [])].filter(
    (line) => line !== "" && !is.has(line),
  );
  return [
    ...news.map(
      (line): Difference => ({
        aspect: "hand-off",
        how: "added",
        subject: script,
        after: line,
        effect: commands.has(line) ? "broadened" : "changed",
      }),
    ),
    ...gone.map(
      (line): Difference => ({ aspect: "hand-off", how: "removed", subject: script, before: line, effect: "changed" }),
    ),
  ];
}

/** What is to be entered, as text. */
function entered(value: FieldValue): string {
  if ("enter" in value) return value.or === undefined ? value.enter : `${value.enter} / ${value.or}`;
  if ("choose" in value) return value.choose;
  if ("tick" in value) return value.tick ? "☑" : "☐";
  return "decide" in value ? value.decide : "—";
}

/** One thing that a person does: where it stands on the vendor's page, and what it says. */
interface Task {
  readonly where: Clause;
  readonly says: string;
}

/** Everything that the sheet of a vendor has people do. */
function tasksOf({ procedures, places, undo }: VendorDefinition): Task[] {
  return [
    ...procedures.flatMap(({ title, steps }) =>
      steps.flatMap(({ step, text, fields = [], by }): Task[] => [
        { where: { code: "step", procedure: title, step }, says: `${by}: ${text}` },
        ...fields.map(
          ({ label, value }): Task => ({
            where: { code: "field", procedure: title, step, label },
            says: entered(value),
          }),
        ),
      ]),
    ),
    ...places.map((place): Task => ({ where: { code: "place-typed", place }, says: place })),
    ...undo.map(({ en }, index): Task => ({ where: { code: "undo-step", number: index + 1 }, says: en })),
  ];
}

function compareTasks(before: VendorDefinition, after: VendorDefinition): Difference[] {
  const { added, removed, kept } = listDifference(tasksOf(before), tasksOf(after), ({ where }) =>
    JSON.stringify(where),
  );
  const change = { aspect: "hand-off", effect: "changed" } as const;
  return [
    ...added.map(({ where, says }): Difference => ({ ...change, how: "added", subject: where, after: says })),
    ...removed.map(({ where, says }): Difference => ({ ...change, how: "removed", subject: where, before: says })),
    ...kept
      .filter(([old, current]) => old.says !== current.says)
      .map(
        ([old, current]): Difference => ({
          ...change,
          how: "changed",
          subject: current.where,
          before: old.says,
          after: current.says,
        }),
      ),
  ];
}

/** What people are to do otherwise than before for an integration that stood and stays. */
function compareSheet(before: Recording, after: Recording, name: string): Difference[] {
  const current = after.integrations.find((integration) => integration.name === name);
  const isThere = before.integrations.some(({ vendor }) => vendor === current?.vendor);
  const [was, is] = [before.definitions?.[current?.vendor ?? ""], after.definitions?.[current?.vendor ?? ""]];
  return isThere && was && is ? compareTasks(was, is) : [];
}

/** Everything in what a person carries out that neither the file nor the former code explains. */
export function compareHandOff(
  before: Recording | undefined,
  after: Recording,
  name: string,
  formerName = name,
): Difference[] {
  return before ? [...compareScript(before, after, { name, formerName }), ...compareSheet(before, after, name)] : [];
}
