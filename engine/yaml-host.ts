/**
 * `pulumi-language-yaml`, for the test of a program in YAML alone. An official Pulumi has it beside its CLI; otherwise it is
 * built once from its Go module, which has a go.mod of its own because it wants an older Pulumi than the CLI's.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { BuildFailure, goBuild, remedyFor } from "./build.ts";
import { foldersWith, type Say } from "./install.ts";

const host = "pulumi-language-yaml";
const command = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";

/**
 * The folder that holds the language host for YAML.
 * @param root the checkout's folder, without links
 * @param path the PATH to look in
 * @throws {BuildFailure} with what to install
 */
export async function yamlHost(root: string, path: string, say: Say): Promise<string> {
  const found = foldersWith(host, path, root)[0];
  if (found !== undefined) return found;
  const module = join(root, "engine", "yaml");
  const pins = ["go.mod", "go.sum"].map((file) => readFileSync(join(module, file), "utf8"));
  const key = `yaml-${createHash("sha256").update(pins.join("\n")).digest("hex").slice(0, 12)}`;
  const finished = join(root, "engine", ".build", key);
  if (existsSync(join(finished, host))) return finished;

  say(`No ${host} is on PATH: building it from its Go module, once. Some three minutes on two cores.`);
  const unfinished = `${finished}.${process.pid}`;
  const logFile = `${finished}.log`;
  await mkdir(unfinished, { recursive: true });
  try {
    const code = await goBuild({ module, command, stamp: "" }, join(unfinished, host), logFile, say);
    if (code !== 0) {
      const remedy = remedyFor(await readFile(logFile, "utf8"), "1.26");
      throw new BuildFailure(`${host} could not be built. ${remedy}\nThe whole log: ${logFile}`);
    }
    await rename(unfinished, finished).catch((error) => {
      if (!existsSync(join(finished, host))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return finished;
}
