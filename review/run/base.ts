/** The base of a review: a revision, checked out beside the working tree, with its own code. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LocalizedText } from "../../components/localized-text.ts";
import { inOrder } from "../../components/order.ts";
import { stackFiles } from "../../components/stack-file.ts";
import { type ProgramChange, programChange } from "../program/change.ts";
import { committedSide, packagesIn } from "./copy.ts";
import { git, gitOrNothing } from "./git.ts";
import { samePackages } from "./packages.ts";
import { treeChange } from "./tree.ts";

/** A base to compare with, or why there is none. */
export type Base =
  | { readonly state: "absent"; readonly remark: LocalizedText }
  | {
      readonly state: "present";
      /** Its project's folder, absolute. */
      readonly root: string;
      readonly remarks: readonly LocalizedText[];
    };

/** The commit of a base, and what the working tree has otherwise. */
export interface BaseCommit {
  readonly commit: string;
  /** Files that the working tree changes, adds or removes, relative to the project's folder. */
  readonly changedFiles: readonly string[];
  /** Those of them that run or that judge. */
  readonly program: ProgramChange;
}

/** A base that cannot be found is the caller's mistake, unlike one that does not exist yet. */
export class BaseError extends Error {
  override readonly name = "BaseError";
}

/** What is said where there is nothing to compare with. */
export function noBase(en: string, ja: string): LocalizedText {
  return {
    en: `There is no base yet: ${en}. Everything counts as new.`,
    ja: `比較元がまだありません(${ja})。すべて新規として扱います。`,
  };
}

/** What CI systems name where there was no commit before. */
const noCommit = /^0{40}$/;

/** @throws BaseError that tells a missing git from a folder that git refuses (no checkout, another user's) */
function assertCheckout(root: string): void {
  try {
    git(root, "rev-parse", "--git-dir");
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
    if (code === "ENOENT")
      throw new BaseError("git is not on PATH; the review compares with what git keeps. Install it");
    const said = String(stderr ?? "").trim();
    throw new BaseError(
      /not a git repository/.test(said) || said === ""
        ? "this folder is no git checkout, so there is nothing to compare with"
        : `git does not open this folder, so there is nothing to compare with: ${said}`,
    );
  }
}

/**
 * A branch and a tag of one name would be one revision or the other: whoever may push a tag could have the change
 * compared with itself.
 * @throws BaseError
 */
function assertOneMeaning(root: string, revision: string): void {
  const places = ["refs/heads/", "refs/remotes/", "refs/tags/", ""];
  const commits = places.flatMap((place) => {
    if (place === "" && !revision.startsWith("refs/")) return [];
    const found = gitOrNothing(
      root,
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${place}${revision}^{commit}`,
    );
    return found ? [{ name: `${place}${revision}`, commit: found.trim() }] : [];
  });
  if (commits.length < 2) return;
  const named = commits.map(({ name, commit }) => `${name} (${commit.slice(0, 12)})`).join(" and ");
  throw new BaseError(
    `${JSON.stringify(revision)} is ${named}; name the commit's hash, or the whole reference, with --base`,
  );
}

function commitOf(root: string, revision: string): string | undefined {
  if (noCommit.test(revision)) return undefined;
  assertOneMeaning(root, revision);
  const commit = gitOrNothing(
    root,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  )?.trim();
  if (commit) return commit;
  assertCheckout(root);
  if (gitOrNothing(root, "rev-list", "--all", "--max-count=1")?.trim() === "") return undefined;
  throw new BaseError(
    `git knows no revision ${JSON.stringify(revision)} here; fetch it first (git fetch origin), or name another with --base`,
  );
}

/** Files that a stack takes for its tenant's, wherever they stand. Settings that name another are a change themselves. */
function tenantsFiles(root: string): ReadonlySet<string> {
  const files = stackFiles(root).map(({ file }) => file);
  return new Set(files.filter((file) => /\.ya?ml$/.test(file) && !/(?:^|\/)Pulumi\.[^/]*$/i.test(file)));
}

function changedSince(root: string, commit: string): Omit<BaseCommit, "commit"> {
  const change = treeChange(root, commit);
  const paths = change.differences.map(({ path }) => path).filter((path) => !path.startsWith("../"));
  return { changedFiles: paths.sort(inOrder), program: programChange(change, tenantsFiles(root)) };
}

/**
 * Finds the base without checking it out; undefined where there is no commit yet.
 * @param root the working checkout's project folder, absolute
 * @throws BaseError where the revision cannot be found
 */
export function baseCommit(root: string, revision: string): BaseCommit | undefined {
  const commit = commitOf(root, revision);
  return commit === undefined ? undefined : { commit, ...changedSince(root, commit) };
}

function remarksOf(root: string, base: string, ownPackages: boolean): LocalizedText[] {
  const remarks: LocalizedText[] = [];
  if (!samePackages(root, base))
    remarks.push(
      ownPackages
        ? {
            en: "Other packages than the base's: the working tree's program was evaluated with its own, the recorder and the judge run with the base's.",
            ja: "比較元とは異なるパッケージです: 作業ツリーのプログラムはそのパッケージで評価し、記録と判定は比較元のパッケージで行いました。",
          }
        : {
            en: "package-lock.json differs from the base's: both sides were evaluated with the packages that are installed here.",
            ja: "package-lock.json が比較元と異なります: どちらもここにインストールされたパッケージで評価しました。",
          },
    );
  if (!existsSync(join(base, "review/child.ts")))
    remarks.push({
      en: "The base has no recorder: its program was recorded by this one.",
      ja: "比較元に記録プログラムがないため、こちらの記録プログラムで評価しました。",
    });
  return remarks;
}

/** Where the two sides are, and with what they run. */
export interface Checkouts {
  /** The project's folder of the working checkout, absolute. */
  readonly root: string;
  /** That of the checkout whose review this is; the same, or the base's. */
  readonly own: string;
}

/** Checks the base out and hands it to `use`; it is gone afterwards. */
export async function withBase<T>(
  { root, own }: Checkouts,
  revision: string,
  found: BaseCommit | undefined,
  use: (base: Base) => Promise<T>,
): Promise<T> {
  if (found === undefined)
    return use({ state: "absent", remark: noBase("the repository has no such commit", "コミットがありません") });
  const { root: base, dispose } = committedSide(root, found.commit, packagesIn(own));
  try {
    if (!existsSync(join(base, "index.ts"))) {
      const remark = noBase(`${revision} holds no program (index.ts)`, `${revision} に index.ts がありません`);
      return await use({ state: "absent", remark });
    }
    return await use({ state: "present", root: base, remarks: remarksOf(root, base, own !== root) });
  } finally {
    dispose();
  }
}
