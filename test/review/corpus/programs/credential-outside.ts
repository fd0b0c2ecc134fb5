import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { application, child } = await declared();
  new azuread.ApplicationPassword(
    "spare",
    { applicationId: application.id, endDate: "2027-05-15T00:00:00Z" },
    child.provider ? { provider: child.provider } : {},
  );
};
