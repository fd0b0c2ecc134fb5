/**
 * The kinds of object a tenant holds, under Graph's own property names.
 * They are replaced as a whole, so a refused request leaves nothing half done.
 */

/** A role an application offers to others (Graph: `appRole`). */
export interface AppRole {
  readonly id: string;
  readonly value: string | null;
  readonly displayName: string;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly allowedMemberTypes: readonly string[];
}

/** A delegated scope an application offers (Graph: `permissionScope`). Kept as sent: the provider compares whole objects. */
export interface Scope {
  readonly id: string;
  readonly value: string | null;
  readonly isEnabled: boolean;
  readonly type: string;
  readonly adminConsentDescription: string | null;
  readonly adminConsentDisplayName: string | null;
  readonly userConsentDescription: string | null;
  readonly userConsentDisplayName: string | null;
}

/** A client secret without its value. Dates echo what was sent. */
export interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly customKeyIdentifier: string | null;
  readonly hint: string | null;
  readonly secretText: null;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/** A certificate without its body; `key` is only shown where Graph shows it. */
export interface KeyCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly customKeyIdentifier: string;
  readonly type: string;
  readonly usage: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly key: null;
}

/** What only the tenant keeps of credentials: salted hashes of secrets, and public certificates (base64 DER), by key id. */
export interface Keyring {
  readonly secrets: Readonly<Record<string, string>>;
  readonly certificates: Readonly<Record<string, string>>;
}

/** One permission that an application asks for (Graph: `resourceAccess`). */
interface ResourceAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: "Role" | "Scope" }[];
}

/** An application as Graph returns it (`GET /applications/{id}`). */
export interface Application {
  readonly id: string;
  readonly appId: string;
  readonly createdDateTime: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly notes: string | null;
  readonly signInAudience: string;
  readonly identifierUris: readonly string[];
  readonly tags: readonly string[];
  readonly appRoles: readonly AppRole[];
  readonly api: {
    readonly acceptMappedClaims: boolean | null;
    readonly knownClientApplications: readonly string[];
    readonly requestedAccessTokenVersion: number | null;
    readonly oauth2PermissionScopes: readonly Scope[];
    readonly preAuthorizedApplications: readonly {
      readonly appId: string;
      readonly delegatedPermissionIds: readonly string[];
    }[];
  };
  readonly web: {
    readonly homePageUrl: string | null;
    readonly logoutUrl: string | null;
    readonly redirectUris: readonly string[];
    readonly implicitGrantSettings: {
      readonly enableAccessTokenIssuance: boolean;
      readonly enableIdTokenIssuance: boolean;
    };
    readonly redirectUriSettings: readonly unknown[];
  };
  readonly spa: { readonly redirectUris: readonly string[] };
  readonly publicClient: { readonly redirectUris: readonly string[] };
  readonly requiredResourceAccess: readonly ResourceAccess[];
  readonly keyCredentials: readonly KeyCredential[];
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly [property: string]: unknown;
}

/** A service principal's own properties; what it takes from its application is added when it is shown. */
export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly createdDateTime: string;
  readonly accountEnabled: boolean;
  readonly appRoleAssignmentRequired: boolean;
  readonly tags: readonly string[];
  readonly keyCredentials: readonly KeyCredential[];
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly [property: string]: unknown;
}

/** An application or principal with what Graph keeps beside it. Owners are object ids. */
export interface Owned<Entity> {
  readonly entity: Entity;
  readonly owners: readonly string[];
  readonly keyring: Keyring;
}

/** A user, as far as the stack meets one. */
export interface User {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly mailNickname: string;
  readonly mail: string | null;
  readonly accountEnabled: boolean;
}

/** How a person signs in: kept beside the user, whom Graph shows. */
export interface SignIn {
  /** The user's object id. */
  readonly id: string;
  readonly passwordHash: string;
  /** A second factor is asked of this person, which no program can give. */
  readonly multiFactor: boolean;
  /** Sessions and refresh tokens from before this ISO instant are void. */
  readonly validFrom: string;
}

/** That somebody belongs to a group, directly. */
export interface Membership {
  /** `<group>/<member>` */
  readonly id: string;
  readonly groupId: string;
  readonly memberId: string;
}

/** A security group. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly securityEnabled: boolean;
  readonly [property: string]: unknown;
}

/** Consent to an application permission, or the assignment of a user to an application. */
export interface AppRoleAssignment {
  readonly id: string;
  readonly appRoleId: string;
  readonly principalId: string;
  readonly resourceId: string;
  readonly createdDateTime: string;
}

/** Consent to delegated scopes, for everyone or for one user. */
export interface DelegatedGrant {
  readonly id: string;
  readonly clientId: string;
  readonly consentType: "AllPrincipals" | "Principal";
  readonly principalId: string | null;
  readonly resourceId: string;
  readonly scope: string;
}

/** An activated Entra directory role. */
export interface DirectoryRole {
  readonly id: string;
  readonly roleTemplateId: string;
}

