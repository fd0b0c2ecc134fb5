/** GitHub's workflows, read for the rules. */
import { parse } from "yaml";
import { z } from "zod";
import type { Permissions, Pipeline, Trigger } from "./pipeline.ts";

const text = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => String(value ?? ""));
const texts = z.record(z.string(), text);
const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const permissions = z.union([z.record(z.string(), z.string()), z.string().transform((all) => ({ all }))]);

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  with: texts.default({}),
  env: texts.default({}),
});

const job = z.object({
  environment: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
  permissions: permissions.optional(),
  needs: many.default([]),
  if: text.default(""),
  env: texts.default({}),
  steps: z.array(step).default([]),
});

const workflow = z.object({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: permissions.optional(),
  concurrency: z
    .union([
      z.string().transform((group) => ({ group, "cancel-in-progress": false as boolean | string })),
      z.object({ group: z.string(), "cancel-in-progress": z.union([z.boolean(), z.string()]).default(false) }),
    ])
    .optional(),
  env: texts.default({}),
  jobs: z.record(z.string(), job),
});

const push = z.object({ branches: many.optional(), tags: many.optional() }).nullish();
const schedule = z.array(z.object({ cron: z.string() }));
const pullRequest = z.object({ types: many.optional() }).nullish();
const workflowRun = z.object({ workflows: many });

function triggerOf([name, detail]: readonly [string, unknown]): Trigger {
  if (name === "pull_request") {
    // GitHub's default, where nothing is said.
    return { on: "pull request", types: pullRequest.parse(detail)?.types ?? ["opened", "synchronize", "reopened"] };
  }
  if (name === "pull_request_target") return { on: "pull request, with the base's rights" };
  if (name === "push") {
    const { branches, tags } = push.parse(detail) ?? {};
    return { on: "push", branches, tags: tags !== undefined || branches === undefined };
  }
  if (name === "schedule") return { on: "schedule", crons: schedule.parse(detail).map(({ cron }) => cron) };
  if (name === "workflow_run") return { on: "end of another", of: workflowRun.parse(detail).workflows };
  if (name === "workflow_dispatch") return { on: "person" };
  return { on: "something else", what: name };
}

function grants(granted: Permissions | undefined, scope: string): boolean {
  if (granted === undefined) return false;
  const all = "all" in granted ? granted.all : undefined;
  return all === "write-all" || (all === undefined && (granted as Record<string, string>)[scope] === "write");
}

/** @throws where the file is no workflow */
export function githubPipeline(file: string, content: string): Pipeline {
  const read = workflow.parse(parse(content));
  const on =
    typeof read.on === "string"
      ? { [read.on]: undefined }
      : Array.isArray(read.on)
        ? Object.fromEntries(read.on.map((name) => [name, undefined]))
        : read.on;
  return {
    file,
    host: "github",
    triggers: Object.entries(on).map(triggerOf),
    permissions: read.permissions,
    oneAtATime: read.concurrency && {
      group: read.concurrency.group,
      cancels: read.concurrency["cancel-in-progress"] !== false,
    },
    env: read.env,
    jobs: Object.entries(read.jobs).map(
      ([name, { environment, permissions: own, needs, if: condition, env, steps }]) => ({
        name,
        environment,
        signsIn: grants(own ?? read.permissions, "id-token"),
        needs,
        condition,
        permissions: own,
        env: { ...read.env, ...env },
        steps: steps.map(({ uses, run: command, with: inputs, ...rest }) => ({ ...rest, uses, command, inputs })),
      }),
    ),
  };
}
