/**
 * How the program is confined while a plan is made and applied, and while it is recorded for it: it reads its checkout,
 * starts no process, has no network but the way to the engine through its runner, and sees none of the deployer's variables.
 */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { leftOutVariable } from "../../components/left-out.ts";
import type { Confinement } from "../../engine/confinement.ts";
import { readableOf } from "../../review/run/process.ts";
import type { Settings } from "./runner.ts";

/** What the azuread SDK reads inside the program: which cloud, and whether the machine's identity signs in. No secret. */
export const harmlessVariables = ["ARM_ENVIRONMENT", "ARM_USE_MSI", "ARM_MSI_ENDPOINT"] as const;

/** What the engine tells a program and a policy pack. */
const engineVariables = [
  "PULUMI_CONFIG",
  "PULUMI_CONFIG_SECRET_KEYS",
  "PULUMI_DRY_RUN",
  "PULUMI_NODEJS_DRY_RUN",
  "PULUMI_NODEJS_ORGANIZATION",
  "PULUMI_NODEJS_PROJECT",
  "PULUMI_NODEJS_STACK",
  "PULUMI_NODEJS_TYPESCRIPT",
  "PULUMI_ORGANIZATION",
  "PULUMI_PROJECT",
  "PULUMI_ROOT_DIRECTORY",
  "PULUMI_STACK",
];

/** ts-node, which a policy pack always loads, would write its cache into the temporary folder. */
export const engineSettings = { TS_NODE_CACHE: "false" } as const;

/**
 * The confinement of program and policy packs.
 * @param expected file with what the program may send to the engine (between.ts: Expected)
 */
export function confinementOf(root: string, expected: string): Confinement {
  const own = join(realpathSync(root), "operate/plan");
  const settings: Settings = {
    flags: [
      // Whatever is not allowed is denied: the network, too.
      "--permission",
      ...readableOf(root).map((folder) => `--allow-fs-read=${folder}`),
      // It opens files past the permissions.
      "--no-experimental-sqlite",
      `--import=${pathToFileURL(join(own, "in-program.ts"))}`,
      "--no-warnings",
    ],
    expected,
  };
  return {
    // The program must not open a debugger on what stands between it and the engine.
    flags: ["--disable-sigusr1", "--no-warnings", join(own, "runner.ts"), JSON.stringify(settings)],
    passes: [...engineVariables, ...harmlessVariables, leftOutVariable, ...Object.keys(engineSettings)],
  };
}

/** The harmless variables that are set. */
export function harmlessIn(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    harmlessVariables.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}
