/** What a comparison of declared, state and tenant comes to: one finding a thing, and for each what may be done about it. */
import type { MarkedStack } from "../components/marker.ts";
import type { DeclaredResource } from "./declared.ts";
import type { LivePassword } from "./tenant.ts";

/** Where what stands in the tenant is not what the stack declares. */
export type Difference =
  | { readonly what: "owners"; readonly missing: readonly string[]; readonly foreign: readonly string[] }
  /** Its marker names no stack, and its name is not ours either. */
  | { readonly what: "displayName"; readonly displayName: string; readonly declared: string }
  | { readonly what: "redirectUri"; readonly uri: string }
  | FindingCredential;

/** Whose a password is that the state does not know. */
export type PasswordVerdict =
  /** It began inside a run that died, that run's state says it was being made, and nothing else names it. */
  | "probably-nobodys"
  | "may-be-in-use"
  /** It does not bear the name of a declared credential. */
  | "not-ours";

/** When a password last bought a token. */
export type LastUse =
  /** Graph does not tell whoever asks. */
  | { readonly kind: "unknown" }
  /** Graph tells, and has no sign-in with it on record. */
  | { readonly kind: "none" }
  /** ISO time. */
  | { readonly kind: "at"; readonly time: string };

/** A credential of an application. */
export interface FindingCredential {
  readonly what: "password" | "certificate";
  readonly credential: LivePassword;
}

/** Where the principal of a vendor's own application stands otherwise than the file says. */
export type VendorsDifference =
  /** It may not sign in, and the file does not suspend it; or the other way round. */
  | { readonly what: "disabled" | "enabled" }
  /** It asks for an assignment, and the file lets everyone in; or the other way round. */
  | { readonly what: "closed" | "open" }
  /** One consent holds more scopes than the file names: the next change of it would take them away. */
  | { readonly what: "scopes"; readonly api: string; readonly scopes: readonly string[]; readonly user?: string }
  /** Another stack's marker stands on it. */
  | { readonly what: "stack"; readonly stack: MarkedStack };

interface About {
  /** The integration's name; undefined for what all share. */
  readonly integration: string | undefined;
}

/** One thing that was found. */
export type Finding = About &
  (
    | {
        /** It stands in the tenant and is ours: the state takes it up. */
        readonly kind: "import";
        readonly resource: DeclaredResource;
        /** The id by which the provider imports it. */
        readonly id: string;
        /** What the provider's read cannot tell; the engine then reads nothing. */
        readonly outputs?: Readonly<Record<string, unknown>>;
      }
    | {
        /** The vendor's principal stands and is to be taken up as it stands, and the file says otherwise. */
        readonly kind: "vendors-principal";
        readonly resource: DeclaredResource;
        readonly id: string;
        readonly displayName: string;
        readonly differences: readonly VendorsDifference[];
      }
    | {
        /** It bears our marker, and is not ours for sure. */
        readonly kind: "foreign";
        readonly resource: DeclaredResource;
        readonly id: string;
        readonly displayName: string;
        readonly differences: readonly Difference[];
        /** True where the marker names no stack, as earlier versions wrote it: it may be another stack's of this tenant. */
        readonly stackless: boolean;
        /** True where the integration has no application but perhaps this one, or where its name keeps the next `up` from changing ours. */
        readonly blocking: boolean;
      }
    | {
        /** It bears the marker of another stack, and one of ours or our application's name beside it. It is that stack's. */
        readonly kind: "other-stacks";
        readonly id: string;
        readonly displayName: string;
        readonly stack: MarkedStack;
        /** True where it has the name that the integration's application is to have: the provider refuses a second. */
        readonly blocking: boolean;
      }
    | {
        /** The vault has an entry of a name that we need, and it is not ours for sure: to take it up would overwrite it. */
        readonly kind: "foreign-entry";
        readonly resource: DeclaredResource;
        readonly name: string;
        /** Whose it is; undefined where it does not say, as earlier versions wrote it. */
        readonly stack: MarkedStack | undefined;
        /** The key id of what it holds. */
        readonly keyId: string;
      }
    | {
        /** A second application of ours: a request that was sent twice made it, or a second run that no lock kept out. */
        readonly kind: "duplicate";
        readonly applicationId: string;
        readonly displayName: string;
        /** What it signs in with, known to vault or state: somebody may use it. */
        readonly credentials: readonly FindingCredential[];
        /** True where it has the first one's name, and the next `up` changes the first: the provider refuses a second. */
        readonly blocking: boolean;
      }
    | {
        /** A password on an application of ours that the state does not know. */
        readonly kind: "unknown-password";
        readonly applicationId: string;
        /** The application's client id. */
        readonly appId: string;
        readonly password: LivePassword;
        readonly verdict: PasswordVerdict;
        readonly lastUse: LastUse;
        /** The vault's entry that names it. */
        readonly vaultEntry?: string;
      }
    | {
        /** A certificate on an application of ours that the state does not know; `declared` where it has a declared key id. */
        readonly kind: "unknown-certificate";
        readonly applicationId: string;
        readonly certificate: LivePassword;
        readonly declared: boolean;
      }
    | {
        /** An entry of this stack's in the vault that neither file nor state names, of a credential that is gone from Entra. */
        readonly kind: "left-entry";
        /** Its id in Resource Manager. */
        readonly id: string;
        readonly name: string;
        /** The vault's name. */
        readonly vault: string;
        readonly keyId: string;
      }
    | {
        /** The state knows it, and the tenant does not hold it. */
        readonly kind: "gone";
        readonly resource: DeclaredResource;
        readonly id: string;
      }
    | {
        /** The state may be older than the tenant: it is read again. */
        readonly kind: "reread";
        readonly urn: string;
        readonly why: "updating" | "deleting" | "half-done" | "probe-name" | "gone";
      }
    | {
        /** A creation that was begun: what it made is imported, or was never made. */
        readonly kind: "pending-create";
        readonly urn: string;
      }
  );

/** A finding of one kind. */
export type FindingOf<Kind extends Finding["kind"]> = Extract<Finding, { readonly kind: Kind }>;
