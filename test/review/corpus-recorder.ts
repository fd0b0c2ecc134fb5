/**
 * Records sides of the corpus under the confinement of a pull request's program: no process, no file written, an empty
 * environment. A request a line on its input, an answer a line on file descriptor 3, one evaluation at a time.
 */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import indexProgram from "../../index.ts";
import { evaluate, type Unseen } from "../../review/evaluate/index.ts";
import { followRunning } from "../../review/evaluate/running.ts";

interface Request {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  readonly program?: string;
}

async function programOf(name: string | undefined): Promise<() => Promise<unknown>> {
  if (name === undefined) return indexProgram;
  return ((await import(`./corpus/programs/${name}.ts`)) as { default: () => Promise<unknown> }).default;
}

// A watch names what was refused; what nobody awaits besides is no fault of the next one.
process.on("unhandledRejection", () => {});

async function record({ program, ...options }: Request): Promise<unknown> {
  const run = await programOf(program);
  const running = followRunning();
  const { outputs: _, unseen = [], ...evaluation } = await evaluate(run, options);
  const left = (await running()).map(
    (name): Unseen => ({ what: "running", type: "", name, why: "pending", error: "" }),
  );
  return { ...evaluation, unseen: [...unseen, ...left] };
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = Buffer.from(`${JSON.stringify(await record(JSON.parse(line) as Request))}\n`);
  for (let sent = 0; sent < answer.length; ) sent += writeSync(3, answer, sent);
}
