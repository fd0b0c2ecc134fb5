/** A project of one's own that runs the checkout's program: for trials and tests with the real engine. */
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";

const root = join(import.meta.dirname, "..");

/** Makes a project folder below `folder` that links to the checkout; its tenant's file is `<folder>/tenant.yaml`. */
export function projectFolder(folder: string): string {
  const project = join(folder, "project");
  mkdirSync(project);
  for (const file of ["Pulumi.yaml", "package.json"]) copyFileSync(join(root, file), join(project, file));
  for (const link of ["index.ts", "node_modules"]) symlinkSync(join(root, link), join(project, link));
  const config = parseDocument(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8"));
  config.setIn(["config", "m365-integrations:tenant"], join(folder, "tenant.yaml"));
  writeFileSync(join(project, "Pulumi.dev.yaml"), config.toString());
  return project;
}
