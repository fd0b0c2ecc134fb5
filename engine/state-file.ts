/** What the file backend keeps of a stack, as far as it is read here (apitype.DeploymentV3; the file's own version is 3). */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const checkpoint = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z.array(z.object({ id: z.string().optional() })).nullish(),
        pending_operations: z
          .array(
            z.object({
              type: z.string(),
              resource: z.object({
                urn: z.string(),
                type: z.string(),
                inputs: z.record(z.string(), z.unknown()).nullish(),
              }),
            }),
          )
          .nullish(),
      })
      .nullish(),
  }),
});

/** An operation that the engine began and never saw end. */
export interface PendingOperation {
  /** The engine's word: creating, updating, deleting … */
  readonly type: string;
  readonly urn: string;
  readonly resourceType: string;
  /** As the state has them: secrets are encrypted. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A stack's state: what was begun and not ended, and the ids of the resources that exist. */
export interface StackState {
  readonly pending: readonly PendingOperation[];
  readonly ids: readonly string[];
}

/** A stack's file that is no state: a full disk cuts it off, for one. */
export class UnreadableState extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`${path} is not the state of a stack`, { cause });
    this.path = path;
  }
}

/** Reads the text of a stack's file. @throws where it is not one */
export function parseState(text: string): StackState {
  const { latest } = checkpoint.parse(JSON.parse(text)).checkpoint;
  return {
    pending: (latest?.pending_operations ?? []).map(({ type, resource: { urn, type: resourceType, inputs } }) => ({
      type,
      urn,
      resourceType,
      inputs: inputs ?? {},
    })),
    ids: (latest?.resources ?? []).flatMap(({ id }) => id ?? []),
  };
}

/** The state of a stack in the state folder; empty where there is no such stack. @throws UnreadableState */
export function stackState(stateFolder: string, stack: string): StackState {
  const folder = join(stateFolder, ".pulumi", "stacks");
  const states = globSync(`**/${stack}.json`, { cwd: folder }).map((name) => {
    const path = join(folder, name);
    try {
      return parseState(readFileSync(path, "utf8"));
    } catch (cause) {
      throw new UnreadableState(path, cause);
    }
  });
  return { pending: states.flatMap(({ pending }) => pending), ids: states.flatMap(({ ids }) => ids) };
}
