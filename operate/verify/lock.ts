/**
 * The application instance lock: without it an administrator of another tenant may add a credential to the principal of a
 * multi-tenant application there (Microsoft, "Configure app instance property lock for your applications").
 */
import type { GraphObject } from "../../recovery/graph.ts";
import { registration } from "./places.ts";
import type { Row } from "./row.ts";
import { row, type Subject, valueRow } from "./subject.ts";

const about = { check: "instance property lock", property: "application.servicePrincipalLockConfiguration" };

/** What `--lock` writes, and nothing else. */
export const fullLock: GraphObject = { servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true } };

function lockOf(value: unknown): string {
  const { isEnabled, allProperties } = (value ?? {}) as {
    readonly isEnabled?: unknown;
    readonly allProperties?: unknown;
  };
  if (isEnabled !== true) return "off";
  return allProperties === true ? "on, all properties" : "on, some properties";
}

/** True where the whole lock is on. */
export function isLocked({ live }: Pick<Subject, "live">): boolean {
  return lockOf(live.shown.servicePrincipalLockConfiguration) === "on, all properties";
}

/** Asked of every application that other tenants may hold; where this tenant alone does, it locks nothing. */
export function lockRow(subject: Subject): Row {
  const { declared, live, naming } = subject;
  const found = lockOf(live.shown.servicePrincipalLockConfiguration);
  // By what stands, too: an audience that somebody widened opens it as well.
  const multiTenant = declared.resolved.audience !== "AzureADMyOrg" || live.shown.signInAudience !== "AzureADMyOrg";
  if (!multiTenant) return row(subject, about, "same", "not needed", found);
  return valueRow(subject, about, "on, all properties", found, {
    by: "command",
    command: `${naming.verify} ${declared.resolved.name} --lock`,
    does: `locks it; no run of the engine does (${registration(live.displayName, "Authentication > App instance property lock")})`,
  });
}
