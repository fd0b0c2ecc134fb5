/**
 * Zoom Rooms read and book the calendars of meeting rooms, with an application of Zoom's own.
 * Source: Zoom Technical Library, "Microsoft 365 Calendaring Field Guide", with "Provider-Specific Details" for the
 * application's id: the way "Application Permissions". The other way, "Full Delegate Access", is another application
 * (a651cfda-cbdd-4a39-bd03-fa829c3c1b29) with a service account.
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheVendors } from "../leaving.ts";

const zoomAdministrator = "Zoom administrator";
const administrator = "Microsoft 365 administrator";

/** Zoom Rooms with Microsoft Graph, application permissions, by its page. */
export const zoomRooms = {
  vendor: "zoom-rooms",
  product: "Zoom Rooms",
  page: {
    publisher: "Zoom",
    title: "Microsoft 365 Calendaring Field Guide",
    language: "en",
    url: "https://library.zoom.com/admin-corner/third-party-integrations/microsoft-365-calendaring-field-guide",
  },
  serves: {
    en: "Zoom Rooms show the meetings of their rooms and start them.",
    ja: "Zoom Rooms が会議室の予定を表示し、会議を開始します。",
  },
  registration: {
    by: "vendor",
    name: "Zoom Rooms calendaring (Application Permissions)", // the page gives the id and no name as the portal shows it
    clientId: "f56e91e5-5a82-452f-b435-d4d78aeaf064",
  },
  audience: "AzureADMultipleOrgs",
  redirectUris: { from: "nowhere" }, // Zoom's own
  implicitGrant: [], // Zoom's own
  permissions: {}, // the page shows them as pictures only, so they are an input
  addable: { any: [{ api: "Microsoft Graph", kinds: ["delegated", "application"] }] },
  credential: { kind: "none" },
  actsAs: [
    {
      who: administrator,
      role: "Global Administrator or Cloud Application Administrator in Entra ID; Organization Management and Recipient Management in Exchange Online",
      does: "Prepares the rooms' mailboxes and accepts what Zoom asks for.",
    },
    {
      who: zoomAdministrator,
      role: "A Zoom role with access to Zoom Rooms",
      does: "Adds the calendar service in the Zoom web portal and gives each room its calendar.",
    },
  ],
  places: [],
  breaksWhenExpired: {
    en: "Zoom Rooms show no meetings and book none.",
    ja: "Zoom Rooms に予定が表示されず、予約もできなくなります。",
  },
  proof: {
    shows: "The room's display shows its next meeting, and a meeting can be joined with one touch.",
    expected: [],
  },
  undo: [
    {
      by: actor(zoomAdministrator),
      en: "Remove the calendar service in the Zoom web portal.",
      ja: "Zoom Web ポータルでカレンダー サービスを削除します。",
    },
    leaveTheVendors,
  ],
  demands: [],
  notOnPage: [
    "The permissions by name: the page shows them as pictures, so they are an input. Whatever stands in the tenant and not in the file is listed by verify.",
    "The application's name as the portal shows it: it is found by its id.",
    "How to limit the application to the rooms: Zoom says that Exchange's role-based access control for applications is possible.",
    "How to leave.",
    "Personal calendars and Full Delegate Access: other applications of Zoom's.",
  ],
  procedures: [
    {
      title: "Before the first step", // unnumbered
      when: "set-up",
      onPage: false,
      steps: [
        {
          step: "A1",
          by: "stack",
          text: "Zoom's enterprise application (client id {clientId}) stands in this tenant, and what the tenant's file names is consented to.",
        },
      ],
    },
    {
      title: "Before You Begin",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "B1",
          by: zoomAdministrator,
          text: "Make sure that the Zoom account has an associated domain which is also a verified custom domain of this tenant.",
        },
        {
          step: "B2",
          by: administrator,
          text: "Set the calendar processing of the rooms' mailboxes by Zoom's PowerShell instructions.",
        },
      ],
    },
    {
      title: "Connecting Zoom Rooms",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "C1",
          by: zoomAdministrator,
          text: "In the Zoom web portal add a calendar service for Office 365, authorized with Graph API and Application Permissions.",
        },
        {
          step: "C2",
          by: administrator,
          text: "In the window that opens sign in to Microsoft. Compare what is asked with the permissions of the tenant's file before you accept.",
          expect: "Where everything has been consented to already, Entra ID may not ask.",
          advice:
            "Is more asked than the file names: stop, and have the file changed and reviewed first. What is accepted here beside it, verify lists.",
        },
        { step: "C3", by: zoomAdministrator, text: "Give each Zoom Room the calendar of its room." },
      ],
    },
  ],
} as const satisfies VendorDefinition;
