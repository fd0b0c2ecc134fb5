/** Records one side in this process: what its program registers, and what its own code hands to people. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { VendorDefinition } from "../../components/definition.ts";
import { orderedBy } from "../../components/order.ts";
import { engineSettings } from "../../components/stack-file.ts";
import type { HandOff, RecordedFrom } from "../recording.ts";
import { type RecordedSide, type RecordRequest, recorderVersion } from "../run/protocol.ts";
import { stackConfig } from "../run/stack-config.ts";
import { tokens } from "../tokens.ts";
import { evaluate, type Registration, type Unseen, type WholeEvaluation } from "./index.ts";
import { followRunning } from "./running.ts";

type Definitions = Readonly<Record<string, VendorDefinition>>;

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function load(root: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
}

/** A side without definitions has no page to cite, which is not this side's fault. */
async function definitionsOf(root: string): Promise<Definitions> {
  try {
    return ((await load(root, "components/vendors/index.ts")).vendors ?? {}) as Definitions;
  } catch {
    return {};
  }
}

/** Of the vendors that are files beside the tenant's; a side whose reader knows of none has none. */
async function ownDefinitionsOf(root: string, file: string): Promise<Definitions> {
  try {
    const { readTenant } = (await load(root, "components/settings.ts")) as {
      readonly readTenant: (path: string) => { readonly ownDefinitions?: Definitions };
    };
    const own = Object.values(readTenant(resolve(root, file)).ownDefinitions ?? {});
    return Object.fromEntries(own.map((definition) => [definition.vendor, definition]));
  } catch {
    return {};
  }
}

type Script = (resolved: unknown, outputs: Readonly<Record<string, string>>) => string;

/** A role of Exchange that there is not. */
const sampleRole = "Application <role>";

/** Mailboxes of nobody's, one for each way of using them, by which the script's own lines are known from its mailboxes. */
const sampleMailboxes = [
  { address: "<mailbox>", receive: true, sendAs: true, rights: ["FullAccess", "SendAs"] },
  { address: "<mailbox>", receive: true, sendAs: false, rights: ["FullAccess"] },
  { address: "<mailbox>", receive: false, sendAs: false, rights: ["FullAccess"] },
  { address: "<mailbox>", receive: false, sendAs: false, rights: [sampleRole] },
];

/** What a person is to run in Exchange Online, by this side's own code. A side without such code hands nothing over. */
async function handOffOf(root: string, registrations: readonly Registration[]): Promise<HandOff | undefined> {
  const isMailer = ({ type, inputs }: Registration) =>
    type === tokens.integration && Array.isArray(inputs.mailboxes) && inputs.mailboxes.length > 0;
  // By name: in which order components come to be registered is nobody's to rely on.
  const mailers = registrations.filter(isMailer).sort(orderedBy(({ name }) => name));
  const [first] = mailers;
  if (!first) return undefined;
  const file = "operate/handover/exchange-script.ts";
  if (!existsSync(join(root, file))) return undefined;
  const write = (await load(root, file)).exchangeScript as Script;
  const scriptFor = ({ name, inputs }: Pick<Registration, "name" | "inputs">) =>
    write(inputs, { clientId: `client:${name}`, servicePrincipalObjectId: `object:${name}` });
  return {
    sample: scriptFor({ name: first.name, inputs: { ...first.inputs, mailboxes: sampleMailboxes } }),
    scripts: Object.fromEntries(mailers.map((mailer) => [mailer.name, scriptFor(mailer)])),
  };
}

/** Errors of which nothing else tells. */
function problemsIn(loose: readonly string[], unseen: readonly Unseen[]): string[] {
  const told = unseen.map(({ error }) => error).filter((error) => error !== "");
  return loose.filter((problem) => !told.some((error) => problem.startsWith(error.replace(/…$/, ""))));
}

/** A program's folder, and what the engine would tell it. */
export interface ProgramRun {
  readonly root: string;
  readonly project: string;
  readonly stack: string;
  /** Full keys: `m365-integrations:tenant`. */
  readonly config: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/** Runs the program of a folder and follows it to its end. One a time: what two leave behind cannot be told apart. */
export async function evaluated({ root, ...options }: ProgramRun): Promise<WholeEvaluation> {
  const loose: string[] = [];
  const loosely = (error: unknown) => void loose.push(words(error));
  // An Output that nobody awaits fails here and nowhere else.
  process.on("unhandledRejection", loosely);
  const running = followRunning();
  const {
    outputs: _,
    unseen = [],
    ...evaluation
  } = await evaluate(
    async () => {
      const program = (await load(root, "index.ts")).default;
      if (typeof program !== "function") throw new Error("index.ts has no function as its default export");
      return program() as unknown;
    },
    { ...options, programFile: join(root, "index.ts") },
  );
  const left = (await running()).map(
    (name): Unseen => ({ what: "running", type: "", name, why: "pending", error: "" }),
  );
  process.off("unhandledRejection", loosely);
  return {
    ...evaluation,
    unseen: [...unseen, ...left],
    problems: [...evaluation.problems, ...problemsIn(loose, unseen)],
  };
}

/** A side from what its program registered, with what its own code hands to people. */
export async function sideOf(root: string, from: RecordedFrom, evaluation: WholeEvaluation): Promise<RecordedSide> {
  const named = new Set(evaluation.registrations.map(({ inputs }) => inputs.vendor));
  const all = { ...(await definitionsOf(root)), ...(await ownDefinitionsOf(root, from.file)) };
  const definitions = Object.entries(all).filter(([vendor]) => named.has(vendor));
  const handOff = await handOffOf(root, evaluation.registrations);
  return {
    version: recorderVersion,
    from,
    evaluation,
    ...(handOff && { handOff }),
    definitions: Object.fromEntries(definitions),
  };
}

/** Records one side. */
export async function record({ root, stack, tenant, timeoutMilliseconds }: RecordRequest): Promise<RecordedSide> {
  const { project, config, file } = stackConfig(root, stack, tenant);
  const evaluation = await evaluated({ root, project, stack, config, timeoutMilliseconds });
  return sideOf(root, { project, stack, file, settings: engineSettings(root, stack) }, evaluation);
}
