import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { principal, child } = await declared();
  new azuread.ServicePrincipalPassword(
    "on-principal",
    { servicePrincipalId: principal.id, endDate: "2027-05-15T00:00:00Z" },
    child,
  );
};
