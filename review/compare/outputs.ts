/** What the stack hands out to everybody who may read it, beyond what its integrations explain. */
import { thumbprints } from "../../components/thumbprint.ts";
import { fixtureCertificate } from "../evaluate/known-outputs.ts";
import { objectIdOf } from "../reading/integration.ts";
import type { RecordedIntegration, Recording } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { listDifference } from "./lists.ts";
import type { Difference } from "./part.ts";

const ofCertificates: ReadonlySet<string> = new Set([
  fixtureCertificate,
  ...Object.values(thumbprints(fixtureCertificate)),
]);

/** Values that a stack may show of an integration: ids, days, certificates. */
function explainedBy({ vendor, registration, credentials, resources }: RecordedIntegration): string[] {
  const application = resources.find(({ type }) => type === tokens.application);
  const principal = resources.find(({ type }) => type === tokens.principal);
  return [
    vendor,
    ...(registration ? [registration.clientId] : []),
    ...(application ? [`client:${application.name}`, objectIdOf(application)] : []),
    objectIdOf(principal),
    ...credentials.schedule.flatMap(({ issued, expires, certificate, keyHolder = "" }) => [
      issued,
      expires,
      ...(certificate === undefined
        ? []
        : [certificate, ...Object.values(thumbprints(certificate)), keyHolder, "true"]),
    ]),
    ...resources.flatMap(({ type, name, inputs }) => {
      if (type === tokens.password) return [`key:${name}`];
      if (type === tokens.certificate) return [String(inputs.keyId)];
      return type === tokens.vaultSecret ? [`vault:${name}`] : [];
    }),
  ];
}

function unexplained({ publicOutputs = {}, integrations, tenantId }: Recording): string[] {
  const explained = new Set([tenantId, ...integrations.flatMap(explainedBy), ...ofCertificates]);
  return Object.entries(publicOutputs)
    .filter(([, value]) => !explained.has(value))
    .map(([path, value]) => JSON.stringify([path, value]));
}

/** Every public output that no integration explains. */
export function compareOutputs(before: Recording | undefined, after: Recording): Difference[] {
  if (!before?.publicOutputs || !after.publicOutputs) return [];
  const { added, removed } = listDifference(unexplained(before), unexplained(after), (entry) => entry);
  const difference = (entry: string, how: "added" | "removed"): Difference => {
    const [path = "", value = ""] = JSON.parse(entry) as string[];
    return {
      aspect: "resource",
      how,
      subject: { code: "public-output", path },
      [how === "added" ? "after" : "before"]: value.length > 200 ? `${value.slice(0, 199)}…` : value,
      effect: how === "added" ? "broadened" : "changed",
    };
  };
  return [...added.map((entry) => difference(entry, "added")), ...removed.map((entry) => difference(entry, "removed"))];
}
