/** Definitions that are files beside the tenant's, for the policies of the stack that runs. */
import { join } from "node:path";
import type { VendorDefinition } from "../components/definition.ts";
import { readTenant } from "../components/settings.ts";
import { stackFile } from "../components/stack-file.ts";

/**
 * Reads those of one stack, once.
 * @param root the checkout, absolute
 * @param stack its name; undefined: none is read
 */
export function ownDefinitionsOf(
  root: string,
  stack: string | undefined,
): () => Readonly<Record<string, VendorDefinition>> {
  let found: Readonly<Record<string, VendorDefinition>> | undefined;
  return () => {
    found ??= stack === undefined ? {} : read(join(root, stackFile(root, stack).file));
    return found;
  };
}

/** A file that cannot be read keeps the program itself from running, so that nothing of it is judged here. */
function read(file: string): Readonly<Record<string, VendorDefinition>> {
  try {
    const own = Object.values(readTenant(file).ownDefinitions ?? {});
    return Object.fromEntries(own.map((definition) => [definition.vendor, definition]));
  } catch {
    return {};
  }
}
