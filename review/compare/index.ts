/**
 * Two sides in, every difference out, as values. It says what changed and what that does to the vendor's reach;
 * whether it may be so is for the rules.
 */
import type { Change } from "../change.ts";
import type { Sides } from "../pairs.ts";
import { isOpaque, none, type RecordedIntegration, type Recording } from "../recording.ts";
import { compareApplication } from "./application.ts";
import { compareCredentials } from "./credentials.ts";
import { compareFederated } from "./federated.ts";
import { compareHandOff } from "./hand-off.ts";
import { compareIdentifierUris } from "./identifier-uris.ts";
import { compareExceptions, compareSuspension, compareUpkeep } from "./lifecycle.ts";
import { listDifference } from "./lists.ts";
import { relativeName } from "./names.ts";
import { compareOutputs } from "./outputs.ts";
import type { Difference, Part } from "./part.ts";
import { compareAppRoles, compareDeployer, compareNames, compareOwners, compareSignIn } from "./people.ts";
import { comparePermissions } from "./permissions.ts";
import { compareProviders } from "./providers.ts";
import { compareDirectoryRoles, compareMailboxes } from "./reach.ts";
import { compareOutside, compareResources } from "./resources.ts";
import { compareTokens } from "./tokens.ts";
import { compareIdentity, whole } from "./whole.ts";

/** What is compared of every integration, also of one that comes or goes. */
const parts: readonly Part[] = [
  comparePermissions,
  compareDirectoryRoles,
  compareMailboxes,
  compareApplication,
  compareOwners,
  compareAppRoles,
  compareCredentials,
  compareFederated,
  compareTokens,
  compareIdentifierUris,
  compareResources,
  compareExceptions,
];

/** What is compared of an integration that stays. */
const standingParts: readonly Part[] = [
  compareIdentity,
  ...parts,
  compareDeployer,
  compareSignIn,
  compareNames,
  compareSuspension,
  compareUpkeep,
];

function compareOne(before: RecordedIntegration | undefined, after: RecordedIntegration | undefined): Difference[] {
  if (before && after) return standingParts.flatMap((part) => part(before, after));
  return parts.flatMap((part) => part(before ?? none, after ?? none));
}

function compareTenant(before: Recording | undefined, after: Recording): Difference[] {
  if (!before || before.tenantId === after.tenantId || before.tenantId === "" || after.tenantId === "") return [];
  return [
    {
      aspect: "tenant",
      how: "changed",
      subject: "",
      before: before.tenantId,
      after: after.tenantId,
      effect: "broadened",
    },
  ];
}

function hiddenOf({ unjudgeable }: Recording, currentName: (name: string) => string) {
  return unjudgeable
    .filter(({ what }) => isOpaque(what))
    .map(({ integration, urn, what, detail }) => {
      const name = urn.split("::").at(-1) ?? urn;
      const subject = { code: "hidden", what, name: relativeName(name, integration) } as const;
      return { subject, detail, integration: currentName(integration) };
    });
}

/** Code and values that cannot be read, so that more may be behind them than before. */
function compareHidden(
  before: Recording | undefined,
  after: Recording,
  currentName: (name: string) => string,
): Change[] {
  const [old, current] = [before ? hiddenOf(before, currentName) : [], hiddenOf(after, (name) => name)];
  const { added, removed } = listDifference(
    old,
    current,
    ({ integration, subject }) => `${integration} ${subject.what} ${subject.name}`,
  );
  return [
    ...added.map(
      ({ detail, ...rest }): Change => ({
        aspect: "unjudgeable",
        how: "added",
        after: detail,
        effect: "broadened",
        ...rest,
      }),
    ),
    ...removed.map(
      ({ detail, ...rest }): Change => ({
        aspect: "unjudgeable",
        how: "removed",
        before: detail,
        effect: "narrowed",
        ...rest,
      }),
    ),
  ];
}

/**
 * Every difference of the two sides: those outside the integrations first, then by integration, in a fixed order.
 * A renamed integration is compared with itself; one without `formerly` goes and comes with a new client id.
 */
export function compare({ before, after, pairs }: Sides): Change[] {
  const renamed = new Map(pairs.map((pair) => [pair.before?.name ?? "", pair.after?.name ?? pair.before?.name ?? ""]));
  const hidden = compareHidden(before, after, (name) => renamed.get(name) ?? name);
  const handOff = compareHandOff(before, after);
  const outside = [
    ...compareTenant(before, after),
    ...compareProviders(before, after),
    ...compareOutside(before?.outside ?? [], after.outside),
    ...compareOutputs(before, after),
  ];
  return [
    ...outside.map((difference): Change => ({ integration: "", ...difference })),
    ...hidden,
    ...pairs.flatMap((pair) => {
      const integration = (pair.after ?? pair.before)?.name ?? "";
      const differences = [
        ...whole(pair, pairs),
        ...compareOne(pair.before, pair.after),
        ...handOff(integration, pair.before?.name),
      ];
      return differences.map((difference): Change => ({ integration, ...difference }));
    }),
  ];
}
