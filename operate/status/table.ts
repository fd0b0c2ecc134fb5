/** The status as a table for a terminal or a log. */
import { addDays } from "../../components/dates.ts";
import type { Tenant } from "../../components/settings.ts";
import { table } from "../../components/table.ts";
import {
  type CredentialStatus,
  credentialStatuses,
  standingWords,
  verdictOf,
  verifiedWords,
  weightiestFirst,
  worst,
} from "./standing.ts";

/** The column a cut begins with when the terminal is narrow: integration, then who must act. */
const flexible = [0, 8];

function cells(status: CredentialStatus): string[] {
  const { integration, kind, issued, expires, daysLeft, renewFrom, act } = status;
  return [
    integration,
    kind,
    issued,
    // `expires` is the first dead day; people think in the last good one.
    addDays(expires, -1),
    String(Math.max(0, daysLeft)),
    renewFrom ?? "",
    standingWords(status),
    verifiedWords(status),
    act?.who ?? "",
  ];
}

/** What is to be done, the weightiest first: one line each. */
function deeds(statuses: readonly CredentialStatus[]): string[] {
  return weightiestFirst(statuses)
    .filter(({ act }) => act !== null)
    .map(({ integration, issued, act }) => {
      const typed = act?.command ? `: ${act.command}` : "";
      return `  ${integration} ${issued}: ${act?.who}: ${act?.what}${typed}`;
    });
}

const verdictWords = {
  fine: "Nothing is due.",
  renew: "Something is due now.",
  ended: "A credential has ended: its integration does not work any more.",
} as const;

/** One tenant's lines. @param columns the terminal's width; undefined: as wide as it needs */
export function statusTable(statuses: readonly CredentialStatus[], columns?: number): string[] {
  if (statuses.length === 0) return ["  no credentials"];
  const head = [
    "integration",
    "kind",
    "issued",
    "last day",
    "days left",
    "renew from",
    "status",
    "verified",
    "who acts",
  ];
  const todo = deeds(statuses);
  return [
    ...table([head, ...statuses.map(cells)], flexible, columns),
    "",
    verdictWords[worst(statuses)],
    ...(todo.length > 0 ? ["To do:", ...todo] : []),
  ];
}

/** {@link statusLine} of a tenant's file. @param today `YYYY-MM-DD` in the tenant's world */
export function dueLine(tenant: Tenant, today: string): string | undefined {
  return statusLine(credentialStatuses({ stack: "", file: "" }, tenant, today));
}

/** The one line that other commands print; undefined while nothing is due. */
export function statusLine(statuses: readonly CredentialStatus[]): string | undefined {
  const due = statuses.filter((status) => verdictOf(status) !== "fine");
  const [first] = due;
  if (!first) return undefined;
  const others = due.length > 1 ? `, and ${due.length - 1} more` : "";
  return `Credentials: ${first.integration} (${first.issued}): ${standingWords(first)}${others}. ./integrations status says what to do.`;
}
