/**
 * Declared, granted, effective: with the integration's own credential a token of each API, its claims beside the file, and
 * one harmless call. The tenant's id is compared before anything is called; ids alone are read.
 */
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { meaningOf } from "../error-codes/index.ts";
import type { MailAnswer } from "../mail-login.ts";
import type { TokenRefusal } from "../own-token.ts";
import { tokenClaims } from "../token-claims.ts";
import { registration } from "./places.ts";
import type { ApiProbe, Call } from "./probe-plan.ts";
import type { Naming, Remedy } from "./remedy.ts";
import { none, type Row, type Verdict } from "./row.ts";

/** Graph's answer to the call: its status, and of a refusal the code and the words. */
export type CallAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly ids: number;
      readonly code: string;
      readonly said: string;
    }
  /** No answer, or none that is Graph's. */
  | { readonly kind: "unreadable"; readonly said: string };

/** With what a probe is made. */
export interface ProbeHands {
  /** Asks for a token. */
  readonly token: (scope: string) => Promise<string | TokenRefusal>;
  /** One GET of Graph with the integration's token. */
  readonly call: (path: string, token: string) => Promise<CallAnswer>;
  /** Signs in to a mailbox; undefined where there is no mail server. */
  readonly mail: ((kind: "imap" | "smtp", mailbox: string, token: string) => Promise<MailAnswer>) | undefined;
}

/** Whose probe it is. */
export interface Probed {
  readonly resolved: ResolvedIntegration;
  readonly clientId: string;
  /** `issued` of the credential that signs in. */
  readonly issued: string;
  readonly naming: Naming;
}

/** What a token says; undefined where it cannot be read. */
interface Claims {
  readonly tenantId: string;
  readonly clientId: string;
  readonly roles: readonly string[];
}

function claimsIn(token: string): Claims | undefined {
  try {
    const { tid, appid, azp, roles } = tokenClaims(token);
    const list = Array.isArray(roles) ? roles.map(String).sort() : [];
    return { tenantId: String(tid), clientId: String(appid ?? azp), roles: list };
  } catch {
    return undefined;
  }
}

function rowOf(
  { resolved }: Probed,
  check: string,
  property: string,
  verdict: Verdict,
  expected: string,
  found: string,
  remedy?: Remedy,
): Row {
  return { integration: resolved.name, check, property, expected, found, verdict, remedy };
}

/** Refusals that say something of the integration; any other may be the network's, the clock's or a policy's. */
const certain: readonly number[] = [7000215, 7000222, 700027, 1000502, 7000112, 7000229, 700016];

function refusedRow(probed: Probed, { api }: ApiProbe, refusal: TokenRefusal): Row {
  const { resolved, issued, naming } = probed;
  const check = `token for ${api}`;
  const expected = `one for the credential ${issued}`;
  const known = certain.includes(refusal.code ?? 0) ? meaningOf(refusal.code ?? 0, "application")?.en : undefined;
  // Switched off is what a suspended integration is to be.
  if (refusal.code === 7000112 && resolved.suspended !== undefined)
    return rowOf(probed, check, "token", "same", "none while suspended", "refused: switched off");
  if (known === undefined) return rowOf(probed, check, "token", "not checked", expected, refusal.message);
  return rowOf(probed, check, "token", "different", expected, `AADSTS${refusal.code}: ${known}`, {
    by: "command",
    command: `${naming.verify} ${resolved.name}`,
    does: "shows which of its credentials, consents or switches differs from the file; a new secret takes seconds to work",
  });
}

function claimRows(probed: Probed, { api, roles }: ApiProbe, claims: Claims): Row[] {
  const { resolved, clientId } = probed;
  const check = `token for ${api}`;
  const place = registration(resolved.displayName, "Overview");
  if (claims.tenantId.toLowerCase() !== resolved.tenantId.toLowerCase() || claims.clientId !== clientId)
    return [
      rowOf(
        probed,
        check,
        "token.tid",
        "different",
        `tenant ${resolved.tenantId}, client id ${clientId}`,
        `tenant ${claims.tenantId}, client id ${claims.clientId}`,
        { by: "hand", place, does: "nothing was called: the token is not this integration's in this tenant" },
      ),
    ];
  const missing = roles.filter((role) => !claims.roles.includes(role));
  const extra = claims.roles.filter((role) => !roles.includes(role));
  const shown = (list: readonly string[]) => list.join(" ") || "no application permission";
  const permissions = registration(resolved.displayName, "API permissions");
  const wait: Remedy = {
    by: "hand",
    place: permissions,
    does: "a consent reaches new tokens within minutes, at the latest within an hour: look again; then compare the consents",
    command: `${probed.naming.verify} ${resolved.name}`,
  };
  if (missing.length + extra.length === 0)
    return [rowOf(probed, check, "token.roles", "same", shown(roles), shown(claims.roles))];
  return [
    ...(missing.length > 0
      ? [rowOf(probed, check, "token.roles", "different", shown(roles), shown(claims.roles), wait)]
      : []),
    ...(extra.length > 0 ? [rowOf(probed, check, "token.roles", "undeclared", none, shown(extra), wait)] : []),
  ];
}

