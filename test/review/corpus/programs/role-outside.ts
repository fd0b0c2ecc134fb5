import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { principal, child } = await declared();
  new azuread.DirectoryRoleAssignment(
    "helper",
    { roleId: "62e90394-69f5-4237-9190-012177145e10", principalObjectId: principal.objectId },
    child.provider ? { provider: child.provider } : {},
  );
};
