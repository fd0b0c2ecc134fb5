/**
 * What the tenant says against a run before its first write. Pure: whoever asks the tenant hands in the answers, the program
 * through its provider (preflight.ts), the verbs through Graph (operate/left-out.ts).
 *
 * The rule: what the tenant says against one integration leaves out that one, and the others go on: an API without a
 * principal, an id that is no user or group, a change that would shut people out. What all of them share stops the run: an
 * answer that was refused, the deployer's rights, a state that is not the tenant's, another tenant.
 */
import { apiServices } from "../catalog/api-services.ts";
import { withNames } from "./called.ts";
import { directoryObjects, directoryObjectType } from "./directory-objects.ts";
import type { Fault } from "./faults.ts";
import type { StateResource } from "./last-state.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";
import { assignedTo, isClosed } from "./sign-in.ts";

/** What a lookup came to. */
export type LookUp =
  /** An API's principal, or an object's type as Graph or the provider names it. */
  { readonly found: string } | { readonly missing: true } | { readonly refused: string };

/** What is asked of the tenant for some integrations. */
export interface Questions {
  /** Application ids of APIs. */
  readonly apis: readonly string[];
  /** Object ids of users and groups. */
  readonly objects: readonly string[];
}

/** What the tenant answered, and what the stack's last state has. */
export interface Answers {
  readonly apis: ReadonlyMap<string, LookUp>;
  readonly objects: ReadonlyMap<string, LookUp>;
  readonly state: readonly StateResource[];
}

/** Faults whose paths begin at the file's root. */
export interface Obstacles {
  /** No integration can be applied. */
  readonly shared: readonly Fault[];
  /** By integration: it cannot be applied, and others can. None has an empty list. */
  readonly own: ReadonlyMap<string, readonly Fault[]>;
}

interface Named {
  readonly id: string;
  readonly path: Fault["path"];
  readonly type: "user" | "group";
}

function named({ name, signsIn, signsInGroups = [], inRoles }: ResolvedIntegration): Named[] {
  if (inRoles !== undefined)
    return inRoles.flatMap(({ role, users, groups }) => {
      const place = ["integrations", name, "appRoles", role];
      return [
        ...users.map((id, index): Named => ({ id, type: "user", path: [...place, "users", index] })),
        ...groups.map((id, index): Named => ({ id, type: "group", path: [...place, "groups", index] })),
      ];
    });
  const users = signsIn === "everyone" ? [] : signsIn;
  const at = (key: string, type: Named["type"]) => (id: string, index: number) => ({
    id,
    type,
    path: ["integrations", name, key, index],
  });
  return [...users.map(at("signsIn", "user")), ...signsInGroups.map(at("signsInGroups", "group"))];
}

/** What is to be asked of the tenant. */
export function questionsOf(integrations: readonly ResolvedIntegration[]): Questions {
  return {
    apis: [...new Set(integrations.flatMap(({ permissions }) => permissions.map(({ appId }) => appId)))],
    objects: [...new Set(integrations.flatMap((resolved) => named(resolved).map(({ id }) => id)))],
  };
}

type Found = { readonly shared: Fault } | { readonly own: Fault };

/** What is wrong with an id that is to be assigned. */
function idFault({ id, type, path }: Named, found: LookUp): Found[] {
  const permission = type === "user" ? "User.ReadBasic.All" : "GroupMember.Read.All";
  if ("refused" in found) {
    const message = `${id} could not be looked up; the identity that deploys needs the Graph application permission ${permission} (or Directory.Read.All). The answer was: ${found.refused}`;
    return [{ shared: { path, message } }];
  }
  if ("missing" in found) {
    const message = `${id} is no object of this tenant; write the object id of a ${type} (az ad ${type} show), or remove it`;
    return [{ own: { path, message } }];
  }
  const is = directoryObjectType(found.found);
  // What the provider has no word for, Entra judges.
  if (is === undefined || is === type) return [];
  const keys = path.includes("appRoles")
    ? { user: "users", group: "groups" }
    : { user: "signsIn", group: "signsInGroups" };
  const key = (keys as Readonly<Record<string, string>>)[is];
  const next = key === undefined ? "only users and groups sign in; remove it" : `write it under \`${key}\``;
  return [{ own: { path, message: `${id} is ${directoryObjects[is]} and no ${type}; ${next}` } }];
}

