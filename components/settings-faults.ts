/** What the schema refuses, in words for the person who wrote the tenant's file. */
import { z } from "zod";
import { notHeldFault } from "./apis-not-held.ts";
import { rolesOfPeople } from "./app-roles.ts";
import type { Definitions, VendorDefinition } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { defaultIdentifierUri } from "./identifier-uri.ts";
import { nearest } from "./nearest.ts";
import { apiNames, permissionFault } from "./permissions.ts";
import { definitions, inputsOf, ownApplicationKeys, tenantSchema } from "./settings-schema.ts";
import { firstFew, severalIn, severalWords } from "./several.ts";
import { textWithin } from "./text-within.ts";
import { knownDefinition, vendors } from "./vendors/index.ts";
import { daysIn } from "./written-day.ts";

type Path = readonly PropertyKey[];

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data);
}

/** The word by which a member of a union is told from the others. */
function saysOf(option: z.ZodType, key: string): unknown {
  const told = option instanceof z.ZodObject ? (option.shape[key] as z.ZodType | undefined) : undefined;
  return told instanceof z.ZodLiteral ? told.value : undefined;
}

/** The schema at a path of the data; several where a value may have several shapes. */
function schemasAt(schema: z.ZodType, data: unknown, path: Path): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional) return schemasAt(schema.unwrap() as z.ZodType, data, path);
  if (schema instanceof z.ZodPipe) return schemasAt(schema.in as z.ZodType, data, path);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator;
    const said = (data as Readonly<Record<string, unknown>> | undefined)?.[key];
    const option = schema.options.find((candidate) => saysOf(candidate as z.ZodType, key) === said);
    return option ? schemasAt(option as z.ZodType, data, path) : [];
  }
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => schemasAt(option as z.ZodType, data, path));
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const inner =
    schema instanceof z.ZodObject
      ? (schema.shape[String(key)] as z.ZodType | undefined)
      : schema instanceof z.ZodRecord
        ? (schema.valueType as z.ZodType)
        : schema instanceof z.ZodArray
          ? (schema.element as z.ZodType)
          : undefined;
  return inner === undefined ? [] : schemasAt(inner, valueAt(data, [key]), rest);
}

/** Keys that the map at a path may have. */
function keysAt(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  const keys = schemasAt(schema, data, path).flatMap((one) =>
    one instanceof z.ZodObject ? Object.keys(one.shape) : [],
  );
  return [...new Set(keys)];
}

/** The keys that a map at a path cannot do without; all of them where none is needed. */
function neededKeys(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  const shapes = schemasAt(schema, data, path).flatMap((one) => (one instanceof z.ZodObject ? [one.shape] : []));
  const needed = shapes
    .slice(0, 1)
    .flatMap((shape) => Object.entries(shape).flatMap(([key, inner]) => (inner instanceof z.ZodOptional ? [] : [key])));
  return needed.length > 0 ? [...new Set(needed)] : keysAt(schema, data, path);
}

/** Adds every key that some place of a schema takes. */
export function collectKeys(schema: z.ZodType, keys: Set<string>): void {
  if (schema instanceof z.ZodOptional) collectKeys(schema.unwrap() as z.ZodType, keys);
  else if (schema instanceof z.ZodPipe) collectKeys(schema.in as z.ZodType, keys);
  else if (schema instanceof z.ZodUnion) for (const option of schema.options) collectKeys(option as z.ZodType, keys);
  else if (schema instanceof z.ZodArray) collectKeys(schema.element as z.ZodType, keys);
  else if (schema instanceof z.ZodRecord) collectKeys(schema.valueType as z.ZodType, keys);
  else if (schema instanceof z.ZodObject)
    for (const [key, inner] of Object.entries(schema.shape)) {
      keys.add(key);
      collectKeys(inner as z.ZodType, keys);
    }
}

let every: ReadonlySet<string> | undefined;

/** Every key that some place of the file takes. */
export function knownKeys(): ReadonlySet<string> {
  if (every === undefined) {
    const keys = new Set<string>();
    collectKeys(tenantSchema, keys);
    // Read before the schema sees it (parts.ts).
    every = keys.add("parts");
  }
  return every;
}

