/** Lists of the tenant's file in which one entry was written with a dash before each of its keys. */
import type { Fault } from "./faults.ts";
import { isMap } from "./raw.ts";

/** The lists whose entries are maps, with what each entry needs. */
const entryLists: Readonly<Record<string, readonly string[]>> = {
  credentials: ["issued", "expires"],
  mailboxes: ["address", "receive", "sendAs"],
  exceptions: ["rule", "until"],
};

/** What is said of the second half of an entry. */
export function splitWords(needed: readonly string[]): string {
  return `begins a second entry with a dash of its own; one dash for both: - { ${needed.map((key) => `${key}: …`).join(", ")} }`;
}

/** Two neighbours that are one entry: a dash was written before each of its keys. */
export function splitAt(list: unknown, needed: readonly string[]): number[] {
  if (!Array.isArray(list)) return [];
  const maps = list as readonly unknown[];
  const lacks = (entry: unknown) => isMap(entry) && needed.some((key) => !(key in entry));
  return [...maps.keys()].filter((at) => {
    const [before, entry] = [maps[at - 1], maps[at]];
    if (!isMap(entry) || !isMap(before) || !lacks(entry) || !lacks(before)) return false;
    return Object.keys(entry).length < needed.length && Object.keys(entry).every((key) => !(key in before));
  });
}

/** Lists in which one entry was written with several dashes. */
export function splitEntries(data: unknown): Fault[] {
  if (!isMap(data)) return [];
  const lists = isMap(data.integrations)
    ? Object.entries(data.integrations).flatMap(([name, settings]) =>
        isMap(settings)
          ? Object.entries(entryLists).map(([key, needed]) => ({
              path: ["integrations", name, key],
              list: settings[key],
              needed,
            }))
          : [],
      )
    : [];
  const owners =
    isMap(data.tenant) && Array.isArray(data.tenant.owners) ? (data.tenant.owners as readonly unknown[]) : [];
  const ownerSplit = [...owners.keys()].filter((at) => {
    const owner = owners[at];
    return (
      at > 0 &&
      isMap(owner) &&
      Object.keys(owner).length > 0 &&
      Object.keys(owner).every((key) => ["name", "deploys"].includes(key))
    );
  });
  return [
    ...lists.flatMap(({ path, list, needed }) =>
      splitAt(list, needed).map((at) => ({
        path: [...path, at],
        message: splitWords(needed),
      })),
    ),
    ...ownerSplit.map((at) => ({
      path: ["tenant", "owners", at],
      message:
        "begins a second entry with a dash of its own; one dash for both: - { servicePrincipal: …, deploys: true }",
    })),
  ];
}