/**
 * Who would be shut out where this closes an integration that the last state has open: named, and not assigned there.
 * @param state the stack's last state
 */
export function shutOut(resolved: ResolvedIntegration, state: readonly StateResource[]): readonly string[] {
  if (!isClosed(resolved)) return [];
  const names = [resolved.name, ...resolved.formerly].map((name) => `${name}-principal`);
  const principal = state.find(({ type, name }) => type.endsWith(":ServicePrincipal") && names.includes(name))?.outputs;
  if (principal?.appRoleAssignmentRequired !== false) return [];
  const assigned = state
    .filter(
      ({ type, outputs }) => type.endsWith(":AppRoleAssignment") && outputs.resourceObjectId === principal.objectId,
    )
    .map(({ outputs }) => outputs.principalObjectId);
  return assignedTo(resolved).filter((id) => !assigned.includes(id));
}

/** The step that a change must leave for the next one. */
function closingFaults(resolved: ResolvedIntegration, state: readonly StateResource[]): Found[] {
  const ids = shutOut(resolved, state);
  if (ids.length === 0) return [];
  const key = resolved.inRoles ? "appRoles" : resolved.signsIn.length > 0 ? "signsIn" : "signsInGroups";
  const message = `closes a running integration in the change that first assigns ${ids.join(", ")}: Entra would refuse them until the assignments are there, and for good if the run stops in between. Take two changes: add \`stillOpen: true\` beside it now, which assigns them while everyone may still sign in; remove that line in the next change`;
  return [{ own: { path: ["integrations", resolved.name, key], message } }];
}

/** How an API comes by its principal, and what that takes. */
export function principalAdvice(appId: string): string {
  const make = `a Cloud Application Administrator makes it once: az ad sp create --id ${appId}`;
  const service = apiServices[appId];
  return service === undefined
    ? make
    : `it comes with ${service}, and without a licence for that nobody can make it; with one ${make}`;
}

type Requested = Pick<ResolvedIntegration["permissions"][number], "api" | "appId">;

function apiFault({ name }: ResolvedIntegration, { api, appId }: Requested, found: LookUp): Found[] {
  if ("found" in found) return [];
  if ("refused" in found) {
    const message = `${api} (${appId}), of which permissions are asked, could not be looked up: ${found.refused}`;
    return [{ shared: { path: ["tenant"], message } }];
  }
  const message = `asks permissions of ${api} (${appId}), which has no service principal in this tenant: ${principalAdvice(appId)}`;
  return [{ own: { path: ["integrations", name], message } }];
}

/** The file's word for whom an id means stands beside it. */
function calledByName({ names = {} }: ResolvedIntegration, found: Found): Found {
  const said = (id: string) => (Object.hasOwn(names, id) ? JSON.stringify(names[id]) : undefined);
  const named = ({ path, message }: Fault) => ({ path, message: withNames(message, said) });
  return "own" in found ? { own: named(found.own) } : { shared: named(found.shared) };
}

function foundOf(resolved: ResolvedIntegration, { apis, objects, state }: Answers): Found[] {
  const answer = (answers: Answers["apis"], id: string): LookUp => answers.get(id) ?? { refused: "it was not asked" };
  return [
    ...resolved.permissions.flatMap((asked) => apiFault(resolved, asked, answer(apis, asked.appId))),
    ...named(resolved).flatMap((one) => idFault(one, answer(objects, one.id))),
    ...closingFaults(resolved, state),
  ].map((found) => calledByName(resolved, found));
}

/** What of several integrations is said once. */
function once(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify([fault.path, fault.message]), fault])).values()];
}

/** What the answers say against applying these integrations. */
export function obstaclesIn(integrations: readonly ResolvedIntegration[], answers: Answers): Obstacles {
  const all = integrations.map((resolved) => ({ name: resolved.name, found: foundOf(resolved, answers) }));
  return {
    shared: once(all.flatMap(({ found }) => found.flatMap((one) => ("shared" in one ? [one.shared] : [])))),
    own: new Map(
      all
        .map(({ name, found }) => [name, found.flatMap((one) => ("own" in one ? [one.own] : []))] as const)
        .filter(([, faults]) => faults.length > 0),
    ),
  };
}
