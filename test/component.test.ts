/**
 * The component as another program takes it: name, args, opts; flat outputs; args checked as the tenant's file is.
 * What the compiler refuses: component-types.ts.
 */
import { spawnSync } from "node:child_process";
import * as azure from "@pulumi/azure-native/provider.js";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { argsOf, checkedArgs } from "../components/checked-args.ts";
import { ArgsError, Integration, type VendorDefinition } from "../components/index.ts";
import { readTenant } from "../components/settings.ts";
import { declareTenant } from "../components/tenant.ts";
import { type Evaluation, evaluate } from "../review/evaluate/index.ts";
import { deployer, servicenow, teamconnect, tenantId, timesheets } from "./component-args.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const vault =
  "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365";

const entra = () => new azuread.Provider("entra", { tenantId });

async function program(declare: () => unknown): Promise<Evaluation> {
  const evaluation = await evaluate(async () => declare(), { project: "other-project", stack: "prod" });
  if (evaluation.problems.length > 0) throw new Error(evaluation.problems.join("\n"));
  return evaluation;
}

/** The report of args that are refused. */
function refused(name: string, args: object): string {
  try {
    new Integration(name, args as typeof servicenow);
  } catch (error) {
    expect(error).toBeInstanceOf(ArgsError);
    return (error as ArgsError).message;
  }
  throw new Error("the args were taken");
}

describe("outputs are flat", () => {
  test("ids, tenant and credentials are outputs of the component itself", async () => {
    const { outputs } = await program(() => {
      const { clientId, applicationObjectId, servicePrincipalObjectId, credentials, ...it } = new Integration(
        "teamconnect",
        teamconnect,
        { provider: entra() },
      );
      return { clientId, applicationObjectId, servicePrincipalObjectId, credentials, tenantId: it.tenantId };
    });
    expect(outputs).toEqual({
      clientId: "client:teamconnect-application",
      applicationObjectId: "object:teamconnect-application",
      servicePrincipalObjectId: "object:teamconnect-principal",
      tenantId,
      credentials: [{ issued: "2026-11-21", expires: "2027-05-15", keyId: "key:teamconnect-2026-11-21" }],
    });
  });

  test("`secrets` holds each credential's secret by its issue and is secret as a whole; nothing else is", async () => {
    let secret: Promise<Record<string, boolean>> | undefined;
    let keys: Promise<string[]> | undefined;
    await program(() => {
      const { secrets, credentials, clientId } = new Integration("servicenow", servicenow, { provider: entra() });
      keys = new Promise((resolve) =>
        secrets.apply((held) => resolve(Object.entries(held).map(([issued, { kind }]) => `${issued} ${kind}`))),
      );
      secret = Promise.all(
        Object.entries<pulumi.Output<unknown>>({ secrets, credentials, clientId }).map(
          async ([name, output]) => [name, await pulumi.isSecret(output)] as const,
        ),
      ).then((entries) => Object.fromEntries(entries));
    });
    expect(await keys).toEqual(["2026-11-21 privateKey"]);
    expect(await secret).toEqual({ secrets: true, credentials: false, clientId: false });
  });
});

test("`secrets` is secret also where a vault keeps them: where a key is kept is not for everybody", async () => {
  let secret: Promise<boolean> | undefined;
  await program(() => {
    const subscription = new azure.Provider("vault", { subscriptionId: "66666666-6666-6666-6666-666666666666" });
    const { secrets } = new Integration("servicenow", { ...servicenow, vault }, { providers: [entra(), subscription] });
    secret = pulumi.isSecret(secrets);
  });
  expect(await secret).toBe(true);
});

