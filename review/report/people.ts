/**
 * Whom an object id means, beside the id: nobody reads ids, and a name is no more than the file's word. A name that comes
 * with the change or is altered by it is told as such, so that it cannot pass for one that was read before.
 */
import { withNames } from "../../components/called.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import type { RecordedOwner, Recording } from "../recording.ts";

/** The names of one side by object id. */
function namesIn(recording: Recording | undefined): ReadonlyMap<string, string> {
  return new Map((recording?.integrations ?? []).flatMap(({ resolved }) => Object.entries(resolved?.names ?? {})));
}

/** Puts names beside ids. */
export interface Naming {
  /** What stands beside an id; undefined where the file names nobody. */
  of(id: string): LocalizedText | undefined;
  /** A sentence with each name beside its id. */
  in(text: LocalizedText): LocalizedText;
  /** An owner with the name that both sides give it. */
  owner(owner: RecordedOwner): RecordedOwner;
}

/** @param before undefined: there is no base, so every name is the change's own */
export function naming(before: Recording | undefined, after: Recording): Naming {
  const [old, current] = [namesIn(before), namesIn(after)];
  /** Another who had the name: whoever is new under it would be taken for them. */
  const namesake = (id: string, name: string) =>
    [...old, ...current].find(([other, theirs]) => other !== id && theirs === name)?.[0];
  const of = (id: string): LocalizedText | undefined => {
    const [was, is] = [old.get(id), current.get(id)];
    if (was === undefined && is === undefined) return undefined;
    const name = JSON.stringify(is ?? was);
    if (is === undefined || is === was) return { en: name, ja: name };
    const other = namesake(id, is);
    const same = {
      en: other === undefined ? "" : `; ${other} is called the same`,
      ja: other === undefined ? "" : `、${other} と同名`,
    };
    if (was === undefined)
      return {
        en: `${name}, a name that is new in the review${same.en}`,
        ja: `${name}、レビューに初めて出る名前${same.ja}`,
      };
    const former = JSON.stringify(was);
    return {
      en: `${name}, until now called ${former}${same.en}`,
      ja: `${name}、これまでの名前は ${former}${same.ja}`,
    };
  };
  return {
    of,
    in: ({ en, ja }) => ({ en: withNames(en, (id) => of(id)?.en), ja: withNames(ja, (id) => of(id)?.ja) }),
    owner: (owner) => {
      const name = current.get(owner.id);
      return owner.name === undefined && name !== undefined && name === old.get(owner.id) ? { ...owner, name } : owner;
    },
  };
}
