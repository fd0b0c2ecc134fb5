/**
 * The ids by which Azure knows a Key Vault and one of its secrets.
 */
import type { EditorHints } from "./editor-hint.ts";
import { shown } from "./faults.ts";

/** The parts of a vault's resource id. */
export function vaultParts(vaultId: string): { subscriptionId: string; resourceGroupName: string; vaultName: string } {
  const [, , subscriptionId = "", , resourceGroupName = "", , , , vaultName = ""] = vaultId.split("/");
  return { subscriptionId, resourceGroupName, vaultName };
}

/** The name of the vault's secret in its resource id (`…/vaults/<vault>/secrets/<name>`). */
export function vaultSecretName(entryId: string): string {
  const [, , , , , , , , , , secretName = ""] = entryId.split("/");
  return secretName;
}

const resourceId =
  /\/?subscriptions\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/resourceGroups\/[^/?#]+\/providers\/Microsoft\.KeyVault\/vaults\/[A-Za-z0-9-]+/i;

/** The form for an editor. */
export const vaultHints: EditorHints = {
  name: "Resource id of a Key Vault",
  hints: [
    { not: "managedhsm|managedHSMs", say: "A managed HSM keeps no secrets; write the resource id of a Key Vault" },
    {
      not: "^(?:https?://)?[A-Za-z0-9-]+(?:\\.vault\\.|$)",
      say: "The vault's name or address; its resource id is wanted: `az keyvault show --name <name> --query id --output tsv` prints it",
    },
    {
      is: "/[Ss]ubscriptions/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/[Rr]esource[Gg]roups/[^/?#]+/[Pp]roviders/[Mm]icrosoft\\.[Kk]ey[Vv]ault/[Vv]aults/[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]",
      say: "Not a Key Vault's resource id; copy it from the vault's Properties (/subscriptions/…/vaults/<name>)",
    },
  ],
};

const vaultName = /^(?=.{3,24}$)[a-z](?:-?[a-z0-9])+$/i;

const parts: readonly (readonly [what: string, is: RegExp])[] = [
  ["subscriptions", /^subscriptions$/i],
  ["the subscription's id", /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ["resourceGroups", /^resourceGroups$/i],
  ["the resource group's name", /./],
  ["providers", /^providers$/i],
  ["Microsoft.KeyVault", /^Microsoft\.KeyVault$/i],
  ["vaults", /^vaults$/i],
];

/** The first part of a resource id that is none of a Key Vault's, with what stands there in one. */
function wrongPart(text: string): string | undefined {
  if (!/^\/?subscriptions?\//i.test(text)) return undefined;
  const written = text.replace(/^\//, "").split("/");
  const at = parts.findIndex(([, is], index) => !is.test(written[index] ?? ""));
  const [what] = parts[at] ?? [];
  const found = written[at];
  if (what === undefined) return undefined;
  return found === undefined || found === ""
    ? `${shown(text)} ends before ${what}`
    : `${shown(found)} stands where ${what} does in a Key Vault's resource id`;
}

/** What is wrong with a vault's resource id as a person wrote it; undefined for one that may stand in the file. */
export function vaultFault(text: string): string | undefined {
  const [id] = resourceId.exec(text) ?? [];
  const name = id?.split("/").at(-1) ?? "";
  if (id !== undefined && (/^[\w.]/.test(text.slice(text.indexOf(id) + id.length)) || !vaultName.test(name)))
    return `${shown(`…/${text.split("/").at(-1) ?? ""}`)} is no Key Vault's name: 3 to 24 letters, digits and hyphens, a letter first; copy the resource id from the vault's Properties`;
  if (id === text && text.startsWith("/")) return undefined;
  if (id !== undefined)
    return `${shown(text)} is more than a Key Vault's resource id; write ${id.startsWith("/") ? id : `/${id}`}`;
  const where = (name: string) => `az keyvault show --name ${name} --query id --output tsv prints it`;
  const [, host, cloud] = /^(?:https?:\/\/)?([a-z][a-z0-9-]{1,22}[a-z0-9])\.(vault|managedhsm)\./i.exec(text) ?? [];
  if (cloud?.toLowerCase() === "managedhsm" || /managedHSMs/i.test(text))
    return `${shown(text)} is a managed HSM, which keeps no secrets; write the resource id of a Key Vault`;
  if (host !== undefined) return `${shown(text)} is the vault's address; its resource id is wanted: ${where(host)}`;
  if (/^(?:none|null|no|nothing|keine?|なし)$/i.test(text)) return `${shown(text)} is no vault; leave the line out`;
  if (/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i.test(text))
    return `${shown(text)} is the vault's name; its resource id is wanted: ${where(text)}`;
  const wrong = wrongPart(text);
  if (wrong !== undefined)
    return `${wrong}; copy the resource id from the vault's Properties (/subscriptions/…/vaults/<name>)`;
  return `${shown(text)} is not a Key Vault's resource id; copy it from the vault's Properties (/subscriptions/…/vaults/<name>)`;
}
