/** One GitHub issue a tenant: what is due stands in it while something is due, and it is closed when nothing is. Pure. */
import { markdownBlock } from "../../components/markdown.ts";
import { unknownWord } from "../errors.ts";
import type { StackStatus } from "./page.ts";
import { worst } from "./standing.ts";
import { statusTable } from "./table.ts";

/** An open issue of the repository. */
export interface Issue {
  readonly number: number;
  readonly title: string;
}

/** What is done to a tenant's issue. */
export type IssueDeed =
  | { readonly deed: "open"; readonly title: string; readonly body: string }
  | { readonly deed: "update"; readonly number: number; readonly body: string }
  | { readonly deed: "close"; readonly number: number; readonly comment: string };

/**
 * The tenants that somebody is to be woken for: a disposable one only where it is named.
 * @param disposable stacks' names
 * @throws UsageError where a name is no stack's
 */
export function woken(stacks: readonly StackStatus[], disposable: readonly string[]): readonly StackStatus[] {
  const known = stacks.map(({ stack }) => stack);
  for (const name of disposable)
    if (!known.includes(name)) throw unknownWord(`there is no stack ${JSON.stringify(name)} here`, name, known);
  return stacks.filter((one) => !one.disposable || disposable.includes(one.stack));
}

/** What is to be done about a tenant's issue. An open one of its title is brought up to date, the oldest of several. */
export function issueDeeds(
  { stack, domain, file, today, statuses }: StackStatus,
  open: readonly Issue[],
): readonly IssueDeed[] {
  const title = `Credentials of ${stack} are due`;
  const ours = open.filter((issue) => issue.title === title).sort((a, b) => a.number - b.number);
  if (worst(statuses) === "fine")
    return ours.map(({ number }) => ({ deed: "close", number, comment: "Nothing is due any more." }));
  const table = [`${domain}, ${file}, on ${today}`, "", ...statusTable(statuses)];
  const body = `${markdownBlock(table.join("\n"))}\n`;
  const [first, ...others] = ours;
  if (first === undefined) return [{ deed: "open", title, body }];
  return [
    { deed: "update", number: first.number, body },
    ...others.map(({ number }) => ({ deed: "close" as const, number, comment: `#${first.number} says it.` })),
  ];
}

/** A deed in a line. */
export function deedLine(stack: string, deed: IssueDeed): string {
  switch (deed.deed) {
    case "open":
      return `${stack}: something is due, and an issue is opened: ${deed.title}`;
    case "update":
      return `${stack}: issue #${deed.number} is brought up to date`;
    case "close":
      return `${stack}: issue #${deed.number} is closed: ${deed.comment}`;
  }
}
