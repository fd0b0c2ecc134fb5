/** The version a stand-in reports is that of the npm package: the engine asks for the plugin of that version. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The version in a package's own package.json. */
export function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
