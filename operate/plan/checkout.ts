/** What a plan is made of, file by file: the same checkout, or another one. */
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { gitOrNothing } from "../../review/run/git.ts";

/** SHA-256 in hex, by path relative to the checkout. */
export type Digests = Readonly<Record<string, string>>;

/** A checkout as it stands. */
export interface Checkout {
  /** The commit; undefined where git keeps none. */
  readonly commit: string | undefined;
  /** Files that differ from the commit, or that it does not hold. */
  readonly uncommitted: readonly string[];
  readonly files: Digests;
  /** Links that lead out of the checkout: a confined program would read through them. */
  readonly leadingOut: readonly string[];
}

/** What verbs, builds and package managers write. The packages that are installed count by npm's own list of them. */
const made: readonly string[] = [".git", ".simulated", "out", "node_modules", "engine/.build", "plugin/build"];
const packages = "node_modules/.package-lock.json";

export function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(`${root}${sep}`);
}

/** Reads every file. @param root absolute */
function read(root: string): Pick<Checkout, "files" | "leadingOut"> {
  const files: Record<string, string> = {};
  const leadingOut: string[] = [];
  const top = realpathSync(root);
  const visit = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const shown = relative(root, path);
      if (made.includes(shown)) continue;
      const found = lstatSync(path);
      if (found.isSymbolicLink()) {
        files[shown] = digestOf(`link ${readlinkSync(path)}`);
        if (!isInside(top, targetOf(path))) leadingOut.push(shown);
      } else if (found.isDirectory()) visit(path);
      else if (found.isFile()) files[shown] = digestOf(readFileSync(path));
    }
  };
  visit(root);
  try {
    files[packages] = digestOf(readFileSync(join(root, packages)));
  } catch {} // without npm nothing is installed by a list
  return { files, leadingOut };
}

/** Where a link leads; one that leads nowhere may lead anywhere tomorrow. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return "";
  }
}

/** Reads the checkout at `root`. */
export function readCheckout(root: string): Checkout {
  const status = gitOrNothing(root, "status", "--porcelain", "--no-renames", "-z", "--", ".") ?? "";
  return {
    commit: gitOrNothing(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")?.trim() || undefined,
    uncommitted: status
      .split("\0")
      .filter(Boolean)
      .map((line) => line.slice(3)),
    ...read(root),
  };
}

/** Paths that are not as they were, sorted. */
export function movedFiles(before: Digests, now: Digests): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((path) => before[path] !== now[path])
    .sort();
}
