/**
 * What the engine says it will do: the events of `pulumi preview --json`, with whole inputs, and the saved plan, with
 * what each resource depends on (pulumi/sdk/go/common/apitype: events.go, plan.go). Pure.
 */
import * as z from "zod";
import { nameIn } from "../../components/urn.ts";
import { diagnosticEvent, policyEvent } from "../../engine/events.ts";

/** Stands in a plan wherever only the engine will know the value (resource.PropertyValue: the computed sentinel). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const specialSignature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** True for a secret, as the SDK and the engine write it. */
export function isSecret(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Record<string, unknown>)[specialSignature] === secretSignature
  );
}

const values = z.record(z.string(), z.unknown());

const side = z.object({ inputs: values.nullish(), outputs: values.nullish() });
const resourceEvent = z.object({ metadata: z.object({ urn: z.string(), op: z.string(), new: side.nullish() }) });
const event = z.object({
  resourcePreEvent: resourceEvent.optional(),
  resOutputsEvent: resourceEvent.optional(),
  diagnosticEvent: diagnosticEvent.optional(),
  policyEvent: policyEvent.optional(),
});

const texts = z.array(z.string()).nullish();
const goal = z.object({
  type: z.string(),
  name: z.string(),
  custom: z.boolean().default(false),
  parent: z.string().default(""),
  provider: z.string().default(""),
  protect: z.boolean().default(false),
  inputDiff: z.object({ adds: values.nullish(), updates: values.nullish() }).default({}),
  dependencies: texts,
  propertyDependencies: z.record(z.string(), texts).nullish(),
  additionalSecretOutputs: texts,
  ignoreChanges: texts,
  deleteBeforeReplace: z.boolean().nullish(),
  structuredAliases: z.array(values).nullish(),
  aliases: texts,
  id: z.string().nullish(),
  customTimeouts: z.record(z.string(), z.unknown()).nullish(),
});

const plan = z.object({
  config: values.nullish(),
  resourcePlans: z.record(z.string(), z.object({ goal: goal.nullish(), steps: z.array(z.string()).nullish() })),
});

/** What the engine will do to one resource. */
export interface PlannedResource {
  readonly urn: string;
  /** The engine's words: create, same, update, replace, delete … */
  readonly steps: readonly string[];
  /** Undefined where it only goes. */
  readonly goal: z.infer<typeof goal> | undefined;
  /** After the provider has looked at them. A secret is opaque. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Of the stack and of components. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A preview and its plan. */
export interface Planned {
  readonly resources: ReadonlyMap<string, PlannedResource>;
  /** What the engine refuses, in its words. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** True for a resource whose outputs nobody knows yet. */
export function isToBeMade({ steps }: Pick<PlannedResource, "steps">): boolean {
  return steps.some((step) => ["create", "replace", "create-replacement", "read", "import"].includes(step));
}

/** The events of a preview, one a line. @throws where a line is none */
function eventsIn(stdout: string): z.infer<typeof event>[] {
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => event.parse(JSON.parse(line)));
}

/** What a preview says it cannot do. */
export function faultsIn(stdout: string): Pick<Planned, "errors" | "warnings"> {
  const told = eventsIn(stdout).flatMap(({ diagnosticEvent, policyEvent }) => {
    if (policyEvent) {
      const { policyPackName, policyName, enforcementLevel, message, resourceUrn } = policyEvent;
      const text = `${nameIn(resourceUrn)}: ${policyPackName}/${policyName}: ${message.trim()}`;
      return [{ severity: enforcementLevel === "mandatory" ? "error" : "warning", text }];
    }
    if (!diagnosticEvent) return [];
    const { severity, urn, message } = diagnosticEvent;
    return [{ severity, text: `${urn ? `${nameIn(urn)}: ` : ""}${message.trim()}` }];
  });
  const of = (wanted: string) => [
    ...new Set(told.filter(({ severity }) => severity === wanted).map(({ text }) => text)),
  ];
  return { errors: of("error"), warnings: of("warning") };
}

/**
 * Reads a preview and its plan.
 * @param stdout the preview's events, one a line
 * @param planText the saved plan
 * @throws where the engine writes either otherwise
 */
export function plannedIn(stdout: string, planText: string): Planned {
  const inputs = new Map<string, Readonly<Record<string, unknown>>>();
  const outputs = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { resourcePreEvent, resOutputsEvent } of eventsIn(stdout)) {
    const pre = resourcePreEvent?.metadata;
    if (pre?.new) inputs.set(pre.urn, pre.new.inputs ?? {});
    const post = resOutputsEvent?.metadata;
    if (post?.new) outputs.set(post.urn, post.new.outputs ?? {});
  }
  const { resourcePlans } = plan.parse(JSON.parse(planText));
  const resources = Object.entries(resourcePlans).map(([urn, { goal: wanted, steps }]): [string, PlannedResource] => [
    urn,
    {
      urn,
      steps: steps ?? [],
      goal: wanted ?? undefined,
      // The engine tells no event of a provider that it makes by itself.
      inputs: inputs.get(urn) ?? { ...wanted?.inputDiff.adds, ...wanted?.inputDiff.updates },
      outputs: outputs.get(urn) ?? {},
    },
  ]);
  return { resources: new Map(resources), ...faultsIn(stdout) };
}
