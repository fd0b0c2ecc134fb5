/**
 * What every verb starts from: which stack, its tenant's file, its world, its today.
 */
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant, type Tenant } from "../components/settings.ts";
import { type StackFile, stackFiles } from "../components/stack-file.ts";
import { playStack, todayIn, type World, worldOf } from "../components/world.ts";
import { UsageError, unknownWord } from "./errors.ts";

/** The `--stack` and `--tenant` of a verb. */
export interface StackOptions {
  readonly stack?: string;
  readonly tenant?: string;
}

/** The stack that a verb works on. */
export interface Stack {
  readonly name: string;
  /** The tenant's file relative to the person's working directory, as messages show it. */
  readonly file: string;
  /** The project's name in Pulumi.yaml. */
  readonly project: string;
  /** Client id of whoever grants consent and directory roles; undefined: the deployer itself. */
  readonly consentClientId: string | undefined;
  readonly tenant: Tenant;
  /** Its integrations, decided. */
  readonly integrations: readonly ResolvedIntegration[];
  readonly world: World;
  /** `YYYY-MM-DD` in UTC, of the stack's world. */
  readonly today: string;
}

/** The checkout, the person's working directory, and the present. */
export interface Place {
  readonly root: string;
  /** The process's current directory: paths of a person are relative to it. */
  readonly cwd: string;
  /** The machine's day in UTC. */
  readonly day: string;
}

/** The stack with an integration of each vendor. It is an example: it counts where it is named, and where nothing else is there. */
const gallery = "gallery";

/** The stacks that a verb takes where none is named: of which it takes the only one, or all. */
export function unnamedStacks(root: string): readonly StackFile[] {
  const all = stackFiles(root);
  const own = all.filter(({ stack }) => stack !== gallery);
  return own.length > 0 ? own : all;
}

/** The stack that is meant: the named one, the one that takes the named file, or the only one. */
export function chosenStack({ root, cwd }: Omit<Place, "day">, { stack, tenant }: StackOptions): StackFile {
  const known = stackFiles(root);
  if (stack !== undefined) {
    const found = known.find((one) => one.stack === stack);
    if (found) return found;
    const names = known.map((one) => one.stack);
    throw unknownWord(`there is no stack ${JSON.stringify(stack)} here`, stack, names, shownStacks(known));
  }
  if (tenant !== undefined) {
    const path = resolve(cwd, tenant);
    const file = relative(root, existsSync(path) ? realpathSync(path) : path);
    if (file.startsWith("..") || isAbsolute(file))
      throw new UsageError(`${tenant} lies outside of this checkout; the stack's settings name its file`);
    const found = known.find((one) => one.file === file);
    if (found) return found;
    throw new UsageError(`no stack takes ${tenant}; known: ${shownStacks(known).join(", ")}`);
  }
  const [only, ...others] = unnamedStacks(root);
  if (only === undefined)
    throw new UsageError("tenants/ holds no file: copy tenants/dev.yaml of the project and change it");
  if (others.length > 0)
    throw new UsageError(
      `which stack? Write \`./integrations --stack <name> …\` with one of: ${shownStacks(known).join(", ")}`,
    );
  return only;
}

function shownStacks(stacks: readonly StackFile[]): string[] {
  return stacks.map(({ stack, file }) => `${stack} (${file})`);
}

/** Client id of whoever grants consent, by the stack's settings; undefined: the deployer itself. */
export function consentClientIdIn(project: string, config: StackFile["config"]): string | undefined {
  const value = config[`${project}:consentClientId`];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Opens the stack that is meant.
 * @throws UsageError where none or several are meant, SettingsError with every fault of its file
 */
export function openStack(place: Place, options: StackOptions): Stack {
  const { stack, project, config, file } = chosenStack(place, options);
  const shown = isAbsolute(file) ? file : relative(place.cwd, join(place.root, file));
  const tenant = readTenant(shown);
  return {
    name: stack,
    file: shown,
    project,
    consentClientId: consentClientIdIn(project, config),
    tenant,
    integrations: resolveTenant(tenant),
    world: worldOf(tenant),
    today: todayIn(tenant, place.day),
  };
}

/** The command that applies the stack's file. */
export function upCommand({ name, world }: Pick<Stack, "name" | "world">): string {
  if (world === "real") return `./integrations pulumi up --stack ${name}`;
  return name === playStack ? "make up" : `make up STACK=${name}`;
}

/** The first line of a verb that meets a tenant: which world it works in. */
export function worldLine({ name, tenant, world, file }: Stack): string {
  const where = world === "sandbox" ? "Sandbox, simulated on this machine" : "Real tenant";
  return `${where}: ${tenant.domain} (${tenant.id}), stack ${name}, ${file}`;
}
