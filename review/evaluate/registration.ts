/**
 * One registration as the SDK sends it to the engine, read as plain data.
 */
import rpc from "@pulumi/pulumi/runtime/rpc.js";
import { tokens } from "../tokens.ts";
import { digestOf } from "./digest.ts";
import { secretText } from "./known-outputs.ts";

// The first is not in the SDK's types; the SDK is pinned exactly.
const { deserializeProperties, unknownValue, specialSigKey, specialSecretSig } = rpc as typeof rpc & {
  deserializeProperties(value: unknown): Record<string, unknown>;
};

/** The part of the engine's RegisterResourceRequest that a recording needs (pulumi/proto/resource.proto). */
export interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getProtect(): boolean;
  getProvider(): string;
  getImportid(): string;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getDeletebeforereplace(): boolean;
  getRetainondelete(): boolean | undefined;
  getTransformsList(): unknown[];
  getHooks(): unknown;
  getAliasurnsList(): string[];
  getAliasesList(): { toObject(): { urn?: string; spec?: { name?: string; type?: string; parenturn?: string } } }[];
  getRemote(): boolean;
  getDeletedwith(): string;
  getVersion(): string;
  getPlugindownloadurl(): string;
  getPackageref(): string;
  getPluginchecksumsMap(): Entries;
  getEnvvarmappingsMap(): Entries;
  getReplaceonchangesList(): string[];
  getReplaceWithList(): string[];
  getReplacementTrigger(): { toJavaScript(): unknown } | undefined;
  getHidediffsList(): string[];
  getStateMigrationsList(): unknown[];
  getCustomtimeouts(): { toObject(): Readonly<Record<string, unknown>> } | undefined;
}

/** A map of protobuf. */
interface Entries {
  toObject(): readonly (readonly [string, unknown])[];
}

/** What a component or the stack hands out (RegisterResourceOutputsRequest). */
export interface OutputsRequest {
  getUrn(): string;
  getOutputs(): unknown;
}

/** Outputs of the stack or of a component as plain data. */
export interface RegisteredOutputs {
  readonly urn: string;
  /** A secret is replaced by `[secret]`. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** One registration as plain data. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; empty for the stack's own. */
  readonly parent: string;
  readonly custom: boolean;
  /** As the SDK sends them; a secret is replaced by `[secret]`, other than the public certificate of an application. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Top-level inputs that are secret. */
  readonly secretInputs: readonly string[];
  /** Paths of inputs whose value is not known before the engine runs. */
  readonly unknownInputs: readonly string[];
  readonly protect: boolean;
  /** `<urn>::<id>` of an explicit provider; empty for a default one. */
  readonly provider: string;
  readonly importId: string;
  readonly dependencies: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly retainOnDelete: boolean;
  readonly transforms: number;
  /** True: code of the program runs beside its creation, update or deletion. */
  readonly hooks: boolean;
  /** Former names, from alias options. */
  readonly formerNames: readonly string[];
  /**
   * Every alias option: a URN, or what it says of name, type and parent. The following are absent in what a former
   * recorder wrote.
   */
  readonly aliases?: readonly string[];
  /** True: a component of another package, whose resources the engine makes without this program. */
  readonly remote?: boolean;
  /** URN of the resource with which it goes without being deleted itself; empty: none. */
  readonly deletedWith?: string;
  /** Version of the provider's plugin; empty: none is asked for. */
  readonly version?: string;
  /** Options that a rule reads by no name of their own, by name; those at their default are left out. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Digests of secret texts by path: what is `[secret]` on both sides may have changed all the same. */
  readonly secretDigests?: Readonly<Record<string, string>>;
}

function isSecret(value: unknown): value is { value: unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Record<string, unknown>)[specialSigKey] === specialSecretSig
  );
}

