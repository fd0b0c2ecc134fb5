/** The ids by which the directory knows its objects, and what is pasted in their place. Entra writes them in small letters. */
import { apis } from "../catalog/apis.ts";
import { directoryRoles } from "../catalog/directory-roles.ts";
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for text in the form of an id, whatever its letters' case. */
export function isId(text: string): boolean {
  return form.test(text);
}

/** The form in which the directory answers it, and in which two are compared. */
export function normalId(id: string): string {
  return id.toLowerCase();
}

/** What was meant where only the form is another: braces, no hyphens, typographic ones, full-width digits. */
function idIn(text: string): string | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/^[\s"'“”‘’{([<]*(?:urn:uuid:|guid:)?|[\s"'“”‘’})\]>,;.]*$/gi, "");
  const digits = plain.replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/i.test(digits) || (plain.includes("-") && !form.test(plain))) return undefined;
  return normalId(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
}

/** What an id that everybody's tenant shares stands for; undefined for one of the tenant's own. */
function knownId(id: string): string | undefined {
  if (/^[0-]+$/.test(id)) return "the empty id, all zeros; it stands for nobody";
  const api = apis.find(({ appId }) => appId === id);
  if (api) return `the client id of ${api.displayName}, the same in every tenant; it is no object of this one`;
  const role = directoryRoles.find(({ templateId }) => templateId === id);
  if (role) return `the directory role ${role.displayName}; roles stand under \`directoryRoles\`, by name`;
  return undefined;
}

/** The same for an editor. */
export const idHints: EditorHints = {
  name: "Object id",
  hints: [
    { not: "^[^@]+@", say: "A name; an id does not change when somebody is renamed. Write the object id" },
    { not: "^0{8}-", say: "The empty id, all zeros; it stands for nobody" },
    {
      not: `^(?:${apis.map(({ appId }) => appId).join("|")})$`,
      say: "The client id of one of Microsoft's APIs, the same in every tenant; it is no object of this one",
    },
    {
      not: `^(?:${directoryRoles.map(({ templateId }) => templateId).join("|")})$`,
      say: "A directory role; roles stand under `directoryRoles`, by name",
    },
    { is: "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", say: "Not an id; write it as 8-4-4-4-12 hex digits" },
  ],
};

/**
 * Checks an id as a person wrote it.
 * @param what what it is the id of, with the place where it is found: `a user's object id (Users › … › Object ID)`
 */
export function idFault(text: string, what: string): string | undefined {
  if (isId(text)) {
    const known = knownId(normalId(text));
    return known && `${text} is ${known}. Write ${what}`;
  }
  const meant = idIn(text);
  if (meant !== undefined) return `${shown(text)} is not an id as Entra writes it; write ${meant}`;
  if (/@/.test(text)) return `${shown(text)} is a name; an id does not change when somebody is renamed. Write ${what}`;
  const hex = text.replace(/[^0-9a-f]/gi, "").length;
  const counted = /^[0-9a-f-]{20,}$/i.test(text) && hex !== 32 ? ` (it has ${hex} hex digits, an id has 32)` : "";
  return `${shown(text)} is not an id; write it as 8-4-4-4-12 hex digits${counted}`;
}
