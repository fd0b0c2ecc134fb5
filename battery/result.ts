/** Plays a case and judges it. */
import type { Case } from "./cases.ts";
import { check } from "./checkers.ts";
import { play } from "./play.ts";
import type { Result } from "./results.ts";
import type { Story, StoryName } from "./story.ts";

/** As many findings of a checker as a report needs. */
const shown = 3;

/** @throws where the stories have none of the case's name */
export async function resultOf(one: Case, stories: ReadonlyMap<StoryName, Story>): Promise<Result> {
  const story = stories.get(one.story);
  if (!story) throw new Error(`there is no story ${one.story}`);
  const history = await play(one, story);
  const amiss = Object.entries(check(history, story)).map(([name, found]) => [name, found.slice(0, shown)]);
  return {
    id: one.id,
    class: one.class,
    story: one.story,
    reruns: history.runs.length - history.disturbed,
    amiss: Object.fromEntries(amiss),
  };
}
