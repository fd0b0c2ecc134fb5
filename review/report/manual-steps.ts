/** What a person must still do outside Pulumi, once the change has been applied. */
import type { ConditionName } from "../../components/conditions.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import { fileEditor } from "../../components/leaving.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import { conditionsOf, needing } from "../../components/preconditions.ts";
import { commandsIn } from "../../components/step-commands.ts";
import type { Coded } from "../../components/worded.ts";
import type { Change } from "../change.ts";
import type { RecordedIntegration } from "../recording.ts";

/** The steps, and what their sentences name. */
export interface ManualStepValues {
  readonly "follow-sheet": object;
  readonly "open-mailboxes": object;
  readonly "close-mailboxes": object;
  /** Permissions that open nothing until a person grants a site, or a policy, for each. */
  readonly "open-by-person": { readonly names: readonly string[] };
  /** Permissions that give nothing, or less, until the tenant has something. */
  readonly "see-to": { readonly names: readonly string[]; readonly condition: ConditionName };
  /** Empty where the vendor has no definition. */
  readonly "type-anew": { readonly places: readonly string[] };
  readonly "hand-over": { readonly places: readonly string[] };
  /** A command that a definition from a file has somebody run: nobody has read it against the page, and no rule reads it. */
  readonly "run-command": { readonly by: string; readonly step: string; readonly command: string };
  /** A step of the vendor's definition. */
  readonly undo: { readonly step: LocalizedText };
}

/** One step. */
export type ManualStep = Coded<ManualStepValues>;

function any(changes: readonly Change[], ...[aspect, ...hows]: [Change["aspect"], ...Change["how"][]]): boolean {
  return changes.some((change) => change.aspect === aspect && hows.includes(change.how));
}

/** Every place where the credential is typed; one that names `{instance}` once for each. */
function placesOf(integration: RecordedIntegration | undefined, definition: VendorDefinition | undefined): string[] {
  const places = definition?.places ?? (integration ? [integration.product] : []);
  return places.flatMap((place) =>
    place.includes("{instance}")
      ? (integration?.instances ?? []).map((name) => place.replaceAll("{instance}", name))
      : [place],
  );
}

function mailboxSteps(changes: readonly Change[]): ManualStep[] {
  const opens = any(changes, "mailbox", "added") || any(changes, "mailbox-right", "added");
  const closes = any(changes, "mailbox", "removed") || any(changes, "mailbox-right", "removed");
  return [
    ...(opens ? [{ code: "open-mailboxes" } as const] : []),
    ...(closes ? [{ code: "close-mailboxes" } as const] : []),
  ];
}

function openingSteps(changes: readonly Change[], integration: RecordedIntegration | undefined): ManualStep[] {
  const comes = any(changes, "integration", "added") || any(changes, "permission", "added", "changed");
  const names = (["site-grant", "meeting-policy"] as const)
    .flatMap((need) => needing(integration?.requested ?? [], need))
    .map(({ name }) => name);
  if (!comes) return [];
  return [
    ...(names.length > 0 ? [{ code: "open-by-person", names: [...new Set(names)] } as const] : []),
    ...conditionsOf(integration?.requested ?? []).map(({ condition, permissions }) => ({
      code: "see-to" as const,
      names: [...new Set(permissions.map(({ name }) => name))],
      condition,
    })),
  ];
}

function credentialSteps(changes: readonly Change[], places: readonly string[]): ManualStep[] {
  if (changes.some(({ newIdentity }) => newIdentity)) return [{ code: "type-anew", places }];
  return any(changes, "credential", "added") && !any(changes, "integration", "removed")
    ? [{ code: "hand-over", places }]
    : [];
}

/** Of a definition in code somebody has read the commands against the page. */
function commandSteps(changes: readonly Change[], definition: VendorDefinition | undefined): ManualStep[] {
  if (definition?.writtenIn === undefined || !any(changes, "integration", "added")) return [];
  return definition.procedures.flatMap(({ steps }) =>
    steps.flatMap(({ by, step, text }) =>
      commandsIn(text).map((command): ManualStep => ({ code: "run-command", by, step, command })),
    ),
  );
}

/** The steps of leaving that are left once the file names it no more. */
function undoSteps(changes: readonly Change[], definition: VendorDefinition | undefined): ManualStep[] {
  if (!any(changes, "integration", "removed")) return [];
  const left = (definition?.undo ?? []).filter(({ by }) => by.en !== fileEditor.en);
  return left.map((step) => ({ code: "undo", step }));
}

/** Steps outside Pulumi that the changes of one integration ask for. */
export function manualStepsOf(
  changes: readonly Change[],
  integration: RecordedIntegration | undefined,
  definition: VendorDefinition | undefined,
): ManualStep[] {
  return [
    ...(any(changes, "integration", "added") ? [{ code: "follow-sheet" } as const] : []),
    ...commandSteps(changes, definition),
    ...mailboxSteps(changes),
    ...openingSteps(changes, integration),
    ...credentialSteps(changes, placesOf(integration, definition)),
    ...undoSteps(changes, definition),
  ];
}
