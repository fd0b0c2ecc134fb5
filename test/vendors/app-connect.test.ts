import { describe, expect, it } from "vitest";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import type { IntegrationSettings, Tenant } from "../../components/settings.ts";
import { appConnect } from "../../components/vendors/app-connect.ts";
import { recordedDev } from "../recorded.ts";
import { formOf, stepOf } from "./step.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const dev = (await recordedDev()).integration("app-connect");

/** The plan of a tenant that holds nothing but one App Connect. */
function resolvedOf(settings: Partial<IntegrationSettings>) {
  const tenant: Tenant = {
    id: "11111111-1111-1111-1111-111111111111",
    domain: "contoso.onmicrosoft.com",
    owners: [],
    disposable: true,
    integrations: {
      "app-connect": {
        vendor: "app-connect",
        credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
        ...settings,
      },
    },
  };
  return resolveIntegration(tenant, "app-connect", appConnect);
}

describe("App Connect, 1. to register an application", () => {
  it("step 1.4: a unique name, accounts in any organizational directory", () => {
    expect(dev.only("azuread:index/application:Application").inputs).toMatchObject({
      displayName: "App Connect",
      signInAudience: "AzureADMultipleOrgs",
      preventDuplicateNames: true,
    });
    expect(formOf(appConnect, "1.4")).toContainEqual([
      "Supported account types",
      { choose: "Accounts in any organizational directory (Any Azure AD directory - Multitenant)" },
    ]);
  });

  it("step 1.4: the settings may choose the narrower audience, and get the page's without", () => {
    expect(resolvedOf({ audience: "single" }).audience).toBe("AzureADMyOrg");
    expect(resolvedOf({ audience: "multiple" }).audience).toBe("AzureADMultipleOrgs");
    expect(resolvedOf({}).audience).toBe("AzureADMultipleOrgs");
  });

  it("step 1.4: default values for the remaining fields, so no redirect URI and no implicit grant", () => {
    expect(appConnect.redirectUris).toEqual({ from: "redirectUris", platform: "web", min: 0, max: 1 });
    expect(resolvedOf({}).redirectUris).toEqual([]);
    expect(resolvedOf({}).implicitGrant).toEqual({ accessToken: false, idToken: false });
  });

  it("step 1.6: the Application (client) ID is a connection value", () => {
    expect(formOf(appConnect, "1.6")).toEqual([["Application (client) ID", { enter: "{clientId}" }]]);
  });
});

describe("App Connect, 2. to generate a client secret", () => {
  it("step 2.3: an expiry period of one's own choice", () => {
    expect(appConnect.credential).toEqual({ kind: "secret" });
    expect(dev.only("azuread:index/applicationPassword:ApplicationPassword").inputs).toEqual({
      applicationId: "id:app-connect-application",
      displayName: "app-connect 2026-11-21",
      endDate: "2027-05-15T00:00:00Z",
    });
  });

  it("step 2.5: the client secret is a connection value", () => {
    expect(formOf(appConnect, "2.5")).toEqual([["client secret", { enter: "{secret}" }]]);
  });
});

