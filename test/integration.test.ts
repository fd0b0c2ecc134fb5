/**
 * The component: what every integration registers, whatever its vendor.
 */
import { describe, expect, test } from "vitest";
import program from "../index.ts";
import { evaluate } from "../review/evaluate/index.ts";
import { knownOutputs } from "../review/evaluate/known-outputs.ts";
import { recorded, recordedDev } from "./recorded.ts";
import { keepOnly, tenantFile } from "./tenant-file.ts";

const application = "azuread:index/application:Application";
const principal = "azuread:index/servicePrincipal:ServicePrincipal";
const roleAssignment = "azuread:index/appRoleAssignment:AppRoleAssignment";
const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
const password = "azuread:index/applicationPassword:ApplicationPassword";
const certificate = "azuread:index/applicationCertificate:ApplicationCertificate";
const vaultSecret = "azure-native:keyvault:Secret";

const graph = "00000003-0000-0000-c000-000000000000";
const exchange = "00000002-0000-0ff1-ce00-000000000000";

describe("consent", () => {
  test("MAILGATES Σ: an assignment for each of the five app roles, with Graph's own ids", async () => {
    const mailgates = (await recordedDev()).integration("mailgates");
    expect(
      mailgates
        .all(roleAssignment)
        .map(({ inputs }) => inputs.appRoleId)
        .sort(),
    ).toEqual([
      "5b567255-7703-4780-807c-7be8301ae99b",
      "693c5e45-0940-467d-9b8a-1022fb9d42ef",
      "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a",
      "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
      "df021288-bdef-4463-88db-98f22de89214",
    ]);
    expect(mailgates.all(roleAssignment).map(({ inputs }) => inputs.resourceObjectId)).toEqual(
      Array(5).fill(`sp:${graph}`),
    );
    expect(mailgates.all(roleAssignment).map(({ inputs }) => inputs.principalObjectId)).toEqual(
      Array(5).fill("object:mailgates-principal"),
    );
  });

  test("TeamConnect: a role is granted on the API that declares it", async () => {
    const teamconnect = (await recordedDev()).integration("teamconnect");
    expect(
      Object.fromEntries(
        teamconnect.all(roleAssignment).map(({ inputs }) => [inputs.appRoleId, inputs.resourceObjectId]),
      ),
    ).toEqual({
      "810c84a8-4a9e-49e6-bf7d-12d183f40d01": `sp:${graph}`,
      "5e5addcd-3e8d-4e90-baf5-964efab2b20a": `sp:${exchange}`,
      "7146a1f0-8703-45b3-9eae-527a64c00995": `sp:${exchange}`,
    });
  });

  test("what is granted equals what is asked, for every integration", async () => {
    const dev = await recordedDev();
    for (const name of [
      "servicenow",
      "mailgates",
      "teamconnect",
      "live-platform",
      "live-platform-notifications",
      "app-connect",
    ]) {
      const integration = dev.integration(name);
      const asked = integration.only(application).inputs.requiredResourceAccesses as {
        resourceAppId: string;
        resourceAccesses: { id: string; type: string }[];
      }[];
      const roles = asked.flatMap(({ resourceAppId, resourceAccesses }) =>
        resourceAccesses.filter(({ type }) => type === "Role").map(({ id }) => `sp:${resourceAppId} ${id}`),
      );
      expect(
        integration
          .all(roleAssignment)
          .map(({ inputs }) => `${inputs.resourceObjectId} ${inputs.appRoleId}`)
          .sort(),
      ).toEqual(roles.sort());
      const scopes = asked.flatMap(({ resourceAccesses }) => resourceAccesses.filter(({ type }) => type === "Scope"));
      expect(integration.all(grant).flatMap(({ inputs }) => inputs.claimValues)).toHaveLength(scopes.length);
    }
  });

  test("one grant an API holds all delegated scopes, sorted by name", async () => {
    expect((await recordedDev()).integration("app-connect").only(grant).inputs.claimValues).toEqual([
      "Calendars.ReadWrite",
      "Contacts.ReadWrite",
      "Mail.ReadWrite",
      "Mail.Send",
      "User.Read",
      "offline_access",
    ]);
  });

  test("an API's principal is looked up once for all integrations and never created", async () => {
    const { lookups, registrations } = await recordedDev();
    const looked = lookups.filter(({ token }) => token === "azuread:index/getServicePrincipal:getServicePrincipal");
    expect(looked.map(({ inputs }) => inputs.clientId).sort()).toEqual([exchange, graph]);
    expect(registrations.filter(({ type }) => type === principal).map(({ inputs }) => inputs.clientId)).not.toContain(
      graph,
    );
  });
});

