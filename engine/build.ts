import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Release } from "./release.ts";

/** The build cannot go on, with what to do about it. Its message is for a person, no stack trace belongs to it. */
export class BuildFailure extends Error {}

/** A program of a Go module: the folder of the go.mod that pins it, its package, and what is stamped into it. */
export type GoProgram = { readonly module: string; readonly command: string; readonly stamp: string };

const secondsBetweenProgress = 20;

/** Counts what `go build -v` has told so far. */
export function progressOf(log: string): { readonly fetched: number; readonly compiled: number } {
  const lines = log.split("\n").filter((line) => line !== "");
  const fetched = lines.filter((line) => line.startsWith("go: downloading ")).length;
  return { fetched, compiled: lines.filter((line) => /^[\w.~-]+(\/[\w.~-]+)*$/.test(line)).length };
}

/** What a failed build most likely lacks, read from what Go wrote. */
export function remedyFor(log: string, go: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/spawn go ENOENT/, `Go was not found on PATH. Install Go ${go} or newer.`],
    [/requires go >= |go: unknown directive|invalid go version/, `Go is too old. Install Go ${go} or newer.`],
    [
      /no space left on device|disk quota exceeded/,
      "The disk is full. The build needs some gigabytes, most of them for Go's caches (go clean -cache -modcache empties them).",
    ],
    [
      /checksum mismatch|SECURITY ERROR/,
      "A module is not the one that engine/go.sum names. Do not go on: find out what answers as Go module proxy.",
    ],
    [/signal: killed|cannot allocate memory/, "The machine ran out of memory. Give the build some 2 GB."],
    [/exec: "git"|git: .*not found/, "git was not found on PATH. Install git, or let GOPROXY name a module proxy."],
    [
      /dial tcp|no such host|i\/o timeout|TLS handshake|x509:|proxyconnect|[45]\d\d [A-Z]\w+/,
      "The Go module proxy could not be reached. Let `go env GOPROXY` name one that this machine reaches.",
    ],
  ];
  const found = known.find(([pattern]) => pattern.test(log));
  return found?.[1] ?? `It needs Go ${go} or newer, git, and network access to the Go module proxy (go env GOPROXY).`;
}

function duration(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Runs `go build`, keeps its output in `logFile`, tells how far it is. Resolves to the exit code, or null if Go did not run. */
export async function goBuild(
  { module, command, stamp }: GoProgram,
  output: string,
  logFile: string,
  say: (line: string) => void,
): Promise<number | null> {
  const flags = `-s -w ${stamp}`.trim();
  const args = ["build", "-v", "-mod=readonly", "-buildvcs=false", "-ldflags", flags, "-o", output, command];
  const log = createWriteStream(logFile);
  const go: ChildProcess = spawn("go", args, {
    cwd: module,
    env: { ...process.env, GOWORK: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [go.stdout, go.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      log.write(chunk);
    });
  }
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += secondsBetweenProgress;
    const { fetched, compiled } = progressOf(text);
    say(`  ${duration(seconds)}: ${fetched} modules fetched, ${compiled} packages compiled`);
  }, secondsBetweenProgress * 1000);
  const code = await new Promise<number | null>((resolve) => {
    go.once("error", (error) => {
      log.write(`${error.message}\n`);
      resolve(null);
    });
    go.once("close", resolve);
  });
  clearInterval(timer);
  await new Promise<void>((resolve) => log.end(resolve));
  return code;
}

/**
 * Builds the CLI into `engine/.build/<key>/bin`, once: where that folder exists, nothing is done.
 * A build that is cut off leaves no such folder.
 * @returns the folder that holds `pulumi` and the language host
 * @throws {BuildFailure}
 */
export async function build(root: string, release: Release, say: (line: string) => void): Promise<string> {
  const engine = join(root, "engine");
  const finished = join(engine, ".build", release.key);
  const bin = join(finished, "bin");
  if (existsSync(join(bin, "pulumi"))) return bin;

  const logFile = join(engine, ".build", `${release.key}.log`);
  const unfinished = `${finished}.${process.pid}`;
  say(`No recent Pulumi is on PATH: building ${release.version} from its Go module into engine/.build.`);
  say(
    "  This is done once. It fetches and compiles for some four minutes on two cores; seconds where Go has it cached.",
  );
  await mkdir(join(unfinished, "bin"), { recursive: true });
  try {
    const cli: GoProgram = {
      module: engine,
      command: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      stamp: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${release.version}`,
    };
    const code = await goBuild(cli, join(unfinished, "bin", "pulumi"), logFile, say);
    if (code !== 0) throw new BuildFailure(await failureText(release, logFile));
    await symlink("../../../bin/pulumi-language-nodejs", join(unfinished, "bin", "pulumi-language-nodejs"));
    // A second build that ran beside this one may have been first: its result is the same.
    await rename(unfinished, finished).catch((error) => {
      if (!existsSync(join(bin, "pulumi"))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  say(`  Pulumi ${release.version} is ready.`);
  return bin;
}

async function failureText(release: Release, logFile: string): Promise<string> {
  const log = await readFile(logFile, "utf8");
  const last = log
    .trim()
    .split("\n")
    .slice(-5)
    .map((line) => `  | ${line}`);
  return [
    `The Pulumi CLI ${release.version} could not be built. ${remedyFor(log, release.go)}`,
    "Or install Pulumi itself, that version or newer: it is taken where it is on PATH.",
    ...last,
    `The whole log: ${logFile}`,
  ].join("\n");
}
