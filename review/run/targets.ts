/** Which stacks a review looks at: those that differ from the base, or the one that was named. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize, relative, resolve } from "node:path";
import { unknownWordText } from "../../components/nearest.ts";
import { settingsFileOf, stackFiles } from "../../components/stack-file.ts";
import { vendorsFolder } from "../../components/vendor-files.ts";
import { isVendorFile } from "../program/change.ts";

/** What the caller names. `tenant` is a file relative to the checkout. */
export interface Selection {
  readonly stack?: string;
  readonly tenant?: string;
}

/** One stack, and the file that it takes on each side; undefined where that side has none. */
export interface Target {
  readonly stack: string;
  /** Overrides the file of the stack's settings; undefined: what `pulumi up` of this stack reads. */
  readonly tenant: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The selection names no stack and no file of this checkout. */
export class SelectionError extends Error {
  override readonly name = "SelectionError";
}

/** A stack's file on one side, and whether that file is there. */
interface Side {
  readonly stack: string;
  readonly file: string;
  readonly exists: boolean;
  /** Where its settings stand. */
  readonly settings: string;
  /** Files of vendors that it may name, by the words of its text. */
  readonly vendors: readonly string[];
}

/** The vendors' files that a tenant's file may take: any whose name its text holds. */
function vendorsOf(root: string, file: string): string[] {
  const folder = vendorsFolder(resolve(root, file));
  const path = resolve(root, file);
  if (!existsSync(folder) || !existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && text.includes(name.slice(0, -".yaml".length)))
    .map((name) => relative(root, join(folder, name)));
}

/** The stacks of a checkout; of none where there is no checkout. */
export function sidesOf(root: string | undefined): Side[] {
  if (root === undefined) return [];
  return stackFiles(root).map(({ stack, file }) => {
    return {
      stack,
      file,
      exists: existsSync(resolve(root, file)),
      settings: settingsFileOf(stack, root),
      vendors: vendorsOf(root, file),
    };
  });
}

/**
 * Tells the stacks that a change concerns. A tenant's file and a stack's settings concern that stack alone, a
 * vendor's file those that may name it; any other
 * file may be one that the program reads, a document too, and concerns all of them.
 * @param changedFiles relative to the checkout; undefined: there is nothing to compare with
 */
export function concerns(
  sides: readonly (Pick<Side, "stack" | "file" | "settings"> & Partial<Pick<Side, "vendors">>)[],
  changedFiles: readonly string[] | undefined,
): (stack: string) => boolean {
  if (changedFiles === undefined) return () => true;
  const owners = new Map<string, Set<string>>();
  // One that nobody names concerns nobody.
  for (const path of changedFiles.filter(isVendorFile)) owners.set(path, new Set());
  for (const { stack, file, settings, vendors = [] } of sides)
    for (const path of [normalize(file), settings, ...vendors])
      owners.set(path, (owners.get(path) ?? new Set()).add(stack));
  if (changedFiles.some((path) => !owners.has(path))) return () => true;
  const concerned = new Set(changedFiles.flatMap((path) => [...(owners.get(path) ?? [])]));
  return (stack) => concerned.has(stack);
}

function named(before: readonly Side[], after: readonly Side[], { stack, tenant }: Selection): Selection[] {
  const known = [...new Set([...after, ...before].map((side) => side.stack))].sort();
  if (stack !== undefined) {
    if (tenant === undefined && !known.includes(stack))
      throw new SelectionError(unknownWordText(`${JSON.stringify(stack)} is no stack here`, stack, known));
    return [{ stack, ...(tenant !== undefined && { tenant }) }];
  }
  if (tenant === undefined) return known.map((each) => ({ stack: each }));
  const takers = known.filter((each) =>
    [...after, ...before].some((side) => side.stack === each && normalize(side.file) === normalize(tenant)),
  );
  if (takers.length > 0) return takers.map((each) => ({ stack: each }));
  return [{ stack: tenant.replace(/^.*\//, "").replace(/\.ya?ml$/, ""), tenant }];
}

/** Stacks that differ and that the selection leaves out, so that nobody takes one report for the whole change. */
export function notSelected(
  root: string,
  changedFiles: readonly string[] | undefined,
  selection: Selection,
): readonly string[] {
  if (selection.stack === undefined && selection.tenant === undefined) return [];
  const sides = sidesOf(root);
  // A file that goes takes its stack with it.
  const isGone = (path: string) => /^tenants\/[^/]+\.yaml$/.test(normalize(path)) && !existsSync(resolve(root, path));
  const gone = (changedFiles ?? []).filter(isGone).map((path) => path.replace(/^.*\/|\.yaml$/g, ""));
  const differs = concerns(
    sides,
    changedFiles?.filter((path) => !isGone(path)),
  );
  const selected = named([], sides, selection).map(({ stack }) => stack);
  const standing = sides.filter(({ stack, exists }) => exists && differs(stack)).map(({ stack }) => stack);
  return [...new Set([...standing, ...gone])].filter((stack) => !selected.includes(stack)).sort();
}

/** The stacks to review, and those that were looked at and do not differ. */
export function targetsOf(
  roots: { readonly before: string | undefined; readonly after: string },
  changedFiles: readonly string[] | undefined,
  selection: Selection,
): { readonly targets: readonly Target[]; readonly unchanged: readonly string[] } {
  const [before, after] = [sidesOf(roots.before), sidesOf(roots.after)];
  const differs = concerns([...before, ...after], changedFiles);
  const all = selection.stack === undefined && selection.tenant === undefined;
  const targets: Target[] = [];
  const unchanged: string[] = [];
  for (const { stack = "", tenant } of named(before, after, selection)) {
    const fileOn = (sides: readonly Side[], root: string | undefined) => {
      const side = sides.find((candidate) => candidate.stack === stack);
      if (tenant === undefined) return side?.exists ? side.file : undefined;
      return root !== undefined && existsSync(resolve(root, tenant)) ? tenant : undefined;
    };
    const target = { stack, tenant, before: fileOn(before, roots.before), after: fileOn(after, roots.after) };
    if (!all) {
      targets.push(target);
      continue;
    }
    const exists = target.before !== undefined || target.after !== undefined;
    const own =
      (changedFiles ?? []).includes(settingsFileOf(stack, roots.after)) && after.some((side) => side.stack === stack);
    // Settings without a file on either side are nothing yet, unless this change is what names it.
    if (differs(stack) && (exists || own)) targets.push(target);
    else if (exists) unchanged.push(stack);
  }
  return { targets, unchanged };
}
