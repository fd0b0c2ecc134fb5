/**
 * `./integrations`: the front door. It finds the verb, loads only that, and gives it the rest of the words.
 */
import { resolve } from "node:path";
import { inspect } from "node:util";
import { SettingsError } from "../components/faults.ts";
import { OperationError, UsageError, unknownWord } from "./errors.ts";
import { fileFault } from "./files/fault.ts";
import type { Place, StackOptions } from "./stack.ts";
import { exits, say } from "./verb.ts";

/** One verb: a line of the help, and how it is run with the words after it. */
interface Verb {
  readonly name: string;
  readonly summary: string;
  /** @param before the `--stack` or `--tenant` that stood before the verb */
  run(words: readonly string[], before: StackOptions, place: Place): Promise<number>;
}

function asWords({ stack, tenant }: StackOptions): string[] {
  return [...(stack === undefined ? [] : ["--stack", stack]), ...(tenant === undefined ? [] : ["--tenant", tenant])];
}

/** In the order in which an integration meets them. */
const verbs: readonly Verb[] = [
  {
    name: "check",
    summary: "every fault of the tenants' and vendors' files, with its line",
    run: async (words, before, place) =>
      (await import("./verbs/check.ts")).check([...asWords(before), ...words], place),
  },
  {
    name: "vendor",
    summary: "a file to begin a vendor of your own from, without TypeScript",
    run: async (words, _before, place) => (await import("./verbs/vendor.ts")).vendor(words, place),
  },
  {
    name: "review",
    summary: "what a change lets vendors do, and what refuses it",
    run: async (words, before) => (await import("../review/cli.ts")).main([...asWords(before), ...words]),
  },
  {
    name: "handover",
    summary: "the sheets for the vendors' administrators; a vendor's key store",
    run: async (words, before, place) =>
      (await import("./verbs/handover.ts")).handover([...asWords(before), ...words], place),
  },
  {
    name: "secret",
    summary: "one credential, for whoever hands it over",
    run: async (words, before, place) =>
      (await import("./verbs/secret.ts")).secret([...asWords(before), ...words], place),
  },
  {
    name: "verify",
    summary: "what stands in the tenant, beside what the file declares; what mends each difference",
    run: async (words, before, place) =>
      (await import("./verbs/verify.ts")).verify([...asWords(before), ...words], place),
  },
  {
    name: "authorize",
    summary: "somebody signs in, so that the product may act for them",
    run: async (words, before, place) =>
      (await import("./verbs/authorize.ts")).authorize([...asWords(before), ...words], place),
  },
  {
    name: "status",
    summary: "every credential: days left, renewal, who must act",
    run: async (words, before, place) =>
      (await import("./verbs/status.ts")).status([...asWords(before), ...words], place),
  },
  {
    name: "rotate",
    summary: "writes the next change of the credentials into the tenant's file",
    run: async (words, before, place) =>
      (await import("./verbs/rotate.ts")).rotate([...asWords(before), ...words], place),
  },
  {
    name: "adopt",
    summary: "takes up what a run that died left in the tenant; restores what somebody deleted there",
    run: async (words, before, place) =>
      (await import("./verbs/adopt.ts")).adopt([...asWords(before), ...words], place),
  },
  {
    name: "doctor",
    summary: "whether the tenant admits a run; whether GitHub keeps a change to its review",
    run: async (words, before, place) =>
      (await import("./verbs/doctor.ts")).doctor([...asWords(before), ...words], place),
  },
  {
    name: "plan",
    summary: "the real preview, held against what was judged, for apply",
    run: async (words, before, place) => (await import("./verbs/plan.ts")).plan([...asWords(before), ...words], place),
  },
  {
    name: "apply",
    summary: "carries out a plan as it is, or nothing",
    run: async (words, before, place) =>
      (await import("./verbs/apply.ts")).apply([...asWords(before), ...words], place),
  },
  {
    name: "pulumi",
    summary: "the Pulumi CLI on a stack: pulumi preview, pulumi stack output …",
    run: async (words, before, place) => (await import("./verbs/pulumi.ts")).pulumi(words, before, place),
  },
  {
    name: "sandbox",
    summary: "a stack on a simulated tenant: make up, make destroy, make tenant",
    run: async (words, before, place) => (await import("./verbs/sandbox.ts")).sandbox(words, before, place),
  },
];

