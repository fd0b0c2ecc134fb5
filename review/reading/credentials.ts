/** Credentials as registered, beside the schedule that a person reviewed. */
import { orderedBy } from "../../components/order.ts";
import type {
  FederatedTrust,
  ResolvedIntegration,
  ScheduledCredential,
} from "../../components/resolved-integration.ts";
import type { Registration } from "../evaluate/index.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { text, texts } from "./inputs.ts";

const kinds: Readonly<Record<string, "secret" | "certificate">> = {
  [tokens.password]: "secret",
  [tokens.certificate]: "certificate",
};

/** `mailgates-2026-11-21` → `2026-11-21` where the schedule has that credential; else the resource's own name. */
function credentialOf({ name }: Registration, integration: string, schedule: readonly ScheduledCredential[]): string {
  const issued = name.slice(integration.length + 1);
  return name.startsWith(`${integration}-`) && schedule.some((scheduled) => scheduled.issued === issued)
    ? issued
    : name;
}

/** Trusts as they are registered. */
function trustsOf(children: readonly Registration[]): FederatedTrust[] {
  return children
    .filter(({ type }) => type === tokens.federated)
    .map(({ inputs }) => ({
      name: text(inputs, "displayName"),
      issuer: text(inputs, "issuer"),
      subject: text(inputs, "subject"),
      audience: texts(inputs, "audiences").join(" "),
    }))
    .sort(orderedBy(({ name }) => name));
}

/** Reads the credentials; of two kinds in one integration the secret counts, being the worse. */
export function credentialsOf(
  resolved: ResolvedIntegration,
  children: readonly Registration[],
): RecordedIntegration["credentials"] {
  const registered = children.filter(({ type }) => type in kinds);
  const ends = new Map<string, string>();
  for (const registration of registered) {
    const issued = credentialOf(registration, resolved.name, resolved.credential.schedule);
    const key = ends.has(issued) ? `${registration.name} (${registration.type.split(":").at(-1)})` : issued;
    ends.set(key, text(registration.inputs, "endDate"));
  }
  const federated = trustsOf(children);
  const found = new Set(registered.map(({ type }) => kinds[type]));
  return {
    kind: found.has("secret")
      ? "secret"
      : found.has("certificate")
        ? "certificate"
        : federated.length > 0
          ? "federated"
          : resolved.credential.kind,
    schedule: resolved.credential.schedule,
    ...(federated.length > 0 && { federated }),
    registeredEnds: Object.fromEntries([...ends].sort(orderedBy(([key]) => key))),
  };
}
