/**
 * What may be removed from a tenant on which nobody depends, as the sandbox's: credentials whose secret nobody can know, a
 * vault's entry of one that is gone, and a second application of one request. On a real tenant a person decides.
 */
import type { Finding } from "./finding.ts";
import type { Graph, GraphObject, Vaults } from "./graph.ts";

/** What stands in the way of the next `up`: a declared certificate whose private key is lost; a second application, of the same name as a rule. */
export function inTheWay(finding: Finding): boolean {
  return finding.kind === "duplicate" || (finding.kind === "unknown-certificate" && finding.declared);
}

/** What no `up` needs any more once it has issued its own. */
export function leftOver(finding: Finding): boolean {
  const { kind } = finding;
  return kind === "left-entry" || (kind === "unknown-password" && finding.verdict !== "not-ours");
}

/** Removes from the tenant what the findings name. */
export async function discard(
  { graph, vaults }: { readonly graph: Graph; readonly vaults: Vaults },
  findings: readonly Finding[],
): Promise<void> {
  for (const finding of findings) {
    if (finding.kind === "left-entry") await vaults.remove(finding.id);
    if (finding.kind === "duplicate") await graph.delete(`/applications/${finding.applicationId}`);
    if (finding.kind === "unknown-password")
      await graph.post(`/applications/${finding.applicationId}/removePassword`, { keyId: finding.password.keyId });
    if (finding.kind !== "unknown-certificate") continue;
    const path = `/applications/${finding.applicationId}`;
    const [application] = await graph.objects([`${path}?$select=id,keyCredentials`]);
    const keys = (application?.keyCredentials ?? []) as readonly GraphObject[];
    const others = keys.filter(({ keyId }) => String(keyId).toLowerCase() !== finding.certificate.keyId);
    // Without its key a credential is kept as it is.
    await graph.patch(path, { keyCredentials: others.map((key) => ({ ...key, key: null })) });
  }
}
