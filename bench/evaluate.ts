/**
 * How long the program itself takes for 10, 100 and 1,000 integrations, each in a process of its own.
 * Target: 100 within 2 s and 400 MB; growth linear.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { tenantOf } from "./fixture.ts";
import { machine } from "./machine.ts";

/** As `pulumi up` starts the program (Pulumi.yaml). */
const nodeArguments = (
  parse(readFileSync(new URL("../Pulumi.yaml", import.meta.url), "utf8")) as {
    runtime: { options: { nodeargs: string } };
  }
).runtime.options.nodeargs.split(" ");

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly resources: number;
}

async function measure(file: string): Promise<Measured> {
  const { default: program } = await import("../index.ts");
  const { evaluate } = await import("../review/evaluate/index.ts");
  const started = performance.now();
  const { registrations, problems } = await evaluate(program, {
    project: "m365-integrations",
    stack: "bench",
    config: { "m365-integrations:tenant": file },
    timeoutMilliseconds: 600_000,
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  // resourceUsage is in kilobytes; the peak, imports included.
  return {
    seconds: (performance.now() - started) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    resources: registrations.length,
  };
}

function inProcess(count: number): Measured {
  const output = execFileSync(process.execPath, [...nodeArguments, import.meta.filename, tenantOf(count)], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Measured;
}

const [file] = process.argv.slice(2);
if (file) console.log(JSON.stringify(await measure(file)));
else {
  console.log(machine());
  const rows = [10, 100, 1000].map((count) => ({ count, ...inProcess(count) }));
  for (const { count, seconds, megabytes, resources } of rows)
    console.log(
      `${count} integrations: ${resources} resources, ${seconds.toFixed(2)} s, ${((seconds / count) * 1000).toFixed(1)} ms each, peak ${megabytes.toFixed(0)} MB`,
    );
  const [, hundred, thousand] = rows;
  if (hundred && thousand)
    console.log(`1,000 take ${(thousand.seconds / hundred.seconds).toFixed(1)} times as long as 100 (linear: 10)`);
}
