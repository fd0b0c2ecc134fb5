/** Whether every object id of the file is what the file takes it for, and whether it can do what it is there for. */
import {
  type DirectoryObjectType,
  directoryObjects,
  directoryObjectType,
} from "../../../components/directory-objects.ts";
import { ownerId } from "../../../components/owner.ts";
import { writtenPlace } from "../../../components/parts.ts";
import type { Graph, GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, object, type Part } from "./part.ts";

/** An id where it stands. */
interface Named {
  readonly check: "owner" | "user" | "group";
  readonly id: string;
  /** What it may be. */
  readonly types: readonly DirectoryObjectType[];
  readonly name: string | undefined;
  readonly deploys: boolean;
  readonly at: readonly string[];
}

function namedIn({ tenant, integrations }: Pick<Declared, "tenant" | "integrations">): readonly Named[] {
  const owners = tenant.owners.map((owner, index): Named => {
    const plain = typeof owner === "string";
    const id = ownerId(owner);
    return {
      check: "owner",
      id,
      types: plain ? ["user", "servicePrincipal"] : ["user" in owner ? "user" : "servicePrincipal"],
      name: (plain ? undefined : owner.name) ?? tenant.names?.[id],
      deploys: !plain && owner.deploys === true,
      at: [`tenant.owners[${index}]`],
    };
  });
  const all = (check: "user" | "group", ids: readonly string[], at: string) =>
    ids.map(
      (id, index): Named => ({
        check,
        id,
        types: [check],
        name: tenant.names?.[id],
        deploys: false,
        at: [`${at}[${index}]`],
      }),
    );
  return [
    ...owners,
    ...integrations.flatMap((one) => {
      const { signsIn, signsInGroups = [], inRoles } = one;
      return inRoles === undefined
        ? [
            ...all("user", signsIn === "everyone" ? [] : signsIn, `${writtenPlace(one)}.signsIn`),
            ...all("group", signsInGroups, `${writtenPlace(one)}.signsInGroups`),
          ]
        : inRoles.flatMap(({ role, users, groups }) => [
            ...all("user", users, `${writtenPlace(one)}.appRoles.${role}.users`),
            ...all("group", groups, `${writtenPlace(one)}.appRoles.${role}.groups`),
          ]);
    }),
  ];
}

/** Each id once for what it is taken for, with all places. */
function onceEach(named: readonly Named[]): readonly Named[] {
  return [...Map.groupBy(named, ({ check, id }) => `${check} ${id}`).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ ...first, at: [first, ...more].flatMap(({ at }) => at) }],
  );
}

/** The object, and what its own collection tells beyond that; undefined where that may not be read. */
interface Found {
  readonly object: GraphObject;
  readonly more: GraphObject | undefined;
}

type Answers = ReadonlyMap<string, Answer<Found | undefined>>;

/** What each collection is asked of one of its objects: what says whether it can sign in, or be assigned. */
const asked: Partial<Readonly<Record<DirectoryObjectType, string>>> = {
  user: "/users/{id}?$select=id,accountEnabled,userType",
  servicePrincipal: "/servicePrincipals/{id}?$select=id,accountEnabled",
};

function typeOf(found: GraphObject): DirectoryObjectType | undefined {
  return directoryObjectType(String(found["@odata.type"]));
}

async function lookedUp(graph: Graph, id: string): Promise<Answer<Found | undefined>> {
  const answer = await object(graph, `/directoryObjects/${id}`);
  if ("unread" in answer || answer.read === undefined) return answer as Answer<undefined>;
  const type = typeOf(answer.read);
  const path = type && asked[type];
  const more = path === undefined ? undefined : await object(graph, path.replace("{id}", id));
  return { read: { object: answer.read, more: more && "read" in more ? more.read : undefined } };
}

function words(found: GraphObject): string {
  const type = typeOf(found);
  return type === undefined ? `an object of the type ${found["@odata.type"]}` : directoryObjects[type];
}

