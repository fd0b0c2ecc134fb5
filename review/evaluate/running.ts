/**
 * What a program leaves going when its evaluation has ended. In the engine it would go on, and could register something
 * that nobody recorded: a timer, a socket, a watched file, a listener for the end of the process.
 */
import { createHook } from "node:async_hooks";

/** Kinds that end by themselves, or that Node counts in `getActiveResourcesInfo`. */
const timers: readonly string[] = ["Timeout", "Immediate"];

function counts(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

/** Listeners for what is still to come. When the process exits, nothing can be registered any more; the SDK listens to it. */
function listeners(): ReadonlyMap<string, number> {
  const names = process.eventNames().filter((name) => name !== "exit");
  return new Map(names.map((name) => [String(name), process.listenerCount(name)]));
}

function more(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...after].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name);
}

let isOwn = false;

/** One turn of the event loop, which is not the program's. */
export function turn(): Promise<void> {
  return new Promise((turned) => {
    isOwn = true;
    setImmediate(turned);
    isOwn = false;
  });
}

/**
 * Follows what begins from here on. One evaluation a time: what two of them leave behind cannot be told apart.
 * @returns tells, once, the kinds of what still goes on, sorted
 */
export function followRunning(): () => Promise<string[]> {
  const open = new Map<number, string>();
  // A timer that holds no process up is in no list of Node's.
  const hook = createHook({
    init(id, type) {
      if (!isOwn && timers.includes(type)) open.set(id, type);
    },
    destroy(id) {
      open.delete(id);
    },
    trackPromises: false,
  });
  const [active, listening] = [counts(process.getActiveResourcesInfo()), listeners()];
  hook.enable();
  return async () => {
    // Node tells of a timer that was cleared a turn later.
    await turn();
    await turn();
    hook.disable();
    const others = more(active, counts(process.getActiveResourcesInfo())).filter((kind) => !timers.includes(kind));
    return [...new Set([...open.values(), ...others, ...more(listening, listeners())])].sort();
  };
}
