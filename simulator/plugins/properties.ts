/**
 * Property values as the engine sends them: plain JSON, with two conventions of its own on top.
 * An unknown value (preview) is a fixed string, a secret is wrapped in an object with a fixed signature
 * (Pulumi SDK: runtime/rpc).
 */
import type rpc from "@pulumi/pulumi/runtime/rpc.js";

/** A property value: JSON. */
export type Value = null | boolean | number | string | Value[] | Properties;

/** A property bag: names to values. */
export interface Properties {
  [name: string]: Value;
}

// The SDK's own words, by its types: another word does not compile. Its module is not loaded for them, since that would
// make each of the four plugin processes start a third of a second later.

/** What stands for a value that is not known before the update. */
export const unknownValue: typeof rpc.unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signature: typeof rpc.specialSigKey = "4dabf18193072939515e22adb298388d";
const secretSignature: typeof rpc.specialSecretSig = "1b47061264138c4ac30d75fd1eb44270";

/** A property bag without wrappers, and the names of those top-level properties that held a secret. */
export interface Unwrapped {
  readonly plain: Properties;
  readonly secrets: ReadonlySet<string>;
}

/** True for an object value, false for lists, scalars and null. */
export function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when the value is unknown or holds an unknown anywhere inside. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === unknownValue) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/** Takes the secret wrappers off. A secret deep inside makes its top-level property secret, as in the engine's own state. */
export function unwrap(wrapped: Properties): Unwrapped {
  const secrets = new Set<string>();
  const plain: Properties = {};
  for (const [name, value] of Object.entries(wrapped)) plain[name] = unwrapValue(value, () => secrets.add(name));
  return { plain, secrets };
}

function unwrapValue(value: Value, onSecret: () => void): Value {
  if (Array.isArray(value)) return value.map((item) => unwrapValue(item, onSecret));
  if (!isObject(value)) return value;
  if (value[signature] === secretSignature) {
    onSecret();
    return unwrapValue(value.value ?? null, onSecret);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrapValue(inner, onSecret)]));
}

/** Wraps the named top-level properties as secrets; names that are absent are skipped. */
export function wrap(plain: Properties, secrets: Iterable<string>): Properties {
  const wrapped: Properties = { ...plain };
  for (const name of secrets) {
    const value = plain[name];
    if (value !== undefined && value !== null) wrapped[name] = { [signature]: secretSignature, value };
  }
  return wrapped;
}

/** The object in a JSON text; undefined where the text is anything else. */
export function objectIn(text: string): Properties | undefined {
  try {
    const value: Value = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
