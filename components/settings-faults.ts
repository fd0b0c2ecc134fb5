/** What the schema refuses, in words for the person who wrote the tenant's file. */
import { z } from "zod";
import { type Fault, shown } from "./faults.ts";
import { asWritten, misspeltKeys, type Renamed, renamed } from "./misspelt-keys.ts";
import { nearest } from "./nearest.ts";
import { withinUnion } from "./schema-issues.ts";
import { keysAt, neededKeys, type Path, schemasAt, valueAt } from "./schema-keys.ts";
import { definitions, tenantSchema } from "./settings-schema.ts";
import { firstFew, severalIn, severalWords } from "./several.ts";
import { textWithin } from "./text-within.ts";
import { unknownKey, type Within } from "./unknown-key.ts";
import { vendors } from "./vendors/index.ts";
import { daysIn } from "./written-day.ts";

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

/** The words that may stand at a path, where there are only these. */
function wordsAt(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  return schemasAt(schema, data, path).flatMap((one) => (one instanceof z.ZodEnum ? one.options.map(String) : []));
}

/** A list that was written as its one entry, or as a text of several. */
function listFault(value: unknown, path: Path, data: unknown, schema: z.ZodType): string {
  if (typeof value === "string") {
    const several = severalIn(value, (part) => /^[A-Z][\w-]*(?:\.[\w-]+)+$/.test(part));
    if (several !== undefined) return `${shown(value)} stands where a list is expected; write ${severalWords(several)}`;
    return `${shown(value)} stands where a list is expected; write [${value.length > 60 ? "…" : value}]`;
  }
  const of = neededKeys(schema, data, [...path, 0]);
  const words = wordsAt(schema, data, [...path, 0]);
  if (words.length > 0 && words.length < 7)
    return `${typeName(value)} stands where a list is expected; write a list of ${words.join(", ")}`;
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
  const words = expected === "array" ? wordsAt(schema, data, [...path, 0]) : [];
  if (words.length > 0 && words.length < 7) return `is missing; write a list of ${words.join(", ")}`;
  const keys = expected === "array" ? neededKeys(schema, data, [...path, 0]) : [];
  if (keys.length === 0 || keys.length > 6) return "is missing";
  return `is missing; write [{ ${keys.map((key) => `${key}: …`).join(", ")} }]`;
}

function typeFault(expected: string, path: Path, data: unknown, { schema, written, ofDefinition }: Within): string {
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
    const word = ["zero", "one", "two", "three", "four", "five"].indexOf(value.trim().toLowerCase());
    const digits = word < 0 ? /^\D*(\d+)\D*$/.exec(value.normalize("NFKC"))?.[1] : String(word);
    if (digits !== undefined) return `${shown(value)} stands where a number is expected; write ${digits}`;
  }
  const isNeeded = ofDefinition && neededKeys(schema, data, path.slice(0, -1)).includes(String(path.at(-1)));
  const next = value === null ? `; write it${isNeeded ? "" : " or leave the key out"}` : "";
  return `${typeName(value)} stands where ${wanted[expected] ?? expected} is expected${next}`;
}

/** Free text, of which several in one are one. */
const freeText: readonly string[] = [
  "purpose",
  "contact",
  "ticket",
  "secretReader",
  "reason",
  "name",
  "keyHolder",
  "product",
  "publisher",
  "title",
  "text",
  "description",
  "role",
  "does",
  "shows",
];

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
  const [[key_ = "", said] = [], ...others] = Array.isArray(value) ? [] : Object.entries(value);
  if (
    others.length === 0 &&
    typeof said === "string" &&
    /[\s>]/.test(`${key_}${said}`) &&
    !/^\w+$/.test(said) &&
    /[A-Z>]/.test(key_)
  )
    return `a map stands where text is expected, as a colon and a blank open one; quote it: "${key_}: ${said}"`;
  const meant = textWithin(value) ?? (texts.length === 1 && typeof texts[0] === "string" ? texts[0] : undefined);
  return meant === undefined
    ? undefined
    : `${is} stands where text is expected; write ${shown(meant).slice(1, -1)} alone`;
}

/** What is wrong with a word for a vendor. @param own words of vendors that are files */
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
  if (issue.code === "too_small") {
    if (typeof value === "number") return `${value} is too little; at least ${issue.minimum}`;
    const count = Array.isArray(value) ? value.length : 0;
    return count === 0
      ? `is empty; at least ${issue.minimum} ${issue.minimum === 1 ? "is" : "are"} needed`
      : `holds ${count} alone; at least ${issue.minimum} are needed`;
  }
  if (issue.code === "too_big" && issue.message.startsWith("Too big"))
    return `${typeof value === "number" ? value : `a list of ${Array.isArray(value) ? value.length : "more"}`} is too much; at most ${issue.maximum}`;
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

/**
 * Checks the data, and on with each misspelt key as the one that it is nearly: nothing that stands below one is hidden.
 * The faults' paths are those of the data as it came, `data` has the keys as they were meant.
 */
export function readOn<T extends z.ZodType>(schema: T, given: unknown, where: Omit<Within, "schema">) {
  const within = { ...where, schema };
  let data = given;
  let keys: readonly Renamed[] = [];
  const faults: Fault[] = [];
  for (;;) {
    const checked = schema.safeParse(data);
    if (checked.success) return { checked, data, keys, faults };
    const reached = keys;
    const found = faultsOf(checked.error, data, {
      ...within,
      written: (path) => within.written?.(asWritten(path, reached)),
    });
    const more = misspeltKeys(checked.error, data, within);
    const ofKeys = new Set(more.map((key) => JSON.stringify([...key.path, key.from].map(String))));
    const isMore = ({ path }: Fault) => ofKeys.has(JSON.stringify(path.map(String)));
    const told = (more.length === 0 ? found : found.filter(isMore)).map((fault) => ({
      ...fault,
      path: asWritten(fault.path, reached),
    }));
    faults.push(...told);
    if (more.length === 0) return { checked, data, keys, faults };
    keys = [...keys, ...more];
    data = renamed(data, more);
  }
}
