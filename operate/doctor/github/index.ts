/** Every part of what the promise rests on at GitHub, in the order of docs/ci.md. */
import type { Row } from "../row.ts";
import { actions } from "./actions.ts";
import type { Send } from "./ask.ts";
import { azurePipelines } from "./azure-pipelines.ts";
import { branch } from "./branch.ts";
import { codeOwners } from "./code-owners.ts";
import { environments } from "./environments.ts";
import { identity } from "./identity.ts";
import type { Checkout, Part, Repository } from "./part.ts";
import { runner } from "./runner.ts";
import { tags } from "./tags.ts";

/** A part with its answers out of sight. */
export interface Look {
  readonly name: string;
  readonly checks: readonly string[];
  rows(send: Send, repository: Repository, checkout: Checkout): Promise<readonly Row[]>;
}

function lookBy<Answers>(part: Part<Answers>): Look {
  return {
    name: part.name,
    checks: part.checks,
    rows: async (send, repository, checkout) =>
      part.judge(await part.read(send, repository, checkout), repository, checkout),
  };
}

export const looks: readonly Look[] = [
  lookBy(branch),
  lookBy(tags),
  lookBy(codeOwners),
  lookBy(actions),
  lookBy(environments),
  lookBy(identity),
  lookBy(runner),
  lookBy(azurePipelines),
];

/** What `--only` takes: parts, and settings one by one. */
export const names: readonly string[] = looks.flatMap(({ name, checks }) => [name, ...checks]);

/**
 * The rows that are asked for; a part none of whose settings is asked for is not read.
 * @param only names of {@link names}; undefined: all
 */
export async function githubRows(
  send: Send,
  repository: Repository,
  checkout: Checkout,
  only: readonly string[] | undefined,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const look of looks) {
    const whole = only === undefined || only.includes(look.name);
    if (!whole && !look.checks.some((check) => only.includes(check))) continue;
    const found = await look.rows(send, repository, checkout);
    rows.push(...found.filter(({ check }) => whole || only.includes(check)));
  }
  return rows;
}
