/**
 * What the state knows and the tenant does not hold any more, per integration: somebody deleted it beside the program. The
 * engine would not see it (it reads nothing by itself), or with `--refresh` make another in its place without a word.
 */
import { credentialName } from "../components/fixed-names.ts";
import { writtenPlace } from "../components/parts.ts";
import { nameIn } from "../components/urn.ts";
import { type Changed, changedIn } from "./changed.ts";
import { type DeclaredIntegration, types } from "./declared.ts";
import { type KnownResource, lastPart, type State } from "./state.ts";
import type { LiveApplication, LivePrincipal, Tenant } from "./tenant.ts";

/** The integration's principal in the tenant. */
export type PrincipalThere =
  | { readonly kind: "there"; readonly accountEnabled: boolean }
  | { readonly kind: "missing" }
  /** Another stands under the client id, as the portal leaves one where it restores an application. */
  | { readonly kind: "replaced"; readonly by: string };

/** What is missing of one integration. */
export interface Missing {
  /** Its name in the state, which a rename has not reached yet. */
  readonly integration: string;
  /** Undefined where the file no longer has it. */
  readonly declared: DeclaredIntegration | undefined;
  /** Everything that the state knows of it. */
  readonly known: readonly KnownResource[];
  readonly application: KnownResource | undefined;
  readonly principal: KnownResource | undefined;
  readonly applicationThere: boolean;
  readonly principalThere: PrincipalThere;
  /** Consents, assignments and directory roles that are gone from a principal that is there, and trusts in other issuers. */
  readonly consents: readonly KnownResource[];
  /** Secrets and certificates that are gone from an application that is there. */
  readonly secrets: readonly KnownResource[];
  readonly certificates: readonly KnownResource[];
  /** Entries that the vault no longer shows. */
  readonly vaultEntries: readonly KnownResource[];
  /** Owners whom the state knows and the application has lost. */
  readonly owners: readonly string[];
  /** What still stands, and is otherwise than the state says. */
  readonly changed: readonly Changed[];
}

/** Where the file has the integration; by its name in the state where the file has it no longer. */
export function placeOf({ integration, declared }: Pick<Missing, "integration" | "declared">): string {
  return writtenPlace(declared?.resolved ?? { name: integration });
}

const consentTypes: readonly string[] = [types.assignment, types.grant, types.directoryRole];

function consentIds(principal: LivePrincipal): ReadonlySet<string> {
  const { assignments, assigned, grants, roles } = principal;
  return new Set([...assignments, ...assigned, ...grants, ...roles].map(({ id }) => id));
}

function principalOf(known: KnownResource | undefined, live: LiveApplication | undefined): PrincipalThere {
  if (live?.principal === undefined) return { kind: "missing" };
  const { id, accountEnabled } = live.principal;
  if (known !== undefined && lastPart(known.id) !== id) return { kind: "replaced", by: id };
  return { kind: "there", accountEnabled };
}

function missingOf(
  integration: string,
  known: readonly KnownResource[],
  declared: DeclaredIntegration | undefined,
  tenant: Tenant,
  rolesRead: boolean,
): Missing {
  const ofType = (type: string) => known.filter((one) => one.type === type && one.id !== undefined);
  const [application] = ofType(types.application);
  const [principal] = ofType(types.principal);
  const isVendors =
    application === undefined && (declared === undefined || declared.resolved.registration !== undefined);
  const live = isVendors
    ? tenant.vendors.find(({ appId }) => appId === principal?.outputs.clientId)
    : tenant.applications.find(({ id }) => id === lastPart(application?.id));
  const principalThere = principalOf(principal, live);
  const held = principalThere.kind === "there" && live?.principal ? consentIds(live.principal) : undefined;
  const keyIds = new Set([...(live?.passwords ?? []), ...(live?.certificates ?? [])].map(({ keyId }) => keyId));
  const lost = (type: string) => (live ? ofType(type).filter(({ id }) => !keyIds.has(lastPart(id).toLowerCase())) : []);
  const entries = new Set([...tenant.vaults.values()].flat().map(({ id }) => id.toLowerCase()));
  const vaultsRead = new Set([...tenant.vaults.keys()].map((id) => id.toLowerCase()));
  const owners = application?.outputs.owners;
  const trusts = live?.federated && new Set(live.federated.map(({ id }) => id));
  const goneTrusts = trusts ? ofType(types.federated).filter(({ id }) => !trusts.has(lastPart(id))) : [];
  const goneUris = live
    ? ofType(types.identifierUri).filter(({ outputs }) => !live.identifierUris.includes(String(outputs.identifierUri)))
    : [];
  const consents = known.filter(
    ({ type, id }) =>
      held !== undefined &&
      id !== undefined &&
      consentTypes.includes(type) &&
      (type !== types.directoryRole || rolesRead) &&
      !held.has(lastPart(id)),
  );
  const ownAssignments = `/servicePrincipals/${lastPart(principal?.id)}/appRoleAssignedTo/`;
  return {
    integration,
    declared,
    known,
    application,
    principal,
    applicationThere: application === undefined || live !== undefined,
    principalThere:
      principal === undefined || (application === undefined && !isVendors)
        ? { kind: "there", accountEnabled: true }
        : principalThere,
    consents: [...consents, ...goneTrusts, ...goneUris],
    secrets: lost(types.password),
    certificates: lost(types.certificate),
    vaultEntries: ofType(types.vaultEntry).filter(({ id = "" }) => {
      const vault = id.toLowerCase().replace(/\/secrets\/[^/]*$/, "");
      return vaultsRead.has(vault) && !entries.has(id.toLowerCase());
    }),
    owners:
      live && Array.isArray(owners)
        ? owners.filter((owner): owner is string => typeof owner === "string" && !live.owners.includes(owner))
        : [],
    changed:
      declared !== undefined && live !== undefined && held !== undefined
        ? changedIn(
            known,
            declared,
            live,
            consents.some(({ id }) => id?.startsWith(ownAssignments)),
          )
        : [],
  };
}