describe("signsIn names the users who may sign in", () => {
  const users = ["44444444-4444-4444-4444-444444444444", "77777777-7777-7777-7777-777777777777"];
  const file = tenantFile((document) => {
    keepOnly(document, "app-connect");
    document.setIn(["integrations", "app-connect", "signsIn"], users);
  });

  test("one grant a user, an assignment a user, and assignment is required", async () => {
    const appConnect = (await recorded(file)).integration("app-connect");
    expect(appConnect.all(grant).map(({ inputs }) => inputs.userObjectId)).toEqual(users);
    expect(
      appConnect
        .all(roleAssignment)
        .map(({ inputs }) => [inputs.principalObjectId, inputs.appRoleId, inputs.resourceObjectId]),
    ).toEqual(users.map((user) => [user, "00000000-0000-0000-0000-000000000000", "object:app-connect-principal"]));
    expect(appConnect.only(principal).inputs.appRoleAssignmentRequired).toBe(true);
  });

  test("still open: they are assigned and granted beside everyone, whose grant stays, and no assignment is required", async () => {
    const open = tenantFile((document) => {
      keepOnly(document, "app-connect");
      document.setIn(["integrations", "app-connect", "signsIn"], users);
      document.setIn(["integrations", "app-connect", "stillOpen"], true);
    });
    const appConnect = (await recorded(open)).integration("app-connect");
    expect(appConnect.all(grant).map(({ inputs }) => inputs.userObjectId)).toEqual([undefined, ...users]);
    expect(appConnect.all(roleAssignment).map(({ inputs }) => inputs.principalObjectId)).toEqual(users);
    expect(appConnect.only(principal).inputs.appRoleAssignmentRequired).toBe(false);
  });

  test("a group is assigned as a user is, and with one there is one grant for all: Entra has none for a group", async () => {
    const group = "88888888-8888-8888-8888-888888888888";
    const grouped = tenantFile((document) => {
      keepOnly(document, "app-connect");
      document.setIn(["integrations", "app-connect", "signsIn"], users);
      document.setIn(["integrations", "app-connect", "signsInGroups"], [group]);
    });
    const appConnect = (await recorded(grouped)).integration("app-connect");
    expect(appConnect.only(grant).inputs.userObjectId).toBeUndefined();
    expect(appConnect.all(roleAssignment).map(({ inputs }) => inputs.principalObjectId)).toEqual([...users, group]);
    expect(appConnect.only(principal).inputs.appRoleAssignmentRequired).toBe(true);
  });

  test("each is looked up before anything is registered, and the review takes no lookup for the unknown", async () => {
    const { lookups } = await recorded(file);
    expect(lookups.flatMap(({ inputs }) => inputs.objectId ?? [])).toEqual(users);
  });

  test("left out: everyone, one grant for all, no assignment required", async () => {
    const appConnect = (await recordedDev()).integration("app-connect");
    expect(appConnect.only(grant).inputs.userObjectId).toBeUndefined();
    expect(appConnect.only(principal).inputs.appRoleAssignmentRequired).toBe(false);
  });
});

