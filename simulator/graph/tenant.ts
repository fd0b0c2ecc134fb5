/** Graph's routes about the tenant as a whole, and about whoever signed in. */
import { Hono } from "hono";
import { groupsOf } from "../directory/person.ts";
import { assertHolds } from "../token/access-token.ts";
import { toGraphUser } from "./directory.ts";
import { signedInUser } from "./mailbox.ts";
import { count, type GraphEnv, type GraphHost, list, one } from "./request.ts";

const readSelf = [
  "User.Read",
  "User.ReadWrite",
  "User.ReadBasic.All",
  "User.Read.All",
  "User.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const readOrganization = [
  "Organization.Read.All",
  "Organization.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
/** `/me`, `/organization`. */
export function tenantRoutes(host: GraphHost): Hono<GraphEnv> {
  const { tenant } = host;
  const routes = new Hono<GraphEnv>();
  routes.get("/me", (c) => {
    const user = signedInUser(host, c);
    assertHolds(c.get("caller"), readSelf);
    return one(c, toGraphUser(user), "User");
  });
  routes.get("/me/memberOf", (c) => {
    const user = signedInUser(host, c);
    assertHolds(c.get("caller"), [
      "Directory.Read.All",
      "Directory.ReadWrite.All",
      "GroupMember.Read.All",
      "Group.Read.All",
    ]);
    const rows = groupsOf(tenant, user.id).map((group) => ({ "@odata.type": "#microsoft.graph.group", ...group }));
    return list(c, host, rows, { resource: "DirectoryObject", filters: ["id", "displayName"] });
  });
  const organization = () => ({
    id: tenant.id,
    displayName: "Contoso (simulated)",
    tenantType: "AAD",
    countryLetterCode: null,
    createdDateTime: "2020-01-01T00:00:00Z",
    assignedPlans: [],
    verifiedDomains: [
      { name: tenant.domain, isDefault: true, isInitial: true, type: "Managed", capabilities: "Email" },
    ],
  });
  routes.get("/organization", (c) => {
    assertHolds(c.get("caller"), c.get("caller").scopes ? [...readOrganization, "User.Read"] : readOrganization);
    return list(c, host, [organization()], { resource: "Organization", filters: ["id", "displayName"] });
  });
  routes.get("/organization/$count", (c) => count(c, [organization()], { resource: "Organization", filters: [] }));
  return routes;
}
