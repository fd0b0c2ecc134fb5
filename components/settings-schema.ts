/**
 * The shape of the tenant's file, as zod schemas built from the vendor definitions: each vendor takes the inputs that
 * its page asks of the customer and no others. The JSON Schema for editors comes from the same schemas.
 */
import { z } from "zod";
import { isDay, issueDay } from "./dates.ts";
import type { VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { type ApiName, apiNames, type Kind, permissionFault, permissionNames } from "./permissions.ts";
import { redirectUriFault } from "./redirect-uri.ts";
import { directoryRoleFault, directoryRoleNames } from "./roles.ts";
import { looksSecret } from "./secret-shapes.ts";
import { integrationNameFault } from "./settings-rules.ts";
import { vendors } from "./vendors/index.ts";

const definitions: readonly VendorDefinition[] = Object.values(vendors);

/** A check whose sentence is the fault's message; `undefined` passes. */
function checked<T extends z.ZodType>(schema: T, fault: (value: z.output<T>) => string | undefined) {
  return schema.superRefine((value, context) => {
    const message = fault(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}

const guid = checked(z.string(), (text) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? undefined
    : `${shown(text)} is not an id; write it as 8-4-4-4-12 hex digits`,
).describe("An object id: 8-4-4-4-12 hex digits");

const day = checked(z.string().meta({ format: "date" }), (text) =>
  isDay(text) ? undefined : `${shown(text)} is not a day that exists; write YYYY-MM-DD`,
).describe("A day in UTC, YYYY-MM-DD");

/** Text that lands in the portal, in logs and in the state: never a credential. */
function text(longest: number) {
  return checked(z.string(), (value) => {
    if (value.trim() === "") return "is empty; write it or leave the key out";
    if (value.length > longest) return `has ${value.length} characters; at most ${longest}`;
    if (/\p{Cc}/u.test(value)) return `${shown(value)} holds a control character; write plain text on one line`;
    if (looksSecret(value))
      return "has the shape of a secret; secrets never stand in this file. Revoke it if it is real";
    return undefined;
  });
}

const ofOwner = {
  name: text(100).optional().describe("Who it is, for readers of the file and of the review"),
  deploys: z.literal(true).optional().describe("This one runs `pulumi up`; at most one owner does"),
};

const owner = z.union(
  [guid, z.strictObject({ servicePrincipal: guid, ...ofOwner }), z.strictObject({ user: guid, ...ofOwner })],
  {
    error:
      "is not an owner; write an object id, `servicePrincipal: <object id>` or `user: <object id>`, the latter two with `deploys: true` for the one that deploys",
  },
);

const scheduled = checked(
  z.strictObject({
    issued: checked(z.string(), (value) =>
      isDay(issueDay(value)) && /^[a-z]?$/.test(value.slice(10))
        ? undefined
        : `${shown(value)} is not a day that exists; write YYYY-MM-DD, with a letter for a second one on that day (2026-11-21b)`,
    ).describe("Day of issue in UTC; a second credential on one day gets a letter: 2026-11-21b"),
    expires: day.describe("The first day on which the credential is dead, in UTC"),
    confirmed: day.optional().describe("The day a person saw the vendor use it everywhere it is typed"),
    confirmations: z
      .array(z.strictObject({ place: text(300), on: day, by: text(100) }))
      .min(1)
      .optional()
      .describe("Who saw it in use where, a place an entry; `./integrations rotate --confirm` writes it"),
  }),
  ({ issued, expires, confirmed }) => {
    if (!isDay(issueDay(issued)) || !isDay(expires)) return undefined;
    if (expires <= issueDay(issued)) return `expires ${expires} is not after issued ${issued}`;
    if (confirmed !== undefined && confirmed < issueDay(issued))
      return `confirmed ${confirmed} is before issued ${issued}`;
    return undefined;
  },
);

const exception = z.strictObject({
  rule: z.string().describe("The rule's name, as the review prints it"),
  subject: z
    .string()
    .optional()
    .describe("The permission, role, URI, mailbox, owner or credential it is about, exactly"),
  reason: text(500).optional().describe("Why; may be left out where the vendor's page itself demands it"),
  until: day.describe("The first day on which the exception no longer counts"),
});

const mailbox = z.strictObject({
  address: checked(z.string(), (value) =>
    /^[^\s@'"`]+@[^\s@'"`]+\.[^\s@'"`]+$/.test(value)
      ? undefined
      : `${shown(value)} is not a mail address; write name@domain`,
  ),
  receive: z.boolean().describe("Mail is fetched from it"),
  sendAs: z.boolean().describe("Mail is sent from an address of its own"),
});

const integrationName = checked(z.string(), integrationNameFault);

const common = {
  displayName: text(120).optional().describe("The application's name in the portal; the product's name when left out"),
  purpose: text(300).optional().describe("What it is for; stands in the application's notes"),
  contact: text(200).optional().describe("Who to ask; stands in the application's notes"),
  ticket: text(100).optional().describe("The request it came with; stands in the application's notes"),
  secretReader: text(200)
    .optional()
    .describe("Who may read the credential and hands it over: a person or a team; stands on the hand-over sheet"),
  signsIn: z
    .array(guid)
    .min(1)
    .optional()
    .describe(
      "Object ids of the users who may sign in; everyone when this and `signsInGroups` are left out. In an integration that runs, first with `stillOpen: true`",
    ),
  signsInGroups: z
    .array(guid)
    .min(1)
    .optional()
    .describe(
      "Object ids of the groups whose direct members may sign in. Needs Entra ID P1; members of a group inside a group do not count; scopes stay granted for everyone",
    ),
  stillOpen: z
    .literal(true)
    .optional()
    .describe(
      "Those of `signsIn` and `signsInGroups` are assigned, and everyone may still sign in: the first of the two changes that close an integration that runs. The second removes this line",
    ),
  suspended: z
    .strictObject({ since: day, reason: text(300) })
    .optional()
    .describe("The kill switch: no new tokens while this stands"),
  leaving: z
    .literal(true)
    .optional()
    .describe("Lifts the protection and nothing else; the integration itself goes in a later change (docs/leaving.md)"),
  formerly: z
    .union([integrationName.transform((name) => [name]), z.array(integrationName).min(1)])
    .optional()
    .describe("Former names, oldest first: a rename that keeps the client id. The line stays for ever"),
  emergency: z
    .strictObject({ reason: text(300) })
    .optional()
    .describe("Waives the overlap of credentials for one reviewed change"),
  // Whether it may be empty depends on the keys beside it: settings-rules.ts.
  credentials: z
    .array(scheduled)
    .optional()
    .describe(
      "One credential a line, oldest first; the newest is handed over. None only where `suspended` or `leaving` stands",
    ),
  exceptions: z.array(exception).optional().describe("Findings of the review that are accepted, each until a day"),
};

/** Names of one API and kind. The full lists are shared, so that the JSON Schema holds each of them once. */
const allNames = new Map<string, z.ZodType>();

function names(api: ApiName, kind: Kind, only?: readonly string[]) {
  const allowed = only ?? permissionNames(api, kind);
  const id = `${kind === "delegated" ? "Delegated scopes" : "App roles"} of ${api}`;
  const known = only ? undefined : allNames.get(id);
  if (known) return z.array(known).min(1);
  const name = z.enum(allowed as [string, ...string[]], {
    error: ({ input }) =>
      permissionFault(api, kind, String(input)) ??
      `${shown(input)} is not a choice here; allowed: ${allowed.join(", ")}`,
  });
  if (only) return z.array(name).min(1);
  const named = name.meta({ id });
  allNames.set(id, named);
  return z.array(named).min(1);
}

type Choice = {
  readonly [A in ApiName]?: {
    readonly delegated?: readonly string[] | "any";
    readonly application?: readonly string[] | "any";
  };
};

function permissionsSchema(choice: Choice) {
  const apis = (Object.keys(choice) as ApiName[]).map((api) => {
    const kinds = (["delegated", "application"] as const).filter(
      (kind) => choice[api]?.[kind] && permissionNames(api, kind).length > 0,
    );
    const shape = Object.fromEntries(
      kinds.map((kind) => {
        const allowed = choice[api]?.[kind];
        return [kind, names(api, kind, allowed === "any" ? undefined : allowed).optional()] as const;
      }),
    );
    return [api, z.strictObject(shape).optional()] as const;
  });
  return z.strictObject(Object.fromEntries(apis));
}

/** Whatever `addable` opens, as a choice per API and kind. */
function addableChoice(definition: VendorDefinition): Choice | undefined {
  const { addable } = definition;
  if (!addable) return undefined;
  if ("only" in addable) return addable.only as Choice;
  return Object.fromEntries(
    addable.any.map(({ api, kinds }) => [api, Object.fromEntries(kinds.map((kind) => [kind, "any"]))]),
  );
}

function redirectInputs(definition: VendorDefinition) {
  const asked = definition.redirectUris;
  switch (asked.from) {
    case "nowhere":
      return {};
    case "instances":
      return {
        instances: z
          .array(
            checked(z.string(), (name) =>
              /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
                ? undefined
                : `${shown(name)} is not an instance's name; write the first part of its host (contosodev)`,
            ),
          )
          .min(1, "names no instance; at least 1 is asked")
          .describe(`The customer's instances; each gives ${asked.template}`),
      };
    case "redirectUris": {
      const { min, max } = asked;
      const count = min === max ? `${min}` : `${min} to ${max}`;
      const uris = checked(
        z.array(
          checked(z.string(), (uri) => {
            const fault = redirectUriFault(uri);
            return fault && `${shown(uri)} ${fault}`;
          }),
        ),
        (list) =>
          list.length < min || list.length > max
            ? `holds ${list.length} redirect ${list.length === 1 ? "URI" : "URIs"}; ${definition.product}'s page asks for ${count}`
            : undefined,
      ).describe(`Redirect URIs (web): ${count}`);
      return { redirectUris: min === 0 ? uris.optional() : uris };
    }
  }
}

const directoryRole = z
  .enum(directoryRoleNames() as [string, ...string[]], { error: ({ input }) => directoryRoleFault(String(input)) })
  .meta({ id: "Entra directory roles" });

/** The inputs of one vendor, beyond the common ones. */
function inputsOf(definition: VendorDefinition): Record<string, z.ZodType> {
  const addable = addableChoice(definition);
  const empty = Object.keys(definition.permissions).length === 0;
  const added = addable && permissionsSchema(addable).describe("Permissions beyond those the page asks of everybody");
  return {
    ...redirectInputs(definition),
    ...(added && { permissions: empty ? added : added.optional() }),
    ...(definition.omittable && {
      omits: permissionsSchema(definition.omittable as Choice)
        .optional()
        .describe("Permissions of the page that are not needed here"),
    }),
    ...(definition.mailboxes && { mailboxes: z.array(mailbox).min(1).describe("The mailboxes the vendor works with") }),
    ...(definition.directoryRoles && {
      directoryRoles: z.array(directoryRole).min(1).describe("Entra directory roles of the service principal"),
    }),
    ...(definition.narrowerAudience && {
      audience: z
        .enum(["single", "multiple"])
        .optional()
        .describe("single: this tenant alone; multiple: as the vendor's page says"),
    }),
  };
}

/** `endingFault` of settings-rules.ts for editors: without one of the keys that end an integration it needs credentials. */
const needsCredentials = {
  if: { not: { anyOf: [{ required: ["suspended"] }, { required: ["leaving"] }] } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { required: ["credentials"], properties: { credentials: { minItems: 1 } } },
};

function vendorSchema(definition: VendorDefinition) {
  return z.strictObject({ vendor: z.literal(definition.vendor), ...common, ...inputsOf(definition) });
}

const vendorSchemas = definitions.map((definition) =>
  vendorSchema(definition).meta({
    id: definition.vendor,
    description: `${definition.product}: ${definition.serves.en}`,
    ...needsCredentials,
  }),
);

const anyVendor = z.discriminatedUnion(
  "vendor",
  vendorSchemas as unknown as [(typeof vendorSchemas)[number], ...typeof vendorSchemas],
);

const tenantKeys = {
  id: guid.describe("The tenant's id; credentials of any other tenant are refused"),
  domain: checked(z.string(), (value) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value)
      ? undefined
      : `${shown(value)} is not a domain; write contoso.onmicrosoft.com`,
  ),
  owners: z
    .array(owner)
    .min(1)
    .describe("Owners of every application and its principal (object ids); the one that deploys is marked"),
  longestSecret: z
    .strictObject({
      days: z.int().min(1).describe("The most days from `issued` to `expires`"),
      since: day.optional().describe("The first `issued` that it binds; every one when left out"),
    })
    .optional()
    .describe("The tenant's app management policy on the lifetime of client secrets: Entra refuses longer ones"),
  disposable: z.boolean().optional().describe("A sandbox: nothing is protected. Never in a real one"),
};

const vault = checked(z.string(), (value) =>
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/i.test(value)
    ? undefined
    : `${shown(value)} is not a Key Vault's resource id; copy it from the vault's Properties (/subscriptions/…/vaults/<name>)`,
)
  .optional()
  .describe("Resource id of the Key Vault that keeps the credentials");

/** The whole file. */
export const tenantSchema = z.strictObject({
  tenant: z.strictObject(tenantKeys),
  vault,
  // The name is not checked as the key's schema: zod would pass over what stands under a wrong name.
  integrations: z.record(z.string(), anyVendor),
});

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

/** The JSON Schema that editors use (draft 7, which the YAML language server reads). */
export function tenantJsonSchema(): object {
  return z.toJSONSchema(tenantSchema, { target: "draft-7", io: "input" });
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data);
}

/** Keys that the object at a path may have, for the nearest match of an unknown one. */
function knownKeys(schema: z.ZodType, data: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional) return knownKeys(schema.unwrap() as z.ZodType, data, path);
  if (schema instanceof z.ZodPipe) return knownKeys(schema.in as z.ZodType, data, path);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const vendor = (data as { vendor?: unknown } | undefined)?.vendor;
    const option = vendorSchemas.find((candidate) => candidate.shape.vendor.value === vendor);
    return option ? knownKeys(option, data, path) : [];
  }
  const [key, ...rest] = path;
  if (schema instanceof z.ZodObject)
    return key === undefined
      ? Object.keys(schema.shape)
      : knownKeys(schema.shape[String(key)] as z.ZodType, valueAt(data, [key]), rest);
  if (key === undefined) return [];
  if (schema instanceof z.ZodRecord) return knownKeys(schema.valueType as z.ZodType, valueAt(data, [key]), rest);
  if (schema instanceof z.ZodArray) return knownKeys(schema.element as z.ZodType, valueAt(data, [key]), rest);
  return [];
}

