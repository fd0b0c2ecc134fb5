import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { integrationType } from "../../components/integration.ts";
import { readTenant } from "../../components/settings.ts";
import { type Evaluation, evaluate } from "../../review/evaluate/index.ts";
import { canary } from "../../review/evaluate/known-outputs.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import type { Recording, Unanalyzable } from "../../review/recording.ts";
import { tokens } from "../../review/tokens.ts";
import { recordedDev } from "../recorded.ts";
import { registration } from "./recordings.ts";

const from = { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" };
let dev: Recording;
let evaluation: Evaluation;

beforeAll(async () => {
  evaluation = await recordedDev();
  dev = recordingOf(evaluation, from);
});

function named(name: string) {
  const found = dev.integrations.find((integration) => integration.name === name);
  if (!found) throw new Error(`no integration ${name}`);
  return found;
}

describe("a recording of the dev tenant", () => {
  it("names the integrations in order, and nothing outside of them", () => {
    const written = Object.keys(readTenant("tenants/dev.yaml").integrations);
    expect(dev.integrations.map(({ name }) => name)).toStrictEqual(written.sort());
    expect(dev.outside).toStrictEqual([]);
    expect(dev.unjudgeable).toStrictEqual([]);
    expect(dev.tenantId).toBe("11111111-1111-1111-1111-111111111111");
  });

  it("reads who reads the credential", () => {
    expect(named("mailgates").secretReader).toBe("Identity team (identity@contoso.example)");
  });

  it("reads what an application asks for by API, kind, name and id", () => {
    expect(named("teamconnect").requested).toStrictEqual([
      {
        api: "Office 365 Exchange Online",
        appId: "00000002-0000-0ff1-ce00-000000000000",
        kind: "application",
        name: "IMAP.AccessAsApp",
        id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a",
      },
      {
        api: "Office 365 Exchange Online",
        appId: "00000002-0000-0ff1-ce00-000000000000",
        kind: "application",
        name: "SMTP.SendAsApp",
        id: "7146a1f0-8703-45b3-9eae-527a64c00995",
      },
      {
        api: "Microsoft Graph",
        appId: "00000003-0000-0000-c000-000000000000",
        kind: "application",
        name: "Mail.Read",
        id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
      },
    ]);
  });

  it("reads what is granted, and for whom", () => {
    expect(named("mailgates").granted.map(({ kind, name, for: whom }) => [kind, name, whom])).toStrictEqual([
      ["application", "Group.Read.All", "everyone"],
      ["application", "Mail.Read", "everyone"],
      ["application", "Mail.ReadBasic", "everyone"],
      ["application", "Mail.ReadBasic.All", "everyone"],
      ["application", "User.Read.All", "everyone"],
      ["delegated", "User.Read", "everyone"],
    ]);
  });

  it("reads redirect URIs, flags and audience from the application", () => {
    expect(named("mailgates")).toMatchObject({
      audience: "AzureADMyOrg",
      implicitGrant: { accessToken: true, idToken: true },
      publicClient: false,
      redirectUris: [
        { platform: "web", uri: "https://contoso-mgf.cybermail.jp/admin/oauth/callback" },
        { platform: "web", uri: "https://contoso-mgf.cybermail.jp/oauth/callback" },
      ],
    });
    expect(named("app-connect").audience).toBe("AzureADMultipleOrgs");
  });

  it("reads the end of a credential as it is registered with Entra, also of a certificate", () => {
    expect(named("mailgates").credentials).toMatchObject({
      kind: "secret",
      registeredEnds: { "2026-11-21": "2028-11-20T00:00:00Z" },
    });
    expect(named("servicenow").credentials).toMatchObject({
      kind: "certificate",
      registeredEnds: { "2026-11-21": "2027-05-15T00:00:00Z" },
    });
  });

  it("reads directory roles with their scope, and mailboxes with their rights", () => {
    expect(named("live-platform").directoryRoles).toStrictEqual([
      { name: "Teams Administrator", templateId: "69091246-20e8-4a56-aa4d-066075b2a7a8", scope: "/" },
    ]);
    expect(named("teamconnect").mailboxes.map(({ address, rights }) => [address, rights])).toStrictEqual([
      ["legal-noreply@contoso.example", ["FullAccess", "SendAs"]],
      ["teamconnect@contoso.example", ["FullAccess"]],
    ]);
  });

  it("reads owners from the application and from the principal, their kind from the settings", () => {
    const owners = [
      { id: "33333333-3333-3333-3333-333333333333", kind: "servicePrincipal" },
      { id: "55555555-5555-5555-5555-555555555555", kind: "servicePrincipal" },
    ];
    expect(named("mailgates").owners).toStrictEqual({ application: owners, principal: owners });
  });

  it("is the same in whatever order the registrations came", () => {
    const reversed = { ...evaluation, registrations: [...evaluation.registrations].reverse() };
    expect(recordingOf(reversed, from)).toStrictEqual(dev);
  });

  it("holds no secret", () => {
    const text = JSON.stringify(dev);
    expect(text).not.toContain(canary);
    expect(text).not.toContain(Buffer.from(canary).toString("base64"));
    expect(text).toContain("2028-11-20");
  });
});

it("knows the Integration by the type token that the component has", () => {
  expect(tokens.integration).toBe(integrationType);
});

const entra = () => new azuread.Provider("entra", { tenantId: "11111111-1111-1111-1111-111111111111" });

async function unjudgeable(program: (provider: pulumi.ProviderResource) => void): Promise<readonly Unanalyzable[]> {
  const found = await evaluate(async () => program(entra()), { project: from.project, stack: from.stack });
  expect(found.problems).toStrictEqual([]);
  return recordingOf(found, from).unjudgeable;
}

async function whats(program: (provider: pulumi.ProviderResource) => void): Promise<readonly string[]> {
  return (await unjudgeable(program)).map(({ what }) => what);
}

describe("what a recorder cannot judge has a name", () => {
  const displayName = "A";
  it("a transform of one resource", async () => {
    expect(
      await whats((provider) => {
        new azuread.Application("a", { displayName }, { provider, transforms: [async () => undefined] });
      }),
    ).toStrictEqual(["transforms"]);
  });
  it("a transform of every resource", async () => {
    expect(
      await whats((provider) => {
        pulumi.runtime.registerResourceTransform(async () => undefined);
        new azuread.Application("a", { displayName }, { provider });
      }),
    ).toStrictEqual(["transforms"]);
  });
  it("a hook", async () => {
    expect(
      await whats((provider) => {
        const hook = new pulumi.ResourceHook("tell", async () => {});
        new azuread.Application("a", { displayName }, { provider, hooks: { beforeCreate: [hook] } });
      }),
    ).toStrictEqual(["hooks"]);
  });
  it("another stack", async () => {
    expect(
      await whats(() => {
        new pulumi.StackReference("organization/other/prod");
      }),
    ).toStrictEqual(["stack-reference"]);
  });
  it("an existing application that is read", async () => {
    expect(
      await whats((provider) => {
        azuread.Application.get("theirs", "/applications/1", undefined, { provider });
      }),
    ).toStrictEqual(["read"]);
  });
  it("a lookup whose answer only the tenant knows", async () => {
    expect(
      await whats((provider) => {
        azuread.getUserOutput({ userPrincipalName: "ann@contoso.example" }, { provider });
      }),
    ).toStrictEqual(["lookup"]);
  });
  it("a dynamic provider", async () => {
    class Side extends pulumi.Resource {
      constructor() {
        super("pulumi-nodejs:dynamic:Resource", "side", true, {});
      }
    }
    expect(
      await whats(() => {
        new Side();
      }),
    ).toStrictEqual(["dynamic-provider"]);
  });
  it("a resource of Entra whose provider is pinned to another tenant, or to none", async () => {
    expect(
      await unjudgeable(() => {
        new azuread.Application("a", { displayName });
      }),
    ).toMatchObject([{ what: "other-tenant", integration: "" }]);
  });
  it("an input that nobody knows before the engine runs", async () => {
    const found = await unjudgeable((provider) => {
      const application = new azuread.Application("a", { displayName }, { provider });
      new azuread.ServicePrincipal(
        "p",
        { clientId: application.clientId, owners: [application.publisherDomain], notes: application.displayName },
        { provider },
      );
    });
    expect(found).toMatchObject([
      { what: "unresolved-input", detail: { code: "unknown-before-run", path: "owners.0" } },
    ]);
  });
  it("changes that the engine is told to ignore, an early deletion, a resource left behind", async () => {
    expect(
      await whats((provider) => {
        const options = { provider, ignoreChanges: ["web"], deleteBeforeReplace: true, retainOnDelete: true };
        new azuread.Application("a", { displayName }, options);
      }),
    ).toStrictEqual(["delete-before-replace", "ignored-changes", "retained"]);
  });
  it("a secret in plain: where, and not what", async () => {
    const found = await unjudgeable((provider) => {
      const password = new azuread.ApplicationPassword("p", { applicationId: "id:a" }, { provider });
      new azuread.Application("a", { displayName, notes: pulumi.unsecret(password.value) }, { provider });
    });
    expect(found).toMatchObject([{ what: "secret-in-plain", detail: { code: "secret-in-plain", path: "notes" } }]);
    expect(JSON.stringify(found)).not.toContain(canary);
  });
});

describe("a child of an integration that reaches beyond it", () => {
  const component = registration(tokens.integration, "mailgates", {
    custom: false,
    inputs: { tenantId: "t" },
  });
  const provider = registration(tokens.entraProvider, "entra", { inputs: { tenantId: "t" } });
  const application = registration(tokens.application, "mailgates-application", { below: "mailgates" });
  const principal = registration(tokens.principal, "mailgates-principal", { below: "mailgates" });

  function recorded(...children: ReturnType<typeof registration>[]): Recording {
    const registrations = [component, provider, application, principal, ...children];
    return recordingOf({ registrations, lookups: [], escapeHatches: [], outputs: undefined, problems: [] }, from);
  }

  it("a secret for another integration's application", () => {
    const foreign = registration(tokens.password, "mailgates-x", {
      below: "mailgates",
      inputs: { applicationId: "id:teamconnect-application" },
    });
    expect(recorded(foreign).unjudgeable).toMatchObject([
      { what: "foreign-reference", integration: "mailgates", detail: { code: "not-its-own", input: "applicationId" } },
    ]);
  });
  it("a role of an API that the catalog does not know", () => {
    const unknown = registration(tokens.roleAssignment, "mailgates-x", {
      below: "mailgates",
      inputs: { appRoleId: "r", principalObjectId: "object:mailgates-principal", resourceObjectId: "sp:somewhere" },
    });
    expect(recorded(unknown).unjudgeable).toMatchObject([{ what: "unknown-api", integration: "mailgates" }]);
  });
  it("a second application", () => {
    const twin = registration(tokens.application, "mailgates-twin", { below: "mailgates" });
    expect(recorded(twin).unjudgeable).toMatchObject([{ what: "second-application", integration: "mailgates" }]);
  });
  it("a credential beyond the schedule stands under its own name", () => {
    const extra = registration(tokens.password, "mailgates-spare", {
      below: "mailgates",
      inputs: { applicationId: "id:mailgates-application" },
    });
    expect(recorded(extra).integrations[0]?.credentials.registeredEnds).toStrictEqual({ "mailgates-spare": "" });
  });
  it("a permission that the catalog does not know is named by its id", () => {
    const asking = {
      ...application,
      inputs: {
        requiredResourceAccesses: [
          {
            resourceAppId: "00000003-0000-0000-c000-000000000000",
            resourceAccesses: [{ id: "no-such", type: "Role" }],
          },
        ],
      },
    };
    const registrations = [component, provider, asking, principal];
    const read = recordingOf({ registrations, lookups: [], escapeHatches: [], outputs: undefined, problems: [] }, from);
    expect(read.integrations[0]?.requested).toMatchObject([
      { api: "Microsoft Graph", kind: "application", name: "no-such" },
    ]);
  });
});
