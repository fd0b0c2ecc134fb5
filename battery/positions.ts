/**
 * Which fault each request position meets with the real engine, and which of them one run can meet. Pure.
 *
 * The engine works on several resources at once, so the i-th request of two runs need not be the same one. A position is
 * therefore a kind of request and how often it has come: the fifth PATCH of an application.
 */
import { type Case, singleFaults } from "./cases.ts";
import type { Fault, Line, Schedule, Sent } from "./fault.ts";
import { shapeOf } from "./shape.ts";
import type { StoryName } from "./story.ts";

/** One position with what it meets. */
export interface Meeting {
  readonly shape: string;
  /** Counted from 1. */
  readonly nth: number;
  readonly fault: Fault;
  readonly lasting: boolean;
}

/** Some runs of a story, each of which meets faults while it heals what the one before left. */
export interface PositionTrial {
  readonly id: string;
  readonly story: StoryName;
  readonly runs: readonly (readonly Position[])[];
}

/** A position as a case of the driven battery has it. */
export interface Position {
  readonly case: Pick<Case, "id" | "class" | "story">;
  readonly meeting: Meeting;
  /** True where the client that sent the request sends it again by itself: the run goes on. */
  readonly retried: boolean;
}

/** The requests of the stories without faults. */
export type Lines = ReadonlyMap<StoryName, readonly Pick<Line, "index" | "method" | "path" | "write">[]>;

/**
 * True where the client that sent the request sends it again by itself, and the run goes on: what Graph's, the vault's and
 * the token endpoint's clients all do with throttling and faults of the service, and with a GET whose connection was reset.
 */
function isRetried(fault: Fault, { method, path }: Pick<Sent, "method" | "path">): boolean {
  if (fault.kind !== "before" || path.startsWith("/metadata/")) return false;
  if (fault.what === "reset") return method === "GET";
  return ["429-retry-after", "429", "500", "503", "504"].includes(fault.what);
}

/** Every position of every story with one fault: the variants in turn, those of a write for writes alone. */
export function positions(lines: Lines): Position[] {
  const turns = { any: 0, write: 0 };
  return [...lines].flatMap(([story, requests]) => {
    const cases = Map.groupBy(singleFaults(new Map([[story, requests]])), ({ runs }) => runs[0]?.faults[0]?.at);
    const seen = new Map<string, number>();
    return requests.map((line): Position => {
      const choices = cases.get(line.index) ?? [];
      const turn = turns[line.write ? "write" : "any"]++;
      const chosen = choices[turn % choices.length];
      const planned = chosen?.runs[0]?.faults[0];
      if (chosen === undefined || planned === undefined) throw new Error(`no case disturbs request ${line.index}`);
      const shape = shapeOf(line);
      const nth = (seen.get(shape) ?? 0) + 1;
      seen.set(shape, nth);
      const { fault, lasting } = planned;
      return {
        case: chosen,
        meeting: { shape, nth, fault, lasting },
        retried: isRetried(fault, line),
      };
    });
  });
}

/** Of those that are got over one run meets so many at the most, from all over it. */
const mostRetried = 12;

/** So many runs in a row meet one that ends them. */
const mostInARow = 3;

/**
 * Trials in which each of the positions stands once. A run meets one that ends it at the most, and some that are got over:
 * every so-manieth, so that two of one run stand far apart. Those that come late in a run come in the later runs of a
 * trial, for what the first did is done by then.
 * @param inARow 1: each position that ends a run has a trial of its own
 */
export function positionTrials(all: readonly Position[], inARow: number = mostInARow): PositionTrial[] {
  return [...Map.groupBy(all, (one) => one.case.story)].flatMap(([story, of]) => {
    const ending = of.filter(({ retried }) => !retried);
    const retried = of.filter((one) => one.retried);
    const count = Math.max(Math.ceil(ending.length / inARow), Math.ceil(retried.length / mostRetried));
    return Array.from({ length: count }, (_, trial): PositionTrial => {
      const gotOver = retried.filter((_, at) => at % count === trial);
      const ends = Array.from({ length: inARow }, (_, run) => ending[run * count + trial]).filter(
        (one) => one !== undefined,
      );
      const [first, ...later] = ends;
      const runs = [[...(first ? [first] : []), ...gotOver], ...later.map((one) => [one])];
      return { id: `position/${story}/${trial}`, story, runs };
    });
  });
}

/**
 * The schedule of a run, and which of the positions it has met.
 * @param counts how often each shape has come in the runs before, which this one goes on from; counted on
 */
export function scheduleByShape(
  meetings: readonly Meeting[],
  counts: Map<string, number> = new Map(),
): { readonly schedule: Schedule; readonly met: ReadonlySet<Meeting> } {
  const lasting = new Map<string, Fault>();
  /** Second tries of a client: the same request again is no position of its own. */
  const owed = new Map<string, number>();
  const met = new Set<Meeting>();
  const schedule: Schedule = (sent) => {
    const request = `${sent.method} ${sent.path}`;
    const again = lasting.get(request);
    if (again !== undefined) return again;
    const debt = owed.get(request) ?? 0;
    if (debt > 0) {
      owed.set(request, debt - 1);
      return undefined;
    }
    const shape = shapeOf(sent);
    const nth = (counts.get(shape) ?? 0) + 1;
    counts.set(shape, nth);
    const meeting = meetings.find((one) => one.shape === shape && one.nth === nth);
    if (meeting === undefined) return undefined;
    met.add(meeting);
    if (meeting.lasting) lasting.set(request, meeting.fault);
    else owed.set(request, debt + 1);
    return meeting.fault;
  };
  return { schedule, met };
}
