/** Wrong vendors' files, each a small change as somebody makes it, and every word that is said of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { definitionSchema } from "../components/definition-schema.ts";
import { placeOf, SettingsError } from "../components/faults.ts";
import { readVendor } from "../components/own-vendors.ts";
import { placeholderNames } from "../components/placeholder-names.ts";
import { good, texts } from "./wrong-vendor-files.ts";

let folder: string;
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), "vendor-")), "vendors");
  mkdirSync(folder);
});
afterAll(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

function faultsOf(text: string): string[] {
  const file = join(folder, "acme.yaml");
  writeFileSync(file, text);
  try {
    readVendor(file);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map((fault) => `${placeOf(fault)}: ${fault.message}`);
    throw error;
  }
  return [];
}

/** Both lists grow with the model, and are said in full. */
const keys = Object.keys(definitionSchema.shape).join(", ");
const placeholders = placeholderNames.map((name) => `{${name}}`).join(", ");

const said: Readonly<Record<string, readonly string[]>> = {
  "nothing at all": ["the file: is empty; ./integrations vendor writes one to begin from (docs/own-vendor.md)"],
  "a scope without an ID URI": [
    "exposes.identifierUri (line 9): is missing; a scope is asked for behind the Application ID URI (api://…/scope). Write { from: clientId } for api://{clientId}, which the portal proposes",
  ],
  "a scope with its URI": [
    'exposes.scopes[0].value (line 9): "api://{clientId}/use" is the whole scope; write its name alone: use',
  ],
  "a scope of two words": [
    'exposes.scopes[0].value (line 9): "use it" is not a scope\'s value; letters, digits and signs, without blanks (access_as_user)',
  ],
  "an ID URI from nowhere known": [
    'exposes.identifierUri.from (line 9): has from: "default"; did you mean clientId? Allowed: clientId, page, identifierUri',
  ],
  "an ID URI that the page does not print": ["exposes.identifierUri.uri (line 9): is missing"],
  "an ID URI with a slash at its end": [
    'exposes.identifierUri.uri (line 9): "api://{clientId}/" ends with a slash, which Entra refuses; write api://{clientId}',
  ],
  "an ID URI with somebody's id": [
    'exposes.identifierUri.uri (line 9): "api://44444444-4444-4444-4444-444444444444" holds the id 44444444-4444-4444-4444-444444444444, and a page prints the same for every tenant; write {clientId} or {tenantId}',
  ],
  "an ID URI on the vendor's host": [
    'exposes.identifierUri.uri (line 9): "https://portal.example.com" is https, which takes a domain that the tenant has verified, and a page prints the same for every tenant; write { from: identifierUri }, and the tenant\'s file names it',
  ],
  "an ID URI of a name alone": [
    "exposes.identifierUri.uri (line 9): \"api://portal\" names neither the application's id nor the tenant's, which Entra's policy refuses while the access tokens are of version 1; write api://<name>/{clientId} or api://{tenantId}/<name>",
  ],
  "an ID URI of the vendor's own application": [
    "exposes (line 10): stands beside `registration`: what the vendor's own application offers is the vendor's. Remove it",
    "procedures[0].steps[1].fields[1].value (line 46): holds {secret}, and the credential is none",
  ],
  "an ID URI entered and none asked": [
    "procedures[0].steps[1].fields[0].value (line 43): holds {identifierUri}, and the application has no Application ID URI; write exposes: { identifierUri: { from: clientId } }",
  ],
  "scopes entered and none exposed": [
    "procedures[0].steps[1].fields[0].value (line 43): holds {exposedScopes}, and the application exposes no scope; write exposes: { scopes: [{ value, name, description, consent }] }",
  ],
  "a key misspelt": [`breakWhenExpired (line 28): is not a key here; did you mean breaksWhenExpired? Allowed: ${keys}`],
  "a key of the tenant's file": [
    `signsIn (line 10): is not a key here; it stands in the tenant's file. Allowed: ${keys}`,
  ],
  "a key twice": [
    "audience (line 10): stands here a second time (first in line 9); keep one of the two",
    "narrowerAudience (line 11): stands beside audience: single, which is the narrowest; remove it",
  ],
  "a tab": [
    "the file (line 4): is indented with tabs in line 4; YAML takes blanks alone: set the editor to two blanks",
  ],
  "a full-width colon": [
    "the file (line 4): has a full-width colon (：) after a key; write a plain colon and a blank: publisher: Broadcom",
  ],
  "no blank after a colon": [
    "the file (line 2): has no blank after the colon; write `key: value`: product: Email Security.cloud",
  ],
  "a secret in a comment": [
    "the file (line 2): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
  ],
  "a secret in a value": [
    "the file (line 46): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
  ],
  "an anchor": [
    "the file (line 2): uses a YAML anchor (&name); write every value out where it applies (or quote the text)",
  ],
  "product missing": ["product: is missing"],
  "product empty": ["product (line 2): nothing stands where text is expected; write it"],
  "product on two lines": ["product (line 2): stands on several lines; write it on one"],
  "page a text": [
    'page (line 3): "Broadcom" stands where a map is expected; write { publisher, title, language }, each with its value',
  ],
  "a page's title missing": ["page.title (line 3): is missing"],
  "a language that is none": [
    'page.language (line 6): "english" is not a choice here; did you mean en? Allowed: en, ja',
  ],
  "an address that is none": ['page.url (line 7): "techdocs.example.com" is not an address; write https://…'],
  "an address with a password": [
    "the file (line 7): holds what looks like a password inside an address (://…:…@); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
  ],
  "serves with one language": ["serves (line 8): lacks `ja`; write one text, or { en: …, ja: … }"],
  "serves with another language": ['serves (line 8): has the key "de"; write one text, or { en: …, ja: … }'],
  "serves a list": ['serves (line 8): ["a","b"] stands where text is expected; write one text, or { en: …, ja: … }'],
  "audience in Graph's word": [
    'audience (line 9): "AzureADMultipleOrgs" is not a choice here; did you mean multiple? Allowed: single, multiple',
  ],
  "audience in the portal's word": [
    'audience (line 9): "Multi-tenant" is not a choice here; did you mean multiple? Allowed: single, multiple',
  ],
  "audience missing": ["audience: is missing; one of single, multiple"],
  "narrower than the narrowest": [
    "narrowerAudience (line 10): stands beside audience: single, which is the narrowest; remove it",
  ],
  "redirect URIs as a list": [
    'redirectUris[0] (line 11): "https://a.example.com/callback" stands where a map is expected; write { from: page | variants | redirectUris | instances } with its other keys',
  ],
  "redirect URIs from nowhere known": [
    'redirectUris.from (line 11): has from: "customer"; did you mean redirectUris? Allowed: nowhere, page, variants, redirectUris, instances',
  ],
  "redirect URIs on no platform": [
    'redirectUris.platform (line 11): "mobile" is not a choice here; did you mean publicClient? Allowed: web, spa, publicClient',
  ],
  "more at least than at most": ["redirectUris (line 11): has min 3 above max 2"],
  "a template without an instance": [
    'redirectUris (line 11): "https://a.example.com/callback" has no {instance}; write it where the customer\'s name stands: https://{instance}.example.com/callback',
  ],
  "a template with the instance in its path": [
    'redirectUris.template (line 11): "https://example.com/{instance}" has {instance} outside of the host; the customer\'s name stands in the host',
  ],
  "a template without https": [
    'redirectUris.template (line 11): "http://{instance}.example.com/callback" begins with http://; only https:// is accepted (http:// for localhost alone)',
  ],
  "an implicit box that is none": [
    'implicitGrant[0] (line 12): "id_token" is not a choice here; did you mean idToken? Allowed: accessToken, idToken',
  ],
  "permissions missing": ["permissions: is missing"],
  "permissions as a list": [
    "permissions (line 13): a list stands where the APIs are named; write { Microsoft Graph: { application: […] } }, or {} for none",
    'omittable.Microsoft Graph.application[0] (line 15): "Group.Read.All" is not in `permissions`, so there is nothing to leave out; remove it here, or write it there',
  ],
  "an API by another name": [
    'permissions.Graph (line 14): "Graph" is not an API that may be asked; did you mean Microsoft Graph? Known: Azure Key Vault, Azure Resource Manager, Microsoft Graph, Office 365 Exchange Online, Office 365 Management APIs, Office 365 SharePoint Online, Skype and Teams Tenant Admin API',
  ],
  "an API that the catalog does not hold": [
    'permissions.WindowsDefenderATP (line 14): "WindowsDefenderATP" is an API that the catalog does not hold, so nothing of it can be asked for here: ask on Microsoft Graph for SecurityAlert.*, SecurityIncident.* and ThreatHunting.Read.All where the product can; machines are told by this API alone',
  ],
  "an API that Microsoft retired": [
    "permissions.Azure AD Graph (line 14): Windows Azure Active Directory (Azure AD Graph) is retired: ask on Microsoft Graph instead",
  ],
  "OneNote without a person": [
    'permissions.Microsoft Graph.application[2] (line 15): "Notes.Read.All" of Microsoft Graph opens nothing: since 2025-03-31 OneNote\'s API takes nobody but people who signed in. It needs to be a delegated permission, Notes.*, and somebody who signs in',
  ],
  "SharePoint's own API with a secret": [
    'permissions.Office 365 SharePoint Online.application[0] (line 14): "Sites.Read.All" of Office 365 SharePoint Online opens nothing: SharePoint refuses a token that a client secret bought (401 or 403), however green the consent is. It needs a certificate in place of the secret; or ask for Sites.* on Microsoft Graph, which takes a secret',
  ],
  "a kind without its API": [
    "permissions.application (line 14): stands without its API; write `Microsoft Graph: { application: […] }`",
    'omittable.Microsoft Graph.application[0] (line 18): "Group.Read.All" is not in `permissions`, so there is nothing to leave out; remove it here, or write it there',
  ],
  "a permission misspelt": [
    'permissions.Microsoft Graph.application[1] (line 15): "User.ReadAll" is not an application permission of Microsoft Graph: did you mean User.Read.All?',
  ],
  "a permission of the other kind": [
    'permissions.Microsoft Graph.application[2] (line 15): openid exists on Microsoft Graph only as a delegated permission: it acts for a signed-in user and is listed under "delegated"',
  ],
  "a permission twice": [
    'permissions.Microsoft Graph.application[2] (line 15): "User.Read.All" stands twice; remove one of them',
  ],
  "permissions in one text": [
    'permissions.Microsoft Graph.application (line 15): "Group.Read.All, User.Read.All" stands where a list is expected; write one list item each: [Group.Read.All, User.Read.All]',
  ],
  "omittable that nobody asks": [
    'omittable.Microsoft Graph.application[0] (line 18): "Mail.Read" is not in `permissions`, so there is nothing to leave out; remove it here, or write it there',
  ],
  "addable that everybody has": [
    'addable.only.Microsoft Graph.application[0] (line 20): "User.Read.All" is in `permissions` already, which everybody gets; write it in one of the two',
  ],
  "a credential that is a word": [
    'credential (line 21): "secret" stands where a map is expected; write { kind: secret } with its other keys',
  ],
  "a kind of credential that is none": [
    'credential.kind (line 21): has kind: "password"; did you mean secret? Allowed: secret, certificate, federated, none',
  ],
  "a certificate without a thumbprint": [
    "credential.thumbprint (line 21): is missing; one of sha1Base64, sha1Hex, sha256Base64Url, none",
    "procedures[0].steps[1].fields[1].value (line 44): holds {secret}, and the credential is certificate; write {privateKey}, {certificatePem} or a thumbprint",
  ],
  "none, and an application of one's own": [
    "credential.kind (line 21): is none, and the application is this tenant's own: it signs in with a secret or a certificate. Write `registration` where it is the vendor's; a public client has a redirect URI on spa or publicClient, or publicClientFlows: true",
    "procedures[0].steps[1].fields[1].value (line 44): holds {secret}, and the credential is none",
  ],
  "a lifetime in years": [
    'credential.lifetime (line 21): "2 years" is not a length of time in months; write 24 months',
  ],
  "a lifetime as a number": ["credential.lifetime (line 21): 24 is no length of time alone; write 24 months"],
  "a key store without a certificate": [
    "keyStore (line 22): stands without a certificate, of which alone a store is made; remove it",
  ],
  "nobody acts": [
    'actsAs: is missing, and steps are "Administrator"\'s; write actsAs: [{ who: Administrator, role: …, does: … }]',
  ],
  "somebody acts who is not named": [
    'procedures[0].steps[0].by (line 37): "Administator" is nobody of actsAs; did you mean Administrator? Allowed: stack, Administrator',
  ],
  "somebody leaves who is not named": [
    'undo[0].by (line 48): "Root" is nobody of actsAs; Allowed: Administrator, Whoever changes the tenant\'s file, テナントのファイルの担当者, Microsoft 365 administrator, Microsoft 365 管理者, Whoever runs the mail route (DNS), メールの配送経路(DNS)の管理者',
  ],
  "no place": [
    'places: is missing; name everywhere the credential is typed: ["Settings > Microsoft 365: Client secret"]',
  ],
  "an empty list of places": [
    'places (line 26): is empty; name everywhere the credential is typed: ["Settings > Microsoft 365: Client secret"]',
  ],
  "a place with a value in it": ["places[0] (line 27): holds {clientId}; a place takes {instance} or {mailbox} alone"],
  "a demand of no rule": [
    'demands[0].rule (line 30): "multitenant" is not a rule of the review; did you mean multi-tenant?',
  ],
  "a demand of no step": ['demands[0].step (line 30): "7" is no step of `procedures`'],
  "a time that is none": [
    'procedures[0].when (line 33): "setup" is not a choice here; did you mean set-up? Allowed: set-up, renewal',
  ],
  "a step's number twice": [
    'demands[0].step (line 30): "2" is no step of `procedures`',
    'procedures[0].steps[1].step (line 39): "1" is another step\'s number already; number the steps of one procedure apart',
  ],
  "a placeholder misspelt": [
    `procedures[0].steps[1].fields[0].value (line 43): holds {clientID}, which is no placeholder; did you mean {clientId}? There are ${placeholders}`,
  ],
  "an instance in a step that is not repeated": [
    "procedures[0].steps[0].text (line 38): holds {instance} in a step that is not repeated; write `each: instances` beside the step's text",
  ],
  "the certificate's word beside a secret": [
    "procedures[0].steps[1].fields[1].value (line 44): holds {privateKey}, and the credential is secret; write {secret}",
  ],
  "a secret inside a text": [
    'procedures[0].steps[1].text (line 41): holds {secret} inside a text; a credential stands alone, as the value of a field: value: "{secret}"',
  ],
  "a secret that is never entered": [
    'procedures (line 31): of `when: set-up` never hand the credential over; give the step at which it is typed a field with value: "{secret}"',
  ],
  "a placeholder that is not quoted": [
    'procedures[0].steps[1].fields[0].value (line 43): {clientId} is read as a map by YAML; quote it: "{clientId}"',
  ],
  "a value of no form": [
    'procedures[0].steps[1].fields[0].value (line 43): { type } is not what is entered; write the value ("{clientId}", "{tenantId}", "{secret}"), or { choose }, { tick }, { leaveBlank: true } or { decide }',
  ],
  "a field without a label": ["procedures[0].steps[1].fields[0].label (line 43): is missing"],
  "a number where text is": ['procedures[0].steps[0].text (line 38): 42 is read as a number by YAML; quote it: "42"'],
  "onPage in words": ['procedures[0].onPage (line 34): "yes" stands where true or false is expected; write true'],
  "steps that are one map": [
    "the file (line 37): has a colon in the text; quote the text, so that the colon is part of it",
  ],
  "a way out that is text": [
    "undo[0] (line 48): is not a step of leaving; write { by: <a `who` of actsAs>, text: … }, or leaveTheFile",
  ],
  "permissions misspelt, and one below": [
    `permisions (line 13): is not a key here; did you mean permissions? Allowed: ${keys}`,
    'permisions.Microsoft Graph.application[1] (line 15): "User.ReadAll" is not an application permission of Microsoft Graph: did you mean User.Read.All?',
  ],
  "a key in German": [`Produkt (line 2): is not a key here; did you mean product? Allowed: ${keys}`],
  "a key in Japanese": [`"用途" (line 8): is not a key here; did you mean serves? Allowed: ${keys}`],
  "a kind in the portal's Japanese": [
    'permissions.Microsoft Graph."委任済み" (line 16): is written `delegated` here',
    'permissions.Microsoft Graph."委任済み"[0] (line 16): "User.Reed" is not a delegated permission of Microsoft Graph: did you mean User.Read?',
  ],
  "fields misspelt, and a placeholder below": [
    "procedures[0].steps[1].felds (line 42): is not a key here; did you mean fields? Allowed: step, by, text, appliesTo, each, fields, excerpt, expect, advice, withCredential",
    `procedures[0].steps[1].felds[0].value (line 43): holds {clientID}, which is no placeholder; did you mean {clientId}? There are ${placeholders}`,
  ],
  "the file's own word": [
    `vendor (line 2): is not a key here; it stands in the tenant's file; the name of this one is the vendor's word, so remove it. Allowed: ${keys}`,
  ],
  "a tenant's file": ["the file: is a tenant's file; it stands in tenants/, and here the vendors' files"],
  "a state with dots": ['page.asOf (line 7): "21.11.2026" is not written as YYYY-MM-DD; write 2026-11-21'],
  "a state of today": [
    'page.asOf (line 7): "today" is another day by the time somebody reads it; write the day or the version: 2026-10-21, 11.42',
  ],
  "a state on a day that is none": ['page.asOf (line 7): "2026-02-30" is not a day that exists; write YYYY-MM-DD'],
  "an address without TLS": [
    'page.url (line 7): "http://techdocs.example.com/sync" begins with http://; write https://techdocs.example.com/sync',
  ],
  "an address behind a Safe Link": [
    "page.url (line 7): is Outlook's Safe Link, not the vendor's address; write \"https://techdocs.example.com/sync\"",
  ],
  "an address with a signature": [
    'page.url (line 7): "https://techdocs.example.com/sync?sv=2022&sig=…" holds a token of whoever copied it; write "https://techdocs.example.com/sync"',
  ],
  "two dashes for a field": [
    "procedures[0].steps[1].fields[1] (line 44): begins a second entry with a dash of its own; one dash for both: - { label: …, value: … }",
  ],
  "two dashes for a step of leaving": [
    "undo[1] (line 49): begins a second entry with a dash of its own; one dash for both: - { by: …, text: … }",
  ],
  "a secret in a field": [
    "the file (line 44): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
  ],
  "a role misspelt": [
    'directoryRoles[0] (line 26): "Exchange Adminstrator" is not a directory role of Entra: did you mean Exchange Administrator?',
  ],
  "a role that is a word": [
    'directoryRoles[0] (line 26): "Exchange Administrator" is not an entry; write { role: Exchange Administrator }',
  ],
  "kinds of credential in a list": [
    "credential (line 21): a list stands where a map is expected; write { oneOf: […] } where the customer chooses one, { all: […] } where the product needs all",
  ],
  "a choice of one": ["credential.oneOf (line 21): holds 1 alone; at least 2 are needed"],
  "a lifetime in days": ['credential.lifetime (line 21): "180 days" is not a length of time in months; write 6 months'],
  "a lifetime without an end": [
    'credential.lifetime (line 21): "never" is not a length of time in months; leave the key out where the page names no limit',
  ],
  "a renewal before the beginning": [
    'credential.renewBefore (line 21): "12 months" is no shorter than the lifetime (6 months); write how long before its end it is renewed',
  ],
  "too many redirect URIs": ["redirectUris.max (line 11): 1000 is too much; at most 50"],
  "a number in a word": ['redirectUris.min (line 11): "one" stands where a number is expected; write 1'],
  "platforms in a list": [
    "redirectUris.platform (line 11): a list stands where one word is expected; write one of web, spa, publicClient",
  ],
  "an app role for nobody": ["appRoles[0].for (line 26): is missing; write a list of users, applications"],
  "an app role in Graph's words": [
    "appRoles[0].displayName (line 26): is not a key here; did you mean name? Allowed: value, name, description, for, administers",
    "appRoles[0].allowedMemberTypes (line 26): is not a key here; did you mean for? Allowed: value, name, description, for, administers",
    'appRoles[0].allowedMemberTypes[0] (line 26): "User" is not a choice here; did you mean users? Allowed: users, applications',
  ],
  "a claim in another token's name": [
    'claims.optional[0].in[0] (line 26): "id" is not a choice here; did you mean idToken? Allowed: idToken, accessToken, saml2Token',
  ],
  "a scope twice": ['exposes.scopes[1].value (line 9): "use" is another scope\'s value already; Entra takes each once'],
  "a scope for everyone": [
    'exposes.scopes[0].consent (line 9): "everyone" is not a choice here; did you mean users? Allowed: admins, users',
  ],
  "an ID URI as text": [
    'exposes.identifierUri (line 9): "api://{clientId}" stands where a map is expected; write { from: clientId }',
  ],
  "a version of tokens that is none": [
    "exposes.accessTokenVersion (line 9): 3 is not a version of access tokens; write 1 or 2",
  ],
  "a set that there is not": [
    'procedures[0].steps[0].appliesTo.sets[0] (line 39): "full" is no word of `permissionSets`; the file has no permission set',
  ],
  "no steps": ["procedures[0].steps (line 35): is empty; at least 1 is needed"],
  "mailboxes in a list": [
    "mailboxes (line 26): a list is not a way to mailboxes; the tenant's file names them, and here stands true (IMAP, SMTP, full access), or { limits: { <API>: { application: […] } } } for roles in Exchange",
  ],
  "mailboxes false": [
    "mailboxes (line 26): false is not a way to mailboxes; leave the key out where the vendor works with none",
  ],
  "a place that is not quoted": [
    'places[0] (line 27): a map stands where text is expected, as a colon and a blank open one; quote it: "Synchronization: Client secret"',
  ],
  "addable without a word": [
    "addable (line 19): { Microsoft Graph } is not a list of what may be added; write { only: { <API>: … } } or { any: [{ api, kinds }] }",
  ],
  "addable of an API by another name": [
    'addable.any[0].api (line 20): "Graph" is not a choice here; did you mean Microsoft Graph? Allowed: Azure Key Vault, Azure Resource Manager, Microsoft Graph, Office 365 Exchange Online, Office 365 Management APIs, Office 365 SharePoint Online, Skype and Teams Tenant Admin API',
  ],
  "an implicit box as true": [
    "implicitGrant (line 12): true stands where a list is expected; write a list of accessToken, idToken",
  ],
  "a box ticked in words": [
    'procedures[0].steps[1].fields[0].value.tick (line 43): "yes" stands where true or false is expected; write true',
  ],
  "a choice misspelt": [
    'procedures[0].steps[1].fields[0].value (line 43): { chose } is not what is entered; did you mean { choose }? write the value ("{clientId}", "{tenantId}", "{secret}"), or { choose }, { tick }, { leaveBlank: true } or { decide }',
  ],
};

test("the whole file that each of them changes has no fault", () => {
  expect(faultsOf(good)).toEqual([]);
});

test("of every wrong file it is written what is said", () => {
  expect(Object.keys(said)).toEqual(Object.keys(texts));
});

test.each(Object.entries(texts))("%s", (what, text) => {
  expect(faultsOf(text)).toEqual(said[what]);
});
