/**
 * Who answers for which file: what CODEOWNERS says, and whether GitHub can follow it.
 *
 * @see https://docs.github.com/en/rest/repos/repos#list-codeowners-errors
 */
import { z } from "zod";
import type { Row } from "../row.ts";
import { type Answer, ask } from "./ask.ts";
import { type Part, pathIn, rowBy, type Setting } from "./part.ts";

const errors = z.object({ errors: z.array(z.object({ line: z.number(), kind: z.string() })) });

interface Answers {
  readonly errors: Answer<z.infer<typeof errors>>;
}

/** The lines that say something: a pattern and its owners, of which there may be none. */
function linesOf(text: string): readonly { readonly pattern: string; readonly owners: readonly string[] }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(?:^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    return pattern ? [{ pattern, owners }] : [];
  });
}

/**
 * What has no owner; the last line that fits a file decides, and one without owners takes them away.
 * @returns nothing where every file has one
 */
export function unowned(text: string): readonly string[] {
  const lines = linesOf(text);
  const all = lines.findLastIndex(({ pattern }) => pattern === "*" || pattern === "**" || pattern === "/**");
  const without = lines.slice(all + 1).filter(({ owners }) => owners.length === 0);
  const everything = all === -1 || lines[all]?.owners.length === 0 ? ["every other file"] : [];
  return [...without.map(({ pattern }) => pattern), ...everything];
}

function coverRow(codeOwners: string | undefined, subject: string): Row {
  const setting: Setting = {
    part: "code-owners",
    check: "every-file-owned",
    subject,
    expected: "every file has a code owner",
    remedy: "begin .github/CODEOWNERS with a line `* @organisation/team`, and let no line after it be without owners",
  };
  const text: Answer<string> = codeOwners === undefined ? { kind: "absent" } : { kind: "read", value: codeOwners };
  return rowBy(setting, text, "there is no CODEOWNERS", (value) => {
    const open = unowned(value);
    return [open.length === 0, open.length === 0 ? "every file" : `without owner: ${open.join(", ")}`];
  });
}

export const codeOwners: Part<Answers> = {
  name: "code-owners",
  checks: ["every-file-owned", "code-owners-known"],
  read: async (send, repository) => ({
    errors: await ask(
      send,
      pathIn(repository, `/codeowners/errors?ref=${encodeURIComponent(repository.defaultBranch)}`),
      errors,
    ),
  }),
  judge: (answers, { defaultBranch }, { codeOwners: text }) => [
    coverRow(text, "CODEOWNERS"),
    rowBy(
      {
        part: "code-owners",
        check: "code-owners-known",
        subject: defaultBranch,
        expected: "GitHub knows each owner, and each may write",
        remedy: "name a team of the organisation with write access: GitHub passes over an owner that it does not know",
      },
      answers.errors,
      "there is no CODEOWNERS",
      ({ errors: faults }) => [
        faults.length === 0,
        faults.length === 0 ? "no fault" : faults.map(({ line, kind }) => `line ${line}: ${kind}`).join(", "),
      ],
    ),
  ],
};
