/**
 * Records one side, in a process of its own with an empty environment. The request is the only argument; the answer
 * goes to file descriptor 3, so that what the program prints cannot be taken for it.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { VendorDefinition } from "../components/definition.ts";
import { engineSettings } from "../components/stack-file.ts";
import { evaluate, type Registration, type Unseen } from "./evaluate/index.ts";
import { followRunning } from "./evaluate/running.ts";
import type { HandOff } from "./recording.ts";
import { type RecordedSide, type RecordRequest, recorderVersion } from "./run/protocol.ts";
import { stackConfig } from "./run/stack-config.ts";
import { tokens } from "./tokens.ts";

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

type Script = (resolved: unknown, outputs: Readonly<Record<string, string>>) => string;

/** Two mailboxes of nobody's, by which the script's own lines are known from its mailboxes. */
const sampleMailboxes = [
  { address: "<mailbox>", receive: true, sendAs: true, rights: ["FullAccess", "SendAs"] },
  { address: "<mailbox>", receive: false, sendAs: false, rights: ["FullAccess"] },
];

/** What a person is to run in Exchange Online, by this side's own code. A side without such code hands nothing over. */
async function handOffOf(root: string, registrations: readonly Registration[]): Promise<HandOff | undefined> {
  const isMailer = ({ type, inputs }: Registration) =>
    type === tokens.integration && Array.isArray(inputs.mailboxes) && inputs.mailboxes.length > 0;
  const mailers = registrations.filter(isMailer);
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

async function record({ root, stack, tenant, timeoutMilliseconds }: RecordRequest): Promise<RecordedSide> {
  const { project, config, file } = stackConfig(root, stack, tenant);
  const loose: string[] = [];
  // An Output that nobody awaits fails here and nowhere else.
  process.on("unhandledRejection", (error) => loose.push(words(error)));
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
    { project, stack, config, timeoutMilliseconds, programFile: join(root, "index.ts") },
  );
  const left = (await running()).map(
    (name): Unseen => ({ what: "running", type: "", name, why: "pending", error: "" }),
  );
  const named = new Set(evaluation.registrations.map(({ inputs }) => inputs.vendor));
  const definitions = Object.entries(await definitionsOf(root)).filter(([vendor]) => named.has(vendor));
  const handOff = await handOffOf(root, evaluation.registrations);
  return {
    version: recorderVersion,
    from: { project, stack, file, settings: engineSettings(root, stack) },
    evaluation: {
      ...evaluation,
      unseen: [...unseen, ...left],
      problems: [...evaluation.problems, ...problemsIn(loose, unseen)],
    },
    ...(handOff && { handOff }),
    definitions: Object.fromEntries(definitions),
  };
}

const side = await record(JSON.parse(process.argv[2] ?? "{}") as RecordRequest);
writeFileSync(3, JSON.stringify(side));
// The program may have left timers or sockets behind.
process.exit(0);
