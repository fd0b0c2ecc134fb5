/** Where in the tenant's file a finding stands. */
import { isDeepStrictEqual } from "node:util";
import { type Document, isSeq } from "yaml";
import { placeOfIntegration } from "../../components/parts.ts";
import { locate, type ParsedYaml, parseYaml } from "../../components/settings-yaml.ts";
import type { Report } from "../report/index.ts";

/** `integrations.mailgates.exceptions[2]` → its keys; a key in between may hold spaces. */
function keysOf(path: string): (string | number)[] {
  return path.split(".").flatMap((part) => {
    const [key = "", ...indexes] = part.split("[");
    return [key, ...indexes.map((index) => Number.parseInt(index, 10))];
  });
}

/** True for the entry of a list that a finding is about: the value itself, or what one of its keys says. */
function isAbout(item: unknown, subject: string): boolean {
  if (typeof item === "object" && item !== null) return Object.values(item).some((value) => value === subject);
  return item === subject;
}

/** A path of an integration as the file has it: a part stands below its entry. */
function placeOf(document: Document, path: readonly (string | number)[]): readonly (string | number)[] {
  const [section, name, ...rest] = path;
  if (section !== "integrations" || typeof name !== "string") return path;
  const place = placeOfIntegration(name, (keys) => document.hasIn(keys));
  // What the entry says for all its parts stands beside them.
  const [, entry = name] = place;
  const isShared = place.length > 2 && rest.length > 0 && !document.hasIn([...place, ...rest.slice(0, 1)]);
  return isShared && document.hasIn([section, entry, ...rest.slice(0, 1)])
    ? [section, entry, ...rest]
    : [...place, ...rest];
}

/** The entry of a list at this path that the subject names; the path itself where it is no list, or has none. */
function valuePath(document: Document, path: readonly (string | number)[], subject: string): (string | number)[] {
  const at = subject === "" ? undefined : document.getIn(path);
  if (!isSeq(at)) return [...path];
  const items = at.toJS(document) as readonly unknown[];
  const index = items.findIndex((item) => isAbout(item, subject));
  return index < 0 ? [...path] : [...path, index];
}

/** Keys as a path: `integrations.netwrix.parts.exchange.credentials[0]`. */
function shownPath(keys: readonly (string | number)[]): string {
  return keys.map((key, at) => (typeof key === "number" ? `[${key}]` : `${at > 0 ? "." : ""}${key}`)).join("");
}

/** The report with a line at every finding whose place the file has. */
export function withLines(report: Report, text: string): Report {
  return withLinesOf(report, parseYaml(text));
}

/** {@link withLines} of a file that has been parsed. */
export function withLinesOf(report: Report, { document, lines }: Pick<ParsedYaml, "document" | "lines">): Report {
  const findings = report.findings.map((finding) => {
    const { path, subject } = finding;
    if (path === "") return finding;
    const keys = keysOf(path);
    const place = placeOf(document, keys);
    const line = locate(document, lines, valuePath(document, place, subject))?.line;
    return {
      ...finding,
      // Of a part the file has another place than its name says.
      ...(!isDeepStrictEqual(place, keys) && { path: shownPath(place) }),
      ...(line !== undefined && { line }),
    };
  });
  return { ...report, findings };
}
