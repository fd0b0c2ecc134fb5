/**
 * Writes permission-names.ts from permissions.json: `npm run catalog`.
 */
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { apis, type Kind, mayBeAsked } from "./apis.ts";

function union(names: readonly string[]): string {
  if (names.length === 0) return " never";
  return names.map((name) => `\n    | "${name}"`).join("");
}

function table(kind: Kind): string {
  return apis
    .filter((api) => !api.deprecated)
    .map((api) => {
      const names = api[kind].filter((permission) => mayBeAsked(api, permission)).map(({ value }) => value);
      return `  "${api.displayName}":${union(names)};`;
    })
    .join("\n");
}

/** The text of permission-names.ts: the names that may be asked for, by API and kind, one a line. */
export function permissionNamesSource(): string {
  return `// Generated from permissions.json by \`npm run catalog\`. Change that file, not this one.

/** Delegated permissions that may be asked for, by the API's display name. */
export interface DelegatedNames {
${table("delegated")}
}

/** Application permissions that may be asked for, by the API's display name. */
export interface ApplicationNames {
${table("application")}
}
`;
}

if (import.meta.main)
  writeFileAtomic.sync(fileURLToPath(new URL("permission-names.ts", import.meta.url)), permissionNamesSource());
