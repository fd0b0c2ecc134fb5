/** The applications of the stack that stand in the tenant already, by the marker that they bear. */
import { certificateKeyId, credentialName } from "../../../components/fixed-names.ts";
import { markerOf } from "../../../components/marker.ts";
import type { ResolvedIntegration, ScheduledCredential } from "../../../components/resolved-integration.ts";
import type { Graph, GraphObject } from "../../../recovery/graph.ts";
import { textIn } from "../../../recovery/properties.ts";
import { type Answer, answered, type Declared } from "./part.ts";

/** An application as far as policies look at it. */
export interface Standing {
  readonly id: string;
  readonly createdDateTime: string;
  readonly signInAudience: string;
  readonly identifierUris: readonly string[];
  /** Names of its secrets, and key ids of its certificates. */
  readonly credentials: ReadonlySet<string>;
}

const select = "$select=id,createdDateTime,signInAudience,identifierUris,passwordCredentials,keyCredentials";

function standingOf(row: GraphObject): Standing {
  const passwords = (row.passwordCredentials ?? []) as readonly GraphObject[];
  const keys = (row.keyCredentials ?? []) as readonly GraphObject[];
  return {
    id: textIn(row, "id"),
    createdDateTime: textIn(row, "createdDateTime"),
    signInAudience: textIn(row, "signInAudience"),
    identifierUris: (row.identifierUris ?? []) as readonly string[],
    credentials: new Set([
      ...passwords.map((one) => textIn(one, "displayName")),
      ...keys.map((one) => textIn(one, "keyId").toLowerCase()),
    ]),
  };
}

/** True where the application has a credential of the schedule already. */
export function has({ credentials }: Standing, of: ResolvedIntegration, scheduled: ScheduledCredential): boolean {
  return (
    credentials.has(credentialName(of.identity, scheduled)) ||
    credentials.has(certificateKeyId(of.tenantId, of.identity, scheduled).toLowerCase())
  );
}

/** By the integration's name; none for one that has no application yet, nor for a vendor's own. */
export async function readStanding(
  graph: Graph,
  { integrations, project, name: stack }: Declared,
): Promise<Answer<ReadonlyMap<string, Standing>>> {
  const own = integrations.filter(({ registration }) => registration === undefined);
  const paths = own.flatMap(({ identity }) =>
    [{ project, stack }, undefined].map((marked) => {
      const marker = markerOf({ identity, stack: marked }).replaceAll("'", "''");
      return `/applications?$filter=tags/any(t:t eq '${marker}')&${select}`;
    }),
  );
  return answered(
    graph.lists(paths).then((lists) => {
      const found = own.flatMap(({ name }, index) => {
        const [row] = [...(lists[2 * index] ?? []), ...(lists[2 * index + 1] ?? [])];
        return row === undefined ? [] : [[name, standingOf(row)] as const];
      });
      return new Map(found);
    }),
  );
}
