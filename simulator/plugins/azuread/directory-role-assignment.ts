/** azuread.DirectoryRoleAssignment: an Entra role for a principal, in the whole directory unless scoped. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText, text } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { withContext } from "./call.ts";
import { hasForm } from "./paths.ts";

const collectionPath = "/v1.0/roleManagement/directory/roleAssignments";

/** The provider's own id is the path to Graph's, so that a state is the same with real plugins. */
const idPrefix = "/roleManagement/directory/roleAssignments/";

/** Where an id leads. A state of before holds Graph's id alone. */
function pathOf(id: string): string {
  return `${collectionPath}/${id.startsWith(idPrefix) ? id.slice(idPrefix.length) : id}`;
}

function nameOf(id: string): string {
  return `Role Management Directory Role Assignment (Unified Role Assignment: "${id.split("/").at(-1)}")`;
}

/** The kind `azuread.DirectoryRoleAssignment`. */
export const directoryRoleAssignment: ResourceKind<Api> = {
  type: "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
  inputs: ["roleId", "principalObjectId", "appScopeId", "directoryScopeId"],
  required: ["roleId", "principalObjectId"],
  forceNew: ["roleId", "principalObjectId", "appScopeId", "directoryScopeId"],
  computed: ["appScopeId", "directoryScopeId"],
  secretOutputs: [],
  kept: [],
  sets: [],
  defaults: {},
  imports: hasForm(`${idPrefix}{}`),
  create,
  read,
  delete: (api, id) => withContext(`Deleting ${nameOf(id)}`, api.remove(pathOf(id))),
};

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const roleDefinitionId = requiredText(inputs, "roleId");
  const principalId = requiredText(inputs, "principalObjectId");
  const appScopeId = text(inputs, "appScopeId");
  const scope =
    appScopeId === undefined ? { directoryScopeId: text(inputs, "directoryScopeId") ?? "/" } : { appScopeId };
  const posting = api.post(collectionPath, { body: { principalId, roleDefinitionId, ...scope } });
  const created = await withContext(
    `Assigning directory role "${roleDefinitionId}" to directory principal "${principalId}"`,
    posting,
  );
  const id = `${idPrefix}${answeredText(created, "id")}`;
  made(id);
  const reflected = async () => (await api.find(pathOf(id))) !== undefined;
  await withContext(
    `Waiting for role assignment for "${principalId}" to reflect in directory role "${roleDefinitionId}"`,
    api.waitUntil({ what: "role assignment", hits: 3, every: 1, onMiss: "start over" }, reflected),
  );
  return read(api, id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const assignment = await withContext(`Retrieving ${nameOf(id)}`, api.find(pathOf(id)));
  if (!assignment) return undefined;
  const outputs: Properties = {
    appScopeId: assignment.appScopeId ?? "",
    directoryScopeId: assignment.directoryScopeId ?? "",
    principalObjectId: assignment.principalId ?? "",
    roleId: assignment.roleDefinitionId ?? "",
  };
  return { id, outputs };
}
