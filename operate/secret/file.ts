/** A file that holds a secret: it is new, its owner's alone from its first byte on, and whole or not there. */
import { closeSync, fchmodSync, fsyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { OperationError } from "../errors.ts";

const reasons: Readonly<Record<string, (path: string) => string>> = {
  EEXIST: (path) => `${path} is there already: nothing is overwritten. Name another file, or remove it first.`,
  ENOENT: (path) => `${path} cannot be written: there is no folder ${dirname(path)}.`,
  ENOTDIR: (path) => `${path} cannot be written: ${dirname(path)} is no folder.`,
  EACCES: (path) => `${path} cannot be written: you may not write there.`,
  EISDIR: (path) => `${path} is a folder: name a file in it.`,
  ENOSPC: (path) => `${path} cannot be written: the disk is full. Nothing of it was left there.`,
};

function refused(path: string, error: unknown): OperationError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new OperationError(reasons[code]?.(path) ?? `${path} cannot be written: ${message}`);
}

/** Says before a secret is read that its file could not be made. @throws OperationError */
export function assertFree(path: string): void {
  let found: "file" | "folder" | undefined;
  try {
    found = statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw refused(path, error);
  }
  if (found !== undefined) throw refused(path, { code: found === "folder" ? "EISDIR" : "EEXIST" });
  try {
    if (statSync(dirname(path)).isDirectory()) return;
  } catch (error) {
    throw refused(path, error);
  }
  throw refused(path, { code: "ENOTDIR" });
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
    throw refused(path, error);
  }
  try {
    fchmodSync(file, mode);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw refused(path, error);
  }
}
