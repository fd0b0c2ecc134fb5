/** Where a sandbox keeps its state and its tenant between two runs. */
import { join } from "node:path";
import { playStack } from "../components/world.ts";

/** Holds the folders of the stacks beside the play stack; whoever empties the sandbox's folder leaves it. */
export const otherStacks = "stacks";

/** The folder of a stack's sandbox: each stack has a tenant of its own. */
export function sandboxFolder(root: string, stack: string): string {
  const folder = join(root, ".simulated");
  return stack === playStack ? folder : join(folder, otherStacks, stack);
}