describe("App Connect, 3. the permissions that App Connect needs", () => {
  const scopes = [
    "024d486e-b451-40bb-833d-3e66d98c5c73", // Mail.ReadWrite
    "1ec239c2-d7c9-4623-a91a-a9775856bb36", // Calendars.ReadWrite
    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", // offline_access
    "d56682ec-c09e-4743-aaf4-1a3aac4caa21", // Contacts.ReadWrite
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d", // User.Read
    "e383f46e-2787-4529-855e-0e479a3ffac0", // Mail.Send
  ];

  it("step 3.1: six delegated permissions of Microsoft Graph", () => {
    expect(dev.only("azuread:index/application:Application").inputs.requiredResourceAccesses).toEqual([
      { resourceAppId: graph, resourceAccesses: scopes.map((id) => ({ id, type: "Scope" })) },
    ]);
  });

  it("step 3.1: Group.ReadWrite.All, which only the note names, is granted where the settings add it", () => {
    expect(appConnect.addable).toEqual({ only: { "Microsoft Graph": { delegated: ["Group.ReadWrite.All"] } } });
    const ids = (settings: Partial<IntegrationSettings>) =>
      resolvedOf(settings).permissions.flatMap(({ delegated }) => delegated.map(({ id }) => id));
    expect(ids({})).toEqual(scopes);
    expect(ids({ permissions: { "Microsoft Graph": { delegated: ["Group.ReadWrite.All"] } } })).toContain(
      "4e46008b-f24c-477d-8fff-7bb4ec7aafe0",
    );
  });

  it("step 3.2: consents to each of them for everyone, and to nothing else", () => {
    const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
    expect(dev.only(grant).inputs).toEqual({
      servicePrincipalObjectId: "object:app-connect-principal",
      resourceServicePrincipalObjectId: `sp:${graph}`,
      claimValues: [
        "Calendars.ReadWrite",
        "Contacts.ReadWrite",
        "Mail.ReadWrite",
        "Mail.Send",
        "User.Read",
        "offline_access",
      ],
    });
    expect(dev.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toEqual([]);
  });
});

describe("App Connect, 4. BASIC OAUTH: authorize", () => {
  it("step 4.1: one redirect URI, registered as web and exactly as the settings write it", () => {
    expect(dev.only("azuread:index/application:Application").inputs.web).toEqual({
      redirectUris: ["https://contoso.example/app-connect/callback"],
      implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
    });
    expect(dev.only("azuread:index/application:Application").inputs).not.toHaveProperty("publicClient");
  });

  it("step 4.1: the Request URL is generated, and the page's sample is said to be malformed", () => {
    expect(formOf(appConnect, "4.1")).toEqual([
      [
        "Request URL",
        {
          enter:
            "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/authorize?client_id={clientId}&response_type=code&redirect_uri={redirectUri.urlEncoded}&response_mode=query&scope={scopes.urlEncoded}&state=",
        },
      ],
      ["client_id", { enter: "{clientId}" }],
      ["response_type", { enter: "code" }],
      ["redirect_uri", { enter: "{redirectUris}" }],
      ["scope", { enter: "{scopes}" }],
      ["response_mode", { enter: "query" }],
      ["state", { decide: expect.stringContaining("unique value") }],
    ]);
    expect(stepOf(appConnect, "4.1").fields?.[0]?.note).toContain("The page's sample URL is malformed");
  });

  it("steps 4.2 to 4.4: the user of the mailbox signs in, accepts and copies the code", () => {
    expect(["4.2", "4.3", "4.4"].map((step) => stepOf(appConnect, step).by)).toEqual([
      "user of the mailbox",
      "user of the mailbox",
      "user of the mailbox",
    ]);
    expect(stepOf(appConnect, "4.4").text).toBe(
      "From the address that the browser was sent to, copy the value of code.",
    );
  });
});

describe("App Connect, 5. to generate an access token and a refresh token", () => {
  it("step 5: a POST to the v2 token endpoint, the secret in its body", () => {
    expect(formOf(appConnect, "5")).toEqual([
      ["Token endpoint URL", { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" }],
      ["client_id", { enter: "{clientId}" }],
      ["scope", { enter: "{scopes}" }],
      ["grant_type", { enter: "authorization_code" }],
      ["client_secret", { enter: "{secret}" }],
      ["code", { decide: "The code of step 4." }],
      ["redirect_uri", { enter: "{redirectUris}" }],
    ]);
  });

  it("step 5: the tokens are a person's and never come from the stack", () => {
    expect(formOf(appConnect, "C1")).toEqual([
      ["Application (client) ID", { enter: "{clientId}" }],
      ["client secret", { enter: "{secret}" }],
      ["access token", { decide: expect.stringContaining("Only for BASIC OAUTH") }],
      ["refresh token", { decide: expect.stringContaining("Only for BASIC OAUTH") }],
    ]);
  });

  it("step 5: access token 1 hour, refresh token 90 days of inactivity", () => {
    expect(stepOf(appConnect, "5.4").text).toContain(
      "the access token lives 1 hour, the refresh token until it has not been used for 90 days",
    );
  });
});

describe("App Connect, where the page goes against a rule", () => {
  it("demands exactly these", () => {
    expect(
      appConnect.demands.map(({ rule, step, ...rest }) => [rule, "subject" in rest ? rest.subject : "", step]),
    ).toEqual([
      ["multi-tenant", "", "S1.4"],
      ["client-secret", "", "S2.2"],
      ["risky-permission", "Mail.ReadWrite", "S3.1"],
      ["risky-permission", "Mail.Send", "S3.1"],
      ["consent-breadth", "", "S3.2"],
      ["redirect-https", "http://localhost/myapps/", "S4.1"],
      ["native-redirect", "https://login.microsoftonline.com/common/oauth2/nativeclient", "S4.1"],
      ["public-client", "https://login.microsoftonline.com/common/oauth2/nativeclient", "S4.1"],
    ]);
  });
});

it("the multi-tenant application is locked by hand: the provider cannot", () => {
  const step = stepOf(appConnect, "L1");
  expect(step.by).toBe("Entra administrator");
  expect(step.fields?.map(({ label, value }) => [label, value])).toEqual([
    ["Enable property lock", { tick: true }],
    ["All properties", { tick: true }],
  ]);
});
