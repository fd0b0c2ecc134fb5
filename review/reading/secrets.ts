/** Secrets that a program put into an input in plain: said by name, never shown. */
import { looksSecret } from "../../components/faults.ts";
import type { Registration } from "../evaluate/index.ts";
import { canary, secretText } from "../evaluate/known-outputs.ts";
import type { Unanalyzable } from "../recording.ts";
import { integrationAbove } from "./placement.ts";

const bytes = Buffer.from(canary);
/** The canary in whole encodings. Base64 of a longer text that contains it is not searched for. */
const canaryForms = [
  canary,
  bytes.toString("base64"),
  bytes.toString("base64url"),
  bytes.toString("hex"),
  [...canary].reverse().join(""),
];

function holdsSecret(text: string): boolean {
  return canaryForms.some((form) => text.includes(form)) || looksSecret(text);
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
    const integration = (above(registration) ?? registration).name;
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