/** A secret keeps its shape, so that a rule can read the dates beside it; every text in it goes. */
function masked(value: unknown): unknown {
  if (typeof value === "string") return secretText;
  if (isSecret(value)) return masked(value.value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
  return value;
}

function plain(value: unknown): unknown {
  if (isSecret(value)) return masked(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value;
}

/** One certificate and nothing beside it, such as its private key. */
const onlyCertificate = /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Inputs without their secrets. The SDK calls secret an application's certificate, which is what everybody may see of a
 * key, and a provider's client id, which says who acts.
 */
function withoutSecrets(type: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { value } = inputs;
  const certificate = type === tokens.certificate && isSecret(value) ? value.value : undefined;
  const isPublic = typeof certificate === "string" && onlyCertificate.test(certificate);
  const client = type === tokens.entraProvider ? revealed(inputs.clientId) : undefined;
  return {
    ...(plain(inputs) as Record<string, unknown>),
    ...(isPublic && { value: certificate }),
    ...(typeof client === "string" && guid.test(client) && { clientId: client }),
  };
}

/** An input as the program gave it, for the answers of the recorded tenant alone. */
export function revealed(value: unknown): unknown {
  if (isSecret(value)) return revealed(value.value);
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
  return value;
}

/** Paths of what is not known before the engine runs. */
function unknownPaths(value: unknown, path: string): string[] {
  if (value === unknownValue) return [path];
  // A list never holds nothing: something was read before it was there.
  if (Array.isArray(value) && value.includes(null)) return [path];
  if (isSecret(value)) return unknownPaths(value.value, path);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unknownPaths(inner, path ? `${path}.${key}` : key));
}

/** The engine's rule: the parent's qualified type, then `$`, then the type; the stack itself does not count. */
export function urnOf(
  request: RegisterRequest,
  { project, stack }: { readonly project: string; readonly stack: string },
): string {
  const parentType = request.getParent().split("::")[2] ?? "";
  const qualified =
    parentType && parentType !== "pulumi:pulumi:Stack" ? `${parentType}$${request.getType()}` : request.getType();
  return `urn:pulumi:${stack}::${project}::${qualified}::${request.getName()}`;
}

function digests(value: unknown, path: string, isInSecret: boolean): (readonly [string, string])[] {
  if (typeof value === "string") return isInSecret ? [[path, digestOf(value)]] : [];
  if (isSecret(value)) return digests(value.value, path, true);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => digests(inner, path ? `${path}.${key}` : key, isInSecret));
}

function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  return typeof value === "object" && Object.values(value).every(isDefault);
}

/** Options without a field of their own. */
function optionsOf(request: RegisterRequest): Record<string, unknown> {
  const all = {
    pluginDownloadURL: request.getPlugindownloadurl(),
    packageRef: request.getPackageref(),
    pluginChecksums: request.getPluginchecksumsMap().toObject(),
    envVarMappings: request.getEnvvarmappingsMap().toObject(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: request.getReplaceWithList(),
    replacementTrigger: request.getReplacementTrigger()?.toJavaScript(),
    hideDiffs: request.getHidediffsList(),
    stateMigrations: request.getStateMigrationsList().length || undefined,
    customTimeouts: request.getCustomtimeouts()?.toObject(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isDefault(value)));
}

/** Reads outputs as plain data; no secret is in them. */
export function outputsOf(request: OutputsRequest): RegisteredOutputs {
  return {
    urn: request.getUrn(),
    values: plain(deserializeProperties(request.getOutputs())) as RegisteredOutputs["values"],
  };
}

/** Aliases come as specifications or as whole URNs, whichever the monitor supports. */
function formerNames(request: RegisterRequest): string[] {
  const specified = request.getAliasesList().map((alias) => alias.toObject());
  const urns = [...request.getAliasurnsList(), ...specified.flatMap(({ urn }) => urn || [])];
  const names = [
    ...specified.flatMap(({ spec }) => spec?.name || []),
    ...urns.map((urn) => urn.split("::").slice(3).join("::")),
  ];
  return [...new Set(names)].filter((name) => name !== request.getName());
}

/** Reads a request as plain data; no secret is in it. */
export function registrationOf(urn: string, request: RegisterRequest): Registration {
  const inputs = deserializeProperties(request.getObject());
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: withoutSecrets(request.getType(), inputs),
    secretInputs: Object.keys(inputs).filter((key) => isSecret(inputs[key])),
    // Read as sent: reading properties takes what is not known for absent.
    unknownInputs: unknownPaths(request.getObject().toJavaScript(), ""),
    protect: request.getProtect(),
    provider: request.getProvider(),
    importId: request.getImportid(),
    dependencies: request.getDependenciesList(),
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete() ?? false,
    transforms: request.getTransformsList().length,
    hooks: request.getHooks() !== undefined,
    formerNames: formerNames(request),
    aliases: [
      ...request.getAliasurnsList(),
      ...request.getAliasesList().map((alias) => {
        const { urn, spec } = alias.toObject();
        return urn || JSON.stringify(spec);
      }),
    ],
    remote: request.getRemote(),
    deletedWith: request.getDeletedwith(),
    version: request.getVersion(),
    options: optionsOf(request),
    secretDigests: Object.fromEntries(digests(inputs, "", false)),
  };
}
