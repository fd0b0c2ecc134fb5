/** An integration as a whole: it comes, goes, is renamed, or becomes another application. */

import type { Pair } from "../pairs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { relativeName } from "./names.ts";
import type { Difference } from "./part.ts";

function titled({ product, vendor }: RecordedIntegration): string {
  return `${product} (${vendor})`;
}

/** The integration of the same vendor that goes (or comes) in the same change: a rename without `formerly`. */
function counterpart(pair: Pair, pairs: readonly Pair[]): RecordedIntegration | undefined {
  const [side, other] = pair.after ? (["after", "before"] as const) : (["before", "after"] as const);
  return pairs.find((candidate) => !candidate[side] && candidate[other]?.vendor === pair[side]?.vendor)?.[other];
}

function added(after: RecordedIntegration, pair: Pair, pairs: readonly Pair[]): Difference {
  const replaced = counterpart(pair, pairs);
  const words = replaced
    ? `, with a new client id in place of ${replaced.name}: without \`formerly\` it is another application`
    : "";
  return {
    aspect: "integration",
    how: "added",
    subject: after.name,
    after: `${titled(after)}${after.enabled ? "" : ", suspended"}${words}`,
    effect: "broadened",
    ...(replaced && { newIdentity: true }),
  };
}

function removed(before: RecordedIntegration, pair: Pair, pairs: readonly Pair[]): Difference {
  const successor = counterpart(pair, pairs);
  return {
    aspect: "integration",
    how: "removed",
    subject: before.name,
    before: `${titled(before)}${successor ? `; ${successor.name} comes with a new client id` : ""}`,
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
  const words = { before: before.name, after: `${after.name}, the same application and client id` };
  return [{ aspect: "integration", how: "changed", subject: after.name, ...words, effect: "changed" }];
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
    ...(lost.length === 0
      ? []
      : [
          {
            aspect: "integration",
            how: "changed",
            subject,
            after: "its application is deleted and made anew, with a new client id",
            effect: "changed",
            newIdentity: true,
            ...(before.protected && { refusedByProtect: true }),
          } as const,
        ]),
  ];
}
