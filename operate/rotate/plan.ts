/**
 * What a rotation does to one integration's part of the tenant's file: the move, and the edits that carry it out.
 */
import { chainOf, needsAll, type ScheduledKind, scheduledWays } from "../../components/asked-credential.ts";
import { addDays, dayNumber, issueDay } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import { lifeInDays } from "../../components/rotation.ts";
import {
  type Confirmation,
  type CredentialEntry,
  definitionIn,
  type ExceptionEntry,
  type IntegrationSettings,
  type Tenant,
} from "../../components/settings.ts";
import { policyFor } from "../../components/tenant-policy.ts";
import { lifeLevel, secretLifetime } from "../../review/rules/secret-lifetime.ts";
import { advance, type Emergency, type Move } from "./advance.ts";
import type { Entry, ListEdit } from "./edit.ts";

/** One integration's next change. */
export interface Rotation {
  readonly integration: string;
  readonly move: Move;
  /** In the order in which they are to be made; none where the move waits. */
  readonly edits: readonly ListEdit[];
}

/** False for one that would cover nothing: it stands already, or the successor's life, cut by the tenant, needs none. */
function isNeeded(
  { rule }: ExceptionEntry,
  successor: CredentialEntry,
  exceptions: readonly ExceptionEntry[],
): boolean {
  if (exceptions.some((one) => one.rule === rule && one.subject === successor.issued)) return false;
  return rule !== secretLifetime.name || lifeLevel(lifeInDays(successor)) !== undefined;
}

/** Exceptions that name a credential go with it: its successor needs the same, for as long. */
function inherited(exceptions: readonly ExceptionEntry[], from: string, successor: CredentialEntry): ListEdit[] {
  const { issued } = successor;
  return exceptions
    .filter((exception) => exception.subject === from && isNeeded(exception, successor, exceptions))
    .map(({ rule, reason, until }): ListEdit => {
      const span = dayNumber(until) - dayNumber(issueDay(from));
      const entry: Entry = {
        rule,
        subject: issued,
        ...(reason !== undefined && { reason }),
        until: addDays(issueDay(issued), span),
      };
      return { edit: "append", list: "exceptions", entry };
    });
}

/** The last first, so that the earlier indexes stay right. */
function dropped(exceptions: readonly ExceptionEntry[], of: string): ListEdit[] {
  return exceptions
    .flatMap(({ subject }, index): ListEdit[] =>
      subject === of ? [{ edit: "remove", list: "exceptions", index }] : [],
    )
    .reverse();
}

function editsOf(move: Move, { credentials = [], exceptions = [] }: IntegrationSettings): ListEdit[] {
  switch (move.move) {
    case "wait":
      return [];
    case "issue": {
      const { issued, expires, kind } = move.credential;
      const newest = credentials.findLast((line) => line.kind === kind);
      return [
        {
          edit: "append",
          list: "credentials",
          entry: { issued, expires, ...(kind !== undefined && { kind }) },
        },
        ...(newest ? inherited(exceptions, newest.issued, move.credential) : []),
      ];
    }
    case "retire": {
      const index = credentials.findIndex(({ issued }) => issued === move.issued);
      return [{ edit: "remove", list: "credentials", index }, ...dropped(exceptions, move.issued)];
    }
  }
}

/**
 * Decides one integration.
 * @param tenant its limits
 * @param today `YYYY-MM-DD` in the tenant's world
 */
export function rotationOf(
  integration: string,
  settings: IntegrationSettings,
  tenant: Tenant,
  today: string,
  emergency?: Emergency,
  lastUses?: ReadonlyMap<string, string>,
): Rotation {
  const definition = definitionIn(tenant, integration);
  const credentials = settings.credentials ?? [];
  const kinds = needsAll(definition) ? scheduledWays(definition).map(({ kind }) => kind) : [undefined];
  const latest = credentials.at(-1)?.issued;
  const moveOf = (kind: ScheduledKind | undefined) =>
    advance(today, {
      credentials: kind === undefined ? credentials : chainOf(definition, credentials, { kind }),
      ...(latest !== undefined && { latest }),
      resting: settings.suspended !== undefined || settings.leaving === true,
      definition,
      policy: policyFor(tenant.policy, integration),
      ...(lastUses && { lastUses }),
      ...(emergency && { emergency }),
    });
  // One change a run: what is due first, by the page's order of kinds.
  const [first = moveOf(undefined), ...others] = kinds.map(moveOf);
  const move = [first, ...others].find((one) => one.move !== "wait") ?? first;
  return { integration, move, edits: editsOf(move, settings) };
}

/** A hand-over that was confirmed, place by place. */
export interface Confirmed {
  readonly edits: readonly ListEdit[];
  /** The places where nobody has seen the credential in use yet. */
  readonly open: readonly string[];
}

/** Whether every place is among the confirmations, and since when. */
export function confirmedDay(places: readonly string[], confirmations: readonly Confirmation[]): string | undefined {
  const days = places.map(
    (place) =>
      confirmations
        .filter((one) => one.place === place)
        .map(({ on }) => on)
        .sort()[0],
  );
  if (days.some((day) => day === undefined)) return undefined;
  return days.sort().at(-1);
}

/**
 * The lines that wait for somebody to see them in use, by their index: of each kind that the product needs at once the
 * newest, where one of its kind stands before it. The newest of all where none waits.
 */
export function waitingLines(definition: VendorDefinition, credentials: readonly CredentialEntry[]): readonly number[] {
  const newest = credentials.length - 1;
  const waiting = [...credentials.entries()].flatMap(([index, line]) => {
    const chain = chainOf(definition, credentials, line);
    const isHandedOver = chain.at(-1) === line && chain.length > 1 && line.confirmed === undefined;
    return isHandedOver ? [index] : [];
  });
  return waiting.length > 0 ? waiting : [newest];
}

/**
 * Records that a person saw the newest credential in use. When no place is open any more it is `confirmed`, on the day of
 * the last one; a place that is seen again takes the newer day.
 * @param index of the line that was seen in use
 * @param places all places of the vendor
 * @param seen the places that were seen, of {@link places}
 */
export function confirmation(
  credentials: readonly CredentialEntry[],
  index: number,
  places: readonly string[],
  seen: readonly string[],
  by: string,
  on: string,
): Confirmed {
  const before = credentials[index]?.confirmations ?? [];
  const again = new Set(seen);
  const all = [...before.filter(({ place }) => !again.has(place)), ...seen.map((place) => ({ place, on, by }))];
  const day = confirmedDay(places, all);
  const set = { edit: "set", list: "credentials", index } as const;
  const recorded = all.map(({ place, on: seenOn, by: person }): Entry => ({ place, on: seenOn, by: person }));
  return {
    edits: [
      { ...set, key: "confirmations", value: recorded },
      ...(day === undefined ? [] : [{ ...set, key: "confirmed", value: day }]),
    ],
    open: places.filter((place) => !all.some((one) => one.place === place)),
  };
}