/** A claims challenge, or a policy's own words: a person or a device is wanted, and the integration is neither. */
const policy =
  /conditional access|AADSTS53\d{3}|AADSTS5007\d|claims challenge|insufficient_claims|TokenCreatedWithOutdatedPolicies/i;

function callRow(probed: Probed, call: Extract<Call, { kind: "graph" }>, answer: CallAnswer): Row {
  const check = `call with ${call.permission}`;
  const expected = "answered";
  const property = `GET ${call.path}`;
  if (answer.kind === "unreadable")
    return rowOf(probed, check, property, "not checked", expected, `no answer that could be read: ${answer.said}`);
  const { status, ids, code, said } = answer;
  if (status === 200)
    return rowOf(probed, check, property, "same", expected, `answered, ${ids === 0 ? "none" : "one id"}`);
  const refusal = `${status} ${code}: ${said}`;
  if (status === 403 && !policy.test(refusal))
    return rowOf(probed, check, property, "different", expected, refusal, {
      by: "hand",
      place: registration(probed.resolved.displayName, "API permissions"),
      does: "compare the consents; a scope of Exchange or Teams may leave this mailbox out on purpose",
      command: `${probed.naming.verify} ${probed.resolved.name}`,
    });
  return rowOf(probed, check, property, "not checked", expected, refusal);
}

function mailRow(probed: Probed, call: Extract<Call, { kind: "imap" | "smtp" }>, answer: MailAnswer | undefined): Row {
  const { kind, mailbox, permission } = call;
  const check = `${kind.toUpperCase()} sign-in with ${permission}`;
  const expected = `let in to ${mailbox}`;
  if (answer === undefined)
    return rowOf(probed, check, kind, "elsewhere", expected, "no mail server", {
      by: "hand",
      place: "a real tenant",
      does: "the simulated tenant has no mail server",
    });
  if (answer.kind === "accepted") return rowOf(probed, check, kind, "same", expected, expected);
  if (answer.kind === "unreadable")
    return rowOf(probed, check, kind, "not checked", expected, `no answer that could be read: ${answer.said}`);
  if (policy.test(answer.said)) return rowOf(probed, check, kind, "not checked", expected, answer.said);
  const command =
    kind === "smtp" && /SmtpClientAuth|SMTP AUTH/i.test(answer.said)
      ? `Set-CASMailbox -Identity ${mailbox} -SmtpClientAuthenticationDisabled $false`
      : `Get-MailboxPermission -Identity ${mailbox}`;
  return rowOf(probed, check, kind, "different", expected, `refused: ${answer.said}`, {
    by: "hand",
    place: "Exchange Online PowerShell",
    does: "run the sheet's script (registers the service principal, opens the mailbox); its rights take up to an hour to spread",
    command,
  });
}

async function apiRows(hands: ProbeHands, probed: Probed, probe: ApiProbe): Promise<Row[]> {
  const token = await hands.token(probe.scope);
  if (typeof token !== "string") return [refusedRow(probed, probe, token)];
  const claims = claimsIn(token);
  if (claims === undefined)
    return [
      rowOf(probed, `token for ${probe.api}`, "token", "not checked", "a token that can be read", "another text"),
    ];
  const rows = claimRows(probed, probe, claims);
  if (rows.some(({ property }) => property === "token.tid")) return rows;
  for (const call of probe.calls)
    switch (call.kind) {
      case "graph":
        rows.push(callRow(probed, call, await hands.call(call.path, token)));
        break;
      case "imap":
      case "smtp":
        rows.push(mailRow(probed, call, await hands.mail?.(call.kind, call.mailbox, token)));
        break;
      case "none":
        rows.push(
          rowOf(probed, `call of ${probe.api}`, "call", "elsewhere", "answered", "not made", {
            by: "hand",
            place: probe.api,
            does: call.why,
          }),
        );
    }
  return rows;
}

/** Probes one API after the other. Nothing is written. */
export async function probeRows(hands: ProbeHands, probed: Probed, plan: readonly ApiProbe[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const probe of plan) rows.push(...(await apiRows(hands, probed, probe)));
  return rows;
}
