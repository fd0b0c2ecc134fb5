/** What `pulumi up` would give the program of one checkout: its project's name, its stack's settings, its tenant's file. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { canary } from "./known-outputs.ts";

/** The settings of one stack as the program gets them. */
export interface StackConfig {
  readonly project: string;
  /** Full keys (`m365-integrations:tenant`). An encrypted value is the canary: the review has no key. */
  readonly config: Readonly<Record<string, string>>;
  /** The tenant's file, relative to the checkout. */
  readonly file: string;
}

function mapIn(root: string, file: string): Readonly<Record<string, unknown>> {
  const path = join(root, file);
  const data: unknown = existsSync(path) ? parse(readFileSync(path, "utf8")) : undefined;
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  const secure = typeof value === "object" && value !== null && "secure" in value;
  return secure ? canary : JSON.stringify(value);
}

/**
 * Reads Pulumi.yaml and Pulumi.<stack>.yaml of a checkout.
 * @param tenant overrides the stack's own tenant's file
 */
export function stackConfig(root: string, stack: string, tenant: string | undefined): StackConfig {
  const project = asText(mapIn(root, "Pulumi.yaml").name ?? "m365-integrations");
  const settings = mapIn(root, `Pulumi.${stack}.yaml`).config;
  const config = Object.fromEntries(Object.entries(settings ?? {}).map(([key, value]) => [key, asText(value)]));
  const key = `${project}:tenant`;
  const file = tenant ?? (config[key] || `tenants/${stack}.yaml`);
  return { project, config: tenant === undefined ? config : { ...config, [key]: tenant }, file };
}
