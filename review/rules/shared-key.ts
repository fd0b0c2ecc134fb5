import type { Registration } from "../evaluate/index.ts";
import { writtenCertificate } from "../reading/certificate.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import type { FoundInStack, StackRule } from "./rule.ts";

/** A key, and the integration whose application it signs in as. */
interface Use {
  readonly key: string;
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
  return integrations.flatMap((integration) =>
    ofType(integration, tokens.certificate).flatMap((certificate) =>
      keysOf(certificate, byUrn).map((key) => ({ key, integration: integration.name })),
    ),
  );
}

/** Integrations that hold a key which another one holds as well, each with the others. */
function sharing(all: readonly Use[]): ReadonlyMap<string, readonly string[]> {
  const shared = new Map<string, Set<string>>();
  const holders = Map.groupBy(all, ({ key }) => key);
  for (const group of holders.values()) {
    const names = new Set(group.map(({ integration }) => integration));
    if (names.size < 2) continue;
    for (const name of names)
      shared.set(name, new Set([...(shared.get(name) ?? []), ...[...names].filter((other) => other !== name)]));
  }
  return new Map([...shared].map(([name, others]) => [name, [...others].sort()]));
}

/** If a key that several applications share is stolen, all of them are; and it can only be renewed everywhere at once. */
export const sharedKey: StackRule = {
  name: "shared-key",
  level: "block",
  pack: "none",
  becauseReview: "it compares the keys of all integrations.",
  shape: "stack",
  sentence: "{integration} has one key together with {subject}: whoever holds it is both.",
  remedy: "Give each application a key of its own.",
  source: "OWASP NHI9; Microsoft, security best practices for application properties",
  check({ recording: { integrations, outside } }) {
    const shared = sharing(uses(integrations, outside));
    return [...shared].flatMap(([integration, others]) =>
      others.map((other): FoundInStack => ({ integration, subject: other, path: "credentials" })),
    );
  },
};
