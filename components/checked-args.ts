/**
 * Args of an Integration: checked as the tenant's file is, by the same schema and rules, all faults at once.
 */
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "./args-error.ts";
import { asksPublicClient } from "./asked.ts";
import { waysOf } from "./asked-credential.ts";
import { certificateAsWritten } from "./certificate-file.ts";
import type { VendorDefinition } from "./definition.ts";
import type { Fault } from "./faults.ts";
import { identifierUriFault, takesAnyName } from "./identifier-uri.ts";
import { permissionFault } from "./permission-fault.ts";
import { definitionIn, type IntegrationSettings, isAsRead, type Tenant, withCertificates } from "./settings.ts";
import { faultsOf } from "./settings-faults.ts";
import { crossFaults } from "./settings-rules.ts";
import { integrationSchema } from "./settings-schema.ts";
import type { VendorArgs } from "./vendor-args.ts";
import { definitionOf, type VendorName } from "./vendors/index.ts";

/** What args come to: the tenant's file with this one integration, and the vendor's definition. */
export interface CheckedArgs {
  readonly tenant: Omit<Tenant, "domain">;
  readonly definition: VendorDefinition;
}

interface FromFile {
  readonly name: string;
  readonly checked: CheckedArgs;
}

/** Args that `argsOf` made. */
const fromFile = new WeakMap<object, FromFile>();

/**
 * One integration of a tenant's file as args. What the file's reader answered was checked by the same schema and rules,
 * and is not checked a second time; any other tenant is.
 */
export function argsOf(tenant: Tenant, name: string): VendorArgs<VendorName> {
  const { id, owners, disposable, vault, integrations } = tenant;
  const settings = integrations[name];
  if (!settings) throw new Error(`${name}: not an integration of this tenant`);
  const definition = definitionIn(tenant, name);
  const vendor = definition.writtenIn === undefined ? settings.vendor : definition;
  const { serviceManagementReference = tenant.serviceManagementReference } = settings;
  const args = { ...settings, serviceManagementReference, vendor, tenantId: id, owners, disposable, vault };
  const checked = { tenant, definition };
  if (isAsRead(tenant)) fromFile.set(Object.freeze(args), { name, checked });
  // Which keys a vendor takes is checked when it runs.
  return args as unknown as VendorArgs<VendorName>;
}

/** The args that stand under `tenant:` or at the root of the tenant's file, by where they stand there. */
const placeInFile: Readonly<Record<string, readonly string[]>> = {
  tenantId: ["tenant", "id"],
  owners: ["tenant", "owners"],
  disposable: ["tenant", "disposable"],
  vault: ["vault"],
};

/** Flags that the file writes as `true` or not at all, while a program may well pass `false`. */
const flags: readonly string[] = ["leaving", "deploys", "stillOpen", "bothAlive"];

const later =
  "is an output, known only when something has been deployed; write the value itself, which is what a reviewer reads";