describe("what is registered", () => {
  test("the component's inputs are the resolved integration, without a key of the args that is none of its own", async () => {
    const { registrations } = await program(() => new Integration("servicenow", servicenow, { provider: entra() }));
    const component = registrations.find(({ type }) => type === "m365:index:Integration");
    expect(component?.urn).toBe("urn:pulumi:prod::other-project::m365:index:Integration::servicenow");
    expect(component?.inputs).toMatchObject({
      name: "servicenow",
      vendor: "servicenow-teams",
      displayName: "ServiceNow Microsoft Teams connector",
      redirectUris: ["https://contosodev.service-now.com/oauth_redirect.do"],
      signsIn: "everyone",
      protect: true,
      identity: "servicenow",
    });
    expect(component?.inputs).not.toHaveProperty("owners.0.user");
    expect(component?.inputs).not.toHaveProperty("disposable");
  });

  test("application and service principal bear the marker of the program's own project and stack", async () => {
    const { registrations } = await program(() => new Integration("servicenow", servicenow, { provider: entra() }));
    const tags = registrations.flatMap(({ type, inputs }) =>
      /:(?:Application|ServicePrincipal)$/.test(type) ? [inputs.tags] : [],
    );
    const marker = "m365-integrations/other-project/prod/servicenow";
    expect(tags).toEqual([[marker], ["WindowsAzureActiveDirectoryIntegratedApp", marker]]);
  });

  test("a former name is an alias beside those of the options", async () => {
    const { registrations } = await program(
      () =>
        new Integration(
          "servicenow",
          { ...servicenow, formerly: ["incidents"] },
          { provider: entra(), aliases: [{ name: "moved" }] },
        ),
    );
    expect(registrations.find(({ type }) => type === "m365:index:Integration")?.formerNames).toEqual([
      "moved",
      "incidents",
    ]);
  });
});

describe("providers", () => {
  test("come from `provider`, from `providers`, or from the parent", async () => {
    const { registrations } = await program(() => {
      const provider = entra();
      new Integration("one", { ...servicenow, displayName: "One" }, { provider });
      new Integration("two", { ...servicenow, displayName: "Two" }, { providers: { azuread: provider } });
      const parent = new pulumi.ComponentResource("other:index:Parent", "parent", {}, { provider });
      new Integration("three", { ...servicenow, displayName: "Three" }, { parent });
    });
    const made = registrations.filter(({ type }) => type.startsWith("azuread:index/application:"));
    expect(made.map(({ name, provider }) => [name, provider.split("::").at(-1)])).toEqual([
      ["one-application", "id:entra"],
      ["two-application", "id:entra"],
      ["three-application", "id:entra"],
    ]);
  });

  test("`consentProvider` grants consent; the application stays the other one's", async () => {
    const { registrations } = await program(
      () =>
        new Integration("servicenow", servicenow, {
          provider: entra(),
          consentProvider: new azuread.Provider("consent", { tenantId }),
        }),
    );
    const makers = registrations
      .filter(({ type }) => type.startsWith("azuread:"))
      .map(({ type, provider }) => [type.split(":").at(-1), provider.split("::").at(-1)]);
    expect(Object.fromEntries(makers)).toEqual({
      Application: "id:entra",
      ServicePrincipal: "id:entra",
      ServicePrincipalDelegatedPermissionGrant: "id:consent",
      ApplicationCertificate: "id:entra",
    });
  });

  test("a vault is written by the azure-native provider", async () => {
    const { registrations } = await program(() => {
      const subscription = new azure.Provider("vault", { subscriptionId: "66666666-6666-6666-6666-666666666666" });
      new Integration("servicenow", { ...servicenow, vault }, { providers: [entra(), subscription] });
    });
    expect(registrations.find(({ type }) => type === "azure-native:keyvault:Secret")?.provider).toContain("::id:vault");
  });

  test("none is refused: a default provider may belong to any tenant or subscription", async () => {
    const { problems } = await evaluate(async () => new Integration("servicenow", servicenow), {
      project: "other-project",
      stack: "prod",
    });
    expect(problems.join("\n")).toContain(
      `Integration servicenow: 1 fault\n  opts.provider\n    needs an azuread provider, which may also be its parent's; write { provider: new azuread.Provider("entra", { tenantId: "${tenantId}" }) }`,
    );
    const withoutVault = await evaluate(
      async () => new Integration("servicenow", { ...servicenow, vault }, { provider: entra() }),
      { project: "other-project", stack: "prod" },
    );
    expect(withoutVault.problems.join("\n")).toContain("needs an azure-native provider");
  });

  test("an API's principal is looked up once a provider", async () => {
    const { lookups } = await program(() => {
      const provider = entra();
      new Integration("one", { ...servicenow, displayName: "One" }, { provider });
      new Integration("two", { ...servicenow, displayName: "Two" }, { provider });
      const other = new azuread.Provider("other", { tenantId: "9a4b8f5e-33c1-4b1e-9d0e-5f1c2d3e4f50" });
      new Integration("three", { ...servicenow, displayName: "Three" }, { provider: other });
    });
    expect(lookups.flatMap(({ inputs }) => inputs.clientId ?? [])).toEqual([graph, graph]);
  });
});

