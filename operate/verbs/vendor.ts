/**
 * `./integrations vendor`: a file to begin a vendor of one's own from, and the editor's schemas brought up to date.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { addDays } from "../../components/dates.ts";
import { vendorNameFault } from "../../components/own-vendors.ts";
import { UsageError } from "../errors.ts";
import type { Place } from "../stack.ts";
import { integrationLines, vendorTemplate } from "../vendor-template.ts";
import { answer, exits, runVerb, say, verbCommand } from "../verb.ts";

interface Options {
  readonly product?: string;
}

/** A secret's days where nobody says otherwise: below the 180 that tenants' policies take. */
const usualDays = 175;

function write(place: Place, vendor: string, { product }: Options): string {
  const fault = vendorNameFault(vendor);
  if (fault !== undefined) throw new UsageError(fault);
  const file = join(place.root, "vendors", `${vendor}.yaml`);
  const shown = relative(place.cwd, file) || file;
  mkdirSync(join(place.root, "vendors"), { recursive: true });
  try {
    writeFileSync(file, vendorTemplate({ vendor, product }), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UsageError(`${shown} is there already: nothing is overwritten. ./integrations check names what it lacks`);
  }
  return shown;
}

/** @returns the exit code */
export function vendor(args: readonly string[], place: Place): Promise<number> {
  const command = verbCommand(
    "vendor",
    "Writes vendors/<name>.yaml, the definition of a vendor of your own to be filled in; without a name brings the editor's schemas up to date.",
    ["The keys of the file: docs/own-vendor.md", "", "Exit codes: 0 done · 2 called wrongly"],
  )
    .argument(
      "[name]",
      "the word for it in the tenants' files: words of a to z and 0 to 9 joined by hyphens, a letter first",
    )
    .option("--product <name>", "the product's name as the vendor writes it")
    .action(async (name: string | undefined, options: Options) => {
      if (name === undefined && options.product !== undefined)
        throw new UsageError("--product of which vendor? Name it");
      const shown = name === undefined ? undefined : write(place, name, options);
      const { writeSchemas } = await import("../write-schemas.ts");
      const notes = writeSchemas(place.root);
      if (name === undefined || shown === undefined) {
        for (const line of notes) say(line);
        answer("Written: tenants/tenant.schema.json, vendors/vendor.schema.json");
        return;
      }
      answer(`Written: ${shown}. Fill it in by the vendor's page, then let ./integrations check name what is missing.`);
      answer("Then write into the tenant's file, below `integrations:`, and check again:");
      answer("");
      answer(integrationLines(name, place.day, addDays(place.day, usualDays)));
    });
  return runVerb(command, args, () => exits.fine);
}
