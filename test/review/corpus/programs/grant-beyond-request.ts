/** Granted, and not requested for: no consent screen and no list of permissions shows it. */
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { principal, child } = await declared();
  const graph = azuread.getServicePrincipalOutput(
    { clientId: "00000003-0000-0000-c000-000000000000" },
    child.provider ? { provider: child.provider } : {},
  );
  new azuread.AppRoleAssignment(
    "extra",
    {
      appRoleId: "498476ce-e0fe-48b0-b801-37ba7e2685c6", // Organization.Read.All
      principalObjectId: principal.objectId,
      resourceObjectId: graph.objectId,
    },
    child,
  );
};
