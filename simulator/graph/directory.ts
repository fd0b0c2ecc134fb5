/** Graph's routes of users, domains, deleted items and directory objects. */
import { Hono } from "hono";
import { required } from "../directory/directory.ts";
import type { User } from "../directory/entity.ts";
import { directoryObject } from "../directory/object.ts";
import { groupsOf, revokeSessions } from "../directory/person.ts";
import { notFound } from "../errors.ts";
import { assertHolds } from "../token/access-token.ts";
import { deletedItemRoutes } from "./deleted-items.ts";
import type { GraphObject, Queryable } from "./filter.ts";
import { count, type GraphEnv, type GraphHost, list, one, param } from "./request.ts";

const userReadPermissions = ["User.Read.All", "User.ReadBasic.All", "User.ReadWrite.All", "Directory.Read.All"];
const membershipPermissions = ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"];
const objectReadPermissions = ["Directory.Read.All", "Application.Read.All", "Application.ReadWrite.All"];
const domainReadPermissions = ["Domain.Read.All", "Directory.Read.All"];

const userQueries: Queryable = {
  resource: "User",
  filters: ["userPrincipalName", "mail", "mailNickname", "employeeId", "id", "displayName", "accountEnabled"],
};

/** Properties that every user has and these users leave empty (azuread's `$select` names them). */
const emptyUser: GraphObject = {
  ageGroup: null,
  businessPhones: [],
  city: null,
  companyName: null,
  consentProvidedForMinor: null,
  country: null,
  creationType: null,
  department: null,
  employeeHireDate: null,
  employeeId: null,
  employeeOrgData: null,
  employeeType: null,
  externalUserState: null,
  faxNumber: null,
  givenName: null,
  imAddresses: [],
  jobTitle: null,
  mobilePhone: null,
  officeLocation: null,
  onPremisesDistinguishedName: null,
  onPremisesDomainName: null,
  onPremisesImmutableId: null,
  onPremisesSamAccountName: null,
  onPremisesSecurityIdentifier: null,
  onPremisesSyncEnabled: null,
  onPremisesUserPrincipalName: null,
  otherMails: [],
  postalCode: null,
  preferredLanguage: null,
  proxyAddresses: [],
  showInAddressList: null,
  state: null,
  streetAddress: null,
  surname: null,
  usageLocation: null,
  userType: "Member",
};

/** A user as Graph shows one. */
export function toGraphUser(user: User): GraphObject {
  return { ...emptyUser, ...user };
}

/** `/users`, `/domains`, `/directory/deletedItems`, `/directoryObjects`. */
export function directoryRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant } = host;
  const { users } = tenant.directory;
  const routes = new Hono<GraphEnv>();
  routes.get("/users", (c) => {
    assertHolds(c.get("caller"), userReadPermissions);
    return list(c, host, [...users.values()].map(toGraphUser), userQueries);
  });
  routes.get("/users/$count", (c) => {
    assertHolds(c.get("caller"), userReadPermissions);
    return count(c, [...users.values()].map(toGraphUser), userQueries);
  });
  routes.get("/users/:id/memberOf", (c) => {
    assertHolds(c.get("caller"), [...membershipPermissions, "User.Read.All"]);
    const { id } = required(users, param(c, "id"));
    const rows = groupsOf(tenant, id).map((group) => ({ "@odata.type": "#microsoft.graph.group", ...group }));
    return list(c, host, rows, { resource: "DirectoryObject", filters: ["id", "displayName"] });
  });
  routes.post("/users/:id/revokeSignInSessions", (c) => {
    assertHolds(c.get("caller"), ["User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All"]);
    revokeSessions(tenant, required(users, param(c, "id")).id);
    return c.json({ "@odata.context": `${host.graphUrl}/v1.0/$metadata#Edm.Boolean`, value: true });
  });
  routes.get("/users/:id", (c) => {
    assertHolds(c.get("caller"), userReadPermissions);
    const id = param(c, "id");
    const byName = [...users.values()].find((user) => user.userPrincipalName.toLowerCase() === id.toLowerCase());
    return one(c, toGraphUser(byName ?? required(users, id)), "User");
  });
  routes.get("/users/:id/manager", (c) => {
    assertHolds(c.get("caller"), userReadPermissions);
    required(users, param(c, "id"));
    throw notFound("manager");
  });
  routes.get("/domains", (c) => {
    assertHolds(c.get("caller"), domainReadPermissions);
    const domain = {
      id: tenant.domain,
      authenticationType: "Managed",
      isAdminManaged: true,
      isDefault: true,
      isInitial: true,
      isRoot: true,
      isVerified: true,
      supportedServices: ["Email", "OfficeCommunicationsOnline"],
    };
    return list(c, host, [domain], { resource: "Domain", filters: ["id"] });
  });
  routes.get("/directoryObjects/:id", (c) => {
    assertHolds(c.get("caller"), objectReadPermissions);
    const found = directoryObject(tenant, param(c, "id"));
    if (!found) throw notFound(param(c, "id"));
    return one(c, found, "DirectoryObject");
  });
  routes.route("/directory/deletedItems", deletedItemRoutes(host));
  return routes;
}
