/**
 * Whatever an administrator changes in the portal, `verify` names the integration, the check and what mends it. One row of
 * the table a kind of change; each begins with an integration that stands as declared.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../recovery/graph.ts";
import { type KeyPair, keyCredential, newKeyPair } from "../simulator/key-pair.ts";
import { type Standing, standing } from "./standing.ts";

const refresh = (place: string) => `./integrations pulumi up --refresh: writes what the file says (${place})`;
const up = (does: string) => `make up: ${does}`;
const hand = (place: string, does: string, command: string) => `by hand: ${place}: ${does} (${command})`;
const portal = "https://graph.microsoft.com/v1.0";

const contoso = "44444444-4444-4444-4444-444444444444";
const microsoftGraph = "00000003-0000-0000-c000-000000000000";
const guid = "aaaaaaaa-1111-4111-8111-111111111111";

let key: KeyPair;
beforeAll(async () => {
  key = await newKeyPair("somebody");
});

/** The ids and names that a change and what is expected of it go by. */
interface Given {
  readonly graph: Graph;
  readonly application: string;
  readonly principal: string;
  readonly stack: Standing;
}

/** One kind of change. */
interface Kind {
  readonly title: string;
  readonly of: string;
  readonly change: (given: Given) => Promise<unknown>;
  /** Check, verdict, expected, found, remedy; `{…}` stands for an id. */
  readonly told: readonly (readonly [
    check: string,
    verdict: string,
    expected: string,
    found: string,
    remedy: string,
  ])[];
}

const application = (property: object) => (given: Given) =>
  given.graph.patch(`/applications/${given.application}`, property as never);
const principal = (property: object) => (given: Given) =>
  given.graph.patch(`/servicePrincipals/${given.principal}`, property as never);

async function apiId(graph: Graph, appId: string): Promise<string> {
  const [rows] = await graph.lists([`/servicePrincipals?$filter=appId eq '${appId}'`]);
  return String(rows?.[0]?.id);
}

async function roleId(graph: Graph, appId: string, name: string): Promise<string> {
  const [rows] = await graph.lists([`/servicePrincipals?$filter=appId eq '${appId}'`]);
  const roles = rows?.[0]?.appRoles as readonly { readonly id: string; readonly value: string }[];
  return String(roles.find(({ value }) => value === name)?.id);
}

const mailgates = (blade: string) => `App registrations > MAILGATES Σ > ${blade}`;
const itsPrincipal = (blade: string) => `Enterprise applications > MAILGATES Σ > ${blade}`;

