/** What docs/own-vendor.md shows, block by block, as somebody copies it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const page = readFileSync(join(import.meta.dirname, "../docs/own-vendor.md"), "utf8");

const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);

/** The first block with a line that begins so. */
export function shownBlock(line: string): string {
  const found = blocks.find((text) => text.split("\n").some((each) => each.startsWith(line)));
  if (found === undefined) throw new Error(`docs/own-vendor.md shows no block with ${line}`);
  return found;
}
