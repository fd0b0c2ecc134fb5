/**
 * The words in braces that a definition's texts may hold. What each stands for on a sheet is for operate/handover/placeholders.ts;
 * a definition that is a file is checked against them when it is read.
 */

/** Placeholders that any sheet can fill. */
const always = [
  "clientId",
  "tenantId",
  "applicationObjectId",
  "servicePrincipalObjectId",
  "issued",
  "expires",
  "lastValidDay",
  "credentialName",
  "displayName",
  "redirectUris",
  "redirectUri.urlEncoded",
  "redirectUris.origins",
  "redirectUris.web",
  "redirectUris.spa",
  "redirectUris.publicClient",
  "identifierUri",
  "exposedScopes",
  "scopes",
  "scopes.urlEncoded",
  "directoryRoles",
  "domain",
  "receivingMailboxes",
  "sendingMailboxes",
] as const;

/** Those that one kind of credential has. */
export const credentialPlaceholders = {
  secret: ["secret"],
  certificate: [
    "privateKey",
    "certificatePem",
    "thumbprint.sha1Hex",
    "thumbprint.sha1ColonHex",
    "thumbprint.sha1Base64",
    "thumbprint.sha1Base64Url",
    "thumbprint.sha256Hex",
    "thumbprint.sha256Base64Url",
  ],
  federated: ["federated.issuer", "federated.subject", "federated.audience"],
} as const;

/** Those that stand for the input at hand, in a step that is repeated for each. */
export const eachPlaceholders = { instances: "instance", mailboxes: "mailbox" } as const;

/** Every placeholder, without its braces. */
export const placeholderNames = [
  ...always,
  ...credentialPlaceholders.secret,
  ...credentialPlaceholders.certificate,
  ...credentialPlaceholders.federated,
  ...Object.values(eachPlaceholders),
] as const;

/** A placeholder, without its braces. */
export type PlaceholderName = (typeof placeholderNames)[number];

/** A word in braces; `%{…}` is none of ours: a vendor's own file may hold it. */
export const inBraces = /(?<!%)\{([A-Za-z][\w.]*)\}/g;

/** The placeholders of a text, in order, without their braces. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(inBraces)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
