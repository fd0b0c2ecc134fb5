/**
 * The runs that the battery disturbs: a first up, an added integration, a generation appended, the former one retired, and
 * the new one retired because it leaked before anybody used it. Each is the world before it, the program that it applies, and what a run without faults makes of them.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, parseDocument } from "yaml";
import { counted, type Fact, factsOf, granting } from "./facts.ts";
import { type FaultyWire, faultyWire, type Line } from "./fault.ts";
import { type Program, programOf } from "./program.ts";
import { type Outcome, update } from "./update.ts";
import { freshWorld, pluginsOver, routesOf, type World, worldLike } from "./world.ts";

/** The names of the stories. */
export const storyNames = ["first-up", "added", "appended", "retired", "emergency"] as const;
export type StoryName = (typeof storyNames)[number];

/** A story without a fault. */
export interface Story {
  readonly name: StoryName;
  /** Copied for every case. */
  readonly before: World;
  readonly program: Program;
  /** Every request of the run without faults, in its order. */
  readonly requests: readonly Line[];
  /** How often each fact stands in the tenant after it. */
  readonly after: ReadonlyMap<string, number>;
  /** Grants that may stand at some moment: those before and those after. */
  readonly mayBeGranted: ReadonlySet<string>;
  /** Facts that it takes away. */
  readonly retired: ReadonlySet<string>;
  /** Credentials that somebody uses all the time: those before it that it does not retire, by id. */
  readonly inUse: readonly Fact[];
  /** Requests of a run that finds nothing to do. */
  readonly quietRequests: number;
}

/** The integration that the story `added` adds: both kinds of consent and a secret. */
const added = "mailgates";

type Change = (document: Document) => void;
type Settings = { readonly integrations: Record<string, { readonly credentials: readonly object[] }> };

function integrations(document: Document): [string, Settings["integrations"][string]][] {
  return Object.entries((document.toJS() as Settings).integrations);
}

const changes: Readonly<Record<"whole" | "without" | "appended" | "retired" | "emergency", Change>> = {
  whole: () => {},
  without: (document) => {
    document.deleteIn(["integrations", added]);
  },
  appended: (document) => {
    for (const [name, { credentials }] of integrations(document))
      document.setIn(["integrations", name, "credentials"], [...credentials, next]);
  },
  retired: (document) => {
    for (const [name] of integrations(document))
      document.setIn(["integrations", name, "credentials"], [{ ...next, confirmed: "2027-02-25" }]);
  },
  emergency: (document) => {
    for (const [name] of integrations(document))
      document.setIn(["integrations", name, "emergency"], {
        reason: "the new credential leaked before anybody used it",
      });
  },
};

const next = { issued: "2027-02-19", expires: "2027-08-13" };

/** The files that a story applies, one after the other: those that stand before it, then its own. */
export const filesOf = {
  "first-up": ["whole"],
  added: ["without", "whole"],
  appended: ["whole", "appended"],
  retired: ["whole", "appended", "retired"],
  emergency: ["whole", "appended", "emergency"],
} as const satisfies Readonly<Record<StoryName, readonly (keyof typeof changes)[]>>;

/** The text of tenants/dev.yaml with a change. */
export function fileWith(change: keyof typeof changes): string {
  const document = parseDocument(readFileSync(join(import.meta.dirname, "../tenants/dev.yaml"), "utf8"));
  changes[change](document as unknown as Document);
  return document.toString();
}

/** The program for tenants/dev.yaml with a change. */
async function programWith(change: keyof typeof changes): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "battery-"));
  try {
    const file = join(folder, "tenant.yaml");
    writeFileSync(file, fileWith(change));
    return await programOf(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One run without faults, which changes the world. */
export async function cleanRun(
  program: Program,
  world: World,
): Promise<{ readonly outcome: Outcome; readonly wire: FaultyWire }> {
  const wire = faultyWire(await routesOf(world), () => undefined, { reached: () => {} });
  const outcome = await update(program, world.state, { start: pluginsOver(wire.wire), answered: wire.answered });
  if (outcome.fault !== undefined) throw new Error(`a run without faults failed: ${outcome.fault}`);
  return { outcome, wire };
}

async function storyOf(name: StoryName, before: World, program: Program): Promise<Story> {
  const world = worldLike(before);
  const { wire } = await cleanRun(program, world);
  const was = factsOf(before.directory);
  const is = factsOf(world.directory);
  const kept = new Set(is.map(({ id }) => id));
  const quiet = await cleanRun(program, world);
  if (quiet.outcome.steps.length > 0) throw new Error(`the second run of ${name} changed something`);
  return {
    name,
    before,
    program,
    requests: wire.lines,
    after: counted(is),
    mayBeGranted: new Set([...was, ...is].filter(({ kind }) => granting.includes(kind)).map(({ text }) => text)),
    retired: new Set(was.filter(({ id }) => !kept.has(id)).map(({ text }) => text)),
    inUse: was.filter(({ kind, id }) => (kind === "password" || kind === "certificate") && kept.has(id)),
    quietRequests: quiet.wire.lines.length,
  };
}

/** All stories, each begun where the runs before it end. */
export async function stories(): Promise<ReadonlyMap<StoryName, Story>> {
  const [whole, without, appended, retired, emergency] = await Promise.all([
    programWith("whole"),
    programWith("without"),
    programWith("appended"),
    programWith("retired"),
    programWith("emergency"),
  ]);
  const applied = async (...programs: readonly Program[]): Promise<World> => {
    const world = freshWorld();
    for (const program of programs) await cleanRun(program, world);
    return world;
  };
  const told = await Promise.all([
    storyOf("first-up", freshWorld(), whole),
    storyOf("added", await applied(without), whole),
    storyOf("appended", await applied(whole), appended),
    storyOf("retired", await applied(whole, appended), retired),
    storyOf("emergency", await applied(whole, appended), emergency),
  ]);
  return new Map(told.map((story) => [story.name, story]));
}
