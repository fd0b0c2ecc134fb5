/**
 * Differences of two recordings, as values. What a change is called and what it means for the vendor's reach is decided
 * here and nowhere else.
 */
import type { Kind } from "../components/permissions.ts";
import type { Clause, Value } from "./clause.ts";

/** What a difference does to the vendor's reach. */
export type Effect = "broadened" | "narrowed" | "changed";

/** The kinds of things that can differ. */
export type Aspect =
  | "tenant"
  | "integration"
  | "permission"
  /** The way of using the product that is chosen; what it grants is compared by itself. */
  | "permission-set"
  | "redirect-uri"
  | "audience"
  | "implicit-grant"
  | "public-client"
  | "owner"
  | "directory-role"
  | "mailbox"
  | "mailbox-right"
  /** What a person carries out: the Exchange script, the steps and forms of the vendor's page. */
  | "hand-off"
  /** What a vendor's file says beside its steps: what the sheet tells, and what the tenant's file may ask for. */
  | "definition"
  | "signs-in"
  | "assignment"
  /** Who has which role of the product's own. */
  | "app-role"
  | "credential"
  | "credential-end"
  | "credential-kind"
  /** Trust in another issuer's tokens. */
  | "federated"
  /** What its tokens say of people, its own roles, and what others may ask of it. */
  | "token"
  /** The name by which others ask for its tokens. */
  | "identifier-uri"
  | "suspension"
  | "protection"
  | "vault"
  | "name"
  | "notes"
  | "exception"
  | "emergency"
  | "resource"
  /** What no recorder can read: transforms, hooks, other stacks. */
  | "unjudgeable";

/** One difference. `before` and `after` are data or clauses, absent where there is none; each language has its words for them. */
export interface Change {
  /** The name after the change; the former one where it is removed; empty outside every integration. */
  readonly integration: string;
  readonly aspect: Aspect;
  readonly how: "added" | "removed" | "changed";
  /** The permission (`Microsoft Graph application Mail.Read`), URI, owner, credential … */
  readonly subject: Value;
  readonly before?: Value;
  readonly after?: Value;
  readonly effect: Effect;
  /** Permission changes only: which one it is (after the change), for the words of the catalog. */
  readonly permission?: { readonly appId: string; readonly kind: Kind; readonly name: string };
  /** Redirect URIs of an integration that stood before: who receives codes and tokens now and did not before. */
  readonly newReceiver?: string;
  /** True: the vendor's copy of the client id or a live credential stops working; every place must be typed anew. */
  readonly newIdentity?: true;
  /** What must be done by a person before the effect is there, such as running the mailbox removal commands. */
  readonly onceDone?: Clause;
  /** True: `protect` will refuse this deletion until `leaving` has been applied in an earlier change. */
  readonly refusedByProtect?: boolean;
}

/** The whole review in one word. Mixed is broadened. */
export type Verdict = "unchanged" | "narrowed" | "changed" | "broadened";
