/**
 * A vendor is data: what its page asks of every customer, with the page's step numbers in the margin.
 * It knows nothing of a tenant's settings, of Pulumi or of the review.
 */
import type { Service } from "./administration.ts";
import type { LocalizedText } from "./localized-text.ts";
import type { Permissions } from "./permissions.ts";

/** Who may sign in to the application: this tenant alone, or any organisation's (Graph: `signInAudience`). */
export type Audience = "AzureADMyOrg" | "AzureADMultipleOrgs";

/** The language a page is written in, and so its labels on the hand-over sheet. */
export type Language = "en" | "ja";

/** Where redirect URIs are registered; it decides who redeems the code: a server, a browser's page, an app on a device. */
export type Platform = "web" | "spa" | "publicClient";

/** One way of running the product, and the redirect URIs that the page prints for it; `{instance}` as in a template. */
export interface RedirectVariant {
  readonly label: LocalizedText;
  readonly uris: readonly string[];
}

/**
 * Where redirect URIs of one platform come from. What the page prints stands as it is printed; the one that ends with its
 * host is registered with a slash behind it, which Entra takes for the same (asked.ts).
 */
export type RedirectUrisOn =
  /** The page prints them, the same for every customer: nobody types them. */
  | { readonly from: "page"; readonly platform: Platform; readonly uris: readonly string[] }
  /** The page prints some for each way of running the product, by a word that the settings choose (`redirectVariant`). */
  | {
      readonly from: "variants";
      readonly platform: Platform;
      readonly variants: Readonly<Record<string, RedirectVariant>>;
      /** What `{instance}` stands for where a URI has it; see `instances`. */
      readonly instance?: "host";
    }
  /** The customer types them: between `min` and `max` of them. */
  | {
      readonly from: "redirectUris";
      readonly platform: Platform;
      readonly min: number;
      readonly max: number;
      /** The page has one that ends with its host: `https://localhost`. */
      readonly withoutPath?: true;
    }
  /** One or several for each of the customer's instances; `{instance}` stands for its name. */
  | {
      readonly from: "instances";
      readonly platform: Platform;
      readonly template: string | readonly string[];
      /** `{instance}` is a whole host, with its port where it has one; otherwise the first part of one. */
      readonly instance?: "host";
    };

/** The page asks for none, for those of one platform, or for several: one entry each, and no URI in two of them. */
export type RedirectUris = { readonly from: "nowhere" } | RedirectUrisOn | readonly RedirectUrisOn[];

/** A length of time in whole months: how long a page lets a credential live. */
export type Months = `${number} months`;

/** The vendor's own multi-tenant application. This tenant has its service principal alone. */
export interface VendorsApplication {
  readonly by: "vendor";
  /** As the vendor names it, and so the portal's list of enterprise applications. */
  readonly name: string;
  /** Application (client) id, as the page prints it; absent: it prints none, and the settings give it (`clientId`). */
  readonly clientId?: string;
}

/**
 * The application is the vendor's own, and so are its credentials ({@link VendorsApplication}); or it is a public client of
 * this tenant: a page in the browser or an app on a device, which has nothing to prove itself by.
 */
export interface NoneAsked {
  readonly kind: "none";
}

/** A client secret, typed into the vendor's form. */
export interface SecretAsked {
  readonly kind: "secret";
  /** The lifetime the page prints; absent: the page leaves it open. */
  readonly lifetime?: Months;
  /** When the page wants it renewed, before its end. */
  readonly renewBefore?: Months;
  /** True where the vendor documents a certificate as well, so that a secret is a choice. */
  readonly certificatePossible?: true;
}

/** A certificate, and the private key that the vendor's product signs with. */
export interface CertificateAsked {
  readonly kind: "certificate";
  /** The form of the thumbprint that the vendor's form wants; `none`: it takes the certificate itself (PEM, a key store). */
  readonly thumbprint: "sha1Base64" | "sha1Hex" | "sha256Base64Url" | "none";
  readonly lifetime?: Months;
  readonly renewBefore?: Months;
}

/** Tokens of another issuer in place of a secret: nothing is typed, nothing ends. */
export interface FederatedAsked {
  readonly kind: "federated";
  /** The issuer that the page names, `{tenantId}` for the tenant's id; absent: an input. */
  readonly issuer?: string;
  /** Whom the subject names: a managed identity by its object id, or what the issuer calls the workload. */
  readonly subject: "managedIdentity" | "workload";
  readonly audience: string;
}

