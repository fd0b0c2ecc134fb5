/**
 * Names that are fixed for ever, like URNs: Entra or the vault knows a live credential by them, and changing one would
 * replace it. They derive from the first name an integration ever had and from the credential.
 */
import { v5 as uuidv5 } from "uuid";

/** As much of a line of the schedule as names it. */
interface Issued {
  readonly issued: string;
}

/** What a person sees in the portal: a secret's description, a certificate's subject. */
export function credentialName(identity: string, { issued }: Issued): string {
  return `${identity} ${issued}`;
}

/** The certificate's key id, so that a PATCH whose answer was lost can be adopted. */
export function certificateKeyId(tenantId: string, identity: string, { issued }: Issued): string {
  // As bytes: the library refuses a namespace whose version and variant bits are not those of RFC 9562.
  return uuidv5(`${identity}/${issued}`, Buffer.from(tenantId.replaceAll("-", ""), "hex"));
}

/** The id of a role or scope of the application's own, which tokens and assignments name. */
export function exposedId(tenantId: string, identity: string, kind: "role" | "scope", value: string): string {
  return uuidv5(`${identity}/${kind}/${value}`, Buffer.from(tenantId.replaceAll("-", ""), "hex"));
}

/** The vault entry: another name would be another secret. */
export function vaultEntryName(identity: string, { issued }: Issued): string {
  return `${identity}-${issued}`;
}

/** `Microsoft Graph` → `microsoft-graph`: an API or a role as a part of a resource's name. */
export function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/**
 * The names of an integration's resources in the engine, the last part of each URN. The program makes them by these, and
 * recovery finds them by these.
 */
export const resourceNames = {
  application: (integration: string) => `${integration}-application`,
  principal: (integration: string) => `${integration}-principal`,
  /** An application permission of an API. */
  assignment: (integration: string, api: string, permission: string) => `${integration}-${slug(api)}-${permission}`,
  /** The delegated scopes of an API, for everybody or for one user. */
  grant: (integration: string, api: string, user?: string) =>
    `${integration}-${slug(api)}-scopes${user === undefined ? "" : `-${user}`}`,
  /** A user or group who may sign in; `role` is one of the product's own, by its value. */
  signsIn: (integration: string, user: string, role?: string) =>
    `${integration}-signs-in-${role === undefined ? "" : `as-${slug(role)}-`}${user}`,
  directoryRole: (integration: string, role: string) => `${integration}-role-${slug(role)}`,
  /** The application's ID URI: one, whatever it says. */
  identifierUri: (integration: string) => `${integration}-identifier-uri`,
  /** Another issuer's word, by the name that the file gives it. */
  federated: (integration: string, { name }: { readonly name: string }) => `${integration}-federated-${name}`,
  /** The password, key, certificates and vault entry of one credential share a name; their types differ. */
  credential: (integration: string, { issued }: Issued) => `${integration}-${issued}`,
} as const;

const idAtEnd = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The name under which a resource may stand in a state whose file had its id in capital letters, as spreadsheets and
 * PowerShell print them: ids are read in small ones since. None for a name without an id, and for one without letters.
 */
export function namesInCapitals(name: string): string[] {
  const before = name.replace(idAtEnd, (id) => id.toUpperCase());
  return before === name ? [] : [before];
}

/** The role that stands for "may sign in" on an application without app roles of its own. */
export const defaultAccess = "00000000-0000-0000-0000-000000000000";

/** What the principal of a vendor's own application keeps as others have set it: the vendor, and the tenant's administrators. */
export const leftToOthers: readonly string[] = [
  "alternativeNames",
  "description",
  "featureTags",
  "features",
  "loginUrl",
  "notes",
  "notificationEmailAddresses",
  "owners",
  "preferredSingleSignOnMode",
  "samlSingleSignOn",
  "tags",
];
