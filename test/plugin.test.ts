/**
 * The component provider: what its schema says to other languages, and what comes of a call.
 */
import { resolve } from "node:path";
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { tenantJsonSchema } from "../components/settings-json-schema.ts";
import { integrationProvider } from "../plugin/provider.ts";
import { inferredSchema } from "../plugin/schema.ts";
import { evaluate } from "../review/evaluate/index.ts";
import { deployer, servicenow, tenantId } from "./component-args.ts";

const schema = inferredSchema(resolve("plugin"));
const token = "m365:index:Integration";
const component = schema.resources[token];

/** The keys that the tenant's file knows of an integration, whatever its vendor. */
function keysOfTheFile(): string[] {
  const { definitions } = tenantJsonSchema() as {
    definitions: Record<string, { properties?: Record<string, unknown> }>;
  };
  const keys = new Set(Object.values(definitions).flatMap(({ properties }) => Object.keys(properties ?? {})));
  // An entry's parts are integrations by the time that a component is made of them.
  keys.delete("parts");
  return [...keys].sort();
}

describe("the schema that the SDK's analyzer infers", () => {
  test("names the one component by its token and nothing else", () => {
    expect(schema.name).toBe("m365");
    expect(Object.keys(schema.resources)).toEqual([token]);
    expect(component?.isComponent).toBe(true);
  });

  test("inputs are the keys of the tenant's file, and what the file says once for all integrations", () => {
    const fromTheTenant = ["disposable", "owners", "tenantId", "vault"];
    const inputs = Object.keys(component?.inputProperties ?? {}).sort();
    // What no vendor of the project asks, and a definition of one's own may: a client id or an ID URI left open, another issuer's word,
    // redirect URIs on several platforms.
    const ofOthers = ["clientId", "federated", "bothAlive", "identifierUri", "redirectUrisOn"];
    expect(inputs).toEqual([...new Set([...keysOfTheFile(), ...ofOthers, ...fromTheTenant])].sort());
    expect(component?.requiredInputs).toEqual(["owners", "tenantId", "vendor"]);
  });

  test("every input is plain and described: it is known, and a person can read what it is, before anything is deployed", () => {
    const named = (test: (property: { plain?: boolean; description?: string }) => boolean) =>
      Object.entries(component?.inputProperties ?? {}).flatMap(([name, property]) => (test(property) ? [name] : []));
    expect(named(({ plain }) => plain !== true)).toEqual([]);
    expect(named(({ description }) => !description)).toEqual([]);
  });

  test("outputs are flat; all but the application's id, which the vendor's own has none of, are always there; `secrets` is secret and nothing else is", () => {
    expect(component?.properties.applicationObjectId?.type).toBe("string");
    expect(component?.required).toEqual(["clientId", "credentials", "secrets", "servicePrincipalObjectId", "tenantId"]);
    expect(component?.properties.clientId?.type).toBe("string");
    expect(component?.properties.credentials).toMatchObject({
      type: "array",
      items: { $ref: "#/types/m365:index:CredentialOutputs" },
    });
    const secret = Object.entries(component?.properties ?? {}).flatMap(([name, property]) =>
      property.secret ? [name] : [],
    );
    expect(secret).toEqual(["secrets"]);
  });

  test("a credential has its thumbprints in every form, and a secret its three kinds of place", () => {
    expect(Object.keys(schema.types["m365:index:CredentialOutputs"]?.properties ?? {})).toEqual([
      "issued",
      "expires",
      "keyId",
      "certificatePem",
      "thumbprints",
      "vaultEntry",
      "keyElsewhere",
      "keyHolder",
    ]);
    expect(Object.keys(schema.types["m365:index:CredentialSecretOutputs"]?.properties ?? {})).toEqual([
      "kind",
      "value",
      "privateKeyPem",
      "id",
    ]);
  });
});

describe("a program of another language", () => {
  const provider = integrationProvider(JSON.stringify(schema));
  const construct = async (inputs: object, type = token) => {
    const result: { state?: pulumi.Inputs | undefined; error?: unknown } = {};
    const evaluation = await evaluate(
      async () => {
        const opts = { providers: { azuread: new azuread.Provider("entra", { tenantId }) } };
        try {
          result.state = (await provider.construct?.("servicenow", type, inputs, opts))?.state;
        } catch (error) {
          result.error = error;
        }
        return result.state;
      },
      { project: "incident-tools", stack: "dev" },
    );
    return { ...evaluation, ...result };
  };

  test("gets what the schema promises, and the component under the same URN as in TypeScript", async () => {
    const { state, registrations, outputs } = await construct(servicenow);
    expect(Object.keys(state ?? {}).sort()).toEqual(["applicationObjectId", ...(component?.required ?? [])]);
    expect(outputs).toMatchObject({ clientId: "client:servicenow-application", tenantId });
    expect(await pulumi.isSecret(state?.secrets)).toBe(true);
    expect(registrations.map(({ urn }) => urn)).toContain(
      "urn:pulumi:dev::incident-tools::m365:index:Integration::servicenow",
    );
  });

  test("is told every fault of its inputs at once, each beside its input, and makes nothing", async () => {
    const { error, registrations } = await construct({
      ...servicenow,
      owners: [{ servicePrincipal: deployer, user: deployer }],
      credentials: [{ issued: "2026-11-21", expires: "2026-02-30" }],
    });
    expect(pulumi.InputPropertiesError.isInstance(error)).toBe(true);
    expect((error as pulumi.InputPropertiesError).errors.map(({ propertyPath }) => propertyPath)).toEqual([
      "owners[0]",
      "credentials[0].expires",
    ]);
    expect(registrations.filter(({ type }) => type.startsWith("m365:"))).toEqual([]);
  });

  test("is told that the package has no other resource", async () => {
    const { error } = await construct(servicenow, "m365:index:Vendor");
    expect(String(error)).toContain("unknown resource type m365:index:Vendor; the package has m365:index:Integration");
  });
});