/** What the vendor's form takes as proof of the application's identity. */
export type CredentialAsked = SecretAsked | CertificateAsked | FederatedAsked | NoneAsked;

/** One of them, or several of different kinds: the customer chooses, or the product needs all of them at once. */
export type CredentialsAsked =
  | CredentialAsked
  | { readonly oneOf: readonly CredentialAsked[] }
  | { readonly all: readonly (SecretAsked | CertificateAsked)[] };

/** What the application's tokens say of a person beyond the usual. */
export interface ClaimsAsked {
  /** Optional claims by name: `upn`, `email`, `groups` … */
  readonly optional?: readonly {
    readonly name: string;
    readonly in: readonly ("idToken" | "accessToken" | "saml2Token")[];
  }[];
  /** Which of a person's groups stand in the token; the fewest that serve: `ApplicationGroup` names assigned ones alone. */
  readonly groups?: "ApplicationGroup" | "SecurityGroup" | "DirectoryRole" | "All";
}

/** A role of the product's own, to which administrators assign people or applications. */
export interface AppRoleAsked {
  /** As it stands in the token. */
  readonly value: string;
  readonly name: string;
  readonly description: string;
  readonly for: readonly ("users" | "applications")[];
  /** Who has it administers the product; without it the role's name tells (app-roles.ts). */
  readonly administers?: true;
}

/** A scope of the application's own. */
export interface ScopeExposed {
  /** `access_as_user`. */
  readonly value: string;
  readonly name: string;
  readonly description: string;
  /** Who may consent to it for themselves. */
  readonly consent: "admins" | "users";
}

/**
 * The application's ID URI, by which others ask for its tokens and its scopes (Graph: `identifierUris`). It holds
 * `{clientId}` and `{tenantId}` where the application's and the tenant's id stand.
 */
export type IdentifierUriAsked =
  /** `api://<client id>`, which the portal proposes. */
  | { readonly from: "clientId" }
  /** The page prints it, the same for every customer but for the ids. */
  | { readonly from: "page"; readonly uri: string }
  /** The customer types it: it names a domain or host of theirs. */
  | { readonly from: "identifierUri" };

/** What others may ask of the application as of an API. */
export interface ApiExposed {
  /** Absent: the page asks for none. Whoever asks for a scope names it behind this URI. */
  readonly identifierUri?: IdentifierUriAsked;
  /** The version of its access tokens; absent: Entra's default for the audience. */
  readonly accessTokenVersion?: 1 | 2;
  readonly scopes?: readonly ScopeExposed[];
}

/** The store in which a vendor takes a key and its certificate. */
export interface KeyStore {
  readonly format: "jks" | "pkcs12";
  /** What the file is called on the page's own command lines. */
  readonly file: string;
  readonly alias: string;
  /** The step at which it is made. */
  readonly step: string;
}

/** Permissions beyond those the page asks of everybody, that a customer may write into the settings. */
export type AddablePermissions =
  /** The page leaves the list open: anything of this API and kind. */
  | { readonly any: readonly { readonly api: string; readonly kinds: readonly ("delegated" | "application")[] }[] }
  /** The page names further permissions as a choice. */
  | { readonly only: Permissions };

/** A way of using the product, and what it needs beyond `permissions`. The settings choose one (`permissionSet`). */
export interface PermissionSet {
  /** What is chosen, as the page words it: "backup and restore". */
  readonly label: LocalizedText;
  readonly permissions: Permissions;
  /** Those of the set that the settings may leave out, beside the definition's own. */
  readonly omittable?: Permissions;
  /** Permissions that this set alone may add. */
  readonly addable?: AddablePermissions;
}

/** When a directory role is needed: with one of these permission sets, or where the customer says so in the settings. */
export type RoleCondition = { readonly sets: readonly string[] } | { readonly decide: LocalizedText };

/** An Entra directory role that the page names, by Graph's name of it. */
export type RoleAsked =
  | { readonly role: string; readonly when?: RoleCondition }
  /** The settings choose one (`directoryRoles`). The one that can do least stands first: it is advised. */
  | { readonly oneOf: readonly string[]; readonly when?: RoleCondition };

/** How a vendor comes to the mailboxes that the settings name. */
export type MailboxesAsked =
  /** By IMAP, SMTP or full access, opened by a script in Exchange Online. */
  | true
  /**
   * Through application permissions that Exchange can give for some mailboxes alone. For the mailboxes of the settings
   * they become roles in Exchange (RBAC for Applications) and are not consented to in Entra, where grants add up.
   */
  | {
      readonly limits: Permissions;
      /** True: without named mailboxes the page gives none of them. */
      readonly always?: true;
    };