/** True where anything is missing, or the sign-in stands otherwise than the file says. */
function anything(missing: Missing): boolean {
  const { applicationThere, principalThere, consents, secrets, certificates, vaultEntries, owners, changed } = missing;
  return (
    !applicationThere ||
    principalThere.kind !== "there" ||
    switchedOff(missing) ||
    [consents, secrets, certificates, vaultEntries, owners, changed].some((list) => list.length > 0)
  );
}

/** True where sign-in is off in the tenant, and neither the file nor the state has switched it off. */
export function switchedOff({ declared, principal, principalThere }: Missing): boolean {
  return (
    principalThere.kind === "there" &&
    !principalThere.accountEnabled &&
    principal?.outputs.accountEnabled === true &&
    declared !== undefined &&
    declared.resolved.suspended === undefined
  );
}

/** What a run of our own began to delete and never saw end: nobody did that by hand. */
function deletedByUs({ pending }: State): ReadonlySet<string> {
  return new Set(pending.filter(({ operation }) => operation === "deleting").map(({ resource: { urn } }) => urn));
}

/** Compares the state with the tenant. One entry an integration of which something is missing, in the file's order. */
export function missingIn(state: State, tenant: Tenant, declared: readonly DeclaredIntegration[]): Missing[] {
  const rolesRead = declared.some(({ resolved }) => resolved.directoryRoles.length > 0);
  const ours = deletedByUs(state);
  const standing = [...state.resources.values()].filter(({ urn }) => !ours.has(urn));
  const children = Map.groupBy(standing, ({ parent }) => parent);
  const integrations = [...state.resources.values()].filter(({ type }) => type === types.integration);
  const place = ({ declared: ours }: Missing) => (ours === undefined ? declared.length : declared.indexOf(ours));
  return integrations
    .map(({ urn }) => {
      const name = nameIn(urn);
      const ours = declared.find(({ resolved }) => resolved.name === name || resolved.formerly.includes(name));
      return missingOf(name, children.get(urn) ?? [], ours, tenant, rolesRead);
    })
    .filter(anything)
    .sort((one, other) => place(one) - place(other) || one.integration.localeCompare(other.integration));
}

/** True where `up` must wait for a person: the application or its principal is deleted. */
export function stops({ applicationThere, principalThere }: Missing): boolean {
  return !applicationThere || principalThere.kind !== "there";
}

/** The credentials that the file declares, by the names under which Entra knows them. */
export function declaredCredentials({ declared }: Missing): ReadonlySet<string> {
  if (declared === undefined) return new Set();
  const { identity, credential } = declared.resolved;
  return new Set(credential.schedule.map((scheduled) => credentialName(identity, scheduled)));
}

/** `issued` of a credential's resource, by its name: `mailgates-2026-11-21b` → `2026-11-21b`. */
export function issuedIn({ urn }: KnownResource): string {
  return /\d{4}-\d{2}-\d{2}[a-z]?$/.exec(nameIn(urn))?.[0] ?? "";
}