describe("args are checked as the tenant's file is", () => {
  test("all faults at once, each with its place in the args", () => {
    expect(
      refused("Service Now", {
        vendor: "servicenow-teams",
        tenantId: "contoso",
        owners: [{ servicePrincipal: deployer, deploys: true }, { user: deployer, deploys: true }, {}],
        vault: "kv-m365",
        instances: ["Contoso Dev"],
        redirectUris: ["https://contoso.example"],
        tenantID: tenantId,
        credentials: [{ issued: "2026-11-21", expires: "2026-02-30" }],
      }),
    ).toBe(`Integration Service Now: 10 faults
  tenantId
    "contoso" is not an id (8-4-4-4-12 hex digits). Write the tenant's id (Entra › Overview › Tenant ID)
  owners[2]
    names nobody; write an object id, \`servicePrincipal: <object id>\` or \`user: <object id>\`, the latter two with \`deploys: true\` for the one that deploys
  vault
    "kv-m365" is the vault's name; its resource id is wanted: az keyvault show --name kv-m365 --query id --output tsv prints it
  credentials[0].expires
    "2026-02-30" is not a day that exists; write YYYY-MM-DD
  instances[0]
    "Contoso Dev" is not an instance's name; write the first part of its host (contosodev)
  redirectUris
    is not asked by the page of "servicenow-teams"; only mailgates-sigma, app-connect, zammad-graph and others take it. Remove it
  tenantID
    is not a key here; did you mean tenantId? Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, instances, permissions, tenantId, owners, disposable, vault
  owners[1].deploys
    is written a second time; one owner deploys. Remove it from the others
  owners[1]
    "33333333-3333-3333-3333-333333333333" stands twice; remove one of them
  name
    "Service Now" is not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform) For this one: service-now`);
  });

  test("what is missing is named, also where there are no args at all", () => {
    const report = refused("servicenow", {});
    expect(report).toContain("  tenantId\n    is missing");
    expect(report).toContain("  owners\n    is missing");
    expect(report).toContain("  vendor\n    is missing; one of servicenow-teams, mailgates-sigma,");
    expect(refused("servicenow", undefined as unknown as object)).toContain("  vendor\n    is missing");
  });

  test("an output is refused by its place and never read: what a reviewer sees must not wait for a deployment", () => {
    expect(refused("servicenow", { ...servicenow, owners: [{ user: pulumi.output(deployer) }] })).toContain(
      "Integration servicenow: 1 fault\n  owners[0].user\n    is an output, known only when something has been deployed; write the value itself",
    );
  });

  test("a vendor that is an output is refused as one, and not taken for a definition", () => {
    expect(refused("servicenow", { ...servicenow, vendor: pulumi.output("servicenow-teams") })).toContain(
      "Integration servicenow: 1 fault\n  vendor\n    is an output",
    );
  });

  test("what is passed as undefined or false is as if it were left out", () => {
    const args = { ...servicenow, leaving: false, ticket: undefined, owners: [{ user: deployer, deploys: false }] };
    const { integrations, owners } = checkedArgs("servicenow", args).tenant;
    expect(owners).toEqual([{ user: deployer }]);
    expect(Object.keys(integrations.servicenow ?? {}).sort()).toEqual(["credentials", "instances", "vendor"]);
  });

  test("a value in the shape of a secret is not shown", () => {
    const report = refused("servicenow", { ...servicenow, purpose: "abc8Q~abcdefghijklmnopqrstuvwxyz0123456" });
    expect(report).toContain("has the shape of a secret");
    expect(report).not.toContain("abcdefghijklmnop");
  });

  test("refused args register nothing, and Pulumi shows the report without a stack trace", async () => {
    const { registrations } = await evaluate(
      async () => new Integration("servicenow", { ...servicenow, instances: [] }, { provider: entra() }),
      { project: "other-project", stack: "prod" },
    );
    expect(registrations.map(({ type }) => type)).toEqual(["pulumi:pulumi:Stack", "pulumi:providers:azuread"]);
    expect(pulumi.RunError.isInstance(new ArgsError("servicenow", []))).toBe(true);
  });
});

