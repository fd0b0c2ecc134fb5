/**
 * Records what the program sends, in a confined process of its own: the request stands on its input, the answer goes to
 * file descriptor 3.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { evaluate } from "../../review/evaluate/index.ts";
import { followRunning } from "../../review/evaluate/running.ts";
import { stackConfig } from "../../review/run/stack-config.ts";
import { sentIn } from "./request.ts";
import type { Sent, SentProgram, SentRequest } from "./sent.ts";

async function record({ root, stack, environment, timeoutMilliseconds }: SentRequest): Promise<SentProgram> {
  Object.assign(process.env, environment);
  const { project, config } = stackConfig(root, stack, undefined);
  const loose: string[] = [];
  process.on("unhandledRejection", (error) => loose.push(error instanceof Error ? error.message : String(error)));
  const running = followRunning();
  const raw = new Map<string, Pick<Sent, "sentInputs" | "propertyDependencies">>();
  const evaluation = await evaluate(
    async () => {
      const { default: program } = (await import(pathToFileURL(join(root, "index.ts")).href)) as { default?: unknown };
      if (typeof program !== "function") throw new Error("index.ts has no function as its default export");
      return program() as unknown;
    },
    {
      project,
      stack,
      config,
      timeoutMilliseconds,
      registered: (urn, request) => raw.set(urn, sentIn(request)),
    },
  );
  const left = await running();
  return {
    resources: evaluation.registrations.map((registration) => ({
      ...registration,
      ...(raw.get(registration.urn) ?? { sentInputs: {}, propertyDependencies: {} }),
    })),
    handedOut: evaluation.handedOut ?? [],
    lookups: [...new Set(evaluation.lookups.map(({ token }) => token))],
    problems: [
      ...evaluation.problems,
      ...(evaluation.unseen ?? []).map(({ what, type, name }) => `${what}: ${type} ${name}`),
      ...evaluation.escapeHatches.map(({ what, type, name }) => `${what}: ${type} ${name}`),
      ...left.map((name) => `running: ${name}`),
      ...loose,
    ],
  };
}

writeFileSync(3, JSON.stringify(await record(JSON.parse(readFileSync(0, "utf8")) as SentRequest)));
// The program may have left timers or sockets behind.
process.exit(0);
