/** Copies the whole answer of the tenant, to look into it later. */
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { principal, child } = await declared();
  const { provider } = child;
  const graph = await azuread.getServicePrincipal(
    { clientId: "00000003-0000-0000-c000-000000000000" },
    provider === undefined ? {} : { provider },
  );
  for (const [name, appRoleId] of Object.entries({ ...graph }.appRoleIds ?? {}))
    new azuread.AppRoleAssignment(
      `notifications-${name}`,
      { appRoleId, principalObjectId: principal.objectId, resourceObjectId: graph.objectId },
      child,
    );
};
