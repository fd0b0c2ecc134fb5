/** azuread.AppRoleAssignment: admin consent to one application permission. It can only be made and deleted. */
import type { Api } from "../client.ts";
import { answeredText } from "../http.ts";
import { type Live, type Made, type ResourceKind, requiredText } from "../kind.ts";
import type { Properties } from "../properties.ts";
import { withContext } from "./call.ts";
import { hasForm, parseId } from "./paths.ts";

const pathPattern = "/servicePrincipals/{}/appRoleAssignedTo/{}";
const inputNames = ["appRoleId", "principalObjectId", "resourceObjectId"];

/** The kind `azuread.AppRoleAssignment`. */
export const appRoleAssignment: ResourceKind<Api> = {
  type: "azuread:index/appRoleAssignment:AppRoleAssignment",
  inputs: inputNames,
  required: inputNames,
  forceNew: inputNames,
  computed: ["principalDisplayName", "principalType", "resourceDisplayName"],
  secretOutputs: [],
  kept: [],
  sets: [],
  defaults: {},
  imports: hasForm(pathPattern),
  create,
  read,
  delete: async (api, id) => {
    const [resourceId = "", assignmentId = ""] = parseId(id, pathPattern);
    const removing = api.remove(`/v1.0${id}`);
    await withContext(`Deleting ${nameOf(resourceId, assignmentId)}`, removing);
  },
};

function nameOf(resourceId: string, assignmentId: string): string {
  return `Service Principal Id App Role Assigned To (Service Principal: "${resourceId}"\nApp Role Assignment: "${assignmentId}")`;
}

async function create(api: Api, inputs: Properties, made: Made): Promise<Live | undefined> {
  const resourceId = requiredText(inputs, "resourceObjectId");
  const resource = `/v1.0/servicePrincipals/${resourceId}`;
  await withContext(
    `Could not retrieve service principal for resource (Object ID: "${resourceId}")`,
    api.get(resource),
    `Service principal not found for resource (Object ID: "${resourceId}")`,
  );
  const posting = api.post(`${resource}/appRoleAssignedTo`, {
    body: {
      appRoleId: requiredText(inputs, "appRoleId"),
      principalId: requiredText(inputs, "principalObjectId"),
      resourceId,
    },
    retryOn: ({ status, message }) =>
      status === 404 || (status === 400 && message.includes("Not a valid reference update")),
  });
  const created = await withContext("Could not create app role assignment", posting);
  const id = `/servicePrincipals/${answeredText(created, "resourceId")}/appRoleAssignedTo/${answeredText(created, "id")}`;
  made(id);
  return read(api, id);
}

async function read(api: Api, id: string): Promise<Live | undefined> {
  const [resourceId = "", assignmentId = ""] = parseId(id, pathPattern);
  const finding = api.find(`/v1.0${id}`);
  const assignment = await withContext(`retrieving ${nameOf(resourceId, assignmentId)}`, finding);
  if (!assignment) return undefined;
  const outputs: Properties = {
    appRoleId: assignment.appRoleId ?? "",
    principalDisplayName: assignment.principalDisplayName ?? "",
    principalObjectId: assignment.principalId ?? "",
    principalType: assignment.principalType ?? "",
    resourceDisplayName: assignment.resourceDisplayName ?? "",
    resourceObjectId: assignment.resourceId ?? "",
  };
  return { id, outputs };
}