/** Keys that had another name before the file was used by anybody. */
const formerKeys: Readonly<Record<string, string>> = { accepts: "exceptions", of: "subject" };

/** What people call a key in other languages, in the portal and in other tools: by the word without blanks and case. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  vendor: ["ベンダー", "提供元", "製品", "hersteller", "anbieter", "supplier", "product"],
  purpose: ["description", "beschreibung", "zweck", "用途", "目的", "説明", "notes", "memo"],
  contact: ["ansprechpartner", "kontakt", "担当者", "連絡先", "responsible"],
  ticket: ["チケット", "申請番号", "変更番号", "request", "change", "changenumber"],
  secretReader: ["受領者"],
  redirectUris: [
    "replyurls",
    "replyurl",
    "callbackurls",
    "callbackurl",
    "リダイレクトuri",
    "umleitungsuris",
    "umleitungsuri",
  ],
  credentials: ["資格情報", "anmeldeinformationen", "certificates"],
  permissions: ["apipermissions", "アクセス許可", "berechtigungen", "scopes"],
  exceptions: ["例外", "ausnahmen", "acceptances"],
  directoryRoles: ["roles", "entraroles", "ロール", "rollen"],
  mailboxes: ["mailbox", "メールボックス", "postfächer", "sharedmailboxes"],
  issued: ["発行日", "ausgestellt", "start", "startdate", "notbefore", "validfrom"],
  expires: ["有効期限", "gültigbis", "end", "enddate", "expiry", "expirydate", "notafter", "validto", "validuntil"],
  until: ["期限", "bis", "expires", "expiry", "enddate"],
  reason: ["理由", "begründung", "grund", "justification"],
  rule: ["規則", "regel", "finding"],
  address: ["mail", "email", "mailaddress", "メールアドレス", "adresse", "smtp"],
  sendAs: ["send", "送信", "senden"],
  receive: ["read", "受信", "empfangen"],
  signsIn: ["users", "allowedusers", "ユーザー"],
  signsInGroups: ["groups", "allowedgroups", "グループ"],
  displayName: ["表示名", "anzeigename"],
  suspended: ["disabled", "停止", "deaktiviert"],
  audience: ["multitenant", "signinaudience", "supportedaccounttypes"],
  tenant: ["テナント", "mandant", "directory"],
  integrations: ["連携", "integrationen", "applications", "apps"],
  domain: ["ドメイン", "domäne", "primarydomain"],
  owners: ["所有者", "besitzer"],
  id: ["tenantid", "テナントid", "directoryid", "mandantenid"],
  vault: ["keyvault", "キーコンテナー"],
};

/** The key that was meant, of those that may stand there: misspelt, or in other words. */
function meantKey(key: string, known: readonly string[]): string | undefined {
  const near = nearest(key.normalize("NFKC"), known);
  if (near !== undefined) return near;
  const word = key
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.-]/g, "");
  return known.find((candidate) => otherWords[candidate]?.includes(word));
}

/** Keys under which people hand over a credential. */
const secretKey =
  /^(?:.*secret(?:s|value|text|key)?|.*passw(?:or)?[dt]|pwd|passphrase|kennwort|.*(?:api|access|private|account|shared)[_-]?key|.*token|thumbprint[_-]?key|pfx|pem)$/i;

/** What the portal calls the two kinds of permission. */
const kindWords: Readonly<Record<string, RegExp>> = {
  application:
    /^(?:applications?|app(?:[ _-]?roles?)?|roles?|アプリケーション(?:の(?:アクセス)?許可)?|application permissions?)$/i,
  delegated: /^(?:delegated?|scopes?|委任(?:された|済み)?(?:の?アクセス許可)?|delegated permissions?)$/i,
};

interface Within {
  readonly schema: z.ZodType;
  /** Keys that an integration has in the caller's form beside those of the schema. */
  readonly more: readonly string[];
  /** Definitions that are none of the project's, by the word in `vendor`. */
  readonly own?: Definitions | undefined;
  /** Words of vendors of one's own, which are files. */
  readonly ownVendors?: readonly string[];
  /** A value as the file writes it, where YAML reads it as something else than text. */
  readonly written?: (path: Fault["path"]) => string | undefined;
}

