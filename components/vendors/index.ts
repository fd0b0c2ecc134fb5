/** Every vendor the project knows, by the word that stands in the settings' `vendor`. */
import type { VendorDefinition } from "../definition.ts";
import { appConnect } from "./app-connect.ts";
import { avepointBackup } from "./avepoint-backup.ts";
import { bitwardenDirectoryConnector } from "./bitwarden-directory-connector.ts";
import { cloudflareAccess } from "./cloudflare-access.ts";
import { commvaultOneDrive } from "./commvault-onedrive.ts";
import { desknetsNeo } from "./desknets-neo.ts";
import { elasticO365 } from "./elastic-o365.ts";
import { githubEmu } from "./github-emu.ts";
import { gitlabMail } from "./gitlab-mail.ts";
import { grafana } from "./grafana.ts";
import { livePlatform } from "./live-platform.ts";
import { livePlatformNotifications } from "./live-platform-notifications.ts";
import { mailgatesSigma } from "./mailgates-sigma.ts";
import { netwrixAuditor } from "./netwrix-auditor.ts";
import { proselfMail } from "./proself-mail.ts";
import { servicenowTeams } from "./servicenow-teams.ts";
import { teamconnect } from "./teamconnect.ts";
import { veeamRestorePortal } from "./veeam-restore-portal.ts";
import { wazuhO365 } from "./wazuh-o365.ts";
import { xsoarOutlook } from "./xsoar-outlook.ts";
import { zammadGraph } from "./zammad-graph.ts";
import { zoomRooms } from "./zoom-rooms.ts";

/** The definitions. Each key equals its definition's `vendor`. */
export const vendors = {
  "servicenow-teams": servicenowTeams,
  "mailgates-sigma": mailgatesSigma,
  teamconnect,
  "live-platform": livePlatform,
  "live-platform-notifications": livePlatformNotifications,
  "app-connect": appConnect,
  "elastic-o365": elasticO365,
  "wazuh-o365": wazuhO365,
  "commvault-onedrive": commvaultOneDrive,
  "avepoint-backup": avepointBackup,
  "netwrix-auditor": netwrixAuditor,
  "zammad-graph": zammadGraph,
  "gitlab-mail": gitlabMail,
  "cloudflare-access": cloudflareAccess,
  "desknets-neo": desknetsNeo,
  "github-emu": githubEmu,
  "zoom-rooms": zoomRooms,
  "bitwarden-directory-connector": bitwardenDirectoryConnector,
  grafana,
  "xsoar-outlook": xsoarOutlook,
  "veeam-restore-portal": veeamRestorePortal,
  "proself-mail": proselfMail,
} as const;

/** A vendor word that the settings may name. */
export type VendorName = keyof typeof vendors;

/** The definition of a vendor, seen as the general shape. */
export function definitionOf(vendor: VendorName): VendorDefinition {
  return vendors[vendor];
}

/** The definition behind what somebody wrote for a vendor; undefined where it names none. */
export function knownDefinition(vendor: unknown): VendorDefinition | undefined {
  return typeof vendor === "string" && Object.hasOwn(vendors, vendor) ? vendors[vendor as VendorName] : undefined;
}