/** A copy without what is left out, and a fault for each value that is not there yet. */
function plain(value: unknown, path: Fault["path"], faults: Fault[]): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    faults.push({ path, message: later });
    return undefined;
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item, [...path, index], faults));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) => {
      const kept =
        held === undefined || (held === false && flags.includes(key)) ? undefined : plain(held, [...path, key], faults);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

/** A fault's place in the args: `tenant.id` of the file is `tenantId` here. */
function placeInArgs(path: Fault["path"]): Fault["path"] {
  if (path[0] === "integrations") return path.length > 2 ? path.slice(2) : ["name"];
  const found = Object.entries(placeInFile).find(([, place]) => place.every((key, at) => path[at] === key));
  return found === undefined ? path : [found[0], ...path.slice(found[1].length)];
}

/** True where one of the places is the other or stands in it. */
function touches(one: Fault["path"], other: Fault["path"]): boolean {
  return one.every((key, at) => at >= other.length || other[at] === key);
}

/** A definition of the caller's own; undefined for a word, and for what is neither. */
function ownDefinition(vendor: unknown): VendorDefinition | undefined {
  const isOne =
    typeof vendor === "object" && vendor !== null && !pulumi.Output.isInstance(vendor) && "product" in vendor;
  return isOne ? (vendor as VendorDefinition) : undefined;
}

/** What the compiler refuses in a definition that is written as one; one that was put together when it ran may hold it. */
function definitionFaults(definition: VendorDefinition): Fault[] {
  const { permissions, registration } = definition;
  const kinds = waysOf(definition).map(({ kind }) => kind);
  const isPublic = registration === undefined && asksPublicClient(definition);
  const holds = isPublic || (registration === undefined) !== kinds.includes("none");
  const kind: Fault[] = holds
    ? []
    : [
        {
          path: ["vendor", "credential", "kind"],
          message:
            registration === undefined
              ? "is none, and the application is this tenant's own: it signs in with a secret or a certificate. Write `registration` where it is the vendor's"
              : `is ${kinds.join(" or ")}, and the application is the vendor's own (registration): this side holds no credential of it. Write { kind: "none" }`,
        },
      ];
  const names = Object.entries(permissions).flatMap(([api, asked]) =>
    (["delegated", "application"] as const).flatMap((kind) =>
      (asked?.[kind] ?? []).flatMap((permission, index) => {
        const message = permissionFault(api, kind, permission);
        return message === undefined ? [] : [{ path: ["vendor", "permissions", api, kind, index], message }];
      }),
    ),
  );
  return [...kind, ...names, ...identifierUriFaults(definition)];
}

/** The Application ID URI that the page prints. */
function identifierUriFaults({ exposes, audience }: VendorDefinition): Fault[] {
  const asked = exposes?.identifierUri;
  if (asked?.from !== "page") return [];
  const anyName = takesAnyName(exposes?.accessTokenVersion, audience);
  const message = identifierUriFault(asked.uri, { writtenIn: "page", anyName });
  return message === undefined ? [] : [{ path: ["vendor", "exposes", "identifierUri", "uri"], message }];
}

/**
 * Checks the args of one integration.
 * @param args `vendor` is a word of the project, or a definition
 * @throws ArgsError with every fault
 */
export function checkedArgs(name: string, args: unknown): CheckedArgs {
  const known = typeof args === "object" && args !== null ? fromFile.get(args) : undefined;
  if (known?.name === name) return known.checked;
  const missing: Fault[] = [];
  const { vendor, ...rest } = (typeof args === "object" && args !== null ? args : {}) as Record<string, unknown>;
  const own = ownDefinition(vendor);
  const given = plain({ vendor: own?.vendor ?? vendor, ...rest }, [], missing) as Record<string, unknown>;
  const { tenantId: id, owners, disposable, vault, ...settings } = given;
  const data = {
    tenant: {
      ...(id !== undefined && { id }),
      ...(owners !== undefined && { owners }),
      ...(disposable !== undefined && { disposable }),
    },
    ...(vault !== undefined && { vault }),
    integrations: { [name]: settings },
  };
  const schema = integrationSchema(own);
  const checked = schema.safeParse(data);
  const found = [
    ...(checked.success
      ? []
      : faultsOf(checked.error, data, { schema, more: Object.keys(placeInFile), own: own && (() => own) })),
    ...crossFaults(data, certificateAsWritten, own && (() => own)),
    ...(own ? definitionFaults(own) : []),
  ]
    .map((fault) => ({ ...fault, path: placeInArgs(fault.path) }))
    // Of a value that is not there yet it is said once, and not also that it is missing.
    .filter((fault) => !missing.some(({ path }) => touches(path, fault.path)));
  if (!checked.success || missing.length + found.length > 0) throw new ArgsError(name, [...missing, ...found]);
  const { tenant } = checked.data;
  return {
    tenant: {
      ...tenant,
      disposable: tenant.disposable ?? false,
      ...(checked.data.vault !== undefined && { vault: checked.data.vault }),
      // The schema has checked every permission name against the catalog, which is what the narrower type says.
      integrations: Object.fromEntries(
        Object.entries(checked.data.integrations as Readonly<Record<string, IntegrationSettings>>).map(
          ([integration, checkedSettings]) => [integration, withCertificates(checkedSettings, certificateAsWritten)],
        ),
      ),
    },
    definition: own ?? definitionOf(vendor as VendorName),
  };
}
