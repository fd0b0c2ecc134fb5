/**
 * The packages of a lockfile, installed once in a folder of their own and kept by the lockfile's digest: without scripts,
 * and without the settings of npm that stand beside the lockfile, which may be a stranger's.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

type Data = Readonly<Record<string, unknown>>;

/** Packages that cannot be installed, or are not to be; each entry names one fault. */
export class PackagesError extends Error {
  override readonly name = "PackagesError";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

/** What decides which packages are installed: everything else of package.json is for others. */
const deciding = [
  "name",
  "version",
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "overrides",
  "workspaces",
];

/** A lockfile and the requests that it answers. */
interface Locked {
  readonly manifest: string;
  readonly lockfile: string;
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function dataOf(file: string): Data {
  if (!existsSync(file)) return {};
  try {
    const data: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isData(data) ? data : {};
  } catch {
    throw new PackagesError([`${file.split("/").at(-1)} is no JSON`]);
  }
}

function lockedIn(project: string): Locked {
  const manifest = dataOf(join(project, "package.json"));
  const kept = Object.entries(manifest).filter(([key]) => deciding.includes(key));
  const lockfile = dataOf(join(project, "package-lock.json"));
  return { manifest: JSON.stringify(Object.fromEntries(kept)), lockfile: JSON.stringify(lockfile) };
}

/** True where both projects have the same packages; not where one says nothing that can be read. */
export function samePackages(one: string, other: string): boolean {
  try {
    return JSON.stringify(lockedIn(one)) === JSON.stringify(lockedIn(other));
  } catch {
    return false;
  }
}

/** `node_modules/yaml` → `yaml`. */
function nameOf(path: string): string {
  return path.replace(/^.*node_modules\//, "");
}

/**
 * What of a lockfile is not installed: a package that comes from elsewhere than the registry, by link, from a repository or
 * a file, or whose content no digest binds. npm would fetch it from wherever the lockfile says.
 */
export function lockFaults(lock: Data): string[] {
  if (lock.lockfileVersion !== 3 || !isData(lock.packages))
    return ["package-lock.json is not of version 3; npm 9 and newer write that"];
  return Object.entries(lock.packages).flatMap(([path, entry]): string[] => {
    if (path === "" || !isData(entry) || entry.inBundle === true) return [];
    const named = `package-lock.json: ${nameOf(path)}`;
    if (entry.link === true || !/^node_modules\//.test(path)) return [`${named} is a link to a folder`];
    if (path.split("/").includes("..")) return [`${named} stands outside of node_modules`];
    if (entry.resolved !== undefined)
      return [
        `${named} says where it comes from (resolved); leave that to the registry (omit-lockfile-registry-resolved)`,
      ];
    if (typeof entry.integrity !== "string" || !/^sha512-/.test(entry.integrity))
      return [`${named} has no digest (integrity, sha512)`];
    return [];
  });
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "m365-integrations", "packages");
}

/** npm starts by the machine's own Node, and takes its settings from whoever runs it. */
function environment(): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !/node_modules[\\/]\.bin$/.test(folder));
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD$|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(own), PATH: path.join(delimiter) };
}

const npmArguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

async function install(folder: string, { manifest, lockfile }: Locked): Promise<void> {
  writeFileSync(join(folder, "package.json"), manifest);
  writeFileSync(join(folder, "package-lock.json"), lockfile);
  try {
    await promisify(execFile)("npm", npmArguments, { cwd: folder, env: environment(), maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
    const said = (stderr || message).split("\n").filter((line) => /^npm error /.test(line));
    const told = said
      .map((line) => line.slice("npm error ".length))
      .filter((line) => !/^(?:code |A complete log)/.test(line));
    throw new PackagesError([`npm ci failed: ${told[0] ?? message.split("\n")[0]}`]);
  }
}

/** Every copy of the SDK becomes a link to this one: the recorder and the program that it records must share it. */
function shareSdk(folder: string, { lockfile }: Locked, sdk: string): void {
  const { packages = {} } = JSON.parse(lockfile) as { readonly packages?: Data };
  for (const path of Object.keys(packages).filter((name) => /(?:^|\/)node_modules\/@pulumi\/pulumi$/.test(name))) {
    rmSync(join(folder, path), { recursive: true, force: true });
    symlinkSync(sdk, join(folder, path), "dir");
  }
}

/**
 * The folder of a project's packages, installed by its lockfile unless they are there already.
 * @param sdkOf root of the checkout whose SDK they take in place of their own; undefined: their own
 * @throws PackagesError
 */
export async function packagesOf(project: string, sdkOf: string | undefined): Promise<string> {
  const locked = lockedIn(project);
  const faults = lockFaults(JSON.parse(locked.lockfile) as Data);
  if (faults.length > 0) throw new PackagesError(faults);
  const sdk = sdkOf === undefined ? undefined : realpathSync(join(sdkOf, "node_modules/@pulumi/pulumi"));
  const key = createHash("sha256")
    .update(JSON.stringify([locked, sdk]))
    .digest("hex")
    .slice(0, 32);
  const kept = join(cacheFolder(), key);
  if (existsSync(kept)) return join(kept, "node_modules");
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(cacheFolder(), "unfinished-"));
  try {
    await install(folder, locked);
    if (sdk !== undefined) shareSdk(folder, locked, sdk);
    renameSync(folder, kept);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another review was faster.
    if (!existsSync(kept)) throw error;
  }
  return join(kept, "node_modules");
}
