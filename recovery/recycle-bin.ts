/** What became of a deleted application or principal, who deleted it, and what would come back with it. */
import type { DeclaredIntegration } from "./declared.ts";
import type { Graph, GraphObject } from "./graph.ts";
import type { Missing } from "./missing.ts";
import { rowsOf, textIn } from "./properties.ts";
import { lastPart } from "./state.ts";

/** Days that Entra keeps a deleted application or principal (https://learn.microsoft.com/graph/api/resources/directory). */
const keptDays = 30;

/** Where a deleted object is. */
export type Fate =
  | { readonly kind: "there" }
  /** ISO times. */
  | { readonly kind: "inBin"; readonly deleted: string; readonly until: string }
  | { readonly kind: "forGood" }
  /** Another principal stands in its place; ours is where `own` says. */
  | { readonly kind: "replaced"; readonly by: string; readonly own: Own };

type Own = { readonly kind: "inBin"; readonly deleted: string; readonly until: string } | { readonly kind: "forGood" };

/** A credential that works again once its application is restored. */
export interface Revived {
  readonly kind: "secret" | "certificate";
  readonly keyId: string;
  readonly displayName: string;
  /** ISO time. */
  readonly end: string;
  readonly ended: boolean;
  /** `file`: the tenant's file declares it · `state`: the state knows it · `nobody`: neither does. */
  readonly knownTo: "file" | "state" | "nobody";
}

/** Who deleted it and when, by the tenant's audit log. */
export type Author =
  | { readonly kind: "known"; readonly who: string; readonly when: string; readonly activity: string }
  | { readonly kind: "notInLog" }
  /** The caller may not read the log. */
  | { readonly kind: "closed" };

/** One integration whose application or principal is deleted. */
export interface Deleted {
  readonly missing: Missing;
  readonly displayName: string;
  readonly clientId: string;
  readonly application: Fate;
  readonly principal: Fate;
  readonly author: Author;
  readonly credentials: readonly Revived[];
}

function fateOf(row: GraphObject | undefined): Own {
  if (row === undefined) return { kind: "forGood" };
  const deleted = textIn(row, "deletedDateTime");
  const until = new Date(Date.parse(deleted) + keptDays * 24 * 3600 * 1000).toISOString();
  return { kind: "inBin", deleted, until };
}

function knownTo(missing: Missing, declared: DeclaredIntegration | undefined, key: GraphObject): Revived["knownTo"] {
  const keyId = textIn(key, "keyId").toLowerCase();
  const known = missing.known.find(
    ({ id }) => /\/(password|certificate)\//.test(id ?? "") && lastPart(id).toLowerCase() === keyId,
  );
  if (known === undefined) return "nobody";
  const schedule = declared?.resolved.credential.schedule ?? [];
  const names = schedule.map((scheduled) => `${declared?.resolved.name}-${scheduled.issued}`);
  return names.some((name) => known.urn.endsWith(`::${name}`)) ? "file" : "state";
}

function revivedOf(missing: Missing, row: GraphObject | undefined, now: Date): Revived[] {
  const of = (kind: Revived["kind"], list: string) =>
    rowsOf(row?.[list]).map(
      (key): Revived => ({
        kind,
        keyId: textIn(key, "keyId"),
        displayName: textIn(key, "displayName"),
        end: textIn(key, "endDateTime"),
        ended: Date.parse(textIn(key, "endDateTime")) <= now.getTime(),
        knownTo: knownTo(missing, missing.declared, key),
      }),
    );
  return [...of("secret", "passwordCredentials"), ...of("certificate", "keyCredentials")];
}

function initiator(audit: GraphObject): string {
  const by = audit.initiatedBy as { readonly user?: GraphObject | null; readonly app?: GraphObject | null } | null;
  if (by?.user) return `${textIn(by.user, "userPrincipalName") || textIn(by.user, "id")} (user)`;
  if (by?.app) return `${textIn(by.app, "displayName")} (service principal ${textIn(by.app, "servicePrincipalId")})`;
  return "an unnamed caller";
}

/** True for Graph's 403: the caller lacks a permission. */
function isDenied(error: unknown): boolean {
  return (error as { readonly statusCode?: unknown } | null)?.statusCode === 403;
}

const deletions: readonly string[] = [
  "Delete application",
  "Hard Delete application",
  "Remove service principal",
  "Hard delete service principal",
];

/** The newest deletion of the objects, in the audit log. */
async function authorOf(graph: Graph, ids: readonly string[]): Promise<Author> {
  try {
    const found = await graph.lists(
      ids.map((id) => `/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id eq '${id}')`),
    );
    const told = found
      .flat()
      .filter((audit) => deletions.includes(textIn(audit, "activityDisplayName")))
      .toSorted((a, b) => textIn(b, "activityDateTime").localeCompare(textIn(a, "activityDateTime")));
    // Of one deletion the log tells application and principal; the first id is the object that was deleted by hand.
    const audit = told.find((one) => rowsOf(one.targetResources).some((target) => target.id === ids[0])) ?? told[0];
    if (audit === undefined) return { kind: "notInLog" };
    const [when, activity] = [textIn(audit, "activityDateTime"), textIn(audit, "activityDisplayName")];
    return { kind: "known", who: initiator(audit), when, activity };
  } catch (error) {
    if (isDenied(error)) return { kind: "closed" };
    throw error;
  }
}

/**
 * Looks a missing application or principal up in the recycle bin and in the audit log.
 * @param now the tenant's present, by which a credential has ended
 * @throws what Graph refuses, but for the audit log, which few deployers may read
 */
export async function deletedOf(graph: Graph, missing: Missing, now: Date): Promise<Deleted> {
  const { application, principal, applicationThere, principalThere } = missing;
  const applicationId = lastPart(application?.id);
  const principalId = lastPart(principal?.id);
  const ids = [applicationId, principalId].filter(Boolean);
  const found = await graph.objects(ids.map((id) => `/directory/deletedItems/${id}`));
  const binOf = (id: string) => (id === "" ? undefined : found[ids.indexOf(id)]);
  const [inBin, principalInBin] = [binOf(applicationId), binOf(principalId)];
  const gone = [
    ...(applicationThere ? [] : [applicationId]),
    ...(principalThere.kind === "there" ? [] : [principalId]),
  ];
  return {
    missing,
    // Of the vendor's own application the principal alone is here.
    displayName: String((application ?? principal)?.outputs.displayName ?? ""),
    clientId: String((application ?? principal)?.outputs.clientId ?? ""),
    application: applicationThere ? { kind: "there" } : fateOf(inBin),
    principal:
      principalThere.kind === "there"
        ? { kind: "there" }
        : principalThere.kind === "replaced"
          ? { kind: "replaced", by: principalThere.by, own: fateOf(principalInBin) }
          : fateOf(principalInBin),
    author: await authorOf(graph, gone.filter(Boolean)),
    credentials: applicationThere ? [] : revivedOf(missing, inBin, now),
  };
}

/** True where a restore keeps the client id: the application is there, or can come back. */
export function isRestorable({ application }: Deleted): boolean {
  return application.kind === "there" || application.kind === "inBin";
}
