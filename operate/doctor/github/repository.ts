/** Which repository is meant, and what GitHub says of it. */
import { z } from "zod";
import { OperationError, UsageError } from "../../errors.ts";
import { ask, type Send } from "./ask.ts";
import { pathIn, type Repository } from "./part.ts";

/** A repository's name, not yet looked up. */
export type Named = Pick<Repository, "owner" | "name">;

const form = /^([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)\/([A-Za-z0-9._-]+)$/;

/** @throws UsageError for anything but `owner/name` */
export function namedBy(text: string): Named {
  const [, owner, name] = form.exec(text) ?? [];
  if (owner === undefined || name === undefined || name === "." || name === "..")
    throw new UsageError(`${JSON.stringify(text)} is no repository: write owner/name`);
  return { owner, name };
}

/** The repository of a git remote's address; undefined where it has no such form. It may carry a password, so it is never shown. */
export function inRemote(address: string): string | undefined {
  const path = /^(?:[a-z+]+:\/\/[^/]+\/|[^/:@]+@[^/:]+:)(.+?)(?:\.git)?\/?$/.exec(address.trim())?.[1];
  return path !== undefined && form.test(path) ? path : undefined;
}

const shape = z.object({
  id: z.number(),
  name: z.string(),
  private: z.boolean(),
  default_branch: z.string(),
  owner: z.object({ id: z.number(), login: z.string(), type: z.string() }),
});

/** @throws OperationError where it cannot be read: then nothing else of it can */
export async function lookedUp(send: Send, named: Named, token: string | undefined): Promise<Repository> {
  const answer = await ask(send, pathIn(named), shape);
  if (answer.kind !== "read") {
    const why = answer.kind === "unreadable" ? answer.why : "there is none";
    const next = token === undefined ? "; set GH_TOKEN to a token that may read it" : "";
    throw new OperationError(`${named.owner}/${named.name} is not readable: ${why}${next}`);
  }
  const { id, name, owner, private: isPrivate, default_branch: defaultBranch } = answer.value;
  return {
    owner: owner.login,
    name,
    ownerId: owner.id,
    id,
    ownedByOrganization: owner.type === "Organization",
    private: isPrivate,
    defaultBranch,
  };
}
