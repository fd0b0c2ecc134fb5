/** A grant that depends on what fails here. */
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { principal, child } = await declared();
  new azuread.AppRoleAssignment(
    "notifications-beside",
    {
      appRoleId: "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8",
      principalObjectId: principal.objectId,
      resourceObjectId: "sp:00000003-0000-0000-c000-000000000000",
    },
    { ...child, dependsOn: Promise.reject<azuread.ServicePrincipal[]>(new Error("not here")) },
  );
};
