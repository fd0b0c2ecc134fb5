/**
 * What the program registers, as plain versioned data: the only thing the review compares and judges.
 */
import type { Audience, CredentialAsked, VendorDefinition } from "../components/definition.ts";
import type { LocalizedText } from "../components/localized-text.ts";
import type { Kind } from "../components/permissions.ts";
import type {
  FederatedTrust,
  Mailbox,
  ResolvedIntegration,
  ScheduledCredential,
} from "../components/resolved-integration.ts";
import type { ExceptionEntry } from "../components/settings.ts";
import type { Clause } from "./clause.ts";
import type { Registration } from "./evaluate/index.ts";

/** A permission by everything that identifies it; a GUID alone does not. */
export interface RecordedPermission {
  readonly api: string;
  readonly appId: string;
  readonly kind: Kind;
  /** The name in the catalog; the id itself where the catalog does not know it. */
  readonly name: string;
  readonly id: string;
}

/** A permission that is granted, and to whom. */
export interface RecordedGrant extends RecordedPermission {
  /** `everyone`, or the users (object ids) of a delegated grant. An application permission is always `everyone`. */
  readonly for: "everyone" | readonly string[];
}

/** An owner as registered on the application or the principal; `kind` and `name` from the settings, where they say it. */
export interface RecordedOwner {
  readonly id: string;
  readonly name?: string;
  readonly kind: "user" | "servicePrincipal" | "unknown";
}

/** An Entra directory role of the principal. */
export interface RecordedRole {
  /** The name in the catalog; the id itself where the catalog does not know it. */
  readonly name: string;
  readonly templateId: string;
  /** `/` for the whole tenant, else the administrative unit or application it is limited to. */
  readonly scope: string;
}

/** A user or group in a role of the product's own. */
export interface RecordedInRole {
  readonly id: string;
  /** The role's value; its id where the application has no such role. */
  readonly role: string;
  /** Who has it administers the product. */
  readonly administers: boolean;
  /** Whether the settings name it as a group. */
  readonly group: boolean;
}

/**
 * One integration. What it may do is read from its registrations; the words, the schedule, the mailboxes and the
 * exceptions are the Integration's registered inputs, which nothing else registers.
 */
export interface RecordedIntegration {
  readonly name: string;
  readonly vendor: string;
  readonly product: string;
  /** The vendor's own application, by the client id that its principal is registered with; absent: one of this tenant. */
  readonly registration?: { readonly clientId: string };
  readonly displayName: string;
  readonly purpose: string;
  readonly contact: string;
  readonly ticket: string;
  /** The entry of the file that it is a part of: one product with several linked applications. */
  readonly partOf?: string;
  readonly secretReader: string;
  /** Former names, oldest first, as the engine knows them (aliases). */
  readonly formerly: readonly string[];
  /** The first name it ever had: what credentials are named by. */
  readonly identity: string;
  readonly audience: Audience | string;
  readonly redirectUris: readonly { readonly platform: "web" | "spa" | "publicClient"; readonly uri: string }[];
  readonly implicitGrant: { readonly accessToken: boolean; readonly idToken: boolean };
  readonly publicClient: boolean;
  /** The way of using the product that the settings choose, in the definition's words; absent where it has none. */
  readonly permissionSet?: LocalizedText;
  readonly requested: readonly RecordedPermission[];
  readonly granted: readonly RecordedGrant[];
  readonly credentials: {
    /** The worse of what is registered; `none`: the application is the vendor's own, and this side holds nothing. */
    readonly kind: CredentialAsked["kind"];
    readonly schedule: readonly ScheduledCredential[];
    /**
     * End dates as registered with Entra, by credential: `YYYY-MM-DDTHH:MM:SSZ`, empty where none is set. A credential that
     * no credential of the schedule names stands under its resource's name.
     */
    readonly registeredEnds: Readonly<Record<string, string>>;
    /** Other issuers that vouch for it, as registered, by name; absent where none does. */
    readonly federated?: readonly FederatedTrust[];
  };
  readonly directoryRoles: readonly RecordedRole[];
  readonly owners: { readonly application: readonly RecordedOwner[]; readonly principal: readonly RecordedOwner[] };
  /** Object id of the owner that deploys, as the settings say; absent where they do not. */
  readonly deployer?: string;
  readonly mailboxes: readonly Mailbox[];
  readonly instances: readonly string[];
  /** The users who may sign in, as the settings say. */
  readonly signsIn: "everyone" | readonly string[];
  /** The groups whose direct members may sign in, as the settings say; absent where they name none. */
  readonly signsInGroups?: readonly string[];
  /** Who is assigned to which role of the product's own, as registered; absent where nobody is. */
  readonly inRoles?: readonly RecordedInRole[];
  /** The settings still let everyone in, until a later change. */
  readonly stillOpen?: true;
  /** True: only those of `assigned` may sign in. */
  readonly assignmentRequired: boolean;
  /** Users and groups (object ids) that are assigned to the application, as registered. */
  readonly assigned: readonly string[];
  readonly enabled: boolean;
  readonly suspended?: { readonly since: string; readonly reason: string };
  readonly leaving: boolean;
  /** What the plan asks: the tenant is not disposable and the integration not leaving. */
  readonly protectionRequested: boolean;
  /** Both application and principal carry the option. */
  readonly protected: boolean;
  readonly vault: string;
  readonly exceptions: readonly ExceptionEntry[];
  readonly emergency?: { readonly reason: string };
  /** All children, for rules that look at single registrations. */
  readonly resources: readonly Registration[];
  /** The Integration's registered inputs, which its resources are held against. */
  readonly resolved?: ResolvedIntegration;
}

