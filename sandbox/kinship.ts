/** Whether the engine's state and the tenant beside it were made for each other. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

/** What the folder of the engine's state tells about its tenant. */
export interface StateSide {
  /** The tenant that the state was made on; undefined in a new state, and in one that an older version left. */
  readonly tenant: string | undefined;
  /** True where it holds a stack. */
  readonly stacks: boolean;
}

/** What the tenant's file tells about itself. */
export interface TenantSide {
  /** The tenant's own identity; undefined in a file of an older version. */
  readonly identity: string | undefined;
  /** True where the tenant holds anything beyond its seed. */
  readonly objects: boolean;
}

/** `new`: both are fresh, or from a version that wrote no identities. `same`: they were made for each other. */
export type Kinship = { readonly kind: "new" | "same" } | { readonly kind: "strangers"; readonly why: string };

function strangers(why: string): Kinship {
  return { kind: "strangers", why };
}

/** @param tenant undefined where the tenant has no file */
export function kinship(state: StateSide, tenant: TenantSide | undefined): Kinship {
  const used = state.tenant !== undefined || state.stacks;
  if (tenant === undefined)
    return used
      ? strangers("is gone, and the engine's state beside it still describes what stood there")
      : { kind: "new" };
  if (tenant.identity !== undefined && tenant.identity === state.tenant) return { kind: "same" };
  if (tenant.identity === undefined && state.tenant === undefined) return { kind: "new" };
  if (used) return strangers("is another tenant than the one that the engine's state beside it was made on");
  return tenant.objects
    ? strangers("holds what an engine made, and the engine's state beside it is gone")
    : { kind: "new" };
}

function identityFile(stateFolder: string): string {
  return join(stateFolder, "tenant");
}

/** Reads the folder of the engine's state (file backend: a stack is `.pulumi/stacks/<project>/<stack>.json`). */
export function stateSide(stateFolder: string): StateSide {
  const stacks = globSync("**/*.json", { cwd: join(stateFolder, ".pulumi", "stacks") }).length > 0;
  try {
    return { tenant: readFileSync(identityFile(stateFolder), "utf8").trim(), stacks };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { tenant: undefined, stacks };
  }
}

/** Records in the state's folder the tenant that the state belongs to. */
export function introduce(stateFolder: string, identity: string): void {
  writeFileAtomic.sync(identityFile(stateFolder), `${identity}\n`, { mode: 0o600 });
}
