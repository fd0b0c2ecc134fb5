/** People: who owns the application, and who may sign in to it. */
import type { RecordedIntegration, RecordedOwner } from "../recording.ts";
import { listDifference } from "./lists.ts";
import { type Difference, ifDifferent } from "./part.ts";

/** One owner of the application, of its principal, or of both. */
interface Ownership {
  readonly id: string;
  readonly kind: RecordedOwner["kind"];
  readonly subject: readonly ("application" | "principal")[];
}

function ownerships({ owners }: RecordedIntegration): Ownership[] {
  const all = new Map<string, Ownership>();
  for (const place of ["application", "principal"] as const)
    for (const { id, kind } of owners[place])
      all.set(id, { id, kind, subject: [...(all.get(id)?.subject ?? []), place] });
  return [...all.values()];
}

function ownerWords({ kind, subject }: Ownership): string {
  const what = {
    user: "a person",
    servicePrincipal: "a service principal",
    unknown: "a person or a service principal",
  }[kind];
  return `${what}, owner of the ${subject.join(" and the ")}`;
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
        after: ownerWords(owner),
        effect: "broadened",
      }),
    ),
    ...removed.map(
      (owner): Difference => ({
        aspect: "owner",
        how: "removed",
        subject: owner.id,
        before: ownerWords(owner),
        effect: "narrowed",
      }),
    ),
    ...kept
      .filter(([old, current]) => ownerWords(old) !== ownerWords(current))
      .map(([old, current]): Difference => {
        const more = current.subject.some((place) => !old.subject.includes(place));
        const less = old.subject.some((place) => !current.subject.includes(place));
        const effect = more ? "broadened" : less ? "narrowed" : "changed";
        return {
          aspect: "owner",
          how: "changed",
          subject: old.id,
          before: ownerWords(old),
          after: ownerWords(current),
          effect,
        };
      }),
  ];
}

/** Another owner deploys from now on. Both remain owners, or `compareOwners` says so. */
export function compareDeployer(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  return ifDifferent(before.deployer ?? "", after.deployer ?? "", {
    aspect: "owner",
    subject: "which deploys",
    effect: "changed",
  });
}

/** Every difference of who may sign in. While everyone may, an assignment means nothing. */
export function compareSignIn(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  if (before.assignmentRequired !== after.assignmentRequired) {
    const words = ({ assignmentRequired, assigned }: RecordedIntegration) =>
      assignmentRequired
        ? `only ${assigned.length > 0 ? [...assigned].sort().join(", ") : "who is assigned, and nobody is"}`
        : "everyone";
    const effect = after.assignmentRequired ? "narrowed" : "broadened";
    return [{ aspect: "assignment", how: "changed", subject: "", before: words(before), after: words(after), effect }];
  }
  if (!after.assignmentRequired) return [];
  const { added, removed } = listDifference(before.assigned, after.assigned, (id) => id);
  return [
    ...added.map((subject): Difference => ({ aspect: "signs-in", how: "added", subject, effect: "broadened" })),
    ...removed.map((subject): Difference => ({ aspect: "signs-in", how: "removed", subject, effect: "narrowed" })),
  ];
}
