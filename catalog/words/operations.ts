/** The second part of a permission's name: what is done, and with which part of the resource. */
import type { Pair, Resource } from "./noun.ts";
import type { Verb } from "./verbs.ts";

/** What an operation does, and with what of the resource it does it. */
export interface Operation {
  readonly does: (resource: Resource) => readonly Verb[];
  /** Changes the noun or the whole phrase where the operation reaches only a part of the resource. */
  readonly narrows?: (resource: Resource, phrase: (noun: Pair) => Pair) => Pair;
}

function reading(): readonly Verb[] {
  return ["read"];
}
function writing({ write }: Resource): readonly Verb[] {
  return ["read", ...write];
}

/** Only the basic part: what the resource calls so, or its basic details. */
function basic({ noun, basic: part }: Resource, phrase: (noun: Pair) => Pair): Pair {
  if (part) return phrase(part);
  const [en, ja] = phrase(noun);
  return [`the basic details of ${en}`, `${ja}の基本情報`];
}

function anonymous({ noun }: Resource, phrase: (noun: Pair) => Pair): Pair {
  const [en, ja] = phrase(noun);
  return [`${en}, without the names`, `${ja}(氏名を除く)`];
}

/** Operations that mean the same for every resource. Those that do not are worded name by name (by-hand.ts). */
export const operations: Readonly<Record<string, Operation>> = {
  Read: { does: reading },
  ReadBasic: { does: reading, narrows: basic },
  ReadAnonymous: { does: reading, narrows: anonymous },
  ReadWrite: { does: writing },
  ReadWriteBasic: { does: writing, narrows: basic },
  Create: { does: () => ["create"], narrows: ({ noun }) => noun },
  Manage: { does: () => ["read", "create", "change", "delete"] },
  FullControl: { does: () => ["read", "create", "change", "delete"] },
};
