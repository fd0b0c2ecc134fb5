/**
 * Whether the deployer holds what the file needs of it, read from its assignments: whoever looks may be somebody else, whose
 * own token tells nothing of it.
 */
import { apiIds } from "../../../catalog/api-ids.ts";
import { apis } from "../../../catalog/apis.ts";
import { deployerOf } from "../../../components/owner.ts";
import type { Graph, GraphObject } from "../../../recovery/graph.ts";
import { absentFrom, type Right, rights, standingOf } from "../../rights.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, listed, type Part } from "./part.ts";

const roleNames = new Map(
  apis.find(({ appId }) => appId === apiIds.graph)?.application.map(({ id, value }) => [id, value]),
);

/** What one identity holds. */
interface Held {
  /** Object id of its principal. */
  readonly id: string;
  /** Application permissions of Graph, by name. */
  readonly permissions: readonly string[];
  /** True: directory roles, which may give the same. */
  readonly roles: boolean;
}

/** Why nothing is known of an identity, or what it holds. */
type Identity = Answer<Held>;

interface Answers {
  readonly deployer: Identity;
  /** Undefined: the deployer grants consent itself. */
  readonly consenter: Identity | undefined;
  /** Client ids of vendors' own applications of which the tenant has a principal. */
  readonly standing: ReadonlySet<string>;
}

async function heldBy(graph: Graph, id: string): Promise<Identity> {
  const [assigned, roles] = await Promise.all([
    listed(graph, `/servicePrincipals/${id}/appRoleAssignments`),
    listed(graph, `/roleManagement/directory/roleAssignments?$filter=principalId eq '${id}'`),
  ]);
  if ("unread" in assigned) return assigned;
  const permissions = assigned.read.flatMap(({ appRoleId }) => roleNames.get(String(appRoleId)) ?? []);
  // Where roles cannot be read, permissions decide: the worst is a right that is named and not needed.
  return { read: { id, permissions, roles: "read" in roles && roles.read.length > 0 } };
}

async function byClientId(graph: Graph, clientId: string): Promise<Identity> {
  const answer = await listed(graph, `/servicePrincipals?$filter=appId eq '${clientId}'&$select=id`);
  if ("unread" in answer) return answer;
  const [principal] = answer.read as readonly (GraphObject | undefined)[];
  return principal === undefined
    ? { unread: `no principal in this tenant has the client id ${clientId}` }
    : heldBy(graph, String(principal.id));
}

function rowOf({ permission, or }: Right, by: readonly string[], who: string, identity: Identity): Row {
  const row = {
    part: "deployer",
    check: "deployer-right",
    subject: permission,
    expected: `held by ${who}, for ${by.join(", ")}`,
    at: by.map((name) => `integrations.${name}`),
  };
  if ("unread" in identity)
    return { ...row, found: identity.unread, verdict: "not readable", remedy: "Application.Read.All lets one read it" };
  const { id, permissions, roles } = identity.read;
  const held = [permission, ...or].find((one) => permissions.includes(one));
  if (held !== undefined) return { ...row, found: held, verdict: "ok" };
  if (roles)
    return {
      ...row,
      found: "not held; its directory roles may give the same",
      verdict: "not readable",
      remedy: `give it ${permission}, so that it can be told (or take this row for one that no reader decides)`,
    };
  return {
    ...row,
    found: "not held",
    verdict: "wrong",
    stops: true,
    remedy: `a Privileged Role Administrator grants ${permission} of Microsoft Graph to ${id}`,
  };
}

function judge({ deployer, consenter, standing }: Answers, { integrations }: Declared): Row[] {
  const isAbsent = absentFrom(standing);
  return rights.flatMap((right) => {
    const by = integrations.filter((integration) => right.neededBy(integration, isAbsent)).map(({ name }) => name);
    if (by.length === 0) return [];
    return right.consents && consenter !== undefined
      ? [rowOf(right, by, "whoever grants consent", consenter)]
      : [rowOf(right, by, "the deployer", deployer)];
  });
}

export const deployer: Part<Answers> = {
  name: "deployer",
  checks: ["deployer-right"],
  read: async ({ graph }, { tenant, integrations, consentClientId }) => {
    const id = deployerOf(tenant.owners);
    return {
      deployer:
        id === undefined
          ? { unread: "no owner is marked `deploys: true`, so nobody knows who deploys" }
          : await heldBy(graph, id),
      consenter: consentClientId === undefined ? undefined : await byClientId(graph, consentClientId),
      standing: await standingOf(integrations, async () => graph),
    };
  },
  judge,
};
