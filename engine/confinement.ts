/**
 * A program that may register resources and do nothing else: `PROGRAM_CONFINEMENT` in the language host's environment
 * says how. Without it a program runs as it always did.
 */
import * as z from "zod";

const shape = z.strictObject({
  /** Node's flags for the program and for policy packs, before any of the project's own. */
  flags: z.array(z.string()),
  /** Names of the variables that they see; no other reaches them. */
  passes: z.array(z.string()),
});

/** How programs and policy packs are confined. */
export type Confinement = z.infer<typeof shape>;

/** Names the variable; whoever starts the engine sets it. */
export const confinementVariable = "PROGRAM_CONFINEMENT";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment asks for; undefined: nothing. @throws where it cannot be read: it is never taken for nothing */
export function confinementIn(env: Environment): Confinement | undefined {
  const text = env[confinementVariable];
  return text === undefined ? undefined : shape.parse(JSON.parse(text));
}

/** Sizes alone. Any other flag could run code before the program, or take back what the confinement denies. */
const harmless = /^--(?:stack-trace-limit|max-semi-space-size|max-old-space-size)=\d+$/;

/**
 * Node's arguments of a confined program.
 * @param own `runtime.options.nodeargs` of the project
 * @throws naming what the project may not ask for
 */
export function confinedFlags({ flags }: Confinement, own: readonly string[]): readonly string[] {
  const refused = own.filter((flag) => !harmless.test(flag));
  if (refused.length > 0)
    throw new Error(
      `runtime.options.nodeargs asks for ${refused.join(" ")}; a confined program may set sizes alone (--stack-trace-limit, --max-semi-space-size, --max-old-space-size)`,
    );
  return [...flags, ...own];
}

/** The variables that a confined program sees. */
export function confinedEnvironment({ passes }: Confinement, env: Environment): Record<string, string> {
  return Object.fromEntries(
    passes.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
