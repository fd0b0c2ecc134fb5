/** What is said of a key that may not stand where it does: what was meant, where it belongs, or why there is none. */
import type { z } from "zod";
import { notHeldFault } from "./apis-not-held.ts";
import { rolesOfPeople } from "./app-roles.ts";
import type { Definitions, VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { defaultIdentifierUri } from "./identifier-uri.ts";
import { formerKeys, kindMeant, meantKey, otherWordsOfDefinition, secretKey } from "./meant-key.ts";
import { nearest } from "./nearest.ts";
import { apiNames, permissionFault } from "./permissions.ts";
import { keysAt, knownKeys, type Path, valueAt } from "./schema-keys.ts";
import { definitions, inputsOf, ownApplicationKeys } from "./settings-schema.ts";
import { firstFew } from "./several.ts";
import { knownDefinition } from "./vendors/index.ts";

export interface Within {
  readonly schema: z.ZodType;
  /** Keys that an integration has in the caller's form beside those of the schema. */
  readonly more: readonly string[];
  /** Definitions that are none of the project's, by the word in `vendor`. */
  readonly own?: Definitions | undefined;
  /** Words of vendors of one's own, which are files. */
  readonly ownVendors?: readonly string[];
  /** True for a vendor's definition, whose keys people call otherwise than those of a tenant's file. */
  readonly ofDefinition?: true;
  /** A value as the file writes it, where YAML reads it as something else than text. */
  readonly written?: (path: Fault["path"]) => string | undefined;
}

function unknownApi(key: string, path: Path, data: unknown, known: readonly string[]): string | undefined {
  const [, name = "", section] = path;
  const apis: readonly string[] = apiNames();
  const kind = kindMeant(key);
  if (kind !== undefined)
    return `stands without its API; write \`${known[0]}: { ${kind}: […] }\` below \`${String(section)}\``;
  const notHeld = notHeldFault(key);
  const meant = notHeld === undefined ? nearest(key.normalize("NFKC"), known) : undefined;
  const vendor = shown(valueAt(data, ["integrations", name, "vendor"]));
  const takes = `the page of ${vendor} asks on ${known.join(" and ")} alone`;
  if (apis.includes(key)) return `is not asked by this vendor; ${takes}. Remove it`;
  const fault = permissionFault(key, "application", "");
  if (meant === undefined && fault?.includes("is another name of")) {
    const [, api = ""] = /is another name of ([^:]+)/.exec(fault) ?? [];
    return known.includes(api) ? fault : `${fault}; but ${takes}`;
  }
  if (notHeld !== undefined) return `${notHeld}; and ${takes}`;
  return `${shown(key)} is not an API that this vendor is asked for; ${meant === undefined ? "" : `did you mean ${meant}? `}${takes}`;
}

/** The Application ID URI, where the customer has none to type. */
function identifierUriKey({ product, exposes }: VendorDefinition): string {
  const asked = exposes?.identifierUri;
  if (asked === undefined) return `is not asked: ${product}'s page asks for no Application ID URI. Remove it`;
  const uri = asked.from === "page" ? asked.uri : defaultIdentifierUri;
  return `is not asked: by ${product}'s page it is ${uri}, which the stack sets. Remove it`;
}

/** A key of an application of one's own, where the application is the vendor's. */
function vendorsKey(key: string, definition: VendorDefinition | undefined): string | undefined {
  const { registration, product = "" } = definition ?? {};
  if (key === "clientId" && definition !== undefined)
    return registration === undefined
      ? "is not asked: the stack registers an application of its own, and its client id is an output. Remove it"
      : `is not asked: ${product}'s page prints it (${registration.clientId ?? ""}). Remove it`;
  if (key === "identifierUri" && definition !== undefined) return identifierUriKey(definition);
  if (registration === undefined || !ownApplicationKeys.includes(key)) return undefined;
  return key === "displayName"
    ? `is not asked: the application is the vendor's own, and its name too (${registration.name}). Remove it`
    : `is not asked: the application is the vendor's own, and this side holds no credential of it, so there is none to write, to read or to renew. Remove it; what ends its access is \`suspended\``;
}

/** The definition of the integration at a path. */
function definitionAt(data: unknown, path: Path, { own }: Within): VendorDefinition | undefined {
  const vendor = valueAt(data, [...path, "vendor"]);
  return own?.(vendor) ?? knownDefinition(vendor);
}

/** A key where a definition names an API. */
function apiOfDefinition(key: string, known: readonly string[]): string {
  const kind = kindMeant(key);
  if (kind !== undefined)
    return `stands without its API; write \`${known.find((api) => api === "Microsoft Graph")}: { ${kind}: […] }\``;
  const fault = permissionFault(key, "application", "");
  if (fault !== undefined && /is another name of| is retired: /.test(fault)) return fault;
  const notHeld = notHeldFault(key);
  if (notHeld !== undefined) return notHeld;
  const meant = nearest(key.normalize("NFKC"), known);
  return `${shown(key)} is not an API that may be asked; ${meant ? `did you mean ${meant}? ` : ""}Known: ${known.join(", ")}`;
}

/** A role that the product does not have, or that people write by the name on the screen. */
function unknownRole(key: string, definition: VendorDefinition | undefined): string {
  const roles = definition === undefined ? [] : rolesOfPeople(definition);
  const spoken = nearest(
    key,
    roles.map(({ name }) => name),
  );
  const meant =
    nearest(
      key,
      roles.map(({ value }) => value),
    ) ?? roles.find(({ name }) => name === spoken)?.value;
  const forApplications = definition?.appRoles?.some(({ value }) => value === key) === true;
  const why = forApplications ? "is a role for applications, and no person has it" : "is no role of this product's";
  return `${why}; ${meant ? `did you mean ${meant}? ` : ""}It has ${roles.map(({ value }) => value).join(", ")}`;
}

/** What people look for in an integration and it does not have, by what they write for it. */
const notKeptHere: readonly { readonly written: RegExp; readonly why: string }[] = [
  {
    written: /^(?:saml\w*|entityIds?|acsUrl|replyUrls?|federationMetadata\w*|sso)$/i,
    why: "belongs to single sign-on by SAML, which is not kept as code here: an integration signs in by OAuth 2.0 and OpenID Connect. Remove it",
  },
  {
    written: /^(?:scim\w*|provisioning)$/i,
    why: "belongs to the provisioning of accounts (SCIM), which is not kept as code here; set it up in the enterprise application. Remove it",
  },
  {
    written: /^(?:cloud|nationalCloud|environment|azureEnvironment)$/i,
    why: "is not asked: the permissions and the addresses are those of Microsoft's public cloud, and no other is known here. Remove it",
  },
  {
    written: /^(?:conditionalAccess|homeRealm\w*|claimsMapping\w*|tokenLifetime\w*)$/i,
    why: "is a policy of the tenant's, which stands beside its applications and not in this file. Remove it",
  },
  {
    written:
      /^(?:optionalClaims|groupMembershipClaims|groupClaims|identifierUris?|scopes|oauth2Permissions|requestedAccessTokenVersion|tokenVersion|publicClientFlows|implicitGrant|signInAudience)$/i,
    why: "is asked by a vendor's page and not by the tenant, so it stands in the definition (`vendors/<name>.yaml`, or `definition` of `vendor: custom`). Remove it here",
  },
];

const inputKeysOf = new WeakMap<VendorDefinition, ReadonlySet<string>>();

/** The keys that one vendor takes; asked of every vendor for every key that is none. */
function inputKeys(definition: VendorDefinition): ReadonlySet<string> {
  const known = inputKeysOf.get(definition) ?? new Set(Object.keys(inputsOf(definition)));
  inputKeysOf.set(definition, known);
  return known;
}

export function unknownKey(key: string, path: Path, data: unknown, within: Within): string {
  const { schema, more } = within;
  const known = [...keysAt(schema, data, path), ...(path.length === 2 ? more : [])];
  const meant = meantKey(key, known, within.ofDefinition && otherWordsOfDefinition);
  const now = formerKeys[key];
  if (key === "longestSecret" && known.includes("policy"))
    return "is written `policy: { secretLifetimeDays: { days: 180 } }` now";
  if (now !== undefined && known.includes(now)) return `is called \`${now}\` now; rename it`;
  if (key === "<<")
    return "merges another map into this one; write every key out, so that a change of it shows where it applies";
  if (secretKey.test(key))
    return "is a place for a secret; secrets never stand in this file. Remove the line, and revoke what stood there: git keeps what was committed";
  const isIntegration = path.length === 2 && path[0] === "integrations";
  const ofVendors = isIntegration ? vendorsKey(key, definitionAt(data, path, within)) : undefined;
  if (ofVendors !== undefined) return ofVendors;
  const elsewhere =
    isIntegration && meant === undefined ? notKeptHere.find(({ written }) => written.test(key)) : undefined;
  if (elsewhere !== undefined) return elsewhere.why;
  const takers = isIntegration
    ? definitions.filter((definition) => inputKeys(definition).has(key)).map(({ vendor }) => vendor)
    : [];
  if (/^(?:app(?:lication)?[ _-]?id[ _-]?uri|identifier[ _-]?uris?)$/i.test(key) && known.includes("identifierUri"))
    return `is written \`identifierUri\` here`;
  if (isIntegration && takers.length > 0)
    return `is not asked by the page of ${shown(valueAt(data, [...path, "vendor"]))}; only ${firstFew(takers)} take it. Remove it`;
  if (path[0] !== "integrations" && known.includes("Microsoft Graph")) return apiOfDefinition(key, known);
  const kind = kindMeant(key);
  if (within.ofDefinition && kind !== undefined && known.includes(kind)) return `is written \`${kind}\` here`;
  const permission = path.length >= 3 && (path[2] === "permissions" || path[2] === "omits");
  if (permission && path.length === 3) return unknownApi(key, path, data, known) ?? "is not an API";
  if (permission && path.length === 4) {
    if (kind !== undefined && known.includes(kind)) return `is written \`${kind}\` here`;
    if (kind !== undefined)
      return `is a kind of permission that the page of ${shown(valueAt(data, ["integrations", path[1] ?? "", "vendor"]))} does not ask for; it takes ${known.join(", ")}`;
  }
  if (path.length === 3 && path[2] === "appRoles")
    return unknownRole(key, definitionAt(data, path.slice(0, 2), within));
  if (path.length === 0 && typeof valueAt(data, [key]) === "object" && valueAt(data, [key, "vendor"]) !== undefined)
    return "stands at the root; an integration stands below `integrations:`, indented by two blanks";
  const place = meant === undefined ? placeFor(key, path, data, within) : undefined;
  const hint = meant ? `did you mean ${meant}? ` : place === undefined ? "" : `it stands ${place}. `;
  return `is not a key here; ${hint}Allowed: ${known.join(", ")}`;
}

/** Where else in the file a key belongs. */
function placeFor(key: string, path: Path, data: unknown, { schema, ofDefinition }: Within): string | undefined {
  if (ofDefinition)
    return key === "vendor"
      ? "in the tenant's file; the name of this one is the vendor's word, so remove it"
      : !keysAt(schema, data, path).includes("breaksWhenExpired") && keysAt(schema, data, []).includes(key)
        ? "at the beginning of a line, beside `product`"
        : path.length === 0 && knownKeys().has(key) && !keysAt(schema, data, []).includes(key)
          ? "in the tenant's file"
          : undefined;
  const integration = path[0] === "integrations" ? path.slice(0, 2) : undefined;
  const places: readonly (readonly [at: Path, words: string])[] = [
    ...(integration === undefined
      ? []
      : ([
          [integration, "beside `vendor`, in the integration itself"],
          [[...integration, "credentials", 0], "in each line of `credentials`"],
          [[...integration, "exceptions", 0], "in each entry of `exceptions`"],
          [[...integration, "mailboxes", 0], "in each entry of `mailboxes`"],
          [[...integration, "suspended"], "below `suspended`"],
        ] as const)),
    [["tenant"], "below `tenant`, at the file's beginning"],
    [[], "at the beginning of a line, beside `tenant`"],
  ];
  const found = places.find(
    ([at]) =>
      at.length !== path.length && keysAt(schema, data, at).includes(meantKey(key, keysAt(schema, data, at)) ?? ""),
  );
  return found?.[1];
}
