/** Small recordings for the tests of the review: one integration with nothing, changed by what the test names. */
import type { Registration } from "../../review/evaluate/index.ts";
import {
  none,
  type RecordedGrant,
  type RecordedIntegration,
  type RecordedPermission,
  type Recording,
} from "../../review/recording.ts";

const graph = { api: "Microsoft Graph", appId: "00000003-0000-0000-c000-000000000000" } as const;

/** Microsoft Graph's Mail.Read for the application itself. */
export const mailReadRole: RecordedPermission = {
  ...graph,
  kind: "application",
  name: "Mail.Read",
  id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
};

/** Microsoft Graph's Mail.Read for the person who signed in. */
export const mailReadScope: RecordedPermission = {
  ...graph,
  kind: "delegated",
  name: "Mail.Read",
  id: "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
};

/** Microsoft Graph's Calendars.Read for the application itself. */
export const calendarsReadRole: RecordedPermission = {
  ...graph,
  kind: "application",
  name: "Calendars.Read",
  id: "798ee544-9d2d-430c-a058-570e29e34338",
};

/** A permission that is granted. */
export function granted(permission: RecordedPermission, whom: RecordedGrant["for"] = "everyone"): RecordedGrant {
  return { ...permission, for: whom };
}

/** Both requested and granted for everyone. */
export function holding(
  ...permissions: readonly RecordedPermission[]
): Pick<RecordedIntegration, "requested" | "granted"> {
  return { requested: permissions, granted: permissions.map((permission) => granted(permission)) };
}

/** The secret of one credential, in the schedule and registered. */
export function secret(issued: string, expires: string, confirmed?: string): RecordedIntegration["credentials"] {
  return {
    kind: "secret",
    schedule: [{ issued, expires, ...(confirmed !== undefined && { confirmed }) }],
    registeredEnds: { [issued]: `${expires}T00:00:00Z` },
  };
}

/** An integration of MAILGATES Σ that may do nothing yet. */
export function integration(changes: Partial<RecordedIntegration> = {}): RecordedIntegration {
  const name = changes.name ?? "mailgates";
  return {
    ...none,
    name,
    vendor: "mailgates-sigma",
    product: "MAILGATES Σ",
    displayName: "MAILGATES Σ",
    identity: name,
    protectionRequested: true,
    protected: true,
    ...changes,
  };
}

/** A recording of these integrations. */
export function recording(integrations: readonly RecordedIntegration[], changes: Partial<Recording> = {}): Recording {
  return {
    version: 1,
    project: "m365-integrations",
    stack: "fabrikam",
    tenantId: "11111111-1111-1111-1111-111111111111",
    file: "tenants/fabrikam.yaml",
    integrations,
    outside: [],
    unjudgeable: [],
    ...changes,
  };
}

/** What a registration says that has no inputs and asks for nothing unusual. */
export const plain = {
  inputs: {},
  secretInputs: [],
  unknownInputs: [],
  protect: false,
  importId: "",
  dependencies: [],
  ignoreChanges: [],
  additionalSecretOutputs: [],
  deleteBeforeReplace: false,
  retainOnDelete: false,
  transforms: 0,
  hooks: false,
  formerNames: [],
} satisfies Partial<Registration>;

/** A registration of a type, below an integration or (without one) below the stack. */
export function registration(
  type: string,
  name: string,
  changes: Partial<Registration> & { readonly below?: string } = {},
): Registration {
  const { below, ...rest } = changes;
  const stack = "urn:pulumi:fabrikam::m365-integrations::pulumi:pulumi:Stack::m365-integrations-fabrikam";
  const component = `urn:pulumi:fabrikam::m365-integrations::m365:index:Integration::${below}`;
  const qualified = below === undefined ? type : `m365:index:Integration$${type}`;
  return {
    urn: `urn:pulumi:fabrikam::m365-integrations::${qualified}::${name}`,
    type,
    name,
    parent: below === undefined ? stack : component,
    custom: true,
    ...plain,
    provider: "urn:pulumi:fabrikam::m365-integrations::pulumi:providers:azuread::entra::id:entra",
    ...rest,
  };
}
