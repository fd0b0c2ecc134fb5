/**
 * Takes the types out of modules: their files on its input, a JSON list; on file descriptor 3 the text of each without
 * types, by the digest of the text with them. A process of its own, because Node keeps what it needs for it.
 */
import { hash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

/** A file that is no module that can be read is left to whoever loads it. */
function stripped(file: string): [digest: string, text: string][] {
  try {
    const text = readFileSync(file);
    return [[hash("sha256", text), stripTypeScriptTypes(text.toString())]];
  } catch {
    return [];
  }
}

const files = JSON.parse(readFileSync(0, "utf8")) as readonly string[];
writeFileSync(3, JSON.stringify(Object.fromEntries(files.flatMap(stripped))));
