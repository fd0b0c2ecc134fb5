/**
 * Whether the tenant's app management policy admits the credentials of the file, and whether the file knows the policy.
 * Source: learn.microsoft.com, /graph/api/resources/tenantappmanagementpolicy. A policy of one application alone
 * (appManagementPolicies) is not read.
 */
import { kindOf } from "../../../components/asked-credential.ts";
import { dayNumber, issueDay } from "../../../components/dates.ts";
import type { ResolvedIntegration, ScheduledCredential } from "../../../components/resolved-integration.ts";
import { type LifetimeLimit, lifetimeLimits } from "../../../components/tenant-policy.ts";
import type { GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, object, type Part } from "./part.ts";

/** One restriction, as Graph shows it. */
interface Restriction {
  readonly restrictionType?: string;
  readonly state?: string;
  /** ISO 8601: `P180D`. */
  readonly maxLifetime?: string | null;
}

/** Days of a duration in ISO 8601; a month counts 30 of them and a year 365, as Entra's portal does. */
export function daysIn(duration: string): number | undefined {
  const [all, years, months, weeks, days] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$/.exec(duration) ?? [];
  if (all === undefined || all === "P") return undefined;
  const number = (text: string | undefined) => Number(text ?? 0);
  return number(years) * 365 + number(months) * 30 + number(weeks) * 7 + number(days);
}

const kinds = {
  secret: {
    list: "passwordCredentials",
    lifetime: "passwordLifetime",
    forbidden: "passwordAddition",
    ...lifetimeLimits.secret,
  },
  certificate: {
    list: "keyCredentials",
    lifetime: "asymmetricKeyLifetime",
    forbidden: undefined,
    ...lifetimeLimits.certificate,
  },
} as const;

type Kind = keyof typeof kinds;

function restrictionsOf(policy: GraphObject, kind: Kind): readonly Restriction[] {
  if (policy.isEnabled !== true) return [];
  const all = (policy.applicationRestrictions ?? {}) as Readonly<Record<string, readonly Restriction[] | undefined>>;
  return (all[kinds[kind].list] ?? []).filter(({ state }) => state === "enabled");
}

function limitIn(policy: GraphObject, kind: Kind): number | undefined {
  const found = restrictionsOf(policy, kind).find(({ restrictionType }) => restrictionType === kinds[kind].lifetime);
  return found?.maxLifetime ? daysIn(found.maxLifetime) : undefined;
}

/** The newest credential of a kind. */
function newestOf({ credential }: ResolvedIntegration, kind: Kind): ScheduledCredential | undefined {
  return credential.schedule.findLast((scheduled) => kindOf(credential, scheduled) === kind);
}

/** The newest credential of a kind, where the tenant would refuse it. */
function tooLong(integration: ResolvedIntegration, kind: Kind, days: number): string[] {
  const { name } = integration;
  const newest = newestOf(integration, kind);
  if (newest === undefined) return [];
  const life = dayNumber(newest.expires) - dayNumber(issueDay(newest.issued));
  return life > days ? [`${name} (${newest.issued}, ${life} days)`] : [];
}

function limitRow(kind: Kind, policy: GraphObject, declared: Declared): Row[] {
  const of = declared.integrations.filter((integration) => newestOf(integration, kind) !== undefined);
  const { key, what } = kinds[kind];
  const written: LifetimeLimit | undefined = declared.tenant.policy?.[key];
  if (of.length === 0 && written === undefined) return [];
  const days = limitIn(policy, kind);
  const row = {
    part: "policy",
    check: kind === "secret" ? "secret-lifetime" : "certificate-lifetime",
    subject: declared.tenant.domain,
    expected:
      written === undefined ? "no limit, as the file says none" : `${written.days} days or more, as the file says`,
    found: days === undefined ? "no limit" : `${days} days`,
  };
  if (days === undefined) return [{ ...row, verdict: "ok" }];
  const refused = of.flatMap((integration) => tooLong(integration, kind, days));
  if (written !== undefined && written.days <= days && (refused.length === 0 || written.since !== undefined))
    return [{ ...row, verdict: "ok" }];
  const which = refused.length === 0 ? "" : ` It would refuse to make ${refused.join(", ")}`;
  return [
    {
      ...row,
      verdict: "wrong",
      remedy: `write \`policy: { ${key}: ${days} }\` under \`tenant\` in ${declared.file}, with \`since\` where older ${what} stay; check then names each that is too long.${which}`,
    },
  ];
}

function additionRow(policy: GraphObject, { integrations, tenant }: Declared): Row[] {
  const names = integrations
    .filter((integration) => newestOf(integration, "secret") !== undefined)
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const forbidden = restrictionsOf(policy, "secret").some(
    ({ restrictionType }) => restrictionType === kinds.secret.forbidden,
  );
  const row = {
    part: "policy",
    check: "secret-allowed",
    subject: tenant.domain,
    expected: `client secrets, for ${names.join(", ")}`,
    found: forbidden ? "no application may get a new one" : "allowed",
  };
  if (!forbidden) return [{ ...row, verdict: "ok" }];
  return [
    {
      ...row,
      verdict: "wrong",
      remedy:
        "use a certificate where the vendor takes one; else exempt these applications (an app management policy of their own) before the first run",
    },
  ];
}

function judge(answer: Answer<GraphObject | undefined>, declared: Declared): Row[] {
  if ("unread" in answer || answer.read === undefined)
    return [
      {
        part: "policy",
        check: "secret-lifetime",
        subject: declared.tenant.domain,
        expected: "an app management policy that admits the file's credentials",
        found: "unread" in answer ? answer.unread : "none",
        verdict: "not readable",
        remedy:
          "whoever is signed in needs Policy.Read.All, or Entra › Enterprise applications › Application policies shows it",
      },
    ];
  const { read: policy } = answer;
  return [
    ...limitRow("secret", policy, declared),
    ...limitRow("certificate", policy, declared),
    ...additionRow(policy, declared),
  ];
}

export const policy: Part<Answer<GraphObject | undefined>> = {
  name: "policy",
  checks: ["secret-lifetime", "certificate-lifetime", "secret-allowed"],
  read: (graph) => object(graph, "/policies/defaultAppManagementPolicy"),
  judge,
};
