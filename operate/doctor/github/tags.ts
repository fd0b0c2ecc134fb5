/**
 * Who can make and move tags. A tag may bear a branch's name, and an environment may be deployed from one.
 *
 * @see https://docs.github.com/en/rest/repos/rules#get-all-repository-rulesets
 */
import { z } from "zod";
import { type Answer, ask, askAll } from "./ask.ts";
import { type Part, pathIn, rowBy, type Setting, unread } from "./part.ts";

const listed = z.object({ id: z.number(), target: z.string().optional(), enforcement: z.string() });

const ruleset = z.object({
  name: z.string(),
  conditions: z
    .object({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }).optional() })
    .nullish(),
  rules: z.array(z.object({ type: z.string() })).default([]),
});

type Ruleset = z.infer<typeof ruleset>;

interface Answers {
  readonly list: Answer<readonly z.infer<typeof listed>[]>;
  /** Each that is in force. */
  readonly rulesets: readonly Answer<Ruleset>[];
}

/** Making a tag, moving it, and taking it away to make it again. */
const wanted = ["creation", "update", "deletion"];

function forEveryTag({ conditions }: Ruleset): boolean {
  const names = conditions?.ref_name;
  return names?.include.includes("~ALL") === true && names.exclude.length === 0;
}

const setting: Setting = {
  part: "tags",
  check: "tags-restricted",
  subject: "every tag",
  expected: "creating, moving and deleting tags is restricted",
  remedy:
    "Settings > Rules > Rulesets > New tag ruleset: all tags; Restrict creations, Restrict updates, Restrict deletions",
};

export const tags: Part<Answers> = {
  name: "tags",
  checks: ["tags-restricted"],
  async read(send, repository) {
    const list = await askAll(
      send,
      pathIn(repository, "/rulesets?targets=tag&includes_parents=true"),
      z.array(listed),
      (page) => page,
    );
    const active =
      list.kind === "read"
        ? list.value.filter(({ enforcement, target = "tag" }) => enforcement === "active" && target === "tag")
        : [];
    const rulesets: Answer<Ruleset>[] = [];
    for (const { id } of active)
      rulesets.push(await ask(send, pathIn(repository, `/rulesets/${id}?includes_parents=true`), ruleset));
    return { list, rulesets };
  },
  judge({ list, rulesets }) {
    if (list.kind !== "read") return [rowBy(setting, list, "no ruleset for tags", () => [false, ""])];
    const read = rulesets.flatMap((answer) =>
      answer.kind === "read" && forEveryTag(answer.value) ? [answer.value] : [],
    );
    const held = new Set(read.flatMap(({ rules }) => rules.map(({ type }) => type)));
    const open = wanted.filter((type) => !held.has(type));
    const hidden = rulesets.find((answer) => answer.kind === "unreadable");
    if (open.length > 0 && hidden?.kind === "unreadable") return [unread(setting, `a ruleset: ${hidden.why}`)];
    return [
      rowBy(setting, { kind: "read", value: open }, "", (missing) => [
        missing.length === 0,
        missing.length === 0 ? read.map(({ name }) => name).join(", ") : `free for every writer: ${missing.join(", ")}`,
      ]),
    ];
  },
};
