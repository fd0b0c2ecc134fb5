/**
 * What a person sees of a run: progress while it works, then a line an integration.
 */
import { addDays } from "../components/dates.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { cut, table } from "../components/table.ts";
import { nameIn, typeIn } from "../components/urn.ts";
import type { Changes, Progress, Step } from "../engine/events.ts";

/** Prints one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The type of the component that an integration is (components/integration.ts). */
const integrationType = "m365:index:Integration";

/** Steps that are parts of a replacement, which the engine tells beside it. */
const replacementParts: readonly string[] = ["create-replacement", "delete-replaced"];

/** What a run did to each resource of the stack, and which of them exist afterwards. */
export interface Tally {
  add(step: Step): void;
  /** Each change once, in the order of completion. */
  changes(): readonly Step[];
  /** The number of resources that exist, by the integration they belong to; undefined: to none. */
  existing(): ReadonlyMap<string | undefined, number>;
  /** The integration that a resource belongs to. */
  ownerOf(urn: string): string | undefined;
}

/** A provider that the engine adds by itself, where a resource names none; its own sums leave it out. */
function isDefaultProvider(urn: string): boolean {
  return typeIn(urn).startsWith("pulumi:providers:") && nameIn(urn).startsWith("default");
}

/** Counts by parents, as the engine tells them: a resource's name says nothing about its integration. */
export function tally(): Tally {
  const parents = new Map<string, string | undefined>();
  const changes = new Map<string, Step>();
  const existing = new Set<string>();
  const ownerOf = (urn: string): string | undefined => {
    for (let at: string | undefined = urn; at; at = parents.get(at))
      if (typeIn(at) === integrationType) return nameIn(at);
    return undefined;
  };
  return {
    add(step) {
      if (isDefaultProvider(step.urn)) return;
      parents.set(step.urn, step.parent);
      if (step.op === "delete") existing.delete(step.urn);
      else existing.add(step.urn);
      if (step.op !== "same" && !replacementParts.includes(step.op)) changes.set(`${step.op} ${step.urn}`, step);
    },
    changes: () => [...changes.values()],
    existing: () => new Map([...Map.groupBy(existing, ownerOf)].map(([name, urns]) => [name, urns.length])),
    ownerOf,
  };
}

/** Where progress is shown: a terminal of so many columns, or something that keeps every line. */
export interface Display {
  /** Undefined: no terminal. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** This process's stdout. */
export const display: Display = {
  get columns() {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
  },
  write: (text) => void process.stdout.write(text),
};

/** The changes of an update, and a display of its progress. */
export interface Watch {
  readonly tally: Tally;
  onProgress(progress: Progress): void;
}

/** How many resources the preview found to change; the engine counts a replacement once. */
function announced(changes: Changes): number {
  return Object.entries(changes).reduce((sum, [op, count]) => (op === "same" ? sum : sum + count), 0);
}

/** Shows progress: one line that rewrites itself on a terminal; elsewhere a line for every tenth change. */
export function watch(to: Display = display): Watch {
  const counted = tally();
  const seen = new Set<string>();
  let total: number | undefined;
  const clear = () => {
    if (to.columns !== undefined) to.write("\r\u001b[K");
  };
  const show = (line: string) => {
    clear();
    to.write(cut(line, (to.columns ?? 80) - 1));
  };
  return {
    tally: counted,
    onProgress(progress) {
      if (progress.kind === "ended") {
        clear();
        if (progress.phase === "preview") total = announced(progress.changes);
        seen.clear();
        return;
      }
      if (progress.kind !== "done") return;
      const { phase, step } = progress;
      if (phase === "update") counted.add(step);
      // A component tells twice that it is done, once for itself and once for its outputs.
      if (seen.has(step.urn) || replacementParts.includes(step.op) || isDefaultProvider(step.urn)) return;
      if (phase === "preview") {
        seen.add(step.urn);
        if (to.columns !== undefined) show(`  ${seen.size} compared: ${nameIn(step.urn)}`);
      } else if (step.op !== "same") {
        seen.add(step.urn);
        const done = total === undefined ? String(seen.size) : `${seen.size} of ${total}`;
        if (to.columns !== undefined) show(`  ${done} done: ${nameIn(step.urn)}`);
        else if (seen.size % 10 === 0) to.write(`  ${done} changes done\n`);
      }
    },
  };
}

/** The engine's words for what it does, as what was done; another word stays as it is. */
const past: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
};

/** `2 created, 1 updated`. */
export function counted(steps: readonly Step[]): string {
  const groups = Map.groupBy(steps, ({ op }) => op);
  return [...groups].map(([op, group]) => `${group.length} ${past[op] ?? op}`).join(", ") || "no change";
}

/**
 * A line an integration: vendor, resources, credential and its last valid day (UTC), and what this run changed; then those
 * that the file no longer has, what belongs to none, and the sum.
 * @param columns the terminal's width; undefined: as wide as it needs
 * @param leftOut names of those that the run left out
 */
export function summary(
  resolvedIntegrations: readonly ResolvedIntegration[],
  run: Tally,
  columns?: number,
  leftOut: readonly string[] = [],
): string[] {
  const changed = Map.groupBy(run.changes(), ({ urn }) => run.ownerOf(urn));
  const existing = run.existing();
  const known = resolvedIntegrations.map(({ name }) => name);
  const row = (owner: string | undefined, name: string, vendor: string, credential = "", lastDay = ""): string[] => [
    name,
    vendor,
    String(existing.get(owner) ?? 0),
    credential,
    lastDay,
    owner !== undefined && leftOut.includes(owner) ? "not applied" : counted(changed.get(owner) ?? []),
  ];
  const removed = [...new Set([...changed.keys(), ...existing.keys()])]
    .filter((name) => name !== undefined)
    .filter((name) => !known.includes(name))
    .sort();
  const sum = [...existing.values()].reduce((total, count) => total + count, 0);
  const rows = [
    ["integration", "vendor", "resources", "credential", "last day", "this run"],
    ...resolvedIntegrations.map(({ name, vendor, credential }) => {
      const newest = credential.schedule.at(-1);
      return row(name, name, vendor, credential.kind, newest && addDays(newest.expires, -1));
    }),
    ...removed.map((name) => row(name, name, "(no longer in the file)")),
    row(undefined, "(stack)", "(shared by all)"),
    ["total", "", String(sum), "", "", counted(run.changes())],
  ];
  return table(rows, [0, 1], columns);
}
