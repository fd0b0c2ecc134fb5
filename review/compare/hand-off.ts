/** The Exchange script that a person runs: a line that no mailbox of the file explains opens something else. */
import type { Clause } from "../clause.ts";
import type { RecordedIntegration, Recording } from "../recording.ts";
import type { Difference } from "./part.ts";

const script: Clause = { code: "exchange-script" };

/** Lines with the integration's own values taken out, so that what is left is the code's. */
function lines(text: string, { name, displayName, mailboxes, resolved }: RecordedIntegration): string[] {
  const own = [
    ...mailboxes.map(({ address }) => [address, "<mailbox>"] as const),
    [resolved?.tenantId ?? "", "<tenant>"] as const,
    [`'${displayName.replaceAll("'", "''")}'`, "<name>"] as const,
    [`:${name}'`, ":<id>'"] as const,
  ];
  const neutral = own.reduce((left, [value, word]) => (value === "" ? left : left.replaceAll(value, word)), text);
  // What is a comment for a mailbox that sends nothing is the same command for one that does.
  return neutral.split("\n").map((line) => line.replace(/^\s*(?:# )?/, ""));
}

function sampled({ handOff, integrations }: Recording): string[] {
  const named = integrations.find(({ name }) => handOff && Object.hasOwn(handOff.scripts, name));
  if (!handOff || !named) return [];
  // The sample was written for the first integration that has mailboxes, whichever that was.
  return integrations.flatMap((integration) => lines(handOff.sample, integration));
}

/** Lines of an integration's script that neither the former code nor the former script explains. */
export function compareHandOff(before: Recording | undefined, after: Recording, name: string): Difference[] {
  const current = after.integrations.find((integration) => integration.name === name);
  const text = after.handOff?.scripts[name];
  // Without a script before there is no former code to hold it against; the mailboxes themselves are compared.
  if (!before?.handOff || !current || text === undefined) return [];
  const former = before.integrations.find((integration) => integration.name === name);
  const known = new Set([...sampled(before), ...(former ? lines(before.handOff.scripts[name] ?? "", former) : [])]);
  const news = [...new Set(lines(text, current))].filter((line) => line !== "" && !known.has(line));
  return news.map(
    (line): Difference => ({
      aspect: "mailbox",
      how: "added",
      subject: script,
      after: line,
      effect: "broadened",
    }),
  );
}
