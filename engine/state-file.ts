/** What the file backend keeps of a stack, as far as it is read here (apitype.DeploymentV3; the file's own version is 3). */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const checkpoint = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        pending_operations: z.array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) })).nullish(),
      })
      .nullish(),
  }),
});

/** An operation that the engine began and never saw end. `type` is its word: creating, updating, deleting … */
export interface PendingOperation {
  readonly type: string;
  readonly urn: string;
}

/** The pending operations in the text of a stack's file. @throws where it is not one */
export function pendingIn(text: string): PendingOperation[] {
  const { latest } = checkpoint.parse(JSON.parse(text)).checkpoint;
  return (latest?.pending_operations ?? []).map(({ type, resource }) => ({ type, urn: resource.urn }));
}

/** The pending operations of a stack in the state folder; none where there is no such stack. */
export function pendingOperations(stateFolder: string, stack: string): PendingOperation[] {
  const folder = join(stateFolder, ".pulumi", "stacks");
  return globSync(`**/${stack}.json`, { cwd: folder }).flatMap((path) =>
    pendingIn(readFileSync(join(folder, path), "utf8")),
  );
}
