/**
 * Writes docs/vendors.md from the vendors' definitions: `npm run vendors-doc`.
 */
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { administersProduct, rolesOfPeople } from "../components/app-roles.ts";
import { redirectsAsked } from "../components/asked.ts";
import type {
  AddablePermissions,
  CredentialAsked,
  CredentialsAsked,
  Platform,
  RedirectUris,
  RedirectUrisOn,
  RoleAsked,
  VendorDefinition,
} from "../components/definition.ts";
import { defaultIdentifierUri } from "../components/identifier-uri.ts";
import { markdownCode as code } from "../components/markdown.ts";
import type { ApiName, Permissions } from "../components/permissions.ts";
import { vendors } from "../components/vendors/index.ts";

/** Where the document stands. */
export const vendorsDocumentFile = new URL("../docs/vendors.md", import.meta.url);

const introduction = `# Vendors

Generated from \`components/vendors/\` by \`npm run vendors-doc\`. Change a definition, not this file.

What each vendor's page asks for, and what it does not say. An integration of each, to copy from, stands in
[tenants/gallery.yaml](../tenants/gallery.yaml); \`make up STACK=gallery\` stands them up in a simulated tenant. The steps of
the page are on the sheet (\`./integrations handover\`), with that integration's values.`;

/** A definition's text as Markdown shows it: `<name>` is no tag, other than within a code span. */
function text(words: string): string {
  const spans = words.replaceAll("\n", " ").split("`");
  return spans.map((span, index) => (index % 2 === 0 ? span.replace(/[<*]/g, "\\$&") : span)).join("`");
}

/** API, kind and names, a line for each kind. */
function permissionsIn(permissions: Permissions): string[] {
  return (Object.keys(permissions) as ApiName[]).flatMap((api) =>
    (["delegated", "application"] as const).flatMap((kind) => {
      const names: readonly string[] = permissions[api]?.[kind] ?? [];
      return names.length === 0 ? [] : [`${text(api)}, ${kind}: ${names.map(code).join(", ")}`];
    }),
  );
}

function addableIn(addable: AddablePermissions): string[] {
  if ("only" in addable) return permissionsIn(addable.only);
  return addable.any.map(({ api, kinds }) => `${text(api)}, ${kinds.join(" or ")}: any`);
}

const platformWords: Readonly<Record<Platform, string>> = {
  web: "",
  spa: "single-page application: ",
  publicClient: "mobile and desktop: ",
};

function redirectsIn(asked: RedirectUris): string {
  const all = redirectsAsked(asked).map((one) => `${platformWords[one.platform]}${redirectsOn(one)}`);
  return all.length === 0 ? "none" : all.join("; ");
}

function redirectsOn(asked: RedirectUrisOn): string {
  switch (asked.from) {
    case "page":
      return `${asked.uris.map(code).join(", ")}, the same for every customer`;
    case "variants":
      return Object.entries(asked.variants)
        .map(([word, { uris }]) => `${code(word)} ${uris.map(code).join(", ")}`)
        .join("; ");
    case "redirectUris":
      return `yours to write (${asked.min === asked.max ? asked.min : `${asked.min} to ${asked.max}`})`;
    case "instances":
      return [asked.template].flat().map(code).join(", ");
  }
}

function identifierUriIn({ exposes }: VendorDefinition): string | undefined {
  const asked = exposes?.identifierUri;
  if (asked === undefined) return undefined;
  if (asked.from === "identifierUri") return "yours to write (`identifierUri`)";
  return asked.from === "page" ? code(asked.uri) : code(defaultIdentifierUri);
}

function scopesIn({ exposes }: VendorDefinition): string {
  return (exposes?.scopes ?? []).map(({ value, consent }) => `${code(value)} (${consent} consent)`).join(", ");
}

function oneCredential(asked: CredentialAsked): string {
  switch (asked.kind) {
    case "none":
      return "none of ours: the vendor proves itself";
    case "federated":
      return "tokens of another issuer (federated)";
    case "secret":
      return `client secret${asked.lifetime ? ` for ${asked.lifetime}` : ""}`;
    case "certificate":
      return `certificate${asked.lifetime ? ` for ${asked.lifetime}` : ""}`;
  }
}

