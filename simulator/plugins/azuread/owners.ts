/** Owners of applications and service principals: at creation and later. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { texts } from "../kind.ts";
import type { Value } from "../properties.ts";

/** Graph takes at most twenty owners with a new object; the provider always puts the caller first. */
const ownersAtCreation = 20;

function reference(api: Api, objectId: string): string {
  return `${api.url}/v1.0/directoryObjects/${objectId}`;
}

/** Owners for the creating request, and what is left to do after it. */
export interface InitialOwners {
  /** `owners@odata.bind`. */
  readonly bind: string[];
  readonly addLater: readonly string[];
  /** The caller made the object but the program does not name it: its ownership goes again. */
  readonly removeCaller: boolean;
}

/** Sorts the wanted owners into those sent at creation and those added later. */
export function initialOwners(api: Api, wanted: Value | undefined): InitialOwners {
  const all = texts(wanted);
  const others = all.filter((owner) => owner !== api.callerObjectId);
  const first = [api.callerObjectId, ...others.slice(0, ownersAtCreation - 1)];
  return {
    bind: first.map((owner) => reference(api, owner)),
    addLater: others.slice(ownersAtCreation - 1),
    removeCaller: !all.includes(api.callerObjectId),
  };
}

/** Completes the owners after creation. `object` is the Graph path of the application or service principal. */
export async function completeOwners(api: Api, object: string, initial: InitialOwners): Promise<void> {
  for (const owner of initial.addLater) await addOwner(api, object, owner);
  if (initial.removeCaller) await removeOwner(api, object, api.callerObjectId);
}

/** Object ids of the owners. */
export async function readOwners(api: Api, object: string): Promise<string[]> {
  return (await api.list(`${object}/owners`)).map((owner) => answeredText(owner, "id"));
}

/** Makes the owners those wanted: additions first, so that the object is never without one on the way. */
export async function replaceOwners(api: Api, object: string, wanted: Value | undefined): Promise<void> {
  const present = await readOwners(api, object);
  const desired = texts(wanted);
  for (const owner of desired.filter((id) => !present.includes(id))) await addOwner(api, object, owner);
  for (const owner of present.filter((id) => !desired.includes(id))) await removeOwner(api, object, owner);
}

function addOwner(api: Api, object: string, owner: string): Promise<unknown> {
  return api.post(`${object}/owners/$ref`, { body: { "@odata.id": reference(api, owner) } });
}

function removeOwner(api: Api, object: string, owner: string): Promise<void> {
  return api.remove(`${object}/owners/${owner}/$ref`);
}
