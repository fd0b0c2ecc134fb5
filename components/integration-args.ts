/**
 * What an Integration takes, in the shape that every Pulumi language knows: flat, mutable, without unions. The names and
 * their meaning are those of the tenant's file. A program in TypeScript has narrower types by its vendor (vendor-args.ts).
 *
 * Every value is plain: which resources there are, and what a reviewer reads, must not wait for a deployment.
 */

/** An owner by object id, as a service principal or as a user: exactly one of the two. */
export interface OwnerArgs {
  /** Object id of an enterprise application (not of the app registration). */
  servicePrincipal?: string;
  /** Object id of a person. */
  user?: string;
  /** Who it is, for readers of the review. */
  name?: string;
  /** This one runs `pulumi up`; at most one owner does. */
  deploys?: boolean;
}

/** One credential of the schedule. */
export interface CredentialArgs {
  /** Day of issue in UTC, `YYYY-MM-DD`; a second credential on one day gets a letter (`2026-11-21b`). It never changes. */
  issued: string;
  /** The first day on which the credential is dead, in UTC, `YYYY-MM-DD`. */
  expires: string;
  /** The day a person saw the vendor use it everywhere it is typed. */
  confirmed?: string;
  /** Who saw it in use where, a place an entry. */
  confirmations?: ConfirmationArgs[];
  /** `secret` or `certificate`, where the vendor's page takes both. */
  kind?: string;
  /** The public certificate, in PEM, of a key that somebody else made and holds. Without it key and certificate are made here. */
  certificate?: string;
  /** Who holds that private key, and makes the next one. */
  keyHolder?: string;
}

/** Another issuer whose tokens prove the application's identity: whoever gets one for the subject signs in as it. */
export interface FederatedArgs {
  /** Names it for ever: lower-case letters, digits and hyphens. */
  name: string;
  /** What the tokens hold in `iss`; only where the vendor's page leaves it open. */
  issuer?: string;
  /** What the tokens hold in `sub`, letter by letter; of a managed identity its object id. */
  subject: string;
}

/** Where somebody saw a credential in use. */
export interface ConfirmationArgs {
  /** One of the vendor's places, as the sheet prints it. */
  place: string;
  /** `YYYY-MM-DD` in UTC. */
  on: string;
  by: string;
}

/** Redirect URIs by the platform on which they are registered. */
export interface RedirectUrisOnArgs {
  /** Web. */
  web?: string[];
  /** Single-page application. */
  spa?: string[];
  /** Public client: mobile and desktop. */
  publicClient?: string[];
}

/** Users and groups in one role of the product's own, by object id. */
export interface RoleMembersArgs {
  /** Users. */
  users?: string[];
  /** Groups, whose direct members have the role. */
  groups?: string[];
}

/** Permissions of one API by name. */
export interface PermissionNamesArgs {
  /** Delegated scopes: `Channel.Create`. */
  delegated?: string[];
  /** App roles: `CallRecords.Read.All`. */
  application?: string[];
}

/** A mailbox that the vendor works with. The last two are left out where Exchange gives the vendor roles on it. */
export interface MailboxArgs {
  /** Its mail address. */
  address: string;
  /** Mail is fetched from it. */
  receive?: boolean;
  /** Mail is sent from an address of its own. */
  sendAs?: boolean;
}

/** The kill switch: no new tokens while it stands. */
export interface SuspensionArgs {
  /** `YYYY-MM-DD`. */
  since: string;
  /** Why, for the reviewer. */
  reason: string;
}

/** Waives the overlap of credentials for one reviewed change. */
export interface EmergencyArgs {
  /** Why, for the reviewer. */
  reason: string;
}

/** A finding of the review that is accepted until a day. */
export interface ExceptionArgs {
  /** The rule's name, as the review prints it. */
  rule: string;
  /** The permission, role, URI, mailbox, owner or credential it is about, exactly. */
  subject?: string;
  /** Why; may be left out where the vendor's page itself demands it. */
  reason?: string;
  /** The first day on which it no longer counts, `YYYY-MM-DD`. */
  until: string;
}

