/**
 * Giving a deleted application up: the state forgets it, and the next `up` makes another, with another client id. A secret
 * of the new one takes a name of its own: under the old one, vault, sheet and vendor would take it for the old value.
 */
import type { ScheduledCredential } from "../components/resolved-integration.ts";
import { types } from "./declared.ts";
import { issuedIn, type Missing } from "./missing.ts";
import type { StateEdit } from "./state-edit.ts";

/** What a recreation takes. */
export type Recreation =
  /** First the file: these secrets need a new name. */
  | { readonly kind: "nameFirst"; readonly lines: readonly NewLine[] }
  | { readonly kind: "ready"; readonly edit: StateEdit };

/** A line of `credentials` as it is, and as it is to be. */
export interface NewLine {
  readonly old: ScheduledCredential;
  readonly line: string;
}

/** `2026-11-21`, or with the first letter that is free where that name is taken. */
export function freeIssued(today: string, taken: ReadonlySet<string>): string {
  const letters = ["", ..."bcdefghijklmnopqrstuvwxyz"];
  const letter = letters.find((one) => !taken.has(today + one));
  return today + (letter ?? "?");
}

/** The names of credentials that are taken: by the file, and by what the state knows. */
export function takenNames({ declared, known }: Missing): Set<string> {
  const schedule = declared?.resolved.credential.schedule ?? [];
  return new Set([...schedule.map(({ issued }) => issued), ...known.map(issuedIn).filter(Boolean)]);
}

/** A line of `credentials` for the tenant's file. */
export function credentialLine(issued: string, expires: string): string {
  return `- { issued: ${issued}, expires: ${expires} }`;
}

/** Keys and their certificates are the stack's own, and the vault's entries are deleted by `up` once the file drops them. */
const kept: readonly string[] = [
  "tls:index/privateKey:PrivateKey",
  "tls:index/selfSignedCert:SelfSignedCert",
  types.vaultEntry,
];

/** Gone with a principal. */
const ofPrincipal: readonly string[] = [types.principal, types.assignment, types.grant, types.directoryRole];

/** @param today `YYYY-MM-DD`, the day on which a new secret is issued */
export function recreation(missing: Missing, today: string): Recreation {
  const { applicationThere, known, declared } = missing;
  if (!applicationThere) {
    const issued = new Set(known.filter(({ type }) => type === types.password).map(issuedIn));
    const taken = takenNames(missing);
    const lines = (declared?.resolved.credential.schedule ?? [])
      .filter((scheduled) => issued.has(scheduled.issued))
      .map((old): NewLine => {
        const name = freeIssued(today, taken);
        taken.add(name);
        return { old, line: credentialLine(name, old.expires) };
      });
    if (lines.length > 0) return { kind: "nameFirst", lines };
  }
  const gone = applicationThere ? ({ type }: { type: string }) => ofPrincipal.includes(type) : forgotten;
  return { kind: "ready", edit: { forget: known.filter(gone).map(({ urn }) => urn), set: new Map() } };
}

function forgotten({ type }: { readonly type: string }): boolean {
  return !kept.includes(type);
}
