import type { Clause } from "../clause.ts";
import type { Registration } from "../evaluate/index.ts";
import { writtenCertificate } from "../reading/certificate.ts";
import { text } from "../reading/inputs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { federatedCredentials } from "./federated-subject.ts";
import { ofType } from "./registered.ts";
import type { FoundInStack, StackRule } from "./rule.ts";

/** A key, or another issuer's word for one subject, and the integration whose application it signs in as. */
interface Use {
  readonly key: string;
  readonly what: Clause;
  readonly integration: string;
}

/** The private keys that a certificate is made of; where the program wrote it out, the public key in it. */
function keysOf(certificate: Registration, byUrn: ReadonlyMap<string, Registration>): string[] {
  const seen = new Set<string>();
  const pending = [...certificate.dependencies];
  for (let urn = pending.pop(); urn !== undefined; urn = pending.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    pending.push(...(byUrn.get(urn)?.dependencies ?? []));
  }
  const made = [...seen].filter((urn) => byUrn.get(urn)?.type === tokens.privateKey);
  const written = writtenCertificate(certificate);
  if (written === undefined || written === "unreadable") return made;
  return [...made, written.publicKey.export({ type: "spki", format: "pem" }).toString()];
}

function uses(integrations: readonly RecordedIntegration[], outside: readonly Registration[]): Use[] {
  const all = [...outside, ...integrations.flatMap(({ resources }) => resources)];
  const byUrn = new Map(all.map((registration) => [registration.urn, registration]));
  return integrations.flatMap((integration) => [
    ...ofType(integration, tokens.certificate).flatMap((certificate) =>
      keysOf(certificate, byUrn).map((key): Use => ({ key, what: { code: "one-key" }, integration: integration.name })),
    ),
    // One token has one subject, whatever audiences it is asked for.
    ...ofType(integration, ...federatedCredentials).flatMap(({ inputs }): Use[] => {
      const [issuer, subject] = [text(inputs, "issuer"), text(inputs, "subject")];
      if (issuer === "" || subject === "") return [];
      const what = { code: "one-subject", issuer, subject } as const;
      return [{ key: `${issuer.replace(/\/$/, "")} ${subject}`, what, integration: integration.name }];
    }),
  ]);
}

/** Each two integrations that hold one thing, either of them with the other; two that share several, once. */
function sharing(all: readonly Use[]): FoundInStack[] {
  const pairs = new Map<string, FoundInStack>();
  for (const group of Map.groupBy(all, ({ key }) => key).values()) {
    const names = [...new Set(group.map(({ integration }) => integration))].sort();
    const [{ what } = { what: undefined }] = group;
    for (const integration of names)
      for (const subject of names) {
        const key = `${integration} ${subject}`;
        if (integration === subject || what === undefined || pairs.has(key)) continue;
        const path = what.code === "one-subject" ? "federated" : "credentials";
        pairs.set(key, { integration, subject, path, values: { what } });
      }
  }
  return [...pairs.values()];
}

/** If a key that several applications share is stolen, all of them are; and it can only be renewed everywhere at once. */
export const sharedKey: StackRule = {
  name: "shared-key",
  level: "block",
  pack: "none",
  becauseReview: "it compares the keys of all integrations.",
  shape: "stack",
  sentence: "{integration} has {what} together with {subject}: whoever holds it is both.",
  remedy: "Give each application a key of its own, or a subject of its own at the issuer.",
  source: "OWASP NHI9; Microsoft, security best practices for application properties",
  check({ recording: { integrations, outside } }) {
    return sharing(uses(integrations, outside));
  },
};
