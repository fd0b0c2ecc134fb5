/** What passwords and certificates of an application have in common: their ids and where they are found. */
import type { Api } from "../client.ts";
import { requiredText } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import { withContext } from "./call.ts";
import { parseId, parseSingleId } from "./paths.ts";

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

/** The application that a credential is to be added to. @throws when it does not exist. */
export async function getApplication(api: Api, objectId: string): Promise<Properties> {
  const object = await withContext(
    `Retrieving application with object ID "${objectId}"`,
    api.find(applicationPath(objectId)),
  );
  if (!object) throw new Error(`Application with object ID "${objectId}" was not found`);
  return object;
}

/** The credentials of one list. */
export function credentialsOf(application: Properties, list: CredentialList): Properties[] {
  const credentials: Value | undefined = application[list];
  return Array.isArray(credentials) ? credentials.filter(isObject) : [];
}

/** One credential by its key id, which Graph compares without regard to case. `undefined`: it or its application is gone. */
export async function findCredential(
  api: Api,
  objectId: string,
  list: CredentialList,
  keyId: string,
): Promise<Properties | undefined> {
  const object = await withContext(
    `Retrieving application with object ID "${objectId}"`,
    api.find(applicationPath(objectId)),
  );
  return object && credentialsOf(object, list).find((credential) => isKey(credential, keyId));
}

/** True for the credential of that key id. */
export function isKey(credential: Properties, keyId: string): boolean {
  return String(credential.keyId).toLowerCase() === keyId.toLowerCase();
}
