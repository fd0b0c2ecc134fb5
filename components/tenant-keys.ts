/** The keys of `tenant`: which tenant it is, who owns its applications, and what its policy allows. */
import { z } from "zod";
import { notHeldFault } from "./apis-not-held.ts";
import { type EditorHints, hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { idFault, idHints, isId, normalId } from "./object-id.ts";
import { type ApiName, apiNames } from "./permissions.ts";
import { codePointName } from "./plain-text.ts";
import { shownUri } from "./redirect-uri.ts";
import { owner } from "./settings-owner.ts";
import { checked, day, integrationName, nameOfSomebody, serviceReference, unique } from "./settings-values.ts";
import { severalIn } from "./several.ts";
import type { Bounds } from "./tenant-policy.ts";

/** Hosts that carry the tenant's name and are not its domain. */
const otherHost = /^([a-z0-9-]+?)(?:-my|-admin)?\.(?:sharepoint|mail\.onmicrosoft|mail\.protection\.outlook)\.com$/i;

function domainFault(text: string): string | undefined {
  if (isId(text)) return `${text} is an id; write the domain, contoso.onmicrosoft.com`;
  const name = otherHost.exec(text.trim())?.[1];
  if (name !== undefined)
    return `${shown(text)} is an address of the tenant's, not its initial domain; write ${name.toLowerCase()}.onmicrosoft.com`;
  const [, first = "", initial = ""] = /^([a-z0-9-]+)\.([a-z]+\.[a-z]{2,3})$/i.exec(text.trim()) ?? [];
  if (
    initial.toLowerCase() !== "onmicrosoft.com" &&
    nearest(initial, ["onmicrosoft.com"]) !== undefined &&
    initial !== ""
  )
    return `${shown(text)} is not spelt as an initial domain; write ${first.toLowerCase()}.onmicrosoft.com`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) && !/^[\d.]+$/.test(text)) return undefined;
  const [, meant = ""] =
    /^(?:https?:\/\/)?(?:[^@\s/]*@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[./]*$|\/)/i.exec(text.normalize("NFKC").trim()) ??
    [];
  const several = severalIn(text, () => false);
  if (several !== undefined && several.length > 1 && several.every((part) => part.includes(".")))
    return `${shown(text)} holds ${several.length} domains; write the initial one alone (….onmicrosoft.com)`;
  const [odd] = /[^\x21-\x7e]/u.exec(text.normalize("NFKC").trim()) ?? [];
  if (odd !== undefined)
    return `${shown(text)} holds ${JSON.stringify(odd)} (${codePointName(odd)}); type the domain again`;
  if (/^[a-z0-9-]+$/i.test(text.trim()))
    return `${shown(text)} is not a whole domain; write ${text.trim().toLowerCase()}.onmicrosoft.com`;
  return meant === ""
    ? `${shown(text)} is not a domain; write contoso.onmicrosoft.com`
    : `${shownUri(text)} is not a domain alone; write ${meant.toLowerCase()}`;
}

export const domainHints: EditorHints = {
  name: "Domain",
  hints: [
    {
      not: "\\.sharepoint\\.com$|\\.mail\\.onmicrosoft\\.com$|\\.onmicrosoft\\.(?!(?:com|us|de|cn)$)",
      say: "Not the tenant's initial domain; write contoso.onmicrosoft.com",
    },
    { not: "^[0-9a-fA-F]{8}-", say: "An id; write the domain, contoso.onmicrosoft.com" },
    {
      is: "(?![\\d.]+$)[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+",
      say: "Not a domain alone; write contoso.onmicrosoft.com",
    },
  ],
};

/** What is wrong with a limit on credentials' lives. */
function lifetimeFault(value: unknown): string {
  const form = "write the days alone (180), or { days: 180, since: 2026-12-01 }";
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const { days, since: _, exempt: __, ...rest } = value as Record<string, unknown>;
    const [key] = Object.keys(rest);
    if (key !== undefined) return `has the key ${shown(key)}; ${form}`;
    if (days === undefined) return `has no \`days\`; ${form}`;
    return `has days: ${shown(days)}, which is no number of whole days; ${form}`;
  }
  if (
    typeof value === "string" &&
    /month|monat|mois|月|year|jahr|年|week|woche|週|^p\d+[myw]/i.test(value.normalize("NFKC"))
  )
    return `${shown(value)} is not told in days; ${form}`;
  const [digits] = typeof value === "string" ? (/\d+/.exec(value) ?? []) : [];
  return `${shown(value)} is no number of whole days; ${digits === undefined ? form : `write ${digits}`}`;
}

const days = z.int().min(1);

const exempt = z
  .array(integrationName)
  .min(1)
  .meta(unique)
  .optional()
  .describe("Integrations that it does not bind: an exemption of their application or of the deployer");

/** From when on a restriction binds, and whom it does not. */
const bounds = {
  since: day.optional().describe("The first `issued` that it binds; every one when left out"),
  exempt,
};

