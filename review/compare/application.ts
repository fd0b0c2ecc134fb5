/** Who may reach the application, and where it sends its answers: audience, redirect URIs, switches. */
import type { Effect } from "../change.ts";
import type { RecordedIntegration } from "../recording.ts";
import { type Difference, ifDifferent } from "./part.ts";
import { compareRedirectUris } from "./redirect-uris.ts";

/** Graph's audiences, each reaching more than the one before; any other is taken for the widest. */
const audiences = ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"];

function breadth(audience: string): number {
  const place = audiences.indexOf(audience);
  return place < 0 ? audiences.length : place;
}

function audienceEffect(before: string, after: string): Effect {
  return breadth(after) < breadth(before) ? "narrowed" : "broadened";
}

function onOff(
  aspect: "implicit-grant" | "public-client",
  subject: Difference["subject"],
  before: boolean,
  after: boolean,
): Difference[] {
  if (before === after) return [];
  return [{ aspect, how: after ? "added" : "removed", subject, effect: after ? "broadened" : "narrowed" }];
}

/** Every difference of the application's own settings. */
export function compareApplication(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  return [
    // Who may sign in to a vendor's own application is said where the vendor registered it.
    ...(after.registration
      ? []
      : ifDifferent(before.audience, after.audience, {
          aspect: "audience",
          subject: "",
          effect: audienceEffect(before.audience, after.audience),
        })),
    ...compareRedirectUris(before, after),
    ...onOff(
      "implicit-grant",
      { code: "access-tokens" },
      before.implicitGrant.accessToken,
      after.implicitGrant.accessToken,
    ),
    ...onOff("implicit-grant", { code: "id-tokens" }, before.implicitGrant.idToken, after.implicitGrant.idToken),
    ...onOff("public-client", "", before.publicClient, after.publicClient),
  ];
}