/** Keys that had another name before the file was used by anybody. */
const formerKeys: Readonly<Record<string, string>> = { accepts: "exceptions", of: "subject" };

function unknownKey(key: string, path: readonly PropertyKey[], data: unknown, within: Within): string {
  const { schema, more } = within;
  const known = [...knownKeys(schema, data, path), ...(path.length === 2 ? more : [])];
  const meant = nearest(key, known);
  const now = formerKeys[key];
  if (now !== undefined && known.includes(now)) return `is called \`${now}\` now; rename it`;
  const isIntegration = path.length === 2 && path[0] === "integrations";
  const takers = isIntegration
    ? definitions.filter((definition) => key in inputsOf(definition)).map(({ vendor }) => vendor)
    : [];
  if (isIntegration && takers.length > 0)
    return `is not asked by the page of ${shown(valueAt(data, [...path, "vendor"]))}; only ${takers.join(", ")} take it. Remove it`;
  const apis: readonly string[] = apiNames();
  const permission = path.length >= 3 && (path[2] === "permissions" || path[2] === "omits");
  if (permission && path.length === 3 && !apis.includes(key))
    return permissionFault(key, "application", "") ?? "is not an API";
  const hint = meant ? `did you mean ${meant}? ` : "";
  return `is not a key here; ${hint}Allowed: ${known.join(", ")}`;
}

