/**
 * What the tenant's app management policy would refuse, after the application and its principal have been made. It reads the
 * raw data and passes over what the schema has refused.
 */
import { X509Certificate } from "node:crypto";
import { onlyKind, type ScheduledKind, scheduledWays } from "./asked-credential.ts";
import type { CertificateReader } from "./certificate-file.ts";
import { addDays, dayNumber, isDay, issueDay } from "./dates.ts";
import type { Definitions, VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { identifierUriAsked } from "./identifier-uri.ts";
import { nearest } from "./nearest.ts";
import { isMap, type Raw } from "./raw.ts";
import { shownUri } from "./redirect-uri.ts";
import { exemption, inPortal, isUsualIdentifierUri, lifetimeLimits, type Restriction } from "./tenant-policy.ts";

type Path = Fault["path"];

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
}

/** A restriction as far as it is written right. */
interface Written {
  readonly days: number | undefined;
  readonly since: string;
}

/** The restriction as it binds an integration; undefined where it does not. */
function binding(policy: Raw, key: Restriction, integration: string): Written | undefined {
  const written = policy[key];
  if (written !== true && typeof written !== "number" && !isMap(written)) return undefined;
  const { days, since = "", exempt } = isMap(written) ? written : { days: written };
  if (typeof since !== "string" || textsIn(exempt).includes(integration)) return undefined;
  return { days: typeof days === "number" && Number.isInteger(days) && days > 0 ? days : undefined, since };
}

/** One line of `credentials`, as far as it is written right. */
interface Line {
  readonly integration: string;
  readonly definition: VendorDefinition;
  readonly kind: ScheduledKind;
  readonly issued: string;
  readonly expires: string;
  readonly certificate: string | undefined;
  readonly path: Path;
}

function linesOf(integration: string, { credentials }: Raw, definition: VendorDefinition): Line[] {
  if (!Array.isArray(credentials)) return [];
  return credentials.flatMap((entry: unknown, index): Line[] => {
    if (!isMap(entry) || typeof entry.issued !== "string" || typeof entry.expires !== "string") return [];
    const kind = entry.kind ?? onlyKind(definition);
    if (kind !== "secret" && kind !== "certificate") return [];
    const issued = issueDay(entry.issued);
    if (!isDay(issued) || !isDay(entry.expires)) return [];
    return [
      {
        integration,
        definition,
        kind,
        issued: entry.issued,
        expires: entry.expires,
        certificate: typeof entry.certificate === "string" ? entry.certificate : undefined,
        path: ["integrations", integration, "credentials", index],
      },
    ];
  });
}

function lifetimeFaults(policy: Raw, { integration, kind, issued, expires, path }: Line): Fault[] {
  const { key, what } = lifetimeLimits[kind];
  const limit = binding(policy, key, integration);
  const day = issueDay(issued);
  if (limit?.days === undefined || day < limit.since) return [];
  const life = dayNumber(expires) - dayNumber(day);
  if (life <= limit.days) return [];
  const message = `expires ${expires} is ${life} days after issued ${issued}; the tenant takes ${what} of at most ${limit.days} days (tenant.policy.${key}): write ${addDays(day, limit.days)} or earlier`;
  return [{ path: [...path, "expires"], message }];
}

function secretFaults(policy: Raw, { integration, definition, kind, issued, path }: Line): Fault[] {
  const key = "blocksSecrets";
  const limit = binding(policy, key, integration);
  if (limit === undefined || kind !== "secret" || issueDay(issued) < limit.since) return [];
  const certificate = scheduledWays(definition).some((asked) => asked.kind === "certificate");
  const exempted = exemption(key, integration);
  const instead =
    certificate && "oneOf" in definition.credential
      ? `write \`kind: certificate\`, or ${exempted}`
      : `${definition.product}'s page takes no certificate in its place; ${exempted}`;
  const message = `is a client secret, and the tenant takes no new one (tenant.policy.${key}; in Entra: ${inPortal[key]}): ${instead}`;
  return [{ path, message }];
}

function authorityFaults(policy: Raw, line: Line, certificates: CertificateReader): Fault[] {
  const { integration, kind, issued, certificate, path } = line;
  const key = "trustedAuthoritiesOnly";
  const limit = binding(policy, key, integration);
  if (limit === undefined || kind !== "certificate" || issueDay(issued) < limit.since) return [];
  const read = certificate === undefined ? undefined : certificates(certificate);
  // What cannot be read is told elsewhere; whether the tenant lists another issuer only the tenant knows.
  if (typeof read === "string") return [];
  const x509 = read === undefined ? undefined : new X509Certificate(read.pem);
  if (x509 !== undefined && !x509.checkIssued(x509)) return [];
  const what =
    certificate === undefined ? "is a certificate made here, which signs itself" : "names one that signs itself";
  const message = `${what}, and the tenant takes those of its trusted authorities alone (tenant.policy.${key}): name one that such an authority issued (certificate: certificates/${integration}.pem), or ${exemption(key, integration)}`;
  return [{ path: certificate === undefined ? path : [...path, "certificate"], message }];
}

