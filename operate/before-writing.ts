/**
 * What stands in the way of a call of the engine that writes. An engine reads nothing by itself: from a state that is no
 * longer the tenant's it goes on as if nothing had happened, or fails halfway.
 */
import { changesState, waitsForDecision } from "../recovery/decision.ts";
import { planInWords } from "../recovery/words.ts";
import { type Hands, refreshWouldForget, settleMissing } from "./missing.ts";
import { compare, type Recoverable } from "./recovery.ts";

/** A call of the engine that changes the tenant or the state. */
export interface Intent {
  readonly command: "up" | "destroy" | "refresh" | "preview";
  /** True where the state takes over what the tenant says. */
  readonly refreshes: boolean;
  /** URNs that alone are meant; none: all. */
  readonly targets: readonly string[];
  /** Names of integrations that the call leaves as they are (left-out.ts). */
  readonly without?: readonly string[];
}

const commands: Readonly<Record<string, Intent["command"]>> = {
  up: "up",
  update: "up",
  destroy: "destroy",
  down: "destroy",
  dn: "destroy",
  refresh: "refresh",
  preview: "preview",
  pre: "preview",
};

/** The values of `--target`, `--target=…` and `-t`. */
export function targetsIn(args: readonly string[]): string[] {
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  return own.flatMap((arg, at) => {
    if (arg === "--target" || arg === "-t") return own[at + 1] ?? [];
    return /^(?:--target=|-t=?)(.+)$/s.exec(arg)?.[1] ?? [];
  });
}

/** What a call of the CLI is about to do; undefined for one that neither writes nor refreshes. */
export function intentOf(args: readonly string[]): Intent | undefined {
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const command = commands[own[0] ?? ""];
  if (command === undefined || own.some((arg) => ["--help", "-h", "--preview-only"].includes(arg))) return undefined;
  const refreshes = command === "refresh" || own.some((arg) => /^(?:--refresh|-r)(?:=(?!false)|$)/.test(arg));
  if (command === "preview" && !refreshes) return undefined;
  return { command, refreshes, targets: targetsIn(args) };
}

/** True for an integration that a call may touch. A URN with a wildcard may be anybody's. */
function isMeant({ targets, without = [] }: Intent, integration: string | undefined): boolean {
  if (integration !== undefined && without.includes(integration)) return false;
  if (targets.length === 0 || integration === undefined) return true;
  return targets.some((urn) => {
    const name = urn.split("::").at(-1) ?? "";
    return urn.includes("*") || name === integration || name.startsWith(`${integration}-`);
  });
}

/**
 * Compares state and tenant and says what is found.
 * @returns true where the call must not be made before somebody has decided
 */
export async function isHeld(hands: Hands, target: Recoverable, intent: Intent): Promise<boolean> {
  const { naming, say } = hands;
  const means = (integration: string | undefined) => isMeant(intent, integration);
  if (intent.refreshes && (await refreshWouldForget(hands, means))) {
    say(
      "A refresh would take these out of the state without a word, and the next up make others in their place. Nothing was done.",
    );
    return true;
  }
  if (intent.command !== "up" && intent.command !== "destroy") return false;
  const missing = await settleMissing(hands, { means, yes: false, quiet: intent.refreshes });
  if (missing.waits) {
    say(`Nothing was done: decide first. What has nothing to do with it goes by its URN: --target <urn>.`);
    return true;
  }
  if (missing.changes > 0 && !intent.refreshes)
    say(`The state says otherwise, and ${intent.command} goes by it. To set it right first: ${naming.adopt} --yes`);
  if (intent.command === "destroy") return false;
  const { findings } = await compare(target, missing.read);
  // What is gone has been told above.
  const unsettled = findings.filter(
    (finding) => means(finding.integration) && (changesState(finding) || waitsForDecision(finding)),
  );
  if (unsettled.length === 0) return false;
  for (const line of planInWords(unsettled, { stack: target.stack.stack, sandbox: false })) say(line);
  const vendors = new Set(target.integrations.filter(({ registration }) => registration).map(({ name }) => name));
  const standing = unsettled.every(
    ({ kind, integration }) => kind === "import" && integration !== undefined && vendors.has(integration),
  );
  if (standing) {
    say(
      `The tenant has these already; up would fail on them, and writes nothing over what others have set. Nothing was done. First: ${naming.adopt} --yes`,
    );
    return true;
  }
  say(
    unsettled.some(waitsForDecision)
      ? `A run left these behind, or somebody made them; up would fail on them. Nothing was done. All of it, with the choices: ${naming.adopt}`
      : `A run left these behind; up would fail on them, or make them twice. Nothing was done. First: ${naming.adopt} --yes`,
  );
  return true;
}