describe("ids that the file writes in capital letters", () => {
  const id = "44444444-AAAA-4bbb-8ccc-44444444dddd";
  const file = tenantFile((document) => {
    keepOnly(document, "app-connect");
    document.setIn(["integrations", "app-connect", "signsIn"], [id]);
  });

  test("name resources in small letters, which keep what stands in a state under capital ones", async () => {
    const appConnect = (await recorded(file)).integration("app-connect");
    const small = id.toLowerCase();
    const assigned = appConnect.all(roleAssignment).find(({ name }) => name.includes("signs-in"));
    expect(assigned?.inputs.principalObjectId).toBe(small);
    expect(assigned?.name).toBe(`app-connect-signs-in-${small}`);
    expect(assigned?.aliases?.join()).toContain(`"app-connect-signs-in-${id.toUpperCase()}"`);
    expect(appConnect.only(grant).inputs.userObjectId).toBe(small);
    expect(appConnect.only(grant).aliases?.join()).toContain(id.toUpperCase());
  });

  test("an id without letters has no other name", async () => {
    const appConnect = (await recordedDev()).integration("app-connect");
    expect(appConnect.only(grant).aliases).toEqual([]);
  });
});

describe("providers", () => {
  test("every azuread resource uses the provider pinned to the file's tenant", async () => {
    const { registrations } = await recordedDev();
    const entra = registrations.find(({ name }) => name === "entra");
    expect(entra?.inputs).toMatchObject({ tenantId: "11111111-1111-1111-1111-111111111111" });
    const providers = new Set(
      registrations.filter(({ type }) => type.startsWith("azuread:")).map(({ provider }) => provider),
    );
    expect([...providers]).toEqual([`${entra?.urn}::id:entra`]);
  });

  test("with a consent identity of its own, consents, sign-ins and directory roles are its, all else the deployer's", async () => {
    const file = tenantFile((document) => {
      keepOnly(document, "live-platform", "app-connect");
      document.setIn(["integrations", "app-connect", "signsIn"], ["44444444-4444-4444-4444-444444444444"]);
    });
    const consentClientId = "c9c9c9c9-1a2b-4c3d-8e4f-000000000009";
    const { registrations } = await recorded(file, { "m365-integrations:consentClientId": consentClientId });
    const provider = (called: string) => registrations.find(({ name }) => name === called)?.inputs;
    // The SDK takes a provider's client id for a secret; the recording shows it, so that a review names who consents.
    const tenantId = "11111111-1111-1111-1111-111111111111";
    expect(provider("entra-consent")).toMatchObject({ tenantId, clientId: consentClientId });
    expect(provider("entra")).not.toHaveProperty("clientId");
    const by = Map.groupBy(
      registrations.filter(({ type }) => type.startsWith("azuread:")),
      ({ provider }) => provider.split("::").at(-1),
    );
    expect([...by].map(([maker, made]) => [maker, made.map(({ name }) => name).sort()]).sort()).toEqual([
      [
        "id:entra",
        [
          "app-connect-2026-11-21",
          "app-connect-application",
          "app-connect-principal",
          "live-platform-2026-11-21",
          "live-platform-application",
          "live-platform-principal",
        ],
      ],
      [
        "id:entra-consent",
        [
          "app-connect-microsoft-graph-scopes-44444444-4444-4444-4444-444444444444",
          "app-connect-signs-in-44444444-4444-4444-4444-444444444444",
          "live-platform-microsoft-graph-Organization.Read.All",
          "live-platform-role-teams-administrator",
        ],
      ],
    ]);
  });

  test("the vault is written by a provider of the vault's own subscription", async () => {
    const { registrations } = await recordedDev();
    expect(registrations.find(({ name }) => name === "vault")?.inputs).toMatchObject({
      subscriptionId: "66666666-6666-6666-6666-666666666666",
    });
  });
});

