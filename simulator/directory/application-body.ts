/** What Graph takes in the body of an application; a property that is not here does not exist. */
import * as z from "zod";
import { keyBody, passwordBody } from "./credential.ts";

const text = z.string().nullable();
const strings = z.array(z.string());

const appRole = z.strictObject({
  id: z.guid(),
  value: z.string().max(250).regex(/^\S*$/).nullish(),
  displayName: z.string().min(1),
  description: z.string().min(1),
  isEnabled: z.boolean(),
  allowedMemberTypes: z.array(z.enum(["User", "Application"])).min(1),
  origin: text.optional(),
});

const scope = z.strictObject({
  id: z.guid(),
  value: z.string().max(250).regex(/^\S*$/).nullish(),
  isEnabled: z.boolean(),
  type: z.enum(["User", "Admin"]),
  adminConsentDescription: text.optional(),
  adminConsentDisplayName: text.optional(),
  userConsentDescription: text.optional(),
  userConsentDisplayName: text.optional(),
});

const optionalClaim = z.strictObject({
  name: z.string(),
  source: text.optional(),
  essential: z.boolean().nullish(),
  additionalProperties: strings.nullish(),
});

const api = z.strictObject({
  acceptMappedClaims: z.boolean().nullish(),
  knownClientApplications: z.array(z.guid()).optional(),
  oauth2PermissionScopes: z.array(scope).optional(),
  requestedAccessTokenVersion: z.union([z.literal(1), z.literal(2)]).nullish(),
  preAuthorizedApplications: z
    .array(z.strictObject({ appId: z.guid(), delegatedPermissionIds: z.array(z.guid()) }))
    .optional(),
});

const web = z.strictObject({
  homePageUrl: text.optional(),
  logoutUrl: text.optional(),
  redirectUris: strings.optional(),
  redirectUriSettings: z.array(z.strictObject({ uri: z.string(), index: z.number().nullable() })).optional(),
  implicitGrantSettings: z
    .strictObject({ enableAccessTokenIssuance: z.boolean().nullish(), enableIdTokenIssuance: z.boolean().nullish() })
    .optional(),
});

const requiredResource = z.strictObject({
  resourceAppId: z.guid(),
  resourceAccess: z.array(z.strictObject({ id: z.guid(), type: z.enum(["Role", "Scope"]) })),
});

/** Which properties of the application's principals in other tenants their administrators cannot change. */
const principalLock = z.strictObject({
  isEnabled: z.boolean(),
  allProperties: z.boolean().nullish(),
  credentialsWithUsageSign: z.boolean().nullish(),
  credentialsWithUsageVerify: z.boolean().nullish(),
  identifierUris: z.boolean().nullish(),
  tokenEncryptionKeyId: z.boolean().nullish(),
});

const properties = {
  /** Sent by some clients, and ignored: the address names the object. */
  id: z.string().optional(),
  displayName: z.string().min(1).max(256).optional(),
  description: z.string().max(1024).nullish(),
  notes: z.string().max(1024).nullish(),
  serviceManagementReference: text.optional(),
  servicePrincipalLockConfiguration: principalLock.nullish(),
  signInAudience: z
    .enum(["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"])
    .optional(),
  identifierUris: strings.optional(),
  groupMembershipClaims: text.optional(),
  isDeviceOnlyAuthSupported: z.boolean().nullish(),
  isFallbackPublicClient: z.boolean().nullish(),
  optionalClaims: z
    .strictObject({
      accessToken: z.array(optionalClaim).optional(),
      idToken: z.array(optionalClaim).optional(),
      saml2Token: z.array(optionalClaim).optional(),
    })
    .nullish(),
  info: z
    .strictObject({
      marketingUrl: text.optional(),
      privacyStatementUrl: text.optional(),
      supportUrl: text.optional(),
      termsOfServiceUrl: text.optional(),
    })
    .optional(),
  api: api.optional(),
  appRoles: z.array(appRole).optional(),
  keyCredentials: z.array(keyBody).optional(),
  publicClient: z.strictObject({ redirectUris: strings.optional() }).optional(),
  spa: z.strictObject({ redirectUris: strings.optional() }).optional(),
  web: web.optional(),
  requiredResourceAccess: z.array(requiredResource).optional(),
  tags: z.array(z.string().min(1).max(256)).optional(),
};

/** `POST /applications`. Passwords may be given here and nowhere else but by `addPassword`. */
export const applicationCreateBody = z.strictObject({
  ...properties,
  displayName: z.string().min(1).max(256),
  passwordCredentials: z.array(passwordBody).optional(),
  "owners@odata.bind": strings.optional(),
});

/** `PATCH /applications/{id}`. */
export const applicationPatchBody = z.strictObject(properties);

/** `PATCH /beta/applications/{id}` takes one property more. */
export const applicationBetaPatchBody = z.strictObject({
  ...properties,
  oauth2RequirePostResponse: z.boolean().optional(),
});

/** The body of POST /applications. */
export type ApplicationCreateBody = z.infer<typeof applicationCreateBody>;
/** The body of PATCH /applications/{id}. */
export type ApplicationPatchBody = z.infer<typeof applicationBetaPatchBody>;
