/**
 * What a person carries out, as both sides' code hands it over: the Exchange script, of which a line that no mailbox of the
 * file explains opens something else; and the steps and forms of the vendor's page.
 */
import type { FieldValue, VendorDefinition } from "../../components/definition.ts";
import { isExchangeRole } from "../../components/exchange-roles.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration, Recording } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

const script: Clause = { code: "exchange-script" };

/** Lines with the integration's own values taken out, so that what is left is the code's. */
function lines(text: string, { name, displayName, mailboxes, resolved }: RecordedIntegration): string[] {
  const own = [
    ...mailboxes.map(({ address }) => [address, "<mailbox>"] as const),
    // Which roles it has is compared with the mailboxes.
    ...mailboxes.flatMap(({ rights }) =>
      rights.filter(isExchangeRole).map((role) => [`'${role}'`, "'Application <role>'"] as const),
    ),
    [`'m365-integrations ${resolved?.identity ?? name}'`, "'m365-integrations <identity>'"] as const,
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

function sampled({ handOff, integrations }: Recording): ReadonlySet<string> {
  const named = integrations.find(({ name }) => handOff && Object.hasOwn(handOff.scripts, name));
  if (!handOff || !named) return new Set();
  const { sample } = handOff;
  // The sample was written for the first integration that has mailboxes, whichever that was.
  return new Set(integrations.flatMap((integration) => lines(sample, integration)));
}

/** A side of the comparison, with what all of its integrations share worked out once. */
interface Side {
  readonly recording: Recording;
  readonly integrations: ReadonlyMap<string, RecordedIntegration>;
  readonly vendors: ReadonlySet<string>;
  /** Every line that the side's code writes for any integration. */
  readonly sample: ReadonlySet<string>;
}

function sideOf(recording: Recording): Side {
  const { integrations } = recording;
  return {
    recording,
    integrations: new Map(integrations.map((integration) => [integration.name, integration])),
    vendors: new Set(integrations.map(({ vendor }) => vendor)),
    sample: sampled(recording),
  };
}

/** Tells the lines that a side's code can write for one integration. */
function known(
  { recording: { handOff }, sample }: Side,
  integration: RecordedIntegration | undefined,
): (line: string) => boolean {
  const text = integration && handOff?.scripts[integration.name];
  const own = new Set(integration && text !== undefined ? lines(text, integration) : []);
  return (line) => sample.has(line) || own.has(line);
}

function compareScript(before: Side, after: Side, name: string, formerName: string): Difference[] {
  const { handOff } = before.recording;
  const current = after.integrations.get(name);
  const text = after.recording.handOff?.scripts[name];
  // Without a script before there is no former code to hold it against; the mailboxes themselves are compared.
  if (!handOff || !current || text === undefined) return [];
  const former = before.integrations.get(formerName);
  const [isFormer, isNow] = [known(before, former), known(after, current)];
  const news = [...new Set(lines(text, current))].filter((line) => line !== "" && !isFormer(line));
  // A comment does nothing by itself.
  const commands = new Set(lines(commandsOf(text), current));
  // What the former code wrote for every mailbox; a mailbox that goes is compared by itself.
  const gone = [...new Set(former ? lines(handOff.sample, former) : [])].filter((line) => line !== "" && !isNow(line));
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

/** A value of a definition as one text. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * What a definition that is a file says beside its steps. Code is read as code; what a file grants shows in what is registered, and
 * what it would let the tenant's file ask for, or tells people, shows here alone.
 */
function saidOf(definition: VendorDefinition): Task[] {
  const {
    writtenIn,
    procedures: _p,
    places: _l,
    undo: _u,
    vendor: _v,
    permissions: _a,
    audience: _s,
    implicitGrant: _i,
    ...said
  } = definition;
  if (writtenIn === undefined) return [];
  return Object.entries(said)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]): Task[] =>
      key === "notOnPage" || key === "demands" || key === "actsAs"
        ? (value as readonly unknown[]).map((entry) => ({
            where: { code: "definition-entry", key, entry: asText(entry) },
            says: asText(entry),
          }))
        : [{ where: { code: "definition-key", key }, says: asText(value) }],
    );
}

/** Everything that the sheet of a vendor has people do. */
function tasksOf(definition: VendorDefinition): Task[] {
  const { procedures, places, undo } = definition;
  return [
    ...saidOf(definition),
    ...procedures.flatMap(({ title, steps }) =>
      steps.flatMap(({ step, text, fields = [], excerpt, by }): Task[] => [
        { where: { code: "step", procedure: title, step }, says: `${by}: ${text}` },
        ...fields.map(
          ({ label, value }): Task => ({
            where: { code: "field", procedure: title, step, label },
            says: entered(value),
          }),
        ),
        ...(excerpt === undefined
          ? []
          : [
              {
                where: { code: "field", procedure: title, step, label: excerpt.file } as const,
                says: excerpt.lines,
              },
            ]),
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
  // A label of a set, the page, who acts: nobody does anything otherwise for it.
  const change = ({ code }: Clause) =>
    ({ aspect: code.startsWith("definition-") ? "definition" : "hand-off", effect: "changed" }) as const;
  return [
    ...added.map(({ where, says }): Difference => ({ ...change(where), how: "added", subject: where, after: says })),
    ...removed.map(
      ({ where, says }): Difference => ({ ...change(where), how: "removed", subject: where, before: says }),
    ),
    ...kept
      .filter(([old, current]) => old.says !== current.says)
      .map(
        ([old, current]): Difference => ({
          ...change(current.where),
          how: "changed",
          subject: current.where,
          before: old.says,
          after: current.says,
        }),
      ),
  ];
}

/**
 * Compares what a person carries out on both sides.
 * @returns everything that neither the file nor the former code explains, for an integration by its name and the one that
 * it had before
 */
export function compareHandOff(
  before: Recording | undefined,
  after: Recording,
): (name: string, formerName?: string) => Difference[] {
  if (!before) return () => [];
  const [was, is] = [sideOf(before), sideOf(after)];
  const sheets = new Map<string, Difference[]>();
  // What people are to do otherwise than before for an integration that stood and stays.
  const compareSheet = (vendor: string | undefined): Difference[] => {
    const [former, current] = [before.definitions?.[vendor ?? ""], after.definitions?.[vendor ?? ""]];
    if (vendor === undefined || !was.vendors.has(vendor) || !former || !current) return [];
    const differences = sheets.get(vendor) ?? compareTasks(former, current);
    sheets.set(vendor, differences);
    return differences;
  };
  return (name, formerName = name) => [
    ...compareScript(was, is, name, formerName),
    ...compareSheet(is.integrations.get(name)?.vendor),
  ];
}
