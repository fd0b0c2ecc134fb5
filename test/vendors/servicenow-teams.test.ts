/**
 * ServiceNow's Microsoft Teams connector, in the order of its page: "Establish a connection using certificates".
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Step, VendorDefinition } from "../../components/definition.ts";
import { servicenowTeams } from "../../components/vendors/servicenow-teams.ts";
import { audiencesOf } from "../../simulator/token/assertion.ts";
import { type RegisteredIntegration, recordedDev } from "../recorded.ts";

const application = "azuread:index/application:Application";
const certificate = "azuread:index/applicationCertificate:ApplicationCertificate";
const selfSigned = "tls:index/selfSignedCert:SelfSignedCert";
const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
const graph = "00000003-0000-0000-c000-000000000000";

const definition: VendorDefinition = servicenowTeams;
let servicenow: RegisteredIntegration;
let outputs: { credentials: { thumbprints: Record<string, string> }[] };

beforeAll(async () => {
  const dev = await recordedDev();
  servicenow = dev.integration("servicenow");
  outputs = (dev.outputs as { integrations: { servicenow: typeof outputs } }).integrations.servicenow;
});

/** A step of what comes before the page (0), of the page (1), or of the renewal (2). */
function step(part: 0 | 1 | 2, number: string): Step {
  const found = definition.procedures[part]?.steps.find((candidate) => candidate.step === number);
  if (!found) throw new Error(`part ${part} has no step ${number}`);
  return found;
}

function form(part: 0 | 1 | 2, number: string): [string, unknown][] {
  return (step(part, number).fields ?? []).map(({ label, value }) => [label, value]);
}

describe("before the page", () => {
  test("the page does not say it: the part is marked, and its source named", () => {
    expect(definition.procedures[0]).toMatchObject({ onPage: false, when: "set-up" });
    expect(definition.procedures[0]?.title).toContain("“Using Certificates for authentication”");
  });

  test("P0: single tenant, one web redirect URI for each instance, no implicit grant", () => {
    expect(servicenow.only(application).inputs).toMatchObject({
      displayName: "ServiceNow Microsoft Teams connector",
      signInAudience: "AzureADMyOrg",
      web: {
        redirectUris: ["https://contosodev.service-now.com/oauth_redirect.do"],
        implicitGrant: { accessTokenIssuanceEnabled: false, idTokenIssuanceEnabled: false },
      },
    });
  });

  test("P1, P3: a certificate is uploaded, and no client secret exists", () => {
    expect(servicenow.only("tls:index/privateKey:PrivateKey").inputs).toMatchObject({
      algorithm: "RSA",
      rsaBits: 2048,
    });
    expect(servicenow.only(selfSigned).inputs).toMatchObject({ subject: { commonName: "servicenow 2026-11-21" } });
    expect(servicenow.only(certificate).inputs).toMatchObject({
      type: "AsymmetricX509Cert",
      endDate: "2027-05-15T00:00:00Z",
    });
    expect(servicenow.all("azuread:index/applicationPassword:ApplicationPassword")).toEqual([]);
  });

  test("P2: the operator makes the key store with openssl and keytool; the key keeps the PFX password", () => {
    const { by, text } = step(0, "P2");
    expect(by).toBe("Stack operator");
    expect(text).toContain(
      "\n$ umask 077\n$ openssl pkcs12 -export -inkey key.pem -in cert.pem -name msteams -out msteams.pfx\n" +
        "$ keytool -importkeystore -srckeystore msteams.pfx -srcstoretype PKCS12 -destkeystore msteams.jks -deststoretype JKS\n",
    );
    expect(form(0, "P2")).toEqual([
      ["key.pem", { enter: "{privateKey}" }],
      ["cert.pem", { enter: "{certificatePem}" }],
    ]);
  });

  test("P5, P6: the key store's password and the key's, on every instance", () => {
    expect(step(0, "P5").each).toBe("instances");
    expect(form(0, "P5").map(([label]) => label)).toEqual(["Key store password", "Attachment"]);
    expect(step(0, "P5").text).toContain("Microsoft Teams Connector Certificate");
    expect(step(0, "P6").each).toBe("instances");
    expect(form(0, "P6").map(([label]) => label)).toEqual(["Signing Key Password"]);
    expect(step(0, "P6").text).toContain("Microsoft Teams Connector JWT");
  });

  test("P7: aud is the v1 token endpoint with v2 as the named alternative, iss and sub are the client id", () => {
    expect(form(0, "P7")).toEqual([
      [
        "aud",
        {
          enter: "https://login.microsoftonline.com/{tenantId}/oauth2/token",
          or: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token",
        },
      ],
      ["iss", { enter: "{clientId}" }],
      ["sub", { enter: "{clientId}" }],
    ]);
    expect(step(0, "P7").fields?.[0]?.note).toContain("v2, only if step 13 is refused");
  });
});

