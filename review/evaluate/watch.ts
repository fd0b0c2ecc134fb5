/**
 * What an evaluation begins and does not end. In the engine an input may resolve that is refused here, an output may be
 * known, a timer may go off: whatever did not come to its end may have been anything, so each has a name.
 */

/** Something of the program that did not come to its end. */
export interface Unseen {
  /**
   * `unregistered`: a resource whose inputs or options never resolved. `unrun`: code that waits for an output.
   * `unanswered`: a property of a lookup's answer that was asked for and is not there. `running`: what goes on after the
   * program's end.
   */
  readonly what: "unregistered" | "unrun" | "unanswered" | "running";
  /** Type token of the resource or lookup; empty where it is neither. */
  readonly type: string;
  /** Name of the resource, property of the answer, or kind of what goes on. */
  readonly name: string;
  /** Why, in one line: the error, or that nothing was answered. */
  readonly why: "rejected" | "unknown" | "pending";
  readonly error: string;
}

/** A resource as the SDK names it. */
interface Named {
  readonly __pulumiType?: string;
  readonly __name?: string;
}

/** An output as far as watching needs it. */
export interface WatchedOutput {
  resources(): ReadonlySet<Named>;
  readonly isKnown: Promise<boolean>;
}

interface Begun {
  readonly type: string;
  readonly name: string;
  error: string;
  failed: boolean;
}

interface Waiting {
  readonly on: Named | undefined;
  state: "pending" | "done" | "unknown" | "rejected";
  error: string;
}

function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** Follows one evaluation. */
export class Watch {
  readonly #begun = new Map<string, Begun[]>();
  readonly #waiting = new Set<Waiting>();
  readonly #unanswered = new Map<string, Unseen>();

  /** A resource's constructor has been called. `urn` rejects where its registration fails. */
  begins(type: string, name: string, urn: Promise<unknown> | undefined): void {
    const begun: Begun = { type, name, error: "", failed: false };
    const key = `${type}::${name}`;
    this.#begun.set(key, [...(this.#begun.get(key) ?? []), begun]);
    urn?.catch((error: unknown) => {
      begun.failed = true;
      begun.error = firstLine(error);
    });
  }

  /** The monitor has been asked to register it. */
  registers(type: string, name: string): void {
    const key = `${type}::${name}`;
    const [first, ...others] = (this.#begun.get(key) ?? []).sort((a, b) => Number(a.failed) - Number(b.failed));
    if (first) this.#begun.set(key, others);
  }

  /**
   * Code that is to run once an output is known; call `ran` when it does.
   * @param result settles when the code, and whatever it answers, has
   */
  waits(on: WatchedOutput, result: WatchedOutput, ran: () => boolean): void {
    const [resource] = on.resources();
    const waiting: Waiting = { on: resource, state: "pending", error: "" };
    this.#waiting.add(waiting);
    result.isKnown.then(
      () => {
        if (ran()) this.#waiting.delete(waiting);
        else waiting.state = "unknown";
      },
      (error: unknown) => {
        waiting.state = "rejected";
        waiting.error = firstLine(error);
      },
    );
  }

  /** The program asked for a property of an answer that holds none of that name. */
  misses(type: string, name: string): void {
    this.#unanswered.set(`${type} ${name}`, { what: "unanswered", type, name, why: "unknown", error: "" });
  }

  /** How much is under way; the same twice in a row means that nothing moves any more. */
  get open(): number {
    return this.#waiting.size + [...this.#begun.values()].flat().length;
  }

  /** Everything that did not come to its end, each kind once. */
  unseen(): Unseen[] {
    const unregistered = [...this.#begun.values()].flat().map(
      ({ type, name, failed, error }): Unseen => ({
        what: "unregistered",
        type,
        name,

        why: failed ? "rejected" : "pending",
        error,
      }),
    );
    const unrun = [...this.#waiting].map(
      ({ on, state, error }): Unseen => ({
        what: "unrun",
        type: on?.__pulumiType ?? "",
        name: on?.__name ?? "",

        why: state === "rejected" ? "rejected" : state === "unknown" ? "unknown" : "pending",
        error,
      }),
    );
    const all = [...unregistered, ...unrun, ...this.#unanswered.values()];
    return [...new Map(all.map((entry) => [JSON.stringify(entry), entry])).values()];
  }
}