function unknownApi(key: string, path: Path, data: unknown, known: readonly string[]): string | undefined {
  const [, name = "", section] = path;
  const apis: readonly string[] = apiNames();
  const kind = Object.entries(kindWords).find(([, word]) => word.test(key.normalize("NFKC")))?.[0];
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
  const kind = Object.entries(kindWords).find(([, word]) => word.test(key.normalize("NFKC")))?.[0];
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

function unknownKey(key: string, path: Path, data: unknown, within: Within): string {
  const { schema, more } = within;
  const known = [...keysAt(schema, data, path), ...(path.length === 2 ? more : [])];
  const meant = meantKey(key, known);
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
  const permission = path.length >= 3 && (path[2] === "permissions" || path[2] === "omits");
  if (permission && path.length === 3) return unknownApi(key, path, data, known) ?? "is not an API";
  if (permission && path.length === 4) {
    const kind = Object.entries(kindWords).find(([, word]) => word.test(key.normalize("NFKC")))?.[0];
    if (kind !== undefined && known.includes(kind)) return `is written \`${kind}\` here`;
    if (kind !== undefined || kindWords[key] !== undefined)
      return `is a kind of permission that the page of ${shown(valueAt(data, ["integrations", path[1] ?? "", "vendor"]))} does not ask for; it takes ${known.join(", ")}`;
  }
  if (path.length === 3 && path[2] === "appRoles")
    return unknownRole(key, definitionAt(data, path.slice(0, 2), within));
  if (path.length === 0 && typeof valueAt(data, [key]) === "object" && valueAt(data, [key, "vendor"]) !== undefined)
    return "stands at the root; an integration stands below `integrations:`, indented by two blanks";
  const place = meant === undefined ? placeFor(key, path, data, schema) : undefined;
  const hint = meant ? `did you mean ${meant}? ` : place === undefined ? "" : `it stands ${place}. `;
  return `is not a key here; ${hint}Allowed: ${known.join(", ")}`;
}

/** Where else in the file a key belongs. */
function placeFor(key: string, path: Path, data: unknown, schema: z.ZodType): string | undefined {
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

/** A key that was read as another, which it is nearly. */
export interface Renamed {
  /** Of the map that has it, by the keys as they are read. */
  readonly path: Path;
  readonly from: string;
  readonly to: string;
}

/** The keys that one can read on as those that they are nearly, where these are not there themselves. */
export function misspeltKeys(error: z.ZodError, data: unknown, { schema, more }: Within): readonly Renamed[] {
  return error.issues.flatMap(withinUnion).flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [];
    const holder = valueAt(data, issue.path);
    const known = [...keysAt(schema, data, issue.path), ...(issue.path.length === 2 ? more : [])];
    const taken = new Set(Object.keys(holder as object));
    return issue.keys.flatMap((from): Renamed[] => {
      if (secretKey.test(from) || from === "<<") return [];
      const kind = Object.entries(kindWords).find(([, word]) => word.test(from.normalize("NFKC")))?.[0];
      const former = formerKeys[from];
      const to = [former, kind, meantKey(from, known)].find((one) => one !== undefined && known.includes(one));
      if (to === undefined || taken.has(to)) return [];
      taken.add(to);
      return [{ path: issue.path, from, to }];
    });
  });
}

/** The data with keys as they were meant, each in its place among the others. */
export function renamed(data: unknown, keys: readonly Renamed[]): unknown {
  if (keys.length === 0) return data;
  const copy: unknown = structuredClone(data);
  for (const { path, from, to } of keys) {
    const holder = valueAt(copy, path) as Record<string, unknown>;
    const entries = Object.entries(holder);
    for (const [name] of entries) delete holder[name];
    for (const [name, value] of entries) holder[name === from ? to : name] = value;
  }
  return copy;
}

/** A path of data with keys as they were meant, as the file has it. */
export function asWritten(path: Fault["path"], keys: readonly Renamed[]): Fault["path"] {
  return [...keys].reverse().reduce<Fault["path"]>((changed, { path: at, from, to }) => {
    const isWithin = at.every((key, index) => String(changed[index]) === String(key)) && changed[at.length] === to;
    return isWithin ? changed.map((key, index) => (index === at.length ? from : key)) : changed;
  }, path);
}

