/** What the engine hands to a policy, as the rules of the review read it. */
import type { ResourceValidationArgs } from "@pulumi/policy";
import { midnight } from "../components/dates.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import type { Registration } from "../review/evaluate/index.ts";
import { settingsOwner } from "../review/reading/integration.ts";
import { none, type RecordedIntegration, type RecordedPermission, type Recording } from "../review/recording.ts";
import { tokens } from "../review/tokens.ts";
import { knownInputs } from "./known-inputs.ts";

/** The part of the arguments that a state is made of. */
export type Analyzed = Pick<ResourceValidationArgs, "type" | "props" | "urn" | "name" | "opts">;

function permissionsOf({ permissions }: ResolvedIntegration): RecordedPermission[] {
  return permissions.flatMap(({ api, appId, application, delegated }) => [
    ...application.map((named) => ({ api, appId, kind: "application" as const, ...named })),
    ...delegated.map((named) => ({ api, appId, kind: "delegated" as const, ...named })),
  ]);
}

/** What an Integration's registered inputs say will be made. */
export function resolvedFromInputs({ props, name }: Analyzed): RecordedIntegration {
  const resolved = knownInputs(props) as ResolvedIntegration;
  const asked = permissionsOf(resolved);
  const owners = resolved.owners.map(settingsOwner);
  const { schedule, kind } = resolved.credential;
  return {
    ...none,
    name,
    vendor: resolved.vendor,
    audience: resolved.audience,
    redirectUris: resolved.redirectUris.map((uri) => ({ platform: "web", uri })),
    implicitGrant: resolved.implicitGrant,
    requested: asked,
    granted: asked.map((permission) => ({ ...permission, for: resolved.signsIn })),
    credentials: {
      kind,
      schedule,
      registeredEnds: Object.fromEntries(schedule.map(({ issued, expires }) => [issued, midnight(expires)])),
    },
    directoryRoles: resolved.directoryRoles.map((role) => ({ ...role, scope: "/" })),
    owners: { application: owners, principal: owners },
    instances: resolved.instances,
    signsIn: resolved.signsIn,
    ...(resolved.suspended && { suspended: resolved.suspended }),
    leaving: resolved.leaving,
    protectionRequested: resolved.protect,
    exceptions: resolved.exceptions,
    resources: [],
  };
}

function registrationOf({ type, props, urn, name, opts }: Analyzed): Registration {
  return {
    urn,
    type,
    name,
    parent: opts.parent ?? "",
    // The engine does not say which are components; only this project's own types and the SDK's are.
    custom: !/^(?:m365|pulumi):/.test(type),
    inputs: knownInputs(props) as Registration["inputs"],
    secretInputs: [],
    unknownInputs: [],
    protect: opts.protect,
    provider: "",
    importId: "",
    dependencies: [],
    ignoreChanges: opts.ignoreChanges,
    additionalSecretOutputs: opts.additionalSecretOutputs,
    deleteBeforeReplace: opts.deleteBeforeReplace ?? false,
    retainOnDelete: false,
    transforms: 0,
    hooks: false,
    formerNames: [],
  };
}

/** The types of a URN, from the outermost parent to the resource itself. */
function typesOf(urn: string): readonly string[] {
  return (urn.split("::")[2] ?? "").split("$");
}

/** The name in a URN; empty where the parent is another thing than an Integration. */
function integrationName(parent: string | undefined): string {
  return parent !== undefined && typesOf(parent).at(-1) === tokens.integration
    ? parent.split("::").slice(3).join("::")
    : "";
}

/** A recording of one resource, below an Integration or outside of all, by its URN. */
export function recordingOfOne(analyzed: Analyzed): Recording {
  const registration = registrationOf(analyzed);
  const inside = typesOf(analyzed.urn).slice(0, -1).includes(tokens.integration);
  const name = integrationName(analyzed.opts.parent);
  return {
    version: 1,
    project: "",
    stack: "",
    tenantId: "",
    file: "",
    integrations: inside ? [{ ...none, name, resources: [registration] }] : [],
    outside: inside ? [] : [registration],
    unjudgeable: [],
  };
}
