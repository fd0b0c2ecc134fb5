/** What passwords and certificates of an application have in common: their ids and where they are found. */
import { validate as isUuid } from "uuid";
import { type Api, gone, listed } from "../client.ts";
import { requiredText } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import { withContext } from "./call.ts";
import { hasForm, named, parseId, parseSingleId } from "./paths.ts";

/** The lists of an application that hold credentials. */
export type CredentialList = "passwordCredentials" | "keyCredentials";

/** The Graph path of an application. */
export function applicationPath(objectId: string): string {
  return `/v1.0/applications/${objectId}`;
}

/** The application's object id out of the input `applicationId`. */
export function objectIdOf(inputs: Properties): string {
  return parseSingleId(requiredText(inputs, "applicationId"), "/applications/{}");
}

/** The parts of `<application's object id>/password/<key id>` or `…/certificate/…`. */
export function parseCredentialId(id: string, type: "password" | "certificate"): { objectId: string; keyId: string } {
  const [objectId = "", keyId = ""] = parseId(id, `{}/${type}/{}`);
  return { objectId, keyId };
}

/** What the provider's importer takes for a credential's id: both parts are UUIDs, unlike other ids' parts. */
export function isCredentialId(type: "password" | "certificate"): (id: string) => boolean {
  const hasItsForm = hasForm(`{}/${type}/{}`);
  return (id) => hasItsForm(id) && [id.split("/")[0], id.split("/")[2]].every((part) => isUuid(part ?? ""));
}

/** The application of a credential. @throws when it does not exist. */
export async function getApplication(api: Api, objectId: string): Promise<Properties> {
  return withContext(`Retrieving ${named("Application", objectId)}`, api.get(applicationPath(objectId)));
}

/** The credentials of one list. */
export function credentialsOf(application: Properties, list: CredentialList): Properties[] {
  const credentials: Value | undefined = application[list];
  return Array.isArray(credentials) ? credentials.filter(isObject) : [];
}

/**
 * One credential by its key id, which Graph compares without regard to case. `undefined`: it is gone.
 * @throws when its application is gone.
 */
export async function findCredential(
  api: Api,
  objectId: string,
  list: CredentialList,
  keyId: string,
): Promise<Properties | undefined> {
  const object = await getApplication(api, objectId);
  return credentialsOf(object, list).find((credential) => isKey(credential, keyId));
}

/** Waits until a new credential stands in its application, as the provider does before it records it. */
export function waitUntilListed(api: Api, objectId: string, list: CredentialList, keyId: string): Promise<void> {
  const what = list === "keyCredentials" ? "certificate credential" : "password credential";
  const check = async () => (await findCredential(api, objectId, list, keyId)) !== undefined;
  const waiting = api.waitUntil({ what, ...listed }, check);
  return withContext(`Waiting for ${what} for ${named("Application", objectId)}`, waiting);
}

/** Waits until a removed credential stands there no more. */
export function waitUntilRemoved(api: Api, objectId: string, list: CredentialList, keyId: string): Promise<void> {
  const what = list === "keyCredentials" ? "certificate credential" : "password credential";
  const check = async () => (await findCredential(api, objectId, list, keyId)) === undefined;
  const waiting = api.waitUntil({ what, ...gone }, check);
  return withContext(`Waiting for deletion of ${what} "${keyId}" from ${named("Application", objectId)}`, waiting);
}

/** True for the credential of that key id. */
export function isKey(credential: Properties, keyId: string): boolean {
  return String(credential.keyId).toLowerCase() === keyId.toLowerCase();
}
