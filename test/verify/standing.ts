/** Integrations of tenants/dev.yaml as they stand in a simulated tenant right after `up`, and `verify`'s rows of them. No engine. */

import { isClosed } from "../../components/sign-in.ts";
import { compare, type Sides } from "../../operate/verify/compare.ts";
import { readAll } from "../../operate/verify/reading.ts";
import { namingOf, remedyLine } from "../../operate/verify/remedy.ts";
import type { Row } from "../../operate/verify/row.ts";
import { isNotable } from "../../operate/verify/table.ts";
import type { DeclaredIntegration } from "../../recovery/declared.ts";
import type { Graph, VaultEntry, Vaults } from "../../recovery/graph.ts";
import { lastPart, type State } from "../../recovery/state.ts";
import { neededPermissions } from "../../simulator/directory/seed.ts";
import { type Furnished, furnished } from "../recovery/furnished.ts";

/** What an administrator may do beside the deployer. */
const administrators = [...neededPermissions, "Application.ReadWrite.All", "Group.ReadWrite.All"];

export const naming = namingOf({ name: "dev", file: "tenants/dev.yaml", world: "sandbox" });

/** Integrations that stand as declared. A test changes something, and compares. */
export interface Standing extends Pick<Furnished, "graph" | "state" | "declared" | "tenant" | "known"> {
  /** Entries of the vault by name. */
  readonly entries: Map<string, VaultEntry>;
  /** Object ids of the first integration. */
  readonly applicationId: string;
  readonly principalId: string;
  sides(change?: Partial<Pick<Sides, "declared" | "state" | "now"> & { graph: Graph; vaults: Vaults }>): Promise<Sides>;
  rows(change?: Parameters<Standing["sides"]>[0]): Promise<Row[]>;
  /** The rows that a person has to see, as they are printed. */
  told(change?: Parameters<Standing["sides"]>[0]): Promise<string[][]>;
}

async function asDeclared(
  graph: Graph,
  { resolved, marker }: DeclaredIntegration,
  application: string,
  principal: string,
) {
  const { notes, audience, redirectUris, implicitGrant, permissions, suspended } = resolved;
  await graph.patch(`/applications/${application}`, {
    notes,
    tags: [marker],
    signInAudience: audience,
    web: {
      redirectUris,
      implicitGrantSettings: {
        enableAccessTokenIssuance: implicitGrant.accessToken,
        enableIdTokenIssuance: implicitGrant.idToken,
      },
    },
    requiredResourceAccess: permissions.map(({ appId, application: roles, delegated }) => ({
      resourceAppId: appId,
      resourceAccess: [
        ...roles.map(({ id }) => ({ id, type: "Role" })),
        ...delegated.map(({ id }) => ({ id, type: "Scope" })),
      ],
    })),
    ...(audience !== "AzureADMyOrg" && { servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true } }),
  });
  await graph.patch(`/servicePrincipals/${principal}`, {
    notes,
    tags: ["WindowsAzureActiveDirectoryIntegratedApp", marker],
    accountEnabled: suspended === undefined,
    appRoleAssignmentRequired: isClosed(resolved),
  });
}

function entriesOf(state: State, { resolved, resources }: DeclaredIntegration): VaultEntry[] {
  return resolved.credential.schedule.flatMap(({ issued, expires }) => {
    const [password, entry] = ["applicationPassword", "keyvault:Secret"].map(
      (type) =>
        resources
          .filter((one) => one.type.includes(type) && one.name.endsWith(issued))
          .map(({ urn }) => state.resources.get(urn)?.id)[0],
    );
    if (entry === undefined) return [];
    const tags = { integration: resolved.identity, issued, keyId: lastPart(password) };
    return [
      {
        ...{ id: entry, name: lastPart(entry), tags, enabled: true, version: "451d" },
        expires: Date.parse(`${expires}T00:00:00Z`) / 1000,
      },
    ];
  });
}

/** The named integrations, as they stand after `up`. */
export async function standing(
  names: readonly string[],
  permissions: readonly string[] = administrators,
): Promise<Standing> {
  const base = await furnished(names, { permissions });
  const { graph, state, declared, known } = base;
  for (const one of declared) {
    const { name } = one.resolved;
    await asDeclared(graph, one, lastPart(known(`${name}-application`).id), lastPart(known(`${name}-principal`).id));
  }
  const entries = new Map(declared.flatMap((one) => entriesOf(state, one)).map((entry) => [entry.name, entry]));
  const [first = ""] = names;
  const sides: Standing["sides"] = async (change = {}) => {
    const seen = {
      graph,
      vaults: { entries: async () => [...entries.values()], remove: async () => {} },
      declared,
      state,
      ...change,
    };
    const reading = await readAll(seen.graph, seen.vaults, seen.declared, seen.state);
    return {
      ...reading,
      declared: seen.declared,
      state: seen.state,
      now: change.now ?? base.tenant.clock.now(),
      naming,
    };
  };
  const rows: Standing["rows"] = async (change) => compare(await sides(change));
  return {
    ...base,
    entries,
    applicationId: lastPart(known(`${first}-application`).id),
    principalId: lastPart(known(`${first}-principal`).id),
    sides,
    rows,
    told: async (change) =>
      (await rows(change))
        .filter(isNotable)
        .map(({ integration = "", check, verdict, expected, found, remedy }) => [
          integration,
          check,
          verdict,
          expected,
          found,
          remedy === undefined ? "" : remedyLine(remedy),
        ]),
  };
}
