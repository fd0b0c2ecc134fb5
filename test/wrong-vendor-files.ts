/** A whole vendor's file, and small changes of it as somebody makes them. */

/** Every part that a file may have. */
export const good = `# yaml-language-server: $schema=vendor.schema.json
product: Email Security.cloud
page:
  publisher: Broadcom
  title: Synchronize with Microsoft Entra ID
  language: en
  url: https://techdocs.example.com/sync
serves: Email Security.cloud reads users and groups.
audience: multiple
narrowerAudience: single
redirectUris: { from: redirectUris, platform: web, min: 1, max: 2 }
implicitGrant: [idToken]
permissions:
  Microsoft Graph:
    application: [Group.Read.All, User.Read.All]
    delegated: [User.Read]
omittable:
  Microsoft Graph: { application: [Group.Read.All] }
addable:
  only: { Microsoft Graph: { application: [OrgContact.Read.All] } }
credential: { kind: secret, lifetime: 24 months }
actsAs:
  - who: Administrator
    role: Full access to the portal
    does: Enters the values.
places:
  - "Synchronization: Client secret"
breaksWhenExpired: New users and groups are no longer read.
demands:
  - { rule: multi-tenant, step: 2, reason: Customers share one application. }
procedures:
  - title: Connect
    when: set-up
    onPage: true
    steps:
      - step: 1
        by: Administrator
        text: Open Synchronization.
      - step: 2
        by: Administrator
        text: Enter the values.
        fields:
          - { label: Application ID, value: "{clientId}" }
          - { label: Client secret, value: "{secret}" }
proof:
  shows: The first synchronization lists users.
undo:
  - { by: Administrator, text: Remove the connection. }
`;

/** In the shape of a client secret, and none. */
const secret = `abc8Q~${"d".repeat(10)}E1f2G3h4I5j6K7l8M9n0O1p2`;

/** The text with one part in another's place, which has to be there. */
export function rep(text: string, by: string): string {
  if (!good.includes(text)) throw new Error(`the file has no ${text}`);
  return good.replace(text, by);
}

const scope = "{ value: use, name: Use, description: Use it., consent: users }";

/** The file with what others may ask of the application. */
function exposing(keys: string): string {
  return rep("audience: multiple", `exposes: { ${keys} }\naudience: multiple`);
}