describe("a definition of one's own", () => {
  const args = {
    vendor: timesheets,
    tenantId,
    owners: [deployer],
    redirectUris: ["https://timesheets.contoso.example/callback"],
    credentials: [{ issued: "2026-11-21", expires: "2027-05-15" }],
  } as const;

  test("makes an integration as the project's vendors do, registered under the definition's word", async () => {
    const { registrations } = await program(() => new Integration("timesheets", args, { provider: entra() }));
    expect(registrations.find(({ type }) => type === "m365:index:Integration")?.inputs).toMatchObject({
      vendor: "timesheets",
      displayName: "Contoso Timesheets",
      permissions: [{ api: "Microsoft Graph", delegated: [{ name: "Calendars.Read" }] }],
    });
  });

  test("a permission that does not exist is refused by its place in the definition", () => {
    const vendor = { ...timesheets, permissions: { "Microsoft Graph": { delegated: ["Calendars.Reed"] } } };
    expect(refused("timesheets", { ...args, vendor })).toBe(`Integration timesheets: 1 fault
  vendor.permissions.Microsoft Graph.delegated[0]
    "Calendars.Reed" is not a delegated permission of Microsoft Graph: did you mean Calendars.Read?`);
  });

  test("an Application ID URI that no tenant would take is refused by its place, and one that the customer types is an arg", () => {
    const printed = { ...timesheets, exposes: { identifierUri: { from: "page", uri: "api://timesheets" } } };
    expect(refused("timesheets", { ...args, vendor: printed })).toContain(`vendor.exposes.identifierUri.uri
    "api://timesheets" names neither the application's id nor the tenant's`);
    const typed = { ...timesheets, exposes: { identifierUri: { from: "identifierUri" } } };
    expect(refused("timesheets", { ...args, vendor: typed, identifierUri: "api://timesheets" })).toContain(
      "identifierUri\n    \"api://timesheets\" names neither the application's id nor the tenant's nor a domain",
    );
  });

  test("its own rules hold: how many redirect URIs, how long a credential lives", () => {
    const report = refused("timesheets", {
      ...args,
      redirectUris: [],
      instances: ["contosodev"],
      credentials: [{ issued: "2026-11-21", expires: "2027-11-21" }],
    });
    expect(report).toContain("holds 0 redirect URIs; Contoso Timesheets's page asks for 1");
    expect(report).toContain(
      'is not asked by the page of "timesheets"; only servicenow-teams, commvault-onedrive, cloudflare-access and others take it',
    );
    expect(report).toContain("expires 2027-11-21 is more than 6 months after issued 2026-11-21");
  });
});