/** A directory role given to a principal. */
export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

/** A restriction that is on or off. */
export interface Switch {
  readonly state: "enabled" | "disabled";
  /** Objects from before this instant are not bound; null: every one is. */
  readonly restrictForAppsCreatedAfterDateTime?: string | null | undefined;
}

/** One restriction of credentials. */
export interface CredentialRestriction extends Switch {
  readonly restrictionType:
    | "passwordAddition"
    | "passwordLifetime"
    | "symmetricKeyAddition"
    | "symmetricKeyLifetime"
    | "customPasswordAddition"
    | "asymmetricKeyLifetime"
    | "trustedCertificateAuthority";
  /** ISO 8601: `P180D`. */
  readonly maxLifetime?: string | null | undefined;
}

/** What a policy restricts; what is left out it does not define. */
export interface Restrictions {
  readonly passwordCredentials?: readonly CredentialRestriction[];
  readonly keyCredentials?: readonly CredentialRestriction[];
  readonly identifierUris?: {
    readonly nonDefaultUriAddition?: Switch & { readonly excludeAppsReceivingV2Tokens?: boolean | null };
  };
  /** Beta alone. */
  readonly audiences?: { readonly azureAdMultipleOrgs?: Switch; readonly personalMicrosoftAccount?: Switch };
}

/** The tenant's own app management policy, one that can be assigned, and that it is: by the object's id. */
export type AppManagement =
  | {
      readonly kind: "default";
      readonly id: string;
      readonly isEnabled: boolean;
      readonly applicationRestrictions: Restrictions;
      readonly servicePrincipalRestrictions: Restrictions;
    }
  | {
      readonly kind: "custom";
      readonly id: string;
      readonly displayName: string;
      readonly description: string | null;
      readonly isEnabled: boolean;
      readonly restrictions: Restrictions;
    }
  | { readonly kind: "assignment"; readonly id: string; readonly policyId: string };

/** A federated identity credential of an application. */
export interface FederatedCredential {
  readonly id: string;
  readonly applicationId: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly description: string | null;
}

/** What a principal was granted, as the recycle bin may keep it (`Policies.deletedPrincipalsKeepConsent`). */
export interface KeptConsent {
  readonly appRoleAssignments: readonly AppRoleAssignment[];
  readonly delegatedGrants: readonly DelegatedGrant[];
  readonly roleAssignments: readonly RoleAssignment[];
}

/** Something deleted in the last 30 days, whole, so that it can come back. */
export type Deleted = { readonly id: string; readonly deletedDateTime: string } & (
  | { readonly kind: "application"; readonly item: Owned<Application> }
  | { readonly kind: "servicePrincipal"; readonly item: Owned<ServicePrincipal>; readonly consent?: KeptConsent }
);

/** One line of the directory's audit log (Graph: `directoryAudit`): who did what to which object. */
export interface DirectoryAudit {
  readonly id: string;
  /** Graph's words, e.g. `Delete application`. */
  readonly activityDisplayName: string;
  readonly activityDateTime: string;
  /** Object id of the user or service principal that did it. */
  readonly actorId: string;
  /** The actor's name then; who is deleted since keeps it. */
  readonly actorName: string;
  readonly target: {
    readonly id: string;
    readonly type: "Application" | "ServicePrincipal";
    readonly displayName: string;
  };
}

/** When a credential of an application bought tokens. */
export interface CredentialUse {
  /** The key id. */
  readonly id: string;
  readonly appId: string;
  /** The API of the newest token, and the request that bought it. */
  readonly resourceAppId: string;
  readonly requestId: string;
  /** ISO instants, newest last: those that no report tells yet, and the last one before them. */
  readonly times: readonly string[];
}

/** One version of a vault's secret. */
export interface SecretVersion {
  readonly version: string;
  /** The value, encrypted (sealed.ts). Absent where a version of this project wrote it that kept a hash alone. */
  readonly sealed?: string;
  readonly contentType: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Unix seconds, as Resource Manager shows them. */
  readonly attributes: {
    readonly enabled: boolean;
    readonly nbf?: number;
    readonly exp?: number;
    readonly created: number;
    readonly updated: number;
  };
}

/** A secret of a vault: its newest version, and those before. */
export interface VaultSecret extends SecretVersion {
  /** `<vault id in lower case>/<secret name in lower case>` */
  readonly id: string;
  readonly name: string;
  /** Oldest first. */
  readonly former?: readonly SecretVersion[];
  /** ISO time; present while the name is soft-deleted. */
  readonly deleted?: string;
}

/**
 * A Key Vault. `writers` are object ids that may write secrets through Resource Manager and delete them, `readers` those
 * that may read values (role Key Vault Secrets User). Nobody is both.
 */
export interface Vault {
  /** The resource id in lower case. */
  readonly id: string;
  readonly resourceId: string;
  readonly name: string;
  readonly location: string;
  readonly writers: readonly string[];
  readonly readers: readonly string[];
}