describe("application and principal", () => {
  test("both have the same owners, the deployer among them", async () => {
    const mailgates = (await recordedDev()).integration("mailgates");
    const owners = ["33333333-3333-3333-3333-333333333333", "55555555-5555-5555-5555-555555555555"];
    expect(mailgates.only(application).inputs.owners).toEqual(owners);
    expect(mailgates.only(principal).inputs.owners).toEqual(owners);
  });

  test("a rerun after a lost answer adopts the principal, and no application is made beside one of the same name", async () => {
    const mailgates = (await recordedDev()).integration("mailgates");
    expect(mailgates.only(principal).inputs.useExisting).toBe(true);
    expect(mailgates.only(application).inputs.preventDuplicateNames).toBe(true);
  });

  test("the outputs tell the application's object id from its service principal's, which Exchange wants", async () => {
    const { integrations } = (await recordedDev()).outputs as { integrations: Record<string, unknown> };
    expect(integrations.mailgates).toEqual({
      vendor: "mailgates-sigma",
      tenantId: "11111111-1111-1111-1111-111111111111",
      clientId: "client:mailgates-application",
      applicationObjectId: "object:mailgates-application",
      servicePrincipalObjectId: "object:mailgates-principal",
      credentials: [
        {
          issued: "2026-11-21",
          expires: "2028-11-20",
          keyId: "key:mailgates-2026-11-21",
          vaultEntry: "vault:mailgates-2026-11-21",
        },
      ],
    });
  });

  test("both carry our marker; the principal also the portal's tag", async () => {
    const mailgates = (await recordedDev()).integration("mailgates");
    expect(mailgates.only(application).inputs.tags).toEqual(["m365-integrations/m365-integrations/dev/mailgates"]);
    expect(mailgates.only(principal).inputs.tags).toEqual([
      "WindowsAzureActiveDirectoryIntegratedApp",
      "m365-integrations/m365-integrations/dev/mailgates",
    ]);
  });

  test("the notes say purpose, contact and ticket", async () => {
    expect((await recordedDev()).integration("mailgates").only(application).inputs.notes).toBe(
      "Purpose: Inbound mail filtering\nContact: mail-team@contoso.example\nTicket: CHG0030002\nManaged as code (m365-integrations): change it there, not in the portal.",
    );
  });

  test("a disposable tenant protects nothing; any other protects both", async () => {
    const dev = (await recordedDev()).integration("mailgates");
    expect([dev.only(application).protect, dev.only(principal).protect]).toEqual([false, false]);
    const real = tenantFile((document) => {
      keepOnly(document, "mailgates");
      document.setIn(["tenant", "disposable"], false);
    });
    const kept = (await recorded(real)).integration("mailgates");
    expect([kept.only(application).protect, kept.only(principal).protect]).toEqual([true, true]);
  });

  test("leaving lifts the protection", async () => {
    const leaving = tenantFile((document) => {
      keepOnly(document, "mailgates");
      document.setIn(["tenant", "disposable"], false);
      document.setIn(["integrations", "mailgates", "leaving"], true);
    });
    const mailgates = (await recorded(leaving)).integration("mailgates");
    expect([mailgates.only(application).protect, mailgates.only(principal).protect]).toEqual([false, false]);
  });

  test("suspended disables the principal's sign-in and deletes nothing", async () => {
    const suspended = tenantFile((document) => {
      keepOnly(document, "mailgates");
      document.setIn(["integrations", "mailgates", "suspended"], { since: "2026-11-22", reason: "leak" });
    });
    const mailgates = (await recorded(suspended)).integration("mailgates");
    expect(mailgates.only(principal).inputs.accountEnabled).toBe(false);
    expect(mailgates.resources).toHaveLength((await recordedDev()).integration("mailgates").resources.length);
  });
});

