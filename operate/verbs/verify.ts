/**
 * `./integrations verify`: what the file declares, what was granted and what works, side by side. It reads; only `--lock`
 * writes, and that one property.
 */
import { InvalidArgumentError } from "commander";
import { OperationError, UsageError } from "../errors.ts";
import { fileFault } from "../files/fault.ts";
import { integrationNamed, integrationsNamed } from "../named.ts";
import { type OpenedStack, withOpenedStack } from "../opened.ts";
import { type CredentialRecord, writeRecord } from "../record.ts";
import { openStack, type Place, type Stack, type StackOptions, worldLine } from "../stack.ts";
import { answer, answerJson, runVerb, say, verbCommand, withStack } from "../verb.ts";
import { compare, type Sides, subjectOf } from "../verify/compare.ts";
import { fullLock, isLocked } from "../verify/lock.ts";
import { probeRows } from "../verify/probe.ts";
import { probeHands } from "../verify/probe-hands.ts";
import { probePlan } from "../verify/probe-plan.ts";
import { readingProgress } from "../verify/progress.ts";
import { namingOf, remedyLine } from "../verify/remedy.ts";
import type { Row } from "../verify/row.ts";
import { sidesOf } from "../verify/sides.ts";
import { counted, report } from "../verify/table.ts";
import { verifiedIn } from "../verify/verified.ts";

/** A difference is certain whatever could not be looked at, so it comes first. */
const exits = { same: 0, different: 1, unusable: 2, unchecked: 3 } as const;

interface Options extends StackOptions {
  readonly json?: true;
  readonly all?: true;
  readonly probe?: true;
  readonly mailbox?: string;
  readonly lock?: true;
}

function assertTogether({ probe, mailbox, lock }: Options, only: string | undefined): void {
  if (mailbox !== undefined && !probe) throw new UsageError("--mailbox goes with --probe");
  if (mailbox !== undefined && only === undefined) throw new UsageError("--mailbox: of which integration? Name it");
  if (lock && only === undefined) throw new UsageError("--lock writes: name the one integration");
}

/** The value of `--mailbox`. @throws what commander says in one line */
function addressOption(text: string): string {
  if (/^[^\s@/]+@[^\s@/]+$/.test(text)) return text;
  throw new InvalidArgumentError("write an address, name@domain");
}

/** @returns the exit code that the rows come to */
export function codeOf(rows: readonly Row[]): number {
  const { different, undeclared, "not checked": unchecked } = counted(rows);
  if (different + undeclared > 0) return exits.different;
  return unchecked > 0 ? exits.unchecked : exits.same;
}

const progress = readingProgress(process.stderr);

/** What is said while the tenant is read. */
function sayBeside(line: string): void {
  progress.clear();
  say(line);
}

/** The integrations that are asked for, by their names; undefined: all. */
type Only = readonly string[] | undefined;

/** Reads all sides of the stack, or of some integrations. */
async function sidesIn({ stack, pulumi, graph, vaults }: OpenedStack, only: Only): Promise<Sides> {
  const reading = sidesOf({
    stack: { project: stack.project, stack: stack.name, consentClientId: stack.consentClientId },
    integrations: stack.integrations.filter(({ name }) => only === undefined || only.includes(name)),
    exportState: () => pulumi.read(["stack", "export"]),
    graph: progress.counted(await graph()),
    vaults: await vaults(),
    now: pulumi.tenantTime(),
    naming: namingOf(stack),
  });
  return reading.finally(progress.clear);
}

/** Writes the lock of one integration, where it is not on yet. Nothing else is written, here or anywhere in this verb. */
async function lock(opened: OpenedStack, only: string): Promise<void> {
  const sides = await sidesIn(opened, [only]);
  const [subject] = sides.declared.flatMap((declared) => subjectOf(sides, declared) ?? []);
  if (subject === undefined) throw new OperationError(`${only} has no application to lock; nothing was written`);
  if (isLocked(subject)) return say(`${only}: its instance property lock is on already; nothing was written.`);
  await (await opened.graph()).patch(`/applications/${subject.live.id}`, fullLock);
  say(`${only}: its instance property lock is on, for all properties; nothing else was written.`);
}

/** Adds to the stack's record. What was compared is told, also where it cannot be put down. */
function noted(root: string, stack: Stack, more: Partial<CredentialRecord>): void {
  try {
    writeRecord(root, stack.name, more);
  } catch (error) {
    const fault = fileFault(error);
    if (fault === undefined) throw error;
    say(`${fault.message} So ./integrations status does not learn of it.`);
  }
}

