/**
 * Entra's directory roles: by name where people write them, by template id where Entra reads them.
 */
import { type DirectoryRole, directoryRoles } from "../catalog/directory-roles.ts";
import { roleCalled } from "../catalog/portal-names.ts";
import { shown } from "./faults.ts";
import { nearest } from "./nearest.ts";
import { severalIn, severalWords } from "./several.ts";

function mayBeAssigned({ assignable, deprecated }: DirectoryRole): boolean {
  return assignable !== false && !deprecated;
}

const templateIds = new Map(
  directoryRoles.filter(mayBeAssigned).map(({ displayName, templateId }) => [displayName, templateId]),
);

/** Roles of other systems that go by the same word. */
const exchangeGroups: readonly string[] = [
  "Organization Management",
  "View-Only Organization Management",
  "Recipient Management",
  "Help Desk",
  "Hygiene Management",
  "Discovery Management",
  "Records Management",
  "Compliance Management",
];
/** Roles of Azure's resources end so; the directory's own are administrators, readers of a thing, and few others. */
const azureRole =
  /^(?:Owner|Contributor|Reader|User Access Administrator|Role Based Access Control Administrator)$|^(?:Key Vault|Storage|Virtual Machine|Managed Identity|Log Analytics|Monitoring|Website|Network) |(?: Contributor| Officer| Operator Service Role)$/;

/** The names of the directory roles that can be assigned, as Graph gives them; sorted. */
export function directoryRoleNames(): readonly string[] {
  return [...templateIds.keys()];
}

/**
 * Checks a directory role as a person wrote it.
 * @returns undefined if it exists and can be assigned; else one sentence that says what is wrong and which is meant
 */
export function directoryRoleFault(name: string): string | undefined {
  if (templateIds.has(name)) return undefined;
  // The portal says how it is assigned: Teams Administrator (eligible).
  const bare = name
    .normalize("NFKC")
    .replace(/\s*\([^)]*\)\s*$/, "")
    .trim();
  if (bare !== name && templateIds.has(bare)) return `${shown(name)} is not the name alone: write ${bare}`;
  if (/^[A-Za-z][\w-]*(?:\.[A-Za-z]\w*)+$/.test(name))
    return `${shown(name)} is a permission, not a directory role: it stands under \`permissions\``;
  const role = directoryRoles.find(({ displayName }) => displayName === name);
  if (role?.deprecated) return `${name} is a directory role that Microsoft has deprecated: leave it out`;
  if (role) return `${name} cannot be assigned, every such user has it by nature: leave it out`;
  const other = directoryRoles.find(
    ({ docsName, templateId }) => docsName === name || templateId === name.toLowerCase(),
  );
  if (other && mayBeAssigned(other)) {
    const what = other.docsName === name ? "the documentation's name" : "the template id";
    return `${shown(name)} is ${what} of the directory role ${other.displayName}: write ${other.displayName}`;
  }
  const several = severalIn(name, (part) => templateIds.has(part));
  if (several !== undefined) return `${shown(name)} holds several roles; write ${severalWords(several)}`;
  const called = roleCalled(name) ?? roleCalled(name.replace(/\s*(?:ロール|role)\s*$/i, ""));
  const known = called === undefined ? undefined : directoryRoleName(called);
  if (known !== undefined && templateIds.has(known))
    return `${shown(name)} is another name of the directory role ${known}: write ${known}`;
  // Older names differ by a word: Exchange Service Administrator, Skype for Business Service Administrator.
  const shorter = name.replace(/ (?:Service|Online|Password)(?= Administrator$)/, "");
  const meant = templateIds.has(shorter) ? shorter : nearest(name.normalize("NFKC"), directoryRoleNames());
  if (meant === undefined && exchangeGroups.includes(name))
    return `${name} is a role group of Exchange Online, not a directory role of Entra: it is given there, to the service principal (New-ServicePrincipal, Add-RoleGroupMember). Leave it out here`;
  if (meant === undefined && azureRole.test(name))
    return `${name} is a role of Azure's resources, not a directory role of Entra: it is given on the resource. Leave it out here`;
  return `${shown(name)} is not a directory role of Entra: ${meant ? `did you mean ${meant}?` : "the names stand in catalog/roles.json; a role that the tenant made itself is assigned by hand"}`;
}

/**
 * The role's template id, which is the same in every tenant and what an assignment names.
 * @throws for a role that does not exist or cannot be assigned; the settings hold none
 */
export function directoryRoleId(name: string): string {
  const id = templateIds.get(name);
  if (id === undefined) throw new Error(directoryRoleFault(name));
  return id;
}

/** A directory role's name by its template id; undefined for one that the tenant made itself. */
export function directoryRoleName(templateId: string): string | undefined {
  return directoryRoles.find((role) => role.templateId === templateId)?.displayName;
}
