/**
 * azure-native:keyvault:Secret over Azure Resource Manager (2024-11-01). The service takes the value and never gives it back.
 * Deletion goes to the same address: the real provider uses the vault's own host for it, which a loopback tenant has not.
 */
import { withContext } from "../azuread/call.ts";
import type { Live, Made, ResourceKind } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";
import { ServiceError } from "../service-error.ts";
import { parseSecretId, secretId } from "./secret-id.ts";
import type { Subscription } from "./subscription.ts";

const apiVersion = { "api-version": "2024-11-01" };
const locatedBy = ["resourceGroupName", "vaultName", "secretName"];

/** The kind `azure-native:keyvault:Secret`. */
export const secret: ResourceKind<Subscription> = {
  type: "azure-native:keyvault:Secret",
  inputs: [...locatedBy, "properties", "tags"],
  // The real provider names a secret itself where `secretName` is left out; the stand-in wants it written.
  required: [...locatedBy, "properties"],
  forceNew: locatedBy,
  computed: ["azureApiVersion", "location", "name", "type"],
  secretOutputs: [],
  kept: [],
  sets: [],
  defaults: { "properties.attributes.enabled": true },
  compares: "inputs",
  openOutputs: ["properties"],
  asInputs,
  create,
  read,
  update: async (subscription, id, inputs) => put(subscription, id, inputs),
  delete: async ({ api }, id) => {
    const removing = api.remove(id, { query: apiVersion });
    // One that is gone already is what was wanted (azure-native: reportDeletionError).
    await withContext(`deleting ${id}`, removing).catch((cause: Error) => {
      if (!(cause.cause instanceof ServiceError && cause.cause.status === 404)) throw cause;
    });
  },
};

async function create(subscription: Subscription, inputs: Properties, made: Made): Promise<Live> {
  const id = secretId(subscription.id, inputs);
  const present = await withContext(`looking for ${id}`, subscription.api.find(id, { query: apiVersion }));
  if (present) throw new Error(`cannot create already existing resource '${id}'`);
  const live = await put(subscription, id, inputs);
  made(id);
  return live;
}

async function put(subscription: Subscription, id: string, inputs: Properties): Promise<Live> {
  const { properties } = inputs;
  const body = { properties: propertiesToArm(isObject(properties) ? properties : {}), tags: inputs.tags ?? {} };
  const written = await withContext(`writing ${id}`, subscription.api.put(id, { query: apiVersion, body }));
  return { id, outputs: fromArm(written) };
}

async function read({ api }: Subscription, id: string): Promise<Live | undefined> {
  parseSecretId(id);
  const found = await withContext(`reading ${id}`, api.find(id, { query: apiVersion }));
  return found && { id, outputs: fromArm(found) };
}

/** Attributes under the provider's names, and under Resource Manager's. */
const attributeNames = { enabled: "enabled", expires: "exp", notBefore: "nbf", created: "created", updated: "updated" };
const settableAttributes = ["enabled", "expires", "notBefore"];

function propertiesToArm(properties: Properties): Properties {
  const { value, contentType, attributes } = properties;
  const given = isObject(attributes) ? attributes : {};
  return {
    ...(value !== undefined && { value }),
    ...(contentType !== undefined && { contentType }),
    attributes: renamed(
      given,
      Object.fromEntries(settableAttributes.map((name) => [name, attributeNames[name as keyof typeof attributeNames]])),
    ),
  };
}

function fromArm(resource: Properties): Properties {
  const properties = isObject(resource.properties) ? resource.properties : {};
  const attributes = isObject(properties.attributes) ? properties.attributes : {};
  const names = Object.fromEntries(Object.entries(attributeNames).map(([name, armName]) => [armName, name]));
  const { attributes: _, value: __, ...rest } = properties;
  return {
    azureApiVersion: apiVersion["api-version"],
    location: resource.location ?? "",
    name: resource.name ?? "",
    type: resource.type ?? "",
    tags: isObject(resource.tags) ? resource.tags : {},
    properties: { ...rest, attributes: renamed(attributes, names) },
  };
}

/** The named members under their new names; absent ones stay absent. */
function renamed(from: Properties, names: Readonly<Record<string, string>>): Properties {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, newName]): [string, Value][] => {
      const value = from[name];
      return value === undefined || value === null ? [] : [[newName, value]];
    }),
  );
}

/** What a program would have to write for this secret; the value is the one it wrote, for it cannot be read. */
function asInputs({ id, outputs }: Live, former: Properties): Properties {
  const { properties, tags } = outputs;
  const { contentType, attributes } = isObject(properties) ? properties : {};
  const value = isObject(former.properties) ? former.properties.value : undefined;
  const settable = Object.fromEntries(settableAttributes.map((name) => [name, name]));
  return {
    ...parseSecretId(id),
    properties: {
      ...(value !== undefined && { value }),
      ...(contentType !== undefined && { contentType }),
      attributes: renamed(isObject(attributes) ? attributes : {}, settable),
    },
    tags: tags ?? {},
  };
}
