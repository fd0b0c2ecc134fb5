/**
 * What a permission lets its holder do, in English and Japanese: by hand where the consequence is more than the name says,
 * else composed of the name's parts. Both languages are made by the same code.
 */
import type { Kind } from "../apis.ts";
import { byHand } from "./by-hand.ts";
import { constraints } from "./constraints.ts";
import { inTeams } from "./in-teams.ts";
import type { Pair } from "./noun.ts";
import { operations } from "./operations.ts";
import { otherApis } from "./other-apis.ts";
import { resources } from "./resources.ts";
import { canJa, clause } from "./verbs.ts";

/** What a permission lets its holder do. */
export interface Allowed {
  /** What follows "can": `read all groups`; without a full stop. */
  readonly en: string;
  /** A polite clause: すべてのグループを読み取れます; without 。 */
  readonly ja: string;
}

/** The plain clauses, before anything is said of the person who signed in: `read all groups`, すべてのグループを読み取る. */
function composed(kind: Kind, name: string): Pair | { readonly missing: string } {
  const [head = "", second = "", ...rest] = name.split(".");
  const constraint = rest.join(".");
  const special = inTeams(head, second, kind);
  if (special) return special;
  const keyed = resources[`${head}:${constraint}`];
  const resource = keyed ?? resources[head];
  if (!resource) return { missing: `resource "${head}" (catalog/words/resources.ts)` };
  const operation = operations[second];
  if (!operation) return { missing: `operation "${second}" of ${head} (catalog/words/operations.ts or by-hand.ts)` };
  const reach = keyed ? keyed.all : constraints[constraint]?.(resource, kind);
  if (!reach) return { missing: `constraint "${constraint}" of ${head} (catalog/words/constraints.ts or by-hand.ts)` };
  return clause(operation.does(resource), operation.narrows?.(resource, reach) ?? reach(resource.noun));
}

function plain(appId: string, kind: Kind, name: string): Pair | { readonly missing: string } {
  const ofApi = otherApis[appId];
  const own = ofApi?.[`${kind} ${name}`] ?? ofApi?.[name];
  return own ?? byHand[`${kind} ${name}`] ?? byHand[name] ?? composed(kind, name);
}

function isPair(words: Pair | { readonly missing: string }): words is Pair {
  return !("missing" in words);
}

/**
 * The part of a permission's name that no table has words for.
 * @returns undefined where the permission has words
 */
export function missingWords(appId: string, kind: Kind, name: string): string | undefined {
  const words = plain(appId, kind, name);
  return isPair(words) ? undefined : words.missing;
}

/**
 * The clause alone, for lists under a heading that already says whose rights count; Japanese in the plain form, for
 * …こと. A permission without words is named.
 * @param appId application id of the API
 */
export function ability(appId: string, kind: Kind, name: string): Allowed {
  const words = plain(appId, kind, name);
  return isPair(words) ? { en: words[0], ja: words[1] } : { en: `use ${name}`, ja: `${name} を使う` };
}

/**
 * What a permission lets its holder do, with whose reach: an application permission by itself, a delegated one as the
 * person who signed in. Words that name that person already say so.
 * @param appId application id of the API
 */
export function whatItAllows(appId: string, kind: Kind, name: string): Allowed {
  const { en, ja } = ability(appId, kind, name);
  if (kind === "application" || en.includes("signed-in user")) return { en, ja: canJa(ja) };
  return {
    en: `${en}, as far as the signed-in user may`,
    ja: `サインインしたユーザーの権限の範囲で、${canJa(ja)}`,
  };
}
