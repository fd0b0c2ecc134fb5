/** A vendor of one's own whose application has redirect URIs on the web, in a browser's page and in apps on devices. */

const definition = `product: Vaultic
page: { publisher: Vaultic, title: Sign in with Entra ID, language: en }
serves: People unlock Vaultic with Entra ID.
audience: single
redirectUris:
  - { from: instances, platform: spa, template: "https://{instance}.vaultic.example/sso/oidc/redirect/" }
  - { from: page, platform: publicClient, uris: ["vaultic://sso/oidc/redirect"] }
  - { from: redirectUris, platform: web, min: 0, max: 2 }
permissions: { Microsoft Graph: { delegated: [User.Read] } }
credential: { kind: secret }
places: [Policies]
breaksWhenExpired: Nobody unlocks.
`;

const integration = `  vaultic:
    vendor: vaultic
    instances: [contoso]
    redirectUris: [https://portal.contoso.example/callback]
    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`;

/** Its file, and its lines of a tenant's file. */
export const threePlatforms = { definition, integration };
