/** The tenant's clock: whoever starts the tenant owns it, and nothing in the simulator looks at the machine's. */

/** A clock that can be moved. */
export interface Clock {
  now(): Date;
  /** Moves the clock to an instant (ISO, or a Date), forwards or backwards. @throws RangeError where it is none */
  set(instant: Date | string): void;
  /** Moves the clock by so many milliseconds. @throws RangeError where it is no number */
  fastForward(milliseconds: number): void;
}

function valid(milliseconds: number, given: unknown): number {
  if (Number.isNaN(new Date(milliseconds).getTime())) throw new RangeError(`${String(given)} is no instant of a clock`);
  return milliseconds;
}

/** A clock that runs on from `begins`. @param elapsed milliseconds since it began; left out: it stands until it is moved */
export function clockFrom(begins: Date | string, elapsed: () => number = () => 0): Clock {
  let origin = valid(new Date(begins).getTime(), begins);
  return {
    now: () => new Date(origin + elapsed()),
    set: (instant) => {
      origin = valid(new Date(instant).getTime(), instant) - elapsed();
    },
    fastForward: (milliseconds) => {
      origin = valid(origin + milliseconds, milliseconds);
    },
  };
}
