/**
 * Whether the tenant's app management policies admit what the file makes, and whether the file knows them.
 * Sources of the permissions that read them: learn.microsoft.com, /graph/api/tenantappmanagementpolicy-get and
 * /graph/api/appmanagementpolicy-list-appliesto.
 */
import { kindOf, type ScheduledKind } from "../../../components/asked-credential.ts";
import { dayNumber, issueDay } from "../../../components/dates.ts";
import { writtenPlace } from "../../../components/parts.ts";
import type { ResolvedIntegration, ScheduledCredential } from "../../../components/resolved-integration.ts";
import {
  exemptedAt,
  isUsualIdentifierUri,
  lifetimeLimits,
  type Restriction as PolicyKey,
  policyFor,
} from "../../../components/tenant-policy.ts";
import type { GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import {
  daysIn,
  type InForce,
  inForce,
  mayExempt,
  type OwnPolicy,
  ofCredentials,
  ofCustomUris,
  ofSeveralTenants,
  type Policies,
  readOwn,
} from "./app-management.ts";
import { type Answer, answered, type Declared, object, type Part } from "./part.ts";
import { has, readStanding, type Standing } from "./standing.ts";

interface Answers {
  readonly tenants: Answer<GraphObject | undefined>;
  /** With what v1.0 does not know; asked where a multitenant application is declared. */
  readonly beta: Answer<GraphObject | undefined> | undefined;
  readonly own: Answer<readonly OwnPolicy[]>;
  readonly standing: Answer<ReadonlyMap<string, Standing>>;
}

/** The newest credential of a kind. */
function newestOf({ credential }: ResolvedIntegration, kind: ScheduledKind): ScheduledCredential | undefined {
  return credential.schedule.findLast((scheduled) => kindOf(credential, scheduled) === kind);
}

function lifeOf({ issued, expires }: ScheduledCredential): number {
  return dayNumber(expires) - dayNumber(issueDay(issued));
}

/** What is found of one integration, before those with the same are told together. */
interface Verdicted extends Pick<Row, "expected" | "found" | "verdict" | "remedy" | "stops"> {
  readonly integration: string;
  readonly path: string;
}

/** One row for all integrations of which the same is found. */
function together(check: string, all: readonly Verdicted[]): Row[] {
  const same = Map.groupBy(all, ({ expected, found, verdict, remedy, stops }) =>
    JSON.stringify([expected, found, verdict, remedy, stops]),
  );
  return [...same.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { integration: _, path: __, ...row } = first;
    return [
      {
        part: "policy",
        check,
        subject: rows.map(({ integration }) => integration).join(", "),
        ...row,
        at: rows.map(({ path }) => path),
      },
    ];
  });
}

/** Who is exempt is no reader's to tell, so a refusal that rests on it is none for sure. */
function refused(found: InForce, row: Omit<Verdicted, "verdict">): Verdicted {
  if (!mayExempt(found)) return { ...row, verdict: "wrong" };
  const { stops: _, ...rest } = row;
  return {
    ...rest,
    found: `${row.found}; callers with a custom security attribute are exempt`,
    verdict: "not readable",
    remedy: `see whether the deployer has that attribute (Entra › Enterprise apps › the deployer › Custom security attributes); where it has not: ${row.remedy}`,
  };
}

function lifetimeRow(
  kind: ScheduledKind,
  policies: Policies,
  declared: Declared,
  of: ResolvedIntegration,
): Verdicted[] {
  const { key, what, graph } = lifetimeLimits[kind];
  const newest = newestOf(of, kind);
  if (newest === undefined) return [];
  const written = policyFor(declared.tenant.policy, of.name)[key];
  const found = inForce(
    policies,
    of.name,
    ofCredentials(kind === "secret" ? "passwordCredentials" : "keyCredentials", graph),
  );
  const days = found?.restriction.maxLifetime ? daysIn(found.restriction.maxLifetime) : undefined;
  const row = {
    integration: of.name,
    path: `${writtenPlace(of)}.credentials`,
    expected:
      written === undefined ? "no limit, as the file says none" : `${written.days} days or more, as the file says`,
    found: days === undefined ? "no limit" : `${days} days, by ${found?.by}`,
  };
  if (found === undefined || days === undefined) return [{ ...row, verdict: "ok" }];
  const stands = policies.standing.get(of.name);
  const made = stands !== undefined && has(stands, of, newest);
  const life = lifeOf(newest);
  if (life > days && !made)
    return [
      refused(found, {
        ...row,
        stops: true,
        remedy: `Entra would refuse ${newest.issued} (${life} days): let it end within ${days} days, or exempt its application; and write \`policy: { ${key}: ${days} }\` under \`tenant\` in ${declared.file}, so that check says it first`,
      }),
    ];
  if (written !== undefined && written.days <= days) return [{ ...row, verdict: "ok" }];
  return [
    {
      ...row,
      verdict: "wrong",
      remedy: `write \`policy: { ${key}: ${days} }\` under \`tenant\` in ${declared.file}, with \`since\` where older ${what} stay; check then names each that is too long`,
    },
  ];
}

