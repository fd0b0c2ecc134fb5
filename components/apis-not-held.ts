/**
 * Microsoft's APIs that vendors' pages name and the catalog does not hold: the permissions of these cannot be asked for here.
 * What people write for each, what is there instead, and what it needs beside a consent, so that nobody looks for a misspelling.
 */

/** One API. */
interface ApiNotHeld {
  /** As the portal lists it under "APIs my organization uses". */
  readonly name: string;
  /** Other names, and its application id. */
  readonly written: RegExp;
  /** What there is instead, or what the API needs beside a consent: a clause without a full stop. */
  readonly instead: string;
}

/** Sources: Microsoft's page of each API; what an application needs in each product's own administration. */
const notHeld: readonly ApiNotHeld[] = [
  {
    name: "WindowsDefenderATP",
    written:
      /^(?:windows ?defender ?atp|microsoft ?defender(?: for endpoint)?|mdatp|fc780465-2017-40d4-a0c5-307022471b92)$/i,
    instead:
      "ask on Microsoft Graph for SecurityAlert.*, SecurityIncident.* and ThreatHunting.Read.All where the product can; machines are told by this API alone",
  },
  {
    name: "Microsoft Threat Protection",
    written: /^(?:microsoft ?threat ?protection|microsoft 365 defender|8ee8fdad-f234-4243-8f3b-15c294843740)$/i,
    instead: "ask on Microsoft Graph for SecurityIncident.* and ThreatHunting.Read.All, which came after it",
  },
  {
    name: "Microsoft Cloud App Security",
    written: /^(?:microsoft ?(?:defender for )?cloud ?app(?:s| security)|05a65629-4c1b-48c1-a78b-804c4abdd4af)$/i,
    instead: "ask on Microsoft Graph for CloudApp-Discovery.Read.All, or for SecurityAlert.* of its alerts",
  },
  {
    name: "Power BI Service",
    written: /^(?:power ?bi(?: service)?|fabric|00000009-0000-0000-c000-000000000000)$/i,
    instead:
      "an application is let in by no permission but by a tenant setting of Fabric, for a security group that it is in (“Service principals can call Fabric public APIs”), and by each workspace",
  },
  {
    name: "Dynamics CRM",
    written: /^(?:dynamics(?: ?365| ?crm)?|(?:common data service|dataverse)|00000007-0000-0000-c000-000000000000)$/i,
    instead:
      "its one permission is delegated (user_impersonation); an application acts as an application user with a security role, made in the Power Platform admin center of each environment",
  },
  {
    name: "Microsoft Exchange Online Protection",
    written:
      /^(?:(?:microsoft )?exchange online protection|eop|security (?:&|and) compliance(?: center)?|00000007-0000-0ff1-ce00-000000000000)$/i,
    instead:
      "Connect-IPPSSession takes an application with this API's Exchange.ManageAsApp and a role of Microsoft Purview; Office 365 Exchange Online's is for Connect-ExchangeOnline alone",
  },
  {
    name: "Microsoft Intune API",
    written: /^(?:microsoft ?intune(?: api)?|intune|c161e42e-d4df-4a3d-9b42-e7a3c31f59d4)$/i,
    instead:
      "devices are DeviceManagement* on Microsoft Graph; this API is for partners of certificates and compliance",
  },
  {
    name: "Azure DevOps",
    written: /^(?:azure ?devops|visual studio team services|vsts|499b84ac-1321-427f-aa17-267ca6975798)$/i,
    instead:
      "an application needs no permission of it: it is added to the organization as a user, with its access level",
  },
  {
    name: "Log Analytics API",
    written: /^(?:log ?analytics(?: api)?|azure ?log ?analytics|ca7f3f0b-7d91-482c-8e09-c5d840d0eac5)$/i,
    instead: "beside its Data.Read an application needs an Azure role on the workspace (Log Analytics Reader)",
  },
  {
    name: "Azure Storage",
    written: /^(?:azure ?storage|e406a681-f3d4-42a8-90b6-c2b029497af1)$/i,
    instead: "an application reads and writes by its Azure role (Storage Blob Data …), not by a permission",
  },
  {
    name: "Yammer",
    written: /^(?:yammer|viva ?engage|00000005-0000-0ff1-ce00-000000000000)$/i,
    instead: "ask on Microsoft Graph for Community.*, in a network in native mode",
  },
  {
    name: "Microsoft Information Protection Sync Service",
    written:
      /^(?:microsoft information protection(?: sync service| api)?|azure rights management services|870c4f2e-85b6-4d43-bdda-6ed9a579b725|00000012-0000-0000-c000-000000000000)$/i,
    instead: "ask on Microsoft Graph for InformationProtectionPolicy.Read.All where the labels are enough",
  },
  {
    name: "Skype for Business Online",
    written: /^(?:skype for business(?: online)?|00000004-0000-0ff1-ce00-000000000000)$/i,
    instead: "it was retired in July 2021; presence and meetings are on Microsoft Graph",
  },
];

/** What is to be said of a name that stands for one of them; undefined where it stands for none. */
export function notHeldFault(written: string): string | undefined {
  const plain = written.normalize("NFKC").trim();
  const found = notHeld.find((api) => api.written.test(plain));
  if (found === undefined) return undefined;
  const name = plain.toLowerCase() === found.name.toLowerCase() ? "" : ` (${found.name})`;
  return `"${plain}"${name} is an API that the catalog does not hold, so nothing of it can be asked for here: ${found.instead}`;
}
