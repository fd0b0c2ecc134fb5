/**
 * What the compiler says of an Integration's args: a line under @ts-expect-error must not compile, any other must.
 * `tsc --noEmit` is the test.
 */
import {
  Integration,
  type IntegrationOptions,
  type Vendor,
  type VendorArgs,
  type VendorDefinition,
} from "../components/index.ts";
import { servicenow, teamconnect, timesheets } from "./component-args.ts";

const { instances: _, ...withoutInstances } = servicenow;

function declared<V extends Vendor>(_args: VendorArgs<V>): void {}

/** Never run: each line is for the compiler alone. */
export function compiles(opts: IntegrationOptions): void {
  new Integration("servicenow", servicenow, opts);
  new Integration("teamconnect", teamconnect, opts);
  new Integration(
    "timesheets",
    { ...withoutInstances, vendor: timesheets, redirectUris: ["https://x.example/"] },
    opts,
  );
  // @ts-expect-error ServiceNow's page asks for its instances.
  new Integration("servicenow", withoutInstances, opts);
  // @ts-expect-error No vendor of the project.
  new Integration("servicenow", { ...servicenow, vendor: "service-now" }, opts);
  // @ts-expect-error Without a credential nothing can be handed over.
  new Integration("servicenow", { ...servicenow, credentials: undefined }, opts);
  // @ts-expect-error TeamConnect has mailboxes, no instances.
  new Integration("teamconnect", { ...teamconnect, instances: ["contosodev"] }, opts);
  // @ts-expect-error The definition asks for a redirect URI.
  new Integration("timesheets", { ...withoutInstances, vendor: timesheets }, opts);
  // @ts-expect-error An integration must be told its tenant.
  new Integration("servicenow", { ...servicenow, tenantId: undefined }, opts);
}

/** Permissions, by what the page leaves open. */
export function permissions(): void {
  const added = (permissions: VendorArgs<"servicenow-teams">["permissions"]) => permissions;
  added({ "Microsoft Graph": { delegated: ["Channel.Create"] } });
  // @ts-expect-error No such permission.
  added({ "Microsoft Graph": { delegated: ["Channel.Destroy"] } });
  // @ts-expect-error The page leaves only delegated scopes open.
  added({ "Microsoft Graph": { application: ["Mail.Read"] } });

  const omitted = (omits: VendorArgs<"teamconnect">["omits"]) => omits;
  omitted({ "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } });
  // @ts-expect-error Mail.Read is what the page cannot do without.
  omitted({ "Microsoft Graph": { application: ["Mail.Read"] } });

  declared<"live-platform-notifications">({
    ...withoutInstances,
    vendor: "live-platform-notifications",
    permissions: { "Microsoft Graph": { application: ["CallRecords.Read.All"] } },
  });
  // @ts-expect-error The page names no permission, so the args must.
  declared<"live-platform-notifications">({ ...withoutInstances, vendor: "live-platform-notifications" });
}

/** A definition whose type says no more than that it is one: the args may hold any input, and are checked when run. */
export function general(definition: VendorDefinition, opts: IntegrationOptions): void {
  new Integration(
    "timesheets",
    { ...withoutInstances, vendor: definition, redirectUris: ["https://x.example/"] },
    opts,
  );
}