describe("Establish a connection using certificates", () => {
  test("all 13 steps are there in order, done by the admin on every instance", () => {
    const { steps, ...page } = definition.procedures[1] ?? { steps: [] };
    expect(page).toEqual({ title: "Establish a connection using certificates", when: "set-up", onPage: true });
    expect(steps.map((each) => each.step)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
      "9",
      "10",
      "11",
      "12",
      "13",
    ]);
    expect(new Set(steps.map((each) => `${each.by} ${each.each}`))).toEqual(new Set(["ServiceNow admin instances"]));
  });

  test("step 3: the configuration template as the page prints it", () => {
    expect(form(1, "3")).toEqual([
      ["Configuration Template", { choose: "MSIM Microsoft Teams ConnectorAuthorization Code Template" }],
    ]);
  });

  test("step 4: the eight fields of Create New Connection & Credential", () => {
    expect(form(1, "4")).toEqual([
      ["Name", { decide: "Any unique Name." }],
      ["Connection URL", { enter: "https://graph.microsoft.com" }],
      ["API Version", { enter: "v1.0" }],
      ["Authorization URL", { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/authorize" }],
      ["Token URL", { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/token" }],
      ["Token Revocation URL", { enter: "https://login.microsoftonline.com/{tenantId}/oauth2/v2.0/revoke" }],
      ["OAuth Client ID", { enter: "{clientId}" }],
      ["OAuth Client Secret", { enter: "not-used" }],
    ]);
  });

  test("step 4: “You can enter any value.” is a constant placeholder text, never a credential", () => {
    const field = step(1, "4").fields?.find(({ label }) => label === "OAuth Client Secret");
    expect(field?.note).toContain("any text will do");
    expect(JSON.stringify(definition)).not.toContain("{secret}");
  });

  test("step 5: the error 401- unauthorised is expected", () => {
    expect(step(1, "5")).toMatchObject({
      text: "Click Create and Get Oauth Token.",
      expect: "An error, 401- unauthorised. It belongs here: go on.",
    });
    expect(definition.proof.expected).toEqual([
      "Step 5 shows an error, 401- unauthorised: the thumbprint follows only at step 7. Go on.",
    ]);
  });

  test("step 7: Encoded Certificate Thumbprint is Base64 of the 20 SHA-1 bytes", () => {
    expect(definition.credential).toEqual({ kind: "certificate", thumbprint: "sha1Base64" });
    expect(form(1, "7")).toEqual([["Encoded Certificate Thumbprint", { enter: "{thumbprint.sha1Base64}" }]]);
    // openssl x509 -outform DER | openssl dgst -sha1 -binary | base64, of the recorded certificate
    expect(outputs.credentials[0]?.thumbprints.sha1Base64).toBe("QyKx9rlMoZ6Tjfzz+WlF+lk0kOQ=");
  });

  test("step 10: OAuth API Script", () => {
    expect(form(1, "10")).toEqual([["OAuth API Script", { choose: "OAuthUtilJWTMSTeamsConnector" }]]);
  });

  test("step 13: Get OAuth Token proves success", () => {
    expect(step(1, "13").text).toBe("Under Related Links, click Get OAuth Token.");
    expect(definition.proof.shows).toContain("Get OAuth Token (step 13)");
  });

  test("step 13: the page shows its list as a picture; always asked are the two scopes named in text, User.Read and offline_access", () => {
    expect(definition.permissions).toEqual({
      "Microsoft Graph": {
        delegated: ["ChannelMember.ReadWrite.All", "TeamMember.ReadWrite.All", "User.Read", "offline_access"],
      },
    });
    expect(definition.addable).toEqual({ any: [{ api: "Microsoft Graph", kinds: ["delegated"] }] });
  });

  test("step 13: those four and the file's eight are asked for, all delegated", () => {
    expect(servicenow.only(application).inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: graph,
        resourceAccesses: [
          { id: "0c3e411a-ce45-4cd1-8f30-f99a3efa7b11", type: "Scope" }, // ChannelMember.ReadWrite.All
          { id: "101147cf-4178-4455-9d58-02b5c164e759", type: "Scope" }, // Channel.Create
          { id: "39d65650-9d3e-4223-80db-a335590d027e", type: "Scope" }, // TeamSettings.ReadWrite.All
          { id: "4a06efd2-f825-4e34-813e-82a57b03d1ee", type: "Scope" }, // TeamMember.ReadWrite.All
          { id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", type: "Scope" }, // offline_access
          { id: "767156cb-16ae-4d10-8f8b-41b657c8c8c8", type: "Scope" }, // ChannelMessage.Read.All
          { id: "7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0", type: "Scope" }, // Team.Create
          { id: "9d8982ae-4365-4f57-95e9-d6032a4c0b87", type: "Scope" }, // Channel.ReadBasic.All
          { id: "cc83893a-e232-4723-b5af-bd0b01bcfe65", type: "Scope" }, // Channel.Delete.All
          { id: "d649fb7c-72b4-4eec-b2b4-b15acf79e378", type: "Scope" }, // ChannelSettings.ReadWrite.All
          { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }, // User.Read
          { id: "ebf0f66e-9fb1-49e4-a278-222f76911cf4", type: "Scope" }, // ChannelMessage.Send
        ],
      },
    ]);
  });

  test("step 13: each of them is consented to, and nothing else", () => {
    expect(servicenow.only(grant).inputs).toMatchObject({
      claimValues: [
        "Channel.Create",
        "Channel.Delete.All",
        "Channel.ReadBasic.All",
        "ChannelMember.ReadWrite.All",
        "ChannelMessage.Read.All",
        "ChannelMessage.Send",
        "ChannelSettings.ReadWrite.All",
        "Team.Create",
        "TeamMember.ReadWrite.All",
        "TeamSettings.ReadWrite.All",
        "User.Read",
        "offline_access",
      ],
      resourceServicePrincipalObjectId: `sp:${graph}`,
    });
    expect(servicenow.all("azuread:index/appRoleAssignment:AppRoleAssignment")).toEqual([]);
  });
});

describe("renewal, which the page leaves out", () => {
  test("new certificate beside the old, new key store, thumbprint, token: on every instance", () => {
    expect(definition.procedures[2]).toMatchObject({ when: "renewal", onPage: false });
    expect(definition.procedures[2]?.steps.map((each) => `${each.step} ${each.by} ${each.each ?? "once"}`)).toEqual([
      "P1 stack once",
      "P3 stack once",
      "P2 Stack operator once",
      "P5 ServiceNow admin instances",
      "P6 ServiceNow admin instances",
      "7 ServiceNow admin instances",
      "13 ServiceNow admin instances",
    ]);
  });

  test("the credential is typed in three places of every instance", () => {
    expect(definition.places).toHaveLength(3);
    for (const place of definition.places) expect(place).toMatch(/^https:\/\/\{instance\}\.service-now\.com: /);
  });
});

describe("where the page goes against a rule", () => {
  test("each with its step", () => {
    expect(definition.demands.map(({ rule, step: at }) => [rule, at])).toEqual([
      ["legacy-thumbprint", "S7"],
      ["private-key-in-state", "P2"],
      ["client-secret", "P1"],
      ["consent-breadth", "S13"],
    ]);
  });
});

test.each(["enter", "or"] as const)(
  "P7: the simulated tenant takes the audience that the sheet prints (%s)",
  async (form) => {
    const aud = step(0, "P7").fields?.find(({ label }) => label === "aud")?.value;
    if (!aud || !("enter" in aud)) throw new Error("P7 has no aud to enter");
    expect(audiencesOf("11111111-1111-1111-1111-111111111111", "http://127.0.0.1:1")).toContain(
      (aud[form] ?? "").replace("{tenantId}", "11111111-1111-1111-1111-111111111111"),
    );
  },
);
