/** A grant whose input cannot be worked out where no process may be started, and can where one may. */
import { execFileSync } from "node:child_process";
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { principal, child } = await declared();
  new azuread.AppRoleAssignment(
    "notifications-beside",
    {
      appRoleId: Promise.resolve().then(() => {
        execFileSync("git", ["--version"]);
        return "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8";
      }),
      principalObjectId: principal.objectId,
      resourceObjectId: "sp:00000003-0000-0000-c000-000000000000",
    },
    child,
  );
};
