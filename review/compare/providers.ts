/** The explicit providers: where everything is made, and as whom. */
import { isCoded } from "../clause.ts";
import type { Registration } from "../evaluate/index.ts";
import { providerUrn } from "../reading/providers.ts";
import type { Recording } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { listDifference } from "./lists.ts";
import { type Difference, ifDifferent } from "./part.ts";

/** `azuread entra`: package and name. */
function named({ type, name }: Pick<Registration, "type" | "name">): string {
  return `${type.split(":").at(-1)} ${name}`;
}

function inputOf({ inputs }: Registration, key: string): string {
  const value = inputs[key];
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

/** @param tenantId of a provider that comes or goes: what it shares with every other one is no difference */
function inputDifferences(
  old: Registration | undefined,
  current: Registration | undefined,
  tenantId?: string,
): Difference[] {
  const provider = named(current ?? (old as Registration));
  const shared: readonly string[] = tenantId === undefined ? [] : [tenantId, "public", "false"];
  const keys = new Set(
    [old, current].flatMap((side) =>
      Object.keys(side?.inputs ?? {}).filter((key) => side && !shared.includes(inputOf(side, key))),
    ),
  );
  return [...keys].sort().flatMap((input) =>
    ifDifferent(old ? inputOf(old, input) : "", current ? inputOf(current, input) : "", {
      aspect: "resource",
      subject: { code: "provider", provider, input },
      // Somebody else acts, or somewhere else. What that one may do, nobody here knows.
      effect: "broadened",
    }),
  );
}

function registrations({ integrations, outside }: Recording): Registration[] {
  return [...integrations.flatMap(({ resources }) => resources), ...outside];
}

/** Resources that another provider makes than before, in one line for each two providers. */
function movedResources(before: Recording, after: Recording): Difference[] {
  const names = new Map(
    [...(before.providers ?? []), ...(after.providers ?? [])].map((each) => [each.urn, named(each)]),
  );
  const nameOf = (registration: Registration) => names.get(providerUrn(registration)) ?? providerUrn(registration);
  const { kept } = listDifference(registrations(before), registrations(after), ({ urn }) => urn);
  const moved = kept.filter(([old, current]) => nameOf(old) !== nameOf(current));
  const groups = Map.groupBy(moved, ([old, current]) => `${nameOf(old)} ${nameOf(current)}`);
  return [...groups.values()].flatMap((group): Difference[] => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        aspect: "resource",
        how: "changed",
        subject: { code: "provider-of", from: nameOf(first[0]), to: nameOf(first[1]) },
        after: { code: "made-by", resources: group.length },
        effect: "broadened",
      },
    ];
  });
}

/** Every difference of the providers. A recorder of the base that did not tell of them leaves nothing to compare. */
export function compareProviders(before: Recording | undefined, after: Recording): Difference[] {
  if (!before?.providers || !after.providers) return [];
  const { added, removed, kept } = listDifference(before.providers, after.providers, ({ urn }) => urn);
  // A tenant that changes is said by itself (index.ts), in better words.
  const isSaid = before.tenantId !== after.tenantId;
  // What makes a vault's entries comes and goes with the vault, which is said by itself.
  const acts = ({ type }: Registration) => type === tokens.entraProvider;
  const differences = [
    ...added.filter(acts).flatMap((current) => inputDifferences(undefined, current, after.tenantId)),
    ...removed.filter(acts).flatMap((old) => inputDifferences(old, undefined, before.tenantId)),
    ...kept.flatMap(([old, current]) => inputDifferences(old, current)),
  ];
  const isTenant = ({ subject }: Difference) => isCoded(subject, "provider") && subject.input === "tenantId";
  return [...differences.filter((difference) => !(isSaid && isTenant(difference))), ...movedResources(before, after)];
}