/** One integration. Which of the optional inputs a vendor takes follows from its page; any other is refused. */
export interface IntegrationArgs {
  /** The vendor's word: `servicenow-teams`, `mailgates-sigma`, `teamconnect`, `live-platform`, … */
  vendor: string;
  /** The tenant's id. The azuread provider must be pinned to the same tenant. */
  tenantId: string;
  /** Owners of the application and its service principal, the one that deploys among them. */
  owners: OwnerArgs[];
  /** Application id of the vendor's own application, where its page prints none. */
  clientId?: string;
  /** One credential a line, oldest first. None only where `suspended` or `leaving` stands, or the application is the vendor's own. */
  credentials?: CredentialArgs[];
  /** Other issuers that vouch for the application, in place of a secret. */
  federated?: FederatedArgs[];
  /** `federated` and `credentials` work side by side, while the vendor moves from one to the other. */
  bothAlive?: boolean;
  /** Resource id of the Key Vault that keeps the credentials. */
  vault?: string;
  /** A play tenant: nothing is protected. Never in a real one. */
  disposable?: boolean;
  /** The application's name in the portal; the product's name when left out. */
  displayName?: string;
  /** What it is for; stands in the application's notes. */
  purpose?: string;
  /** Who to ask; stands in the application's notes. */
  contact?: string;
  /** The request it came with; stands in the application's notes. */
  ticket?: string;
  /** The application's entry in the organization's register of services or assets. */
  serviceManagementReference?: string;
  /** Who may read the credential and hands it over: a person or a team. */
  secretReader?: string;
  /** Object ids of the users who may sign in; everyone when this and `signsInGroups` are left out. */
  signsIn?: string[];
  /** Object ids of the groups whose direct members may sign in. Needs Entra ID P1; nested members do not count. */
  signsInGroups?: string[];
  /** Who has which role of the product's own, by the role's value. Nobody else may sign in, save with `stillOpen`. */
  appRoles?: { [role: string]: RoleMembersArgs };
  /** Those named are assigned, and everyone may still sign in: the first of two changes that close a running integration. */
  stillOpen?: boolean;
  /** The customer's instances at the vendor, each giving a redirect URI. */
  instances?: string[];
  /** Redirect URIs, as many as the vendor's page asks for. */
  redirectUris?: string[];
  /** The same by their platform, where the vendor's page asks for some on several. */
  redirectUrisOn?: RedirectUrisOnArgs;
  /** The Application ID URI, where the vendor's page leaves it open; `{clientId}` and `{tenantId}` are filled in. */
  identifierUri?: string;
  /** The way of running the product, where the page prints other redirect URIs for each. */
  redirectVariant?: string;
  /** The way of using the product, where the page lists other permissions for each. */
  permissionSet?: string;
  /** Permissions beyond those the page asks of everybody, by the API's name: `Microsoft Graph`. */
  permissions?: { [api: string]: PermissionNamesArgs };
  /** Permissions of the page that are not needed here, by the API's name. */
  omits?: { [api: string]: PermissionNamesArgs };
  /** The mailboxes the vendor works with. */
  mailboxes?: MailboxArgs[];
  /** Entra directory roles of the service principal, by name. */
  directoryRoles?: string[];
  /** `single`: this tenant alone; `multiple`: as the vendor's page says. */
  audience?: string;
  /** The kill switch. */
  suspended?: SuspensionArgs;
  /** Lifts the protection and nothing else. */
  leaving?: boolean;
  /** Former names, oldest first: a rename that keeps the client id. */
  formerly?: string[];
  /** Findings of the review that are accepted, each until a day. */
  exceptions?: ExceptionArgs[];
  /** Waives the overlap of credentials for one reviewed change. */
  emergency?: EmergencyArgs;
}
