/**
 * The words in braces that a vendor's texts may hold, and the value each stands for on one integration's sheet.
 */
import { urisOn } from "../../components/asked.ts";
import { kindOf, type ScheduledKind } from "../../components/asked-credential.ts";
import { addDays } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import { credentialName } from "../../components/fixed-names.ts";
import { withClientId } from "../../components/identifier-uri.ts";
import { nearest } from "../../components/nearest.ts";
import { orderedBy } from "../../components/order.ts";
import type { CredentialOutputs, IntegrationOutputs } from "../../components/outputs.ts";
import {
  inBraces,
  type PlaceholderName,
  placeholderNames,
  placeholdersIn,
} from "../../components/placeholder-names.ts";
import type { FederatedTrust, Mailbox, ResolvedIntegration } from "../../components/resolved-integration.ts";
import type { Thumbprints } from "../../components/thumbprint.ts";
import { sends } from "./exchange-script.ts";

/** What one integration's sheet is made of. */
export interface Given {
  readonly definition: VendorDefinition;
  readonly resolved: ResolvedIntegration;
  readonly outputs: IntegrationOutputs;
  /** The tenant's domain, as the settings name it. */
  readonly domain: string;
  /** The client secret itself; undefined: it is masked. */
  readonly revealed?: string;
}

/** The place of a text: its step, and the input at hand where the step is repeated for each. */
export interface Place {
  readonly step: string;
  readonly each?: "instances" | "mailboxes";
  readonly input?: string;
}

/** What stands for a secret on every sheet. */
export const mask = "••••••••";

type Value = (given: Given, place: Place) => string;

/** The newest credential of a kind. @throws where no line of the schedule is of it */
export function newestOf(
  { resolved, outputs }: Pick<Given, "resolved" | "outputs">,
  kind: ScheduledKind,
): CredentialOutputs {
  const { credential } = resolved;
  const line = credential.schedule.findLast((scheduled) => kindOf(credential, scheduled) === kind);
  if (line === undefined) throw new Error(`the integration has no ${kind}`);
  const found = outputs.credentials.find(({ issued }) => issued === line.issued);
  if (found) return found;
  throw new Error(`the stack's outputs do not hold ${line.issued}; run \`pulumi up\` first`);
}

/** The credential that is handed over. @throws if the stack's outputs have none, or another one than the settings */
export function newestCredential({ resolved, outputs }: Pick<Given, "resolved" | "outputs">): CredentialOutputs {
  const newest = outputs.credentials.at(-1);
  const wanted = resolved.credential.schedule.at(-1)?.issued;
  if (newest && newest.issued === wanted) return newest;
  throw new Error(
    `${resolved.name}: the newest credential of the tenant's file is ${wanted ?? "none"}, that of the stack's outputs ${newest?.issued ?? "none"}; run \`pulumi up\` first`,
  );
}

/** A value that only one kind of credential has. */
function only(kind: "secret" | "certificate", value: Value): Value {
  return (given, place) => {
    const { credential } = given.resolved;
    if (credential.schedule.some((scheduled) => kindOf(credential, scheduled) === kind)) return value(given, place);
    throw new Error(`the vendor's credential is a ${credential.kind}`);
  };
}

function thumbprint(form: keyof Thumbprints): Value {
  return only("certificate", (given) => {
    const { issued, thumbprints } = newestOf(given, "certificate");
    if (thumbprints) return thumbprints[form];
    throw new Error(`the stack's outputs hold no thumbprints of ${issued}; run \`pulumi up\` first`);
  });
}

const certificatePem = only("certificate", (given) => {
  const { issued, certificatePem: pem } = newestOf(given, "certificate");
  if (pem !== undefined) return pem.trimEnd();
  throw new Error(`the stack's outputs hold no certificate of ${issued}; run \`pulumi up\` first`);
});

/** Of the first trust: a product signs in as one workload. */
function trust(read: (trust: FederatedTrust) => string): Value {
  return ({ resolved }) => {
    const [first] = resolved.credential.federated ?? [];
    if (first) return read(first);
    throw new Error("the integration has no federated credential");
  };
}

/** The redirect URI of an authorization request: one of them, the same in every run. */
function oneRedirectUri({ resolved }: Given): string {
  const [first] = resolved.redirectUris;
  return first === undefined ? "" : encodeURIComponent(first);
}

/** Scheme and host of the redirect URIs, each once: where the vendor runs this customer's instance. */
function redirectOrigins({ resolved }: Given): string {
  return [...new Set(resolved.redirectUris.map((uri) => new URL(uri).origin))].join("\n");
}

function addresses(mailboxes: readonly Mailbox[]): string {
  return mailboxes.map(({ address }) => address).join("\n");
}

/** The mailboxes that are there to send; any of them may, where none is. */
function sendingMailboxes({ resolved }: Given): string {
  const sending = resolved.mailboxes.filter(sends);
  return addresses(sending.length > 0 ? sending : resolved.mailboxes);
}