describe("credentials", () => {
  const two = tenantFile((document) => {
    keepOnly(document, "servicenow", "mailgates");
    for (const name of ["servicenow", "mailgates"])
      document.addIn(
        ["integrations", name, "credentials"],
        document.createNode({ issued: "2027-02-19", expires: "2027-08-13" }),
      );
  });

  test("a secret ends at midnight UTC of its first dead day, without a start", async () => {
    expect((await recordedDev()).integration("mailgates").only(password).inputs).toEqual({
      applicationId: "id:mailgates-application",
      displayName: "mailgates 2026-11-21",
      endDate: "2028-11-20T00:00:00Z",
    });
  });

  test("a new credential adds one secret and its vault entry", async () => {
    const before = (await recordedDev()).integration("mailgates").resources.map(({ urn }) => urn);
    const added = (await recorded(two)).integration("mailgates").resources.filter(({ urn }) => !before.includes(urn));
    expect(added.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "azure-native:keyvault:Secret mailgates-2027-02-19",
      "azuread:index/applicationPassword:ApplicationPassword mailgates-2027-02-19",
    ]);
  });

  test("a new credential of a certificate adds key, certificate and credential, and its vault entry", async () => {
    const before = (await recordedDev()).integration("servicenow").resources.map(({ urn }) => urn);
    const added = (await recorded(two)).integration("servicenow").resources.filter(({ urn }) => !before.includes(urn));
    expect(added.map(({ type }) => type).sort()).toEqual([
      "azure-native:keyvault:Secret",
      certificate,
      "tls:index/privateKey:PrivateKey",
      "tls:index/selfSignedCert:SelfSignedCert",
    ]);
  });

  test("the outputs list credentials oldest first, so that the last is handed over", async () => {
    const { outputs } = await recorded(two);
    const { integrations } = outputs as { integrations: Record<string, { credentials: { issued: string }[] }> };
    expect(integrations.mailgates?.credentials.map(({ issued }) => issued)).toEqual(["2026-11-21", "2027-02-19"]);
  });

  test("the certificate outlives its credential by five years; only endDate limits it in Entra", async () => {
    const servicenow = (await recordedDev()).integration("servicenow");
    // 2026-11-21 to 2032-05-15 is 2002 days.
    expect(servicenow.only("tls:index/selfSignedCert:SelfSignedCert").inputs.validityPeriodHours).toBe(48_048);
    expect(servicenow.only(certificate).inputs).toMatchObject({
      endDate: "2027-05-15T00:00:00Z",
      type: "AsymmetricX509Cert",
      encoding: "pem",
    });
    expect(servicenow.only("tls:index/privateKey:PrivateKey").inputs).toEqual({ algorithm: "RSA", rsaBits: 2048 });
  });

  test("a vault entry ends when its credential does", async () => {
    const properties = (await recordedDev()).integration("mailgates").only(vaultSecret).inputs.properties;
    // 2028-11-20T00:00:00Z; a secret inside makes every text of the property secret
    expect(properties).toMatchObject({
      attributes: { enabled: true, expires: 1_858_291_200 },
      contentType: "[secret]",
      value: "[secret]",
    });
  });

  test("a vault entry says what kind of text it is: plain, or a key and its certificate as PEM", async () => {
    const kinds: Record<string, unknown> = {};
    await evaluate(program, {
      project: "m365-integrations",
      stack: "dev",
      answers: {
        ...knownOutputs,
        resource(type, name, inputs) {
          if (type === vaultSecret) kinds[name] = (inputs.properties as { readonly contentType?: unknown }).contentType;
          return knownOutputs.resource(type, name, inputs);
        },
      },
    });
    expect(kinds).toMatchObject({
      "mailgates-2026-11-21": "text/plain",
      "servicenow-2026-11-21": "application/x-pem-file",
    });
  });

  test("the vault keeps a credential only once Entra has accepted it, and lets it go first", async () => {
    const dev = await recordedDev();
    for (const [name, type] of [
      ["mailgates", password],
      ["servicenow", certificate],
    ] as const) {
      const integration = dev.integration(name);
      expect(integration.only(vaultSecret).dependencies).toContain(integration.only(type).urn);
    }
  });

  test("the vault's entry of a certificate holds its key and the certificate itself", async () => {
    const servicenow = (await recordedDev()).integration("servicenow");
    for (const part of ["tls:index/privateKey:PrivateKey", "tls:index/selfSignedCert:SelfSignedCert"])
      expect(servicenow.only(vaultSecret).dependencies).toContain(servicenow.only(part).urn);
  });

  test("the certificate is for signing in as a client, and its key goes to the tls provider as a secret", async () => {
    const issued = (await recordedDev()).integration("servicenow").only("tls:index/selfSignedCert:SelfSignedCert");
    expect(issued.inputs).toEqual({
      privateKeyPem: "[secret]",
      subject: { commonName: "servicenow 2026-11-21" },
      validityPeriodHours: 48_048,
      allowedUses: ["digital_signature", "client_auth"],
    });
    expect(issued.secretInputs).toEqual(["privateKeyPem"]);
  });

  test("whatever holds a key or a secret is secret in the state, by whatever provider", async () => {
    const dev = await recordedDev();
    expect(dev.integration("mailgates").only(password).additionalSecretOutputs).toContain("value");
    const key = dev.integration("servicenow").only("tls:index/privateKey:PrivateKey");
    for (const output of ["privateKeyPem", "privateKeyPemPkcs8", "privateKeyOpenssh"])
      expect(key.additionalSecretOutputs).toContain(output);
  });

  test("a vault entry says whose it is, since when, and under which key id Entra knows it", async () => {
    const { only } = (await recordedDev()).integration("servicenow");
    expect(only(vaultSecret).inputs).toMatchObject({
      resourceGroupName: "rg-identity",
      vaultName: "kv-m365",
      secretName: "servicenow-2026-11-21",
      tags: {
        integration: "servicenow",
        issued: "2026-11-21",
        keyId: only(certificate).inputs.keyId,
        stack: "m365-integrations/dev",
      },
    });
  });

  test("without a vault the credential itself is the secret output", async () => {
    const file = tenantFile((document) => {
      keepOnly(document, "mailgates");
      document.delete("vault");
    });
    const stack = await recorded(file);
    expect(stack.integration("mailgates").all(vaultSecret)).toEqual([]);
    expect(stack.registrations.map(({ name }) => name)).not.toContain("vault");
  });
});

