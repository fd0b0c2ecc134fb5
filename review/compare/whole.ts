/** An integration as a whole: it comes, goes, is renamed, or becomes another application. */
import type { Clause } from "../clause.ts";
import type { Pair } from "../pairs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { relativeName } from "./names.ts";
import type { Difference } from "./part.ts";

function titled({ product, vendor }: RecordedIntegration): Clause {
  return { code: "vendor", product, vendor };
}

/** The integration of the same vendor that goes (or comes) in the same change: a rename without `formerly`. */
function counterpart(pair: Pair, pairs: readonly Pair[]): RecordedIntegration | undefined {
  const [side, other] = pair.after ? (["after", "before"] as const) : (["before", "after"] as const);
  return pairs.find((candidate) => !candidate[side] && candidate[other]?.vendor === pair[side]?.vendor)?.[other];
}

function added(after: RecordedIntegration, pair: Pair, pairs: readonly Pair[]): Difference {
  const replaced = counterpart(pair, pairs);
  const { product, vendor, enabled } = after;
  return {
    aspect: "integration",
    how: "added",
    subject: after.name,
    after: { code: "integration-comes", product, vendor, suspended: !enabled, replaces: replaced?.name },
    effect: "broadened",
    ...(replaced && { newIdentity: true }),
  };
}

function removed(before: RecordedIntegration, pair: Pair, pairs: readonly Pair[]): Difference {
  const successor = counterpart(pair, pairs);
  const { product, vendor } = before;
  return {
    aspect: "integration",
    how: "removed",
    subject: before.name,
    before: { code: "integration-goes", product, vendor, successor: successor?.name },
    effect: "narrowed",
    ...(before.protected && { refusedByProtect: true }),
  };
}

/** What happens to the integration itself. */
export function whole(pair: Pair, pairs: readonly Pair[]): Difference[] {
  const { before, after } = pair;
  if (!before) return after ? [added(after, pair, pairs)] : [];
  if (!after) return [removed(before, pair, pairs)];
  if (before.name === after.name) return [];
  const words = { before: before.name, after: { code: "same-application", name: after.name } } as const;
  return [{ aspect: "integration", how: "changed", subject: after.name, ...words, effect: "changed" }];
}

/** Whose application signs in. */
function signsInWith({ registration }: RecordedIntegration): Clause {
  return registration ? { code: "vendors-application", clientId: registration.clientId } : { code: "own-application" };
}

/** Names by which the engine knows the application; former ones too. */
function applicationNames({ name, resources }: RecordedIntegration): readonly (readonly string[])[] {
  return resources
    .filter(({ type }) => type === tokens.application)
    .map((application) => [application.name, ...application.formerNames].map((each) => relativeName(each, name)));
}

/** Another vendor under the same name, or another application: the client id that people typed is worth nothing then. */
export function compareIdentity(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const subject = after.name;
  const known = applicationNames(before).map(([current]) => current);
  const lost = known.filter((name) => name !== undefined && !applicationNames(after).flat().includes(name));
  return [
    ...(before.vendor === after.vendor
      ? []
      : [
          {
            aspect: "integration",
            how: "changed",
            subject,
            before: titled(before),
            after: titled(after),
            effect: "broadened",
          } as const,
        ]),
    ...(before.registration?.clientId === after.registration?.clientId
      ? []
      : [
          {
            aspect: "integration",
            how: "changed",
            subject,
            before: signsInWith(before),
            after: signsInWith(after),
            effect: "broadened",
            newIdentity: true,
          } as const,
        ]),
    ...(lost.length === 0
      ? []
      : [
          {
            aspect: "integration",
            how: "changed",
            subject,
            after: { code: "application-anew" },
            effect: "changed",
            newIdentity: true,
            ...(before.protected && { refusedByProtect: true }),
          } as const,
        ]),
  ];
}
