/**
 * Two stacks of one tenant that call their integrations alike, by the real engine: neither takes up what is the other's,
 * nor says anything of it, until one wants the other's name in the portal.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Document, parseDocument } from "yaml";
import { projectFolder } from "../../battery/project.ts";
import { readTenant } from "../../components/settings.ts";
import { healSandbox } from "../../operate/heal-sandbox.ts";
import { type Session, startOwnSession } from "../../sandbox/session.ts";
import type { SimulatedTenant } from "../../simulator/server.ts";
import { keepOnly } from "../tenant-file.ts";
import { sandboxDay } from "./stack.ts";
import { suitePlugins } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");
const name = "live-platform-notifications";
const folder = mkdtempSync(join(tmpdir(), "two-stacks-"));
const project = projectFolder(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The second stack: the same integration, with a name of its own in the portal or without. */
const prodFile = join(folder, "prod.yaml");
const settings = parseDocument(readFileSync(join(project, "Pulumi.dev.yaml"), "utf8"));
settings.setIn(["config", "m365-integrations:tenant"], prodFile);
writeFileSync(join(project, "Pulumi.prod.yaml"), settings.toString());

function write(file: string, change: { readonly displayName?: string; readonly issued?: string } = {}): void {
  const document = parseDocument(readFileSync(join(root, "tenants/dev.yaml"), "utf8")) as unknown as Document;
  keepOnly(document, name);
  const { displayName, issued } = change;
  if (displayName !== undefined) document.setIn(["integrations", name, "displayName"], displayName);
  if (issued !== undefined) document.setIn(["integrations", name, "credentials", 0, "issued"], issued);
  writeFileSync(file, document.toString());
}

/** Works on a stack in the folder that both share. */
async function on<Result>(
  stack: "dev" | "prod",
  work: (session: Session<SimulatedTenant>) => Promise<Result>,
): Promise<Result> {
  const session = await startOwnSession({
    root,
    project,
    folder: join(folder, "home"),
    stack,
    today: sandboxDay,
    plugins: suitePlugins,
    inherited: process.env,
    say: () => {},
  });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

const fileOf = { dev: join(folder, "tenant.yaml"), prod: prodFile };

/** What `make up` does: heals, and goes on where nobody has to decide. */
function up(stack: "dev" | "prod") {
  return on(stack, async (session) => {
    const healed = await healSandbox(root, stack, session, readTenant(fileOf[stack]));
    if (healed.waits) return { ...healed, code: undefined, steps: [], writes: session.tenant.counts.writes };
    const { code, steps } = await session.pulumi(["up", "--yes", "--skip-preview"]);
    await healed.finish();
    return { ...healed, code, steps, writes: session.tenant.counts.writes };
  });
}

test("the second stack cannot have the name that the first one's application has, and is told whose it is", async () => {
  write(fileOf.dev);
  write(fileOf.prod);
  expect(await up("dev")).toMatchObject({ code: 0, words: [] });
  const { waits, words, writes } = await up("prod");
  expect({ waits, writes }).toEqual({ waits: true, writes: 0 });
  expect(words).toEqual([
    name,
    expect.stringMatching(/ belongs to stack dev \(project m365-integrations\): it is left alone$/),
    expect.stringContaining("give this integration a `displayName` of its own"),
  ]);
});

test("nor can it have the name that the first one's secret has in the vault that both use", async () => {
  write(fileOf.prod, { displayName: "Notifications of prod" });
  const { waits, words, writes } = await up("prod");
  expect({ waits, writes }).toEqual({ waits: true, writes: 0 });
  expect(words).toEqual([
    name,
    `  the vault entry ${name}-2026-11-21 belongs to stack dev (project m365-integrations): it is left alone`,
    expect.stringContaining("give this stack a vault of its own, or the credential's line in `credentials` another"),
  ]);
});

test("with names of its own it makes its own, and each bears its stack's marker", async () => {
  write(fileOf.prod, { displayName: "Notifications of prod", issued: "2026-11-21b" });
  expect(await up("prod")).toMatchObject({ code: 0, words: [], waits: false });
  const applications = await on("dev", async ({ tenant }) => tenant.snapshot().applications);
  expect(applications.map(({ displayName, tags }) => [displayName, tags]).sort()).toEqual([
    ["Live Platform QOE Integration with Microsoft Teams", [`m365-integrations/m365-integrations/dev/${name}`]],
    ["Notifications of prod", [`m365-integrations/m365-integrations/prod/${name}`]],
  ]);
});

test.each(["dev", "prod"] as const)(
  "neither says anything of the other, and has nothing to change: %s",
  async (stack) => {
    expect(await up(stack)).toMatchObject({ code: 0, words: [], waits: false, steps: [], writes: 0 });
  },
);

test("a state that is lost takes up its own again and nothing of the other's", async () => {
  const stateFile = join(folder, "home/state/.pulumi/stacks/m365-integrations/prod.json");
  const kept = join(folder, "prod-before.json");
  copyFileSync(stateFile, kept);
  const state = JSON.parse(readFileSync(stateFile, "utf8"));
  state.checkpoint.latest.resources = state.checkpoint.latest.resources.filter(
    ({ type }: { type: string }) => type === "pulumi:pulumi:Stack",
  );
  writeFileSync(stateFile, JSON.stringify(state));
  const { words } = await on("prod", (session) => healSandbox(root, "prod", session, readTenant(fileOf.prod)));
  const [, id] = /adopt the application: (\S+)/.exec(words.join("\n")) ?? [];
  expect(id).toBe(
    JSON.parse(readFileSync(kept, "utf8")).checkpoint.latest.resources.find(({ urn }: { urn: string }) =>
      urn.endsWith("-application"),
    ).id,
  );
});