/** Restrictions that forbid a kind of credential. */
const forbids = [
  {
    check: "secret-allowed",
    key: "blocksSecrets",
    list: "passwordCredentials",
    type: "passwordAddition",
    what: "client secrets",
    instead: `use a certificate where the vendor takes one; else have the deployer exempted (${exemptedAt("blocksSecrets")})`,
  },
  {
    check: "certificate-authority",
    key: "trustedAuthoritiesOnly",
    list: "keyCredentials",
    type: "trustedCertificateAuthority",
    what: "certificates that sign themselves",
    instead: "name a certificate of an authority that the tenant lists (`certificate: certificates/<name>.pem`)",
  },
] as const satisfies readonly { readonly key: PolicyKey; readonly [key: string]: string }[];

function forbiddenRow(
  { key, list, type, what, instead }: (typeof forbids)[number],
  policies: Policies,
  { tenant, file }: Declared,
  of: ResolvedIntegration,
): Verdicted[] {
  const kind = list === "passwordCredentials" ? "secret" : "certificate";
  const newest = newestOf(of, kind);
  // A certificate that the file names may be of a listed authority.
  if (newest === undefined || newest.certificate !== undefined) return [];
  const written = policyFor(tenant.policy, of.name)[key];
  const found = inForce(policies, of.name, ofCredentials(list, type));
  const row = {
    integration: of.name,
    path: `${writtenPlace(of)}.credentials`,
    expected: written === undefined ? `${what}, which the file makes` : `no new ${what}, as the file says`,
    found: found === undefined ? "allowed" : `no new one, by ${found.by}`,
  };
  if (found === undefined) return [{ ...row, verdict: "ok" }];
  const stands = policies.standing.get(of.name);
  if (stands === undefined || !has(stands, of, newest))
    return [refused(found, { ...row, stops: true, remedy: instead })];
  if (written !== undefined) return [{ ...row, verdict: "ok" }];
  return [
    {
      ...row,
      verdict: "wrong",
      remedy: `what stands goes on; the next one is refused: write \`policy: { ${key}: true }\` under \`tenant\` in ${file}, so that check says it before`,
    },
  ];
}

/** An application of its own that signs in people of any tenant. */
function isOfSeveralTenants({ audience, registration }: ResolvedIntegration): boolean {
  return audience === "AzureADMultipleOrgs" && registration === undefined;
}

function audienceRow(policies: Policies, { tenant, file }: Declared, of: ResolvedIntegration): Verdicted[] {
  if (!isOfSeveralTenants(of)) return [];
  const found = inForce(policies, of.name, ofSeveralTenants);
  const stands = policies.standing.get(of.name)?.signInAudience === of.audience;
  const row = {
    integration: of.name,
    path: `${writtenPlace(of)}.audience`,
    expected: "a multitenant application",
    found: found === undefined ? "allowed" : `none that is new, by ${found.by}`,
  };
  if (found === undefined || stands) return [{ ...row, verdict: "ok" }];
  return [
    refused(found, {
      ...row,
      stops: true,
      remedy: `write \`audience: single\` where the vendor's page lets you; else have the deployer exempted${policyFor(tenant.policy, of.name).blocksMultiTenant === undefined ? `; and write \`policy: { blocksMultiTenant: true }\` under \`tenant\` in ${file}` : ""}`,
    }),
  ];
}

function identifierUriRow(policies: Policies, { tenant, file }: Declared, of: ResolvedIntegration): Verdicted[] {
  const { identifierUri: uri, accessTokenVersion } = of.exposes ?? {};
  if (uri === undefined || isUsualIdentifierUri(uri, of.tenantId)) return [];
  const found = inForce(policies, of.name, ofCustomUris);
  const stands = (policies.standing.get(of.name)?.identifierUris.length ?? 0) > 0;
  const row = {
    integration: of.name,
    path: `${writtenPlace(of)}.identifierUri`,
    expected: `the Application ID URI ${uri}`,
    found: found === undefined ? "allowed" : `none that is new of this form, by ${found.by}`,
  };
  const spared = accessTokenVersion === 2 && found?.restriction.excludeAppsReceivingV2Tokens === true;
  if (found === undefined || spared || stands) return [{ ...row, verdict: "ok" }];
  const known = policyFor(tenant.policy, of.name).blocksIdentifierUris !== undefined;
  return [
    refused(found, {
      ...row,
      stops: true,
      remedy: `write api://{clientId} where the product takes it; else have the deployer exempted (${exemptedAt("blocksIdentifierUris")})${known ? "" : `; and write \`policy: { blocksIdentifierUris: true }\` under \`tenant\` in ${file}`}`,
    }),
  ];
}

