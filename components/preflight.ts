/**
 * What the tenant and the stack must hold before the first write: the principals of the APIs, the users and groups that
 * are named, and assignments where a running integration is closed. It is asked when the program runs, so that a preview
 * refuses it too, with every fault at once.
 */
import * as azuread from "@pulumi/azuread";
import type * as pulumi from "@pulumi/pulumi";
import { lookUpApi } from "./api-principal.ts";
import { withNames } from "./called.ts";
import { directoryObjects, directoryObjectType } from "./directory-objects.ts";
import type { Fault } from "./faults.ts";
import { lastState, type StateResource } from "./last-state.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";
import { assignedTo, isClosed } from "./sign-in.ts";

/** What a lookup of a user or group came to. */
type LookUp = { readonly found: string } | { readonly missing: true } | { readonly refused: string };

/** What the provider says, without the SDK's words before it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("returned an error: ").at(-1) ?? "").trim().replaceAll(/\s*\n\s*/g, " ");
}

/** Graph's and the provider's words for an object that is not there; a sign-in's refusal says "not found" of the tenant. */
function isMissing(reason: string): boolean {
  return (
    !/AADSTS\d/.test(reason) && /not found|no service principal found|does not exist|ResourceNotFound/i.test(reason)
  );
}

const lookUps = new WeakMap<pulumi.ProviderResource, Map<string, Promise<LookUp>>>();

/** One object of the directory by its id, once a provider. */
function lookUp(objectId: string, provider: pulumi.ProviderResource): Promise<LookUp> {
  const known = lookUps.get(provider) ?? new Map<string, Promise<LookUp>>();
  lookUps.set(provider, known);
  const asked =
    known.get(objectId) ??
    azuread.getDirectoryObject({ objectId }, { provider }).then(
      ({ type }): LookUp => ({ found: type }),
      (error: unknown): LookUp => {
        const reason = reasonOf(error);
        return isMissing(reason) ? { missing: true } : { refused: reason };
      },
    );
  known.set(objectId, asked);
  return asked;
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

/** The sentence for an id that cannot be assigned; undefined where it can. */
function lookUpFault({ id, type, path }: Named, found: LookUp): string | undefined {
  const permission = type === "user" ? "User.ReadBasic.All" : "GroupMember.Read.All";
  if ("refused" in found)
    return `${id} could not be looked up; the identity that deploys needs the Graph application permission ${permission} (or Directory.Read.All). The answer was: ${found.refused}`;
  if ("missing" in found)
    return `${id} is no object of this tenant; write the object id of a ${type} (az ad ${type} show), or remove it`;
  const is = directoryObjectType(found.found);
  // What the provider has no word for, Entra judges.
  if (is === undefined || is === type) return undefined;
  const keys = path.includes("appRoles")
    ? { user: "users", group: "groups" }
    : { user: "signsIn", group: "signsInGroups" };
  const key = (keys as Readonly<Record<string, string>>)[is];
  const next = key === undefined ? "only users and groups sign in; remove it" : `write it under \`${key}\``;
  return `${id} is ${directoryObjects[is]} and no ${type}; ${next}`;
}

/** Users and groups that the tenant does not have. */
async function idFaults(resolved: ResolvedIntegration, provider: pulumi.ProviderResource): Promise<Fault[]> {
  const found = await Promise.all(
    named(resolved).map(async (one) => ({ one, message: lookUpFault(one, await lookUp(one.id, provider)) })),
  );
  return found.flatMap(({ one, message }) => (message === undefined ? [] : [{ path: one.path, message }]));
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
async function closingFaults(resolved: ResolvedIntegration, provider: pulumi.ProviderResource): Promise<Fault[]> {
  if (!isClosed(resolved)) return [];
  const ids = shutOut(resolved, await lastState(provider));
  if (ids.length === 0) return [];
  const key = resolved.inRoles ? "appRoles" : resolved.signsIn.length > 0 ? "signsIn" : "signsInGroups";
  return [
    {
      path: ["integrations", resolved.name, key],
      message: `closes a running integration in the change that first assigns ${ids.join(", ")}: Entra would refuse them until the assignments are there, and for good if the run stops in between. Take two changes: add \`stillOpen: true\` beside it now, which assigns them while everyone may still sign in; remove that line in the next change`,
    },
  ];
}

/** The file's word for whom an id means, as one. */
function saidOf({ names = {} }: ResolvedIntegration, id: string): string | undefined {
  return Object.hasOwn(names, id) ? JSON.stringify(names[id]) : undefined;
}

/** What is wrong with who signs in to one integration; paths begin at the file's root. */
export async function signInFaults(
  resolved: ResolvedIntegration,
  provider: pulumi.ProviderResource,
): Promise<readonly Fault[]> {
  const [ids, closing] = await Promise.all([idFaults(resolved, provider), closingFaults(resolved, provider)]);
  return [...ids, ...closing].map(({ path, message }) => ({
    path,
    message: withNames(message, (id) => saidOf(resolved, id)),
  }));
}

/** APIs whose principal the tenant does not have, each with the integrations that need it. */
async function apiFaults(
  integrations: readonly ResolvedIntegration[],
  provider: pulumi.ProviderResource,
): Promise<Fault[]> {
  const asked = integrations.flatMap(({ name, permissions }) =>
    permissions.map(({ api, appId }) => ({ name, api, appId })),
  );
  const faults = await Promise.all(
    [...Map.groupBy(asked, ({ appId }) => appId)].map(async ([appId, users]): Promise<Fault[]> => {
      try {
        await lookUpApi(appId, provider);
        return [];
      } catch (error) {
        const reason = reasonOf(error);
        const who = users.map(({ name }) => name).join(", ");
        const api = `${users[0]?.api} (${appId})`;
        const message = isMissing(reason)
          ? `${api} has no service principal in this tenant, which ${who} must be granted permissions of; a Cloud Application Administrator makes it once: az ad sp create --id ${appId}. Without a licence for it nobody can: write it in tenant.absentApis, and leave ${who} out until there is one; the others go on`
          : `${api}, which ${who} asks permissions of, could not be looked up: ${reason}`;
        return [{ path: ["tenant"], message }];
      }
    }),
  );
  return faults.flat();
}

/**
 * Everything that the tenant lacks for these integrations.
 * @returns faults whose paths begin at the file's root; none: the first write may come
 */
export async function preflight(
  integrations: readonly ResolvedIntegration[],
  provider: pulumi.ProviderResource,
): Promise<readonly Fault[]> {
  const faults = await Promise.all([
    apiFaults(integrations, provider),
    ...integrations.map((resolved) => signInFaults(resolved, provider)),
  ]);
  return faults.flat();
}
