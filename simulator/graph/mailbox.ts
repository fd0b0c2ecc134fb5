/**
 * What integrations call in a mailbox, a calendar, in Teams or SharePoint: enough to see whether their permissions let them.
 * Each mailbox holds one message; what is sent is taken and goes nowhere.
 */
import { Hono } from "hono";
import * as z from "zod";
import type { Tenant } from "../directory/directory.ts";
import type { User } from "../directory/entity.ts";
import { notSimulated, Rejection } from "../errors.ts";
import { assertMail, assertSites, assertTeams } from "./denied.ts";
import type { GraphObject } from "./filter.ts";
import { bodyOf, type GraphContext, type GraphEnv, type GraphHost, list, noQuery, one, param } from "./request.ts";

const readMail = ["Mail.Read", "Mail.ReadWrite"];
const readBasicMail = [...readMail, "Mail.ReadBasic", "Mail.ReadBasic.All"];
const readTeams = ["Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All"];
const readChannels = ["Channel.ReadBasic.All", "ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All"];
const readSites = ["Sites.Read.All", "Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All"];

/** The person that `/me` means. @throws Rejection 400 where nobody signed in */
export function signedInUser({ tenant }: GraphHost, c: GraphContext): User {
  const { scopes, principalId } = c.get("caller");
  const user = scopes && tenant.directory.users.get(principalId);
  if (!user) throw new Rejection(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  return user;
}

/** The user that a path names, by id or name. */
export function userAt({ directory }: Tenant, id: string): User | undefined {
  const name = id.toLowerCase();
  return (
    directory.users.get(name) ??
    [...directory.users.values()].find((user) => user.userPrincipalName.toLowerCase() === name)
  );
}

/** The mailbox of a request: one's own, or with an application's permission anybody's. */
function mailboxOf(host: GraphHost, c: GraphContext, whose: "me" | "user", permissions: readonly string[]): User {
  const caller = c.get("caller");
  const own = whose === "me" ? signedInUser(host, c) : undefined;
  assertMail(caller, permissions);
  const id = c.req.param("id") ?? "";
  const user = own ?? userAt(host.tenant, id);
  if (!user) throw new Rejection(404, "ErrorInvalidUser", `The requested user '${id}' is invalid.`);
  // A person's token reaches that person's mailbox; what others share is not simulated, and nobody shares here.
  if (caller.scopes && user.id !== caller.principalId) assertMail(caller, []);
  if (user.mail === null) {
    const message = "The mailbox is either inactive, soft-deleted, or is hosted on-premise.";
    throw new Rejection(404, "MailboxNotEnabledForRESTAPI", message);
  }
  return user;
}

/** The one message of a mailbox. Whoever may read the basics only does not get its text. */
function welcome(c: GraphContext, user: User): GraphObject {
  const { scopes, roles } = c.get("caller");
  const all = readMail.some((permission) => (scopes ?? roles).includes(permission));
  const address = { name: user.displayName, address: user.mail };
  return {
    id: Buffer.from(`welcome ${user.id}`).toString("base64url"),
    receivedDateTime: "2020-01-01T00:00:00Z",
    subject: "Welcome to the simulated tenant",
    isRead: false,
    hasAttachments: false,
    importance: "normal",
    from: { emailAddress: { name: "Simulated tenant", address: "noreply@contoso.onmicrosoft.com" } },
    toRecipients: [{ emailAddress: address }],
    ...(all && {
      bodyPreview: "Nothing here is real.",
      body: { contentType: "text", content: "Nothing here is real." },
    }),
  };
}

const messageKind = { resource: "Message", filters: ["subject", "isRead", "receivedDateTime", "hasAttachments"] };

const sendBody = z.looseObject({
  message: z.looseObject({
    toRecipients: z.array(z.looseObject({ emailAddress: z.looseObject({ address: z.string().min(1) }) })).min(1),
  }),
  saveToSentItems: z.boolean().optional(),
});

/** Lists of a mailbox that are empty here, and who may read them. */
const emptyLists: Readonly<Record<string, readonly [resource: string, permissions: readonly string[]]>> = {
  events: ["Event", ["Calendars.Read", "Calendars.ReadWrite", "Calendars.ReadBasic", "Calendars.ReadBasic.All"]],
  calendars: ["Calendar", ["Calendars.Read", "Calendars.ReadWrite", "Calendars.ReadBasic", "Calendars.ReadBasic.All"]],
  contacts: ["Contact", ["Contacts.Read", "Contacts.ReadWrite"]],
  contactFolders: ["ContactFolder", ["Contacts.Read", "Contacts.ReadWrite"]],
  mailFolders: ["MailFolder", readBasicMail],
};

/** `/me/messages`, `/users/{id}/messages`, calendars, contacts, `sendMail`. */
export function mailboxRoutes(host: GraphHost): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();
  for (const [base, whose] of [
    ["/me", "me"],
    ["/users/:id", "user"],
  ] as const) {
    routes.get(`${base}/messages`, (c) => {
      const user = mailboxOf(host, c, whose, readBasicMail);
      return list(c, host, [welcome(c, user)], messageKind);
    });
    routes.get(`${base}/messages/:message`, (c) => {
      const message = welcome(c, mailboxOf(host, c, whose, readBasicMail));
      if (message.id === param(c, "message")) return one(c, message, "Message");
      throw new Rejection(404, "ErrorItemNotFound", "The specified object was not found in the store.");
    });
    for (const [name, [resource, permissions]] of Object.entries(emptyLists))
      routes.get(`${base}/${name}`, (c) => {
        mailboxOf(host, c, whose, permissions);
        return list(c, host, [], { resource, filters: ["displayName", "subject"] });
      });
    routes.post(`${base}/sendMail`, async (c) => {
      mailboxOf(host, c, whose, ["Mail.Send"]);
      noQuery(c);
      await bodyOf(c, sendBody, "Message");
      return c.body(null, 202);
    });
    routes.get(`${base}/joinedTeams`, (c) => {
      if (whose === "me") signedInUser(host, c);
      assertTeams(c.get("caller"), readTeams);
      return list(c, host, [], { resource: "Team", filters: ["id"] });
    });
    routes.get(`${base}/presence`, (c) => {
      const user = whose === "me" ? signedInUser(host, c) : userAt(host.tenant, param(c, "id"));
      assertTeams(c.get("caller"), whose === "me" ? ["Presence.Read", "Presence.Read.All"] : ["Presence.Read.All"]);
      if (!user) throw new Rejection(404, "NotFound", "The user was not found.");
      return one(c, { id: user.id, availability: "Offline", activity: "Offline" }, "Presence");
    });
  }
  return routes;
}