function credentialIn(asked: CredentialsAsked): string {
  if ("oneOf" in asked) return asked.oneOf.map(oneCredential).join(", or ");
  if ("all" in asked) return asked.all.map(oneCredential).join(" and ");
  return oneCredential(asked);
}

function roleIn(asked: RoleAsked): string {
  const roles = "oneOf" in asked ? asked.oneOf.map(text).join(" or ") : text(asked.role);
  return asked.when === undefined ? roles : `${roles} (in some cases)`;
}

function rolesIn({ directoryRoles }: VendorDefinition): string | undefined {
  if (directoryRoles === undefined) return undefined;
  return directoryRoles === true ? "not named by the page: yours to write" : directoryRoles.map(roleIn).join("; ");
}

function mailboxesIn({ mailboxes }: VendorDefinition): string | undefined {
  if (mailboxes === undefined) return undefined;
  if (mailboxes === true) return "those that you name, opened by a script in Exchange Online";
  return `those that you name, by roles of Exchange Online${mailboxes.always ? "" : "; every one where none is named"}`;
}

function item(label: string, said: string | undefined): string[] {
  return said === undefined || said === "" ? [] : [`- ${label}: ${said}`];
}

/** A label with several lines below it. */
function items(label: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`- ${label}:`, ...lines.map((line) => `  - ${line}`)];
}

/** Roles of the product's own to which the file assigns people. */
function appRolesIn(definition: VendorDefinition): string[] {
  return rolesOfPeople(definition).map(
    (role) =>
      `${code(role.value)}: ${text(role.description)}${administersProduct(role) ? " (administers the product)" : ""}`,
  );
}

function entry(definition: VendorDefinition): string {
  const { vendor, product, page, serves, registration, audience, narrowerAudience, permissionSets = {} } = definition;
  const { omittable = {}, addable, actsAs, breaksWhenExpired, demands, notOnPage } = definition;
  const state = page.asOf === undefined ? "" : `, ${text(page.asOf)}`;
  const organisations = audience === "AzureADMyOrg" ? "this tenant alone" : "any organisation";
  const own = registration === undefined ? "yours" : `the vendor's own, ${text(registration.name)}`;
  const narrower = narrowerAudience === undefined ? "" : ", or `audience: single`";
  return [
    `## ${text(product)}`,
    "",
    `\`vendor: ${vendor}\`. ${text(serves.en)}`,
    "",
    ...item(
      "Page",
      `${text(page.publisher)}, ${page.url === undefined ? text(page.title) : `[${text(page.title)}](${page.url})`}${state}`,
    ),
    ...item("Application", `${own}; ${organisations}${narrower}`),
    ...item("Redirect URIs", redirectsIn(definition.redirectUris)),
    ...item("Application ID URI", identifierUriIn(definition)),
    ...item("Scopes of its own", scopesIn(definition)),
    ...items("Permissions", permissionsIn(definition.permissions)),
    ...Object.entries(permissionSets).flatMap(([word, set]) =>
      items(`With ${code(`permissionSet: ${word}`)} (${text(set.label.en)})`, permissionsIn(set.permissions)),
    ),
    ...items("May be left out", permissionsIn(omittable)),
    ...items("May be added", addable === undefined ? [] : addableIn(addable)),
    ...item("Directory roles", rolesIn(definition)),
    ...items("Roles of its own (`appRoles`)", appRolesIn(definition)),
    ...item("Mailboxes", mailboxesIn(definition)),
    ...item("Credential", credentialIn(definition.credential)),
    ...items(
      "People",
      actsAs.map(({ who, does }) => `${text(who)}: ${text(does)}`),
    ),
    ...item(registration ? "When it may not sign in" : "When it ends", text(breaksWhenExpired.en)),
    ...items(
      "The page goes against",
      demands.map(
        ({ rule, subject, step, reason }) =>
          `[${rule}](rules.md#${rule})${subject === undefined ? "" : ` ${code(subject)}`} (${text(step)}): ${text(reason.en)}`,
      ),
    ),
    ...items("Not on the page", notOnPage.map(text)),
  ].join("\n");
}

/** The text of docs/vendors.md. */
export function vendorsDocument(): string {
  return `${[introduction, ...Object.values<VendorDefinition>(vendors).map(entry)].join("\n\n")}\n`;
}

if (import.meta.main) writeFileAtomic.sync(fileURLToPath(vendorsDocumentFile), vendorsDocument());
