/** Plays one case: the disturbed runs, then reruns until one is quiet. */
import { isObject, type Properties, unwrap } from "../simulator/plugins/properties.ts";
import type { Case, Disturbance } from "./cases.ts";
import { type Fact, factsOf } from "./facts.ts";
import { type FaultyWire, faultyWire, type Schedule, type Sent } from "./fault.ts";
import { heal } from "./heal.ts";
import { type End, type History, isQuiet, type Moment, type Run } from "./history.ts";
import { lagging } from "./lag.ts";
import type { Story } from "./story.ts";
import { type Outcome, type State, stateLike, update } from "./update.ts";
import { type Deliver, deployerSecret, pluginsOver, routesOf, seeded, type World, worldLike } from "./world.ts";

/** The most reruns; a case that is not quiet then is not quiet. */
const mostReruns = 3;

/** A run's faults as a wire asks for them. One that lasts meets the same request again. */
export function scheduleOf({ faults }: Pick<Disturbance, "faults">): Schedule {
  const lasting = new Map<string, (typeof faults)[number]>();
  return ({ index, method, path }) => {
    const again = lasting.get(`${method} ${path}`);
    if (again) return again.fault;
    const planned = faults.find(({ at }) => at === index);
    if (planned?.lasting) lasting.set(`${method} ${path}`, planned);
    return planned?.fault;
  };
}

/** Looks at the tenant after every request that reached it. */
function observer(world: World) {
  let facts = new Map(factsOf(world.directory).map((fact) => [fact.id, fact]));
  let untouched = true;
  const moments: Moment[] = [];
  const firstParty = [...seeded().servicePrincipals];
  return {
    moments,
    isUntouched: () => untouched,
    look(run: number, during: Moment["during"], { index, write }: Sent): void {
      if (!write) return;
      untouched &&= firstParty.every(([id, row]) => world.directory.servicePrincipals.get(id) === row);
      const now = new Map(factsOf(world.directory).map((fact) => [fact.id, fact]));
      const without = (one: ReadonlyMap<string, Fact>, other: ReadonlyMap<string, Fact>) =>
        [...one.values()].filter(({ id, text }) => other.get(id)?.text !== text);
      const added = without(now, facts);
      const removed = without(facts, now).filter(({ id }) => !now.has(id));
      facts = now;
      if (added.length + removed.length === 0) return;
      const known = new Set([...world.state.resources.values()].flatMap(({ id }) => [id, ...id.split("/")]));
      moments.push({ run, request: index, during, added, removed, known });
    },
  };
}

/** Everything that is secret in a state, and in what the tenant has answered. */
function secretsIn(state: State): string[] {
  return [...state.resources.values()].flatMap(({ outputs }) => {
    const { plain, secrets } = unwrap(outputs);
    return [...secrets].flatMap((name) => texts(plain[name])).filter((text) => !text.includes("BEGIN CERTIFICATE"));
  });
}

function texts(value: Properties[string] | undefined): string[] {
  if (typeof value === "string") return value.length > 8 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return isObject(value) ? Object.values(value).flatMap(texts) : [];
}

/** Remembers the secrets that the tenant gives out. */
function overhearing(deliver: Deliver, secrets: Set<string>): Deliver {
  return async (url, init) => {
    const answer = await deliver(url, init);
    if (!url.endsWith("/addPassword") || !answer.ok) return answer;
    const { secretText } = (await answer.clone().json()) as { secretText?: string };
    if (secretText !== undefined) secrets.add(secretText);
    return answer;
  };
}

/** Adds a certificate to the application of a request, as a person does in the portal. @returns its key id */
function addedByHand({ directory }: World, { path, index }: Sent): string {
  const objectId = path.split("/").at(-1) ?? "";
  const row = directory.applications.get(objectId);
  if (row === undefined) throw new Error(`${path} is of no application`);
  const keyId = `b4a4d000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  const certificate = {
    keyId,
    displayName: "CN=added by hand",
    customKeyIdentifier: "QWRkZWQgYnkgaGFuZCBtZWFud2hpbGU=",
    type: "AsymmetricX509Cert",
    usage: "Verify",
    startDateTime: "2026-11-21T00:00:00Z",
    endDateTime: "2027-11-21T00:00:00Z",
    key: null,
  };
  const { entity, keyring } = row;
  directory.applications.set(objectId, {
    ...row,
    entity: { ...entity, keyCredentials: [...entity.keyCredentials, certificate] },
    keyring: { ...keyring, certificates: { ...keyring.certificates, [keyId]: "" } },
  });
  return keyId;
}

/** A process that dies leaves its work where it is. */
async function mortal<Result>(wire: FaultyWire, work: Promise<Result>): Promise<Result | "died"> {
  return Promise.race([work, wire.died.then(() => "died" as const)]);
}

function endOf(outcome: Outcome | "died"): End {
  if (outcome === "died") return { kind: "died" };
  const { steps, fault } = outcome;
  return fault === undefined ? { kind: "done", steps } : { kind: "failed", steps, fault };
}

/** Plays a case of a story. */
export async function play({ runs: disturbances }: Pick<Case, "runs">, story: Story): Promise<History> {
  const world = worldLike(story.before);
  const observed = observer(world);
  const secrets = new Set<string>([deployerSecret]);
  const deliver = overhearing(await routesOf(world), secrets);
  const runs: Run[] = [];
  const byHand = new Set<string>();
  const none: Disturbance = { faults: [] };
  const open = (during: Moment["during"], disturbance: Disturbance): FaultyWire => {
    const through = disturbance.lag ? lagging(deliver, disturbance.lag) : deliver;
    const run = runs.length;
    const reached = (sent: Sent) => observed.look(run, during, sent);
    const begun = stateLike(world.state);
    // Its lock did not keep it out, and what it writes down is overwritten by the first.
    const secondRun = async (): Promise<void> => {
      const second = faultyWire(deliver, () => undefined, { reached });
      await update(story.program, begun, { start: pluginsOver(second.wire), answered: second.answered });
      for (const secret of secretsIn(begun)) secrets.add(secret);
    };
    const portal = (sent: Sent): void => void byHand.add(addedByHand(world, sent));
    return faultyWire(through, scheduleOf(disturbance), { reached, secondRun, portal });
  };
  const runOnce = async (disturbance: Disturbance): Promise<Run> => {
    // What heals comes before the faults of this run: it reads, and what it reads may be read again.
    const healer = open("heal", none);
    const found = await heal(world, story.program, healer).catch((cause: unknown) => cause as Error);
    const wire = open("update", disturbance);
    const start = pluginsOver(wire.wire);
    const failed = (fault: string): Outcome => ({ steps: [], fault });
    const outcome =
      found instanceof Error
        ? failed(found.message)
        : found.waits
          ? failed(found.words.join("\n"))
          : await mortal(wire, update(story.program, world.state, { start, answered: wire.answered }));
    if (!(found instanceof Error) && outcome !== "died" && outcome.fault === undefined) await found.finish();
    const said = found instanceof Error ? [] : [...found.words];
    const run = { healing: healer.lines, lines: wire.lines, end: endOf(outcome), said };
    runs.push(run);
    for (const secret of secretsIn(world.state)) secrets.add(secret);
    return run;
  };
  for (const disturbance of disturbances) await runOnce(disturbance);
  for (let rerun = 0; rerun < mostReruns; rerun++) if (isQuiet(await runOnce(none))) break;
  return {
    runs,
    disturbed: disturbances.length,
    moments: observed.moments,
    world,
    secrets: [...secrets],
    byHand,
    firstPartyUntouched: observed.isUntouched(),
  };
}
