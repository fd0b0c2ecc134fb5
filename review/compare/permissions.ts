/** Permissions: requested, granted, and to whom. One that moves between delegated and application is always a change. */
import { isDeepStrictEqual } from "node:util";
import { orderedBy } from "../../components/order.ts";
import type { Effect } from "../change.ts";
import type { Clause } from "../clause.ts";
import type { RecordedGrant, RecordedIntegration, RecordedPermission } from "../recording.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

/** One permission with all that one side says of it. */
interface Held {
  readonly permission: RecordedPermission;
  readonly requested: boolean;
  /** Absent: not granted. */
  readonly grantedTo?: RecordedGrant["for"];
}

function keyOf({ appId, kind, id }: RecordedPermission): string {
  return `${appId} ${kind} ${id}`;
}

function held({ requested, granted }: RecordedIntegration): Held[] {
  const all = new Map<string, Held>(
    requested.map((permission) => [keyOf(permission), { permission, requested: true }]),
  );
  for (const grant of granted) {
    const key = keyOf(grant);
    all.set(key, { permission: grant, requested: all.has(key), grantedTo: grant.for });
  }
  return [...all.values()];
}

function stateOf({ permission, requested, grantedTo }: Held, named: "kind" | undefined = undefined): Clause {
  const kind = named && permission.kind;
  // What is not granted is here because it is requested.
  if (grantedTo === undefined) return { code: "permission-state", granted: undefined, requested: true, kind };
  const users = grantedTo === "everyone" ? grantedTo : [...grantedTo].sort();
  return { code: "permission-state", granted: permission.kind === "application" ? "once" : users, requested, kind };
}

/** True if the grant `after` is for somebody whom the one before was not for. */
function gains(before: Held, after: Held): boolean {
  if (after.grantedTo === undefined) return before.grantedTo === undefined && after.requested && !before.requested;
  if (before.grantedTo === undefined) return true;
  if (before.grantedTo === "everyone") return false;
  return after.grantedTo === "everyone" || after.grantedTo.some((user) => !before.grantedTo?.includes(user));
}

function effectOf(before: Held, after: Held): Effect {
  if (gains(before, after)) return "broadened";
  return gains(after, before) ? "narrowed" : "changed";
}

function subjectOf({ api, kind, name }: RecordedPermission): Clause {
  return { code: "permission", api, kind, name };
}

/** A difference with what it is sorted by: API, then name. */
interface Sorted {
  readonly key: string;
  readonly difference: Difference;
}

function named({ appId, kind, name }: RecordedPermission) {
  return { appId, kind, name };
}

/** The same name on the same API, on one side only delegated and on the other only for the application. */
function moves(added: readonly Held[], removed: readonly Held[]): (readonly [before: Held, after: Held])[] {
  return added.flatMap((after) => {
    const before = removed.find(
      ({ permission: { appId, kind, name } }) =>
        appId === after.permission.appId && name === after.permission.name && kind !== after.permission.kind,
    );
    return before ? [[before, after] as const] : [];
  });
}

/**
 * A role acts without any user, so a scope that becomes one is broader. A role that becomes the scope of the same name is
 * narrower: of what it reached, only what a person who signed in may reach is left.
 */
function moved([before, after]: readonly [Held, Held]): Sorted {
  const subject = `${after.permission.api} ${after.permission.name}`;
  const difference: Difference = {
    aspect: "permission",
    how: "changed",
    subject,
    before: stateOf(before, "kind"),
    after: stateOf(after, "kind"),
    effect: after.permission.kind === "application" ? "broadened" : "narrowed",
    permission: named(after.permission),
  };
  return { key: subject, difference };
}

function sorted({ api, kind, name }: RecordedPermission, difference: Difference): Sorted {
  return { key: `${api} ${kind} ${name}`, difference };
}

/** Every difference of what is asked and granted. */
export function comparePermissions(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed, kept } = listDifference(held(before), held(after), ({ permission }) => keyOf(permission));
  const pairs = moves(added, removed);
  const paired = new Set(pairs.flat());
  const single = (entry: Held, how: "added" | "removed"): Sorted =>
    sorted(entry.permission, {
      aspect: "permission",
      how,
      subject: subjectOf(entry.permission),
      [how === "added" ? "after" : "before"]: stateOf(entry),
      effect: how === "added" ? "broadened" : "narrowed",
      permission: named(entry.permission),
    });
  return [
    ...pairs.map(moved),
    ...added.filter((entry) => !paired.has(entry)).map((entry) => single(entry, "added")),
    ...removed.filter((entry) => !paired.has(entry)).map((entry) => single(entry, "removed")),
    ...kept
      .filter(([old, current]) => !isDeepStrictEqual(stateOf(old), stateOf(current)))
      .map(([old, current]) =>
        sorted(current.permission, {
          aspect: "permission",
          how: "changed",
          subject: subjectOf(current.permission),
          before: stateOf(old),
          after: stateOf(current),
          effect: effectOf(old, current),
          permission: named(current.permission),
        }),
      ),
  ]
    .sort(orderedBy(({ key }) => key))
    .map(({ difference }) => difference);
}
