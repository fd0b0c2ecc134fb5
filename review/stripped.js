/**
 * Loaded before a part of the review (`--import`, with `?from=` a file of stripped.ts's): a module of which that file has
 * the text without its types is taken from there, and Node does not take them out once more. What counts is the text
 * itself: a module that says anything else is read as ever. In JavaScript, or Node would have to strip this one first.
 */
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** @type {ReadonlyMap<string, string>} */
let byDigest = new Map();
try {
  const from = new URL(import.meta.url).searchParams.get("from") ?? "";
  byDigest = new Map(Object.entries(JSON.parse(readFileSync(from, "utf8"))));
} catch {
  // Damaged: everything is read as ever.
}

if (byDigest.size > 0)
  registerHooks({
    load(url, context, next) {
      if (context.format !== "module-typescript" || !url.startsWith("file:")) return next(url, context);
      const source = byDigest.get(hash("sha256", readFileSync(fileURLToPath(url))));
      return source === undefined ? next(url, context) : { format: "module", source, shortCircuit: true };
    },
  });
