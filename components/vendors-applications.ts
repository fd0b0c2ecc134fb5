/** The vendors' own applications that some integrations sign in with. */
import type { ResolvedIntegration } from "./resolved-integration.ts";

/** By client id, with the vendor's name for it. */
export function vendorsApplicationsOf(
  integrations: readonly Pick<ResolvedIntegration, "registration" | "displayName">[],
): { readonly appId: string; readonly displayName: string }[] {
  return integrations.flatMap(({ registration, displayName }) =>
    registration === undefined ? [] : [{ appId: registration.clientId, displayName }],
  );
}
