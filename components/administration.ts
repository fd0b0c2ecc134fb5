/** What opens a service to an application that administers it: consent to its API alone does not. */
import type { LocalizedText } from "./localized-text.ts";

/** A service that is administered through directory roles. */
export type Service = "Exchange Online" | "Microsoft Teams";

/** What opens a service to an application that administers it. */
interface Administration {
  /** Directory roles with which the service takes the application at all: one is enough. */
  readonly admits: readonly string[];
  /** One of them for an example: the one that most products need. */
  readonly advised: string;
  /** Sets of them that administer it: one set is enough. */
  readonly administers: readonly (readonly string[])[];
  /** A narrower way than a directory role; absent: there is none. */
  readonly narrower?: LocalizedText;
  readonly source: string;
}

/** The services by name. */
export const administrations: Readonly<Record<Service, Administration>> = {
  "Exchange Online": {
    admits: [
      "Compliance Administrator",
      "Exchange Administrator",
      "Exchange Recipient Administrator",
      "Global Administrator",
      "Global Reader",
      "Helpdesk Administrator",
      "Security Administrator",
      "Security Reader",
    ],
    advised: "Exchange Administrator",
    administers: [["Exchange Administrator"], ["Exchange Recipient Administrator"], ["Global Administrator"]],
    narrower: {
      en: "a role group of Exchange Online that holds only what the vendor needs (New-ServicePrincipal, then Add-RoleGroupMember)",
      ja: "提供元に必要な役割だけを持つ Exchange Online の役割グループ(New-ServicePrincipal の後に Add-RoleGroupMember)",
    },
    source: "Microsoft, app-only authentication in Exchange Online PowerShell, assign roles to the application",
  },
  "Microsoft Teams": {
    admits: [
      "Global Administrator",
      "Skype for Business Administrator",
      "Teams Administrator",
      "Teams Communications Administrator",
      "Teams Devices Administrator",
      "Teams Reader",
      "Teams Telephony Administrator",
    ],
    advised: "Teams Administrator",
    administers: [
      ["Teams Administrator"],
      ["Teams Telephony Administrator", "Skype for Business Administrator"],
      ["Teams Communications Administrator", "Skype for Business Administrator"],
      ["Global Administrator"],
    ],
    source: "Microsoft, application-based authentication in Teams PowerShell; Microsoft365DSC 3863",
  },
};