const contents = `Usage: ./integrations <verb> [words]

Keeps the third-party integrations of a Microsoft 365 tenant as reviewed code.

${verbs.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join("\n")}

./integrations <verb> --help says more. Where the checkout has several stacks, --stack <name> or --tenant <file> says
which; a file with the sandbox's tenant id is worked on in the sandbox on this machine, any other in its real tenant.
`;

/** The words before the verb, and those from the verb on. @throws UsageError for anything but a stack there */
export function split(args: readonly string[]): { readonly before: StackOptions; readonly words: readonly string[] } {
  const [first, second, ...rest] = args;
  const [, name, joined] = /^--(stack|tenant)(?:=(.*))?$/.exec(first ?? "") ?? [];
  if (name === undefined) return { before: {}, words: args };
  const value = joined ?? second;
  if (!value) throw new UsageError(`--${name} wants a ${name === "stack" ? "stack's name" : "file"}`);
  const next = split(joined === undefined ? rest : args.slice(1));
  return { before: { [name]: value, ...next.before }, words: next.words };
}

async function run(args: readonly string[], place: Place): Promise<number> {
  const { before, words } = split(args);
  const [word, ...rest] = words;
  if (word === undefined || word === "--help" || word === "-h") {
    (word === undefined ? process.stderr : process.stdout).write(contents);
    return word === undefined ? exits.unusable : exits.fine;
  }
  if (word === "help") return run([...rest.slice(0, 1), "--help"], place);
  const verb = verbs.find(({ name }) => name === word);
  if (verb) return verb.run(rest, before, place);
  if (word.startsWith("-"))
    throw unknownWord(`unknown option '${word}' before the verb`, word, ["--stack", "--tenant", "--help"]);
  throw unknownWord(
    `${JSON.stringify(word)} is not a verb`,
    word,
    verbs.map(({ name }) => name),
  );
}

/** A package of the lockfile that is not in node_modules, as after a `git pull` without `npm ci`. */
function missingPackage(error: unknown, root: string): UsageError | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const name =
    code === "ERR_MODULE_NOT_FOUND" ? /^Cannot find package '([^']+)'/.exec(String(message))?.[1] : undefined;
  if (name === undefined) return undefined;
  return new UsageError(
    `The project's packages are not those of its lockfile (${name} is missing). Run: (cd '${root}' && npm ci --ignore-scripts)`,
  );
}

/** Runs one call. What a person can mend is one message on stderr. @returns the exit code */
export async function main(args: readonly string[], place: Place): Promise<number> {
  try {
    return await run(args, place);
  } catch (thrown) {
    const error = missingPackage(thrown, place.root) ?? fileFault(thrown) ?? thrown;
    const expected = error instanceof UsageError || error instanceof OperationError || error instanceof SettingsError;
    if (!expected) throw error;
    say(error.message);
    return error instanceof UsageError ? exits.unusable : exits.refused;
  }
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, "..");
  // It is this process's; what it starts compiles for itself.
  delete process.env.NODE_COMPILE_CACHE;
  // Whoever reads only the first lines (`make up | head`) has not broken anything.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const place = { root, cwd: process.cwd(), day: new Date().toISOString().slice(0, 10) };
  try {
    process.exitCode = await main(process.argv.slice(2), place);
  } catch (error) {
    // A fault of ours, with its stack; its text may still be a stranger's. What is left open keeps nothing alive.
    say(inspect(error));
    process.exit(exits.refused);
  }
}
