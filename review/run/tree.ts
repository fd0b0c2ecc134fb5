/** What a working tree has otherwise than a commit, with what git would pass over. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Difference, TreeChange } from "../program/change.ts";
import { git, gitOrNothing } from "./git.ts";

/** Where a project stands in its repository. */
interface Place {
  /** The repository's folder, absolute. */
  readonly top: string;
  /** The project's folder below it, empty or with a slash at its end. */
  readonly prefix: string;
}

function placeOf(root: string): Place {
  const [top = "", prefix = ""] = git(root, "rev-parse", "--show-toplevel", "--show-prefix").split("\n");
  return { top, prefix };
}

/** A path of the repository as one of the project; one beside the project's folder begins with `../`. */
function fromProject(path: string, { prefix }: Place): string {
  if (path.startsWith(prefix)) return path.slice(prefix.length);
  return `${"../".repeat(prefix.split("/").length - 1)}${path}`;
}

function parted(text: string): string[] {
  return text.split("\0").filter(Boolean);
}

/** As git writes it; undefined: there is nothing. */
function modeOf(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (found.isSymbolicLink()) return "120000";
  if (found.isDirectory()) return "160000";
  if (!found.isFile()) return "000000";
  return (found.mode & 0o111) === 0 ? "100644" : "100755";
}

const absent = "000000";

/** `:100644 100755 <digest> <digest> M`, then the path. A submodule counts whatever its settings ask to be ignored. */
function tracked(commit: string, { top }: Place): Difference[] {
  const options = ["--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=none"];
  const fields = parted(git(top, "diff", ...options, commit, "--"));
  const differences: Difference[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [before = "", after = ""] = (fields[at] ?? "").replace(/^:/, "").split(" ");
    differences.push({
      path: fields[at + 1] ?? "",
      before: before === absent ? undefined : before,
      after: after === absent ? undefined : after,
    });
  }
  return differences;
}

/** A file that git was told not to look at, where it is not what the commit has. One that is not there was left out. */
function unseenDifference(path: string, commit: string, { top }: Place): Difference[] {
  const after = modeOf(join(top, path));
  if (after === undefined) return [];
  const [, before, digest] = /^(\d+) \w+ (\w+)\t/.exec(git(top, "ls-tree", commit, "--", path)) ?? [];
  const same = before === after && digest === gitOrNothing(top, "hash-object", `--path=${path}`, "--", path)?.trim();
  return same ? [] : [{ path, before, after }];
}

/** A file of a commit. */
export interface CommittedFile {
  /** `100644 blob <digest>`. */
  readonly what: string;
  /** Relative to the project's folder. */
  readonly path: string;
}

/** All files of a commit. @param root the project's folder, absolute */
export function committedFiles(root: string, commit: string): CommittedFile[] {
  return parted(git(root, "ls-tree", "-r", "-z", commit)).map((line) => {
    const [what = "", path = ""] = line.split("\t");
    return { what, path };
  });
}

/** What a working tree has otherwise than a commit. @param root the project's folder, absolute */
export function treeChange(root: string, commit: string): TreeChange {
  const place = placeOf(root);
  const { top } = place;
  // `H` and the path; a small letter or an S where git was told not to look.
  const indexed = parted(git(top, "ls-files", "-v", "-z")).map((line) => ({
    mark: line[0] ?? "",
    path: line.slice(2),
  }));
  const untracked = parted(git(top, "ls-files", "--others", "--exclude-standard", "-z")).map((path) =>
    path.replace(/\/$/, ""),
  );
  const unseen = indexed
    .filter(({ mark }) => /[a-zS]/.test(mark))
    .flatMap(({ path }) => unseenDifference(path, commit, place));
  const added = untracked.map((path): Difference => ({ path, before: undefined, after: modeOf(join(top, path)) }));
  const differences = new Map([...tracked(commit, place), ...unseen, ...added].map((each) => [each.path, each]));
  return {
    differences: [...differences.values()].map((each) => ({ ...each, path: fromProject(each.path, place) })),
    paths: [...new Set([...indexed.map(({ path }) => path), ...untracked])].map((path) => fromProject(path, place)),
  };
}
