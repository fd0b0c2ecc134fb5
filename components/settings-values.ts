/** Values that several keys of the tenant's file take: ids, days, texts and words of a choice. */
import { z } from "zod";
import { namesOf } from "./asked.ts";
import { type EditorHints, hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { integrationNameFault, integrationNameHints } from "./integration-name.ts";
import { nearest } from "./nearest.ts";
import { idFault, idHints, normalId } from "./object-id.ts";
import { codePointName } from "./plain-text.ts";
import { looksSecret, secretPattern } from "./secret-shapes.ts";
import { dayFault, dayHints } from "./written-day.ts";

/** For editors: no entry stands twice. What differs in form alone the rules of the whole file see. */
export const unique = { uniqueItems: true };

/** A check whose sentence is the fault's message; `undefined` passes. */
export function checked<T extends z.ZodType>(schema: T, fault: (value: z.output<T>) => string | undefined) {
  return schema.superRefine((value, context) => {
    const message = fault(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}

/** An id as a person may write it, in the form that the directory answers. */
export function id(what: string, description = "An object id: 8-4-4-4-12 hex digits") {
  return checked(z.string().meta({ description, ...hinted(idHints) }), (text) => idFault(text, what)).transform(
    normalId,
  );
}

export const userId = id("a user's object id (Users › … › Object ID)");

export const groupId = id("a group's object id (Groups › … › Object ID)");

export const day = checked(z.string().meta(hinted(dayHints)), dayFault).describe("A day in UTC, YYYY-MM-DD");

export const textHints: EditorHints = {
  name: "Text",
  hints: [
    { not: secretPattern, say: "Has the shape of a secret; secrets never stand in this file. Revoke it if it is real" },
    {
      not: "[！-～]{3}[０-９]Ｑ～[！-～]{20}",
      say: "Has the shape of a client secret in full-width letters; secrets never stand in this file. Revoke it",
    },
    {
      not: "\\$\\{[\\w.-]+\\}|\\{\\{.*\\}\\}|<%.*%>|^=[A-Z]{2,}\\(|^<[^<>@]+>$",
      say: "Still has a placeholder; write what belongs there",
    },
    { not: "[\\n\\r]", say: "Stands on several lines; write it on one" },
    { not: "&(?:nbsp|amp|lt|gt|quot|apos|#\\d+);", say: "Holds HTML; write the signs themselves" },
    { not: "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", say: "Holds a character that nobody sees; type the text again" },
    { is: "[\\s\\S]*\\S[\\s\\S]*", say: "Empty; write it or leave the key out" },
  ],
};

/** A letter of another alphabet within a word of Latin ones: Cyrillic о is read as o. */
const lookAlike =
  /\p{Script=Latin}\p{M}*([\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}])|([\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}])\p{M}*(?=\p{Script=Latin})/u;

/** Of a value, which is not shown. */
export const secretHere = "has the shape of a secret; secrets never stand in this file. Revoke it if it is real";

/** Text that lands in the portal, in logs and in the state: never a credential, and what it looks like. */
export function text(longest: number) {
  return checked(z.string().meta({ maxLength: longest, ...hinted(textHints) }), (value) => {
    if (value.trim() === "") return "is empty; write it or leave the key out";
    if (value.length > longest) return `has ${value.length} characters; at most ${longest}`;
    if (/[\n\r]/.test(value)) return "stands on several lines; write it on one";
    const [placeholder] = /\$\{[\w.-]+\}|\{\{.*?\}\}|<%.*?%>|^=[A-Z]{2,}\(.*|^<[^<>@]+>$/.exec(value) ?? [];
    if (placeholder !== undefined) return `still has the placeholder ${shown(placeholder)}; write what belongs there`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value))
      return `${shown(value)} holds a character that nobody sees; write plain text on one line (in double quotation marks, \\ begins an escape)`;
    if (looksSecret(value)) return secretHere;
    const [, behind, before] = lookAlike.exec(value) ?? [];
    const other = behind ?? before;
    if (other !== undefined)
      return `has a letter that is not what it looks like: ${other} (${codePointName(other)}) among Latin ones; type the word again`;
    return undefined;
  });
}

/** Who somebody is, in words: an id in it would be taken for theirs. */
export const nameOfSomebody = text(100).refine((name) => !/[0-9a-f]{8}-[0-9a-f]{4}-/i.test(name), {
  error: "holds an id, which a reader would take for the owner's; write who it is, in words",
});

export const integrationName = checked(z.string().meta(hinted(integrationNameHints)), integrationNameFault);

export const serviceReference = checked(text(120), (value) =>
  value === value.trim() ? undefined : `${shown(value)} begins or ends with a blank; write it without`,
);

/** The choice of one word among those of a definition, each with what it means. */
export function wordOf(choice: Readonly<Record<string, { readonly label: { readonly en: string } }>>, what: string) {
  const words = namesOf(choice);
  const each = words.map((word) => `${word}: ${choice[word]?.label.en ?? ""}`).join("; ");
  return z
    .enum(words as [string, ...string[]], {
      error: ({ input }) => {
        if (input === undefined) return `is missing; the page has several ${what}s, one of ${words.join(", ")}`;
        const given = String(input);
        const labels = words.map((word) => choice[word]?.label.en ?? "");
        const label = nearest(given, labels);
        const meant = nearest(given, words) ?? words[labels.indexOf(label ?? "")];
        return `${shown(input)} is not a ${what} of this vendor; ${meant ? `did you mean ${meant}? ` : ""}Allowed: ${words.join(", ")}`;
      },
    })
    .meta({
      description: each,
      // The YAML language server's, as in operate/editor-schema.ts.
      enumDescriptions: words.map((word) => choice[word]?.label.en ?? ""),
      errorMessage: `No ${what} of this vendor; its page has ${words.join(", ")}`,
    });
}
