/**
 * Names that are fixed for ever, like URNs: Entra or the vault knows a live credential by them, and changing one would
 * replace it. They derive from the first name an integration ever had and from the credential.
 */
import { v5 as uuidv5 } from "uuid";
import type { ScheduledCredential } from "./resolved-integration.ts";

/** What a person sees in the portal: a secret's description, a certificate's subject. */
export function credentialName(identity: string, { issued }: Pick<ScheduledCredential, "issued">): string {
  return `${identity} ${issued}`;
}

/** The certificate's key id, so that a PATCH whose answer was lost can be adopted. */
export function certificateKeyId(
  tenantId: string,
  identity: string,
  { issued }: Pick<ScheduledCredential, "issued">,
): string {
  // As bytes: the library refuses a namespace whose version and variant bits are not those of RFC 9562.
  return uuidv5(`${identity}/${issued}`, Buffer.from(tenantId.replaceAll("-", ""), "hex"));
}

/** The vault entry: another name would be another secret. */
export function vaultEntryName(identity: string, { issued }: Pick<ScheduledCredential, "issued">): string {
  return `${identity}-${issued}`;
}

/** Marks what this stack made, so that an audit finds what no state knows. */
export function marker(identity: string): string {
  return `m365-integrations/${identity}`;
}
