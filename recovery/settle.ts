/**
 * What the state may forget or set right by itself, without a person's decision and without a write to the tenant: the next
 * `up` then makes it again, where the file still wants it, and its preview says so.
 */
import { types } from "./declared.ts";
import { declaredCredentials, type Missing, stops } from "./missing.ts";
import { textIn } from "./properties.ts";
import { type KnownResource, lastPart } from "./state.ts";
import type { StateEdit } from "./state-edit.ts";
import type { Tenant } from "./tenant.ts";

/** True for a credential that the file declares. A certificate goes by its subject, which is its key's; the URN tells its name. */
function isDeclared(missing: Missing, { urn, type, inputs }: KnownResource): boolean {
  if (type === types.password) return declaredCredentials(missing).has(textIn(inputs, "displayName"));
  return missing.declared?.resources.some((resource) => resource.urn === urn) ?? false;
}

/** Credentials and vault entries that are gone, and that the file still declares: a person decides. */
export function wanted(missing: Missing): Pick<Missing, "secrets" | "certificates" | "vaultEntries"> {
  const still = (list: readonly KnownResource[]) => list.filter((one) => isDeclared(missing, one));
  return {
    secrets: still(missing.secrets),
    certificates: still(missing.certificates),
    vaultEntries: still(missing.vaultEntries),
  };
}

/** Those that the file no longer declares: the engine would try to delete what is deleted, and be refused. */
export function done(missing: Missing): KnownResource[] {
  const { secrets, certificates, vaultEntries, known, declared, applicationThere, principalThere } = missing;
  const ended = [...secrets, ...certificates, ...vaultEntries].filter((one) => !isDeclared(missing, one));
  if (declared !== undefined || !stops(missing)) return ended;
  const ofPrincipal: readonly string[] = [types.principal, types.assignment, types.grant, types.directoryRole];
  const ofApplication: readonly string[] = [...ofPrincipal, types.application, types.password, types.certificate];
  const gone = !applicationThere ? ofApplication : principalThere.kind === "missing" ? ofPrincipal : [];
  return [...ended, ...known.filter(({ type }) => gone.includes(type))];
}

/** What the state is to forget, and what it is to know of owners. */
export function settling(missing: readonly Missing[], tenant: Tenant): StateEdit {
  const set = missing.flatMap(({ application, owners }) => {
    const live = tenant.applications.find(({ id }) => id === lastPart(application?.id));
    return application && live && owners.length > 0 ? [[application.urn, { owners: live.owners }] as const] : [];
  });
  const forget = missing.flatMap((one) => [...one.consents, ...done(one)].map(({ urn }) => urn));
  return { forget: [...new Set(forget)], set: new Map(set) };
}
