/**
 * The package's schema, inferred from the component's types by the SDK's own analyzer.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
// Not in the SDK's exported types; the SDK is pinned exactly, and test/plugin.test.ts fails when these move.
const { Analyzer } = require("@pulumi/pulumi/provider/experimental/analyzer") as {
  Analyzer: new (
    directory: string,
    name: string,
    manifest: object,
    components: ReadonlySet<string>,
  ) => {
    analyze(): { components: object; typeDefinitions: object; dependencies: readonly object[] };
  };
};
const { generateSchema } = require("@pulumi/pulumi/provider/experimental/schema") as {
  generateSchema(name: string, version: string, description: string, ...parts: unknown[]): PackageSchema;
};

/** A property of a schema; `plain`: its value must be known before anything is deployed. */
export interface PropertySchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: PropertySchema;
  readonly additionalProperties?: PropertySchema;
  readonly plain?: boolean;
  readonly secret?: boolean;
  readonly description?: string;
}

interface ComponentSchema {
  readonly description?: string;
  readonly isComponent: boolean;
  readonly inputProperties: Readonly<Record<string, PropertySchema>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
}

/** The parts of a package's schema that the analyzer writes. */
export interface PackageSchema {
  readonly name: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, ComponentSchema>>;
  readonly types: Readonly<Record<string, { readonly properties: Readonly<Record<string, PropertySchema>> }>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** A TypeScript type cannot say that an output is secret: the component makes it so, and here the schema says it. */
const secretOutputs: readonly string[] = ["secrets"];

function withSecrets(component: ComponentSchema): ComponentSchema {
  const properties = Object.entries(component.properties).map(
    ([name, property]) => [name, secretOutputs.includes(name) ? { ...property, secret: true } : property] as const,
  );
  return { ...component, properties: Object.fromEntries(properties) };
}

/**
 * Infers the schema of the plugin in `directory`.
 * @throws in the analyzer's words for a type that not every language has
 */
export function inferredSchema(directory: string): PackageSchema {
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
  const { name, version, description } = manifest;
  const { components, typeDefinitions, dependencies } = new Analyzer(
    directory,
    name,
    manifest,
    new Set(["Integration"]),
  ).analyze();
  const schema = generateSchema(name, version, description, components, typeDefinitions, dependencies);
  const resources = Object.entries(schema.resources).map(([token, found]) => [token, withSecrets(found)] as const);
  return { ...schema, resources: Object.fromEntries(resources) };
}
