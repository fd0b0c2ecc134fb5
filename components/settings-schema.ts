/**
 * The shape of the tenant's file, as zod schemas built from the vendor definitions: each vendor takes the inputs that
 * its page asks of the customer and no others. The JSON Schema for editors comes from the same schemas (settings-json-schema.ts).
 */
import { z } from "zod";
import { credentialInputs, ofScheduled } from "./credential-inputs.ts";
import type { VendorDefinition } from "./definition.ts";
import { hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { identifierUriFault, identifierUriHints, takesAnyName } from "./identifier-uri.ts";
import { integrationNameHints } from "./integration-name.ts";
import { addressFault, addressHints } from "./mail-address.ts";
import { nearest } from "./nearest.ts";
import { idFault, idHints, isId, normalId } from "./object-id.ts";
import { addableChoice, omittableChoice, permissionsSchema } from "./permission-inputs.ts";
import { redirectInputs } from "./redirect-inputs.ts";
import { appRoleInput, roleInput } from "./role-inputs.ts";
import { ruleNames } from "./rule-names.ts";
import { seeing } from "./settings-conditions.ts";
import {
  checked,
  day,
  groupId,
  integrationName,
  serviceReference,
  text,
  unique,
  userId,
  wordOf,
} from "./settings-values.ts";
import { tenantKeys } from "./tenant-keys.ts";
import { vaultFault, vaultHints } from "./vault-id.ts";
import { forEditors } from "./vendor-conditions.ts";
import { vendors } from "./vendors/index.ts";

export const definitions: readonly VendorDefinition[] = Object.values(vendors);

/** The id of the definition that names every rule of the review. */
export const rulesId = "Rules of the review";

/** What is wrong with a rule's name. */
function ruleFault(rule: unknown): string | undefined {
  if (typeof rule !== "string") return undefined;
  const meant = nearest(rule, ruleNames);
  return `${shown(rule)} is not a rule of the review; ${meant ? `did you mean ${meant}?` : "docs/rules.md lists them"}`;
}

/** A rule's name. */
export const ruleName = z
  .enum(ruleNames, { error: ({ input }) => ruleFault(input) })
  .meta({ id: rulesId, description: "The rule's name, as the review prints it" });

const exception = z.strictObject({
  rule: ruleName,
  subject: z
    .string()
    .meta(seeing.subject)
    .transform((subject) => (isId(subject) ? normalId(subject) : subject))
    .optional()
    .describe("The permission, role, URI, mailbox, owner or credential it is about, exactly"),
  reason: text(500).optional().describe("Why; may be left out where the vendor's page itself demands it"),
  until: day.describe("The first day on which the exception no longer counts"),
});

const address = checked(z.string().meta(hinted(addressHints)), addressFault).describe("Its mail address: name@domain");

/** A mailbox on which Exchange gives the vendor its roles. */
const limitedMailbox = z.strictObject({ address });

const mailbox = z.strictObject({
  address,
  receive: z.boolean().describe("Mail is fetched from it"),
  sendAs: z.boolean().describe("Mail is sent from an address of its own"),
});

const common = {
  displayName: text(120).optional().describe("The application's name in the portal; the product's name when left out"),
  purpose: text(300).optional().describe("What it is for; stands in the application's notes"),
  contact: text(200).optional().describe("Who to ask; stands in the application's notes"),
  ticket: text(100).optional().describe("The request it came with; stands in the application's notes"),
  serviceManagementReference: serviceReference
    .optional()
    .describe(
      "The application's entry in your register of services or assets (Service Tree, CMDB), where the tenant demands one (ServiceManagementReference); `tenant.serviceManagementReference` when left out",
    ),
  secretReader: text(200)
    .optional()
    .describe("Who may read the credential and hands it over: a person or a team; stands on the hand-over sheet"),
  signsIn: z
    .array(userId)
    .min(1)
    .meta(unique)
    .optional()
    .describe(
      "Object ids of the users who may sign in; everyone when this and `signsInGroups` are left out. In an integration that runs, first with `stillOpen: true`",
    ),
  signsInGroups: z
    .array(groupId)
    .min(1)
    .meta(unique)
    .optional()
    .describe(
      "Object ids of the groups whose direct members may sign in. Needs Entra ID P1; members of a group inside a group do not count; scopes stay granted for everyone",
    ),
  stillOpen: z
    .literal(true)
    .optional()
    .describe(
      "Those of `signsIn`, `signsInGroups` and `appRoles` are assigned, and everyone may still sign in: the first of the two changes that close an integration that runs. The second removes this line",
    ),
  suspended: z
    .strictObject({ since: day, reason: text(300).describe("Why, for readers of the file and of the review") })
    .optional()
    .describe("The kill switch: no new tokens while this stands"),
  leaving: z
    .literal(true)
    .optional()
    .describe("Lifts the protection and nothing else; the integration itself goes in a later change (docs/leaving.md)"),
  formerly: z
    .union([integrationName.transform((name) => [name]), z.array(integrationName).min(1).meta(unique)])
    .optional()
    .describe("Former names, oldest first: a rename that keeps the client id. The line stays for ever"),
  emergency: z
    .strictObject({ reason: text(300).describe("Why, for readers of the file and of the review") })
    .optional()
    .describe("Waives the overlap of credentials for one reviewed change"),
  exceptions: z
    .array(exception)
    .meta(unique)
    .optional()
    .describe("Findings of the review that are accepted, each until a day"),
};

/** Of the common keys those that speak of an application of one's own, or of its credentials. */
export const ownApplicationKeys: readonly string[] = [
  "displayName",
  "serviceManagementReference",
  "secretReader",
  "emergency",
  "credentials",
];

/** The id of the vendor's application, for which people paste the link that asks for consent. */
function clientIdFault(text: string): string | undefined {
  const [, pasted = ""] = /[?&]client_id=([^&#\s]+)/i.exec(text) ?? [];
  if (isId(pasted))
    return `${shown(text)} is the link that asks for consent; write its client_id alone: ${normalId(pasted)}`;
  return idFault(text, "the vendor's application id (Enterprise applications › … › Application ID)");
}

const vendorsClientId = checked(
  z.string().meta({
    description:
      "Application (client) id of the vendor's own application: `client_id` in the link that asks for consent, or Enterprise applications › … › Application ID. Never its object id",
    ...hinted(idHints),
  }),
  clientIdFault,
).transform(normalId);

/** The common keys of a definition, by whose the application is. */
function commonInputs(definition: VendorDefinition): Record<string, z.ZodType> {
  const { registration } = definition;
  const { exceptions, ...others } = common;
  if (registration === undefined) return { ...others, ...credentialInputs(definition), exceptions };
  const kept = Object.entries(common).filter(([key]) => !ownApplicationKeys.includes(key));
  return { ...(registration.clientId === undefined && { clientId: vendorsClientId }), ...Object.fromEntries(kept) };
}

/** The mailboxes, by the way in which the vendor comes to them. */
function mailboxInput({ mailboxes }: VendorDefinition): Record<string, z.ZodType> {
  if (mailboxes === undefined) return {};
  if (mailboxes === true)
    return { mailboxes: z.array(mailbox).min(1).meta(unique).describe("The mailboxes the vendor works with") };
  const limited = Object.values(mailboxes.limits).flatMap((kinds) => [...(kinds?.application ?? [])]);
  const listed = z
    .array(limitedMailbox)
    .min(1)
    .meta(unique)
    .describe(
      `The only mailboxes the vendor reaches: ${limited.join(", ")} become roles in Exchange for these${mailboxes.always ? "" : "; without this line they are granted for every mailbox"}`,
    );
  return { mailboxes: mailboxes.always ? listed : listed.optional() };
}

/** The application's ID URI, where the page leaves it to the customer. */
function identifierUriInput({ product, exposes, audience, narrowerAudience }: VendorDefinition) {
  if (exposes?.identifierUri?.from !== "identifierUri") return {};
  // The narrower audience takes what the wider one refuses; which is chosen stands elsewhere in the file (settings-rules.ts).
  const anyName = takesAnyName(exposes.accessTokenVersion, narrowerAudience ?? audience);
  return {
    identifierUri: checked(z.string().meta(hinted(identifierUriHints)), (uri) =>
      identifierUriFault(uri, { writtenIn: "tenant", anyName }),
    ).describe(
      `The Application ID URI, by which tokens of ${product} are asked for: api://<a verified domain>/{clientId}; {clientId} and {tenantId} are filled in`,
    ),
  };
}

/** The inputs of one vendor, beyond the common ones. */
export function inputsOf(definition: VendorDefinition): Record<string, z.ZodType> {
  const addable = addableChoice(definition);
  const omittable = omittableChoice(definition);
  const { permissionSets } = definition;
  const empty = Object.keys(definition.permissions).length === 0 && permissionSets === undefined;
  const added = addable && permissionsSchema(addable).describe("Permissions beyond those the page asks of everybody");
  return {
    ...redirectInputs(definition),
    ...identifierUriInput(definition),
    ...(permissionSets && { permissionSet: wordOf(permissionSets, "permission set") }),
    ...(added && { permissions: empty ? added : added.optional() }),
    ...(omittable && {
      omits: permissionsSchema(omittable).optional().describe("Permissions of the page that are not needed here"),
    }),
    ...mailboxInput(definition),
    ...roleInput(definition),
    ...appRoleInput(definition),
    ...(definition.narrowerAudience && {
      audience: z
        .enum(["single", "multiple"])
        .optional()
        .describe("single: this tenant alone; multiple: as the vendor's page says"),
    }),
  };
}

function vendorSchema(definition: VendorDefinition) {
  return z.strictObject({
    vendor: z.literal(definition.vendor),
    ...commonInputs(definition),
    ...inputsOf(definition),
  });
}

export function namedSchema(definition: VendorDefinition) {
  return vendorSchema(definition).meta({
    id: definition.vendor,
    description: `${definition.product}: ${definition.serves.en}`,
    ...forEditors(definition),
  });
}

/** One schema a vendor. */
export const vendorSchemas = definitions.map(namedSchema);

type VendorSchema = (typeof vendorSchemas)[number];

export function anyOf(schemas: readonly VendorSchema[]) {
  return z.discriminatedUnion("vendor", schemas as unknown as [VendorSchema, ...VendorSchema[]]);
}

const anyVendor = anyOf(vendorSchemas);

/** Of a vendor whose definition has faults, which inputs it takes is not known: what every vendor takes is checked. */
function commonSchema(vendor: string): VendorSchema {
  const credentials = z.array(z.looseObject(ofScheduled)).optional();
  return z.looseObject({ vendor: z.literal(vendor), ...common, credentials }) as unknown as VendorSchema;
}

const vault = checked(z.string().meta(hinted(vaultHints)), vaultFault)
  .optional()
  .describe("Resource id of the Key Vault that keeps the credentials");

export function fileOf(integration: typeof anyVendor) {
  return z.strictObject({
    tenant: z.strictObject(tenantKeys).describe("The tenant, and who answers for its applications"),
    vault,
    // The name is not checked as the key's schema: zod would pass over what stands under a wrong name.
    integrations: z
      .record(z.string(), integration)
      .meta({ propertyNames: hinted(integrationNameHints) })
      .describe("Each product's access, by a name of one's own that begins the name of every resource for ever"),
  });
}

/** The whole file. */
export const tenantSchema = fileOf(anyVendor);

/**
 * The whole file of a tenant that names vendors of its own.
 * @param own their definitions, by the word in `vendor`; undefined where a definition has faults
 */
export function tenantSchemaWith(own: ReadonlyMap<string, VendorDefinition | undefined>): typeof tenantSchema {
  if (own.size === 0) return tenantSchema;
  const schemas = [...own].map(([vendor, definition]) =>
    definition === undefined ? commonSchema(vendor) : vendorSchema(definition),
  );
  return fileOf(anyOf([...vendorSchemas, ...schemas]));
}

function singleOf(integration: typeof anyVendor | ReturnType<typeof vendorSchema>) {
  const { domain: _, ...tenant } = tenantKeys;
  return z.strictObject({ tenant: z.strictObject(tenant), vault, integrations: z.record(z.string(), integration) });
}

const singleSchema = singleOf(anyVendor);

const ownSchemas = new WeakMap<VendorDefinition, ReturnType<typeof singleOf>>();

/**
 * One integration by itself: the file's shape without the domain, which only the sheets need.
 * @param own a definition that is not among the project's vendors
 */
export function integrationSchema(own: VendorDefinition | undefined): ReturnType<typeof singleOf> {
  if (own === undefined) return singleSchema;
  const schema = ownSchemas.get(own) ?? singleOf(vendorSchema(own));
  ownSchemas.set(own, schema);
  return schema;
}
