/**
 * What was deleted in the tenant beside the program: looked up, settled in the state, restored or given up. `adopt` and
 * `make up` do it by the same functions.
 */
import { isExchangeRole } from "../components/exchange-roles.ts";
import type { DeclaredIntegration } from "../recovery/declared.ts";
import type { Graph } from "../recovery/graph.ts";
import { type Looked, look } from "../recovery/look.ts";
import { type Missing, placeOf, stops, switchedOff } from "../recovery/missing.ts";
import {
  deletedFacts,
  deletedLines,
  lossLines,
  missingLines,
  type Naming,
  nameFirstLines,
  stepLine,
} from "../recovery/missing-words.ts";
import { recreation } from "../recovery/recreate.ts";
import type { Deleted } from "../recovery/recycle-bin.ts";
import { isRestorable } from "../recovery/recycle-bin.ts";
import { type RestoreStep, restoreSteps, runStep } from "../recovery/restore.ts";
import { settling, wanted } from "../recovery/settle.ts";
import { emptyState, lastPart, readState, type State } from "../recovery/state.ts";
import { editedState, isEmpty, type StateEdit } from "../recovery/state-edit.ts";
import type { Tenant } from "../recovery/tenant.ts";
import { OperationError } from "./errors.ts";
import type { Read } from "./recovery.ts";

/** What the work is done with. */
export interface Hands {
  readonly graph: Graph;
  readonly declared: readonly DeclaredIntegration[];
  readonly naming: Naming;
  /** The tenant's present. */
  readonly now: () => Date;
  /** Waits between two questions to Entra. */
  readonly pause: () => Promise<void>;
  /** The state as `pulumi stack export` prints it, and taken back by `pulumi stack import`. */
  exportState(): Promise<string>;
  importState(text: string): Promise<void>;
  /** `pulumi up` of these resources alone. @throws OperationError where it fails */
  apply(urns: readonly string[]): Promise<void>;
  /** `pulumi refresh` of these resources alone: the state takes what the tenant says. @throws OperationError where it fails */
  reread(urns: readonly string[]): Promise<void>;
  readTenant(state: State): Promise<Tenant>;
  readonly say: (line: string) => void;
}

type Seen = Looked & Read;

/** Compares the state with the tenant; changes nothing. */
export async function lookInto(hands: Hands): Promise<Seen> {
  const text = await hands.exportState();
  const state = text.trim() === "" ? emptyState : readState(text);
  const { graph, declared, now, pause } = hands;
  const read = () => hands.readTenant(state);
  return { ...(await look({ graph, state, declared, read, now: now(), pause })), text, state };
}

async function edit(hands: Hands, text: string, change: StateEdit): Promise<void> {
  if (!isEmpty(change)) await hands.importState(editedState(text, change));
}

/** Everything that was found, in words; first what stops. */
export function foundLines({ missing, deleted }: Looked, naming: Naming): string[] {
  return [
    ...deleted.flatMap((one) => deletedLines(one, naming)),
    ...missing.flatMap((one) => missingLines(one, naming)),
  ];
}

/** What is missing, for a program: `--json`. */
export function foundAsData({ missing, deleted }: Looked) {
  return missing.map((one) => ({
    integration: one.integration,
    stops: stops(one) && one.declared !== undefined,
    ...deleted
      .filter(({ missing: { integration } }) => integration === one.integration)
      .map(({ clientId, application, principal, author, credentials }) => ({
        clientId,
        application,
        principal,
        author,
        credentials,
      }))[0],
    consents: one.consents.map(({ urn, id }) => ({ urn, id })),
    secrets: one.secrets.map(({ urn, id }) => ({ urn, id })),
    certificates: one.certificates.map(({ urn, id }) => ({ urn, id })),
    vaultEntries: one.vaultEntries.map(({ urn, id }) => ({ urn, id })),
    owners: one.owners,
    changed: one.changed.map(({ resource: { urn, id }, changes }) => ({ urn, id, changes })),
    signInSwitchedOff: switchedOff(one),
  }));
}

/** True for an integration that is looked at, by its name in the state or in the file. */
export type Means = (integration: string | undefined) => boolean;

/** What was found of some integrations. */
function only({ missing, deleted, ...rest }: Seen, means: Means): Seen {
  const of = (one: Missing) =>
    means(one.integration) || (one.declared !== undefined && means(one.declared.resolved.name));
  return { ...rest, missing: missing.filter(of), deleted: deleted.filter((one) => of(one.missing)) };
}

/** How to go about what is missing. */
export interface Manner {
  /** Only these integrations; left out: all. */
  readonly means?: Means;
  /** False: the state stays as it is. */
  readonly yes: boolean;
  /** True: nothing is said. */
  readonly quiet: boolean;
}

