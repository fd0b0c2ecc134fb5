/** azuread.getDirectoryObject: what kind of object an id belongs to. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { requiredText } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { withContext } from "./call.ts";

/** The function's token. */
export const getDirectoryObjectToken = "azuread:index/getDirectoryObject:getDirectoryObject";

/** Looks the object up; its type is Graph's own without the namespace. @throws when there is none */
export async function getDirectoryObject(api: Api, args: Properties): Promise<Properties> {
  const objectId = requiredText(args, "objectId");
  const finding = api.find(`/v1.0/directoryObjects/${objectId}`);
  const found = await withContext(`retrieving directory object with ID: "${objectId}"`, finding);
  if (!found) throw new Error(`Directory object with ID: "${objectId}" was not found`);
  const kind = answeredText(found, "@odata.type").replace("#microsoft.graph.", "");
  return { id: objectId, objectId, type: kind.charAt(0).toUpperCase() + kind.slice(1) };
}
