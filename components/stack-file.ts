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
  /** `config` of Pulumi.<stack>.yaml as written, by full key; an encrypted value is `{ secure: … }`. */
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

/** Reads Pulumi.yaml and Pulumi.<stack>.yaml of the checkout at `root`. */
export function stackFile(root: string, stack: string): StackFile {
  const { name } = mapIn(join(root, "Pulumi.yaml"));
  const project = typeof name === "string" ? name : "m365-integrations";
  const config = (mapIn(join(root, settingsFileOf(stack))).config ?? {}) as Readonly<Record<string, unknown>>;
  const configured = config[`${project}:tenant`];
  return { stack, project, config, file: tenantFileOf(stack, typeof configured === "string" ? configured : undefined) };
}

/** Where a stack's settings stand, relative to the checkout. */
export function settingsFileOf(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

/**
 * Every stack of the checkout, sorted by name: those with settings (Pulumi.<stack>.yaml), and one for each further file
 * in `tenants/` that no settings name. A file whose stack has settings that name another one belongs to none.
 */
export function stackFiles(root: string): StackFile[] {
  const configured = globSync("Pulumi.*.yaml", { cwd: root }).map((path) =>
    stackFile(root, path.slice("Pulumi.".length, -".yaml".length)),
  );
  const taken = new Set(configured.flatMap(({ stack, file }) => [file, tenantFileOf(stack, undefined)]));
  const others = globSync("tenants/*.yaml", { cwd: root }).filter((path) => !taken.has(normalize(path)));
  return [...configured, ...others.map((path) => stackFile(root, path.slice("tenants/".length, -".yaml".length)))].sort(
    orderedBy(({ stack }) => stack),
  );
}
