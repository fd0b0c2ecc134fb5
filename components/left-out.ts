/**
 * Which integrations a run leaves out, as the verbs tell the program: they hold the engine off everything that the state has
 * of them at the same time (operate/left-out.ts). The program itself cannot: what it does not register, the engine deletes.
 */

/** The variable, names joined by commas. */
export const leftOutVariable = "INTEGRATIONS_LEFT_OUT";

/** The names that an environment holds. */
export function leftOutIn(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return (environment[leftOutVariable] ?? "").split(",").filter(Boolean);
}
