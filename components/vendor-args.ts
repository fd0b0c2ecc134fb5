/**
 * What an Integration takes in TypeScript: the inputs that the page of the vendor asks for, and no others.
 * The same args as integration-args.ts; what the compiler cannot see (dates, ids, counts) is checked when it runs.
 */
import type { ApplicationNames, DelegatedNames } from "../catalog/permission-names.ts";
import type { VendorDefinition } from "./definition.ts";
import type { Owner } from "./owner.ts";
import type { ApiName, Kind, Permissions } from "./permissions.ts";
import type { IntegrationSettings } from "./settings.ts";
import type { VendorName, vendors } from "./vendors/index.ts";

/** A vendor of the project by its word, or a definition of one's own (write it `as const satisfies VendorDefinition`). */
export type Vendor = VendorName | VendorDefinition;

type DefinitionOf<V extends Vendor> = V extends VendorName
  ? (typeof vendors)[V]
  : V extends VendorDefinition
    ? V
    : never;

type NamesOf<A extends ApiName, K extends Kind> = K extends "delegated" ? DelegatedNames[A] : ApplicationNames[A];

/** Every permission of the APIs and kinds that an open list names. */
type AnyOf<E extends { readonly api: string; readonly kinds: readonly Kind[] }> = {
  readonly [A in E["api"] & ApiName]?: {
    readonly [K in Extract<E, { readonly api: A }>["kinds"][number]]?: readonly NamesOf<A, K>[];
  };
};

/** Some of the permissions of a closed list. */
type SomeOf<P> = {
  readonly [A in keyof P]?: {
    readonly [K in keyof P[A]]?: P[A][K] extends readonly (infer N)[] ? readonly N[] : never;
  };
};

type Added<D extends VendorDefinition> = D extends {
  readonly addable: {
    readonly any: readonly (infer E extends { readonly api: string; readonly kinds: readonly Kind[] })[];
  };
}
  ? AnyOf<E>
  : D extends { readonly addable: { readonly only: infer P } }
    ? SomeOf<P>
    : never;

/** An input that the page does not ask for. */
type Not<K extends string> = { readonly [Key in K]?: never };

type PermissionInputs<D extends VendorDefinition> = [Added<D>] extends [never]
  ? Not<"permissions">
  : keyof D["permissions"] extends never
    ? { readonly permissions: Added<D> }
    : { readonly permissions?: Added<D> };

type RedirectInputs<D extends VendorDefinition> = D["redirectUris"] extends readonly unknown[]
  ? // What several platforms need is checked when it runs.
    Pick<IntegrationSettings, "instances" | "redirectUris" | "redirectUrisOn" | "redirectVariant">
  : Not<"redirectUrisOn"> & OnePlatformInputs<D>;

type OnePlatformInputs<D extends VendorDefinition> = D["redirectUris"] extends { readonly from: "instances" }
  ? { readonly instances: readonly string[] } & Not<"redirectUris" | "redirectVariant">
  : D["redirectUris"] extends { readonly from: "redirectUris"; readonly min: infer Least }
    ? (Least extends 0 ? { readonly redirectUris?: readonly string[] } : { readonly redirectUris: readonly string[] }) &
        Not<"instances" | "redirectVariant">
    : D["redirectUris"] extends { readonly from: "variants"; readonly variants: infer V }
      ? // Whether the chosen URIs name an instance is checked when it runs.
        { readonly redirectVariant: keyof V & string; readonly instances?: readonly string[] } & Not<"redirectUris">
      : Not<"instances" | "redirectUris" | "redirectVariant">;

/** The permission sets of a definition; which permissions the chosen one may add or leave out is checked when it runs. */
type Sets<D extends VendorDefinition> = D extends { readonly permissionSets: infer S } ? S : never;
type SetInputs<D extends VendorDefinition> = [Sets<D>] extends [never]
  ? PermissionInputs<D> &
      (D extends { readonly omittable: infer P } ? { readonly omits?: SomeOf<P> } : Not<"omits">) &
      Not<"permissionSet">
  : {
      readonly permissionSet: keyof Sets<D> & string;
      readonly permissions?: Permissions;
      readonly omits?: Permissions;
    };

