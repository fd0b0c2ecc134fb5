/**
 * Bringing a deleted application back: the application first, then its principal, which is a restore of its own and keeps
 * its object id. What the principal was granted is compared afterwards (settle.ts).
 */
import type { Graph } from "./graph.ts";
import type { Deleted, Fate } from "./recycle-bin.ts";
import { lastPart } from "./state.ts";

/** One write to the tenant. */
export type RestoreStep =
  | { readonly do: "restoreApplication"; readonly id: string }
  /** Deletes the principal that somebody made in ours' place; it goes to the bin itself. */
  | { readonly do: "removeOther"; readonly id: string }
  | { readonly do: "restorePrincipal"; readonly id: string }
  | { readonly do: "signIn"; readonly id: string; readonly on: boolean };

function principalSteps(fate: Fate, id: string): RestoreStep[] {
  if (fate.kind === "inBin") return [{ do: "restorePrincipal", id }];
  if (fate.kind === "replaced" && fate.own.kind === "inBin")
    return [
      { do: "removeOther", id: fate.by },
      { do: "restorePrincipal", id },
    ];
  return [];
}

/**
 * The writes of a restore, in their order. Sign-in goes off right after the principal is back, before any consent is made
 * again; Entra takes no change of a principal in the bin.
 * @param suspended sign-in is to be off
 */
export function restoreSteps(deleted: Deleted, suspended: boolean): RestoreStep[] {
  const { application, principal, missing } = deleted;
  const [applicationId, principalId] = [lastPart(missing.application?.id), lastPart(missing.principal?.id)];
  const back = principalSteps(principal, principalId);
  return [
    ...(application.kind === "inBin" ? [{ do: "restoreApplication", id: applicationId } as const] : []),
    ...back,
    ...(suspended && back.length > 0 ? [{ do: "signIn", id: principalId, on: false } as const] : []),
  ];
}

/** How often a principal is tried: Entra may not have replicated its application yet. */
const attempts = 6;

function statusOf(error: unknown): unknown {
  return (error as { readonly statusCode?: unknown } | null)?.statusCode;
}

/** Tries again while Entra answers as it does before an object is replicated. */
async function afterReplication<Result>(work: () => Promise<Result>, pause: () => Promise<void>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || ![400, 404, 409].includes(Number(statusOf(error)))) throw error;
      await pause();
    }
}

/** Waits until Entra shows the object that it has just restored; whoever writes to it before is refused. */
async function shown(graph: Graph, path: string, pause: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const [found] = await graph.objects([path]);
    if (found !== undefined) return;
    await pause();
  }
}

/**
 * Carries one step out.
 * @param pause waits between two attempts
 * @throws what Graph refuses
 */
export async function runStep(graph: Graph, step: RestoreStep, pause: () => Promise<void>): Promise<void> {
  switch (step.do) {
    case "restoreApplication":
      await graph.post(`/directory/deletedItems/${step.id}/restore`, {});
      return shown(graph, `/applications/${step.id}?$select=id`, pause);
    case "removeOther":
      return graph.delete(`/servicePrincipals/${step.id}`);
    case "restorePrincipal":
      await afterReplication(() => graph.post(`/directory/deletedItems/${step.id}/restore`, {}), pause);
      return shown(graph, `/servicePrincipals/${step.id}?$select=id`, pause);
    case "signIn":
      return afterReplication(() => graph.patch(`/servicePrincipals/${step.id}`, { accountEnabled: step.on }), pause);
  }
}
