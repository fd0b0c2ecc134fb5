/** The comparison: what the file declares, what the state knows, what stands in the tenant. Pure; nothing is written. */
import { nameIn } from "../../components/urn.ts";
import { type DeclaredIntegration, isMarked, otherStackIn, types } from "../../recovery/declared.ts";
import { textIn } from "../../recovery/properties.ts";
import { lastPart, type State } from "../../recovery/state.ts";
import type { LiveApplication } from "../../recovery/tenant.ts";
import type { LeftOut } from "../left-out.ts";
import { accessRows, requiredRows } from "./access.ts";
import { credentialRows, federatedRows, ownerRows, principalKeyRows, vaultRows, vendorsOwnerRows } from "./keys.ts";
import { lockRow } from "./lock.ts";
import { enterprise, registration } from "./places.ts";
import { preconditionRows } from "./preconditions.ts";
import type { Reading } from "./reading.ts";
import { byUp, type Naming } from "./remedy.ts";
import { none, type Row } from "./row.ts";
import { applicationRows, principalRows, vendorsPrincipalRows } from "./settings.ts";
import { inState, row, type Subject, type WithPrincipal } from "./subject.ts";

/** Everything that is compared. */
export interface Sides extends Reading {
  readonly declared: readonly DeclaredIntegration[];
  readonly state: State;
  /** The tenant's present. */
  readonly now: Date;
  readonly naming: Naming;
  /** Integrations that a run leaves out, because the tenant stands against them. */
  readonly leftOut?: readonly LeftOut[];
}

/** Object id of the integration's application or principal, as the state knows it. */
function idInState(sides: Sides, declared: DeclaredIntegration, type: string): string | undefined {
  const known = inState(sides, declared, type);
  return known === undefined ? undefined : lastPart(known.id);
}

/** The integration's application; undefined where there is none that is the stack's for sure. */
export function applicationOf(sides: Sides, declared: DeclaredIntegration): LiveApplication | undefined {
  const id = idInState(sides, declared, types.application);
  return sides.tenant.applications.find((live) => live.id === id);
}

/** The subject of an integration, where its application stands. */
export function subjectOf(sides: Sides, declared: DeclaredIntegration): Subject | undefined {
  const live = applicationOf(sides, declared);
  return live === undefined ? undefined : { ...sides, declared, live };
}

/** Another stack's application is that stack's, whatever it bears beside that. */
function bearsOurs(tags: readonly string[], declared: DeclaredIntegration): boolean {
  return isMarked(tags, declared) && otherStackIn(tags, declared) === undefined;
}

function noApplication(sides: Sides, declared: DeclaredIntegration): Row {
  const { naming, tenant } = sides;
  const { name, displayName } = declared.resolved;
  const about = { check: "application", property: "application" };
  const known = idInState(sides, declared, types.application);
  const marked = tenant.applications.find(({ tags }) => bearsOurs(tags, declared));
  if (known !== undefined)
    return row({ declared }, about, "different", `"${displayName}", object id ${known}`, "deleted", {
      by: "command",
      command: `${naming.adopt} ${name} --restore`,
      does: `brings it back with client id and credentials, for 30 days (${registration(displayName, "Deleted applications")})`,
    });
  if (marked !== undefined)
    return row(
      { declared },
      about,
      "different",
      "in the state",
      `"${marked.displayName}", object id ${marked.id}, which no state knows`,
      {
        by: "command",
        command: `${naming.adopt} ${name}`,
        does: "says whose it is, and takes it up",
      },
    );
  return row({ declared }, about, "different", `"${displayName}"`, "not applied yet", byUp(naming, "makes it"));
}

/** Other applications that bear the integration's marker: a request that was sent twice, or somebody's copy. */
function copies(subject: Subject): Row[] {
  const { declared, live, tenant, naming } = subject;
  const about = { check: "application with our marker", property: "application.tags" };
  return tenant.applications
    .filter(({ id, tags }) => id !== live.id && bearsOurs(tags, declared))
    .map(({ id, displayName }) =>
      row(subject, about, "undeclared", none, `"${displayName}", object id ${id}`, {
        by: "command",
        command: `${naming.adopt} ${declared.resolved.name}`,
        does: `says what it is and how it goes (${registration(displayName, "Overview")})`,
      }),
    );
}

