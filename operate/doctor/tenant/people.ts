/** Whether every object id of the file is what the file takes it for. */
import { ownerId } from "../../../components/owner.ts";
import type { GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, object, type Part } from "./part.ts";

/** The types that Graph gives an object, in words. */
const kinds: Readonly<Record<string, string>> = {
  "#microsoft.graph.user": "a user",
  "#microsoft.graph.group": "a group",
  "#microsoft.graph.servicePrincipal": "an enterprise application",
  "#microsoft.graph.application": "an app registration",
  "#microsoft.graph.device": "a device",
};

/** An id where it stands. */
interface Named {
  readonly check: "owner" | "user" | "group";
  readonly id: string;
  /** What it may be. */
  readonly kinds: readonly string[];
  readonly name: string | undefined;
  readonly in: string;
}

function namedIn({ tenant, integrations }: Pick<Declared, "tenant" | "integrations">): readonly Named[] {
  const owners = tenant.owners.map((owner): Named => {
    const plain = typeof owner === "string";
    const either = ["a user", "an enterprise application"];
    return {
      check: "owner",
      id: ownerId(owner),
      kinds: plain ? either : [either["user" in owner ? 0 : 1] ?? ""],
      name: plain ? undefined : owner.name,
      in: "tenant.owners",
    };
  });
  const all = (check: "user" | "group", ids: readonly string[], integration: string) =>
    ids.map((id): Named => ({ check, id, kinds: [`a ${check}`], name: tenant.names?.[id], in: integration }));
  return [
    ...owners,
    ...integrations.flatMap(({ name, signsIn, signsInGroups = [] }) => [
      ...all("user", signsIn === "everyone" ? [] : signsIn, name),
      ...all("group", signsInGroups, name),
    ]),
  ];
}

/** Each id once for what it is taken for, with all places. */
function onceEach(named: readonly Named[]): readonly Named[] {
  return [...Map.groupBy(named, ({ check, id }) => `${check} ${id}`).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ ...first, in: [first, ...more].map((one) => one.in).join(", ") }],
  );
}

type Answers = ReadonlyMap<string, Answer<GraphObject | undefined>>;

function kindOf(found: GraphObject): string {
  return kinds[String(found["@odata.type"])] ?? `an object of the type ${found["@odata.type"]}`;
}

function nextStep({ check, id, in: place }: Named, kind: string | undefined, file: string): string {
  const where = check === "owner" ? `tenant.owners of ${file}` : `${place} in ${file}`;
  if (kind === "a group" && check === "user") return `write ${id} under \`signsInGroups\` (${where})`;
  if (kind === "a user" && check === "group") return `write ${id} under \`signsIn\` (${where})`;
  const show = { owner: "az ad sp show --id <client id>", user: "az ad user show", group: "az ad group show" }[check];
  return `write the object id that is meant, or remove it (${where}); ${show} prints one`;
}

function judge(answers: Answers, declared: Declared): Row[] {
  return onceEach(namedIn(declared)).map((named): Row => {
    const { check, id, kinds: meant, name } = named;
    const row = {
      part: "people",
      check,
      subject: id,
      expected: `${meant.join(" or ")}${name === undefined ? "" : `, ${name}`} (${named.in})`,
    };
    const answer = answers.get(id);
    if (answer === undefined || "unread" in answer)
      return {
        ...row,
        found: answer?.unread ?? "not asked",
        verdict: "not readable",
        remedy: "whoever is signed in needs Directory.Read.All",
      };
    const { read: found } = answer;
    if (found === undefined)
      return {
        ...row,
        found: "no object of this tenant",
        verdict: "wrong",
        remedy: nextStep(named, undefined, declared.file),
      };
    const kind = kindOf(found);
    const shown = `${kind}, ${found.displayName ?? "without a name"}`;
    if (!meant.includes(kind))
      return { ...row, found: shown, verdict: "wrong", remedy: nextStep(named, kind, declared.file) };
    if (name !== undefined && name !== found.displayName)
      return {
        ...row,
        found: shown,
        verdict: "wrong",
        remedy: `${declared.file} calls ${id} ${JSON.stringify(name)}: either the id or the name is another's`,
      };
    return { ...row, found: shown, verdict: "ok" };
  });
}

export const people: Part<Answers> = {
  name: "people",
  checks: ["owner", "user", "group"],
  read: async (graph, declared) => {
    const ids = [...new Set(namedIn(declared).map(({ id }) => id))];
    return new Map(
      await Promise.all(ids.map(async (id) => [id, await object(graph, `/directoryObjects/${id}`)] as const)),
    );
  },
  judge,
};
