/** What is said of an API of Microsoft's that the catalog does not hold. */
import { expect, test } from "vitest";
import { apis } from "../catalog/apis.ts";
import { notHeldFault } from "../components/apis-not-held.ts";

test.each([
  [
    "WindowsDefenderATP",
    '"WindowsDefenderATP" is an API that the catalog does not hold, so nothing of it can be asked for here: ask on Microsoft Graph for SecurityAlert.*, SecurityIncident.* and ThreatHunting.Read.All where the product can; machines are told by this API alone',
  ],
  ["fc780465-2017-40d4-a0c5-307022471b92", '"fc780465-2017-40d4-a0c5-307022471b92" (WindowsDefenderATP) is an API'],
  ["Power BI", '"Power BI" (Power BI Service) is an API that the catalog does not hold'],
  ["Power BI Service", "Service principals can call Fabric public APIs"],
  ["Dataverse", "application user with a security role"],
  ["Microsoft Exchange Online Protection", "Connect-IPPSSession"],
  ["Microsoft Intune API", "DeviceManagement* on Microsoft Graph"],
  ["Azure DevOps", "added to the organization as a user"],
  ["ＷｉｎｄｏｗｓＤｅｆｅｎｄｅｒＡＴＰ", "WindowsDefenderATP"],
])("%s", (written, said) => {
  expect(notHeldFault(written)).toContain(said);
});

test("nothing of an API that the catalog holds, by any of its names, and nothing of a misspelling", () => {
  const names = apis.flatMap(({ displayName, appId, resourceUri, aliases = [] }) => [
    displayName,
    appId,
    resourceUri,
    ...aliases,
  ]);
  expect(names.filter((name) => notHeldFault(name) !== undefined)).toEqual([]);
  expect(notHeldFault("Microsoft Grpah")).toBeUndefined();
});
