/** The third part of a permission's name: how much of the resource it reaches. */
import type { Kind } from "../apis.ts";
import type { Pair, Resource } from "./noun.ts";

/** Makes of a noun the phrase for what is reached. */
type Phrase = (noun: Pair) => Pair;

const shared: Phrase = ([en, ja]) => [
  `the signed-in user's own ${en} and ${en} shared with that user`,
  `サインインしたユーザー自身の${ja}と、そのユーザーに共有された${ja}`,
];

/** What is reached, by constraint; a name without one has the key `""`. */
export const constraints: Readonly<Record<string, (resource: Resource, kind: Kind) => Phrase>> = {
  "": ({ all, own }, kind) => (kind === "delegated" && own) || all,
  All: ({ all }) => all,
  Shared: () => shared,
  OwnedBy:
    () =>
    ([en, ja]) => [`the ${en} that the application itself owns`, `アプリケーション自身が所有する${ja}`],
  WhereInstalled:
    () =>
    ([en, ja]) => [`the ${en} in which its Teams app is installed`, `この Teams アプリがインストールされた${ja}`],
};
