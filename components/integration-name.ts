/** The name of an integration: a key of the tenant's file, and the first word of every resource's name. */
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";

/** The form of an integration's name for an editor. */
export const integrationNameHints: EditorHints = {
  name: "Integration's name",
  hints: [
    {
      not: "^(?:true|false|null|yes|no|on|off|constructor|prototype|con|prn|aux|nul|com\\d|lpt\\d)$",
      say: "A word that YAML, JavaScript or Windows keeps for itself; use another",
    },
    {
      is: "(?=.{1,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
      say: "Not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform)",
    },
  ],
};

/** Sheets are files by these names, and data has them for keys. */
const unusable = /^(?:true|false|null|yes|no|on|off|constructor|prototype|__proto__|con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name of an integration begins the name of every resource, for ever. Undefined if it may be used. */
export function integrationNameFault(name: string): string | undefined {
  const form = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
  if (unusable.test(name))
    return `${shown(name)} is a word that YAML, JavaScript or Windows keeps for itself; use another (mailgates, live-platform)`;
  if (form.test(name) && name.length <= 40) return undefined;
  const meant = name
    .normalize("NFKC")
    .replace(/([a-z0-9])(?=[A-Z][a-z])/g, "$1-")
    .toLowerCase()
    .replace(/[\s_./:-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const hint = meant !== name && form.test(meant) && meant.length <= 40 ? ` For this one: ${meant}` : "";
  return `${shown(name)} is not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform)${hint}`;
}
