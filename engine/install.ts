/** Finds the Pulumi CLI, or builds it once from its Go module. Run as a program (`node engine/install.ts`) it does just that. */
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "./build.ts";
import { isRecentEnough, parseVersion, pinnedRelease } from "./release.ts";

/**
 * The engine of a run. `bin` is the folder that holds `pulumi`.
 * `installed`: an official Pulumi of the machine, which brings its own language host. `built`: ours, with the host beside it.
 */
export interface Engine {
  readonly kind: "installed" | "built";
  readonly bin: string;
  readonly version: string;
}

/** Where progress goes, a line a call. */
export type Say = (line: string) => void;

const run = promisify(execFile);

/** The folders of `path` that hold the program `name`, in order. Ours are left out: a run inside a run must find the same. */
export function foldersWith(name: string, path: string, root: string): readonly string[] {
  const ours = `${join(root, "engine")}/`;
  return path.split(delimiter).filter((folder) => {
    if (folder === "" || `${resolve(folder)}/`.startsWith(ours)) return false;
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The version that a CLI reports; undefined where it does not run. */
async function reportedVersion(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, ["version"], { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" } });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** The first `pulumi` on `path`, where it is recent enough and complete. */
async function installed(root: string, path: string): Promise<Engine | undefined> {
  const bin = foldersWith("pulumi", path, root)[0];
  if (bin === undefined) return undefined;
  const host = "pulumi-language-nodejs";
  const beside = existsSync(join(dirname(realpathSync(join(bin, "pulumi"))), host));
  if (!beside && foldersWith(host, path, root).length === 0) return undefined;
  const version = await reportedVersion(join(bin, "pulumi"));
  const [found, least] = [parseVersion(version ?? ""), parseVersion(pinnedRelease(root).version)];
  if (version === undefined || found === undefined || least === undefined) return undefined;
  return isRecentEnough(found, least) ? { kind: "installed", bin, version } : undefined;
}

/**
 * The engine for this checkout: an installed Pulumi that is recent enough, else the built one, which is built now if it is not there.
 * @param root the checkout's folder
 * @param path the PATH to look in
 * @throws {BuildFailure} with what to install
 */
export async function engineFor(root: string, path: string, say: Say): Promise<Engine> {
  const found = await installed(root, path);
  if (found !== undefined) return found;
  const release = pinnedRelease(root);
  return { kind: "built", bin: await build(realpathSync(root), release, say), version: release.version };
}

if (import.meta.main) {
  try {
    await engineFor(resolve(import.meta.dirname, ".."), process.env.PATH ?? "", (line) => console.log(line));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
