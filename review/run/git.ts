/** The few questions that a review asks git. */
import { execFileSync } from "node:child_process";

/** A git hook hands on where its own index and work tree are; they are not those of the checkout asked about. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
}

/** Runs git in a folder, without hooks, and answers what it prints. @throws with git's own words */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-c", "core.hooksPath=/dev/null", "-C", folder, ...args], {
    encoding: "utf8",
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** As `git`, and undefined where git refuses. */
export function gitOrNothing(folder: string, ...args: readonly string[]): string | undefined {
  try {
    return git(folder, ...args);
  } catch {
    return undefined;
  }
}