/** Graph has no setting that tells whether a tenant demands the entry, so the file's own word is all there is to hold. */
function referenceRows({ tenant, integrations }: Declared): Row[] {
  if (!tenant.policy?.requiresServiceReference) return [];
  const own = integrations.filter(({ registration }) => registration === undefined);
  const without = own.filter(({ serviceManagementReference }) => serviceManagementReference === undefined);
  return [
    {
      part: "policy",
      check: "service-reference",
      subject: tenant.domain,
      expected: "one for each application, as the file says",
      found: `${own.length - without.length} of ${own.length} (Graph does not tell whether the tenant demands it)`,
      verdict: without.length === 0 ? "ok" : "wrong",
      ...(without.length > 0 && {
        remedy: "./integrations check names each that lacks one",
        stops: true,
        at: without.map((one) => `${writtenPlace(one)}.serviceManagementReference`),
      }),
    },
  ];
}

const reading = "whoever is signed in needs Policy.Read.All (in person: Global Reader)";

function unread(check: string, subject: string, expected: string, found: string, remedy: string): Row {
  return { part: "policy", check, subject, expected, found, verdict: "not readable", remedy };
}

function judge({ tenants, beta, own, standing }: Answers, declared: Declared): Row[] {
  const { domain } = declared.tenant;
  if ("unread" in tenants || tenants.read === undefined)
    return [
      unread(
        "secret-lifetime",
        domain,
        "an app management policy that admits the file's credentials",
        "unread" in tenants ? tenants.unread : "none",
        `${reading}, or Entra › Enterprise apps › App management policies shows it`,
      ),
      ...referenceRows(declared),
    ];
  const policies: Policies = {
    tenants: tenants.read,
    own: "read" in own ? own.read : [],
    standing: "read" in standing ? standing.read : new Map(),
    now: declared.now,
  };
  const wider =
    beta !== undefined && "read" in beta && beta.read !== undefined ? { ...policies, tenants: beta.read } : undefined;
  const each = (rows: (of: ResolvedIntegration) => Verdicted[]) => declared.integrations.flatMap(rows);
  return [
    ...("unread" in own
      ? [
          unread(
            "own-policy",
            domain,
            "policies of single applications, which go before the tenant's",
            own.unread,
            `${reading} and Application.Read.All`,
          ),
        ]
      : []),
    ...("unread" in standing
      ? [
          unread(
            "own-policy",
            domain,
            "the applications that stand already",
            standing.unread,
            "whoever is signed in needs Application.Read.All",
          ),
        ]
      : []),
    ...together(
      "secret-lifetime",
      each((of) => lifetimeRow("secret", policies, declared, of)),
    ),
    ...together(
      "certificate-lifetime",
      each((of) => lifetimeRow("certificate", policies, declared, of)),
    ),
    ...forbids.flatMap((one) =>
      together(
        one.check,
        each((of) => forbiddenRow(one, policies, declared, of)),
      ),
    ),
    ...together(
      "identifier-uri",
      each((of) => identifierUriRow(policies, declared, of)),
    ),
    ...(wider === undefined
      ? []
      : together(
          "multi-tenant",
          each((of) => audienceRow(wider, declared, of)),
        )),
    ...referenceRows(declared),
  ];
}

export const policy: Part<Answers> = {
  name: "policy",
  checks: [
    "own-policy",
    "secret-lifetime",
    "certificate-lifetime",
    "secret-allowed",
    "certificate-authority",
    "identifier-uri",
    "multi-tenant",
    "service-reference",
  ],
  read: async ({ graph, beta }, declared) => {
    const several = declared.integrations.some(isOfSeveralTenants);
    const path = "/policies/defaultAppManagementPolicy";
    const [tenants, wider, own, standing] = await Promise.all([
      object(graph, path),
      several ? answered(beta(path)) : undefined,
      answered(readOwn(graph)),
      readStanding(graph, declared),
    ]);
    return { tenants, beta: wider, own, standing };
  },
  judge,
};
