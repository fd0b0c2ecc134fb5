/** The version a stand-in reports is that of the npm package: the engine asks for the plug-in of that version. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The version in a package's own package.json. */
export const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
