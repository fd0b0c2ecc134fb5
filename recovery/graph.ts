/**
 * What recovery asks of Microsoft Graph and of a vault. Who signs in, pages, batches and retries is no concern of its.
 */

/** An object as Graph shows it. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** A signed-in Graph. Paths are relative to the version: `/applications/…`. Every method throws what Graph refuses, but for a 404 where it says so. */
export interface Graph {
  /** All rows of several lists, page by page, in the order of the paths. A list of an object that does not exist is empty. */
  lists(paths: readonly string[]): Promise<readonly (readonly GraphObject[])[]>;
  /** Several objects, in the order of the paths; undefined where Graph answers 404. */
  objects(paths: readonly string[]): Promise<readonly (GraphObject | undefined)[]>;
  post(path: string, body: GraphObject): Promise<GraphObject | undefined>;
  patch(path: string, body: GraphObject): Promise<void>;
  delete(path: string): Promise<void>;
}

/** One entry of a vault, without its value, which nobody here may read. */
export interface VaultEntry {
  /** Its id in Resource Manager. */
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** False: whoever asks for its value is refused. */
  readonly enabled?: boolean;
  /** Unix seconds; undefined where it has no end. */
  readonly expires?: number;
  /** Of its value: another one is a version of its own. */
  readonly version?: string;
}

/** Vaults, as Resource Manager shows them. */
export interface Vaults {
  /** Every live entry of the vault with this resource id. */
  entries(vaultId: string): Promise<readonly VaultEntry[]>;
  /** Deletes the entry with this id. The sandbox alone: Resource Manager of a real tenant has no deletion of entries. */
  remove(entryId: string): Promise<void>;
}