function typeName(value: unknown): string {
  if (value === null) return "nothing";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "a map" : shown(value);
}

const wanted: Readonly<Record<string, string>> = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  boolean: "true or false",
};

function sentence(issue: z.core.$ZodIssue, data: unknown): string {
  const value = valueAt(data, issue.path);
  if (issue.code === "invalid_type") {
    if (value === undefined) return "is missing";
    const next = value === null ? "; write it or leave the key out" : "";
    return `${typeName(value)} stands where ${wanted[issue.expected] ?? issue.expected} is expected${next}`;
  }
  if (issue.code === "invalid_union" && issue.path.at(-1) === "vendor") {
    if (value === undefined) return `is missing; one of ${Object.keys(vendors).join(", ")}`;
    const meant = typeof value === "string" ? nearest(value, Object.keys(vendors)) : undefined;
    return `${shown(value)} is not a vendor; ${meant ? `did you mean ${meant}? ` : ""}Known: ${Object.keys(vendors).join(", ")}`;
  }
  if (issue.code === "too_small") return `is empty; at least ${issue.minimum} is needed`;
  if (issue.code === "invalid_value" && issue.message.startsWith("Invalid"))
    return `${shown(value)} is not allowed; one of ${issue.values.map(String).join(", ")}`;
  return issue.message;
}

interface Within {
  readonly schema: z.ZodType;
  /** Keys that an integration has in the caller's form beside those of the schema. */
  readonly more: readonly string[];
}

/** Every issue of zod as a fault in words. */
export function faultsOf(
  error: z.ZodError,
  data: unknown,
  within: Within = { schema: tenantSchema, more: [] },
): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, issue.path, data, within) }));
    return [{ path, message: sentence(issue, data) }];
  });
}
