/**
 * What the program registers, as plain versioned data: the only thing the review compares and judges.
 */
import type { Audience } from "../components/definition.ts";
import type { Kind } from "../components/permissions.ts";
import type { Generation, Mailbox } from "../components/plan.ts";
import type { Acceptance } from "../components/settings.ts";
import type { Registration } from "./evaluate.ts";

/** A permission by everything that identifies it; a GUID alone does not. */
export interface RecordedPermission {
  readonly api: string;
  readonly appId: string;
  readonly kind: Kind;
  /** The name in the catalogue; the id itself where the catalogue does not know it. */
  readonly name: string;
  readonly id: string;
}

/** A permission that is granted, and to whom. */
export interface RecordedGrant extends RecordedPermission {
  /** `everyone`, or the users (object ids) of a delegated grant. An application permission is always `everyone`. */
  readonly for: "everyone" | readonly string[];
}

/** An owner as registered on the application or the principal; `kind` from the settings, where they name it. */
export interface RecordedOwner {
  readonly id: string;
  readonly kind: "user" | "servicePrincipal" | "unknown";
}

/** One integration, read from its registrations (not from its settings), with the settings' words beside it. */
export interface RecordedIntegration {
  readonly name: string;
  readonly vendor: string;
  readonly product: string;
  readonly displayName: string;
  readonly purpose: string;
  readonly formerly: readonly string[];
  /** The first name it ever had: what credentials are named by. */
  readonly identity: string;
  readonly audience: Audience | string;
  readonly redirectUris: readonly { readonly platform: "web" | "spa" | "publicClient"; readonly uri: string }[];
  readonly implicitGrant: { readonly accessToken: boolean; readonly idToken: boolean };
  readonly publicClient: boolean;
  readonly asked: readonly RecordedPermission[];
  readonly granted: readonly RecordedGrant[];
  readonly credentials: {
    readonly kind: "secret" | "certificate";
    readonly generations: readonly Generation[];
    /** End dates as registered with Entra, by generation: `YYYY-MM-DDTHH:MM:SSZ`. */
    readonly registeredEnds: Readonly<Record<string, string>>;
  };
  readonly directoryRoles: readonly { readonly name: string; readonly templateId: string }[];
  readonly owners: { readonly application: readonly RecordedOwner[]; readonly principal: readonly RecordedOwner[] };
  readonly mailboxes: readonly Mailbox[];
  readonly signsIn: "everyone" | readonly string[];
  readonly assignmentRequired: boolean;
  readonly enabled: boolean;
  readonly suspended?: { readonly since: string; readonly reason: string };
  readonly leaving: boolean;
  readonly protected: boolean;
  readonly vault: string;
  readonly accepts: readonly Acceptance[];
  readonly emergency?: { readonly reason: string };
  /** All children, for rules that look at single registrations. */
  readonly resources: readonly Registration[];
}

/** Something the recorder saw and cannot judge. A blocking finding by name, never silence. */
export interface Unjudgeable {
  /** `transforms`, `hooks`, `dynamic-provider`, `command`, `stack-reference`, `unresolved-input` … */
  readonly what: string;
  readonly urn: string;
  readonly detail: string;
}

/** One side of a review. */
export interface Recording {
  readonly version: 1;
  readonly project: string;
  readonly stack: string;
  readonly tenantId: string;
  /** The tenant's file as the settings name it, for lines in SARIF; relative to the checkout. */
  readonly file: string;
  /** Sorted by name. */
  readonly integrations: readonly RecordedIntegration[];
  /** Registered outside every Integration (the stack and the explicit providers aside). */
  readonly outside: readonly Registration[];
  readonly unjudgeable: readonly Unjudgeable[];
}
