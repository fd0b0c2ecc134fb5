/**
 * The policy pack in the engine's official evaluator, over what the program registers: it says what the review says of
 * the same input, by the same rules.
 */
import { createRequire } from "node:module";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { vendors } from "../components/vendors/index.ts";
import { packName, policies, ruleOf } from "../policy/pack.ts";
import type { Registration } from "../review/evaluate/index.ts";
import { canary } from "../review/evaluate/known-outputs.ts";
import { judge } from "../review/judge/index.ts";
import { sideBySide } from "../review/pairs.ts";
import { recordingOf } from "../review/reading/recording.ts";
import { rules } from "../review/rules/index.ts";
import { multiTenant } from "../review/rules/multi-tenant.ts";
import { rulesDocument } from "../review/rules-doc.ts";
import { recorded, recordedDev } from "./recorded.ts";
import { registration } from "./review/recordings.ts";
import { tenantFile } from "./tenant-file.ts";

const require = createRequire(import.meta.url);
// What the engine calls over gRPC; not in the SDK's types. The SDK is pinned exactly.
const { makeAnalyzeRpcFun } = require("@pulumi/policy/server") as {
  makeAnalyzeRpcFun(
    pack: string,
    version: string,
    level: string,
    all: readonly ResourceValidationPolicy[],
  ): (call: { request: unknown }, callback: (error: unknown, response: AnalyzeResponse) => void) => Promise<void>;
};
const proto = require("@pulumi/pulumi/proto/analyzer_pb") as {
  AnalyzeRequest: new () => Settable;
  AnalyzerResourceOptions: new () => Settable;
};
const { Struct } = require("google-protobuf/google/protobuf/struct_pb") as {
  Struct: { fromJavaScript(value: unknown): unknown };
};

type Settable = Readonly<Record<`set${string}`, (value: unknown) => void>>;
interface AnalyzeResponse {
  getDiagnosticsList(): {
    getPolicyname(): string;
    getMessage(): string;
    getEnforcementlevel(): number;
  }[];
}

const inPack = new Set(rules.filter(({ pack }) => pack !== "none").map(({ name }) => name));
const enforcement = ["advisory", "mandatory", "disabled"];
const all = policies(() => "2026-12-01");

function requestOf({ type, name, urn, inputs, parent, protect }: Registration): unknown {
  const [request, options] = [new proto.AnalyzeRequest(), new proto.AnalyzerResourceOptions()];
  options.setParent?.(parent);
  options.setProtect?.(protect);
  request.setType?.(type);
  request.setName?.(name);
  request.setUrn?.(urn);
  // Absent inputs do not travel.
  request.setProperties?.(Struct.fromJavaScript(JSON.parse(JSON.stringify(inputs))));
  request.setOptions?.(options);
  return request;
}

/** Every violation, as `level rule: message`. */
async function analyzed(registrations: readonly Registration[], pack = all): Promise<string[]> {
  const analyze = makeAnalyzeRpcFun(packName, "0.1.0", "advisory", pack);
  const violations: string[] = [];
  for (const registered of registrations)
    await analyze({ request: requestOf(registered) }, (error, response) => {
      if (error) throw error;
      for (const diagnostic of response.getDiagnosticsList())
        violations.push(
          `${enforcement[diagnostic.getEnforcementlevel()]} ${ruleOf(diagnostic.getPolicyname())}: ${diagnostic.getMessage()}`,
        );
    });
  return violations.sort();
}

/** What the review says of a whole stack by the pack's rules, as `level rule`. */
function reviewed(registrations: readonly Registration[], now = "2026-12-01"): string[] {
  const evaluation = { registrations, lookups: [], escapeHatches: [], outputs: {}, problems: [] };
  const recording = recordingOf(evaluation, { project: "m365-integrations", stack: "dev", file: "tenants/dev.yaml" });
  const { findings } = judge(sideBySide(undefined, recording), {
    now,
    definitions: vendors,
    claimed: new Set<string>(),
    rules,
  });
  return findings
    .filter(({ rule, accepted }) => inPack.has(rule) && !accepted)
    .map(({ rule, blocks }) => `${blocks ? "mandatory" : "advisory"} ${rule}`)
    .sort();
}

function rulesIn(violations: readonly string[]): string[] {
  return violations.map((violation) => violation.split(":")[0] ?? "").sort();
}

