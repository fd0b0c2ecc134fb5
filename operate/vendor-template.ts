/** The file that a vendor of one's own begins from: what has to be filled in is empty, and `check` names it. */

/** What the file is about. */
export interface Template {
  /** The word in the settings' `vendor`, and the file's name. */
  readonly vendor: string;
  /** Undefined: to be filled in, as the rest. */
  readonly product: string | undefined;
}

/** The text of the file. */
export function vendorTemplate({ product }: Template): string {
  return `# yaml-language-server: $schema=vendor.schema.json
# What the product asks for, by its vendor's page. ./integrations check names what is missing; docs/own-vendor.md says more.
product:${product === undefined ? "" : ` ${JSON.stringify(product)}`} # as the vendor writes it
page:
  publisher: # who publishes the page
  title: # its title
  language: en # of the page, and so of the sheet: en or ja
  url: # where it stands; remove the line where it has no address
serves: # what it is for, in one sentence that ends with a full stop
audience: single # single: this tenant alone signs in; multiple: any organisation
permissions: # what the page asks of everybody, by API and kind; {} where it asks for none
  Microsoft Graph:
    application: [] # app roles: the product acts by itself
    # delegated: [] # scopes: it acts for somebody who signs in
credential: { kind: secret } # or { kind: certificate, thumbprint: sha1Hex }; lifetime: 24 months, where the page says so
places: # everywhere the credential is typed, as the screen names it
  -
breaksWhenExpired: # what stops when the credential ends, in one sentence
# What the page does not ask for is left out, and the sheet says what is not known:
# redirectUris: { from: redirectUris, platform: web, min: 1, max: 1 } # the tenant's file names them
# implicitGrant: [idToken] # the boxes that the page has ticked
# mailboxes: true # it fetches or sends mail; the tenant's file names the mailboxes
# directoryRoles: true # the tenant's file names Entra directory roles
# exposes: { identifierUri: { from: clientId } } # it opens "Expose an API"; scopes: [{ value, name, description, consent }] beside it
# actsAs: # who acts
#   - { who: Administrator, role: which role it takes, does: what that person does. }
# procedures: # the page's steps
#   - title: Set up
#     when: set-up # or renewal
#     onPage: true
#     steps:
#       - step: 1
#         by: Administrator
#         text: Open Settings > Microsoft 365.
#         fields:
#           - { label: Client ID, value: "{clientId}" }
#           - { label: Tenant ID, value: "{tenantId}" }
#           - { label: Client secret, value: "{secret}" }
# proof: { shows: what shows that it works. }
# undo: # what to do on the vendor's side to leave
#   - { by: Administrator, text: Remove the connection. }
`;
}

/** The lines that name the vendor in a tenant's file. @param issued the day in UTC */
export function integrationLines(vendor: string, issued: string, expires: string): string {
  return `  ${vendor}:
    vendor: ${vendor}
    purpose: # what you use it for
    credentials:
      - { issued: ${issued}, expires: ${expires} }`;
}