/** Delegated scopes of Graph in one order whatever their ids: a token request names them so. */
function scopes({ resolved }: Given): string {
  const names = resolved.permissions.flatMap(({ api, delegated }) =>
    api === "Microsoft Graph" ? delegated.map(({ name }) => name) : [],
  );
  return names.sort(orderedBy((name) => name.toLowerCase())).join(" ");
}

function inputOf(each: "instances" | "mailboxes"): Value {
  return (_given, place) => {
    if (place.each === each && place.input !== undefined) return place.input;
    throw new Error(`stands in a text that is not repeated for each of ${each}`);
  };
}

/** By which others ask for the application's tokens: its ID URI, or without one its client id. */
function identifierOf({ resolved, outputs }: Given): string {
  const uri = resolved.exposes?.identifierUri;
  return uri === undefined ? outputs.clientId : withClientId(uri, outputs.clientId);
}

const values = {
  clientId: ({ outputs }) => outputs.clientId,
  tenantId: ({ outputs }) => outputs.tenantId,
  applicationObjectId: ({ outputs: { applicationObjectId } }) => {
    if (applicationObjectId !== undefined) return applicationObjectId;
    throw new Error("the application is the vendor's own, and stands in the vendor's tenant");
  },
  servicePrincipalObjectId: ({ outputs }) => outputs.servicePrincipalObjectId,
  secret: only("secret", ({ revealed }) => revealed ?? mask),
  privateKey: only("certificate", () => mask),
  certificatePem,
  "federated.issuer": trust(({ issuer }) => issuer),
  "federated.subject": trust(({ subject }) => subject),
  "federated.audience": trust(({ audience }) => audience),
  "thumbprint.sha1Hex": thumbprint("sha1Hex"),
  "thumbprint.sha1ColonHex": thumbprint("sha1ColonHex"),
  "thumbprint.sha1Base64": thumbprint("sha1Base64"),
  "thumbprint.sha1Base64Url": thumbprint("sha1Base64Url"),
  "thumbprint.sha256Hex": thumbprint("sha256Hex"),
  "thumbprint.sha256Base64Url": thumbprint("sha256Base64Url"),
  issued: (given) => newestCredential(given).issued,
  expires: (given) => newestCredential(given).expires,
  lastValidDay: (given) => addDays(newestCredential(given).expires, -1),
  credentialName: (given) => credentialName(given.resolved.identity, newestCredential(given)),
  displayName: ({ resolved }) => resolved.displayName,
  redirectUris: ({ resolved }) => resolved.redirectUris.join("\n"),
  "redirectUri.urlEncoded": oneRedirectUri,
  "redirectUris.origins": redirectOrigins,
  "redirectUris.web": ({ resolved }) => urisOn(resolved, "web").join("\n"),
  "redirectUris.spa": ({ resolved }) => urisOn(resolved, "spa").join("\n"),
  "redirectUris.publicClient": ({ resolved }) => urisOn(resolved, "publicClient").join("\n"),
  identifierUri: (given) => {
    if (given.resolved.exposes?.identifierUri !== undefined) return identifierOf(given);
    throw new Error("the application has no Application ID URI");
  },
  exposedScopes: (given) =>
    (given.resolved.exposes?.scopes ?? []).map(({ value }) => `${identifierOf(given)}/${value}`).join("\n"),
  scopes,
  "scopes.urlEncoded": (given) => encodeURIComponent(scopes(given)),
  directoryRoles: ({ resolved }) => resolved.directoryRoles.map(({ name }) => name).join("\n"),
  domain: ({ domain }) => domain,
  instance: inputOf("instances"),
  mailbox: inputOf("mailboxes"),
  receivingMailboxes: ({ resolved }) => addresses(resolved.mailboxes.filter(({ receive }) => receive)),
  sendingMailboxes,
} satisfies Record<PlaceholderName, Value>;

const table: ReadonlyMap<string, Value> = new Map(Object.entries<Value>(values));

/** True for a text whose value is masked on the sheet. */
export function holdsSecret(text: string): boolean {
  return placeholdersIn(text).some((name) => name === "secret" || name === "privateKey");
}

/**
 * Puts the values into a text. What a value itself holds in braces stays as it is.
 * @param shape how a value is written there; as it is, unless given
 * @throws naming vendor and step, for an unknown placeholder or one without a value here
 */
export function fill(
  text: string,
  given: Given,
  place: Place,
  shape: (value: string) => string = (value) => value,
): string {
  const where = `${given.definition.vendor}, ${place.step}`;
  return text.replace(inBraces, (braced, name: string) => {
    const value = table.get(name);
    if (!value) {
      const meant = nearest(name, placeholderNames);
      throw new Error(
        `${where}: ${braced} is no placeholder; ${meant ? `did you mean {${meant}}?` : `there are ${placeholderNames.join(", ")}`}`,
      );
    }
    try {
      return shape(value(given, place));
    } catch (error) {
      throw new Error(`${where}: ${braced} ${(error as Error).message}`, { cause: error });
    }
  });
}
