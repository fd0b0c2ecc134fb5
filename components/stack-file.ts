/**
 * Which tenant's file a stack takes: the one answer, for the program, the review and every command.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { parse } from "yaml";
import { orderedBy } from "./order.ts";

/** A stack of the checkout and what its settings say. */
export interface StackFile {
  readonly stack: string;
  /** The project's name in Pulumi.yaml, the namespace of its configuration keys. */
  readonly project: string;
  /** `config` of Pulumi.<stack>.yaml over that of Pulumi.yaml, by full key; an encrypted value is `{ secure: … }`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The tenant's file, relative to the checkout unless the settings name an absolute path. */
  readonly file: string;
}

/** The file that the configuration key `tenant` names, else `tenants/<stack>.yaml`; relative to the checkout. */
export function tenantFileOf(stack: string, configured: string | undefined): string {
  return normalize(configured || `tenants/${stack}.yaml`);
}

function mapIn(path: string): Readonly<Record<string, unknown>> {
  const data: unknown = existsSync(path) ? parse(readFileSync(path, "utf8")) : undefined;
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
}

type Data = Readonly<Record<string, unknown>>;

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where the stacks' settings stand below the checkout: `stackConfigDir`, formerly the text `config`; empty: at its root. */
function settingsFolder({ stackConfigDir, config }: Data): string {
  if (typeof stackConfigDir === "string") return stackConfigDir;
  return typeof config === "string" ? config : "";
}

/** What the project itself sets, by full key: a plain value, or `value` or `default` of a declared key. */
function projectConfig({ config }: Data, project: string): Data {
  if (!isData(config)) return {};
  const values = Object.entries(config).map(([key, declared]) => {
    const value = isData(declared) ? (declared.value ?? declared.default) : declared;
    return [namespaced(key, project), value] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

/** The engine takes a key without a namespace for one of the project. */
function namespaced(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function projectOf(root: string): { readonly data: Data; readonly name: string } {
  const data = mapIn(join(root, projectFile));
  return { data, name: typeof data.name === "string" ? data.name : "m365-integrations" };
}

/** The project's own settings. The engine would also take Pulumi.json or Pulumi.yml, and the review refuses them. */
export const projectFile = "Pulumi.yaml";

/** Reads Pulumi.yaml and Pulumi.<stack>.yaml of the checkout at `root`, as the engine reads them. */
export function stackFile(root: string, stack: string): StackFile {
  const { data, name: project } = projectOf(root);
  const written = mapIn(join(root, settingsFileOf(stack, root))).config;
  const own = Object.entries(isData(written) ? written : {}).map(([key, value]) => [namespaced(key, project), value]);
  const config: Data = { ...projectConfig(data, project), ...Object.fromEntries(own) };
  const configured = config[`${project}:tenant`];
  return { stack, project, config, file: tenantFileOf(stack, typeof configured === "string" ? configured : undefined) };
}

/** Where a stack's settings stand, relative to the checkout at `root`. */
export function settingsFileOf(stack: string, root: string): string {
  return normalize(join(settingsFolder(projectOf(root).data), `Pulumi.${stack}.yaml`));
}

/** Keys of the project that say nothing to the engine. */
const words = ["name", "description", "author", "website", "license", "template", "config"];

function flat(value: unknown, path: string): (readonly [string, string])[] {
  if (!isData(value)) return value === undefined ? [] : [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === "" ? key : `${path}.${key}`));
}

/**
 * What the engine is told beside the program's configuration: which program it starts and how, where the state is and
 * who can read it. By path, as JSON; a key of the state is shown, because it is encrypted or public.
 */
export function engineSettings(root: string, stack: string): Readonly<Record<string, string>> {
  const { data } = projectOf(root);
  const project = Object.entries(data).filter(([key]) => !words.includes(key));
  const { config: _, ...settings } = mapIn(join(root, settingsFileOf(stack, root)));
  const others = globSync("Pulumi.{json,yml}", { cwd: root }).map(
    (file) => [file, '"in place of Pulumi.yaml"'] as const,
  );
  return Object.fromEntries([
    ...flat(Object.fromEntries(project), ""),
    ...flat(settings, ""),
    ...flat(typeof data.config === "string" ? { stackConfigDir: data.config } : {}, ""),
    ...others,
  ]);
}

/**
 * Every stack of the checkout, sorted by name: those with settings (Pulumi.<stack>.yaml), and one for each further file
 * in `tenants/` that no settings name. A file whose stack has settings that name another one belongs to none.
 */
export function stackFiles(root: string): StackFile[] {
  const folder = join(root, settingsFolder(projectOf(root).data));
  const configured = globSync("Pulumi.*.yaml", { cwd: folder }).map((path) =>
    stackFile(root, path.slice("Pulumi.".length, -".yaml".length)),
  );
  const taken = new Set(configured.flatMap(({ stack, file }) => [file, tenantFileOf(stack, undefined)]));
  const others = globSync("tenants/*.yaml", { cwd: root }).filter((path) => !taken.has(normalize(path)));
  return [...configured, ...others.map((path) => stackFile(root, path.slice("tenants/".length, -".yaml".length)))].sort(
    orderedBy(({ stack }) => stack),
  );
}
