/** The project's program in a folder of its own, as a checkout holds it. */
import { cpSync, existsSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..", "..");
const parts = [
  "components",
  "catalog",
  "operate",
  "engine",
  "recovery",
  "review",
  "sandbox",
  "simulator",
  "index.ts",
  "integrations",
  "package.json",
];

/** Copies the program into a folder; the packages and the built engine are this checkout's. @returns the folder */
export function programIn(folder: string): string {
  const built = join(root, "engine", ".build");
  for (const part of parts)
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => path !== built });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  if (existsSync(built)) symlinkSync(built, join(folder, "engine", ".build"));
  return folder;
}
