/** A file that holds a secret: it is new, its owner's alone from its first byte on, and whole or not there. */
import { closeSync, fchmodSync, fsyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { refusedPath } from "../files/fault.ts";

/** Says before a secret is read that its file could not be made. @throws OperationError */
export function assertFree(path: string): void {
  let found: "file" | "folder" | undefined;
  try {
    found = statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw refusedPath(path, error);
  }
  if (found !== undefined) throw refusedPath(path, { code: found === "folder" ? "EISDIR" : "EEXIST" });
  try {
    if (statSync(dirname(path)).isDirectory()) return;
  } catch (error) {
    throw refusedPath(path, error);
  }
  throw refusedPath(path, { code: "ENOTDIR" });
}

/** {@link writeNewFile}, for its owner alone. */
export function writeSecretFile(path: string, content: string | Uint8Array): void {
  writeNewFile(path, content, 0o600);
}

/**
 * Makes a file. No other file is used on the way, and one that cannot be finished is removed.
 * @throws OperationError where it is there already (a link counts as there), or cannot be written
 */
export function writeNewFile(path: string, content: string | Uint8Array, mode: number): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  let file: number;
  try {
    // O_EXCL: neither a file nor a link that somebody put there is followed.
    file = openSync(path, "wx", mode);
  } catch (error) {
    throw refusedPath(path, error);
  }
  try {
    fchmodSync(file, mode);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw refusedPath(path, error);
  }
}
