/**
 * `make up` in one folder after the other, as whoever started this process asks: the run's own code, with the engine
 * itself, program and plugins in this process (served.ts). A fault that kills kills all of it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runSandbox } from "../sandbox/run.ts";
import type { Session } from "../sandbox/session.ts";
import { readKept } from "../simulator/directory/file.ts";
import { factsOf, granting } from "./facts.ts";
import { faultyWire } from "./fault.ts";
import { type Meeting, scheduleByShape } from "./positions.ts";
import { resultsFolder } from "./results.ts";
import { sandboxIn, trialIn } from "./sandbox.ts";
import { type Served, serveEngine } from "./served.ts";

const root = join(import.meta.dirname, "..");

/** One run that is asked for. */
export interface Order {
  readonly folder: string;
  /** `SIMULATOR_LAG`, where it is to be set. */
  readonly variables: Readonly<Record<string, string>>;
  /** What requests of its `pulumi up` meet. */
  readonly meetings: readonly Meeting[];
  /** How often each shape of request has come in the runs that this one goes on from. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What came of it. */
export interface Report {
  readonly code: number;
  readonly text: string;
  /** Milliseconds that it took to compare state and tenant, and to put the state right. */
  readonly healing: number;
  /** Which of the positions came, by their place in the order. */
  readonly met: readonly number[];
  /** How often each shape of request has come by now. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was granted at some moment of the run, as facts. */
  readonly granted: readonly string[];
}

/** Everything that was granted while a tenant answered, however short. */
async function grantedIn(folder: string, session: Session): Promise<string[]> {
  const kept = readKept(sandboxIn(folder).directory)?.directory;
  if (kept === undefined) return [];
  const ever = { ...kept };
  const history = await session.history();
  for (const name of ["appRoleAssignments", "delegatedGrants", "roleAssignments"] as const) {
    const rows = new Map<string, unknown>(kept[name]);
    for (const { changes } of history)
      for (const { collection, id, after } of changes) if (collection === name && after !== null) rows.set(id, after);
    (ever as Record<string, unknown>)[name] = rows;
  }
  return factsOf(ever)
    .filter(({ kind }) => granting.includes(kind))
    .map(({ text }) => text);
}

async function played(served: Served, { folder, variables, meetings, counts }: Order): Promise<Report> {
  const came = new Map(Object.entries(counts));
  const { schedule, met } = scheduleByShape(meetings, came);
  let armed = false;
  const { wire, died, answered } = faultyWire(
    (url, init) => fetch(url, init),
    (sent) => (armed ? schedule(sent) : undefined),
    { reached: () => {} },
  );
  // No handler of this process may run any more.
  void died.then(() => process.kill(process.pid, "SIGKILL"));
  const text: string[] = [];
  let healing = 0;
  let session: Session | undefined;
  const trial = trialIn(folder);
  const code = await runSandbox(
    {
      ...trial,
      // Those of the front of PATH; they are the stand-ins all the same.
      plugins: "real",
      inherited: { ...process.env, ...variables, PATH: served.path },
      heal: async (opened, tenant) => {
        session = opened;
        served.surround({
          environment: opened.env,
          now: opened.tenant.clock.now,
          wire,
          answered,
          certificate: readFileSync(opened.tenant.certificateFile, "utf8"),
        });
        process.send?.("healing");
        const began = performance.now();
        const healed = await trial.heal(opened, tenant);
        healing = performance.now() - began;
        // What heals comes before the faults of a run, as in the driven battery.
        armed = true;
        return healed;
      },
      say: (line) => void text.push(line),
      warn: (line) => void text.push(line),
    },
    "up",
  ).catch((error: unknown) => {
    text.push(error instanceof Error ? error.message : String(error));
    return 1;
  });
  return {
    code,
    text: text.join("\n"),
    healing,
    met: meetings.flatMap((meeting, at) => (met.has(meeting) ? [at] : [])),
    counts: Object.fromEntries(came),
    granted: session === undefined ? [] : await grantedIn(folder, session),
  };
}

/** The folder with the engine that was built for this checkout. */
function engineFolder(): string {
  const build = join(root, "engine", ".build");
  const [found] = readdirSync(build).filter((name) => /^v[\d.]+-[0-9a-f]+$/.test(name));
  if (found === undefined) throw new Error("there is no engine yet: run make up once");
  return join(build, found, "bin");
}

/** A process that plays, and is started anew where a fault has killed it. */
export interface Player {
  /**
   * @param healing told when the run begins to compare state and tenant
   * @returns undefined where the run was killed, by a fault of its own or from outside
   */
  play(order: Order, healing?: () => void): Promise<Report | undefined>;
  /** SIGKILL. */
  kill(): void;
  close(): void;
}

/** @param name one player of this name at a time */
export function openPlayer(name: string): Player {
  let child: ChildProcess | undefined;
  const start = (): ChildProcess =>
    fork(import.meta.filename, [name], { cwd: root, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  return {
    kill: () => child?.kill("SIGKILL"),
    play: (order, healing) => {
      child ??= start();
      const of = child;
      return new Promise((resolve) => {
        const gone = () => {
          child = undefined;
          resolve(undefined);
        };
        const heard = (message: Report | "healing") => {
          if (message === "healing") return healing?.();
          of.off("exit", gone);
          of.off("message", heard);
          resolve(message);
        };
        of.once("exit", gone);
        of.on("message", heard);
        of.send(order);
      });
    },
    close: () => void child?.kill(),
  };
}

if (import.meta.main) {
  const folder = join(resultsFolder, "served", process.argv[2] ?? "");
  const served = await serveEngine(folder, engineFolder(), process.env.PATH ?? "");
  process.on("message", (order: Order) => void played(served, order).then((report) => process.send?.(report)));
  process.on("disconnect", () => process.exit());
}