describe("formerly", () => {
  const file = tenantFile((document) => {
    keepOnly(document, "mailgates");
    document.setIn(["integrations", "mailgateway"], document.getIn(["integrations", "mailgates"]));
    document.deleteIn(["integrations", "mailgates"]);
    document.setIn(["integrations", "mailgateway", "formerly"], "mailgates");
  });

  test("the component takes the new name and knows the old one; the engine derives its children's from it", async () => {
    const { registrations } = await recorded(file);
    const component = registrations.find(({ type }) => type === "m365:index:Integration");
    expect(component?.name).toBe("mailgateway");
    expect(component?.formerNames).toEqual(["mailgates"]);
  });

  test("of two former names the oldest goes on naming, and the engine knows both", async () => {
    const twice = tenantFile((document) => {
      keepOnly(document, "mailgates");
      document.setIn(["integrations", "mail"], document.getIn(["integrations", "mailgates"]));
      document.deleteIn(["integrations", "mailgates"]);
      document.setIn(["integrations", "mail", "formerly"], ["mailgates", "mailgateway"]);
    });
    const stack = await recorded(twice);
    const component = stack.registrations.find(({ type }) => type === "m365:index:Integration");
    expect(component?.formerNames).toEqual(["mailgates", "mailgateway"]);
    expect(stack.integration("mail").only(password).inputs.displayName).toBe("mailgates 2026-11-21");
  });

  test("credentials go on being named by the first name", async () => {
    const renamed = (await recorded(file)).integration("mailgateway");
    expect(renamed.only(password).inputs.displayName).toBe("mailgates 2026-11-21");
    expect(renamed.only(vaultSecret).inputs.secretName).toBe("mailgates-2026-11-21");
    expect(renamed.only(application).inputs.tags).toEqual(["m365-integrations/m365-integrations/dev/mailgates"]);
  });
});

test("no secret stands in a plain input of any resource", async () => {
  const { registrations } = await recordedDev();
  expect(JSON.stringify(registrations)).not.toContain("CANARY");
});