/** What the integration's own credential gets. */
async function probed(root: string, opened: OpenedStack, sides: Sides, mailbox: string | undefined): Promise<Row[]> {
  const { stack, outputs, pulumi, signedIn, secret } = opened;
  const { services } = await signedIn();
  const rows: Row[] = [];
  for (const { resolved } of sides.declared) {
    const { name } = resolved;
    // The vendor's own application signs in with the vendor's, and a public client with none.
    if (resolved.credential.kind === "none") continue;
    const at = { integration: name, check: "its own credential", property: "credential" };
    const unchecked = (found: string): Row => ({
      ...at,
      expected: "one that signs in",
      found,
      verdict: "not checked",
      remedy: undefined,
    });
    const output = outputs[name];
    const credential = output?.credentials.at(-1);
    if (output === undefined || credential === undefined) {
      rows.push(unchecked("the stack has none"));
      continue;
    }
    try {
      say(`${name}: signing in with its own credential ${credential.issued}, to look at its token`);
      const proof = await secret(name, credential);
      const client = { clientId: output.clientId, proof };
      const hands = await probeHands(services, stack.tenant.id, client, () => pulumi.tenantTime());
      const { clientId } = output;
      const whose = { resolved, clientId, issued: credential.issued, naming: sides.naming };
      const signedInAt = pulumi.tenantTime().toISOString();
      noted(root, stack, { ownSignIns: [{ keyId: credential.keyId, at: signedInAt }] });
      rows.push(...(await probeRows(hands, whose, probePlan(resolved, stack.tenant.domain, mailbox))));
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      rows.push(unchecked(error.message.replaceAll(/\s*\n\s*/g, " ")));
    }
  }
  return rows;
}

function print(stack: Stack, rows: readonly Row[], { json, all }: Options, only: Only): void {
  if (json) {
    const shown = rows.map(({ remedy, ...row }) => ({
      ...row,
      ...(remedy !== undefined && { remedy: { ...remedy, line: remedyLine(remedy) } }),
    }));
    const document = { stack: stack.name, tenant: stack.tenant.id, counts: counted(rows), rows: shown };
    answerJson(document);
    return;
  }
  const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
  const lines = report(rows, all === true || only !== undefined, columns);
  answer(lines.join("\n"));
}

/** @returns the exit code */
export async function verify(args: readonly string[], place: Place): Promise<number> {
  let code: number = exits.same;
  const command = withStack(
    verbCommand(
      "verify",
      "Compares what the file declares with what stands in the tenant, and says what mends each difference.",
      [
        "Without an integration it shows what is not as declared; of one integration, or with --all, every check.",
        "It reads, in few batched requests. Nothing is written but by --lock, which writes that one property once.",
        "--probe signs in with the integration's own credential: its token's tenant and permissions are compared, then one",
        "harmless call is made of each API, which reads ids alone; IMAP and SMTP sign in and quit.",
        "Exit codes: 0 all as declared · 1 something differs, or stands there undeclared · 2 called wrongly ·",
        "            3 something could not be checked",
      ],
    ),
  )
    .argument("[integration]", "only this one")
    .option("--all", "show what is as declared, too")
    .option("--json", "print one JSON document")
    .option("--probe", "sign in with the integration's own credential, and call each API once")
    .option("--mailbox <address>", "with --probe: the mailbox for calls that need one", addressOption)
    .option("--lock", "set the application's instance property lock of the named integration, and nothing else")
    .action(async (word: string | undefined, options: Options) => {
      assertTogether(options, word);
      const stack = openStack(place, options);
      const only = word === undefined ? undefined : integrationsNamed(stack, word).map(({ name }) => name);
      const one =
        word !== undefined && (options.lock || options.mailbox !== undefined) && integrationNamed(stack, word);
      say(worldLine(stack));
      await withOpenedStack(place, stack, sayBeside, async (opened) => {
        if (options.lock && one) await lock(opened, one.name);
        const sides = await sidesIn(opened, only);
        // The state knows other integrations, too; they are not asked for.
        const compared = compare(sides).filter(
          ({ integration }) => only === undefined || integration === undefined || only.includes(integration),
        );
        const rows = [...compared, ...(options.probe ? await probed(place.root, opened, sides, options.mailbox) : [])];
        const verified = verifiedIn(
          rows,
          sides.declared.map(({ resolved }) => resolved),
          sides.now,
        );
        noted(place.root, stack, { verified });
        print(stack, rows, options, only);
        code = codeOf(rows);
      });
    });
  try {
    return await runVerb(command, args, () => code);
  } catch (error) {
    if (!(error instanceof OperationError) || error instanceof UsageError) throw error;
    say(error.message);
    return exits.unchecked;
  }
}