/** Keys without which nothing below them can be read: those of the root, and `vendor`. */
export function misspeltRoots(data: unknown): readonly Renamed[] {
  const missing = (holder: unknown, path: Path, needed: readonly string[], others: readonly string[]): Renamed[] => {
    if (typeof holder !== "object" || holder === null || Array.isArray(holder)) return [];
    const keys = Object.keys(holder);
    return needed.flatMap((to) => {
      if (keys.includes(to)) return [];
      const from = keys.find((key) => !others.includes(key) && meantKey(key, [to]) === to);
      return from === undefined ? [] : [{ path, from, to }];
    });
  };
  const roots = missing(data, [], ["tenant", "integrations"], ["vault"]);
  const integrations = (renamed(data, roots) as { readonly integrations?: unknown } | undefined)?.integrations;
  if (typeof integrations !== "object" || integrations === null || Array.isArray(integrations)) return roots;
  const vendors = Object.entries(integrations).flatMap(([name, settings]) =>
    missing(settings, ["integrations", name], ["vendor"], ["definition"]),
  );
  return [...roots, ...vendors];
}

function typeName(value: unknown): string {
  if (value === null) return "nothing";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "a map" : shown(value);
}

const wanted: Readonly<Record<string, string>> = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
};

const dayKeys: readonly string[] = ["issued", "expires", "confirmed", "on", "until", "since"];

/** A value that YAML reads as something else than the text that it looks like. */
function textFault(value: unknown, path: Path, written: string | undefined): string | undefined {
  if (typeof value !== "number" && typeof value !== "boolean") return undefined;
  const source = written ?? String(value);
  const [meant] = dayKeys.includes(String(path.at(-1))) ? daysIn(source) : [];
  if (meant !== undefined) return `${source} is not written as YYYY-MM-DD; write ${meant}`;
  if (dayKeys.includes(String(path.at(-1)))) return `${source} is not a day; write YYYY-MM-DD`;
  if (path[0] === "tenant" && (path[1] === "id" || path[1] === "owners"))
    return `${source} is not an id; write it as 8-4-4-4-12 hex digits`;
  const read = typeof value === "number" ? "a number" : "true or false";
  return `${shown(source).replaceAll('"', "")} is read as ${read} by YAML; quote it: "${source}"`;
}

