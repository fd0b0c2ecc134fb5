/** A GitHub that tells what a test wants: a repository with every setting as it has to be, and what the test changes of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reply, Send } from "../../operate/doctor/github/ask.ts";
import { githubRows } from "../../operate/doctor/github/index.ts";
import type { Checkout } from "../../operate/doctor/github/part.ts";
import { lookedUp } from "../../operate/doctor/github/repository.ts";
import type { Row } from "../../operate/doctor/row.ts";

/** Bodies by path, in the form of GitHub's reference. Without `page` and `per_page`. */
export type Bodies = Readonly<Record<string, unknown>>;

/** What the repository's own files say. */
export const checkout: Checkout = {
  azurePipelines: true,
  applies: ["tenant"],
  reads: ["tenant-read"],
  codeOwners: "* @contoso/security-reviewers\n",
};

/** A fresh copy each time, to be changed. */
export function well(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, "well.json"), "utf8"));
}

export const notFound: Reply = { status: 404, body: { message: "Not Found" }, spent: false };
export const notProtected: Reply = { status: 404, body: { message: "Branch not protected" }, spent: false };
export const notAccessible: Reply = {
  status: 403,
  body: { message: "Resource not accessible by integration" },
  spent: false,
};

function isReply(value: unknown): value is Reply {
  return typeof value === "object" && value !== null && "status" in value && "spent" in value;
}

/** What GitHub answers to a path. A protection that nobody wrote down is none; anything else is not found. */
export function replyOf(bodies: Bodies, path: string): Reply {
  const [, bare = ""] = /^(.*?)(?:[?&]per_page=100&page=1)?$/.exec(path) ?? [];
  const body = bodies[bare];
  if (isReply(body)) return body;
  if (body !== undefined) return { status: 200, body, spent: false };
  return /\/branches\/[^/]+\/protection$/.test(bare) ? notProtected : notFound;
}

export function telling(bodies: Bodies): Send {
  return async (path) => replyOf(bodies, path);
}

/** The rows of one part. */
export async function rowsOf(part: string, bodies: Bodies, files: Checkout = checkout): Promise<readonly Row[]> {
  const send = telling(bodies);
  const repository = await lookedUp(send, { owner: "contoso", name: "m365" }, "token");
  return githubRows(send, repository, files, [part]);
}

/** Of each row what is decided about it. */
export function decided(rows: readonly Row[]): readonly string[] {
  return rows.map(({ check, subject, verdict, found }) => `${check} ${subject}: ${verdict}: ${found}`);
}

/** Only what is not well. */
export function amiss(rows: readonly Row[]): readonly string[] {
  return decided(rows.filter(({ verdict }) => verdict !== "ok"));
}
