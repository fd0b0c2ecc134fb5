/** Healing as `make up` does it by itself: the sandbox's folder knows nothing of recovery, so it is handed in. */
import { resolveTenant } from "../components/resolved-tenant.ts";
import type { Tenant } from "../components/settings.ts";
import { stackFile } from "../components/stack-file.ts";
import { changesState, waitsForDecision } from "../recovery/decision.ts";
import { discard, inTheWay, leftOver } from "../recovery/discard.ts";
import { planInWords } from "../recovery/words.ts";
import type { Healed } from "../sandbox/run.ts";
import type { Session } from "../sandbox/session.ts";
import { OperationError } from "./errors.ts";
import { openGraph, openLastUses, openVaults } from "./graph.ts";
import { handsOn } from "./hands.ts";
import { settleMissing } from "./missing.ts";
import { providerVersions } from "./provider-versions.ts";
import { adopt, compare, type Read, type Recoverable } from "./recovery.ts";
import { signedInSandbox } from "./sign-in.ts";
import { consentClientIdIn } from "./stack.ts";
import { backendFolder, sandboxTime, tracesOf } from "./witness.ts";

/**
 * Heals the sandbox, where nobody depends on a credential: what can be taken up is, and what nobody can know is removed,
 * a password only once a new one stands. What the state knows and the tenant lacks was deleted by somebody, also after a
 * run that was killed: the tenant keeps every write that it has answered (simulator/directory/file.ts).
 * @param looked where somebody has looked what is gone, and told it: what was read for that
 * @param leftOut integrations that the run leaves as they are
 */
export async function healed(
  target: Recoverable,
  looked?: { readonly read: Read | undefined },
  leftOut: readonly string[] = [],
): Promise<Healed> {
  const compared = async (read?: Read) => {
    const found = await compare(target, read);
    return { ...found, findings: found.findings.filter(({ integration = "" }) => !leftOut.includes(integration)) };
  };
  const before = await compared(looked?.read);
  const waits = before.findings.some((finding) => waitsForDecision(finding) && !inTheWay(finding));
  const untold = before.findings.filter(({ kind }) => looked === undefined || kind !== "gone");
  const words = planInWords(untold, { stack: target.stack.stack, sandbox: true });
  if (waits) return { words, waits, finish: async () => {} };
  await discard(target, before.findings.filter(inTheWay));
  await adopt(target, before, before.findings.filter(changesState));
  const finish = async () => {
    if (!before.findings.some(leftOver)) return;
    await discard(target, (await compared()).findings.filter(leftOver));
  };
  return { words, waits, finish };
}

/**
 * Heals a stack of the sandbox.
 * @param root the checkout
 * @throws OperationError in the engine's words, or in Graph's
 */
export async function healSandbox(
  root: string,
  stack: string,
  session: Session,
  tenant: Tenant,
  leftOut: readonly string[] = [],
): Promise<Healed> {
  const { credential, services } = signedInSandbox(session.tenant);
  const { project, config, file } = stackFile(root, stack);
  const consentClientId = consentClientIdIn(project, config);
  const integrations = resolveTenant(tenant);
  const [graph, vaults] = [openGraph(credential, services), openVaults(credential, services)];
  const run = async (
    args: readonly string[],
    more: { readonly input?: string; readonly env?: Record<string, string> } = {},
  ) => {
    const { code, stdout, stderr, diagnostics } = await session.pulumi(args, more);
    if (code === 0) return stdout;
    const told = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    throw new OperationError([`pulumi ${args[0]} failed`, ...told, stderr.trim()].join("\n"));
  };
  const inTenantTime = sandboxTime(session.tenant.clock.now().getTime(), Date.now());
  const today = session.tenant.clock.now().toISOString().slice(0, 10);
  const said: string[] = [];
  const hands = handsOn(
    { name: stack, project, consentClientId, integrations, file, world: "sandbox", today },
    {
      graph,
      vaults,
      pulumi: {
        read: (args, env = {}) => run(args, { env }),
        give: async (args, input) => void (await run(args, { input })),
      },
    },
    (line) => void said.push(line),
  );
  const means = (integration: string | undefined) => integration === undefined || !leftOut.includes(integration);
  const missing = await settleMissing(hands, { means, yes: false, quiet: false });
  if (missing.waits) return { words: said, waits: true, finish: async () => {} };
  const target: Recoverable = {
    stack: { project, stack, consentClientId },
    integrations,
    graph,
    vaults,
    witness: {
      traces: (text) =>
        tracesOf((args) => run(args), text, {
          folder: backendFolder(session.env.PULUMI_BACKEND_URL),
          stack,
          inTenantTime,
        }),
      lastUses: openLastUses(credential, services),
    },
    versions: providerVersions(root),
    run: (args) => run(args),
  };
  const result = await healed(target, missing, leftOut);
  // After what a dead run left: the engine takes an edited state without its pending operations.
  if (!result.waits && missing.changes > 0) await settleMissing(hands, { means, yes: true, quiet: true });
  return { ...result, words: [...said, ...result.words] };
}
