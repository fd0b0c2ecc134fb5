/**
 * Both sides of a review as plain folders that look alike: no repository, the same kind of name. A program that could
 * tell the base's folder from the other one could hold back there what it does everywhere else.
 */
import {
  constants,
  copyFileSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
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

/** The packages are those of the checkout, for both sides. */
function withPackages(root: string, project: string): void {
  const packages = join(root, "node_modules");
  if (existsSync(packages) && existsSync(project))
    symlinkSync(realpathSync(packages), join(project, "node_modules"), "dir");
}

/** Writes a commit out. @param root the checkout's project folder, absolute */
export function committedSide(root: string, commit: string): Side {
  const { root: folder, dispose } = temporary();
  const index = temporary();
  try {
    const top = git(root, "rev-parse", "--show-toplevel").trim();
    const file = { GIT_INDEX_FILE: join(index.root, "index") };
    git([top, file], "read-tree", commit);
    git([top, file], "checkout-index", "--all", "--force", `--prefix=${folder}/`);
    const project = join(folder, git(root, "rev-parse", "--show-prefix").trim());
    withPackages(root, project);
    return { root: project, dispose };
  } catch (error) {
    dispose();
    throw error;
  } finally {
    index.dispose();
  }
}

/** Tenants' files and settings, which a person may keep out of the repository. */
const settings = "{Pulumi.*,tenants/*}";

function copyInto(folder: string, from: string, path: string): void {
  const [source, target] = [join(from, path), join(folder, path)];
  const found = lstatSync(source, { throwIfNoEntry: false });
  if (!found || found.isDirectory() || existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  if (found.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
  else copyFileSync(source, target, constants.COPYFILE_FICLONE);
}

/** Copies the working tree, what git ignores aside. @param root the checkout's project folder, absolute */
export function workingSide(root: string): Side {
  const { root: folder, dispose } = temporary();
  try {
    const top = git(root, "rev-parse", "--show-toplevel").trim();
    const prefix = git(root, "rev-parse", "--show-prefix").trim();
    const files = git(top, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0").filter(Boolean);
    for (const path of files) copyInto(folder, top, path);
    const project = join(folder, prefix);
    for (const path of globSync(settings, { cwd: root })) copyInto(project, root, path);
    withPackages(root, project);
    return { root: project, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