/** What came of looking. */
export interface Settled {
  readonly found: ReturnType<typeof foundAsData>;
  /** True where `up` has to wait for a person's decision. */
  readonly waits: boolean;
  /** Entries of the state that were set right, or would be with `yes`. */
  readonly changes: number;
  /** What was read for it, the same for another comparison; undefined where the state has been changed since. */
  readonly read: Read | undefined;
}

/**
 * Says what is missing, and has the state forget what the next `up` makes again. Nothing is written to the tenant.
 */
export async function settleMissing(hands: Hands, { means = () => true, yes, quiet }: Manner): Promise<Settled> {
  const seen = only(await lookInto(hands), means);
  if (!quiet) for (const line of foundLines(seen, hands.naming)) hands.say(line);
  const change = settling(seen.missing, seen.tenant);
  const changed = seen.missing.flatMap((one) => one.changed.map(({ resource: { urn } }) => urn));
  if (yes) await edit(hands, seen.text, change);
  if (yes && changed.length > 0) await hands.reread(changed);
  return {
    found: foundAsData(seen),
    waits: seen.deleted.length > 0,
    changes: change.forget.length + new Set([...change.set.keys(), ...changed]).size,
    read: yes ? undefined : seen,
  };
}

function one(
  seen: Seen,
  name: string,
): { readonly missing: Missing | undefined; readonly deleted: Deleted | undefined } {
  const of = ({ integration, declared }: Missing) => integration === name || declared?.resolved.name === name;
  return { missing: seen.missing.find(of), deleted: seen.deleted.find(({ missing }) => of(missing)) };
}

/** Today's URN of what the state may know under a former one. */
function declaredUrns({ declared }: Missing, urns: readonly string[]): string[] {
  return (declared?.resources ?? [])
    .filter(({ urn }) => [urn, ...(declared?.formerly.get(urn) ?? [])].some((name) => urns.includes(name)))
    .map(({ urn }) => urn);
}

/** The writes that bring an integration back, or its sign-in to what is asked. */
function stepsOf(missing: Missing, deleted: Deleted | undefined, suspended: boolean): RestoreStep[] {
  if (deleted) return restoreSteps(deleted, suspended);
  const id = lastPart(missing.principal?.id);
  if (!suspended && switchedOff(missing)) return [{ do: "signIn", id, on: true }];
  return [];
}

/** What a restore lets the state forget and the engine make again: what stands in neither tenant nor bin. */
function madeAgain(missing: Missing): string[] {
  return [...missing.consents, ...wanted(missing).certificates].map(({ urn }) => urn);
}

/** Rights on mailboxes are Exchange Online's, and nothing that a deployer may read tells them: a person looks. */
function exchangeLines({ declared, integration, application, principal }: Missing): string[] {
  const mailboxes = declared?.resolved.mailboxes ?? [];
  if (mailboxes.length === 0) return [];
  const reads = mailboxes.flatMap(({ address, rights }) => [
    ...(rights.includes("FullAccess") ? [`Get-MailboxPermission -Identity '${address}'`] : []),
    ...(rights.includes("SendAs") ? [`Get-RecipientPermission '${address}'`] : []),
    ...(rights.some(isExchangeRole)
      ? [`Test-ServicePrincipalAuthorization -Identity '${principal?.outputs.objectId}' -Resource '${address}'`]
      : []),
  ]);
  return [
    `${integration}: Graph does not tell whether Exchange Online still gives the principal its mailboxes. In a PowerShell with Connect-ExchangeOnline, a person looks:`,
    `    Get-ServicePrincipal | Where-Object { $_.AppId -eq '${application?.outputs.clientId}' }`,
    ...reads.map((line) => `    ${line}`),
    `  What is missing there, the sheet's script gives again, and it may be run again: ./integrations handover ${integration}`,
  ];
}

function suspendedLines({ declared, integration }: Missing, { file, today }: Naming): string[] {
  if (declared?.resolved.suspended) return [];
  return [
    `${integration}: sign-in is off, and stays off until somebody decides. Write it into ${file}, ${placeOf({ integration, declared })}, so that the file says what the tenant does:`,
    `    suspended: { since: ${today}, reason: … }`,
  ];
}

/** Carries the steps out, one by one, each said before it is done. */
async function run(hands: Hands, steps: readonly RestoreStep[]): Promise<void> {
  for (const step of steps) {
    hands.say(`  ${stepLine(step)}`);
    await runStep(hands.graph, step, hands.pause);
  }
}