/**
 * What a person types into one field of the vendor's form.
 * `enter` may hold placeholders in braces; placeholder-names.ts lists them all (`{clientId}`, `{tenantId}`, `{secret}` …).
 */
export type FieldValue =
  /** `or` is another value that is right, too; the field's note says when to take it. */
  | { readonly enter: string; readonly or?: string }
  /** An entry of a list, as the form prints it. */
  | { readonly choose: string }
  | { readonly tick: boolean }
  | { readonly leaveBlank: true }
  /** The person decides; the text says what the page says of it. */
  | { readonly decide: string };

/** A part of the page that is there for one kind of credential alone, where the page takes several. */
interface OfCredential {
  /** Only where the integration has a credential of this kind; without it the part is everybody's. */
  readonly withCredential?: "secret" | "certificate" | "federated";
}

/** Whose business a part of the sheet is; without one it is everybody's. */
export type Applicability =
  /** Where other organisations may sign in, and where this tenant's people alone may. */
  | "multiTenant"
  | "singleTenant"
  /** Where it has a redirect URI. */
  | "redirectUri"
  /** Where it holds a delegated permission. */
  | "delegatedPermission"
  /** Where a mailbox of the settings is fetched, or sent for under another address. */
  | "receives"
  | "sendsAs"
  /** Where Exchange limits it to some mailboxes. */
  | "limitedMailboxes"
  /** Where the tenant's file assigns people to roles of the product's own, and where that is left to somebody's hands. */
  | "rolesAssigned"
  | "rolesUnassigned"
  | { readonly sets: readonly string[] };

/** One field of a form: the label exactly as the vendor prints it, and what goes into it. */
export interface Field extends OfCredential {
  readonly label: string;
  readonly value: FieldValue;
  readonly note?: string;
  readonly appliesTo?: Applicability;
}

/** Lines of one of the vendor's files, as they are to stand there: what a form is elsewhere. */
export interface Excerpt {
  /** The file, as the page names it. */
  readonly file: string;
  /** Says how a value is quoted: escaped in XML, between single quotation marks in Ruby. */
  readonly syntax: "xml" | "ruby";
  /** Placeholders as in a field, a masked secret among them; `%{…}` is the file's own. */
  readonly lines: string;
}

/** One step of the vendor's page. */
export interface Step extends OfCredential {
  /** The number as the page prints it, or the one `vendors.md` gives to unnumbered parts. */
  readonly step: string;
  /** `stack`: Pulumi has done it; otherwise the `who` of an `actsAs` entry. */
  readonly by: string;
  /** What to do, in our words and the page's language; labels exactly as the vendor prints them. Placeholders as in a field. */
  readonly text: string;
  readonly appliesTo?: Applicability;
  /** Repeats the step for each of these inputs; `{instance}` or `{mailbox}` stands for the one at hand. */
  readonly each?: "instances" | "mailboxes";
  readonly fields?: readonly Field[];
  readonly excerpt?: Excerpt;
  /** What the page says will be seen: an expected error, a message. */
  readonly expect?: string;
  /** Our own advice, kept apart from the page's words. */
  readonly advice?: string;
}

/** A numbered procedure of the page, or one that the page presupposes. */
export interface Procedure extends OfCredential {
  readonly title: string;
  readonly when: "set-up" | "renewal";
  /** False: the page presupposes it; the source stands in `title`. */
  readonly onPage: boolean;
  readonly appliesTo?: Applicability;
  /** Most readers do none of it: the sheet folds it away under this sentence, which says who does. */
  readonly folded?: string;
  readonly steps: readonly Step[];
}

/** A person who acts: the role the page wants, and what that person does. */
export interface Actor {
  readonly who: string;
  readonly role: string;
  readonly does: string;
}

/** One step of leaving, and who takes it: somebody of `actsAs`, or one of those whom no vendor's page names (leaving.ts). */
export interface UndoStep extends LocalizedText {
  readonly by: LocalizedText;
  readonly appliesTo?: Applicability;
}

