/**
 * What of Microsoft's an API comes with: a tenant that was never licensed for it may lack the API's service principal, and
 * then nobody can make one. Those that every tenant has are left out.
 */
import { apiIds } from "./api-ids.ts";

/** By application id. */
export const apiServices: Readonly<Record<string, string>> = {
  [apiIds.exchange]: "Exchange Online",
  [apiIds.sharePoint]: "SharePoint Online",
  [apiIds.teams]: "Microsoft Teams",
  [apiIds.management]: "a Microsoft 365 or Office 365 plan",
};