/** `{ since, reason }`, or the list of one that was meant. */
function mapFault(value: unknown, path: Path, data: unknown, schema: z.ZodType): string {
  const last = path.at(-1);
  const none = value === null ? "; write it or leave the key out" : "";
  if (path.length === 1 && last === "integrations")
    return Array.isArray(value)
      ? "a list stands where the integrations stand by name; write each as a key without a dash: `mailgates:` and below it `vendor: …`"
      : `${typeName(value)} stands where the integrations are expected; write each by its name: \`mailgates:\` and below it \`vendor: …\``;
  if (path[2] === "permissions" || path[2] === "omits") {
    const first = keysAt(schema, data, path)[0] ?? "Microsoft Graph";
    return path.length === 3
      ? `${typeName(value)} stands where the API is named; write { ${first}: { application: […] } }${none}`
      : `${typeName(value)} stands where the kind is named; write { ${keysAt(schema, data, path)
          .map((kind) => `${kind}: […]`)
          .join(" } or { ")} }${none}`;
  }
  if (path[0] !== "integrations" && keysAt(schema, data, path).includes("Microsoft Graph"))
    return `${typeName(value)} stands where the APIs are named; write { Microsoft Graph: { application: […] } }, or {} for none`;
  if (path.length === 2 && path[0] === "integrations" && value !== null)
    return Array.isArray(value)
      ? "a list stands where the integration's keys are expected; write them without a dash: `vendor: …`"
      : `${typeName(value)} stands where the integration's keys are expected; write below its name ${typeof value === "string" ? `\`vendor: ${value}\`` : "`vendor: …`"}`;
  const keys = neededKeys(schema, data, path);
  if (typeof value === "string" && keys.includes("issued") && keys.includes("expires")) {
    const [issued, expires, other] = value
      .split(/\s+(?:-|–|—|to|bis|until)\s+|\s*[~～〜→]\s*/)
      .map((part) => daysIn(part)[0]);
    if (issued !== undefined && expires !== undefined && other === undefined)
      return `${shown(value)} stands where a map is expected; write { issued: ${issued}, expires: ${expires} }`;
  }
  return keys.length === 0 || keys.length > 6
    ? `${typeName(value)} stands where a map is expected${none}`
    : `${typeName(value)} stands where a map is expected; write { ${keys.join(", ")} }, each with its value`;
}

/** A list that was written as its one entry, or as a text of several. */
function listFault(value: unknown, path: Path, data: unknown, schema: z.ZodType): string {
  if (typeof value === "string") {
    const several = severalIn(value, (part) => /^[A-Z][\w-]*(?:\.[\w-]+)+$/.test(part));
    if (several !== undefined) return `${shown(value)} stands where a list is expected; write ${severalWords(several)}`;
    return `${shown(value)} stands where a list is expected; write [${value.length > 60 ? "…" : value}]`;
  }
  const of = neededKeys(schema, data, [...path, 0]);
  if (typeof value === "object" && value !== null && of.length > 0)
    return `a map stands where a list is expected; begin each entry with a dash: - { ${of.map((key) => `${key}: …`).join(", ")} }`;
  const next = value === null ? "; write it or leave the key out" : "";
  return `${typeName(value)} stands where a list is expected${next}`;
}

/** What people write for true and false in other languages and programs. */
const yes = /^(?:yes|y|on|true|1|x|ja|oui|はい|有効|enabled)$/i;
const no = /^(?:no|n|off|false|0|-|nein|non|いいえ|無効|disabled)$/i;

function truthFault(value: unknown): string | undefined {
  const text = String(value).normalize("NFKC").trim();
  const meant = yes.test(text) ? "true" : no.test(text) ? "false" : undefined;
  return meant && `${shown(value)} stands where true or false is expected; write ${meant}`;
}

/** What nobody wrote, and what it looks like where one line can say that. */
function missingFault(expected: string, path: Path, data: unknown, schema: z.ZodType): string {
  if (expected === "boolean") return "is missing; write true or false";
  const keys = expected === "array" ? neededKeys(schema, data, [...path, 0]) : [];
  if (keys.length === 0 || keys.length > 6) return "is missing";
  return `is missing; write [{ ${keys.map((key) => `${key}: …`).join(", ")} }]`;
}

function typeFault(expected: string, path: Path, data: unknown, { schema, written }: Within): string {
  const value = valueAt(data, path);
  if (value === undefined) return missingFault(expected, path, data, schema);
  const place = path.map((key) => (typeof key === "number" ? key : String(key)));
  if (expected === "object" || expected === "record") return mapFault(value, path, data, schema);
  if (expected === "array") return listFault(value, path, data, schema);
  if (expected === "boolean") {
    const fault = truthFault(value);
    if (fault !== undefined) return fault;
  }
  if (expected === "string") {
    const fault = textFault(value, path, written?.(place)) ?? notOneText(value, path);
    if (fault !== undefined) return fault;
  }
  if ((expected === "number" || expected === "int") && typeof value === "string") {
    const digits = /^\D*(\d+)\D*$/.exec(value.normalize("NFKC"))?.[1];
    if (digits !== undefined) return `${shown(value)} stands where a number is expected; write ${digits}`;
  }
  const next = value === null ? "; write it or leave the key out" : "";
  return `${typeName(value)} stands where ${wanted[expected] ?? expected} is expected${next}`;
}

/** What is wrong with a word for a vendor. @param own words of vendors that are files */
/** Free text, of which several in one are one. */
const freeText: readonly string[] = ["purpose", "contact", "ticket", "secretReader", "reason", "name", "keyHolder"];

/** A map or a list where one text is expected. */
function notOneText(value: unknown, path: Path): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const texts = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const several = texts.length > 1 && texts.every((text) => typeof text === "string");
  const is = Array.isArray(value) ? "a list" : "a map";
  const key = String(path.at(-1));
  if (several && freeText.includes(key)) return `${is} stands where one text is expected; write "${texts.join(", ")}"`;
  if (several && ["vault", "domain", "id", "vendor"].includes(key))
    return `${is} stands where one text is expected; write one alone, in a text: a tenant has one`;
  if (several)
    return `${is} stands where one text is expected; write one entry for each: ${texts.map((text) => shown(text)).join(", ")}`;
  const [template] = Array.isArray(value) ? [] : Object.keys(value);
  if (template !== undefined && /^\{.*\}$|^\[object/.test(template))
    return "a map stands where text is expected, as braces open one; a placeholder ({{ … }}) was not filled in: write what belongs there";
  const meant = textWithin(value) ?? (texts.length === 1 && typeof texts[0] === "string" ? texts[0] : undefined);
  return meant === undefined
    ? undefined
    : `${is} stands where text is expected; write ${shown(meant).slice(1, -1)} alone`;
}

export function vendorFault(value: unknown, own: readonly string[]): string {
  const words = [...Object.keys(vendors), ...own];
  if (value === undefined) return `is missing; one of ${words.join(", ")}`;
  const text = typeof value === "string" ? value.normalize("NFKC").replace(/^[\s"'“”‘’]+|[\s"'“”‘’;,.]+$/g, "") : "";
  const file = /^(?:.*\/)?([\w-]+)\.(?:ya?ml|ts)$/.exec(text)?.[1];
  const plain = (name: string) =>
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  const product = definitions.find((definition) => text !== "" && plain(definition.product) === plain(text));
  const meant = product?.vendor ?? nearest(file ?? text, words);
  return `${shown(value)} is not a vendor; ${meant ? `did you mean ${meant}? ` : ""}Known: ${words.join(", ")}`;
}

function sentence(issue: z.core.$ZodIssue, data: unknown, within: Within): string {
  const value = valueAt(data, issue.path);
  // A schema with words of its own for what stands there.
  if (issue.code === "invalid_type" && value !== undefined && !issue.message.startsWith("Invalid input"))
    return issue.message;
  if (issue.code === "invalid_type") return typeFault(issue.expected, issue.path, data, within);
  if (issue.code === "invalid_union" && issue.path.at(-1) === "vendor")
    return vendorFault(value, within.ownVendors ?? []);
  if (issue.code === "too_small")
    return typeof value === "number"
      ? `${value} is too little; at least ${issue.minimum}`
      : `is empty; at least ${issue.minimum} is needed`;
  if (issue.code === "invalid_value" && issue.message.startsWith("Invalid")) {
    if (value === undefined) return "is missing";
    const only = issue.values.length === 1 && issue.values[0] === true;
    if (only)
      return `${shown(value)} is not allowed; ${yes.test(String(value)) ? "write true" : "write true, or leave the key out"}`;
    if (typeof value === "object" && value !== null)
      return `${typeName(value)} stands where one word is expected; write one entry for each, of ${firstFew(issue.values.map(String))}`;
    return `${shown(value)} is not allowed; one of ${issue.values.map(String).join(", ")}`;
  }
  return issue.message;
}

/** True where what stands is of another type than the member altogether: a map, and the member is a list. */
function isOfAnotherType(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(({ code, path }) => code === "invalid_type" && path.length === 0);
}

/** Of a value that is no member of a union, what is wrong with it as the member that it comes nearest to. */
function withinUnion(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.message !== "Invalid input") return [issue];
  const [nearestMember] = [...issue.errors].sort(
    (a, b) => Number(isOfAnotherType(a)) - Number(isOfAnotherType(b)) || a.length - b.length,
  );
  if (nearestMember === undefined || nearestMember.length === 0) return [issue];
  return nearestMember
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as z.core.$ZodIssue)
    .flatMap(withinUnion);
}

/** Every issue of zod as a fault in words. */
export function faultsOf(
  error: z.ZodError,
  data: unknown,
  within: Within = { schema: tenantSchema, more: [] },
): Fault[] {
  return error.issues.flatMap(withinUnion).flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, issue.path, data, within) }));
    return [{ path, message: sentence(issue, data, within) }];
  });
}
