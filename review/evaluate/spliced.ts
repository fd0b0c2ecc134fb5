/**
 * The evaluation of a tenant of which a few integrations have changed, made of the whole one before and of two small ones:
 * the changed integrations before and after, each with one beside it that did not change. The program evaluates its
 * integrations one by one; wherever the small one before is not exactly a part of the whole one, or the two small ones
 * differ beyond their integrations, it does not, and there is no answer.
 */
import { isDeepStrictEqual } from "node:util";
import { inOrder } from "../../components/order.ts";
import { tokens } from "../tokens.ts";
import { packagesOf, type RegisteredOutputs, type Registration, type WholeEvaluation } from "./index.ts";

type Data = Readonly<Record<string, unknown>>;

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Registrations by the integration they belong to, which is its URN; empty: by none. Each group is sorted by URN. */
function grouped(registrations: readonly Registration[]): ReadonlyMap<string, readonly Registration[]> {
  const byUrn = new Map(registrations.map((registration) => [registration.urn, registration]));
  const ownerOf = (registration: Registration): string => {
    for (let at: Registration | undefined = registration; at; at = byUrn.get(at.parent))
      if (at.type === tokens.integration) return at.urn;
    return "";
  };
  const sorted = [...registrations].sort((a, b) => inOrder(a.urn, b.urn));
  return Map.groupBy(sorted, ownerOf);
}

/** True where an evaluation saw all that began, and the program did nothing beside registering. */
function isQuiet({ escapeHatches, unseen, handedOut, problems }: WholeEvaluation): boolean {
  return [escapeHatches, unseen, problems].every((all) => all?.length === 0) && handedOut !== undefined;
}

/** No value: what would stand here depends on more than the parts tell. */
const unclear = Symbol("unclear");

/** What stands in `whole` once its part `before` is the part `after`. */
function replaced(whole: unknown, before: unknown, after: unknown): unknown {
  if (isDeepStrictEqual(before, after)) return whole;
  if (isData(whole) && isData(before) && isData(after)) {
    const result: Record<string, unknown> = {};
    for (const key of new Set([...Object.keys(whole), ...Object.keys(after)])) {
      const value = replaced(whole[key], before[key], after[key]);
      if (value === unclear) return unclear;
      if (value !== undefined) result[key] = value;
    }
    return result;
  }
  return isDeepStrictEqual(whole, before) ? after : unclear;
}

/** True where everything that a part says stands in the whole likewise. */
function isPart(part: unknown, whole: unknown): boolean {
  if (!isData(part) || !isData(whole)) return isDeepStrictEqual(part, whole);
  return Object.entries(part).every(([key, value]) => isPart(value, whole[key]));
}

function keysOf(lookups: WholeEvaluation["lookups"]): ReadonlySet<string> {
  return new Set(lookups.map((lookup) => JSON.stringify(lookup)));
}

function handedBy(handedOut: readonly RegisteredOutputs[] = []): ReadonlyMap<string, RegisteredOutputs> {
  return new Map(handedOut.map((outputs) => [outputs.urn, outputs]));
}

/** What the stack and the components hand out; undefined where the parts do not tell. */
function handedOutOf(
  whole: WholeEvaluation,
  before: WholeEvaluation,
  after: WholeEvaluation,
): RegisteredOutputs[] | undefined {
  const [all, former, now] = [whole, before, after].map(({ handedOut }) => handedBy(handedOut));
  const urns = new Set([...(all?.keys() ?? []), ...(now?.keys() ?? [])]);
  const result: RegisteredOutputs[] = [];
  for (const urn of urns) {
    const [part, standing] = [former?.get(urn), all?.get(urn)];
    if (part && !isPart(part, standing)) return undefined;
    const outputs = replaced(standing, part, now?.get(urn));
    if (outputs === unclear) return undefined;
    if (outputs !== undefined) result.push(outputs as RegisteredOutputs);
  }
  return result;
}

/**
 * The evaluation after a change.
 * @param whole of every integration before
 * @param before of the integrations that change, before, and of one that does not
 * @param after of the same after
 * @returns undefined where these three do not tell it
 */
export function spliced(
  whole: WholeEvaluation,
  before: WholeEvaluation,
  after: WholeEvaluation,
): WholeEvaluation | undefined {
  if (![whole, before, after].every(isQuiet)) return undefined;
  const [all, former, now] = [
    grouped(whole.registrations),
    grouped(before.registrations),
    grouped(after.registrations),
  ];
  for (const [owner, registrations] of former) if (!isDeepStrictEqual(registrations, all.get(owner))) return undefined;
  if (!isDeepStrictEqual(former.get(""), now.get(""))) return undefined;
  for (const owner of now.keys()) if (all.has(owner) && !former.has(owner)) return undefined;
  const [known, asked, asks] = [keysOf(whole.lookups), keysOf(before.lookups), keysOf(after.lookups)];
  // What is not asked for any more may still be asked for by others.
  if (![...asked].every((key) => known.has(key) && asks.has(key))) return undefined;
  const handedOut = handedOutOf(whole, before, after);
  if (handedOut === undefined) return undefined;
  const kept = [...all].filter(([owner]) => !former.has(owner)).flatMap(([, registrations]) => registrations);
  const registrations = [...[...now.values()].flat(), ...kept];
  const used = packagesOf(registrations);
  return {
    registrations,
    lookups: [...new Set([...known, ...asks])].map((key) => JSON.parse(key) as WholeEvaluation["lookups"][number]),
    escapeHatches: [],
    unseen: [],
    problems: [],
    handedOut,
    installed: Object.fromEntries(
      Object.entries({ ...whole.installed, ...after.installed }).filter(([name]) => used.has(name)),
    ),
  };
}
