/** People: who owns the application, and who may sign in to it. */
import { isDeepStrictEqual } from "node:util";
import type { Clause, OwnedObject } from "../clause.ts";
import type { RecordedInRole, RecordedIntegration, RecordedOwner } from "../recording.ts";
import { listDifference } from "./lists.ts";
import { type Difference, ifDifferent } from "./part.ts";

/** One owner of the application, of its principal, or of both. */
interface Ownership {
  readonly id: string;
  readonly kind: RecordedOwner["kind"];
  readonly name?: string;
  readonly of: readonly OwnedObject[];
}

function ownerships({ owners, registration }: RecordedIntegration): Ownership[] {
  const all = new Map<string, Ownership>();
  // Of a vendor's own application nobody here owns more than the principal.
  const places = registration ? (["principal"] as const) : (["application", "principal"] as const);
  for (const place of places)
    for (const { id, kind, name } of owners[place]) {
      const of = [...(all.get(id)?.of ?? []), place];
      all.set(id, { id, kind, of, ...(name !== undefined && { name }) });
    }
  return [...all.values()];
}

function ownerOf({ kind, name, of }: Ownership): Clause {
  return { code: "owner", kind, of, ...(name !== undefined && { name }) };
}

/** Every difference of the owners. An owner can make itself a credential and use it. */
export function compareOwners(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed, kept } = listDifference(ownerships(before), ownerships(after), ({ id }) => id);
  return [
    ...added.map(
      (owner): Difference => ({
        aspect: "owner",
        how: "added",
        subject: owner.id,
        after: ownerOf(owner),
        effect: "broadened",
      }),
    ),
    ...removed.map(
      (owner): Difference => ({
        aspect: "owner",
        how: "removed",
        subject: owner.id,
        before: ownerOf(owner),
        effect: "narrowed",
      }),
    ),
    ...kept
      .filter(([old, current]) => !isDeepStrictEqual(ownerOf(old), ownerOf(current)))
      .map(([old, current]): Difference => {
        const more = current.of.some((place) => !old.of.includes(place));
        const less = old.of.some((place) => !current.of.includes(place));
        const effect = more ? "broadened" : less ? "narrowed" : "changed";
        return {
          aspect: "owner",
          how: "changed",
          subject: old.id,
          before: ownerOf(old),
          after: ownerOf(current),
          effect,
        };
      }),
  ];
}

/** Another owner deploys from now on. Both remain owners, or `compareOwners` says so. */
export function compareDeployer(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  return ifDifferent(before.deployer ?? "", after.deployer ?? "", {
    aspect: "owner",
    subject: { code: "which-deploys" },
    effect: "changed",
  });
}

/** Each one's roles of the product's own. */
function rolesById({ inRoles = [] }: RecordedIntegration): ReadonlyMap<string, readonly RecordedInRole[]> {
  return Map.groupBy(inRoles, ({ id }) => id);
}

function inRoles(roles: readonly RecordedInRole[]): Clause {
  return {
    code: "in-roles",
    roles: roles.map(({ role }) => role).sort(),
    administers: roles.some(({ administers }) => administers),
  };
}

/** What a role allows only the product knows: any that comes is more, unless who gets it administered the product already. */
function ofRoles(old: readonly RecordedInRole[], current: readonly RecordedInRole[]): Difference["effect"] {
  const comes = current.filter(({ role }) => !old.some((one) => one.role === role));
  const isAdministrator = (roles: readonly RecordedInRole[]) => roles.some(({ administers }) => administers);
  if (comes.length === 0) return "narrowed";
  if (isAdministrator(comes) || !isAdministrator(old)) return "broadened";
  return isAdministrator(current) ? "changed" : "narrowed";
}

/** Every difference of who has which role of the product's own: what Entra tells the product, whoever else may sign in. */
export function compareAppRoles(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const [old, current] = [rolesById(before), rolesById(after)];
  const ids = [...new Set([...old.keys(), ...current.keys()])].sort();
  return ids.flatMap((subject): Difference[] => {
    const [had, has] = [old.get(subject) ?? [], current.get(subject) ?? []];
    if (isDeepStrictEqual(had, has)) return [];
    const how = had.length === 0 ? "added" : has.length === 0 ? "removed" : "changed";
    return [
      {
        aspect: "app-role",
        how,
        subject,
        ...(had.length > 0 && { before: inRoles(had) }),
        ...(has.length > 0 && { after: inRoles(has) }),
        effect: ofRoles(had, has),
      },
    ];
  });
}

function peopleOf({ owners, assigned }: RecordedIntegration): readonly string[] {
  return [...assigned, ...[...owners.application, ...owners.principal].map(({ id }) => id)];
}

/** Another name for somebody who was there and stays: it gives nothing, and the next reader goes by it. */
export function compareNames(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const [old, current] = [before.resolved?.names ?? {}, after.resolved?.names ?? {}];
  const there = new Set(peopleOf(before));
  return [...new Set(peopleOf(after))]
    .filter((id) => there.has(id))
    .sort()
    .flatMap((id) =>
      ifDifferent(old[id] ?? "", current[id] ?? "", {
        aspect: "name",
        subject: { code: "name-of", id },
        effect: "changed",
      }),
    );
}

/** Every difference of who may sign in. While everyone may, an assignment opens and closes nothing. */
export function compareSignIn(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  if (before.assignmentRequired !== after.assignmentRequired) {
    const words = ({ assignmentRequired, assigned }: RecordedIntegration): Clause =>
      assignmentRequired ? { code: "only", users: [...assigned].sort() } : { code: "everyone" };
    const effect = after.assignmentRequired ? "narrowed" : "broadened";
    return [{ aspect: "assignment", how: "changed", subject: "", before: words(before), after: words(after), effect }];
  }
  // Of whom a role comes or goes that says so (compareAppRoles).
  const inRole = new Set([...(before.inRoles ?? []), ...(after.inRoles ?? [])].map(({ id }) => id));
  const bare = ({ assigned }: RecordedIntegration) => assigned.filter((id) => !inRole.has(id));
  const { added, removed } = listDifference(bare(before), bare(after), (id) => id);
  if (!after.assignmentRequired) {
    const ahead = { aspect: "signs-in", effect: "changed" } as const;
    const state: Clause = { code: "assigned-while-open" };
    return [
      ...added.map((subject): Difference => ({ ...ahead, how: "added", subject, after: state })),
      ...removed.map((subject): Difference => ({ ...ahead, how: "removed", subject, before: state })),
    ];
  }
  return [
    ...added.map((subject): Difference => ({ aspect: "signs-in", how: "added", subject, effect: "broadened" })),
    ...removed.map((subject): Difference => ({ aspect: "signs-in", how: "removed", subject, effect: "narrowed" })),
  ];
}