/** The vendor's own application: its principal, by whom it is, and everything that was granted to it here. */
function vendorsRows(sides: Sides, declared: DeclaredIntegration, clientId: string): Row[] {
  const { tenant, naming } = sides;
  const { name, displayName, tenantId } = declared.resolved;
  const live = tenant.vendors.find(({ appId }) => appId === clientId);
  const known = idInState(sides, declared, types.principal);
  const itself = { check: "enterprise application", property: "servicePrincipal" };
  const expected = `${known === undefined ? "in the state" : `object id ${known}`}, client id ${clientId}`;
  const adopt = (option: string, does: string) =>
    ({ by: "command", command: `${naming.adopt} ${name}${option}`, does }) as const;
  if (live?.principal === undefined)
    return [
      known === undefined
        ? row({ declared }, itself, "different", `"${displayName}"`, "not applied yet", byUp(naming, "makes it"))
        : row(
            { declared },
            itself,
            "different",
            expected,
            "deleted",
            adopt(" --restore", "brings it back with its object id, for 30 days"),
          ),
    ];
  const { principal } = live;
  const found = `object id ${principal.id}, client id ${live.appId}`;
  if (known === undefined)
    return [
      row(
        { declared },
        itself,
        "different",
        expected,
        `"${live.displayName}", ${found}, which no state knows`,
        adopt("", "takes it up as it stands"),
      ),
    ];
  if (known !== principal.id)
    return [
      row(
        { declared },
        itself,
        "different",
        expected,
        `another one, ${found}`,
        adopt(" --restore", "brings the former one back"),
      ),
    ];
  const whole: WithPrincipal = { ...sides, declared, live, principal };
  const owner = textIn(principal.shown, "appOwnerOrganizationId");
  const publisher = { check: "publisher", property: "servicePrincipal.appOwnerOrganizationId" };
  return [
    row(whole, itself, "same", expected, found),
    owner === tenantId
      ? row(whole, publisher, "different", "another organisation", "this tenant itself", {
          by: "hand",
          place: enterprise(live.displayName, "Overview"),
          does: "find out who registered an application with the vendor's client id here",
        })
      : row(whole, publisher, "same", "another organisation", "another organisation"),
    ...vendorsPrincipalRows(whole),
    ...vendorsOwnerRows(whole),
    ...principalKeyRows(whole),
    ...accessRows(whole),
    ...preconditionRows(whole),
  ];
}

function integrationRows(sides: Sides, declared: DeclaredIntegration): Row[] {
  const { registration: vendors } = declared.resolved;
  if (vendors !== undefined) return vendorsRows(sides, declared, vendors.clientId);
  const subject = subjectOf(sides, declared);
  if (subject === undefined) return [noApplication(sides, declared)];
  const { live, naming } = subject;
  const ids = `client id ${live.appId}`;
  const about = { check: "application", property: "application" };
  const application = [
    row(subject, about, "same", ids, ids),
    ...applicationRows(subject),
    lockRow(subject),
    ...requiredRows(subject),
    ...credentialRows(subject),
    ...federatedRows(subject),
    ...vaultRows(subject),
    ...copies(subject),
  ];
  const known = idInState(sides, declared, types.principal);
  const { principal } = live;
  const itself = { check: "enterprise application", property: "servicePrincipal" };
  if (principal === undefined || (known !== undefined && principal.id !== known))
    return [
      ...application,
      row(
        subject,
        itself,
        "different",
        `object id ${known ?? "(not applied yet)"}`,
        principal === undefined ? "deleted" : `another one, object id ${principal.id}`,
        {
          by: "command",
          command: `${naming.adopt} ${declared.resolved.name} --restore`,
          does: `brings it back with its object id and consents (${enterprise(live.displayName, "Overview")})`,
        },
      ),
    ];
  const whole = { ...subject, principal };
  return [
    ...application,
    row(subject, itself, "same", `object id ${principal.id}`, `object id ${principal.id}`),
    ...principalRows(whole),
    ...ownerRows(whole),
    ...principalKeyRows(whole),
    ...accessRows(whole),
    ...preconditionRows(whole),
  ];
}

/**
 * The rows of one that no run applies: what differs follows from that, and is counted. What stands there undeclared, or could
 * not be looked at, follows from nothing.
 */
function leftOutRows(sides: Sides, declared: DeclaredIntegration, { why, standing }: LeftOut): Row[] {
  const rows = integrationRows(sides, declared);
  const differing = rows.filter(({ verdict }) => verdict === "different").length;
  const stands =
    standing.length > 0 ? `stands as it was, and ${differing} of ${rows.length} checks differ` : "nothing of it stands";
  const about = { check: "applied", property: "integration" };
  const mend = byUp(sides.naming, `applies it, once this is mended: ${why.join("; ")}`);
  return [
    row({ declared }, about, "different", "as the file declares", `left out of each run: ${stands}`, mend),
    ...rows.filter(({ verdict }) => verdict !== "different"),
  ];
}

/** Integrations that the state knows and the file has no more: their access stands until the next `up`. */
function leftRows({ state, declared, naming }: Sides): Row[] {
  const names = new Set(declared.flatMap(({ resolved }) => [resolved.name, ...resolved.formerly]));
  return [...state.resources.values()]
    .filter(({ type, urn }) => type === types.integration && !names.has(nameIn(urn)))
    .map(({ urn }) => ({
      integration: nameIn(urn),
      check: "integration",
      property: "state",
      expected: none,
      found: "applied, and no longer in the file",
      verdict: "undeclared",
      remedy: byUp(naming, "removes it, or refuses where it is protected (docs/leaving.md)"),
    }));
}

/** What a run began and never saw end. */
function unfinishedRows({ state, naming }: Sides): Row[] {
  return state.pending.map(({ operation, resource: { urn } }) => ({
    integration: undefined,
    check: "the stack's state",
    property: "state.pending_operations",
    expected: "no unfinished run",
    found: `${operation} ${nameIn(urn)}`,
    verdict: "different",
    remedy: { by: "command", command: naming.adopt, does: "compares state and tenant, and says what to take up" },
  }));
}

/** Every row, by integration in the order of the file; what all share comes first. */
export function compare(sides: Sides): Row[] {
  const rowsOf = (declared: DeclaredIntegration) => {
    const leftOut = sides.leftOut?.find(({ name }) => name === declared.resolved.name);
    return leftOut === undefined ? integrationRows(sides, declared) : leftOutRows(sides, declared, leftOut);
  };
  return [...unfinishedRows(sides), ...sides.declared.flatMap(rowsOf), ...leftRows(sides)];
}