const kinds: readonly Kind[] = [
  {
    title: "another name",
    of: "mailgates",
    change: application({ displayName: "Mail" }),
    told: [
      ["display name", "different", "MAILGATES Σ", "Mail", refresh("App registrations > Mail > Branding & properties")],
    ],
  },
  {
    title: "other notes",
    of: "mailgates",
    change: application({ notes: "ask Bob" }),
    told: [
      [
        "notes",
        "different",
        "Purpose: Inbound mail filtering; Contact: mail-team@contoso.example; Ticket: CHG0030002; Managed as code (m365-integrations): change it there, not in the portal.",
        "ask Bob",
        refresh(mailgates("Branding & properties")),
      ],
    ],
  },
  {
    title: "a tag beside ours",
    of: "mailgates",
    change: application({ tags: ["m365-integrations/m365-integrations/dev/mailgates", "finance"] }),
    told: [["tag", "undeclared", "none", "finance", refresh(mailgates("Manifest"))]],
  },
  {
    title: "our marker taken away",
    of: "mailgates",
    change: application({ tags: [] }),
    told: [
      ["tag", "different", "m365-integrations/m365-integrations/dev/mailgates", "none", refresh(mailgates("Manifest"))],
    ],
  },
  {
    title: "accounts of any organisation let in",
    of: "mailgates",
    change: application({ signInAudience: "AzureADMultipleOrgs" }),
    told: [
      ["sign-in audience", "different", "AzureADMyOrg", "AzureADMultipleOrgs", refresh(mailgates("Authentication"))],
      [
        "instance property lock",
        "different",
        "on, all properties",
        "off",
        `./integrations verify mailgates --lock: locks it; no run of the engine does (${mailgates("Authentication > App instance property lock")})`,
      ],
    ],
  },
  {
    title: "a redirect URI more",
    of: "mailgates",
    change: application({
      web: {
        redirectUris: [
          "https://contoso-mgf.cybermail.jp/oauth/callback",
          "https://contoso-mgf.cybermail.jp/admin/oauth/callback",
          "https://evil.example/callback",
        ],
      },
    }),
    told: [
      ["redirect URI", "undeclared", "none", "https://evil.example/callback", refresh(mailgates("Authentication"))],
    ],
  },
  {
    title: "a redirect URI less",
    of: "mailgates",
    change: application({ web: { redirectUris: ["https://contoso-mgf.cybermail.jp/oauth/callback"] } }),
    told: [
      [
        "redirect URI",
        "different",
        "https://contoso-mgf.cybermail.jp/admin/oauth/callback",
        "none",
        refresh(mailgates("Authentication")),
      ],
    ],
  },
  {
    title: "a redirect URI of a single-page application",
    of: "mailgates",
    change: application({ spa: { redirectUris: ["https://spa.example/"] } }),
    told: [
      [
        "redirect URI of a single-page application",
        "undeclared",
        "none",
        "https://spa.example/",
        refresh(mailgates("Authentication")),
      ],
    ],
  },
  {
    title: "a redirect URI of a mobile or desktop application",
    of: "mailgates",
    change: application({
      publicClient: { redirectUris: ["https://login.microsoftonline.com/common/oauth2/nativeclient"] },
    }),
    told: [
      [
        "redirect URI of a public client",
        "undeclared",
        "none",
        "https://login.microsoftonline.com/common/oauth2/nativeclient",
        refresh(mailgates("Authentication")),
      ],
    ],
  },
  {
    title: "the implicit grant switched off",
    of: "mailgates",
    change: application({
      web: { implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false } },
    }),
    told: [
      ["implicit grant: access tokens", "different", "on", "off", refresh(mailgates("Authentication"))],
      ["implicit grant: ID tokens", "different", "on", "off", refresh(mailgates("Authentication"))],
    ],
  },
  {
    title: "the implicit grant switched on",
    of: "live-platform",
    change: application({ web: { implicitGrantSettings: { enableAccessTokenIssuance: true } } }),
    told: [
      [
        "implicit grant: access tokens",
        "different",
        "off",
        "on",
        refresh("App registrations > Live Platform > Authentication"),
      ],
    ],
  },
  {
    title: "public client flows allowed",
    of: "mailgates",
    change: application({ isFallbackPublicClient: true }),
    told: [["public client flows", "different", "off", "on", refresh(mailgates("Authentication"))]],
  },
  {
    title: "another version of its access tokens",
    of: "mailgates",
    change: application({ api: { requestedAccessTokenVersion: 2 } }),
    told: [["access token version", "different", "1", "2", refresh(mailgates("Manifest"))]],
  },
  {
    title: "mapped claims taken",
    of: "mailgates",
    change: application({ api: { acceptMappedClaims: true } }),
    told: [["mapped claims", "different", "off", "on", refresh(mailgates("Manifest"))]],
  },
  {
    title: "optional and group claims",
    of: "mailgates",
    change: application({ optionalClaims: { idToken: [{ name: "upn" }] }, groupMembershipClaims: "All" }),
    told: [
      [
        "optional claims",
        "different",
        "none",
        "idToken upn",
        hand(
          mailgates("Token configuration"),
          "remove it; no run of the engine does",
          `az rest --method PATCH --url ${portal}/applications/{…} --body '{"optionalClaims":null}'`,
        ),
      ],
      ["group claims", "different", "none", "All", refresh(mailgates("Token configuration"))],
    ],
  },
  {
    title: "links of its page",
    of: "mailgates",
    change: application({
      web: { homePageUrl: "https://home.example", logoutUrl: "https://out.example/" },
      info: { termsOfServiceUrl: "https://terms.example" },
    }),
    told: [
      ["home page", "different", "none", "https://home.example", refresh(mailgates("Branding & properties"))],
      ["logout URL", "different", "none", "https://out.example/", refresh(mailgates("Authentication"))],
      ["terms of service", "different", "none", "https://terms.example", refresh(mailgates("Branding & properties"))],
    ],
  },
  {
    title: "a service reference",
    of: "mailgates",
    change: application({ serviceManagementReference: "SVC-1" }),
    told: [["service reference", "different", "none", "SVC-1", refresh(mailgates("Branding & properties"))]],
  },
  {
    title: "an API of its own: an id, a scope, an application that needs no consent, a role",
    of: "mailgates",
    change: async (given) => {
      const shown = { isEnabled: true, adminConsentDescription: "x", adminConsentDisplayName: "x" };
      await application({
        identifierUris: [`api://${(await given.graph.objects([`/applications/${given.application}`]))[0]?.appId}`],
        api: { oauth2PermissionScopes: [{ id: guid, value: "access_as_user", type: "User", ...shown }] },
        appRoles: [
          {
            id: "bbbbbbbb-1111-4111-8111-111111111111",
            value: "Reader",
            displayName: "Reader",
            description: "reads",
            isEnabled: true,
            allowedMemberTypes: ["User"],
          },
        ],
      })(given);
      await application({ api: { preAuthorizedApplications: [{ appId: guid, delegatedPermissionIds: [guid] }] } })(
        given,
      );
    },
    told: [
      ["application ID URI", "undeclared", "none", "api://{…}", refresh(mailgates("Expose an API"))],
      ["exposed scope", "undeclared", "none", "access_as_user", refresh(mailgates("Expose an API"))],
      [
        "pre-authorized application",
        "undeclared",
        "none",
        guid,
        hand(
          mailgates("Expose an API"),
          "remove it; no run of the engine does",
          `az rest --method PATCH --url ${portal}/applications/{…} --body '{"api":{"preAuthorizedApplications":[]}}'`,
        ),
      ],
      ["app role", "undeclared", "none", "Reader", refresh(mailgates("App roles"))],
    ],
  },
  {
    title: "the instance property lock taken off a multi-tenant application",
    of: "app-connect",
    change: application({ servicePrincipalLockConfiguration: { isEnabled: false } }),
    told: [
      [
        "instance property lock",
        "different",
        "on, all properties",
        "off",
        "./integrations verify app-connect --lock: locks it; no run of the engine does (App registrations > App Connect > Authentication > App instance property lock)",
      ],
    ],
  },
  {
    title: "a multi-tenant application made single-tenant",
    of: "app-connect",
    change: application({ signInAudience: "AzureADMyOrg" }),
    told: [
      [
        "sign-in audience",
        "different",
        "AzureADMultipleOrgs",
        "AzureADMyOrg",
        refresh("App registrations > App Connect > Authentication"),
      ],
    ],
  },
  {
    title: "a permission more, asked for and not granted",
    of: "live-platform",
    change: async (given) =>
      application({
        requiredResourceAccess: [
          {
            resourceAppId: microsoftGraph,
            resourceAccess: [
              { id: await roleId(given.graph, microsoftGraph, "Organization.Read.All"), type: "Role" },
              { id: await roleId(given.graph, microsoftGraph, "Mail.Send"), type: "Role" },
            ],
          },
        ],
      })(given),
    told: [
      [
        "permission asked for",
        "undeclared",
        "none",
        "Microsoft Graph application Mail.Send",
        refresh("App registrations > Live Platform > API permissions"),
      ],
    ],
  },
  {
    title: "a permission no longer asked for",
    of: "live-platform",
    change: application({ requiredResourceAccess: [] }),
    told: [
      [
        "permission asked for",
        "different",
        "Microsoft Graph application Organization.Read.All",
        "none",
        refresh("App registrations > Live Platform > API permissions"),
      ],
    ],
  },
  {
    title: "an application permission granted beside the file's",
    of: "live-platform",
    change: async ({ graph, principal: id }) => {
      const resourceId = await apiId(graph, microsoftGraph);
      const appRoleId = await roleId(graph, microsoftGraph, "Directory.ReadWrite.All");
      await graph.post(`/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        principalId: id,
        resourceId,
        appRoleId,
      });
    },
    told: [
      [
        "consent, application",
        "undeclared",
        "none",
        "Microsoft Graph application Directory.ReadWrite.All",
        hand(
          "Enterprise applications > Live Platform > Permissions",
          "revoke it",
          `az rest --method DELETE --url ${portal}/servicePrincipals/{…}/appRoleAssignments/{…}`,
        ),
      ],
    ],
  },
  {
    title: "an application permission of an API that the file asks nothing of",
    of: "live-platform",
    change: async ({ graph, principal: id }) => {
      const exchange = "00000002-0000-0ff1-ce00-000000000000";
      const resourceId = await apiId(graph, exchange);
      const appRoleId = await roleId(graph, exchange, "full_access_as_app");
      await graph.post(`/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        principalId: id,
        resourceId,
        appRoleId,
      });
    },
    told: [
      [
        "consent, application",
        "undeclared",
        "none",
        "Office 365 Exchange Online application full_access_as_app",
        hand(
          "Enterprise applications > Live Platform > Permissions",
          "revoke it",
          `az rest --method DELETE --url ${portal}/servicePrincipals/{…}/appRoleAssignments/{…}`,
        ),
      ],
    ],
  },
  {
    title: "an application permission revoked",
    of: "live-platform",
    change: ({ graph, stack }) =>
      graph.delete(String(stack.known("live-platform-microsoft-graph-Organization.Read.All").id)),
    told: [
      [
        "consent, application",
        "different",
        "Microsoft Graph application Organization.Read.All",
        "none",
        up("grants it again (Enterprise applications > Live Platform > Permissions)"),
      ],
    ],
  },
  {
    title: "a delegated scope granted beside the file's",
    of: "mailgates",
    change: ({ graph, stack }) =>
      graph.patch(String(stack.known("mailgates-microsoft-graph-scopes").id), { scope: "User.Read Mail.ReadWrite" }),
    told: [
      [
        "consent, delegated",
        "undeclared",
        "none",
        "Microsoft Graph Mail.ReadWrite for everybody",
        refresh(itsPrincipal("Permissions")),
      ],
    ],
  },
  {
    title: "a delegated scope taken back",
    of: "app-connect",
    change: ({ graph, stack }) =>
      graph.patch(String(stack.known("app-connect-microsoft-graph-scopes").id), { scope: "User.Read" }),
    told: [
      [
        "consent, delegated",
        "different",
        "Microsoft Graph Calendars.ReadWrite Contacts.ReadWrite Mail.ReadWrite Mail.Send User.Read offline_access for everybody",
        "Microsoft Graph User.Read for everybody",
        refresh("Enterprise applications > App Connect > Permissions"),
      ],
    ],
  },
  {
    title: "the delegated consent revoked",
    of: "mailgates",
    change: ({ graph, stack }) => graph.delete(String(stack.known("mailgates-microsoft-graph-scopes").id)),
    told: [
      [
        "consent, delegated",
        "different",
        "Microsoft Graph User.Read for everybody",
        "none",
        up(`grants it again (${itsPrincipal("Permissions")})`),
      ],
    ],
  },
  {
    title: "one user's own consent",
    of: "mailgates",
    change: async ({ graph, principal: id }) => {
      const resourceId = await apiId(graph, microsoftGraph);
      const grant = { clientId: id, consentType: "Principal", principalId: contoso, resourceId, scope: "Files.Read" };
      await graph.post("/oauth2PermissionGrants", grant);
    },
    told: [
      [
        "consent, delegated",
        "undeclared",
        "none",
        `Microsoft Graph Files.Read for the user ${contoso}`,
        hand(
          itsPrincipal("Permissions"),
          "revoke it",
          `az rest --method DELETE --url ${portal}/oauth2PermissionGrants/{…}`,
        ),
      ],
    ],
  },
  {
    title: "somebody assigned",
    of: "mailgates",
    change: ({ graph, principal: id }) =>
      graph.post(`/servicePrincipals/${id}/appRoleAssignedTo`, {
        principalId: contoso,
        resourceId: id,
        appRoleId: "00000000-0000-0000-0000-000000000000",
      }),
    told: [
      [
        "who may sign in",
        "undeclared",
        "none",
        `Teams service account (${contoso})`,
        hand(
          itsPrincipal("Users and groups"),
          "remove the assignment",
          `az rest --method DELETE --url ${portal}/servicePrincipals/{…}/appRoleAssignedTo/{…}`,
        ),
      ],
    ],
  },
  {
    title: "an assignment required",
    of: "mailgates",
    change: principal({ appRoleAssignmentRequired: true }),
    told: [["assignment required", "different", "off", "on", refresh(itsPrincipal("Properties"))]],
  },
  {
    title: "sign-in switched off",
    of: "mailgates",
    change: principal({ accountEnabled: false }),
    told: [
      [
        "sign-in",
        "different",
        "on",
        "off",
        `./integrations adopt mailgates --restore: switches it on again; or write suspended into tenants/dev.yaml, so that the file says it (${itsPrincipal("Properties")})`,
      ],
    ],
  },
  {
    title: "hidden from its users, with other notes and a sign-on page",
    of: "mailgates",
    change: principal({
      tags: [
        "WindowsAzureActiveDirectoryIntegratedApp",
        "m365-integrations/m365-integrations/dev/mailgates",
        "HideApp",
      ],
      notes: "ours",
      loginUrl: "https://login.example",
      preferredSingleSignOnMode: "saml",
      notificationEmailAddresses: ["bob@contoso.example"],
    }),
    told: [
      [
        "notes of the enterprise application",
        "different",
        "Purpose: Inbound mail filtering; Contact: mail-team@contoso.example; Ticket: CHG0030002; Managed as code (m365-integrations): change it there, not in the portal.",
        "ours",
        refresh(itsPrincipal("Properties")),
      ],
      ["single sign-on", "different", "none", "saml", refresh(itsPrincipal("Single sign-on"))],
      ["sign-on URL", "different", "none", "https://login.example", refresh(itsPrincipal("Single sign-on"))],
      ["tag of the enterprise application", "undeclared", "none", "HideApp", refresh(itsPrincipal("Properties"))],
      ["notification address", "undeclared", "none", "bob@contoso.example", refresh(itsPrincipal("Single sign-on"))],
    ],
  },
  {
    title: "an owner more, of the application and of its principal",
    of: "mailgates",
    change: async ({ graph, application: id, principal: own }) => {
      const reference = { "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${contoso}` };
      await graph.post(`/applications/${id}/owners/$ref`, reference);
      await graph.post(`/servicePrincipals/${own}/owners/$ref`, reference);
    },
    told: [
      ["owner", "undeclared", "none", `Teams service account (${contoso})`, refresh(mailgates("Owners"))],
      [
        "owner of the enterprise application",
        "undeclared",
        "none",
        `Teams service account (${contoso})`,
        refresh(itsPrincipal("Owners")),
      ],
    ],
  },
  {
    title: "an owner less, of the application and of its principal",
    of: "mailgates",
    change: async ({ graph, application: id, principal: own }) => {
      await graph.delete(`/applications/${id}/owners/55555555-5555-5555-5555-555555555555/$ref`);
      await graph.delete(`/servicePrincipals/${own}/owners/55555555-5555-5555-5555-555555555555/$ref`);
    },
    told: [
      [
        "owner",
        "different",
        "55555555-5555-5555-5555-555555555555",
        "none",
        up(`enters it again (${mailgates("Owners")})`),
      ],
      [
        "owner of the enterprise application",
        "different",
        "55555555-5555-5555-5555-555555555555",
        "none",
        refresh(itsPrincipal("Owners")),
      ],
    ],
  },
  {
    title: "a secret more",
    of: "mailgates",
    change: ({ graph, application: id }) =>
      graph.post(`/applications/${id}/addPassword`, {
        passwordCredential: { displayName: "bob", endDateTime: "2027-01-01T00:00:00Z" },
      }),
    told: [
      [
        "secret",
        "undeclared",
        "none",
        `"bob", key id {…}, 2026-11-21 to 2027-01-01`,
        hand(
          mailgates("Certificates & secrets"),
          "find out who uses it (./integrations adopt mailgates tells its last use), then remove it",
          "az ad app credential delete --id {…} --key-id {…}",
        ),
      ],
    ],
  },
  {
    title: "the file's secret removed",
    of: "mailgates",
    change: ({ graph, application: id, stack }) =>
      graph.post(`/applications/${id}/removePassword`, {
        keyId: String(stack.known("mailgates-2026-11-21", "applicationPassword").id).split("/").at(-1),
      }),
    told: [
      [
        "secret 2026-11-21",
        "different",
        "key id {…}, until 2028-11-20",
        "none",
        "./integrations rotate mailgates: its value does not come back and no run makes another under its name: a new line in tenants/dev.yaml, handed over, then the line of 2026-11-21 removed (./integrations adopt prints both)",
      ],
    ],
  },
  {
    title: "a certificate more",
    of: "mailgates",
    change: ({ graph, application: id }) =>
      graph.patch(`/applications/${id}`, {
        keyCredentials: [{ ...keyCredential(key), displayName: "CN=somebody" }],
      } as never),
    told: [
      [
        "certificate",
        "undeclared",
        "none",
        `"CN=somebody", key id {…}, 2025-01-01 to 2029-01-01`,
        hand(
          mailgates("Certificates & secrets"),
          "find out who uses it (./integrations adopt mailgates tells its last use), then remove it",
          "az ad app credential delete --id {…} --key-id {…} --cert",
        ),
      ],
    ],
  },
  {
    title: "a secret on the enterprise application",
    of: "mailgates",
    change: ({ graph, principal: id }) =>
      graph.post(`/servicePrincipals/${id}/addPassword`, {
        passwordCredential: { displayName: "saml", endDateTime: "2027-01-01T00:00:00Z" },
      }),
    told: [
      [
        "secret of the enterprise application",
        "undeclared",
        "none",
        `"saml", key id {…}, 2026-11-21 to 2027-01-01`,
        hand(
          itsPrincipal("Single sign-on (the admin center does not list it)"),
          "remove it",
          "az ad sp credential delete --id {…} --key-id {…}",
        ),
      ],
    ],
  },
  {
    title: "a trust in another issuer's tokens",
    of: "mailgates",
    change: ({ graph, application: id }) =>
      graph.post(`/applications/${id}/federatedIdentityCredentials`, {
        name: "ci",
        issuer: "https://token.actions.githubusercontent.com",
        subject: "repo:evil/repo:ref:refs/heads/main",
        audiences: ["api://AzureADTokenExchange"],
      }),
    told: [
      [
        "federated credential",
        "undeclared",
        "none",
        `"ci", https://token.actions.githubusercontent.com, repo:evil/repo:ref:refs/heads/main`,
        hand(
          mailgates("Certificates & secrets > Federated credentials"),
          "remove it",
          "az ad app federated-credential delete --id {…} --federated-credential-id {…}",
        ),
      ],
    ],
  },
  {
    title: "a directory role more",
    of: "mailgates",
    change: ({ graph, principal: id }) =>
      graph.post("/roleManagement/directory/roleAssignments", {
        directoryScopeId: "/",
        principalId: id,
        roleDefinitionId: "62e90394-69f5-4237-9190-012177145e10",
      }),
    told: [
      [
        "directory role",
        "undeclared",
        "none",
        "Global Administrator",
        hand(
          itsPrincipal("Roles and administrators"),
          "remove the role",
          `az rest --method DELETE --url ${portal}/roleManagement/directory/roleAssignments/{…}`,
        ),
      ],
    ],
  },
  {
    title: "its directory role taken away",
    of: "live-platform",
    change: ({ graph, stack }) => graph.delete(String(stack.known("live-platform-role-teams-administrator").id)),
    told: [
      [
        "directory role",
        "different",
        "Teams Administrator",
        "none",
        up("assigns it again (Enterprise applications > Live Platform > Roles and administrators)"),
      ],
    ],
  },
  {
    title: "put into a group",
    of: "mailgates",
    change: async ({ graph, principal: id }) => {
      const [groups] = await graph.lists(["/groups?$filter=displayName eq 'Sales'"]);
      const reference = { "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${id}` };
      await graph.post(`/groups/${groups?.[0]?.id}/members/$ref`, reference);
    },
    told: [
      [
        "group",
        "undeclared",
        "none",
        "Sales ({…})",
        hand(
          "Groups > Sales ({…}) > Members",
          "take the enterprise application out",
          "az ad group member remove --group 04c160d3-0af3-58e7-9223-9739d2b6d346 --member-id {…}",
        ),
      ],
    ],
  },
  {
    title: "the application deleted",
    of: "mailgates",
    change: ({ graph, application: id }) => graph.delete(`/applications/${id}`),
    told: [
      [
        "application",
        "different",
        `"MAILGATES Σ", object id {…}`,
        "deleted",
        `./integrations adopt mailgates --restore: brings it back with client id and credentials, for 30 days (${mailgates("Deleted applications")})`,
      ],
    ],
  },
  {
    title: "its enterprise application deleted",
    of: "mailgates",
    change: ({ graph, principal: id }) => graph.delete(`/servicePrincipals/${id}`),
    told: [
      [
        "enterprise application",
        "different",
        "object id {…}",
        "deleted",
        `./integrations adopt mailgates --restore: brings it back with its object id and consents (${itsPrincipal("Overview")})`,
      ],
    ],
  },
  {
    title: "its enterprise application made anew",
    of: "mailgates",
    change: async ({ graph, principal: id, application: own }) => {
      await graph.delete(`/servicePrincipals/${id}`);
      await graph.post("/servicePrincipals", { appId: (await graph.objects([`/applications/${own}`]))[0]?.appId });
    },
    told: [
      [
        "enterprise application",
        "different",
        "object id {…}",
        "another one, object id {…}",
        `./integrations adopt mailgates --restore: brings it back with its object id and consents (${itsPrincipal("Overview")})`,
      ],
    ],
  },
  {
    title: "another stack's application of the same name: nothing is said of it",
    of: "mailgates",
    change: ({ graph }) =>
      graph.post("/applications", {
        displayName: "Theirs",
        tags: ["m365-integrations/m365-integrations/prod/mailgates", "m365-integrations/mailgates"],
      }),
    told: [],
  },
  {
    title: "a copy with our marker",
    of: "mailgates",
    change: ({ graph }) =>
      graph.post("/applications", { displayName: "Copy", tags: ["m365-integrations/m365-integrations/dev/mailgates"] }),
    told: [
      [
        "application with our marker",
        "undeclared",
        "none",
        `"Copy", object id {…}`,
        "./integrations adopt mailgates: says what it is and how it goes (App registrations > Copy > Overview)",
      ],
    ],
  },
  {
    title: "the vault's entry deleted",
    of: "mailgates",
    change: async ({ stack }) => stack.entries.delete("mailgates-2026-11-21"),
    told: [
      [
        "vault entry mailgates-2026-11-21",
        "different",
        "key id {…}, until 2028-11-20, enabled",
        "none",
        hand(
          "Key vaults > kv-m365 > Secrets > Manage deleted secrets",
          "recover it with its value; the credential itself works on",
          "az keyvault secret recover --vault-name kv-m365 --name mailgates-2026-11-21",
        ),
      ],
    ],
  },
  {
    title: "the vault's entry disabled",
    of: "mailgates",
    change: async ({ stack }) => {
      const entry = stack.entries.get("mailgates-2026-11-21");
      if (entry) stack.entries.set(entry.name, { ...entry, enabled: false });
    },
    told: [
      [
        "vault entry mailgates-2026-11-21",
        "different",
        "key id {…}, until 2028-11-20, enabled",
        "key id {…}, until 2028-11-20, disabled",
        refresh("Key vaults > kv-m365 > Secrets > mailgates-2026-11-21"),
      ],
    ],
  },
  {
    title: "another value stored under the vault's entry, whose tags and dates stay",
    of: "mailgates",
    change: async ({ stack }) => {
      const entry = stack.entries.get("mailgates-2026-11-21");
      if (entry) stack.entries.set(entry.name, { ...entry, version: "0e1d" });
    },
    told: [
      [
        "value of mailgates-2026-11-21",
        "different",
        "version 451d",
        "version 0e1d",
        "by hand: Key vaults > kv-m365 > Secrets > mailgates-2026-11-21 > Older versions: somebody stored another value, which would be handed over: find out who, and make the value of version 451d the newest again, or take another credential (./integrations rotate mailgates --emergency); then ./integrations pulumi up --refresh, which takes the newest version as known",
      ],
    ],
  },
  {
    title: "an entry of the integration's in the vault that no line of the file names",
    of: "mailgates",
    change: async ({ stack }) => {
      const tags = { integration: "mailgates", issued: "2025-01-01", keyId: guid };
      stack.entries.set("mailgates-2025-01-01", { id: "/x", name: "mailgates-2025-01-01", tags });
    },
    told: [
      [
        "vault entry",
        "undeclared",
        "none",
        `mailgates-2025-01-01, key id ${guid}`,
        hand(
          "Key vaults > kv-m365 > Secrets",
          "find out who put it there, then delete it",
          "az keyvault secret delete --vault-name kv-m365 --name mailgates-2025-01-01",
        ),
      ],
    ],
  },
];

/** Ids are another tenant's every time: `{…}` in their place. */
function anonymous(text: string): string {
  return text
    .replaceAll(/[\w-]{27,}(?=\)|$)/g, (id) =>
      id === guid || id === contoso || id.startsWith("55555555") ? id : "{…}",
    )
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}\b/g, (id) =>
      id === guid ? id : "{…}",
    );
}

describe("nothing changed", () => {
  it("is told of integrations that stand as declared", async () => {
    const stack = await standing(["mailgates", "teamconnect", "live-platform", "app-connect"]);
    expect(await stack.told()).toEqual([]);
  });
});

describe("changed in the portal beside the file,", () => {
  it.each(kinds)("$title is named with the integration, the check and what mends it", async (kind) => {
    const stack = await standing([kind.of]);
    const { graph, applicationId, principalId } = stack;
    await kind.change({ graph, application: applicationId, principal: principalId, stack });
    const told = (await stack.told()).map((cells) => cells.map(anonymous));
    expect(told).toEqual(kind.told.map((cells) => [kind.of, ...cells]));
  });
});
