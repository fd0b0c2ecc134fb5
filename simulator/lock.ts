/**
 * One run at a time in one folder: two engines on one tenant would write over each other.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The process that holds the folder, if it lives. */
function holder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return pid !== process.pid && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the folder for this process; answers how to give it back.
 * @throws if another living process holds it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "running");
  const other = holder(path);
  if (other !== undefined)
    throw new Error(
      `another run (process ${other}) is working on this simulated tenant; wait until it has ended, then start again`,
    );
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}