/** Where the page names roles, which of them are written is checked when it runs. */
type RoleInputs<D extends VendorDefinition> = D extends { readonly directoryRoles: true }
  ? { readonly directoryRoles: readonly string[] }
  : D extends { readonly directoryRoles: readonly unknown[] }
    ? { readonly directoryRoles?: readonly string[] }
    : Not<"directoryRoles">;

type MailboxInputs<D extends VendorDefinition> = D extends { readonly mailboxes: true }
  ? { readonly mailboxes: readonly { readonly address: string; readonly receive: boolean; readonly sendAs: boolean }[] }
  : D extends { readonly mailboxes: { readonly always: true } }
    ? { readonly mailboxes: readonly { readonly address: string }[] }
    : D extends { readonly mailboxes: object }
      ? { readonly mailboxes?: readonly { readonly address: string }[] }
      : Not<"mailboxes">;

/** Which of the roles people may have is checked when it runs. */
type AppRoleInputs<D extends VendorDefinition> = D extends { readonly appRoles: readonly unknown[] }
  ? Pick<IntegrationSettings, "appRoles">
  : Not<"appRoles">;

/** The key `K` where the definition has the trait `T`, and not otherwise. */
type Where<D, T, K extends keyof IntegrationSettings, Taken = Required<IntegrationSettings>> = D extends T
  ? Pick<Taken, K & keyof Taken>
  : Not<K>;

/** What an application of one's own takes: its name, and its credentials. */
type OwnApplication = Pick<IntegrationSettings, "displayName" | "secretReader" | "emergency"> & {
  /** One credential a line, oldest first. Empty only where `suspended` or `leaving` stands. */
  readonly credentials: NonNullable<IntegrationSettings["credentials"]>;
};

type ApplicationInputs<D extends VendorDefinition> = D extends { readonly registration: infer R }
  ? Not<keyof OwnApplication> &
      (R extends { readonly clientId: string } ? Not<"clientId"> : { readonly clientId: string })
  : OwnApplication & Not<"clientId">;

/** The inputs of one vendor, beyond the common ones. */
type InputsOf<D extends VendorDefinition> = RedirectInputs<D> &
  SetInputs<D> &
  MailboxInputs<D> &
  RoleInputs<D> &
  AppRoleInputs<D> &
  Where<D, { readonly narrowerAudience: string }, "audience", IntegrationSettings> &
  Where<D, { readonly exposes: { readonly identifierUri: { readonly from: "identifierUri" } } }, "identifierUri"> &
  ApplicationInputs<D>;

/** Every input that some vendor takes: a definition whose type is only `VendorDefinition` does not tell which. */
interface AnyInputs
  extends Pick<
      IntegrationSettings,
      | "instances"
      | "redirectUris"
      | "redirectUrisOn"
      | "redirectVariant"
      | "identifierUri"
      | "permissionSet"
      | "mailboxes"
      | "directoryRoles"
      | "appRoles"
      | "audience"
      | "clientId"
      | "credentials"
    >,
    Omit<OwnApplication, "credentials"> {
  readonly permissions?: Permissions;
  readonly omits?: Permissions;
}

/** What every integration takes, whatever its vendor. */
export interface CommonArgs
  extends Pick<
    IntegrationSettings,
    | "purpose"
    | "contact"
    | "ticket"
    | "signsIn"
    | "signsInGroups"
    | "stillOpen"
    | "suspended"
    | "leaving"
    | "formerly"
    | "exceptions"
    | "federated"
    | "serviceManagementReference"
    | "bothAlive"
  > {
  /** The tenant's id. The azuread provider must be pinned to the same tenant. */
  readonly tenantId: string;
  /** Owners of the application and its service principal, the one that deploys among them. */
  readonly owners: readonly Owner[];
  /** Resource id of the Key Vault that keeps the credentials; takes an azure-native provider of its subscription. */
  readonly vault?: string | undefined;
  /** A play tenant: nothing is protected. Never in a real one. */
  readonly disposable?: boolean | undefined;
}

/** The args of an integration with the vendor `V`. */
export type VendorArgs<V extends Vendor> = CommonArgs & {
  readonly vendor: V;
} & (VendorDefinition extends DefinitionOf<V> ? AnyInputs : InputsOf<DefinitionOf<V>>);