/**
 * What an Integration's registered inputs tell of it. What its resources register in fact is not in it, nor are fields
 * that only those would fill.
 */
export type PlannedIntegration = Pick<
  RecordedIntegration,
  | "name"
  | "vendor"
  | "audience"
  | "redirectUris"
  | "implicitGrant"
  | "requested"
  | "granted"
  | "credentials"
  | "directoryRoles"
  | "owners"
  | "instances"
  | "signsIn"
  | "signsInGroups"
  | "inRoles"
  | "stillOpen"
  | "suspended"
  | "leaving"
  | "exceptions"
> &
  /** Absent where the inputs alone are known. */
  Partial<Pick<RecordedIntegration, "resources">>;

/** As much of a registration as the engine hands to a policy. */
export type ResourceInputs = Pick<Registration, "type" | "name" | "custom" | "inputs">;

/** What single resources tell of the integration that they belong to. */
export interface IntegrationResources {
  readonly name: string;
  /** The Integration's own registered inputs. */
  readonly resolved?: ResolvedIntegration;
  readonly resources: readonly ResourceInputs[];
}

/** An integration without any part: the other side of the comparison for one that comes or goes. */
export const none: RecordedIntegration = {
  name: "",
  vendor: "",
  product: "",
  displayName: "",
  purpose: "",
  contact: "",
  ticket: "",
  secretReader: "",
  formerly: [],
  identity: "",
  audience: "AzureADMyOrg",
  redirectUris: [],
  implicitGrant: { accessToken: false, idToken: false },
  publicClient: false,
  requested: [],
  granted: [],
  credentials: { kind: "secret", schedule: [], registeredEnds: {} },
  directoryRoles: [],
  owners: { application: [], principal: [] },
  mailboxes: [],
  instances: [],
  signsIn: "everyone",
  assignmentRequired: false,
  assigned: [],
  enabled: true,
  leaving: false,
  protectionRequested: false,
  protected: false,
  vault: "",
  exceptions: [],
  resources: [],
};

/** Something that the recorder saw and no rule can judge. It is a finding that refuses the change. */
export interface Unanalyzable {
  readonly what:
    | "transforms"
    | "hooks"
    | "dynamic-provider"
    | "command"
    | "stack-reference"
    | "read"
    | "lookup"
    | "unresolved-input"
    | "unknown-api"
    | "foreign-reference"
    | "second-application"
    | "other-tenant"
    | "ignored-changes"
    | "delete-before-replace"
    | "retained"
    | "secret-in-plain"
    | "unregistered"
    | "unrun"
    | "running"
    | "remote-component"
    | "imported"
    | "deleted-with"
    | "plugin"
    | "option"
    | "alias"
    | "provider-input"
    | "secret-output"
    | "foreign-key";
  /** Name of the integration it belongs to; empty outside every integration. */
  readonly integration: string;
  /** The resource's URN, or what else names it. */
  readonly urn: string;
  /** One clause for the reviewer. */
  readonly detail: Clause;
}

/** Kinds of {@link Unanalyzable} that hide code or values: more may be behind them than before, and nothing shows it. */
const opaque: readonly Unanalyzable["what"][] = [
  "transforms",
  "hooks",
  "dynamic-provider",
  "command",
  "stack-reference",
  "read",
  "lookup",
  "unresolved-input",
  "unregistered",
  "unrun",
  "running",
  "remote-component",
];

/** True if what is behind it cannot be seen at all, so that two recordings of it cannot be compared. */
export function isOpaque(what: Unanalyzable["what"]): boolean {
  return opaque.includes(what);
}

/** One side of a review. */
export interface Recording {
  readonly version: 1;
  readonly project: string;
  readonly stack: string;
  readonly tenantId: string;
  /** The tenant's file as the settings name it, for lines in SARIF; relative to the checkout. */
  readonly file: string;
  /** What the engine is told beside the configuration; absent where a former recorder did not look. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Sorted by name. */
  readonly integrations: readonly RecordedIntegration[];
  /** Registered outside every Integration (the stack and the explicit providers aside). */
  readonly outside: readonly Registration[];
  /** The explicit providers: where and as whom everything is made. */
  readonly providers?: readonly Registration[];
  /** The Exchange scripts; absent where there are none. */
  readonly handOff?: HandOff;
  /** What this side's definitions say of the vendors that it names; absent where nobody compares them. */
  readonly definitions?: Readonly<Record<string, VendorDefinition>>;
  /** What the stack hands out without being secret, by path; absent where a former recorder did not look. */
  readonly publicOutputs?: Readonly<Record<string, string>>;
  readonly unjudgeable: readonly Unanalyzable[];
}

/** PowerShell that a person runs in Exchange Online. */
export interface HandOff {
  /** What the code writes for mailboxes of its own, one for each way of using them. */
  readonly sample: string;
  /** What it writes for each integration that has mailboxes, by name. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** Where an evaluation comes from. */
export interface RecordedFrom {
  readonly project: string;
  readonly stack: string;
  /** The tenant's file, relative to the checkout. */
  readonly file: string;
  /** What the engine is told beside the configuration (components/stack-file.ts); absent in a former recorder's answer. */
  readonly settings?: Readonly<Record<string, string>>;
}
