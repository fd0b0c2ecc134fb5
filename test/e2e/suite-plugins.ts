/** Which plugins the end-to-end suite runs with: `make test PLUGINS=real` takes the azuread and tls providers of PATH. */
import { resolve } from "node:path";
import { foldersWith } from "../../engine/install.ts";
import type { Plugins } from "../../sandbox/environment.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** The real plugins that are not on PATH. */
export const missingPlugins: readonly string[] = ["pulumi-resource-azuread", "pulumi-resource-tls"].filter(
  (name) => foldersWith(name, process.env.PATH ?? "", root).length === 0,
);

/** For the title of a test that needs them: why it is skipped. */
export const skippedWhy = missingPlugins.length > 0 ? ` (skipped: ${missingPlugins.join(" and ")} not on PATH)` : "";

/** Asked for by name and not there: the engine would silently take the stand-ins, so the suite does not begin. */
function chosen(): Plugins {
  if (process.env.PLUGINS !== "real") return "stand-in";
  if (missingPlugins.length > 0) throw new Error(`PLUGINS=real needs ${missingPlugins.join(" and ")} on PATH`);
  return "real";
}
export const suitePlugins: Plugins = chosen();