function nextStep({ check, id, at }: Named, type: DirectoryObjectType | undefined, file: string): string {
  const where = `${at.join(", ")} in ${file}`;
  const inRole = at.some((path) => path.includes(".appRoles."));
  if (type === "group" && check === "user")
    return `write ${id} under \`${inRole ? "groups" : "signsInGroups"}\` (${where})`;
  if (type === "user" && check === "group") return `write ${id} under \`${inRole ? "users" : "signsIn"}\` (${where})`;
  const show = { owner: "az ad sp show --id <client id>", user: "az ad user show", group: "az ad group show" }[check];
  return `write the object id that is meant, or remove it (${where}); ${show} prints one`;
}

/** Without an owner no application is made; without one that signs in, the others go on. */
function harm({ check }: Named): Pick<Row, "stops" | "leavesOut"> {
  return check === "owner" ? { stops: true } : { leavesOut: true };
}

/** What keeps somebody from signing in who is what the file takes them for. */
function disabledRemedy({ check, deploys, id }: Named): string {
  if (check === "user")
    return `Entra refuses them (AADSTS50057): enable the account (az ad user update --id ${id} --account-enabled true), or name another`;
  return deploys
    ? `no run signs in with it: enable it (az ad sp update --id ${id} --set accountEnabled=true)`
    : "an owner that cannot sign in keeps nothing in anybody's hands: enable it, or name another";
}

function judged(named: Named, { object: found, more }: Found, row: Omit<Row, "found" | "verdict">, file: string): Row {
  const { check, types, name, id, deploys } = named;
  const type = typeOf(found);
  const guest = more?.userType === "Guest" ? "a guest" : undefined;
  const shown = `${guest ?? words(found)}, ${found.displayName ?? "without a name"}`;
  if (type === undefined || !types.includes(type)) {
    const remedy = nextStep(named, type, file);
    return { ...row, found: shown, verdict: "wrong", ...harm(named), remedy };
  }
  if (more?.accountEnabled === false)
    return {
      ...row,
      found: `${shown}, sign-in disabled`,
      verdict: "wrong",
      ...(deploys && { stops: true }),
      remedy: disabledRemedy(named),
    };
  if (name !== undefined && name !== found.displayName)
    return {
      ...row,
      found: shown,
      verdict: "wrong",
      remedy: `${file} calls ${id} ${JSON.stringify(name)}: either the id or the name is another's`,
    };
  if (guest !== undefined && check === "owner")
    return {
      ...row,
      found: shown,
      verdict: "wrong",
      remedy:
        "an owner from another organisation can make itself a credential of the application: name one of this tenant",
    };
  return { ...row, found: shown, verdict: "ok" };
}

function judge(answers: Answers, declared: Declared): Row[] {
  return onceEach(namedIn(declared)).map((named): Row => {
    const { check, id, types, name, at } = named;
    const meant = types.map((type) => directoryObjects[type]).join(" or ");
    const row = {
      part: "people",
      check,
      subject: id,
      expected: `${meant}${name === undefined ? "" : `, ${name}`}`,
      at,
    };
    const answer = answers.get(id);
    if (answer === undefined || "unread" in answer)
      return {
        ...row,
        found: answer?.unread ?? "not asked",
        verdict: "not readable",
        remedy: "whoever is signed in needs Directory.Read.All",
      };
    if (answer.read !== undefined) return judged(named, answer.read, row, declared.file);
    return {
      ...row,
      found: "no object of this tenant",
      verdict: "wrong",
      ...harm(named),
      remedy: nextStep(named, undefined, declared.file),
    };
  });
}

export const people: Part<Answers> = {
  name: "people",
  checks: ["owner", "user", "group"],
  read: async ({ graph }, declared) => {
    const ids = [...new Set(namedIn(declared).map(({ id }) => id))];
    return new Map(await Promise.all(ids.map(async (id) => [id, await lookedUp(graph, id)] as const)));
  },
  judge,
};