/** A limit of the tenant on the life of credentials, in days from `issued` to `expires`. */
function lifetime(what: string) {
  return z
    .union(
      [
        days.transform((value) => ({ days: value })),
        z.strictObject({ days: days.describe("The most days from `issued` to `expires`"), ...bounds }),
      ],
      { error: ({ input }) => lifetimeFault(input) },
    )
    .optional()
    .describe(
      `The most days that the tenant lets ${what} live, with the first \`issued\` that it binds where there is one`,
    );
}

/** What is wrong with a restriction that is there or not. */
function restrictionFault(value: unknown, keys: readonly string[]): string {
  const example = { since: "since: 2026-12-01", exempt: "exempt: [<integration>]" } as Record<string, string>;
  const form = `write true, or { ${keys.map((key) => example[key]).join(", ")} }`;
  if (value === false) return `false is what it is without the line; remove it, or ${form}`;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const key = Object.keys(value).find((one) => !keys.includes(one));
    return key === undefined ? `is empty; ${form}` : `has the key ${shown(key)}; ${form}`;
  }
  return `${shown(value)} is not how it is written; ${form}`;
}

/** A restriction of the tenant that is there or not. */
function restriction<Written extends z.ZodObject>(description: string, written: Written) {
  const keys = Object.keys(written.shape);
  return z
    .union([z.literal(true).transform((): Bounds => ({})), written], {
      error: ({ input }) => restrictionFault(input, keys),
    })
    .optional()
    .describe(description);
}

const policyKeys = {
  secretLifetimeDays: lifetime("client secrets"),
  certificateLifetimeDays: lifetime("certificates"),
  blocksSecrets: restriction(
    "No application gets a new client secret (Entra: Block password addition): only certificates and federated credentials pass",
    z.strictObject(bounds),
  ),
  trustedAuthoritiesOnly: restriction(
    "Certificates of the authorities that the tenant lists, and no others (Graph: trustedCertificateAuthority): none that is made here",
    z.strictObject(bounds),
  ),
  blocksMultiTenant: restriction(
    "No multitenant application (Graph, beta: audiences.azureAdMultipleOrgs)",
    z.strictObject({ exempt }),
  ),
  blocksIdentifierUris: restriction(
    "No Application ID URI but api://<client id> and api://<tenant id>/<client id>, while the access tokens are of version 1 (Entra: Block custom identifier URIs)",
    z.strictObject({ exempt }),
  ),
  requiresServiceReference: z
    .literal(true, { error: ({ input }) => restrictionFault(input, []).replace(", or {  }", "") })
    .optional()
    .describe("Entra registers no application without `serviceManagementReference`: every integration gives one"),
};

/** What is wrong with the name of an API. */
function apiFault(name: unknown): string {
  const notHeld = typeof name === "string" ? notHeldFault(name) : undefined;
  if (notHeld !== undefined) return notHeld;
  const meant = nearest(String(name), apiNames());
  return `${shown(name)} is not an API of Microsoft's that may be asked; ${meant ? `did you mean ${meant}?` : `known: ${apiNames().join(", ")}`}`;
}

export const tenantKeys = {
  id: checked(
    z
      .string()
      .meta({ description: "The tenant's id; credentials of any other tenant are refused", ...hinted(idHints) }),
    (text) =>
      /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)
        ? `${shown(text)} is a domain; write the tenant's id (Entra › Overview › Tenant ID)`
        : idFault(text, "the tenant's id (Entra › Overview › Tenant ID)"),
  ).transform(normalId),
  domain: checked(z.string().meta(hinted(domainHints)), domainFault)
    .describe("The tenant's initial domain: contoso.onmicrosoft.com")
    .transform((domain) => domain.toLowerCase()),
  owners: z
    .array(owner)
    .min(1)
    .meta(unique)
    .describe("Owners of every application and its principal (object ids); the one that deploys is marked"),
  policy: z
    .strictObject(policyKeys)
    .optional()
    .describe(
      "What the tenant's app management policy allows (Entra › Enterprise apps › App management policies): Entra refuses what goes beyond it",
    ),
  absentApis: z
    .array(z.enum(apiNames() as [ApiName, ...ApiName[]], { error: ({ input }) => apiFault(input) }))
    .min(1)
    .meta(unique)
    .optional()
    .describe("APIs of Microsoft that this tenant has no licence for: nothing may ask them for permissions"),
  names: z
    // The ids are not checked as the key's schema: zod would tell of one as of a broken record.
    .record(z.string(), nameOfSomebody)
    .transform((all) => Object.fromEntries(Object.entries(all).map(([key, name]) => [normalId(key), name])))
    .meta({ propertyNames: hinted(idHints) })
    .optional()
    .describe(
      "Who the object ids of users, groups and owners are: `<object id>: Adele Vance`. It stands beside the id in review, sheet and `verify`; `doctor` compares it with the tenant",
    ),
  serviceManagementReference: serviceReference
    .optional()
    .describe("The entry in your register of services of every integration that names none of its own"),
  disposable: z.boolean().optional().describe("A sandbox: nothing is protected. Never in a real one"),
};
