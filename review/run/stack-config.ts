/** What `pulumi up` would give the program of one checkout: its project's name, its stack's settings, its tenant's file. */
import { stackFile } from "../../components/stack-file.ts";
import { canary } from "../evaluate/known-outputs.ts";

/** The settings of one stack as the program gets them. */
export interface StackConfig {
  readonly project: string;
  /** Full keys (`m365-integrations:tenant`). An encrypted value is the canary: the review has no key. */
  readonly config: Readonly<Record<string, string>>;
  /** The tenant's file, relative to the checkout. */
  readonly file: string;
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
  const settings = stackFile(root, stack);
  const { project } = settings;
  const config = Object.fromEntries(Object.entries(settings.config).map(([key, value]) => [key, asText(value)]));
  if (tenant === undefined) return { project, config, file: settings.file };
  return { project, config: { ...config, [`${project}:tenant`]: tenant }, file: tenant };
}
