/**
 * Grafana signs people in with Entra ID.
 * Source: Grafana, "Configure Microsoft Entra ID OAuth authentication". Its parts number their steps anew: A registers the
 * application, R defines its roles, G puts groups into its tokens, F is Grafana's configuration file (not numbered there).
 */
import type { VendorDefinition } from "../definition.ts";
import { actor, leaveTheFile } from "../leaving.ts";

const grafanaAdministrator = "Grafana administrator";
const azureAdministrator = "Azure administrator";
const roleAssigner = "Enterprise application owner";

/** Grafana's sign-in with Entra ID, by its page. */
export const grafana = {
  vendor: "grafana",
  product: "Grafana",
  page: { publisher: "Grafana Labs", title: "Configure Microsoft Entra ID OAuth authentication", language: "en" },
  serves: {
    en: "People sign in to Grafana with Entra ID, and are in it what their application role says.",
    ja: "ユーザーが Entra ID で Grafana にサインインし、アプリケーション ロールに応じた権限を持ちます。",
  },
  audience: "AzureADMyOrg", // not on the page
  redirectUris: {
    from: "instances",
    platform: "web", // A4
    instance: "host",
    template: ["https://{instance}/login/azuread", "https://{instance}"], // A5
  },
  implicitGrant: [], // not on the page
  permissions: { "Microsoft Graph": { delegated: ["email", "openid", "profile"] } }, // F: scopes
  addable: { only: { "Microsoft Graph": { delegated: ["GroupMember.Read.All"] } } }, // G: above 200 groups
  credential: {
    oneOf: [
      {
        kind: "federated", // A8
        issuer: "https://login.microsoftonline.com/{tenantId}/v2.0",
        subject: "managedIdentity",
        audience: "api://AzureADTokenExchange",
      },
      { kind: "secret" }, // A8
    ],
  },
  claims: { groups: "ApplicationGroup" }, // G3: for allowed_groups; the narrower of the two that it names
  appRoles: [
    // R3
    { value: "Viewer", name: "Grafana Viewer", description: "Grafana read only Users", for: ["users"] },
    { value: "Editor", name: "Grafana Editor", description: "Grafana Editor Users", for: ["users"] },
    { value: "Admin", name: "Grafana Org Admin", description: "Grafana org admin Users", for: ["users"] },
  ],
  actsAs: [
    {
      who: azureAdministrator,
      role: "Not on the page: whoever may assign a managed identity to the machine that runs Grafana",
      does: "Gives Grafana its user-assigned managed identity, where it signs in without a secret.",
    },
    {
      who: grafanaAdministrator,
      role: "Grafana Admin, or whoever edits Grafana's configuration file",
      does: "Enters the values and saves them.",
    },
    {
      who: roleAssigner,
      role: "Not on the page: an owner of the enterprise application, or Cloud Application Administrator",
      does: "Assigns people and groups to Grafana's roles.",
    },
  ],
  places: ["Grafana: [auth.azuread] of the configuration file, or Administration > Authentication > Azure AD"],
  breaksWhenExpired: {
    en: "Nobody signs in to Grafana with Entra ID any more; sessions end with their access token.",
    ja: "Entra ID で Grafana にサインインできなくなります。既存のセッションもアクセス トークンの期限で切れます。",
  },
  proof: {
    shows: "A person who is assigned to a role signs in with the button of Azure AD and has that role in Grafana.",
    expected: [
      "Members of a group inside an assigned group do not come in: Entra ID passes direct members alone.",
      "Of somebody in more than 200 groups the token names none: add GroupMember.Read.All and set force_use_graph_api.",
    ],
  },
  undo: [
    {
      by: actor(grafanaAdministrator),
      en: "Set enabled = false in [auth.azuread], or switch Azure AD off under Administration > Authentication.",
      ja: "[auth.azuread] の enabled を false にするか、Administration > Authentication で Azure AD を無効にします。",
    },
    leaveTheFile,
  ],
  demands: [],
  notOnPage: [
    "The supported account types: read as this tenant alone.",
    "The implicit-grant boxes: off.",
    "The role GrafanaAdmin, which makes server administrators: left out; the three roles above are the page's own list.",
    "Groups in the token: the page names ApplicationGroup and SecurityGroup; ApplicationGroup alone is taken, and it needs Entra ID P1.",
    "offline_access, without which Grafana gets no refresh token: the page's scopes do not name it.",
    "How long the client secret lives, what shows success, and how to leave.",
  ],
  procedures: [
    {
      title: "Create the Microsoft Entra ID application",
      when: "set-up",
      onPage: true,
      steps: [
        { step: "A3", by: "stack", text: "App Registrations, New Registration." },
        { step: "A5", by: "stack", text: "Redirect URLs, of the type Web: {redirectUris}" },
        {
          step: "A8",
          by: "stack",
          text: "Certificates & secrets, Client secrets: its Value is entered at step F1.",
          withCredential: "secret",
        },
        {
          step: "A8a",
          by: azureAdministrator,
          text: "Give Grafana a user-assigned managed identity: the one whose object (principal) id is {federated.subject}. Grafana has to run in Azure.",
          withCredential: "federated",
        },
        {
          step: "A8b",
          by: "stack",
          text: "Certificates & secrets, Federated credentials, Other issuer: {federated.issuer} for {federated.subject}.",
          withCredential: "federated",
        },
        { step: "A9", by: "stack", text: "App roles: Viewer, Editor, Admin." },
        {
          step: "A13",
          by: roleAssigner,
          text: "Enterprise applications, {displayName}, Users and groups, Add user/group: assign people or groups to Grafana Viewer, Grafana Editor or Grafana Org Admin.",
          expect: "Of a group its direct members alone come in.",
          appliesTo: "rolesUnassigned",
        },
        {
          step: "A13a",
          by: "stack",
          text: "Users and groups: the people and groups of the tenant's file (appRoles), each in its role.",
          appliesTo: "rolesAssigned",
        },
        { step: "G3", by: "stack", text: "Token configuration, Add groups claim: Groups assigned to the application." },
      ],
    },
    {
      title: "Configure the Entra ID authentication client",
      when: "set-up",
      onPage: true,
      steps: [
        {
          step: "F1",
          by: grafanaAdministrator,
          text: "Enter the values in [auth.azuread] of the configuration file, or under Administration > Authentication > Azure AD, and Save.",
          fields: [
            { label: "client_authentication", value: { enter: "client_secret_post" }, withCredential: "secret" },
            { label: "client_authentication", value: { enter: "managed_identity" }, withCredential: "federated" },
            { label: "client_id", value: { enter: "{clientId}" } },
            {
              label: "client_secret",
              value: { enter: "{secret}" },
              note: "The secret's Value, not its Secret ID. Last valid day (UTC): {lastValidDay}",
              withCredential: "secret",
            },
            {
              label: "managed_identity_client_id",
              value: { decide: "The client id of the managed identity, which is not its object id" },
              withCredential: "federated",
            },
            {
              label: "federated_credential_audience",
              value: { enter: "{federated.audience}" },
              withCredential: "federated",
            },
            { label: "scopes", value: { enter: "openid email profile" } },
            {
              label: "auth_url",
              value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/authorize" },
            },
            { label: "token_url", value: { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" } },
            { label: "allowed_organizations", value: { enter: "{tenantId}" } },
            { label: "allowed_groups", value: { decide: "Object ids of groups, where some alone may come in" } },
            { label: "use_pkce", value: { enter: "true" } },
          ],
        },
      ],
    },
    {
      title: "Renewal of the client secret (not on the page; derived from its steps A8 and F1)",
      when: "renewal",
      onPage: false,
      withCredential: "secret",
      steps: [
        { step: "N1", by: "stack", text: "A new client secret is added beside the old one, which goes on working." },
        {
          step: "N2",
          by: grafanaAdministrator,
          text: "Enter the new client_secret and Save; restart Grafana where it reads the configuration file.",
          fields: [{ label: "client_secret", value: { enter: "{secret}" } }],
        },
      ],
    },
  ],
} as const satisfies VendorDefinition;
