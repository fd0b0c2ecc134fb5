/** Finds English in a Japanese text: what would be a sentence, or a part of one, that nobody put into Japanese. */
import { parse } from "yaml";
import { apis } from "../../catalog/apis.ts";
import { directoryRoles } from "../../catalog/directory-roles.ts";
import { vendors } from "../../components/vendors/index.ts";
import { isClause, type Value } from "../../review/clause.ts";
import type { Finding } from "../../review/finding.ts";
import { outlineOf } from "../../review/render/outline.ts";
import type { StackReport } from "../../review/report/document.ts";
import { ja } from "../../review/words/ja.ts";
import { rulesJa } from "../../review/words/rules-ja.ts";
import type { CorpusPair } from "./corpus.ts";

/** Words that join a sentence; no name of a product, a permission or a setting is one of them alone. */
const joining =
  /\b(?:the|is|are|was|has|have|it|its|and|not|no|none|nobody|only|an?|of|for|with|without|until|since|that|which|who|can|to|in|on|by|from|more|one|than|their|this)\b/i;

/** Three words in a row, of which two begin with a small letter: no name. */
const prose = /[A-Za-z]+(?:[ ,;:]+[a-z]+){2}/;

/** Text that is quoted as it is to be typed, addresses, and ids. */
const verbatim = /`[^`]*`|「[^」]*」|https?:\/\/\S+|api:\/\/\S+|[\w-]+@[\w.-]+|\{[^}]*\}/g;

/** Names with a joining word in them, and what Japanese administrators read in the same letters. */
const names = ["RBAC for Applications"];

/** The parts of a Japanese text that are English, once the names that `data` holds are taken out. */
export function englishIn(text: string, data: readonly string[]): string[] {
  const known = [...data, ...names].filter((name) => /[A-Za-z]/.test(name)).sort((a, b) => b.length - a.length);
  const rest = known.reduce(
    // A short name would be found within words.
    (left, name) => (name.length > 2 ? left.replaceAll(name, "#") : left.replaceAll(` ${name} `, " # ")),
    text.replace(verbatim, "#"),
  );
  return rest
    .split(/[\n、。「」()()・|#]/)
    .filter((part) => prose.test(part) || joining.test(part))
    .map((part) => part.trim());
}

function dataOf(value: Value | object | undefined): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  const inner =
    "code" in value && isClause(value as Value)
      ? Object.entries(value).filter(([key]) => key !== "code")
      : Object.entries(value);
  return inner.flatMap(([, each]) => dataOf(each as Value));
}

/** Everything that findings bring as data: names, ids, dates, what a person wrote. */
export function dataIn(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ integration, subject, values }) => [integration, subject, ...dataOf(values)]);
}

/** Every text below a value; of a map its keys too, where `keys`. */
export function textsOf(value: unknown, keys = false): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, keys));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [...(keys ? [key] : []), ...textsOf(each, keys)]);
}

const vendorNames = Object.values(vendors).flatMap(({ product, page, places }) => [
  product,
  page.title,
  ...places.flatMap((place) => place.split(/[:,>]/)).map((label) => label.trim()),
]);

/** Names of the field, whoever writes about it; and the note that the component leaves on every application. */
const known = [
  ...Object.keys(rulesJa),
  "Managed as code (m365-integrations): change it there, not in the portal.",
  ...vendorNames,
  ...apis.map(({ displayName }) => displayName),
  ...directoryRoles.map(({ displayName }) => displayName),
];

/** The English in the Japanese words of a report; what the tenant's file says before and after is data. */
export function englishOf(report: StackReport, { before, after }: Pick<CorpusPair, "before" | "after">): string[] {
  const written = [...textsOf(parse(before), true), ...textsOf(parse(after), true)];
  const data = [...known, ...written, ...report.findings.map(({ subject }) => subject)];
  const { sections, refusedBy, elsewhere, standing, because, compared, deployedBy, answer, remarks } = outlineOf(
    report,
    ja,
  );
  const shown = textsOf([sections, refusedBy, elsewhere, standing, because, compared, deployedBy, answer, remarks]);
  return [...new Set(shown.flatMap((text) => englishIn(text, data)))];
}
