/**
 * Which integrations a run leaves out, as the verbs tell the program: they hold the engine off everything that the state has
 * of them at the same time (operate/left-out.ts). The program itself cannot: what it does not register, the engine deletes.
 */

/** The variable, names joined by commas. */
export const leftOutVariable = "INTEGRATIONS_LEFT_OUT";

/** The names in its value. */
export function leftOutIn(value: string | undefined): readonly string[] {
  return (value ?? "").split(",").filter(Boolean);
}
