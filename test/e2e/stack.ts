/**
 * A stack of one's own on a tenant of one's own, by the real engine: a project folder that links to the checkout and
 * keeps its settings, state and tenant to itself.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Document, parseDocument } from "yaml";
import { projectFolder } from "../../battery/project.ts";
import type { IntegrationsOutput, SecretsOutput } from "../../components/outputs.ts";
import type { Outcome } from "../../engine/pulumi.ts";
import type { Plugins } from "../../sandbox/environment.ts";
import { type Session, type SessionOptions, startOwnSession } from "../../sandbox/session.ts";
import type { SimulatedTenant } from "../../simulator/server.ts";
import { keepOnly } from "../tenant-file.ts";
import { suitePlugins } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");
/** The integrations of tenants/dev.yaml on which the tests rest. */
const six = ["servicenow", "mailgates", "teamconnect", "live-platform", "live-platform-notifications", "app-connect"];

/** The newest `issued` of tenants/dev.yaml. */
export const sandboxDay = "2026-11-21";

/** One stack under test. */
export interface Stack extends Session<SimulatedTenant> {
  /** Everything the stack wrote: state, tenant, log. */
  readonly folder: string;
  readonly log: string;
  /** Writes the tenant's file: dev.yaml with changes, or any text. */
  settings(change: ((document: Document) => void) | string): void;
  /** `pulumi up --yes`, which previews first. */
  up(...flags: string[]): Promise<Outcome>;
  /** `pulumi up` without its preview: half the time, where the preview is not what is looked at. */
  apply(...flags: string[]): Promise<Outcome>;
  integrations(): Promise<IntegrationsOutput>;
  secrets(): Promise<SecretsOutput>;
  /** `op name`, sorted: what an outcome did. */
  done(outcome: Outcome): string[];
}

/** Every file below a folder, links aside. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * Starts a stack; `close` ends it and removes its folder.
 * @param furnish puts into the sandbox's folder what stands there before
 * @param vendorsApplications vendors' own applications, of which the deployer may make principals
 */
export async function startStack(
  plugins: Plugins = suitePlugins,
  inherited: Record<string, string | undefined> = process.env,
  furnish: (home: string) => void = () => {},
  vendorsApplications: SessionOptions["vendorsApplications"] = [],
): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), "stack-"));
  furnish(join(folder, "home"));
  const log = join(folder, "engine.log");
  const project = projectFolder(folder);
  const session = await startOwnSession({
    root,
    project,
    folder: join(folder, "home"),
    stack: "dev",
    today: sandboxDay,
    plugins,
    inherited,
    vendorsApplications,
    say: () => {},
    log,
  });
  const output = async (name: string, ...flags: string[]) => {
    const { code, stdout, stderr } = await session.pulumi(["stack", "output", name, "--json", ...flags], {
      confidential: true,
    });
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as unknown;
  };
  return {
    ...session,
    folder,
    log,
    settings(change) {
      const document = parseDocument(readFileSync(join(root, "tenants/dev.yaml"), "utf8")) as unknown as Document;
      // What else dev.yaml comes to hold changes no count of these tests.
      keepOnly(document, ...six);
      if (typeof change !== "string") change(document);
      writeFileSync(join(folder, "tenant.yaml"), typeof change === "string" ? change : document.toString());
    },
    up: (...flags) => session.pulumi(["up", "--yes", ...flags]),
    apply: (...flags) => session.pulumi(["up", "--yes", "--skip-preview", ...flags]),
    integrations: async () => (await output("integrations")) as IntegrationsOutput,
    secrets: async () => (await output("secrets", "--show-secrets")) as SecretsOutput,
    done: ({ steps }) =>
      steps.map(({ op, urn }) => `${op} ${urn.split("::").slice(2).join("::").split("$").at(-1)}`).sort(),
    close: async () => {
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a failed outcome told, as one text. */
export function told({ diagnostics, stderr, stdout }: Outcome): string {
  return [...diagnostics.map(({ message }) => message), stderr, stdout].join("\n");
}