describe("the pack and the review say the same", () => {
  test("of the dev tenant: nothing refuses it", async () => {
    const { registrations } = await recordedDev();
    const violations = await analyzed(registrations);
    expect(rulesIn(violations)).toEqual(reviewed(registrations));
    expect(violations.filter((violation) => violation.startsWith("mandatory"))).toEqual([]);
    expect(violations.length).toBeGreaterThan(15);
  });

  test("of a tenant without a single exception", async () => {
    const file = tenantFile((document) => {
      for (const name of ["mailgates", "teamconnect", "live-platform", "app-connect"])
        document.deleteIn(["integrations", name, "exceptions"]);
    });
    const { registrations } = await recorded(file);
    const violations = rulesIn(await analyzed(registrations));
    expect(violations).toEqual(reviewed(registrations));
    expect(violations.filter((violation) => violation.startsWith("mandatory"))).toEqual([
      "mandatory directory-role",
      "mandatory implicit-grant",
      "mandatory implicit-grant",
      "mandatory mailbox-scope",
      "mandatory mailbox-scope",
      "mandatory mailbox-scope",
      "mandatory mailbox-scope",
      "mandatory multi-tenant",
      "mandatory secret-lifetime",
      "mandatory smtp-auth",
    ]);
  });

  test("of settings that go against a rule", async () => {
    const file = tenantFile((document) => {
      document.setIn(["tenant", "owners"], document.createNode(["99999999-9999-9999-9999-999999999999"]));
      document.setIn(
        ["integrations", "live-platform", "directoryRoles"],
        document.createNode(["Global Administrator"]),
      );
      document.setIn(
        ["integrations", "live-platform", "permissions"],
        document.createNode({
          "Microsoft Graph": { application: ["RoleManagement.ReadWrite.Directory", "Mail.Send"] },
        }),
      );
      document.setIn(
        ["integrations", "app-connect", "redirectUris"],
        document.createNode(["http://localhost/myapps/"]),
      );
      document.setIn(["integrations", "servicenow", "instances"], document.createNode(["contoso", "contosodev"]));
      document.setIn(
        ["integrations", "servicenow", "credentials"],
        document.createNode([{ issued: "2026-11-21", expires: "2027-12-31" }]),
      );
    });
    const { registrations } = await recorded(file);
    const violations = rulesIn(await analyzed(registrations));
    expect(violations).toEqual(reviewed(registrations));
    for (const expected of [
      "mandatory human-owner-of-powerful-app",
      "advisory owners",
      "mandatory directory-role",
      "mandatory tier-0",
      "mandatory mailbox-scope",
      "mandatory redirect-https",
      "advisory credential-count",
      "mandatory certificate-lifetime",
    ])
      expect(violations).toContain(expected);
  });

  test("of resources that a hand in the code wrote", async () => {
    const { registrations } = await recordedDev();
    const below = (type: string, name: string, inputs: Registration["inputs"]) => {
      const component = registrations.find(
        ({ type: subject, name: is }) => subject === "m365:index:Integration" && is === "mailgates",
      );
      return registration(type, name, {
        urn: `urn:pulumi:dev::m365-integrations::m365:index:Integration$${type}::${name}`,
        parent: component?.urn ?? "",
        inputs,
      });
    };
    const application = "azuread:index/application:Application";
    const written = [
      below("azuread:index/servicePrincipalPassword:ServicePrincipalPassword", "on-principal", {}),
      below(application, "twin", {
        displayName: "Twin",
        password: { displayName: "embedded", value: "plain" },
        requiredResourceAccesses: [{ resourceAppId: "b" }, { resourceAppId: "a" }],
      }),
      below("azuread:index/servicePrincipal:ServicePrincipal", "microsoft-graph", {
        clientId: "00000003-0000-0000-c000-000000000000",
        replyUrls: ["https://evil.example/"],
      }),
      below("azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential", "workflow", {
        issuer: "https://token.actions.githubusercontent.com",
        subject: "repo:contoso/mail:ref:refs/heads/main",
        audiences: ["api://AzureADTokenExchange"],
      }),
      below("tls:index/privateKey:PrivateKey", "weak", { algorithm: "RSA", rsaBits: 1024 }),
      below("azuread:index/groupMember:GroupMember", "member", {}),
      registration(application, "shadow", { inputs: { displayName: "Shadow" } }),
      registration("azuread:index/directoryRoleAssignment:DirectoryRoleAssignment", "helper"),
    ];
    const stack = [...registrations, ...written];
    const violations = rulesIn(await analyzed(stack));
    expect(violations).toEqual(reviewed(stack));
    expect(rulesIn(await analyzed(written))).toEqual([
      "advisory federated-subject",
      "advisory private-key-in-state",
      "mandatory beyond-inputs",
      "mandatory certificate-key",
      "mandatory credential-on-principal",
      "mandatory embedded-password",
      "mandatory first-party-principal",
      "mandatory outside-integration",
      "mandatory outside-integration",
      "mandatory principal-reply-urls",
      "mandatory sorted-access",
      "mandatory unique-name",
      "mandatory unique-name",
      "mandatory unread-resource",
    ]);
  });
});

