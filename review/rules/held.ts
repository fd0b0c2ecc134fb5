/** The permissions that an integration asks for or holds: what a rule about permissions judges. */
import { kindsUsed } from "../../components/asked-credential.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import type { Works } from "../../components/preconditions.ts";
import type { Clause } from "../clause.ts";
import type { PlannedIntegration, RecordedIntegration, RecordedPermission } from "../recording.ts";
import type { Found } from "./rule.ts";

/** API, kind and id: all that identifies a permission. */
export function permissionKey({ appId, kind, id }: RecordedPermission): string {
  return `${appId} ${kind} ${id}`;
}

/** Everything requested or granted, each once. */
export function effectivePermissions({ requested, granted }: PlannedIntegration): readonly RecordedPermission[] {
  return [...new Map([...requested, ...granted].map((permission) => [permissionKey(permission), permission])).values()];
}

/** Scopes that only sign a user in; they reach no data of the tenant. */
const signInScopes = ["openid", "profile", "email", "offline_access"];

/** The delegated permissions that reach something. */
export function heldScopes(integration: PlannedIntegration): readonly RecordedPermission[] {
  return effectivePermissions(integration).filter(
    ({ kind, name }) => kind === "delegated" && !signInScopes.includes(name),
  );
}

/** Names in a sentence: `Mail.Read and User.Read.All`. */
export function namesOf(permissions: readonly { readonly name: string }[]): Clause {
  return { code: "names", names: permissions.map(({ name }) => name) };
}

/** Only what the settings add stands in the tenant's file; the rest is the vendor's definition. */
function pathOf({ api, kind, name }: RecordedPermission, definition: VendorDefinition | undefined): string {
  const requested: Readonly<Record<string, { readonly [K in RecordedPermission["kind"]]?: readonly string[] }>> =
    definition?.permissions ?? {};
  return requested[api]?.[kind]?.includes(name) ? "" : `permissions.${api}.${kind}`;
}

/**
 * A finding about one permission. Its subject is the name alone, as `exceptions` writes it; the same name as another kind,
 * or on another API, is another variant.
 */
export function foundPermission(
  permission: RecordedPermission,
  definition: VendorDefinition | undefined,
  found: Omit<Found, "subject" | "path" | "variant"> = {},
): Found {
  const { api, kind, name } = permission;
  return {
    subject: name,
    path: pathOf(permission, definition),
    variant: `${api} ${kind}`,
    ...found,
    values: { api, kind: { code: "kind", kind }, ...found.values },
  };
}

function isRecorded(integration: PlannedIntegration): integration is RecordedIntegration {
  return "mailboxes" in integration;
}

/** An integration in front of the table of preconditions (components/preconditions.ts). */
export function recordedWorks(integration: PlannedIntegration, definition: VendorDefinition | undefined): Works {
  return {
    permissions: effectivePermissions(integration),
    credentials: kindsUsed(integration.credentials),
    directoryRoles: integration.directoryRoles.map(({ name }) => name),
    redirectUris: integration.redirectUris,
    // A policy pack sees what the engine registers, of which mailboxes are none.
    mailboxes: definition !== undefined && isRecorded(integration) ? integration.mailboxes : undefined,
    definition,
  };
}
