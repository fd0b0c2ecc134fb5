/** The JSON Schema of the tenant's file for editors, made of the zod schemas that check it. */
import { z } from "zod";
import type { VendorDefinition } from "./definition.ts";
import { type EditorHints, hintDefinition } from "./editor-hint.ts";
import { identifierUriHints } from "./identifier-uri.ts";
import { integrationNameHints } from "./integration-name.ts";
import { addressHints } from "./mail-address.ts";
import { idHints } from "./object-id.ts";
import { keysOfAPart } from "./parts.ts";
import { permissionsId } from "./permission-inputs.ts";
import { hostHints, instanceHints } from "./redirect-inputs.ts";
import { redirectUriHints, uriWithoutPathHints } from "./redirect-uri.ts";
import { conditionDefinitions, fileConditions } from "./settings-conditions.ts";
import { anyOf, definitions, fileOf, namedSchema, tenantSchema, vendorSchemas } from "./settings-schema.ts";
import { textHints } from "./settings-values.ts";
import { domainHints } from "./tenant-keys.ts";
import { vaultHints } from "./vault-id.ts";
import { dayHints, issueHints } from "./written-day.ts";

const allHints: readonly EditorHints[] = [
  idHints,
  dayHints,
  issueHints,
  textHints,
  addressHints,
  integrationNameHints,
  instanceHints,
  redirectUriHints,
  uriWithoutPathHints,
  identifierUriHints,
  hostHints,
  domainHints,
  vaultHints,
];

/** As zod makes it. */
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A whole document: what others refer to stands under its id. */
export interface JsonSchemaDocument {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** The id of the definition that names every vendor. */
export const vendorsId = "Vendors";

/** The vendor's word decides which keys there are, so that a wrong word is one fault and not the faults of each vendor. */
function byItsWord(vendors: readonly string[]) {
  return ({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: JsonSchema }): void => {
    if (!(zodSchema instanceof z.ZodDiscriminatedUnion) || zodSchema.def.discriminator !== "vendor") return;
    delete jsonSchema.oneOf;
    jsonSchema.type = "object";
    jsonSchema.required = ["vendor"];
    jsonSchema.properties = { vendor: { $ref: `#/definitions/${vendorsId}` } };
    jsonSchema.allOf = vendors.map((vendor) => ({
      if: { properties: { vendor: { const: vendor } }, required: ["vendor"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then:
        vendor === "custom"
          ? { $ref: `#/definitions/${vendor}` }
          : {
              if: { required: ["parts"] },
              // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
              then: { $ref: `#/definitions/${linkedId(vendor)}` },
              else: { $ref: `#/definitions/${vendor}` },
            },
    }));
  };
}

/** What editors are told of a value, by the names that schemas refer to. */
export function hintDefinitions(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(allHints.map((hints) => [hints.name, hintDefinition(hints) as JsonSchema]));
}

/** A definition that stands in the tenant's file itself takes the inputs of any vendor; the definition says which. */
function inlineSchema(schemas: readonly JsonSchema[], definition: JsonSchema): JsonSchema {
  const properties = Object.assign({}, ...schemas.map((schema) => schema.properties)) as Record<string, JsonSchema>;
  const any = { type: "object" } as const;
  return {
    description: "A vendor of one's own, whose definition stands here",
    type: "object",
    properties: { ...properties, permissions: any, omits: any, vendor: { const: "custom" }, definition },
    required: ["vendor", "definition"],
    additionalProperties: false,
  };
}

function linkedId(vendor: string): string {
  return `${vendor} with parts`;
}

/** An entry of several linked applications, for editors: what each part has, and what it takes from the entry (parts.ts). */
function linkedSchema({ vendor, product }: VendorDefinition, { properties = {} }: JsonSchema): JsonSchema {
  const keys = Object.keys(properties as object).filter((key) => key !== "vendor");
  const refs = (of: readonly string[]) =>
    Object.fromEntries(of.map((key) => [key, { $ref: `#/definitions/${vendor}/properties/${key}` }]));
  return {
    type: "object",
    description: `Several linked applications of ${product}`,
    properties: {
      vendor: { $ref: `#/definitions/${vendor}/properties/vendor` },
      ...refs(keys.filter((key) => !keysOfAPart.includes(key))),
      parts: {
        type: "object",
        description:
          "Linked applications of the product, each by its name: an integration <entry>-<part> with credentials of its own. What stands beside `parts` is each part's too",
        minProperties: 1,
        additionalProperties: {
          type: "object",
          description: "One of the applications: its credentials, and whatever differs from the entry",
          properties: refs(keys),
          additionalProperties: false,
        },
      },
    },
    required: ["vendor", "parts"],
    additionalProperties: false,
  };
}

/**
 * The JSON Schema that editors use (draft 7, which the YAML language server reads).
 * @param own vendors of one's own that the checkout has as files
 * @param definition the schema of a definition, for `vendor: custom`, with what it refers to
 */
export function tenantJsonSchema(
  own: readonly VendorDefinition[] = [],
  definition?: JsonSchemaDocument & JsonSchema,
): JsonSchemaDocument {
  const words = [...definitions, ...own].map(({ vendor }) => vendor);
  const all = definition === undefined ? words : [...words, "custom"];
  const file = own.length === 0 ? tenantSchema : fileOf(anyOf([...vendorSchemas, ...own.map(namedSchema)]));
  const schema = z.toJSONSchema(file, { target: "draft-7", io: "input", override: byItsWord(all) });
  const named = { description: "The vendor, by the name of its definition", enum: all };
  // What zod was given an id for it puts there, each as a schema; its own type does not say so.
  const ids = schema.definitions as Readonly<Record<string, JsonSchema>>;
  const { definitions: inner = {}, $schema: _, ...inline } = definition ?? {};
  const linked = Object.fromEntries(
    [...definitions, ...own].map((one) => [linkedId(one.vendor), linkedSchema(one, ids[one.vendor] ?? {})]),
  );
  return {
    ...schema,
    ...(definition && { allOf: fileConditions([...definitions, ...own]) }),
    definitions: {
      ...inner,
      ...ids,
      ...linked,
      ...hintDefinitions(),
      ...conditionDefinitions(permissionsId),
      ...(definition && {
        Definition: inline,
        custom: inlineSchema(
          words.map((word) => ids[word] ?? {}),
          { $ref: "#/definitions/Definition" },
        ),
      }),
      [vendorsId]: named,
    },
  };
}
