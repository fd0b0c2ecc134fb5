/**
 * What a person sees of a run: progress while it works, then a line an integration.
 */
import { addDays } from "../components/dates.ts";
import type { IntegrationPlan } from "../components/plan.ts";
import type { Progress, Step } from "../engine/events.ts";

// Whoever reads only the first lines (`make up | head`) has not broken anything.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** Prints one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The resources that an update left standing, by URN, and a display of its progress. */
export interface Watch {
  readonly standing: ReadonlySet<string>;
  onProgress(progress: Progress): void;
}

/** Shows progress: one line that rewrites itself on a terminal; elsewhere a line for every tenth change. */
export function watch(): Watch {
  const standing = new Set<string>();
  const tty = process.stdout.isTTY;
  let done = 0;
  const show = ({ phase, step }: Extract<Progress, { step: Step }>) => {
    done += 1;
    const name = step.urn.split("::").at(-1) ?? "";
    if (tty) process.stdout.write(`\r\u001b[K  ${done} ${phase === "preview" ? "planned" : "done"}: ${name}`);
    else if (phase === "update" && done % 10 === 0) say(`  ${done} changes done`);
  };
  return {
    standing,
    onProgress(progress) {
      if (progress.kind === "ended") {
        if (tty) process.stdout.write("\r\u001b[K");
        done = 0;
      } else if (progress.kind === "done") {
        if (progress.phase === "update" && progress.step.op !== "delete") standing.add(progress.step.urn);
        if (progress.step.op !== "same") show(progress);
      }
    },
  };
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

/** The engine's words for what it does, as what was done; another word stays as it is. */
const past: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
};

/** `2 created, 1 updated`. */
function counted(steps: readonly Step[]): string {
  const groups = Map.groupBy(steps, ({ op }) => op);
  return [...groups].map(([op, group]) => `${group.length} ${past[op] ?? op}`).join(", ") || "no change";
}

/** Which integration a resource belongs to: the longest name that begins it, since one name may begin with another. */
function ownerOf(urn: string, names: readonly string[]): string | undefined {
  const resource = urn.split("::").at(-1) ?? "";
  return [...names]
    .sort((a, b) => b.length - a.length)
    .find((name) => resource === name || resource.startsWith(`${name}-`));
}

/** A line an integration: vendor, resources, credential and its last valid day (UTC), and what this run changed. */
export function summary(
  plans: readonly IntegrationPlan[],
  steps: readonly Step[],
  standing: ReadonlySet<string>,
): string[] {
  const names = plans.map(({ name }) => name);
  const changed = Map.groupBy(steps, ({ urn }) => ownerOf(urn, names));
  const resources = Map.groupBy(standing, (urn) => ownerOf(urn, names));
  const rows = plans.map(({ name, vendor, credential }) => {
    const newest = credential.generations.at(-1);
    return [
      name,
      vendor,
      String(resources.get(name)?.length ?? 0),
      credential.kind,
      newest ? addDays(newest.expires, -1) : "",
      counted(changed.get(name) ?? []),
    ];
  });
  return table([["integration", "vendor", "resources", "credential", "last day", "this run"], ...rows]);
}
