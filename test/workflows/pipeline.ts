/** A pipeline as the rules W1–W12 see it, whoever runs it; and what its commands do. */

export interface Step {
  /** An action or a task with its version. */
  readonly uses: string | undefined;
  /** A shell's text. */
  readonly command: string | undefined;
  /** Which shell; undefined: the host's own choice. */
  readonly shell?: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** What a GitHub token may do, by scope; `all`: by one word for everything. */
export type Permissions = Readonly<Record<string, string>> | { readonly all: string };

export interface Job {
  readonly name: string;
  /** Azure's: all approvals of a stage are asked for before it begins. */
  readonly stage?: string;
  readonly environment: string | undefined;
  /** It can take an identity in the tenant: an OIDC token, a service connection. */
  readonly signsIn: boolean;
  readonly needs: readonly string[];
  readonly condition: string;
  readonly permissions: Permissions | undefined;
  /** With what the pipeline says for all of its jobs. */
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export type Trigger =
  | { readonly on: "pull request"; readonly types: readonly string[] }
  | { readonly on: "pull request, with the base's rights" }
  | { readonly on: "push"; readonly branches: readonly string[] | undefined; readonly tags: boolean }
  | { readonly on: "schedule"; readonly crons: readonly string[] }
  | { readonly on: "end of another"; readonly of: readonly string[] }
  | { readonly on: "person" }
  | { readonly on: "something else"; readonly what: string };

export interface Pipeline {
  readonly file: string;
  readonly host: "github" | "azure";
  readonly triggers: readonly Trigger[];
  readonly permissions: Permissions | undefined;
  /** One run at a time in a group; whether a new one ends the old one. */
  readonly oneAtATime: { readonly group: string; readonly cancels: boolean } | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: readonly Job[];
}

/** A shell's text, a command a line: continued lines are one, comments are none. */
export function commandsOf(text: string): readonly string[] {
  return text
    .replaceAll(/\s*\\\r?\n\s*/g, " ")
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** Every command of a job. */
export function commandsIn({ steps }: Job): readonly string[] {
  return steps.flatMap(({ command }) => (command === undefined ? [] : commandsOf(command)));
}

/** A call of `./integrations`: its verb, and the words after it up to the command's end. */
interface Call {
  readonly verb: string;
  readonly words: string;
}

function callsIn(command: string): readonly Call[] {
  return [
    ...command.matchAll(/(?:^|[\s;&|('"/])integrations((?:\s+--(?:stack|tenant)(?:=|\s+)\S+)*)\s+([a-z]+)([^|;&]*)/g),
  ].map(([, , verb = "", words = ""]) => ({ verb, words }));
}

/** The words of each call of Pulumi itself, ours included. */
export function pulumiCallsIn(command: string): readonly string[] {
  return [...command.matchAll(/(?:^|[\s;&|('"/])pulumi\s+([^|;&]*)/g)].map(([, words = ""]) => words);
}

function writesByPulumi(words: string): boolean {
  if (/^refresh\b/.test(words)) return !words.includes("--preview-only");
  return /^(?:up|update|destroy|import|cancel|state\s+(?!list)\w+|stack\s+(?:rm|import)|watch)\b/.test(words);
}

/** True for a command that changes the tenant or the state. */
export function writes(command: string): boolean {
  const ours = callsIn(command).some(
    ({ verb, words }) =>
      verb === "apply" ||
      (verb === "adopt" && words.includes("--yes")) ||
      (verb === "verify" && words.includes("--lock")) ||
      (verb === "sandbox" && words.includes("destroy")),
  );
  return ours || pulumiCallsIn(command).some(writesByPulumi);
}

/** True for a command that takes the tenant's own answer. */
export function meetsTenant(command: string): boolean {
  return (
    writes(command) ||
    callsIn(command).some(({ verb }) =>
      ["plan", "adopt", "verify", "authorize", "secret", "handover"].includes(verb),
    ) ||
    pulumiCallsIn(command).some((words) => /^(?:preview|refresh)\b/.test(words))
  );
}

export function calls(command: string, verb: string): boolean {
  return callsIn(command).some((call) => call.verb === verb);
}
