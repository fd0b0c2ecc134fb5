import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

/** What the engine did or, in a preview, would do to one resource. `op` is the engine's word: create, update, replace, delete … */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly changed: readonly string[];
  /** URN of the resource that it belongs to; undefined where it has none. */
  readonly parent?: string;
}

/** A fault or warning, in the engine's words, without colours. `urn` is empty where it concerns no resource. */
export interface Diagnostic {
  readonly severity: "warning" | "error";
  readonly urn: string;
  readonly message: string;
}

/** Progress of a run, for whoever shows it. `started` comes before, `done` or `failed` after a step. */
export type Progress =
  | { readonly kind: "started" | "done" | "failed"; readonly phase: Phase; readonly step: Step }
  | { readonly kind: "ended"; readonly phase: Phase; readonly changes: Changes };

/** `preview` computes what `update` then does; `up` runs both. */
type Phase = "preview" | "update";

/** Number of resources by what was done to them: `{ create: 3, same: 12 }`. */
export type Changes = Readonly<Record<string, number>>;

/** A resource as the state has it, or is to have it. */
const stateOfStep = z.looseObject({ parent: z.string().nullish() });
const stepMetadata = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: stateOfStep.nullish(),
  new: stateOfStep.nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});
const resourceEvent = z.object({ metadata: stepMetadata, planning: z.boolean().default(false) });

/** What the engine or a provider has to say. */
export const diagnosticEvent = z.object({
  severity: z.string(),
  message: z.string(),
  urn: z.string().default(""),
  ephemeral: z.boolean().default(false),
});

/** What a policy pack has to say of a resource. */
export const policyEvent = z.object({
  policyName: z.string(),
  policyPackName: z.string(),
  enforcementLevel: z.string(),
  message: z.string(),
  resourceUrn: z.string().default(""),
});

/** The parts of pulumi/sdk/go/common/apitype/events.go that are read here; every event has one of them. */
const engineEvent = z.object({
  resourcePreEvent: resourceEvent.optional(),
  resOutputsEvent: resourceEvent.optional(),
  resOpFailedEvent: resourceEvent.optional(),
  diagnosticEvent: diagnosticEvent.optional(),
  policyEvent: policyEvent.optional(),
  summaryEvent: z
    .object({ isPreview: z.boolean().default(false), resourceChanges: z.record(z.string(), z.number()).nullish() })
    .optional(),
});

/** One event of the engine, as far as it is read here. */
export type EngineEvent = z.infer<typeof engineEvent> & { readonly unread?: true };

/** Reads one event from its JSON. One that a newer engine writes otherwise becomes a warning that says so. */
export function parseEvent(json: string): EngineEvent {
  try {
    return engineEvent.parse(JSON.parse(json));
  } catch (error) {
    const message = `the engine sent an event that engine/events.ts cannot read: ${error instanceof Error ? error.message : error}`;
    return { diagnosticEvent: { severity: "warning", message, urn: "", ephemeral: false }, unread: true };
  }
}

function phaseOf(isPreview: boolean): Phase {
  return isPreview ? "preview" : "update";
}

function stepOf(metadata: z.infer<typeof stepMetadata>): Step {
  const changed = Object.keys(metadata.detailedDiff ?? {});
  const parent = metadata.new?.parent || metadata.old?.parent;
  return {
    op: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    changed: changed.length > 0 ? changed : (metadata.diffs ?? []),
    ...(parent && { parent }),
  };
}

/** The progress that an event tells of; undefined where it tells of none. */
export function progressIn(event: EngineEvent): Progress | undefined {
  const { resourcePreEvent, resOutputsEvent, resOpFailedEvent, summaryEvent } = event;
  const told = (kind: "started" | "done" | "failed", of: z.infer<typeof resourceEvent>): Progress => ({
    kind,
    phase: phaseOf(of.planning),
    step: stepOf(of.metadata),
  });
  if (resourcePreEvent) return told("started", resourcePreEvent);
  if (resOutputsEvent) return told("done", resOutputsEvent);
  if (resOpFailedEvent) return told("failed", resOpFailedEvent);
  if (summaryEvent)
    return { kind: "ended", phase: phaseOf(summaryEvent.isPreview), changes: summaryEvent.resourceChanges ?? {} };
  return undefined;
}

/** The fault or warning that an event holds; a policy's refusal is an error. */
function diagnosticIn(event: EngineEvent): Diagnostic | undefined {
  const { diagnosticEvent, policyEvent } = event;
  if (policyEvent) {
    const severity = policyEvent.enforcementLevel === "mandatory" ? "error" : "warning";
    const message = `${policyEvent.policyPackName}/${policyEvent.policyName}: ${policyEvent.message.trim()}`;
    return { severity, urn: policyEvent.resourceUrn, message };
  }
  if (diagnosticEvent === undefined || diagnosticEvent.ephemeral) return undefined;
  const { severity, urn, message } = diagnosticEvent;
  if (severity !== "warning" && severity !== "error") return undefined;
  return { severity, urn, message: message.trim() };
}

/** What a run's events come to. */
export interface Gathered {
  /** Of the last phase: of the update, where there was one. */
  readonly changes: Changes;
  /** What that phase did (or, in a preview, would do) to each resource that is not as it was, in the order of completion. */
  readonly steps: readonly Step[];
  /** True where that phase came to its end and left everything of every resource, outputs and options too, as the state has it. */
  readonly unmoved: boolean;
  /** Each fault and warning once, though preview and update may both tell it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Adds events one by one. A component tells `done` twice, once for itself and once for its outputs: it is one step. */
export function gatherer(): { readonly add: (event: EngineEvent) => void; readonly result: () => Gathered } {
  let changes: Changes = {};
  let phase: Phase | undefined;
  let [ended, moved, unread] = [false, false, false];
  const steps = new Map<string, Step>();
  const diagnostics = new Map<string, Diagnostic>();
  return {
    add: (event) => {
      unread ||= event.unread ?? false;
      const diagnostic = diagnosticIn(event);
      if (diagnostic) diagnostics.set(JSON.stringify(diagnostic), diagnostic);
      const progress = progressIn(event);
      if (progress === undefined) return;
      if (progress.phase !== phase) {
        phase = progress.phase;
        changes = {};
        [ended, moved] = [false, false];
        steps.clear();
      }
      const { metadata } = event.resOutputsEvent ?? {};
      if (metadata && !(metadata.old && isDeepStrictEqual(metadata.old, metadata.new))) moved = true;
      if (progress.kind === "ended") {
        changes = progress.changes;
        ended = true;
      } else if (progress.kind === "done" && progress.step.op !== "same")
        steps.set(`${progress.step.op} ${progress.step.urn}`, progress.step);
    },
    result: () => ({
      changes,
      steps: [...steps.values()],
      unmoved: ended && !moved && !unread,
      diagnostics: [...diagnostics.values()],
    }),
  };
}
