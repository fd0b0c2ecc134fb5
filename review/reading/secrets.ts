/** Secrets that a program put into an input in plain: said by name, never shown. */
import { looksSecret } from "../../components/secret-shapes.ts";
import type { RegisteredOutputs, Registration } from "../evaluate/index.ts";
import { canary, secretText } from "../evaluate/known-outputs.ts";
import type { Unanalyzable } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { integrationAbove } from "./placement.ts";

/** Of every two pieces in a row one is looked for, so that this much of a secret gives it away. */
const piece = 12;

/** Base64 of a text depends on where in it three bytes begin: what stays the same of it, for each beginning. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString("base64");
    return whole.slice(4, 4 * Math.floor((shift + text.length) / 3)).toLowerCase();
  });
}

/** The pieces of the canary, forwards, backwards, in hex and in base64, in small letters. */
const canaryForms: readonly string[] = (() => {
  const backwards = [...canary].reverse().join("");
  const pieces = [canary, backwards].flatMap((text) =>
    Array.from({ length: Math.floor(text.length / piece) }, (_, index) =>
      text.slice(index * piece, (index + 1) * piece).toLowerCase(),
    ),
  );
  const encoded = [canary, backwards, canary.toLowerCase(), canary.toUpperCase()].flatMap((text) => [
    ...base64Forms(text),
    Buffer.from(text).toString("hex"),
  ]);
  return [...pieces, ...encoded];
})();

/** Texts that hold no secret: ids and names stand in a recording many times. */
const harmless = new Set<string>();

function holdsSecret(text: string): boolean {
  if (text.length < piece || harmless.has(text)) return false;
  const found = isSecretText(text);
  if (!found && text.length < 200) harmless.add(text);
  return found;
}

function isSecretText(text: string): boolean {
  const small = text.toLowerCase().replaceAll("_", "/");
  return canaryForms.some((form) => small.includes(form)) || looksSecret(text);
}

function cleaned(value: unknown, path: string, found: (path: string) => void): unknown {
  if (typeof value === "string") {
    if (!holdsSecret(value)) return value;
    found(path);
    return secretText;
  }
  if (Array.isArray(value)) return value.map((item, index) => cleaned(item, `${path}[${index}]`, found));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      holdsSecret(key) ? secretText : key,
      cleaned(inner, path ? `${path}.${key}` : key, found),
    ]),
  );
}

/** Registrations in which no secret stands in plain, and where one stood. */
export function withoutSecrets(registrations: readonly Registration[]): {
  clean: Registration[];
  leaks: Unanalyzable[];
} {
  const above = integrationAbove(registrations);
  const leaks: Unanalyzable[] = [];
  const clean = registrations.map((registration) => {
    const paths: string[] = [];
    const inputs = cleaned(registration.inputs, "", (path) => paths.push(path)) as Registration["inputs"];
    const component = registration.type === tokens.integration ? registration : above(registration);
    const integration = component?.name ?? "";
    for (const path of paths)
      leaks.push({
        what: "secret-in-plain",
        integration,
        urn: registration.urn,
        detail: { code: "secret-in-plain", path },
      });
    return paths.length > 0 ? { ...registration, inputs } : registration;
  });
  return { clean, leaks };
}

/** Secrets that the stack or a component hands out in plain. */
export function outputLeaks(handedOut: readonly RegisteredOutputs[]): Unanalyzable[] {
  return handedOut.flatMap(({ urn, values }) => {
    const paths: string[] = [];
    cleaned(values, "", (path) => paths.push(path));
    const [type = "", ...name] = urn.split("::").slice(2);
    const integration = type.split("$").at(-1) === tokens.integration ? name.join("::") : "";
    return paths.map(
      (path): Unanalyzable => ({
        what: "secret-in-plain",
        integration,
        urn,
        detail: { code: "secret-in-plain", path: `outputs.${path}` },
      }),
    );
  });
}

function leaves(value: unknown, path: string): (readonly [string, string])[] {
  if (value === secretText) return [];
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

/** What everybody who sees the stack may read of its outputs, by path. */
export function publicOutputsOf(handedOut: readonly RegisteredOutputs[]): Record<string, string> {
  const stack = handedOut.filter(({ urn }) => urn.split("::")[2] === tokens.stack);
  const shown = (value: string) => (holdsSecret(value) ? `${secretText}!` : value);
  return Object.fromEntries(
    stack.flatMap(({ values }) => leaves(values, "").map(([path, value]) => [path, shown(value)] as const)),
  );
}
