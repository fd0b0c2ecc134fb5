/** Reads the tenant for `verify`: whatever may not be read is put down, and the rest is read nevertheless. */
import type { DeclaredIntegration } from "../../recovery/declared.ts";
import type { Graph, GraphObject, Vaults } from "../../recovery/graph.ts";
import type { State } from "../../recovery/state.ts";
import { readTenant, type Tenant } from "../../recovery/tenant.ts";

/** The parts that take permissions of their own. */
const parts = {
  owners: /^\/(?:applications|servicePrincipals)\/([^/]+)\/owners\?/,
  federatedCredentials: /^\/applications\/([^/]+)\/federatedIdentityCredentials$/,
  assignments: /^\/servicePrincipals\/([^/]+)\/appRoleAssignments$/,
  assigned: /^\/servicePrincipals\/([^/]+)\/appRoleAssignedTo$/,
  grants: /^\/servicePrincipals\/([^/]+)\/oauth2PermissionGrants$/,
  roles: /^\/roleManagement\/directory\/roleAssignments\?\$filter=principalId eq '([^']+)'$/,
  groups: /^\/servicePrincipals\/([^/]+)\/memberOf\?/,
} as const;

/** Something of an object that could not be read. */
export interface Unread {
  readonly part: keyof typeof parts | "vault";
  /** Object id, or the vault's resource id. */
  readonly of: string;
  /** In Graph's words, or the vault's. */
  readonly why: string;
}

/** The tenant, and what of it could not be read. */
export interface Reading {
  readonly tenant: Tenant;
  readonly unread: readonly Unread[];
}

function unreadOf(path: string, why: string): Unread | undefined {
  for (const [part, pattern] of Object.entries(parts)) {
    const of = pattern.exec(path)?.[1];
    if (of !== undefined) return { part: part as keyof typeof parts, of, why };
  }
  return undefined;
}

/** The message of what was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** True for an answer that another reader may get, or the same one later: forbidden, throttled to the end, broken. */
export function isAnswer(error: unknown): boolean {
  const { statusCode = 0 } = error as { readonly statusCode?: number };
  return statusCode === 403 || statusCode === 429 || statusCode >= 500;
}

/**
 * Reads everything about the integrations.
 * @throws where applications or service principals cannot be read at all, or nobody is signed in
 */
export async function readAll(
  graph: Graph,
  vaults: Vaults,
  declared: readonly DeclaredIntegration[],
  state: State,
): Promise<Reading> {
  const unread: Unread[] = [];
  const list = async (path: string): Promise<readonly GraphObject[]> => {
    try {
      const [rows = []] = await graph.lists([path]);
      return rows;
    } catch (error) {
      const one = isAnswer(error) ? unreadOf(path, wordsOf(error)) : undefined;
      if (one === undefined) throw error;
      unread.push(one);
      return [];
    }
  };
  const patient: Graph = { ...graph, lists: (paths) => Promise.all(paths.map(list)) };
  const entries: Vaults["entries"] = async (vaultId) => {
    try {
      return await vaults.entries(vaultId);
    } catch (error) {
      unread.push({ part: "vault", of: vaultId, why: wordsOf(error) });
      return [];
    }
  };
  const tenant = await readTenant(patient, { entries }, declared, state, "all");
  return { tenant, unread };
}
