/** Recovery on a stack whose engine is open: everything that it needs, signed in. */
import type { Pulumi } from "./engine.ts";
import { openGraph, openLastUses, openVaults } from "./graph.ts";
import { providerVersions } from "./provider-versions.ts";
import type { Recoverable } from "./recovery.ts";
import type { Place, Stack } from "./stack.ts";
import { backendFolder, tracesOf } from "./witness.ts";

/** @throws OperationError where nobody is signed in */
export async function recoverableOf(place: Place, stack: Stack, pulumi: Pulumi): Promise<Recoverable> {
  const { credential, services } = await pulumi.signIn();
  const { name, project, consentClientId, integrations } = stack;
  return {
    stack: { project, stack: name, consentClientId },
    integrations,
    graph: openGraph(credential, services),
    vaults: openVaults(credential, services),
    witness: {
      traces: (text) =>
        tracesOf(pulumi.read, text, { folder: backendFolder(pulumi.backendUrl), stack: name, ...pulumi }),
      lastUses: openLastUses(credential, services),
    },
    versions: providerVersions(place.root),
    run: (args) => pulumi.read(args),
  };
}
