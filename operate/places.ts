/** Everywhere a credential is typed at the vendor's, as its sheet and its confirmations name the places. */
import type { VendorDefinition } from "../components/definition.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";

/** One place for each instance or mailbox where the definition's place names one. */
export function placesOf(
  { places }: Pick<VendorDefinition, "places">,
  { instances, mailboxes }: Pick<ResolvedIntegration, "instances" | "mailboxes">,
): string[] {
  return places.flatMap((place) => {
    if (place.includes("{instance}")) return instances.map((instance) => place.replaceAll("{instance}", instance));
    if (place.includes("{mailbox}")) return mailboxes.map(({ address }) => place.replaceAll("{mailbox}", address));
    return [place];
  });
}
