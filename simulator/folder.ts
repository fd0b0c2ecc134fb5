/** The sandbox's folder: its user's alone; and what is wrong with a disk or a folder, in one sentence with the next step. */
import { chmodSync, mkdirSync, statSync } from "node:fs";
import { relative } from "node:path";

function shown(path: string): string {
  return relative(process.cwd(), path) || path;
}

/** A fault of the disk or a folder. Its message is for a person; no stack trace belongs to it. */
export class FolderFault extends Error {}

/**
 * Makes a folder that only its user may look into.
 * @throws FolderFault where it cannot be made, or is another user's
 */
export function privateFolder(path: string, user: number | undefined = process.getuid?.()): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { uid } = statSync(path);
    if (user !== undefined && uid !== user)
      throw new FolderFault(
        `${shown(path)} belongs to another user (uid ${uid}, you are ${user}): run as that user, or in a checkout of your own.`,
      );
    chmodSync(path, 0o700);
  } catch (error) {
    throw folderFault(error) ?? error;
  }
}

/** What a person is told of a full disk. */
export function diskFull(where: string): string {
  return `The disk is full: ${where} could not be written. Make room, then run again.`;
}

/** What a failed system call means for whoever runs the sandbox; undefined where it is no fault of disk or folder. */
export function folderFault(error: unknown): FolderFault | undefined {
  if (error instanceof FolderFault) return error;
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const where = path === undefined ? "the sandbox's folder" : shown(path);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new FolderFault(diskFull(where));
    case "EROFS":
      return new FolderFault(
        `${where} lies on a file system that is read-only: run in a checkout that can be written.`,
      );
    case "EACCES":
    case "EPERM":
      return new FolderFault(
        `${where} may not be written by this user: run as its owner, or in a checkout of your own.`,
      );
    case "EEXIST":
    case "ENOTDIR":
      return new FolderFault(`${where} is a file, or lies below one, where a folder is needed: move the file away.`);
    default:
      return undefined;
  }
}
