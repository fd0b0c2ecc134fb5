/** Several linked applications of one product: what its vendor can do with all of them. */
import type { VendorDefinition } from "../../components/definition.ts";
import type { RecordedIntegration } from "../recording.ts";
import { type Reach, reachOf } from "./reach.ts";

/** The other applications of an entry, and what all of them allow. */
export interface Together {
  readonly others: readonly string[];
  readonly reach: Reach;
}

/** Each once; of two the first. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...Map.groupBy(all, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

/** One application that could do what all of them can. A suspended one gets no tokens, so it adds nothing. */
function sumOf(all: readonly [RecordedIntegration, ...RecordedIntegration[]]): RecordedIntegration {
  const working = all.filter(({ enabled }) => enabled);
  const parts = working.length > 0 ? working : all;
  const [first = all[0]] = parts;
  const granted = [
    ...Map.groupBy(
      parts.flatMap((part) => part.granted),
      ({ appId, kind, id }) => `${appId} ${kind} ${id}`,
    ).values(),
  ].flatMap((grants) => {
    const [grant] = grants;
    if (grant === undefined) return [];
    const whom = grants.flatMap((one) => (one.for === "everyone" ? [] : one.for));
    const everyone = grants.some((one) => one.for === "everyone");
    return [{ ...grant, for: everyone ? ("everyone" as const) : [...new Set(whom)].sort() }];
  });
  return {
    ...first,
    product: unique(
      parts.map(({ product }) => product),
      (product) => product,
    ).join(" and "),
    granted,
    directoryRoles: unique(
      parts.flatMap((part) => part.directoryRoles),
      ({ templateId, scope }) => `${templateId} ${scope}`,
    ),
    mailboxes: parts.flatMap((part) => part.mailboxes),
    redirectUris: parts.flatMap((part) => part.redirectUris),
    resources: parts.flatMap((part) => part.resources),
    credentials: {
      ...first.credentials,
      kind: parts.some(({ credentials }) => credentials.kind === "secret") ? "secret" : first.credentials.kind,
      schedule: parts.flatMap(({ credentials }) => credentials.schedule),
      registeredEnds: Object.fromEntries(
        parts.flatMap(({ name, credentials }) =>
          Object.entries(credentials.registeredEnds).map(([issued, end]) => [`${name} ${issued}`, end]),
        ),
      ),
    },
  };
}

/** Undefined for an integration that is no part, and for one that stands alone in its entry. */
export function togetherOf(
  integration: RecordedIntegration,
  standing: readonly RecordedIntegration[],
  definition: VendorDefinition | undefined,
): Together | undefined {
  const { name, partOf } = integration;
  if (partOf === undefined) return undefined;
  const [first, second, ...rest] = standing.filter((one) => one.partOf === partOf);
  if (first === undefined || second === undefined) return undefined;
  const all = [first, second, ...rest] as const;
  return {
    others: all.map((one) => one.name).filter((other) => other !== name),
    reach: reachOf(sumOf(all), definition),
  };
}