describe("what a person reads", () => {
  test("the rule's sentence, what to do, and where the rule is described", async () => {
    const shadow = registration("azuread:index/application:Application", "shadow");
    expect(await analyzed([shadow])).toEqual([
      "mandatory outside-integration: docs/rules.md#outside-integration (One reviewed file says who may reach the tenant)\nshadow (Application) stands outside every integration, so no vendor, owner or end is named for it. Write it as an integration of the tenant's file.",
    ]);
  });

  test("an exception that has ended stops nobody: the review refuses what goes beyond it", async () => {
    const { registrations } = await recordedDev();
    const later = policies(() => "2027-11-21");
    const violations = await analyzed(registrations, later);
    expect(violations.filter((violation) => violation.startsWith("mandatory"))).toEqual([]);
    expect(violations.filter((violation) => violation.includes("Its exception ended on 2027-05-21."))).toHaveLength(4);
  });

  test("no secret: an input in plain is judged and never shown", async () => {
    const application = registration("azuread:index/application:Application", "application", {
      urn: "urn:pulumi:dev::m365-integrations::m365:index:Integration$azuread:index/application:Application::application",
      inputs: { password: { value: canary }, notes: canary, tags: [canary], identifierUris: [canary] },
    });
    const violations = await analyzed([application]);
    expect(rulesIn(violations)).toEqual([
      "mandatory beyond-inputs",
      "mandatory embedded-password",
      "mandatory unique-name",
      "mandatory unique-name",
    ]);
    expect(violations.join("\n")).not.toContain(canary);
    const uri = registration("azuread:index/servicePrincipal:ServicePrincipal", "principal", {
      urn: "urn:pulumi:dev::m365-integrations::m365:index:Integration$azuread:index/servicePrincipal:ServicePrincipal::principal",
      inputs: { replyUrls: ["https://evil.example/?secret=abc8Q~abcdefghijklmnopqrstuvwxyz0123456789"] },
    });
    expect((await analyzed([uri])).join("\n")).not.toContain("8Q~");
  });
});

test("what a preview does not know yet is passed over without a word", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const principal = registration("azuread:index/servicePrincipal:ServicePrincipal", "mailgates-principal", {
    urn: "urn:pulumi:dev::m365-integrations::m365:index:Integration$azuread:index/servicePrincipal:ServicePrincipal::mailgates-principal",
    inputs: { clientId: unknown, owners: [unknown], useExisting: true },
  });
  const uri = registration(
    "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
    "mailgates-identifier-uri",
    {
      urn: "urn:pulumi:dev::m365-integrations::m365:index:Integration$azuread:index/applicationIdentifierUri:ApplicationIdentifierUri::mailgates-identifier-uri",
      inputs: { applicationId: unknown, identifierUri: unknown },
    },
  );
  expect(await analyzed([principal, uri])).toEqual([]);
});

test("a policy carries its severity, its remedy and its rule's heading in docs/rules.md, as the SDK has them", () => {
  const facts = (policy: string) => {
    const { severity, remediationSteps, url } = all.find(({ name }) => name === policy) ?? {};
    return { severity, remediationSteps, url };
  };
  expect(facts("multi-tenant")).toEqual({
    severity: "high",
    remediationSteps: multiTenant.remedy,
    url: "docs/rules.md#multi-tenant",
  });
  expect(facts("multi-tenant.warning")).toMatchObject({ severity: "medium", url: "docs/rules.md#multi-tenant" });
  expect(facts("redundant-permission.warning").remediationSteps).toBe(
    "Leave <subject> out; or leave <wider> out, if <subject> is enough.",
  );
  expect(facts("outside-integration").severity).toBe("critical");
});

test("every policy's url is a heading that docs/rules.md has", () => {
  const headings = new Set(rulesDocument().match(/(?<=^### ).*$/gm));
  expect(all.map(({ url }) => url?.split("docs/rules.md#")[1] ?? "").filter((name) => !headings.has(name))).toEqual([]);
});

test("a rule is a policy or says why only the review can judge by it", () => {
  const policyNames = new Set(all.map(({ name }) => ruleOf(name)));
  for (const rule of rules)
    expect([rule.name, rule.pack === "none" ? rule.becauseReview !== "" : policyNames.has(rule.name)]).toEqual([
      rule.name,
      true,
    ]);
});

test("the policies are resource policies, each of its own name", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.every((policy) => "validateResource" in policy && !("validateStack" in policy))).toBe(true);
});
