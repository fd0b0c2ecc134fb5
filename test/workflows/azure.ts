/** Azure's pipelines, read for the rules. What this project's pipelines do not use is refused, so that no rule misses it. */
import { parse } from "yaml";
import { z } from "zod";
import type { Job, Pipeline, Step, Trigger } from "./pipeline.ts";

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.record(z.string(), text);
const branches = z.strictObject({ include: z.array(z.string()) });

const common = { displayName: z.string().optional(), env: texts.default({}), condition: z.string().default("") };

const step = z.union([
  z
    .strictObject({
      checkout: z.literal("self"),
      path: z.string().optional(),
      fetchDepth: z.number().optional(),
      persistCredentials: z.boolean(),
    })
    .transform(({ persistCredentials }) => ({
      uses: undefined,
      command: undefined,
      inputs: { "persist-credentials": String(persistCredentials) },
      env: {},
    })),
  z
    .strictObject({ ...common, bash: z.string(), workingDirectory: z.string().optional() })
    .transform(({ bash: command, env }) => ({ uses: undefined, command, inputs: {}, env })),
  z
    .strictObject({ ...common, task: z.string(), inputs: texts.default({}) })
    // The script of AzureCLI@2 is a command, with a service connection's identity.
    .transform(({ task: uses, inputs, env }) => ({ uses, command: inputs.inlineScript, inputs, env })),
  z.strictObject({ ...common, publish: z.string(), artifact: z.string() }).transform(({ publish, artifact }) => ({
    uses: undefined,
    command: undefined,
    inputs: { publish, artifact },
    env: {},
  })),
  z
    .strictObject({ download: z.literal("current"), artifact: z.string() })
    .transform(({ artifact }) => ({ uses: undefined, command: undefined, inputs: { artifact }, env: {} })),
]);

const jobCommon = {
  dependsOn: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  displayName: z.string().optional(),
  condition: z.string().default(""),
  timeoutInMinutes: z.number(),
  variables: texts.default({}),
};

const job = z.union([
  z
    .strictObject({ ...jobCommon, job: z.string(), steps: z.array(step) })
    .transform(({ job: name, ...rest }) => ({ ...rest, name, environment: undefined })),
  z
    .strictObject({
      ...jobCommon,
      deployment: z.string(),
      environment: z.string(),
      strategy: z.strictObject({ runOnce: z.strictObject({ deploy: z.strictObject({ steps: z.array(step) }) }) }),
    })
    .transform(({ deployment: name, strategy, ...rest }) => ({ ...rest, name, steps: strategy.runOnce.deploy.steps })),
]);

const pipeline = z.strictObject({
  trigger: z.union([z.literal("none"), z.strictObject({ branches })]),
  pr: z.literal("none"),
  schedules: z
    .array(z.strictObject({ cron: z.string(), displayName: z.string(), branches, always: z.boolean() }))
    .default([]),
  pool: z.strictObject({ vmImage: z.string() }),
  lockBehavior: z.enum(["sequential", "runLatest"]).optional(),
  variables: z.array(z.strictObject({ group: z.string() })).default([]),
  jobs: z.array(job).default([]),
  // What a stage waits for is written down: left out, it would be the stage before it.
  stages: z
    .array(z.strictObject({ stage: z.string(), dependsOn: z.array(z.string()), jobs: z.array(job) }))
    .default([]),
});

/** In Azure Repos a branch policy starts it, so the file says nothing of pull requests: what it runs does. */
function ofPullRequests(steps: readonly Step[]): boolean {
  return steps.some(({ command = "" }) => command.includes('"$BUILD_REASON" != PullRequest'));
}

/** @throws where the file is none, or has what is not read here */
export function azurePipeline(file: string, content: string): Pipeline {
  const read = pipeline.parse(parse(content));
  const jobOf = ({ name, environment, dependsOn, condition, steps, variables }: z.infer<typeof job>): Job => ({
    name,
    environment,
    signsIn: steps.some(({ inputs }) => "azureSubscription" in inputs),
    needs: dependsOn,
    condition,
    permissions: undefined,
    env: variables,
    steps,
  });
  const inStages = read.stages.flatMap(({ stage, dependsOn, jobs: own }) => {
    const earlier = read.stages.filter((one) => dependsOn.includes(one.stage)).flatMap((one) => one.jobs);
    return own.map((one) => ({
      ...jobOf(one),
      stage,
      needs: [...one.dependsOn, ...earlier.map(({ name }) => name)],
    }));
  });
  const jobs: readonly Job[] = [...read.jobs.map(jobOf), ...inStages];
  const triggers: Trigger[] = [
    ...(read.trigger === "none"
      ? []
      : [{ on: "push", branches: read.trigger.branches.include, tags: false } satisfies Trigger]),
    ...read.schedules.map(({ cron }) => ({ on: "schedule", crons: [cron] }) satisfies Trigger),
    ...(jobs.some(({ steps }) => ofPullRequests(steps)) ? [{ on: "pull request", types: [] } satisfies Trigger] : []),
  ];
  return {
    file,
    host: "azure",
    triggers,
    permissions: undefined,
    oneAtATime: read.lockBehavior && { group: "the environment's lock", cancels: read.lockBehavior === "runLatest" },
    env: {},
    jobs,
  };
}