/** What somebody wrote, by what is wrong with it. */
export const texts: Readonly<Record<string, string>> = {
  "nothing at all": "",
  "a scope without an ID URI": exposing(`scopes: [${scope}]`),
  "a scope with its URI": exposing(
    `identifierUri: { from: clientId }, scopes: [${scope.replace("value: use", 'value: "api://{clientId}/use"')}]`,
  ),
  "a scope of two words": exposing(
    `identifierUri: { from: clientId }, scopes: [${scope.replace("value: use", "value: use it")}]`,
  ),
  "an ID URI from nowhere known": exposing("identifierUri: { from: default }"),
  "an ID URI that the page does not print": exposing("identifierUri: { from: page }"),
  "an ID URI with a slash at its end": exposing('identifierUri: { from: page, uri: "api://{clientId}/" }'),
  "an ID URI with somebody's id": exposing(
    "identifierUri: { from: page, uri: api://44444444-4444-4444-4444-444444444444 }",
  ),
  "an ID URI on the vendor's host": exposing("identifierUri: { from: page, uri: https://portal.example.com }"),
  "an ID URI of a name alone": exposing("identifierUri: { from: page, uri: api://portal }"),
  "an ID URI of the vendor's own application": rep(
    "audience: multiple",
    "registration: { by: vendor, name: Portal }\nexposes: { identifierUri: { from: clientId } }\naudience: multiple",
  ).replace("credential: { kind: secret, lifetime: 24 months }", "credential: { kind: none }"),
  "an ID URI entered and none asked": rep('value: "{clientId}"', 'value: "{identifierUri}"'),
  "scopes entered and none exposed": rep('value: "{clientId}"', 'value: "{exposedScopes}"'),
  "a key misspelt": rep("breaksWhenExpired:", "breakWhenExpired:"),
  "a key of the tenant's file": rep("audience: multiple", "audience: multiple\nsignsIn: []"),
  "a key twice": rep("audience: multiple", "audience: multiple\naudience: single"),
  "a tab": rep("  publisher:", "\tpublisher:"),
  "a full-width colon": rep("publisher: Broadcom", "publisher：Broadcom"),
  "no blank after a colon": rep("product: Email", "product:Email"),
  "a secret in a comment": rep("product:", `# ${secret}\nproduct:`),
  "a secret in a value": rep("shows: The first", `shows: ${secret} The first`),
  "an anchor": rep("product: Email", "product: &p Email"),
  "product missing": rep("product: Email Security.cloud\n", ""),
  "product empty": rep("product: Email Security.cloud", "product:"),
  "product on two lines": rep("product: Email Security.cloud", 'product: "Email\\nSecurity"'),
  "page a text": rep(good.slice(good.indexOf("page:"), good.indexOf("serves:")), "page: Broadcom\n"),
  "a page's title missing": rep("  title: Synchronize with Microsoft Entra ID\n", ""),
  "a language that is none": rep("language: en", "language: english"),
  "an address that is none": rep("https://techdocs.example.com/sync", "techdocs.example.com"),
  "an address with a password": rep("https://techdocs.example.com/sync", "https://me:pw@techdocs.example.com/"),
  "serves with one language": rep("serves: Email Security.cloud reads users and groups.", "serves: { en: It reads. }"),
  "serves with another language": rep("serves: Email Security.cloud reads users and groups.", "serves: { de: Liest. }"),
  "serves a list": rep("serves: Email Security.cloud reads users and groups.", "serves: [a, b]"),
  "audience in Graph's word": rep("audience: multiple", "audience: AzureADMultipleOrgs"),
  "audience in the portal's word": rep("audience: multiple", "audience: Multi-tenant"),
  "audience missing": rep("audience: multiple\n", ""),
  "narrower than the narrowest": rep("audience: multiple", "audience: single"),
  "redirect URIs as a list": rep(
    "{ from: redirectUris, platform: web, min: 1, max: 2 }",
    "[https://a.example.com/callback]",
  ),
  "redirect URIs from nowhere known": rep("from: redirectUris", "from: customer"),
  "redirect URIs on no platform": rep("platform: web", "platform: mobile"),
  "more at least than at most": rep("min: 1, max: 2", "min: 3, max: 2"),
  "a template without an instance": rep(
    "{ from: redirectUris, platform: web, min: 1, max: 2 }",
    "{ from: instances, platform: web, template: https://a.example.com/callback }",
  ),
  "a template with the instance in its path": rep(
    "{ from: redirectUris, platform: web, min: 1, max: 2 }",
    '{ from: instances, platform: web, template: "https://example.com/{instance}" }',
  ),
  "a template without https": rep(
    "{ from: redirectUris, platform: web, min: 1, max: 2 }",
    '{ from: instances, platform: web, template: "http://{instance}.example.com/callback" }',
  ),
  "an implicit box that is none": rep("[idToken]", "[id_token]"),
  "permissions missing": rep(good.slice(good.indexOf("permissions:"), good.indexOf("omittable:")), ""),
  "permissions as a list": rep(
    good.slice(good.indexOf("permissions:"), good.indexOf("omittable:")),
    "permissions: [User.Read.All]\n",
  ),
  "an API by another name": rep("  Microsoft Graph:\n    application:", "  Graph:\n    application:"),
  "an API that the catalog does not hold": rep(
    "  Microsoft Graph:\n    application:",
    "  WindowsDefenderATP:\n    application:",
  ),
  "an API that Microsoft retired": rep("  Microsoft Graph:\n    application:", "  Azure AD Graph:\n    application:"),
  "OneNote without a person": rep("[Group.Read.All, User.Read.All]", "[Group.Read.All, User.Read.All, Notes.Read.All]"),
  "SharePoint's own API with a secret": rep(
    "  Microsoft Graph:\n    application:",
    "  Office 365 SharePoint Online: { application: [Sites.Read.All] }\n  Microsoft Graph:\n    application:",
  ),
  "a kind without its API": rep(
    "  Microsoft Graph:\n    application: [Group.Read.All, User.Read.All]",
    "  application: [User.Read.All]\n  Microsoft Graph:",
  ),
  "a permission misspelt": rep("[Group.Read.All, User.Read.All]", "[Group.Read.All, User.ReadAll]"),
  "a permission of the other kind": rep("[Group.Read.All, User.Read.All]", "[Group.Read.All, User.Read.All, openid]"),
  "a permission twice": rep("[Group.Read.All, User.Read.All]", "[Group.Read.All, User.Read.All, User.Read.All]"),
  "permissions in one text": rep("[Group.Read.All, User.Read.All]", "Group.Read.All, User.Read.All"),
  "omittable that nobody asks": rep("{ application: [Group.Read.All] }", "{ application: [Mail.Read] }"),
  "addable that everybody has": rep("[OrgContact.Read.All]", "[User.Read.All]"),
  "a credential that is a word": rep("{ kind: secret, lifetime: 24 months }", "secret"),
  "a kind of credential that is none": rep("kind: secret", "kind: password"),
  "a certificate without a thumbprint": rep("{ kind: secret, lifetime: 24 months }", "{ kind: certificate }"),
  "none, and an application of one's own": rep("{ kind: secret, lifetime: 24 months }", "{ kind: none }"),
  "a lifetime in years": rep("24 months", "2 years"),
  "a lifetime as a number": rep("lifetime: 24 months", "lifetime: 24"),
  "a key store without a certificate": rep(
    "actsAs:",
    "keyStore: { format: jks, file: keystore.jks, alias: app, step: 2 }\nactsAs:",
  ),
  "nobody acts": rep(good.slice(good.indexOf("actsAs:"), good.indexOf("places:")), ""),
  "somebody acts who is not named": rep(
    "        by: Administrator\n        text: Open",
    "        by: Administator\n        text: Open",
  ),
  "somebody leaves who is not named": rep("{ by: Administrator, text: Remove", "{ by: Root, text: Remove"),
  "no place": rep('places:\n  - "Synchronization: Client secret"\n', ""),
  "an empty list of places": rep('places:\n  - "Synchronization: Client secret"\n', "places: []\n"),
  "a place with a value in it": rep("Synchronization: Client secret", "Client secret of {clientId}"),
  "a demand of no rule": rep("rule: multi-tenant", "rule: multitenant"),
  "a demand of no step": rep("step: 2, reason", "step: 7, reason"),
  "a time that is none": rep("when: set-up", "when: setup"),
  "a step's number twice": rep("- step: 2", "- step: 1"),
  "a placeholder misspelt": rep("{clientId}", "{clientID}"),
  "an instance in a step that is not repeated": rep("text: Open Synchronization.", 'text: "Open {instance}."'),
  "the certificate's word beside a secret": rep('value: "{secret}"', 'value: "{privateKey}"'),
  "a secret inside a text": rep("text: Enter the values.", 'text: "Enter {secret}."'),
  "a secret that is never entered": rep('          - { label: Client secret, value: "{secret}" }\n', ""),
  "a placeholder that is not quoted": rep('value: "{clientId}"', "value: {clientId}"),
  "a value of no form": rep('value: "{clientId}"', "value: { type: x }"),
  "a field without a label": rep('label: Application ID, value: "{clientId}"', 'value: "{clientId}"'),
  "a number where text is": rep("text: Open Synchronization.", "text: 42"),
  "onPage in words": rep("onPage: true", "onPage: yes"),
  "steps that are one map": rep(
    "      - step: 1\n        by: Administrator\n        text: Open Synchronization.\n",
    "        step: 1\n",
  ),
  "a way out that is text": rep("{ by: Administrator, text: Remove the connection. }", "Remove the connection."),
  "permissions misspelt, and one below": rep("permissions:\n", "permisions:\n").replace(
    "User.Read.All]",
    "User.ReadAll]",
  ),
  "a key in German": rep("product:", "Produkt:"),
  "a key in Japanese": rep("serves:", "用途:"),
  "a kind in the portal's Japanese": rep("    delegated: [User.Read]", "    委任済み: [User.Reed]"),
  "fields misspelt, and a placeholder below": rep("fields:", "felds:").replace("{clientId}", "{clientID}"),
  "the file's own word": rep("product:", "vendor: email\nproduct:"),
  "a tenant's file": "tenant:\n  id: 11111111-1111-1111-1111-111111111111\nintegrations:\n  a: { vendor: b }\n",
  "a state with dots": rep("language: en", "language: en\n  asOf: 21.11.2026"),
  "a state of today": rep("language: en", "language: en\n  asOf: today"),
  "a state on a day that is none": rep("language: en", "language: en\n  asOf: 2026-02-30"),
  "an address without TLS": rep("https://techdocs", "http://techdocs"),
  "an address behind a Safe Link": rep(
    "https://techdocs.example.com/sync",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Ftechdocs.example.com%2Fsync&data=05",
  ),
  "an address with a signature": rep("example.com/sync", "example.com/sync?sv=2022&sig=abc"),
  "two dashes for a field": rep(
    '- { label: Application ID, value: "{clientId}" }',
    '- label: Application ID\n          - value: "{clientId}"',
  ),
  "two dashes for a step of leaving": rep(
    "- { by: Administrator, text: Remove the connection. }",
    "- by: Administrator\n  - text: Remove the connection.",
  ),
  "a secret in a field": rep('value: "{secret}"', `value: ${secret}`),
  "a role misspelt": rep("places:", "directoryRoles: [{ role: Exchange Adminstrator }]\nplaces:"),
  "a role that is a word": rep("places:", "directoryRoles: [Exchange Administrator]\nplaces:"),
  "kinds of credential in a list": rep("{ kind: secret, lifetime: 24 months }", "[{ kind: secret }]"),
  "a choice of one": rep("{ kind: secret, lifetime: 24 months }", "{ oneOf: [{ kind: secret }] }"),
  "a lifetime in days": rep("24 months", "180 days"),
  "a lifetime without an end": rep("24 months", "never"),
  "a renewal before the beginning": rep("lifetime: 24 months", "lifetime: 6 months, renewBefore: 12 months"),
  "too many redirect URIs": rep("max: 2", "max: 1000"),
  "a number in a word": rep("min: 1", "min: one"),
  "platforms in a list": rep("platform: web", "platform: [web, spa]"),
  "an app role for nobody": rep("places:", "appRoles: [{ value: A, name: A, description: B }]\nplaces:"),
  "an app role in Graph's words": rep(
    "places:",
    "appRoles: [{ value: A, displayName: A, description: B, allowedMemberTypes: [User] }]\nplaces:",
  ),
  "a claim in another token's name": rep("places:", "claims: { optional: [{ name: upn, in: [id] }] }\nplaces:"),
  "a scope twice": exposing(`identifierUri: { from: clientId }, scopes: [${scope}, ${scope}]`),
  "a scope for everyone": exposing(
    `identifierUri: { from: clientId }, scopes: [${scope.replace("consent: users", "consent: everyone")}]`,
  ),
  "an ID URI as text": exposing('identifierUri: "api://{clientId}"'),
  "a version of tokens that is none": exposing("identifierUri: { from: clientId }, accessTokenVersion: 3"),
  "a set that there is not": rep("text: Open Synchronization.", "text: Open it.\n        appliesTo: { sets: [full] }"),
  "no steps": rep(good.slice(good.indexOf("    steps:\n"), good.indexOf("proof:")), "    steps: []\n"),
  "mailboxes in a list": rep("places:", "mailboxes: [a@contoso.example]\nplaces:"),
  "mailboxes false": rep("places:", "mailboxes: false\nplaces:"),
  "a place that is not quoted": rep('"Synchronization: Client secret"', "Synchronization: Client secret"),
  "addable without a word": rep(
    "only: { Microsoft Graph: { application: [OrgContact.Read.All] } }",
    "Microsoft Graph: { application: [OrgContact.Read.All] }",
  ),
  "addable of an API by another name": rep(
    "only: { Microsoft Graph: { application: [OrgContact.Read.All] } }",
    "any: [{ api: Graph, kinds: [application] }]",
  ),
  "an implicit box as true": rep("[idToken]", "true"),
  "a box ticked in words": rep('value: "{clientId}"', "value: { tick: yes }"),
  "a choice misspelt": rep('value: "{clientId}"', "value: { chose: Daily }"),
};
