import type { SingleRule } from "./rule.ts";

/** Accounts of other organisations may sign in. The provider cannot set the app instance lock; a person has to. */
export const multiTenant: SingleRule = {
  name: "multi-tenant",
  level: "accept",
  pack: "integration",
  shape: "single",
  sentence:
    "Accounts of any organisation may sign in to {integration}, and any tenant may hold a principal of it ({audience}).",
  remedy:
    "Choose this tenant alone where the vendor can do with it (`audience: single`); else lock every property of the application instance by hand. Personal accounts are refused.",
  source:
    "Microsoft, security best practices for application properties (application instance lock); Zero Trust Assessment 21777",
  check({ integration: { audience, credentials }, definition }) {
    // The vendor's own application is everybody's by its nature, and not this tenant's to lock. A public client is ours.
    const isVendors =
      credentials.kind === "none" && (definition === undefined || definition.registration !== undefined);
    if (audience === "AzureADMyOrg" || isVendors) return [];
    return [{ path: "audience", level: audience === "AzureADMultipleOrgs" ? "accept" : "block", values: { audience } }];
  },
};
