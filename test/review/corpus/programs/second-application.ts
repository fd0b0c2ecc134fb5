import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { child } = await declared();
  new azuread.Application(
    "twin",
    { displayName: "Twin", preventDuplicateNames: true, tags: ["m365-integrations/twin"] },
    { ...child, protect: true },
  );
};
