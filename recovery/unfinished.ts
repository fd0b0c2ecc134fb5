/** What the state itself says is unfinished: operations that began, and what the tenant no longer holds. */
import { type DeclaredIntegration, types } from "./declared.ts";
import type { Finding } from "./finding.ts";
import { type KnownResource, lastPart, type State } from "./state.ts";
import { probeName, type Tenant } from "./tenant.ts";
import type { View } from "./view.ts";

/** The integration to which a URN belongs. */
function integrationOf(declared: readonly DeclaredIntegration[], urn: string): string | undefined {
  return declared.find(
    (integration) =>
      integration.urn === urn ||
      integration.resources.some(
        (resource) => resource.urn === urn || integration.formerly.get(resource.urn)?.includes(urn),
      ),
  )?.resolved.name;
}

/** What the state itself says is unfinished. */
export function unfinished({ state, tenant }: View, declared: readonly DeclaredIntegration[]): Finding[] {
  const about = (urn: string) => ({ integration: integrationOf(declared, urn), urn });
  const pending = state.pending.flatMap(({ operation, resource: { urn } }): Finding[] => {
    if (operation === "creating") return [{ kind: "pending-create", ...about(urn) }];
    const why = operation === "deleting" ? "deleting" : "updating";
    return state.resources.has(urn) ? [{ kind: "reread", ...about(urn), why }] : [];
  });
  const halfDone = [...state.resources.values()]
    .filter((resource) => resource.halfDone)
    .map(({ urn }): Finding => ({ kind: "reread", ...about(urn), why: "half-done" }));
  const probed = [...state.resources.values()]
    .filter(({ type, id, outputs }) => {
      if (type !== types.application) return false;
      const live = tenant.applications.find((one) => id === `/applications/${one.id}`);
      return live !== undefined && probeName.test(live.displayName) && outputs.displayName !== live.displayName;
    })
    .map(({ urn }): Finding => ({ kind: "reread", ...about(urn), why: "probe-name" }));
  const gone = goneUndeclared(state, tenant, declared).map(
    ({ urn }): Finding => ({ kind: "reread", ...about(urn), why: "gone" }),
  );
  return [...pending, ...halfDone, ...probed, ...gone];
}

/**
 * What the change takes away and the tenant no longer holds: a deletion whose answer was lost. Asked to delete it again,
 * Graph refuses, and the state would never lose it.
 */
function goneUndeclared(
  state: State,
  tenant: Tenant,
  declared: readonly DeclaredIntegration[],
): readonly KnownResource[] {
  const kept = new Set(
    declared.flatMap(({ resources, formerly }) => resources.flatMap(({ urn }) => [urn, ...(formerly.get(urn) ?? [])])),
  );
  const live = new Set(
    [...tenant.applications, ...tenant.vendors].flatMap(({ passwords, certificates, principal }) =>
      [
        ...[...passwords, ...certificates].map(({ keyId }) => keyId),
        ...[principal?.assignments, principal?.assigned, principal?.grants, principal?.roles].flatMap(
          (rows) => rows?.map(({ id }) => id) ?? [],
        ),
      ].map((id) => id.toLowerCase()),
    ),
  );
  const listed: readonly string[] = [
    types.password,
    types.certificate,
    types.assignment,
    types.grant,
    types.directoryRole,
  ];
  return [...state.resources.values()].filter(
    ({ urn, type, id }) =>
      id !== undefined && listed.includes(type) && !kept.has(urn) && !live.has(lastPart(id).toLowerCase()),
  );
}