/**
 * Brings back what was deleted of an integration: application, principal, then what the bin lost of its consents, and
 * certificates whose key the stack holds.
 * @param yes false: says what would be done, and does nothing
 * @returns true where the integration is whole again
 */
export async function restore(hands: Hands, name: string, suspended: boolean, yes: boolean): Promise<boolean> {
  const { naming, say } = hands;
  const seen = await lookInto(hands);
  const { missing, deleted } = one(seen, name);
  if (missing === undefined) {
    say(`${name}: nothing is missing in the tenant.`);
    return true;
  }
  if (deleted && !isRestorable(deleted)) {
    for (const line of deletedLines(deleted, naming)) say(line);
    return false;
  }
  if (deleted) for (const line of deletedFacts(deleted)) say(line);
  const off = suspended || missing.declared?.resolved.suspended !== undefined;
  const steps = stepsOf(missing, deleted, off);
  const again = madeAgain(missing);
  say(`${name}: ${yes ? "restoring" : "a restore would"}`);
  if (!yes) {
    for (const step of steps) say(`  ${stepLine(step)}`);
    if (deleted) say("  compare its consents, assignments and directory roles, and make again what is missing");
    for (const urn of again) say(`  make again ${urn.split("::").at(-1)}`);
    if (deleted) for (const line of exchangeLines(missing)) say(line);
    say("Nothing was changed. With --yes it is done.");
    return false;
  }
  await run(hands, steps);
  const after = await lookInto(hands);
  const rest = one(after, name).missing;
  // Only a principal that no restore can bring back is made anew; all else is on its way, and giving it up would lose it.
  if (rest && stops(rest) && !(rest.applicationThere && deleted && isPrincipalLost(deleted)))
    throw new OperationError(`${name}: Entra does not show what was restored yet. Run the same command again.`);
  await makeAgain(hands, after, name);
  for (const line of [...(deleted ? exchangeLines(missing) : []), ...(off ? suspendedLines(missing, naming) : [])])
    say(line);
  return true;
}

/** True where the principal is in no bin. */
function isPrincipalLost({ principal }: Deleted): boolean {
  return principal.kind === "forGood";
}

/** Lets the state forget what is missing of one integration, and the engine make that again. */
async function makeAgain(hands: Hands, seen: Seen, name: string): Promise<void> {
  const { missing } = one(seen, name);
  if (missing === undefined) return;
  const given = recreation(missing, hands.naming.today);
  const lost = stops(missing) && given.kind === "ready" ? given.edit.forget : madeAgain(missing);
  const settled = settling([missing], seen.tenant);
  const forget = [...new Set([...lost, ...settled.forget])];
  await edit(hands, seen.text, { forget, set: settled.set });
  const urns = declaredUrns(missing, forget);
  if (urns.length === 0) return;
  hands.say(`  make again what the recycle bin did not keep: ${urns.map((urn) => urn.split("::").at(-1)).join(", ")}`);
  await hands.apply(urns);
}

/**
 * Gives up what was deleted of an integration: the state forgets it, and the next `up` makes another.
 * @returns true where the state has forgotten it
 */
export async function recreate(hands: Hands, name: string, yes: boolean): Promise<boolean> {
  const { naming, say } = hands;
  const seen = await lookInto(hands);
  const { missing, deleted } = one(seen, name);
  if (missing === undefined || deleted === undefined) {
    say(`${name}: its application and its service principal stand in the tenant; there is nothing to recreate.`);
    return missing === undefined;
  }
  for (const line of lossLines(deleted)) say(line);
  const made = recreation(missing, naming.today);
  if (made.kind === "nameFirst") {
    for (const line of nameFirstLines(missing, made.lines, naming)) say(line);
    return false;
  }
  if (!yes) {
    say("Nothing was changed. With --yes the state forgets them.");
    return false;
  }
  await edit(hands, seen.text, made.edit);
  say(`${name}: the state has forgotten ${made.edit.forget.length} resources. Next: ${naming.up}`);
  return true;
}

/**
 * Says what a refresh would forget without a word, so that the next `up` makes another in its place: an application, a
 * secret, a certificate; or what it would take for the file's will, as a sign-in that somebody switched off.
 * @returns true where there is any
 */
export async function refreshWouldForget(hands: Hands, means: Means = () => true): Promise<boolean> {
  const seen = only(await lookInto(hands), means);
  const taken = seen.missing.filter((one) => {
    const { secrets, certificates } = wanted(one);
    return stops(one) || secrets.length + certificates.length > 0 || switchedOff(one);
  });
  const held = { ...seen, missing: taken.filter(({ declared }) => declared !== undefined) };
  for (const line of foundLines(held, hands.naming)) hands.say(line);
  return held.missing.length > 0;
}
