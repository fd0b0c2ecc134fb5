/** What the checkout's own files say that GitHub's settings have to fit. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Checkout } from "./part.ts";

const workflow = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      environment: z.union([z.string(), z.object({ name: z.string() })]).optional(),
      steps: z.array(z.object({ run: z.string().optional() })).default([]),
    }),
  ),
});

/** A command that writes to the tenant. */
const writes =
  /\.\/integrations\s+(?:apply\b|adopt\b.*--yes|(?:--\S+\s+\S+\s+)?pulumi\s+(?:up|destroy|refresh|import)\b)/;

/**
 * The environments of a deploying workflow's jobs, by what their jobs do. A name that is an expression is known to
 * GitHub alone.
 */
export function environmentsIn(text: string): Pick<Checkout, "applies" | "reads"> {
  const parsed = workflow.safeParse(parse(text));
  const jobs = parsed.success ? Object.values(parsed.data.jobs) : [];
  const named = jobs.flatMap(({ environment, steps }) => {
    const name = typeof environment === "string" ? environment : environment?.name;
    if (name === undefined || name.includes("${{")) return [];
    return [{ name, applies: steps.some(({ run = "" }) => writes.test(run.replaceAll(/\\\n\s*/g, " "))) }];
  });
  const applies = [...new Set(named.filter((one) => one.applies).map(({ name }) => name))];
  return { applies, reads: [...new Set(named.map(({ name }) => name))].filter((name) => !applies.includes(name)) };
}

/** Where GitHub looks for the file, in its order. @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
const codeOwnersPlaces = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** @param applying the environment that writes, where the workflow does not name it */
export function readCheckout(root: string, applying: readonly string[]): Checkout {
  const { applies, reads } = environmentsIn(textOf(join(root, ".github/workflows/deploy.yml")) ?? "jobs: {}");
  return {
    applies: applying.length > 0 ? applying : applies,
    reads: reads.filter((name) => !applying.includes(name)),
    codeOwners: codeOwnersPlaces.map((path) => textOf(join(root, path))).find((text) => text !== undefined),
    ...(existsSync(join(root, ".azure-pipelines")) && { azurePipelines: true }),
  };
}
