/**
 * A recorder's own process: what it loads of the SDK, and what a program gets that reads the rest.
 */
import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { evaluate } from "../../review/evaluate/index.ts";

/** What a program answers that is evaluated in a fresh process, as JSON; `loaded(folder)`: files loaded from a package. */
function evaluated(program: string): unknown {
  const script = `
    import { evaluate } from "./review/evaluate/index.ts";
    import { createRequire } from "node:module";
    import * as pulumi from "@pulumi/pulumi";
    const require = createRequire(import.meta.url);
    const loaded = (name) => Object.keys(require.cache).filter((file) => file.includes("/node_modules/" + name + "/")).length;
    const program = async () => { ${program} };
    const { outputs, problems } = await evaluate(program, { project: "other-project", stack: "prod" });
    console.log(JSON.stringify({ outputs, problems }));
    process.exit(0);
  `;
  const { outputs, problems } = JSON.parse(
    execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }),
  ) as { readonly outputs: { readonly it: unknown }; readonly problems: readonly string[] };
  expect(problems).toEqual([]);
  return outputs.it;
}

test("an evaluation loads no compiler, nothing of npm's, no automation API and nothing that speaks to an engine", () => {
  // Of the first three the stand-in alone is there.
  expect(
    evaluated(
      `return { it: ["@npmcli/arborist", "normalize-package-data", "@grpc/grpc-js", "typescript", "pacote", "@logdna/tail-file"].map(loaded) }`,
    ),
  ).toEqual([1, 1, 1, 0, 0, 0]);
});

test("a program that serializes a function gets the compiler", () => {
  expect(
    evaluated(`
      const { text } = await pulumi.runtime.serializeFunction((word) => word.length);
      return { it: [text.includes("word.length"), loaded("typescript") > 0] }`),
  ).toEqual([true, true]);
});

test("a program that asks which packages such a function needs gets npm's own", () => {
  expect(evaluated(`return { it: (await pulumi.runtime.computeCodePaths()).size > 0 }`)).toBe(true);
});

test("a program that reads the automation API gets it, by name and as a whole", () => {
  expect(
    evaluated(`
      const { LocalWorkspace, ...others } = pulumi.automation;
      return { it: [typeof LocalWorkspace.create, "Stack" in others, "nothing" in pulumi.automation] }`),
  ).toEqual(["function", true, false]);
});

test("a program that speaks to an engine by itself gets what does", () => {
  expect(
    evaluated(`
      const grpc = require("@grpc/grpc-js");
      const { ResourceMonitorClient } = require("@pulumi/pulumi/proto/resource_grpc_pb");
      class Server extends grpc.Server {}
      const client = new ResourceMonitorClient("127.0.0.1:1", grpc.credentials.createInsecure());
      return { it: [client instanceof grpc.Client, new Server() instanceof grpc.Server, grpc.status.UNAVAILABLE] }`),
  ).toEqual([true, true, 14]);
});

test("a recorded resource does not carry the lines of the program that led to it", async () => {
  const frames: unknown[] = [];
  class Thing extends pulumi.ComponentResource {}
  await evaluate(async () => void new Thing("m365:index:Thing", "thing"), {
    project: "other-project",
    stack: "prod",
    registered: (_, request) => {
      const { getStacktrace } = request as unknown as { getStacktrace(): { getFramesList(): unknown[] } | undefined };
      frames.push(getStacktrace.call(request)?.getFramesList().length);
    },
  });
  expect(frames).toEqual([0, 0]);
});