function audienceFaults(policy: Raw, integration: string, { audience }: Raw, definition: VendorDefinition): Fault[] {
  const key = "blocksMultiTenant";
  const narrowed = audience === "single" && definition.narrowerAudience !== undefined;
  if (definition.registration !== undefined || definition.audience === "AzureADMyOrg" || narrowed) return [];
  if (binding(policy, key, integration) === undefined) return [];
  const blocked = `which the tenant blocks (tenant.policy.${key})`;
  const instead = exemption(key, integration);
  return definition.narrowerAudience === undefined
    ? [
        {
          path: ["integrations", integration, "vendor"],
          message: `${definition.product}'s page asks for a multitenant application, ${blocked}: ${instead}`,
        },
      ]
    : [
        {
          path: ["integrations", integration, "audience"],
          message: `makes a multitenant application, ${blocked}: write audience: single, or ${instead}`,
        },
      ];
}

function identifierUriFaults(
  { id }: Raw,
  policy: Raw,
  integration: string,
  { identifierUri: typed }: Raw,
  { exposes, registration, product }: VendorDefinition,
): Fault[] {
  const key = "blocksIdentifierUris";
  const asked = exposes?.identifierUri;
  // The policy leaves applications with tokens of version 2 alone (excludeAppsReceivingV2Tokens).
  if (asked === undefined || registration !== undefined || exposes?.accessTokenVersion === 2) return [];
  if (typeof id !== "string" || binding(policy, key, integration) === undefined) return [];
  const identifierUri = typeof typed === "string" ? typed : undefined;
  const uri = identifierUriAsked(asked, id.toLowerCase(), { identifierUri });
  if (uri === undefined || isUsualIdentifierUri(uri, id.toLowerCase())) return [];
  const blocked = `${shownUri(uri)}, and the tenant blocks every ID URI but api://{clientId} and api://{tenantId}/{clientId} (tenant.policy.${key}; in Entra: ${inPortal[key]})`;
  return asked.from === "identifierUri"
    ? [
        {
          path: ["integrations", integration, "identifierUri"],
          message: `is ${blocked}: write one of these where the product takes it, or ${exemption(key, integration)}`,
        },
      ]
    : [
        {
          path: ["integrations", integration, "vendor"],
          message: `${product}'s page asks for ${blocked}: ${exemption(key, integration)}`,
        },
      ];
}

function referenceFaults(
  tenant: Raw,
  policy: Raw,
  integration: string,
  settings: Raw,
  { registration }: VendorDefinition,
) {
  if (policy.requiresServiceReference !== true || registration !== undefined) return [];
  const written = settings.serviceManagementReference ?? tenant.serviceManagementReference;
  if (written !== undefined) return [];
  const path = ["integrations", integration, "serviceManagementReference"];
  const message =
    "is missing, and the tenant registers no application without one (tenant.policy.requiresServiceReference): write its entry in your register of services here, or one for all of them under `tenant`";
  return [{ path, message }];
}

/** Names under `exempt` that are no integrations: they would exempt nobody. */
function exemptFaults(policy: Raw, integrations: readonly string[]): Fault[] {
  return Object.keys(inPortal).flatMap((key) => {
    const written = policy[key];
    if (!isMap(written)) return [];
    return textsIn(written.exempt).flatMap((name, index) => {
      if (integrations.includes(name)) return [];
      const meant = nearest(name, integrations);
      const hint = meant === undefined ? `known: ${integrations.join(", ")}` : `did you mean ${meant}?`;
      const message = `${shown(name)} is no integration of this file; ${hint}`;
      return [{ path: ["tenant", "policy", key, "exempt", index], message }];
    });
  });
}

/** Every fault of the file that `tenant.policy` decides. */
export function policyFaults(
  { tenant }: Raw,
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
  certificates: CertificateReader,
): Fault[] {
  if (!isMap(tenant) || !isMap(tenant.policy)) return [];
  const { policy } = tenant;
  const faults = integrations.flatMap(([integration, settings]) => {
    const definition = definitionOf(settings.vendor);
    if (definition === undefined) return [];
    const lines = linesOf(integration, settings, definition);
    return [
      ...lines.flatMap((line) => [
        ...lifetimeFaults(policy, line),
        ...secretFaults(policy, line),
        ...authorityFaults(policy, line, certificates),
      ]),
      ...audienceFaults(policy, integration, settings, definition),
      ...identifierUriFaults(tenant, policy, integration, settings, definition),
      ...referenceFaults(tenant, policy, integration, settings, definition),
    ];
  });
  const names = integrations.map(([name]) => name);
  return [...exemptFaults(policy, names), ...faults];
}
