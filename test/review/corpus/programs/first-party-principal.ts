/** Microsoft Graph's own principal, created here: a destroy would try to delete it. */
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { child } = await declared();
  new azuread.ServicePrincipal(
    "graph",
    { clientId: "00000003-0000-0000-c000-000000000000", useExisting: true },
    child.provider ? { provider: child.provider } : {},
  );
};
