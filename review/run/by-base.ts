/**
 * A change of the code is reviewed by the base's own review, as a whole: its command line, recorder, rules, words and
 * printer, run with its packages and its Node over the working tree as data. Where it is started from a checkout of the base,
 * as CI does (`--root`), it is already that one; elsewhere the base is unpacked beside, and its review is started.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { programChange } from "../program/change.ts";
import { type BaseCommit, BaseError } from "./base.ts";
import { committedSide, packagesIn, withPackages } from "./copy.ts";
import { git, gitOrNothing } from "./git.ts";
import { packagesOf, samePackages } from "./packages.ts";
import { treeChange } from "./tree.ts";

/** This file's place in a revision: one that has it can review another tree than its own. */
const marker = "review/run/by-base.ts";

/** True where the code differs and the base's review can be asked. */
export function isForBase(root: string, found: BaseCommit | undefined): found is BaseCommit {
  if (!found || found.program.files.length === 0) return false;
  const prefix = git(root, "rev-parse", "--show-prefix").trim();
  return gitOrNothing(root, "cat-file", "-e", `${found.commit}:${prefix}${marker}`) !== undefined;
}

/** The packaged Node where there is one, as ./integrations takes it. */
function nodeOf(project: string): string {
  const packaged = join(project, "node_modules/.bin/node");
  return existsSync(packaged) ? packaged : process.execPath;
}

function ended(node: string, args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("close", resolve);
  });
}

/**
 * Has the base review the working tree.
 * @param args those of the command line, which the base reads again
 * @returns its exit code; null: it was stopped
 * @throws PackagesError where its packages cannot be had
 */
export async function reviewByBase(
  root: string,
  { commit }: BaseCommit,
  args: readonly string[],
): Promise<number | null> {
  const { root: base, dispose } = committedSide(root, commit, undefined);
  try {
    const packages = samePackages(root, base) ? packagesIn(root) : await packagesOf(base, undefined);
    withPackages(packages, base);
    return await ended(nodeOf(base), [join(base, "review/cli.ts"), ...args, "--root", root]);
  } finally {
    dispose();
  }
}

/**
 * A checkout that is to review another one must be the base, to the last file that runs or judges.
 * @throws BaseError
 */
export function assertIsBase(own: string, { commit }: BaseCommit): void {
  // Unpacked beside a checkout by the function above, and no checkout itself.
  if (gitOrNothing(own, "ls-files", "--error-unmatch", marker) === undefined) return;
  if (gitOrNothing(own, "cat-file", "-e", `${commit}^{commit}`) === undefined)
    throw new BaseError(
      `this checkout does not hold ${commit}, the base: check that commit out here, and review from it`,
    );
  const { files } = programChange(treeChange(own, commit));
  if (files.length > 0)
    throw new BaseError(
      `this checkout is not ${commit}, the base: ${files
        .slice(0, 3)
        .map(({ path }) => path)
        .join(
          ", ",
        )}${files.length > 3 ? ` and ${files.length - 3} more` : ""}. Check that commit out here: the base judges`,
    );
}
