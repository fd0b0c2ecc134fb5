import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { child } = await declared();
  const application = new azuread.Application(
    "shadow",
    {
      displayName: "Shadow",
      signInAudience: "AzureADMultipleOrgs",
      web: { redirectUris: ["https://evil.example/callback"] },
    },
    child.provider ? { provider: child.provider } : {},
  );
  return { shadow: application.clientId };
};
