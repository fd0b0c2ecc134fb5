/**
 * What every verb that meets a tenant starts from: a stack that is up, its outputs, its tenant's Graph and vaults, and the
 * secrets of its credentials. In the sandbox the tenant runs until the verb ends; on a real tenant the person's own sign-in
 * counts.
 */
import type { CredentialOutputs, IntegrationOutputs, IntegrationsOutput } from "../components/outputs.ts";
import type { Graph, Vaults } from "../recovery/graph.ts";
import { openPulumi, type Pulumi } from "./engine.ts";
import { OperationError } from "./errors.ts";
import { skewLine } from "./machine-clock.ts";
import type { SecretMaterial } from "./secret/material.ts";
import type { SignedIn } from "./sign-in.ts";
import { type Place, type Stack, upCommand } from "./stack.ts";

/** A stack that is up. What only some verbs need is made when it is first asked for, once. */
export interface OpenedStack {
  readonly stack: Stack;
  /** The public output `integrations`, as the last run left it. */
  readonly outputs: IntegrationsOutput;
  readonly pulumi: Pulumi;
  readonly signedIn: () => Promise<SignedIn>;
  readonly graph: () => Promise<Graph>;
  /** What Resource Manager tells of the vaults' entries: names and tags. */
  readonly vaults: () => Promise<Vaults>;
  /**
   * The secret of a credential, from the vault that keeps it, else from the state.
   * @throws OperationError where it cannot be read, without any part of it
   */
  readonly secret: (integration: string, credential: CredentialOutputs) => Promise<SecretMaterial>;
}

/** What to run where nothing of the stack stands. */
function notUp(stack: Pick<Stack, "name" | "world">): OperationError {
  return new OperationError(`stack ${stack.name} is not up: ${upCommand(stack)}`);
}

const backendAdvice =
  "Choose a backend first: PULUMI_BACKEND_URL, or `./integrations --stack <stack> pulumi login <url>`.";

/** The CLI's words with what to do about them, where that is known. */
function explained(error: OperationError, stack: Stack): OperationError {
  if (error.message.includes("no stack named")) return notUp(stack);
  if (error.message.includes("PULUMI_ACCESS_TOKEN")) return new OperationError(`${error.message}\n${backendAdvice}`);
  return error;
}

/** The stack's public output `integrations`. @throws OperationError with what to run first, where there is none */
export async function readOutputs(stack: Stack, pulumi: Pick<Pulumi, "read">): Promise<IntegrationsOutput> {
  const text = await pulumi.read(["stack", "output", "--json"]).catch((error: unknown) => {
    throw error instanceof OperationError ? explained(error, stack) : error;
  });
  const { integrations } = JSON.parse(text) as { readonly integrations?: IntegrationsOutput };
  if (integrations === undefined) throw notUp(stack);
  return integrations;
}

/** What a person reads while Graph lets them wait. */
function waitLine(seconds: number | undefined): string {
  return `Microsoft Graph is busy with this tenant and asks to wait${seconds === undefined ? "" : ` ${seconds} s`}; waiting.`;
}

/** Says once that this machine's clock is wrong. */
export function clockWatch(say: (line: string) => void, now = () => new Date()): (date: Date) => void {
  let said = false;
  return (date) => {
    const line = skewLine(now(), date);
    if (line === undefined || said) return;
    said = true;
    say(line);
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * Opens the stack's world, reads its outputs, and closes again when the work has ended, however it ended.
 * @param say takes what is said while a person waits
 * @throws OperationError where the stack is not up, or cannot be read
 */
export async function withOpenedStack<Result>(
  place: Place,
  stack: Stack,
  say: (line: string) => void,
  work: (opened: OpenedStack) => Promise<Result>,
): Promise<Result> {
  const pulumi = await openPulumi(place, stack, process.env, say);
  try {
    const outputs = await readOutputs(stack, pulumi);
    const signedIn = once(() => pulumi.signIn());
    return await work({
      stack,
      outputs,
      pulumi,
      signedIn,
      graph: once(async () => {
        const [{ openGraph }, { credential, services }] = await Promise.all([import("./graph.ts"), signedIn()]);
        const throttled = (seconds: number | undefined) => say(waitLine(seconds));
        // A simulated tenant has a clock of its own, which its answers' dates are not.
        return openGraph(credential, services, undefined, {
          throttled,
          ...(stack.world === "real" && { dated: clockWatch(say) }),
        });
      }),
      vaults: once(async () => {
        const [{ openVaults }, { credential, services }] = await Promise.all([import("./graph.ts"), signedIn()]);
        return openVaults(credential, services);
      }),
      secret: async (integration, credential) =>
        (await import("./secret/material.ts")).readSecret(pulumi, integration, credential),
    });
  } finally {
    await pulumi.close();
  }
}

/** What the outputs tell of an integration. @throws OperationError where the file has it and the stack not yet */
export function outputsNamed(stack: Stack, outputs: IntegrationsOutput, name: string): IntegrationOutputs {
  const found = outputs[name];
  if (found) return found;
  throw new OperationError(`${name} is in ${stack.file}, and not in the stack ${stack.name} yet: ${upCommand(stack)}`);
}
