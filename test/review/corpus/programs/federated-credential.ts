/** Trusts whatever a repository's workflow runs, below the integration. */
import * as azuread from "@pulumi/azuread";
import { declared } from "./declared.ts";

export default async () => {
  const { application, child } = await declared();
  new azuread.ApplicationFederatedIdentityCredential(
    "workflow",
    {
      applicationId: application.id,
      displayName: "workflow",
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:fabrikam/*",
      audiences: ["api://AzureADTokenExchange"],
    },
    child,
  );
};