describe("the platform of the redirect URIs", () => {
  const { instances: _, ...args } = servicenow;

  async function registered(redirectUris: VendorDefinition["redirectUris"], given: object, more: object = {}) {
    const vendor: VendorDefinition = { ...timesheets, redirectUris, ...more };
    const { registrations } = await program(
      () => new Integration("timesheets", { ...args, vendor, ...given }, { provider: entra() }),
    );
    const application = registrations.find(({ type }) => type === "azuread:index/application:Application");
    const { web, singlePageApplication, publicClient, fallbackPublicClientEnabled } = application?.inputs ?? {};
    const { redirectUris: uris } = web as { redirectUris: unknown };
    return { web: uris, singlePageApplication, publicClient, fallbackPublicClientEnabled };
  }

  test("a page's are registered where the page has them, and nowhere else", async () => {
    const typed = (platform: "web" | "spa" | "publicClient") =>
      registered({ from: "redirectUris", platform, min: 1, max: 1 }, { redirectUris: ["https://a.example/cb"] });
    expect(await typed("web")).toEqual({ web: ["https://a.example/cb"] });
    expect(await typed("spa")).toEqual({ web: [], singlePageApplication: { redirectUris: ["https://a.example/cb"] } });
    expect(await typed("publicClient")).toEqual({ web: [], publicClient: { redirectUris: ["https://a.example/cb"] } });
  });

  test("public client flows are switched on where the page does, and left out otherwise", async () => {
    const uris = { from: "page", platform: "web", uris: ["https://localhost"] } as const;
    expect(await registered(uris, {}, { publicClientFlows: true })).toEqual({
      web: ["https://localhost/"],
      fallbackPublicClientEnabled: true,
    });
  });
});

describe("an integration of a tenant's file", () => {
  const read = () => readTenant("tenants/dev.yaml");

  test("is what the file's reader checked, and is checked once", () => {
    const tenant = read();
    expect(checkedArgs("servicenow", argsOf(tenant, "servicenow")).tenant).toBe(tenant);
  });

  test("cannot be changed between the check and the resources", () => {
    const tenant = read();
    expect(() => Object.assign(tenant.integrations.servicenow ?? {}, { vendor: "other" })).toThrow(TypeError);
    expect(() => Object.assign(tenant.owners, { length: 0 })).toThrow(TypeError);
    expect(() => Object.assign(argsOf(tenant, "servicenow"), { vendor: "other" })).toThrow(TypeError);
  });

  test("is checked where a program made the tenant itself, or took the args for another name", async () => {
    const tenant = read();
    const { servicenow: held } = tenant.integrations;
    if (!held) throw new Error("no servicenow");
    const made = { ...tenant, integrations: { servicenow: { ...held, purpose: " " } } };
    expect(() => checkedArgs("servicenow", argsOf(made, "servicenow"))).toThrow(ArgsError);
    expect(() => checkedArgs("Service Now", argsOf(tenant, "servicenow"))).toThrow(ArgsError);
    const evaluation = await evaluate(() => declareTenant(made, undefined), {
      project: "other-project",
      stack: "prod",
    });
    expect(evaluation.problems.join("\n")).toContain("purpose");
  });
});

test("an API that the tenant does not have is one fault in words, before anything of the integration is registered", () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["test/component-absent-api.ts"], { encoding: "utf8" });
  expect(stderr).toBe("");
  const { problems, registered } = JSON.parse(stdout) as { problems: string[]; registered: string[] };
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /: Integration teamconnect: 1 fault\n.*\n {4}asks permissions of Office 365 Exchange Online \(00000002-0000-0ff1-ce00-000000000000\), which has no service principal in this tenant: .*$/,
  );
  expect(registered.filter((type) => type.startsWith("azuread:"))).toEqual([]);
});

test("a variable alone leaves nobody out: what the program does not register, the engine would delete", async () => {
  const { problems, registrations } = await evaluate(
    () => declareTenant(readTenant("tenants/dev.yaml"), undefined, ["mailgates"]),
    { project: "other-project", stack: "prod" },
  );
  expect(problems).toEqual([
    "INTEGRATIONS_LEFT_OUT leaves mailgates out of this run, and the tenant says nothing against it: run again by ./integrations, which asks the tenant anew",
  ]);
  expect(registrations.map(({ type }) => type).filter((type) => !type.startsWith("pulumi:"))).toEqual([]);
});
