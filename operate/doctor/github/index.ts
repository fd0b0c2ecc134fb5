/** Every part of what the promise rests on at GitHub, in the order of docs/ci.md. */
import type { Row } from "../row.ts";
import type { Send } from "./ask.ts";
import { branch } from "./branch.ts";
import { environments } from "./environments.ts";
import type { Checkout, Part, Repository } from "./part.ts";

type Rows = (send: Send, repository: Repository, checkout: Checkout) => Promise<readonly Row[]>;

function rowsOf<Answers>(part: Part<Answers>): Rows {
  return async (send, repository, checkout) =>
    part.judge(await part.read(send, repository, checkout), repository, checkout);
}

/** By the names that `--only` takes. */
export const parts: Readonly<Record<string, Rows>> = {
  [branch.name]: rowsOf(branch),
  [environments.name]: rowsOf(environments),
};
