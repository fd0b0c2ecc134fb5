/**
 * What a change does to the code and the settings that run or that judge, told from the files alone. Deny by default: a
 * file counts unless it is a tenant's own, or known to be loaded by nothing.
 */
import { inOrder } from "../../components/order.ts";

/**
 * A file that differs, by its modes as git writes them: 100644, 100755, 120000 (a link), 160000 (another repository);
 * undefined where that side has none.
 */
export interface Difference {
  /** Relative to the project's folder; `../` where it stands beside it. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a working tree has otherwise than a commit. */
export interface TreeChange {
  readonly differences: readonly Difference[];
  /** Every file that is there now. */
  readonly paths: readonly string[];
}

/** What a file is, in the order in which a report names them. */
export const programParts = [
  "judge",
  "workflow",
  "program",
  "vendor",
  "catalogue",
  "packages",
  "npm",
  "settings",
  "git",
  "start",
  "engine",
  "operation",
  "recovery",
  "policy",
  "simulator",
  "configuration",
  "link",
  "repository",
  "twin",
  "outside",
  "other",
] as const;

/** What a file is. */
export type ProgramPart = (typeof programParts)[number];

/** A file that differs and that runs, or that judges. */
export interface ProgramFile {
  readonly path: string;
  readonly part: ProgramPart;
  readonly how: "added" | "removed" | "changed";
}

/** What a change does to the code of both. */
export interface ProgramChange {
  /** Sorted by what they are, then by path. Empty: the same code on both sides. */
  readonly files: readonly ProgramFile[];
}

/** The first that fits says what a file is. */
const parts: readonly (readonly [RegExp, ProgramPart])[] = [
  [/^review\//, "judge"],
  [/(?:^|\/)\.github\/|(?:^|\/)CODEOWNERS$|(?:^|\/)\.?azure-pipelines(?:[^/]*$|\/)|^\.ci\//, "workflow"],
  [/(?:^|\/)(?:\.gitattributes|\.gitmodules|\.gitignore|\.gitconfig|\.lfsconfig|\.mailmap)$/, "git"],
  [/(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/, "packages"],
  [/(?:^|\/)package\.json$|(?:^|\/)node_modules(?:\/|$)/, "packages"],
  [/(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.nvmrc|\.node-version|\.tool-versions)$/, "npm"],
  [/(?:^|\/)Pulumi\.[^/]*$/i, "settings"],
  [/^(?:components\/)?vendors\//, "vendor"],
  [/^(?:index\.ts|components\/)/, "program"],
  [/^catalog\//, "catalogue"],
  [/^policy\//, "policy"],
  [/^(?:Makefile|GNUmakefile|makefile|integrations)$/, "start"],
  [/^engine\//, "engine"],
  [/^operate\//, "operation"],
  [/^recovery\//, "recovery"],
  [/^(?:simulator|sandbox)\//, "simulator"],
  [/^(?:tsconfig[^/]*\.json|biome\.json|vitest\.config\.ts|\.dependency-cruiser\.mjs)$/, "configuration"],
];

/** Above the project's folder only what tools look for on their way up counts. */
const foundUpwards =
  /(?:^|\/)(?:\.github\/.*|CODEOWNERS|\.git(?:attributes|modules|ignore)|\.npmrc|package(?:-lock)?\.json|tsconfig\.json|node_modules(?:\/.*)?|Pulumi\.[^/]*)$/i;

/** Read by people, or by the tests alone; nothing that runs or judges loads it (`lint.ts` refuses an import of it). */
const readByPeople = /^(?:docs\/(?:[^/]+\/)*[^/.][^/]*\.md|[A-Z][A-Za-z]*\.md|LICENSE|NOTICE)$/;
const readByEditors = /^(?:tenants|vendors)\/[^/.]+\.schema\.json$/;
const readByTests = /^test\/(?:[^/.][^/]*\/)*[^/.][^/]*$/;

/** `tenants/<stack>.yaml`, which is compared as what it says. */
const tenantFile = /^tenants\/[^/]+\.ya?ml$/;

/** `vendors/<name>.yaml`: a definition as data, which is compared as what the tenants' files make of it. */
const vendorFile = /^vendors\/[^/]+\.yaml$/;

/** True for a file in the place of a vendor's. */
export function isVendorFile(path: string): boolean {
  return vendorFile.test(path);
}

/** A public certificate that a tenant's file names, beside it or below: read as data, and compared as what it lets in. */
const certificateFile = /^tenants\/(?:[^/.][^/]*\/)*[^/.][^/]*\.(?:pem|crt|cer)$/;

/** True for a file in the place of a certificate's. */
export function isCertificateFile(path: string): boolean {
  return certificateFile.test(path);
}

/** True for what people, editors or tests read, and nothing that runs or judges. */
export function isForPeople(path: string): boolean {
  return readByPeople.test(path) || readByEditors.test(path) || readByTests.test(path);
}

/** True for a file in the place of a tenant's. */
export function isTenantFile(path: string): boolean {
  return tenantFile.test(path);
}

/** A regular file that nobody can start. */
const plain = "100644";

/** Two names that are one where a file system does not tell them apart. */
function folded(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}

/** Paths of which there is another that differs by case or by Unicode's composition alone. */
function twinsAmong(paths: readonly string[]): ReadonlySet<string> {
  const groups = Map.groupBy(paths, folded);
  return new Set([...groups.values()].filter((alike) => alike.length > 1).flat());
}

function partOf(path: string, mode: string): ProgramPart {
  if (mode === "120000") return "link";
  if (mode === "160000") return "repository";
  if (path.startsWith("../")) return /(?:^|\/)(?:\.github\/|CODEOWNERS$)/.test(path) ? "workflow" : "outside";
  return parts.find(([pattern]) => pattern.test(path))?.[1] ?? "other";
}

/**
 * Tells what differs and runs or judges.
 * @param tenantsFiles further files that a stack takes for its tenant's, wherever they stand
 */
export function programChange(
  { differences, paths }: TreeChange,
  tenantsFiles: ReadonlySet<string> = new Set(),
): ProgramChange {
  const twins = twinsAmong(paths);
  const files = differences.flatMap(({ path, before, after }): ProgramFile[] => {
    const how = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    if (twins.has(path)) return [{ path, part: "twin", how }];
    if (path.startsWith("../") && !foundUpwards.test(path)) return [];
    const isPlain = [before, after].every((mode) => mode === undefined || mode === plain);
    const isHarmless =
      [isTenantFile, isVendorFile, isCertificateFile, isForPeople].some((is) => is(path)) || tenantsFiles.has(path);
    // What it becomes decides: a link in the place of a tenant's file is a link.
    return isPlain && isHarmless ? [] : [{ path, part: partOf(path, after ?? before ?? plain), how }];
  });
  const rank = ({ part }: ProgramFile) => programParts.indexOf(part);
  return { files: files.sort((a, b) => rank(a) - rank(b) || inOrder(a.path, b.path)) };
}

/** True for a file of the program's own folders. */
export function isProgramFile(path: string): boolean {
  return path === "index.ts" || /^(?:components|catalog)\//.test(path);
}

/** True for a module of the program. */
export function isLinted(path: string): boolean {
  return isProgramFile(path) && /\.[cm]?[jt]sx?$/.test(path);
}

/** True for what judges a change, or starts what judges. */
export function judges({ part }: ProgramFile): boolean {
  return part === "judge" || part === "workflow" || part === "policy";
}
