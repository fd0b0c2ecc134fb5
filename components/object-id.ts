/** The ids by which the directory knows its objects, and what is pasted in their place. Entra writes them in small letters. */
import { apis } from "../catalog/apis.ts";
import { directoryRoles } from "../catalog/directory-roles.ts";
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { severalIn } from "./several.ts";

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for text in the form of an id, whatever its letters' case. */
export function isId(text: string): boolean {
  return form.test(text);
}

/** The form in which the directory answers it, and in which two are compared. */
export function normalId(id: string): string {
  return id.toLowerCase();
}

const grouped = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** What was meant where only the form is another: braces, hyphens that lack or are typographic, blanks, full-width digits. */
function reformed(text: string): string | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/^[\s"'“”‘’{([<]*(?:urn:uuid:|guid:)?|[\s"'“”‘’})\]>,;.]*$/gi, "");
  // As .NET's format X prints it.
  const hex = /^0x[\da-f]/i.test(plain) ? plain.replace(/0x|[{},\s]/gi, "") : plain.replace(/[\s_-]/g, "");
  return /^[0-9a-f]{32}$/i.test(hex) ? normalId(hex.replace(grouped, "$1-$2-$3-$4-$5")) : undefined;
}

const anyId = /(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])/gi;

/** The ids that stand in a text, in an address behind the word for an object where there is one. */
function idsWithin(text: string): readonly string[] {
  const plain = text.normalize("NFKC").replace(/[‐-―−]/g, "-");
  const [, named] =
    /(?:objectId|userId|groupId|servicePrincipals?|users?|groups?)[/=:('"\s]+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i.exec(
      plain,
    ) ?? [];
  return named === undefined ? [...new Set((plain.match(anyId) ?? []).map(normalId))] : [normalId(named)];
}

/** Digits that look like letters, and the letters that were typed for them. */
function retyped(text: string): string | undefined {
  const digits = text.replace(/o/gi, "0").replace(/[li|]/gi, "1").replace(/s/gi, "5");
  return digits !== text && form.test(digits) ? normalId(digits) : undefined;
}

/** Microsoft's own programs, whose client ids stand in every log of sign-ins (learn.microsoft.com, /troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in). */
const microsoftClients: Readonly<Record<string, string>> = {
  "04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Microsoft Azure CLI",
  "1950a258-227b-4e31-a9cf-717495945fc2": "Microsoft Azure PowerShell",
  "14d82eec-204b-4c2f-b7e8-296a70dab67e": "Microsoft Graph Command Line Tools",
  "de8bc8b5-d9f9-48b1-a8ad-b748da725064": "Graph Explorer",
  "c44b4083-3bb0-49c1-b47d-974e53cbdf3c": "Azure Portal",
  "1b730954-1685-4b74-9bfd-dac224a7b894": "Azure Active Directory PowerShell",
};

/** Tenants that stand in everybody's tokens and documents. */
const microsoftTenants: Readonly<Record<string, string>> = {
  "9188040d-6c67-4c5b-b112-36a304b66dad": "the tenant of personal Microsoft accounts",
  "72f988bf-86f1-41af-91ab-2d7cd011db47": "Microsoft's own tenant",
  "f8cdef31-a31e-4b4a-93e4-5f571e91255a": "the tenant of Microsoft's services",
};

/** What an id that everybody's tenant shares stands for; undefined for one of the tenant's own. */
function knownId(id: string): string | undefined {
  if (/^[0-]+$/.test(id)) return "the empty id, all zeros; it stands for nobody";
  if (/^[f-]+$/.test(id)) return "the last of all ids, all f; it stands for nobody";
  const client = microsoftClients[id];
  if (client) return `the client id of ${client}, the same in every tenant; it is no object of this one`;
  const tenant = microsoftTenants[id];
  if (tenant) return `the id of ${tenant}, not of this one`;
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
    { not: "^(?:0{8}|[fF]{8})-", say: "All zeros or all f; it stands for nobody" },
    {
      not: `^(?:${apis.map(({ appId }) => appId).join("|")})$`,
      say: "The client id of one of Microsoft's APIs, the same in every tenant; it is no object of this one",
    },
    {
      not: `^(?:${directoryRoles.map(({ templateId }) => templateId).join("|")})$`,
      say: "A directory role; roles stand under `directoryRoles`, by name",
    },
    {
      not: `^(?:${[...Object.keys(microsoftClients), ...Object.keys(microsoftTenants)].join("|")})$`,
      say: "An id of one of Microsoft's own programs or tenants, the same for everybody; it is no object of this one",
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
  const meant = reformed(text);
  if (meant !== undefined) return `${shown(text)} is not an id as Entra writes it; write ${meant}`;
  const within = idsWithin(text);
  if (within.length > 1 && severalIn(text, isId)?.every((part) => isId(part)))
    return `${shown(text)} holds ${within.length} ids; one entry each: ${within.join(", ")}`;
  const [only] = within;
  if (only !== undefined && within.length === 1) return `${shown(text)} is more than an id; write ${only}`;
  if (only !== undefined) return `${shown(text)} holds ${within.length} ids; write one alone, ${what}`;
  const typed = retyped(text);
  if (typed !== undefined)
    return `${shown(text)} has a letter in place of a digit (0 to 9, a to f); copy it again, it may be ${typed}`;
  if (/@/.test(text)) return `${shown(text)} is a name; an id does not change when somebody is renamed. Write ${what}`;
  const hex = text.replace(/[^0-9a-f]/gi, "").length;
  if (/^[0-9a-f-]{20,}$/i.test(text)) {
    const counted = hex === 32 ? "" : ` (it has ${hex} hex digits, an id has 32)`;
    return `${shown(text)} is not an id; write it as 8-4-4-4-12 hex digits${counted}`;
  }
  if (/^S-1-\d/i.test(text)) return `${shown(text)} is a SID, by which Windows knows somebody. Write ${what}`;
  return `${shown(text)} is not an id (8-4-4-4-12 hex digits). Write ${what}`;
}
