/**
 * Both sides of a review as plain folders that look alike: no repository, the same kind of name. A program that could
 * tell the base's folder from the other one could hold back there what it does everywhere else.
 */
import {
  constants,
  copyFileSync,
  existsSync,
  globSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { git } from "./git.ts";

/** A side's folder, until `dispose`. */
export interface Side {
  /** The project's folder in it, absolute. */
  readonly root: string;
  readonly dispose: () => void;
}

function temporary(): Side {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "review-")));
  const dispose = () => {
    process.off("exit", dispose);
    rmSync(root, { recursive: true, force: true });
  };
  // Also where the process is told to stop.
  process.on("exit", dispose);
  return { root, dispose };
}

/** True for what stands below the folder once every link is followed. */
function staysWithin(folder: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(`${folder}/`);
  } catch {
    return false;
  }
}

/**
 * Removes the links that lead out of a side, or nowhere: a program that may read its own folder would read through them
 * whatever they name.
 */
function leaveOutEscapes(folder: string, below = folder): void {
  for (const entry of readdirSync(below, { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) leaveOutEscapes(folder, path);
    else if (entry.isSymbolicLink() && !staysWithin(folder, path)) unlinkSync(path);
  }
}

/** Where a project of its own has its packages. */
export function packagesIn(project: string): string | undefined {
  const packages = join(project, "node_modules");
  return existsSync(packages) ? realpathSync(packages) : undefined;
}

/** Gives a project its packages. */
export function withPackages(packages: string | undefined, project: string): void {
  if (packages === undefined || !existsSync(project)) return;
  const folder = join(project, "node_modules");
  // A revision may hold a folder of that name. The packages are the lockfile's; the folder is a change of the program.
  rmSync(folder, { recursive: true, force: true });
  symlinkSync(packages, folder, "dir");
}

/**
 * Writes a commit out.
 * @param root the checkout's project folder, absolute
 * @param packages folder of the packages that it runs with
 * @param only files, relative to the project's folder; left out: all
 */
export function committedSide(
  root: string,
  commit: string,
  packages: string | undefined,
  only?: readonly string[],
): Side {
  const { root: folder, dispose } = temporary();
  const index = temporary();
  try {
    const [gitFolder = "", prefix = ""] = git(root, "rev-parse", "--absolute-git-dir", "--show-prefix").split("\n");
    // The new folder is git's working tree: attributes, by which git writes a file otherwise than it keeps it, are the
    // commit's, and not those of the change.
    const there = { GIT_DIR: gitFolder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(index.root, "index") };
    git([folder, there], "read-tree", commit);
    const files = only === undefined ? ["--all"] : ["--", ...only.map((path) => join(prefix, path))];
    git([folder, there], "checkout-index", "--force", ...files);
    const project = join(folder, prefix);
    leaveOutEscapes(folder);
    withPackages(packages, project);
    return { root: project, dispose };
  } catch (error) {
    dispose();
    throw error;
  } finally {
    index.dispose();
  }
}

/** Tenants' files, vendors' and settings, which a person may keep out of the repository. */
const settings = "{Pulumi.*,tenants/*,vendors/*}";

/** A file's place in another folder, and how it gets there. */
type Carry = (source: string, target: string) => void;

const copied: Carry = (source, target) => copyFileSync(source, target, constants.COPYFILE_FICLONE);

/** Another name of the same file, where the system gives it one: there is nothing to write, and little to remove. */
const linked: Carry = (source, target) => {
  try {
    linkSync(source, target);
  } catch {
    copied(source, target);
  }
};

function carryInto(folder: string, from: string, path: string, carry: Carry): void {
  const [source, target] = [join(from, path), join(folder, path)];
  const found = lstatSync(source, { throwIfNoEntry: false });
  if (!found || found.isDirectory() || existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  if (found.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
  else carry(source, target);
}

function workingTree(root: string, packages: string | undefined, carry: Carry): Side {
  const { root: folder, dispose } = temporary();
  try {
    const top = git(root, "rev-parse", "--show-toplevel").trim();
    const prefix = git(root, "rev-parse", "--show-prefix").trim();
    const files = git(top, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0").filter(Boolean);
    for (const path of files) carryInto(folder, top, path, carry);
    const project = join(folder, prefix);
    for (const path of globSync(settings, { cwd: root })) carryInto(project, root, path, carry);
    leaveOutEscapes(folder);
    withPackages(packages, project);
    return { root: project, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/**
 * Copies the working tree, what git ignores aside.
 * @param root the checkout's project folder, absolute
 * @param packages folder of the packages that it runs with
 */
export function workingSide(root: string, packages: string | undefined): Side {
  return workingTree(root, packages, copied);
}

/**
 * The working tree as {@link workingSide} has it, of its own files under other names. Their dates and the number of their
 * names tell it from a base that git wrote out: for both sides in one folder.
 */
export function linkedSide(root: string, packages: string | undefined): Side {
  return workingTree(root, packages, linked);
}
