/** What the parts of the comparison look into: what the state knows and what stands in the tenant, by their ids. */
import { thumbprints } from "../components/thumbprint.ts";
import { type DeclaredIntegration, type DeclaredResource, isOthers, type PublicPart } from "./declared.ts";
import type { Traces } from "./evidence.ts";
import type { VaultEntry } from "./graph.ts";
import type { KnownResource, State } from "./state.ts";
import type { LiveCertificate, Tenant } from "./tenant.ts";

/** What else tells whose a password is. */
export interface Evidence extends Traces {
  /** ISO times of the last sign-in, by key id; undefined where Graph does not tell. */
  readonly lastUses: ReadonlyMap<string, string> | undefined;
}

/** Everything that the parts of the comparison look into. */
export interface View {
  readonly state: State;
  readonly tenant: Tenant;
  readonly evidence: Evidence;
  /** Every id in the state. */
  readonly ids: ReadonlySet<string>;
  /** Key ids of credentials that the state knows. */
  readonly keys: ReadonlySet<string>;
  /** Vault entries by the key id in their tag, without those of another stack. */
  readonly entryOfKey: ReadonlyMap<string, VaultEntry>;
}

export function viewOf(
  declared: readonly DeclaredIntegration[],
  state: State,
  tenant: Tenant,
  evidence: Evidence,
): View {
  const known = [...state.resources.values()];
  const ids = known.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]));
  const keys = ids.flatMap((id) => /\/(?:password|certificate)\/([^/]+)$/.exec(id)?.[1] ?? []);
  // What another stack keeps explains no credential of ours.
  const theirs = ({ tags }: VaultEntry) => declared.some((integration) => isOthers(tags.stack, integration));
  const entries = [...tenant.vaults.values()].flat().filter((entry) => !theirs(entry));
  return {
    state,
    tenant,
    evidence,
    ids: new Set(ids),
    keys: new Set(keys),
    entryOfKey: new Map(
      entries.flatMap((entry) => (entry.tags.keyId === undefined ? [] : [[entry.tags.keyId.toLowerCase(), entry]])),
    ),
  };
}

/** The state's resource, under its name of today or a former one. */
export function knownAs(
  { state }: View,
  { formerly }: DeclaredIntegration,
  { urn }: DeclaredResource,
): KnownResource | undefined {
  for (const candidate of [urn, ...(formerly.get(urn) ?? [])]) {
    const found = state.resources.get(candidate);
    if (found?.id !== undefined) return found;
  }
  return undefined;
}

export function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The certificate that the stack registers: the state's, whose private key it holds too, or the one that the file names. */
export function registeredPem({ resources }: State, part: PublicPart): string | undefined {
  if (part.in === "file") return part.pem;
  const pem = resources.get(part.selfSigned)?.outputs.certPem;
  return typeof pem === "string" ? pem : undefined;
}

/** True where the certificate is the one that the stack registers. */
export function isRegistered({ state }: View, certificate: LiveCertificate, part: PublicPart): boolean {
  const pem = registeredPem(state, part);
  return pem !== undefined && certificate.thumbprint === thumbprints(pem).sha1Hex;
}
