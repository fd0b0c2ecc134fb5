/** What a permission's resource is, as a noun in both languages, and whose it is. */
import { type Verb, verbs } from "./verbs.ts";

/** The same words in English and Japanese. */
export type Pair = readonly [en: string, ja: string];

/** A resource of permissions: what its names stand for, in both languages. */
export interface Resource {
  /** Without an article or "all": `access reviews`. */
  readonly noun: Pair;
  /** All of it, in the whole tenant: `mail in every mailbox`. */
  readonly all: (noun: Pair) => Pair;
  /** What belongs to the person who signed in; absent where the resource belongs to nobody in particular. */
  readonly own?: (noun: Pair) => Pair;
  /** What `ReadWrite` does beside reading. */
  readonly write: readonly Verb[];
  /** What `ReadBasic` leaves of the noun; absent: its basic details. */
  readonly basic?: Pair;
}

type More = Partial<Pick<Resource, "write" | "basic">>;

function ownOf([en, ja]: Pair): Pair {
  return [`the signed-in user's ${en}`, `サインインしたユーザーの${ja}`];
}

function resource(
  noun: Pair,
  all: Resource["all"],
  own: Resource["own"],
  { write = verbs.cud, basic }: More,
): Resource {
  return { noun, all, write, ...(own && { own }), ...(basic && { basic }) };
}

/** Where a Japanese noun says itself where "all" belongs, or begins with what it belongs to: there, else in front. */
function allJa(ja: string): string {
  if (ja.includes("{}")) return ja.replace("{}", "すべての");
  const [, owner, rest] = /^([A-Z][A-Za-z0-9 ]*の|テナントの|エージェント レジストリの)(.+)$/.exec(ja) ?? [];
  return owner ? `${owner}すべての${rest}` : `すべての${ja}`;
}

/**
 * Things of the tenant: "all access reviews".
 * @param ja `{}` marks where すべての belongs if that is not in front: アプリ カタログにある{}アプリ
 */
export function things(en: string, ja: string, more: More = {}): Resource {
  const bare = ja.replace("{}", "");
  return resource([en, bare], ([e, j]) => [`all ${e}`, allJa(j === bare ? ja : j)], undefined, more);
}

/** One thing of which the tenant has one, or a noun that says itself how much of it there is. */
export function one(en: string, ja: string, more: More = {}): Resource {
  return resource([en, ja], (noun) => noun, undefined, { write: verbs.u, ...more });
}

/** What each user has: "every user's tasks". */
export function users(en: string, ja: string, more: More = {}): Resource {
  return resource([en, ja], ([e, j]) => [`every user's ${e}`, `すべてのユーザーの${j}`], ownOf, more);
}

/** What lies in mailboxes: "mail in every mailbox". */
export function mailboxes(en: string, ja: string, more: More = {}): Resource {
  return resource([en, ja], ([e, j]) => [`${e} in every mailbox`, `すべてのメールボックスの${j}`], ownOf, more);
}

/** What has words of its own for all of it and for the signed-in user's part. */
export function parted(noun: Pair, all: Pair, own: Pair, more: More = {}): Resource {
  return resource(
    noun,
    () => all,
    () => own,
    more,
  );
}