/** How somebody signs in, once, so that the product may act for them. */
export type Authorization =
  /** Whoever holds the client secret redeems the code, and types the tokens into the vendor's form. */
  | { readonly by: "operator"; readonly steps: readonly [authorize: string, tokens: string]; readonly for: string }
  /** The product redeems it at a redirect URI of its own, once a button of its screen was pressed. */
  | {
      readonly by: "vendor";
      /** The procedure and the step of the page; the button's label exactly as the screen shows it. */
      readonly procedure: string;
      readonly step: string;
      readonly button: string;
      /** Where the button is, in the page's language. */
      readonly where: string;
    };

/** Where the page goes against a rule of the review: the step and the reason an exception rests on. */
export interface Demand {
  readonly rule: string;
  /** The permission, role, URI or mailbox it is about, for rules that judge one. */
  readonly subject?: string;
  readonly step: string;
  readonly reason: LocalizedText;
}

/** Everything a vendor's page asks for, and what the sheet for its administrator needs. */
export interface VendorDefinition {
  /** The word in the settings' `vendor`; also the name of its file and its test; its part of docs/vendors.md names it. */
  readonly vendor: string;
  /** The product's name as the vendor writes it; the application's display name unless the settings name another. */
  readonly product: string;
  /** The file that holds the definition as data (own-vendors.ts): its demands excuse nothing. Absent: it is code. */
  readonly writtenIn?: string;
  readonly page: {
    readonly publisher: string;
    readonly title: string;
    readonly language: Language;
    /** The state of the page: an ISO date or year and month. */
    readonly asOf?: string;
    /** Where it stands. */
    readonly url?: string;
  };
  /** What the integration is for, one sentence; stands where the settings give no purpose. */
  readonly serves: LocalizedText;
  /** Whose application signs in; absent: one that the stack registers in this tenant. With it `credential` is `none`. */
  readonly registration?: VendorsApplication;
  readonly audience: Audience;
  /** A narrower audience the settings may choose (`audience: single`). */
  readonly narrowerAudience?: Audience;
  readonly redirectUris: RedirectUris;
  /** True: the page switches public client flows on, by which whoever knows the client id asks for a person's tokens. */
  readonly publicClientFlows?: true;
  readonly implicitGrant: readonly ("accessToken" | "idToken")[];
  /** What is always asked. Permissions of the page and no others. */
  readonly permissions: Permissions;
  /** Those of `permissions` that the settings may leave out (`omits`), because only one way of using the product needs them. */
  readonly omittable?: Permissions;
  readonly addable?: AddablePermissions;
  /** Ways of using the product by the word that the settings write, of which one is chosen. */
  readonly permissionSets?: Readonly<Record<string, PermissionSet>>;
  readonly credential: CredentialsAsked;
  /** With a certificate; absent: the vendor takes key and certificate as PEM. */
  readonly keyStore?: KeyStore;
  /** Absent: nobody signs in for it, or with a password that the product keeps. */
  readonly authorization?: Authorization;
  /** Entra directory roles of the service principal. True: the page asks for some without naming them; an input. */
  readonly directoryRoles?: true | readonly RoleAsked[];
  readonly claims?: ClaimsAsked;
  readonly appRoles?: readonly AppRoleAsked[];
  readonly exposes?: ApiExposed;
  /** What the product administers, by its page: roles that cannot do that are told (preconditions.ts). */
  readonly administers?: readonly Service[];
  /** Present: the vendor works through named mailboxes. */
  readonly mailboxes?: MailboxesAsked;
  readonly actsAs: readonly Actor[];
  /** Everywhere the credential is typed; a credential is `confirmed` when all of them use it. None where it has none. */
  readonly places: readonly string[];
  /**
   * What stops when the last credential ends: what follows "when it ends:" and 期限が切れると、 in a report. Of the vendor's
   * own application: what stops when it may no longer sign in here.
   */
  readonly breaksWhenExpired: LocalizedText;
  readonly proof: {
    readonly shows: string;
    /** Errors that are expected on the way. */
    readonly expected: readonly (string | { readonly text: string; readonly appliesTo: Applicability })[];
  };
  /** What to do to leave, in order: on the vendor's side, and where it comes in between, `leaveTheFile`. */
  readonly undo: readonly UndoStep[];
  readonly demands: readonly Demand[];
  /** What the page does not say and this definition therefore does not assume. */
  readonly notOnPage: readonly string[];
  readonly procedures: readonly Procedure[];
}

/** The definition behind a vendor's word; undefined where the word is none, which the schema reports. */
export type Definitions = (vendor: unknown) => VendorDefinition | undefined;