/** Teams, sites, call records and subscriptions: the first call of an integration, allowed or refused. */
export function workloadRoutes(host: GraphHost): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();
  const noTeam = (c: GraphContext) =>
    new Rejection(404, "NotFound", `No team found with Group Id ${c.req.param("id") ?? ""}`);
  routes.get("/teams/:id", (c) => {
    assertTeams(c.get("caller"), readTeams);
    throw noTeam(c);
  });
  routes.get("/teams/:id/channels", (c) => {
    assertTeams(c.get("caller"), readChannels);
    throw noTeam(c);
  });
  routes.post("/teams", (c) => {
    assertTeams(c.get("caller"), ["Team.Create"]);
    throw notSimulated("how a team is made");
  });
  const site = (): GraphObject => {
    const name = `${host.tenant.domain.split(".")[0]}.sharepoint.com`;
    return { id: name, displayName: "Communication site", name: "", webUrl: `https://${name}` };
  };
  routes.get("/sites/root", (c) => {
    assertSites(c.get("caller"), readSites);
    return one(c, site(), "Site");
  });
  routes.get("/sites", (c) => {
    assertSites(c.get("caller"), readSites);
    return list(c, host, [site()], { resource: "Site", filters: ["displayName"] });
  });
  routes.get("/communications/callRecords", (c) => {
    assertTeams(c.get("caller"), ["CallRecords.Read.All"]);
    return list(c, host, [], { resource: "CallRecord", filters: ["startDateTime"] });
  });
  routes.get("/subscriptions", (c) => list(c, host, [], { resource: "Subscription", filters: ["id"] }));
  routes.post("/subscriptions", async (c) => {
    const body = z.looseObject({ changeType: z.string(), notificationUrl: z.url(), resource: z.string() });
    const { resource } = await bodyOf(c, body, "Subscription");
    if (/^\/?communications\/callRecords/.test(resource) && !c.get("caller").roles.includes("CallRecords.Read.All")) {
      const message = "Operation: Create; Exception: [Status Code: Forbidden; Reason: Forbidden]";
      throw new Rejection(403, "ExtensionError", message);
    }
    throw notSimulated(`notifications about ${resource}: it calls nobody back`);
  });
  return routes;
}
