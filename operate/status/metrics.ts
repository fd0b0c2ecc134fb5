/**
 * The status as Prometheus text (exposition format 0.0.4), for a file that node_exporter's textfile collector reads.
 */
import { dayNumber } from "../../components/dates.ts";
import { type CredentialStatus, verdictOf } from "./standing.ts";

const secondsOfDay = 86_400;

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

interface Metric {
  readonly name: string;
  readonly help: string;
  value(status: CredentialStatus): number | undefined;
}

const metrics: readonly Metric[] = [
  {
    name: "m365_credential_expires_timestamp_seconds",
    help: "First instant at which the credential is dead.",
    value: ({ expires }) => dayNumber(expires) * secondsOfDay,
  },
  {
    name: "m365_credential_renew_from_timestamp_seconds",
    help: "Instant from which the next credential should be issued; the newest credential of an integration only.",
    value: ({ renewFrom }) => (renewFrom === null ? undefined : dayNumber(renewFrom) * secondsOfDay),
  },
  {
    name: "m365_credential_verdict",
    help: "0 fine, 1 to be renewed or handed over now, 2 ended.",
    value: (status) => ({ fine: 0, renew: 1, ended: 2 })[verdictOf(status)],
  },
];

/** Every metric of every credential. */
export function statusMetrics(statuses: readonly CredentialStatus[]): string {
  const lines = metrics.flatMap(({ name, help, value }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...statuses.flatMap((status) => {
      const number = value(status);
      if (number === undefined) return [];
      const labels = { stack: status.stack, integration: status.integration, issued: status.issued, kind: status.kind };
      const shown = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
      return [`${name}{${shown.join(",")}} ${number}`];
    }),
  ]);
  return `${lines.join("\n")}\n`;
}
