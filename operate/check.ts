/**
 * `npm run check [-- <file>…]`: validates tenants' files and nothing else. No engine, no network.
 */
import { globSync } from "node:fs";
import { SettingsError } from "../components/faults.ts";
import { readTenant } from "../components/settings.ts";

/** One line for a good file, the whole report for a bad one. */
function checkFile(file: string): { ok: boolean; text: string } {
  try {
    const { integrations } = readTenant(file);
    const count = Object.keys(integrations).length;
    return { ok: true, text: `${file}: ${count} ${count === 1 ? "integration" : "integrations"}, no faults` };
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, text: error.message };
    throw error;
  }
}

const named = process.argv.slice(2);
const results = (named.length > 0 ? named : globSync("tenants/*.{yaml,yml}").sort()).map(checkFile);
for (const { ok, text } of results) (ok ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = results.length > 0 && results.every(({ ok }) => ok) ? 0 : 1;
