/** What keeps a file or a folder from being read or written, in one sentence with the path that a person knows. */
import { dirname, relative } from "node:path";
import { OperationError } from "../errors.ts";

const reasons: Readonly<Record<string, (path: string) => string>> = {
  EEXIST: (path) => `${path} is there already: nothing is overwritten. Name another file, or remove it first.`,
  ENOENT: (path) => `${path} cannot be written: there is no folder ${dirname(path)}.`,
  ENOTDIR: (path) => `${path} cannot be written: ${dirname(path)} is no folder.`,
  EACCES: (path) => `${path} cannot be written: you may not write there.`,
  EPERM: (path) => `${path} cannot be written: you may not write there.`,
  EROFS: (path) => `${path} cannot be written: its file system is read-only.`,
  EISDIR: (path) => `${path} is a folder: name a file in it.`,
  ENOSPC: (path) => `${path} cannot be written: the disk is full. Nothing of it was left there.`,
  EDQUOT: (path) => `${path} cannot be written: your share of the disk is full. Nothing of it was left there.`,
};

/** The refusal of a path, whatever the system says of it. */
export function refusedPath(path: string, error: unknown): OperationError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new OperationError(reasons[code]?.(path) ?? `${path} cannot be written: ${message}`);
}

/** A file is first written beside its place under a name of its own (write-file-atomic). */
const beside = /\.\d{4,}$/;

/** The refusal of a failed system call on a file or folder; undefined for any other error. */
export function fileFault(error: unknown): OperationError | undefined {
  const { code, path, dest, syscall } = error as NodeJS.ErrnoException & { readonly dest?: unknown };
  if (code === undefined || syscall === undefined || reasons[code] === undefined || typeof path !== "string")
    return undefined;
  const meant = typeof dest === "string" ? dest : path.replace(beside, "");
  const below = relative(process.cwd(), meant);
  const shown = below === "" || below.startsWith("..") ? meant : below;
  if (code === "EEXIST" && syscall === "mkdir")
    return new OperationError(`${shown} is a file, where a folder is needed: name another, or move the file away.`);
  return refusedPath(shown, error);
}
