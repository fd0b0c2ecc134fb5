/** A sandbox of one integration, as `make up` and `make destroy` run it, in a folder of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Document, parseDocument } from "yaml";
import { projectFolder } from "../../battery/project.ts";
import { keptNameAdvice } from "../../operate/handover/kept-name.ts";
import { writeSheets } from "../../operate/handover/sheets.ts";
import { healSandbox } from "../../operate/heal-sandbox.ts";
import { leftOutOfSandbox } from "../../operate/left-out-sandbox.ts";
import { dueLine } from "../../operate/status/table.ts";
import { type Run, runSandbox } from "../../sandbox/run.ts";
import { keepOnly } from "../tenant-file.ts";
import { suitePlugins } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** Makes the folder; `remove` takes it away. */
export function sandbox() {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const project = projectFolder(folder);
  const write = (names: string | readonly string[], change: (document: Document) => void = () => {}) => {
    const document = parseDocument(readFileSync(join(root, "tenants/dev.yaml"), "utf8")) as unknown as Document;
    keepOnly(document, ...[names].flat());
    change(document);
    writeFileSync(join(folder, "tenant.yaml"), document.toString());
  };
  write("live-platform-notifications");
  const home = join(folder, "home");
  const settings = {
    root,
    project,
    stack: "dev",
    tenantFile: "../tenant.yaml",
    folder: home,
    out: join(folder, "out"),
    plugins: suitePlugins,
    inherited: process.env,
    machineDay: "2035-01-01",
  } as const;
  return {
    folder,
    home,
    settings,
    write,
    directory: join(home, "tenant", "directory.json"),
    stateFile: join(home, "state/.pulumi/stacks/m365-integrations/dev.json"),
    async run(what: "up" | "destroy", change: Partial<Run> = {}) {
      const lines: string[] = [];
      const say = (line: string) => void lines.push(line);
      const heal: Run["heal"] = (session, tenant, leftOut) => healSandbox(root, "dev", session, tenant, leftOut);
      const operate = { writeSheets, heal, leaveOut: leftOutOfSandbox, advice: keptNameAdvice, due: dueLine };
      const code = await runSandbox({ ...settings, ...operate, say, warn: say, ...change }, what);
      return { code, lines, text: lines.join("\n") };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
