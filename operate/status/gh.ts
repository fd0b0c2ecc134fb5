/** GitHub's issues, by its own command `gh`, which takes its token from GH_TOKEN and the repository from the checkout. */
import { spawnSync } from "node:child_process";
import { z } from "zod";
import { OperationError } from "../errors.ts";
import type { Issue, IssueDeed } from "./issues.ts";

const issues = z.array(z.object({ number: z.int().positive(), title: z.string() }));

/** More are not looked at: without a search, whose index lags behind what was just opened. */
const mostIssues = 1000;

function gh(args: readonly string[], input = ""): string {
  const done = spawnSync("gh", args, { encoding: "utf8", input, maxBuffer: 64_000_000 });
  const asked = `gh ${args.slice(0, 2).join(" ")}`;
  if (done.error)
    throw new OperationError(
      `${asked} cannot be run (${(done.error as NodeJS.ErrnoException).code ?? done.error.message}): --issues takes GitHub's command gh, signed in (GH_TOKEN, or gh auth login)`,
    );
  if (done.status !== 0)
    throw new OperationError(`${asked} failed: ${done.stderr.trim() || `exit code ${done.status}`}`);
  return done.stdout;
}

/** The open issues of the checkout's repository. @throws OperationError with gh's own words */
export function openIssues(): readonly Issue[] {
  const text = gh(["issue", "list", "--state", "open", "--limit", String(mostIssues), "--json", "number,title"]);
  const read = issues.safeParse(JSON.parse(text || "[]"));
  if (read.success) return read.data;
  throw new OperationError("gh issue list answers what is no list of issues");
}

/** Does it. The text goes through stdin, whatever its length. @throws OperationError with gh's own words */
export function carryOut(deed: IssueDeed): void {
  switch (deed.deed) {
    case "open":
      return void gh(["issue", "create", "--title", deed.title, "--body-file", "-"], deed.body);
    case "update":
      return void gh(["issue", "edit", String(deed.number), "--body-file", "-"], deed.body);
    case "close":
      return void gh(["issue", "close", String(deed.number), "--comment", deed.comment]);
  }
}
