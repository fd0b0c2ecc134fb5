import { describe, expect, test } from "vitest";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { definitionOf, type VendorName } from "../../components/vendors/index.ts";
import { fill, type Given, holdsSecret } from "../../operate/handover/placeholders.ts";

const tenant = readTenant("tenants/dev.yaml");

function given(name: string): Given {
  const definition = definitionOf(tenant.integrations[name]?.vendor as VendorName);
  const resolved = resolveIntegration(tenant, name, definition);
  const outputs = {
    vendor: definition.vendor,
    tenantId: "tenant-id",
    clientId: "client-id",
    applicationObjectId: "application-object-id",
    servicePrincipalObjectId: "principal-object-id",
    credentials: [
      {
        issued: "2026-11-21",
        expires: resolved.credential.schedule[0]?.expires ?? "",
        keyId: "key-id",
        ...(resolved.credential.kind === "certificate" && {
          certificatePem: "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n",
          // The synthetic vector where the alphabets differ: FBFF ten times.
          thumbprints: {
            sha1Hex: "FBFFFBFFFBFFFBFFFBFFFBFFFBFFFBFFFBFFFBFF",
            sha1ColonHex: "FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF",
            sha1Base64: "+//7//v/+//7//v/+//7//v/+/8=",
            sha1Base64Url: "-__7__v_-__7__v_-__7__v_-_8",
            sha256Hex: "sha256-hex",
            sha256Base64Url: "sha256-base64url",
          },
        }),
      },
    ],
  };
  return { definition, resolved, outputs, domain: "contoso.example" };
}

describe("values", () => {
  const at = { step: "step 1" };

  test.each([
    ["{clientId} {tenantId}", "client-id tenant-id"],
    ["{applicationObjectId} {servicePrincipalObjectId}", "application-object-id principal-object-id"],
    ["{privateKey}", "••••••••"],
    ["{thumbprint.sha1Hex}", "FBFFFBFFFBFFFBFFFBFFFBFFFBFFFBFFFBFFFBFF"],
    ["{thumbprint.sha1ColonHex}", "FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF:FB:FF"],
    ["{thumbprint.sha1Base64}", "+//7//v/+//7//v/+//7//v/+/8="],
    ["{thumbprint.sha1Base64Url}", "-__7__v_-__7__v_-__7__v_-_8"],
    ["{thumbprint.sha256Hex} {thumbprint.sha256Base64Url}", "sha256-hex sha256-base64url"],
    ["{issued} {lastValidDay} {expires}", "2026-11-21 2027-05-14 2027-05-15"],
    ["{displayName}: {credentialName}", "ServiceNow Microsoft Teams connector: servicenow 2026-11-21"],
    ["{redirectUris}", "https://contosodev.service-now.com/oauth_redirect.do"],
    ["{domain}", "contoso.example"],
    ["{certificatePem}", "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----"],
    ["no braces, { spaced }, {}", "no braces, { spaced }, {}"],
    ["in+%{key}@x, a vendor's own: %{clientId}", "in+%{key}@x, a vendor's own: %{clientId}"],
  ])("ServiceNow: %s", (text, value) => {
    expect(fill(text, given("servicenow"), at)).toBe(value);
  });

  test("App Connect: scopes in the order of its page, separated by blanks", () => {
    expect(fill("{scopes}", given("app-connect"), at)).toBe(
      "Calendars.ReadWrite Contacts.ReadWrite Mail.ReadWrite Mail.Send offline_access User.Read",
    );
  });

  test("App Connect: scopes and redirect URI as a browser's address takes them", () => {
    expect(fill("redirect_uri={redirectUri.urlEncoded}&scope={scopes.urlEncoded}", given("app-connect"), at)).toBe(
      "redirect_uri=https%3A%2F%2Fcontoso.example%2Fapp-connect%2Fcallback&scope=Calendars.ReadWrite%20Contacts.ReadWrite%20Mail.ReadWrite%20Mail.Send%20offline_access%20User.Read",
    );
  });

  test("scopes are Graph's delegated ones: neither app roles nor another API's", () => {
    expect(fill("{scopes}", given("mailgates"), at)).toBe("User.Read");
  });

  test("Live Platform: directory roles by name", () => {
    expect(fill("{directoryRoles}", given("live-platform"), at)).toBe("Teams Administrator");
  });

  test("MAILGATES Σ: scheme and host of its redirect URIs, each once", () => {
    expect(fill("{redirectUris.origins}", given("mailgates"), at)).toBe("https://contoso-mgf.cybermail.jp");
    const { resolved, ...rest } = given("mailgates");
    const redirectUris = ["https://b.example/x", "https://a.example/y", "https://b.example/z"];
    expect(fill("{redirectUris.origins}", { ...rest, resolved: { ...resolved, redirectUris } }, at)).toBe(
      "https://b.example\nhttps://a.example",
    );
  });

  test("TeamConnect: the mailboxes that are fetched, and those that send; where none is marked to send, any may", () => {
    const { resolved, ...rest } = given("teamconnect");
    const filled = (mailboxes: typeof resolved.mailboxes) =>
      fill("{receivingMailboxes} {sendingMailboxes}", { ...rest, resolved: { ...resolved, mailboxes } }, at);
    expect(filled(resolved.mailboxes)).toBe("teamconnect@contoso.example legal-noreply@contoso.example");
    const one = { address: "both@contoso.example", receive: true, sendAs: false, rights: [] };
    expect(filled([one])).toBe("both@contoso.example both@contoso.example");
  });

  test("after a rename the credential keeps its first name", () => {
    const servicenow = given("servicenow");
    expect(
      fill("{credentialName}", { ...servicenow, resolved: { ...servicenow.resolved, identity: "snow" } }, at),
    ).toBe("snow 2026-11-21");
  });

  test("an instance or a mailbox stands only where a step is repeated for each", () => {
    expect(fill("{instance}", given("servicenow"), { ...at, each: "instances", input: "acme" })).toBe("acme");
    expect(() => fill("{instance}", given("servicenow"), at)).toThrow(
      "servicenow-teams, step 1: {instance} stands in a text that is not repeated for each of instances",
    );
    expect(() => fill("{mailbox}", given("servicenow"), { ...at, each: "instances", input: "acme" })).toThrow(
      "{mailbox} stands in a text",
    );
  });
});

describe("faults name vendor and step", () => {
  test("an unknown placeholder, with the nearest one", () => {
    expect(() => fill("{clientID}", given("mailgates"), { step: "step 4" })).toThrow(
      "mailgates-sigma, step 4: {clientID} is no placeholder; did you mean {clientId}?",
    );
  });

  test("a placeholder of the other kind of credential", () => {
    expect(() => fill("{secret}", given("servicenow"), { step: "4" })).toThrow(
      "servicenow-teams, 4: {secret} the vendor's credential is a certificate",
    );
    expect(() => fill("{thumbprint.sha1Hex}", given("mailgates"), { step: "4" })).toThrow(
      "the vendor's credential is a secret",
    );
  });
});

test("a text with a secret is known before it is filled", () => {
  expect([holdsSecret("{secret}"), holdsSecret("x {privateKey}"), holdsSecret("{clientId}")]).toEqual([
    true,
    true,
    false,
  ]);
});
