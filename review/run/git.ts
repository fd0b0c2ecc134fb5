/** The few questions that a review asks git. */
import { execFileSync } from "node:child_process";

/** A git hook hands on where its own index and work tree are; they are not those of the checkout asked about. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  // A replacement ref would put another commit in the place of the one that was named.
  return { ...Object.fromEntries(own), GIT_NO_REPLACE_OBJECTS: "1" };
}

/** Runs git in a folder, with more of an environment where it is given, without hooks, and answers what it prints. @throws with git's own words */
export function git(
  where: string | readonly [folder: string, also: NodeJS.ProcessEnv],
  ...args: readonly string[]
): string {
  const [folder, also] = typeof where === "string" ? [where, {}] : where;
  return execFileSync("git", ["-c", "core.hooksPath=/dev/null", "-C", folder, ...args], {
    encoding: "utf8",
    env: { ...environment(), ...also },
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
