/**
 * The dev stack on the simulated tenant by the real engine: first up, second up, no-change preview; three rounds, each on
 * a tenant of its own. Beside them an empty Pulumi program, which is what the engine itself costs.
 */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Session } from "../sandbox/session.ts";
import { machine } from "./machine.ts";
import { inSession } from "./session.ts";

const root = resolve(import.meta.dirname, "..");

function emptyProject(folder: string): string {
  const project = join(folder, "project");
  mkdirSync(project);
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  writeFileSync(
    join(project, "Pulumi.yaml"),
    "name: empty\nruntime: { name: nodejs, options: { typescript: false } }\n",
  );
  writeFileSync(join(project, "package.json"), '{ "type": "module", "main": "index.ts" }');
  writeFileSync(join(project, "index.ts"), "export default async () => ({});\n");
  return project;
}

/** Seconds of each command, in turn, on a fresh tenant. */
function measured(commands: readonly (readonly string[])[], empty: boolean): Promise<number[]> {
  const work = async (session: Session) => {
    const seconds: number[] = [];
    for (const command of commands) {
      const started = performance.now();
      const { code, stderr } = await session.pulumi(command);
      if (code !== 0) throw new Error(stderr);
      seconds.push((performance.now() - started) / 1000);
    }
    return seconds;
  };
  return inSession(root, work, empty ? emptyProject : undefined);
}

const commands = [["up", "--yes"], ["up", "--yes"], ["preview"]] as const;
const titles = ["first up", "second up", "preview"];
const rounds: { stack: number[]; empty: number[] }[] = [];
for (let round = 0; round < 3; round += 1)
  rounds.push({ stack: await measured(commands, false), empty: await measured(commands, true) });

function median(values: readonly number[]) {
  return [...values].sort((a, b) => a - b)[1] ?? 0;
}
console.log(machine());
for (const [index, title] of titles.entries()) {
  const stack = median(rounds.map((round) => round.stack[index] ?? 0));
  const empty = median(rounds.map((round) => round.empty[index] ?? 0));
  console.log(
    `${title}: ${stack.toFixed(1)} s; an empty program ${empty.toFixed(1)} s; ratio ${(stack / empty).toFixed(1)}`,
  );
}
