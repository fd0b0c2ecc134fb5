/**
 * The shape of the tenant's file, as zod schemas built from the vendor definitions: each vendor takes the inputs that
 * its page asks of the customer and no others. The JSON Schema for editors comes from the same schemas.
 */

import { z } from "zod";
import { notHeldFault } from "./apis-not-held.ts";
import { membersForm, rolesOfPeople } from "./app-roles.ts";
import {
  addableOf,
  alwaysWritesRoles,
  namesOf,
  omittableOf,
  type RolesAsked,
  redirectsAsked,
  rolesAsked,
  rolesToWrite,
  templatesOf,
  typedOn,
  variantsOf,
} from "./asked.ts";
import { askedAs, needsAll, type ScheduledKind, scheduledWays } from "./asked-credential.ts";
import { isDay, issueDay } from "./dates.ts";
import type { AddablePermissions, FederatedAsked, Platform, RedirectUrisOn, VendorDefinition } from "./definition.ts";
import { forbidden, proposing, unproposed } from "./editor-conditions.ts";
import { type EditorHints, hintDefinition, hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { identifierUriFault, identifierUriHints, takesAnyName } from "./identifier-uri.ts";
import { addressFault, addressHints } from "./mail-address.ts";
import { nearest } from "./nearest.ts";
import { idFault, idHints, isId, normalId } from "./object-id.ts";
import { keysOfAPart } from "./parts.ts";
import { type ApiName, apiNames, type Kind, permissionFault, permissionNames } from "./permissions.ts";
import { codePointName } from "./plain-text.ts";
import { redirectUriFault, redirectUriHints, shownUri, uriWithoutPathHints } from "./redirect-uri.ts";
import { directoryRoleFault, directoryRoleNames } from "./roles.ts";
import { ruleNames } from "./rule-names.ts";
import { looksSecret, secretPattern } from "./secret-shapes.ts";
import { conditionDefinitions, fileConditions, seeing } from "./settings-conditions.ts";
import { integrationNameFault, integrationNameHints } from "./settings-rules.ts";
import { severalIn, severalWords } from "./several.ts";
import type { Bounds } from "./tenant-policy.ts";
import { textWithin } from "./text-within.ts";
import { vaultFault, vaultHints } from "./vault-id.ts";
import { vendors } from "./vendors/index.ts";
import { dayFault, dayHints, issueFault, issueHints } from "./written-day.ts";

export const definitions: readonly VendorDefinition[] = Object.values(vendors);

/** The ids of the definitions that name every rule of the review and every directory role. */
export const rulesId = "Rules of the review";
export const rolesId = "Entra directory roles";

/** For editors: no entry stands twice. What differs in form alone the rules of the whole file see. */
const unique = { uniqueItems: true };

/** A check whose sentence is the fault's message; `undefined` passes. */
export function checked<T extends z.ZodType>(schema: T, fault: (value: z.output<T>) => string | undefined) {
  return schema.superRefine((value, context) => {
    const message = fault(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}

/** An id as a person may write it, in the form that the directory answers. */
function id(what: string, description = "An object id: 8-4-4-4-12 hex digits") {
  return checked(z.string().meta({ description, ...hinted(idHints) }), (text) => idFault(text, what)).transform(
    normalId,
  );
}

const ownerPlace =
  "the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)";
const userId = id("a user's object id (Users › … › Object ID)");
const groupId = id("a group's object id (Groups › … › Object ID)");

const day = checked(z.string().meta(hinted(dayHints)), dayFault).describe("A day in UTC, YYYY-MM-DD");

const textHints: EditorHints = {
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
    if (looksSecret(value))
      return "has the shape of a secret; secrets never stand in this file. Revoke it if it is real";
    const [, behind, before] = lookAlike.exec(value) ?? [];
    const other = behind ?? before;
    if (other !== undefined)
      return `has a letter that is not what it looks like: ${other} (${codePointName(other)}) among Latin ones; type the word again`;
    return undefined;
  });
}

/** Who somebody is, in words: an id in it would be taken for theirs. */
const nameOfSomebody = text(100).refine((name) => !/[0-9a-f]{8}-[0-9a-f]{4}-/i.test(name), {
  error: "holds an id, which a reader would take for the owner's; write who it is, in words",
});

const ofOwner = {
  name: nameOfSomebody.optional().describe("Who it is, for readers of the file and of the review"),
  deploys: z.literal(true).optional().describe("This one runs `pulumi up`; at most one owner does"),
};

const ownerForms =
  "write an object id, `servicePrincipal: <object id>` or `user: <object id>`, the latter two with `deploys: true` for the one that deploys";

/** What stands where an owner is expected, and is none. */
function ownerFault(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `is not an owner; ${ownerForms}`;
  const { user, servicePrincipal, group, ...rest } = value as Record<string, unknown>;
  if (group !== undefined) return "names a group, which cannot own an application; name its users one by one";
  if (user !== undefined && servicePrincipal !== undefined)
    return "names a user and a service principal; write two entries, a dash before each";
  const named = user ?? servicePrincipal;
  if (named === undefined) {
    const key = Object.keys(rest)[0] ?? "";
    if (isId(key)) return `stands in braces; write ${normalId(key)} alone`;
    const value = shown(rest[key]).replaceAll('"', "");
    const meant = nearest(key, ["servicePrincipal", "user"]);
    if (meant !== undefined) return `has the key ${shown(key)}; write ${meant}: ${value}`;
    if (/^(?:app|client|application)[_-]?id$/i.test(key))
      return `is told by ${key}: ${value}, and an owner is an object: write \`servicePrincipal: <object id>\` (Enterprise applications › … › Object ID)`;
    if (/^(?:object[_-]?)?id$/i.test(key))
      return `has the key ${shown(key)}; write user: ${value} or servicePrincipal: ${value}`;
    return `names nobody; ${ownerForms}`;
  }
  if (named === null || ["number", "boolean"].includes(typeof named) || Array.isArray(named))
    return `has ${user === undefined ? "servicePrincipal" : "user"}: ${Array.isArray(named) ? "a list" : shown(named)}, which is no id; write one object id there, 8-4-4-4-12 hex digits`;
  const bare = typeof named === "object" && named !== null ? Object.keys(named)[0] : undefined;
  if (bare !== undefined && isId(bare)) return `has an id in braces; write ${normalId(bare)}`;
  if (rest.deploys !== undefined && rest.deploys !== true)
    return `has deploys: ${shown(rest.deploys)}; write \`deploys: true\` for the one that deploys, and leave it out of the others`;
  const unknown = Object.keys(rest).find((key) => !["name", "deploys"].includes(key));
  if (unknown !== undefined) {
    const meant = nearest(unknown, ["name", "deploys"]);
    return `has the key ${shown(unknown)}${meant ? `; did you mean ${meant}?` : ""} An owner takes user or servicePrincipal, name and deploys`;
  }
  return `is not an owner; ${ownerForms}`;
}

const ownerId = id(ownerPlace);
const owner = z.union(
  [ownerId, z.strictObject({ servicePrincipal: ownerId, ...ofOwner }), z.strictObject({ user: ownerId, ...ofOwner })],
  { error: ({ input }) => ownerFault(input) },
);

const ofScheduled = {
  issued: checked(z.string().meta(hinted(issueHints)), issueFault).describe(
    "Day of issue in UTC; a second credential on one day gets a letter: 2026-11-21b",
  ),
  expires: day.describe("The first day on which the credential is dead, in UTC"),
  confirmed: day.optional().describe("The day a person saw the vendor use it everywhere it is typed"),
  confirmations: z
    .array(
      z.strictObject({
        place: text(300).describe("One of the vendor's places, as the hand-over sheet prints it"),
        on: day,
        by: text(100).describe("Who saw it"),
      }),
    )
    .min(1)
    .optional()
    .describe("Who saw it in use where, a place an entry; `./integrations rotate --confirm` writes it"),
};

/** The public part of a key that somebody else made. */
const ofCertificate = {
  certificate: z
    .string()
    .optional()
    .describe(
      "Path, relative to this file, of the public certificate (PEM) whose private key the vendor or you made and keep. Without it key and certificate are made here",
    ),
  keyHolder: text(200).optional().describe("Who holds that private key, and makes the next one: a person or a team"),
};

/** What one line of the schedule may say, by what the vendor's page takes. */
function scheduledOf(definition: VendorDefinition) {
  const kinds = scheduledWays(definition).map(({ kind }) => kind);
  const taken = {
    ...ofScheduled,
    ...(kinds.length > 1 && {
      kind: z
        .enum(kinds as [ScheduledKind, ...ScheduledKind[]])
        .describe(
          needsAll(definition)
            ? "Which of the two that the vendor's page needs at once"
            : "Which of those that the vendor's page takes; the first is the one to prefer",
        ),
    }),
    ...(kinds.includes("certificate") && ofCertificate),
  };
  return checked(z.strictObject(taken).meta(seeing.days), scheduledFault);
}

interface Line {
  readonly issued: string;
  readonly expires: string;
  readonly confirmed?: string | undefined;
  readonly confirmations?: readonly { readonly place: string; readonly on: string }[] | undefined;
}

function scheduledFault({ issued, expires, confirmed, confirmations = [] }: Line): string | undefined {
  if (!isDay(issueDay(issued)) || !isDay(expires)) return undefined;
  if (expires <= issueDay(issued)) return `expires ${expires} is not after issued ${issued}`;
  if (confirmed !== undefined && confirmed < issueDay(issued))
    return `confirmed ${confirmed} is before issued ${issued}`;
  if (confirmed !== undefined && confirmed >= expires)
    return `confirmed ${confirmed} is not before expires ${expires}: nobody sees an ended credential in use`;
  const outside = confirmations.find(({ on }) => isDay(on) && (on < issueDay(issued) || on >= expires));
  if (outside !== undefined)
    return `confirmed at ${shown(outside.place)} on ${outside.on}, which is not between issued ${issued} and expires ${expires}`;
  return undefined;
}

/** An issuer as its tokens write it: compared letter by letter. */
function issuerFault(text: string): string | undefined {
  if (!/^https:\/\//.test(text))
    return `${shown(text)} is not an issuer; write it as its tokens do in \`iss\`: https://…`;
  if (!URL.canParse(text)) return `${shown(text)} is not an address; write the issuer as its tokens do in \`iss\``;
  const { username, password, search, hash } = new URL(text);
  if (username !== "" || password !== "") return "holds a user or a password; an issuer has none";
  if (search !== "" || hash !== "") return `${shown(text)} has a query or a fragment; an issuer has none`;
  if (/\s|[^\x21-\x7e]/.test(text)) return `${shown(text)} holds a blank or a letter that no issuer has`;
  return text.length > 600 ? `has ${text.length} characters; Entra takes at most 600` : undefined;
}

/** Entra compares the subject letter by letter, and knows no pattern. */
function workloadFault(subject: string): string | undefined {
  if (subject.trim() === "") return "is empty; write the subject as the issuer's tokens do in `sub`";
  if (subject !== subject.trim())
    return `${shown(subject)} begins or ends with a blank; Entra compares letter by letter`;
  if (/[\p{Cc}\p{Cf}]/u.test(subject)) return `${shown(subject)} holds a character that nobody sees`;
  if (subject.includes("*"))
    return `${shown(subject)} holds *, and Entra takes no pattern: write one entry for each subject`;
  if (looksSecret(subject))
    return "has the shape of a secret; secrets never stand in this file. Revoke it if it is real";
  return subject.length > 600 ? `has ${subject.length} characters; Entra takes at most 600` : undefined;
}

const federatedName = checked(z.string(), (name) =>
  /^[a-z0-9][a-z0-9-]{2,59}$/.test(name)
    ? undefined
    : `${shown(name)} is not a name; use 3 to 60 lower-case letters, digits and hyphens (grafana-prod)`,
).describe("Names it for ever, in the portal too: 3 to 60 lower-case letters, digits and hyphens");

function federatedOf(asked: FederatedAsked) {
  const subject =
    asked.subject === "managedIdentity"
      ? id(
          "a managed identity's object id (Managed Identities › … › Overview › Object (principal) ID), not its client id",
          "The managed identity's object (principal) id, not its client id",
        )
      : checked(z.string(), workloadFault).describe("What the issuer's tokens hold in `sub`, letter by letter");
  return z.strictObject({
    name: federatedName,
    ...(asked.issuer === undefined && {
      issuer: checked(z.string(), issuerFault).describe("What the tokens hold in `iss`, letter by letter: https://…"),
    }),
    subject,
  });
}

/** What is wrong with a rule's name. */
function ruleFault(rule: unknown): string | undefined {
  if (typeof rule !== "string") return undefined;
  const meant = nearest(rule, ruleNames);
  return `${shown(rule)} is not a rule of the review; ${meant ? `did you mean ${meant}?` : "docs/rules.md lists them"}`;
}

/** A rule's name. */
export const ruleName = z
  .enum(ruleNames, { error: ({ input }) => ruleFault(input) })
  .meta({ id: rulesId, description: "The rule's name, as the review prints it" });

const exception = z.strictObject({
  rule: ruleName,
  subject: z
    .string()
    .meta(seeing.subject)
    .transform((subject) => (isId(subject) ? normalId(subject) : subject))
    .optional()
    .describe("The permission, role, URI, mailbox, owner or credential it is about, exactly"),
  reason: text(500).optional().describe("Why; may be left out where the vendor's page itself demands it"),
  until: day.describe("The first day on which the exception no longer counts"),
});

const address = checked(z.string().meta(hinted(addressHints)), addressFault).describe("Its mail address: name@domain");

/** A mailbox on which Exchange gives the vendor its roles. */
const limitedMailbox = z.strictObject({ address });

const mailbox = z.strictObject({
  address,
  receive: z.boolean().describe("Mail is fetched from it"),
  sendAs: z.boolean().describe("Mail is sent from an address of its own"),
});

const integrationName = checked(z.string().meta(hinted(integrationNameHints)), integrationNameFault);

const serviceReference = checked(text(120), (value) =>
  value === value.trim() ? undefined : `${shown(value)} begins or ends with a blank; write it without`,
);

const common = {
  displayName: text(120).optional().describe("The application's name in the portal; the product's name when left out"),
  purpose: text(300).optional().describe("What it is for; stands in the application's notes"),
  contact: text(200).optional().describe("Who to ask; stands in the application's notes"),
  ticket: text(100).optional().describe("The request it came with; stands in the application's notes"),
  serviceManagementReference: serviceReference
    .optional()
    .describe(
      "The application's entry in your register of services or assets (Service Tree, CMDB), where the tenant demands one (ServiceManagementReference); `tenant.serviceManagementReference` when left out",
    ),
  secretReader: text(200)
    .optional()
    .describe("Who may read the credential and hands it over: a person or a team; stands on the hand-over sheet"),
  signsIn: z
    .array(userId)
    .min(1)
    .meta(unique)
    .optional()
    .describe(
      "Object ids of the users who may sign in; everyone when this and `signsInGroups` are left out. In an integration that runs, first with `stillOpen: true`",
    ),
  signsInGroups: z
    .array(groupId)
    .min(1)
    .meta(unique)
    .optional()
    .describe(
      "Object ids of the groups whose direct members may sign in. Needs Entra ID P1; members of a group inside a group do not count; scopes stay granted for everyone",
    ),
  stillOpen: z
    .literal(true)
    .optional()
    .describe(
      "Those of `signsIn`, `signsInGroups` and `appRoles` are assigned, and everyone may still sign in: the first of the two changes that close an integration that runs. The second removes this line",
    ),
  suspended: z
    .strictObject({ since: day, reason: text(300).describe("Why, for readers of the file and of the review") })
    .optional()
    .describe("The kill switch: no new tokens while this stands"),
  leaving: z
    .literal(true)
    .optional()
    .describe("Lifts the protection and nothing else; the integration itself goes in a later change (docs/leaving.md)"),
  formerly: z
    .union([integrationName.transform((name) => [name]), z.array(integrationName).min(1).meta(unique)])
    .optional()
    .describe("Former names, oldest first: a rename that keeps the client id. The line stays for ever"),
  emergency: z
    .strictObject({ reason: text(300).describe("Why, for readers of the file and of the review") })
    .optional()
    .describe("Waives the overlap of credentials for one reviewed change"),
  exceptions: z
    .array(exception)
    .meta(unique)
    .optional()
    .describe("Findings of the review that are accepted, each until a day"),
};

/** Of the common keys those that speak of an application of one's own, or of its credentials. */
export const ownApplicationKeys: readonly string[] = [
  "displayName",
  "serviceManagementReference",
  "secretReader",
  "emergency",
  "credentials",
];

/** The id of the vendor's application, for which people paste the link that asks for consent. */
function clientIdFault(text: string): string | undefined {
  const [, pasted = ""] = /[?&]client_id=([^&#\s]+)/i.exec(text) ?? [];
  if (isId(pasted))
    return `${shown(text)} is the link that asks for consent; write its client_id alone: ${normalId(pasted)}`;
  return idFault(text, "the vendor's application id (Enterprise applications › … › Application ID)");
}

const vendorsClientId = checked(
  z.string().meta({
    description:
      "Application (client) id of the vendor's own application: `client_id` in the link that asks for consent, or Enterprise applications › … › Application ID. Never its object id",
    ...hinted(idHints),
  }),
  clientIdFault,
).transform(normalId);

/** The common keys of a definition, by whose the application is. */
function commonInputs(definition: VendorDefinition): Record<string, z.ZodType> {
  const { registration } = definition;
  const { exceptions, ...others } = common;
  if (registration === undefined) return { ...others, ...credentialInputs(definition), exceptions };
  const kept = Object.entries(common).filter(([key]) => !ownApplicationKeys.includes(key));
  return { ...(registration.clientId === undefined && { clientId: vendorsClientId }), ...Object.fromEntries(kept) };
}

/** The id of the definition that names what may be asked of an API. */
export function permissionsId(api: string, kind: Kind): string {
  return `${kind === "delegated" ? "Delegated scopes" : "App roles"} of ${api}`;
}

/** What stands where a name does, and is none. */
function notText(input: unknown, what: string): string | undefined {
  if (typeof input === "string") return undefined;
  const meant = textWithin(input);
  const is =
    input === null ? "nothing" : Array.isArray(input) ? "a list" : typeof input === "object" ? "a map" : shown(input);
  return `${is} stands where ${what} is expected${meant === undefined ? "" : `; write ${meant}`}`;
}

/** Names of one API and kind. The full lists are shared, so that the JSON Schema holds each of them once. */
const allNames = new Map<string, z.ZodType>();

function names(api: ApiName, kind: Kind, only?: readonly string[]) {
  const allowed = only ?? permissionNames(api, kind);
  const id = permissionsId(api, kind);
  const known = only ? undefined : allNames.get(id);
  if (known) return z.array(known).min(1).meta(unique);
  const name = z.enum(allowed as [string, ...string[]], {
    error: ({ input }) =>
      notText(input, "a permission's name") ??
      permissionFault(api, kind, String(input)) ??
      `${shown(input)} is not a choice here; allowed: ${allowed.join(", ")}`,
  });
  if (only) return z.array(name).min(1).meta(unique);
  const named = name.meta({ id });
  allNames.set(id, named);
  return z.array(named).min(1).meta(unique);
}

/** Names that may be written, by API and kind. */
export type Choice = {
  readonly [A in ApiName]?: {
    readonly delegated?: readonly string[] | "any";
    readonly application?: readonly string[] | "any";
  };
};

const kindMeans = {
  delegated: "Scopes: what the product may do for somebody who signed in, with that person's rights at most",
  application: "App roles: what the product may do by itself, with nobody signed in",
} as const;

/** The permissions of a choice, by API and kind. */
export function permissionsSchema(choice: Choice) {
  const apis = (Object.keys(choice) as ApiName[]).map((api) => {
    const kinds = (["delegated", "application"] as const).filter(
      (kind) => choice[api]?.[kind] && permissionNames(api, kind).length > 0,
    );
    const shape = Object.fromEntries(
      kinds.map((kind) => {
        const allowed = choice[api]?.[kind];
        const list = names(api, kind, allowed === "any" ? undefined : allowed);
        return [kind, list.optional().describe(kindMeans[kind])] as const;
      }),
    );
    return [api, z.strictObject(shape).optional().describe(`What is asked of the API ${api}`)] as const;
  });
  return z.strictObject(Object.fromEntries(apis));
}

/** Whatever `addable` opens, as a choice per API and kind. */
function choiceOf(addable: AddablePermissions): Choice {
  if ("only" in addable) return addable.only as Choice;
  const any: Choice[] = addable.any.map(({ api, kinds }) => ({
    [api]: Object.fromEntries(kinds.map((kind) => [kind, "any"])),
  }));
  return mergeChoices(any) ?? {};
}

/** Everything that one of the choices opens; undefined where there is none. */
function mergeChoices(choices: readonly Choice[]): Choice | undefined {
  const merged = new Map<string, Record<string, readonly string[] | "any">>();
  for (const choice of choices)
    for (const [api, kinds] of Object.entries(choice))
      for (const [kind, names] of Object.entries(kinds)) {
        const held = merged.get(api) ?? {};
        const before = held[kind] ?? [];
        held[kind] = names === "any" || before === "any" ? "any" : [...new Set([...before, ...names])];
        merged.set(api, held);
      }
  return merged.size === 0 ? undefined : (Object.fromEntries(merged) as Choice);
}

/** What the definition and its sets let the settings add; which of it the chosen set takes is for settings-rules.ts. */
function addableChoice({ addable, permissionSets = {} }: VendorDefinition): Choice | undefined {
  const all = [addable, ...Object.values(permissionSets).map((set) => set.addable)];
  return mergeChoices(all.filter((one) => one !== undefined).map(choiceOf));
}

/** What they let the settings leave out. */
function omittableChoice({ omittable, permissionSets = {} }: VendorDefinition): Choice | undefined {
  const all = [omittable, ...Object.values(permissionSets).map((set) => set.omittable)];
  return mergeChoices(all.filter((one) => one !== undefined) as Choice[]);
}

const instanceHints: EditorHints = {
  name: "Instance",
  hints: [
    {
      not: "^(?:your-?\\w*|instance|tenant|company|x{3,})$",
      say: "A placeholder; write the first part of the instance's own host",
    },
    {
      is: "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
      say: "Not an instance's name; write the first part of its host alone, in small letters (contosodev)",
    },
  ],
};

/** The first part of an instance's host, as a person may write it: from the address bar, in other letters. */
function instanceFault(text: string, templates: readonly string[]): string | undefined {
  if (/^(?:your-?\w*|instance|tenant|company|x{3,})$/.test(text))
    return `${shown(text)} is a placeholder; write the first part of the instance's own host`;
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return undefined;
  const several = severalIn(text, () => false);
  if (several !== undefined) return `${shown(text)} holds several instances; write ${severalWords(several)}`;
  const [, host = ""] = /^(?:https?:\/\/)?([^/:?#]+)/i.exec(text.normalize("NFKC").trim()) ?? [];
  const [meant = "", ...rest] = host.toLowerCase().replace(/\.$/, "").split(".");
  // `https://{instance}.service-now.com/…`: an address of its own tells no instance.
  const ends = templates.flatMap((template) => /\{instance\}\.([\w.-]+)/.exec(template)?.[1] ?? []);
  if (
    rest.length > 0 &&
    ends.length > 0 &&
    !ends.some((end) => end.split(".").slice(-2)[0]?.replaceAll("-", "") === rest.at(-2)?.replaceAll("-", ""))
  )
    return `${shownUri(text)} is an address of another kind than <instance>.${ends[0]}; write the instance's name, which its own address begins with`;
  const slashed = text.split("/").filter((part) => part !== "");
  if (!host.includes(".") && slashed.length > 1 && slashed.every((part) => /^[a-z0-9-]+$/i.test(part)))
    return `${shown(text)} holds several instances; write ${severalWords(slashed.map((part) => part.toLowerCase()))}`;
  const what =
    host.includes(".") || text.includes("/") ? "an instance's address" : "an instance's name in other letters";
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(meant))
    return `${shownUri(text)} is ${what}; write its first part alone: ${meant}`;
  return `${shown(text)} is not an instance's name; write the first part of its host (contosodev)`;
}

const hostHints: EditorHints = {
  name: "Host",
  hints: [
    {
      is: "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?",
      say: "Not a host alone; write it in small letters, with its port where it has one",
    },
  ],
};

/** A whole host, as a template takes it: in small letters, with its port where it has one. */
function hostFault(text: string): string | undefined {
  if (/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/.test(text) && URL.canParse(`https://${text}/`)) {
    const fault = redirectUriFault(`https://${text}/`);
    return fault && `${shown(text)} ${fault}`;
  }
  const several = severalIn(text, () => false);
  if (several !== undefined) return `${shown(text)} holds several hosts; write ${severalWords(several)}`;
  const [, meant = ""] = /^(?:https?:\/\/)?([^/?#\s@]+)/i.exec(text.normalize("NFKC").trim()) ?? [];
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i.test(meant)
    ? `${shownUri(text)} is not a host alone in small letters; write ${meant.toLowerCase()}`
    : `${shown(text)} is not a host; write the product's own (grafana.contoso.example)`;
}

/** The choice of one word among those of a definition, each with what it means. */
function wordOf(choice: Readonly<Record<string, { readonly label: { readonly en: string } }>>, what: string) {
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

function instancesInput(templates: readonly string[], instance: "host" | undefined) {
  return z
    .array(
      instance === "host"
        ? checked(z.string().meta(hinted(hostHints)), hostFault)
        : checked(z.string().meta(hinted(instanceHints)), (text) => instanceFault(text, templates)),
    )
    .min(1, "names no instance; at least 1 is asked")
    .meta(unique)
    .describe(
      `${instance === "host" ? "The hosts on which the customer reaches the product" : "The customer's instances"}; each gives ${templates.join(" and ")}`,
    );
}

const platformWords: Readonly<Record<Platform, string>> = {
  web: "web",
  spa: "single-page application",
  publicClient: "public client: mobile and desktop",
};

type Typed = Extract<RedirectUrisOn, { readonly from: "redirectUris" }>;

/** A public client takes schemes of its own, of which no pattern tells enough. */
function hintsOfUri({ platform, withoutPath }: { platform: Platform; withoutPath: boolean }) {
  if (platform === "publicClient") return {};
  return hinted(withoutPath ? uriWithoutPathHints : redirectUriHints);
}

/** The URIs that the customer types for one platform. */
function typedUris(product: string, { min, max, platform, withoutPath: may }: Typed) {
  const withoutPath = may === true;
  const count = min === max ? `${min}` : `${min} to ${max}`;
  return checked(
    z.array(
      checked(z.string().meta(hintsOfUri({ platform, withoutPath })), (uri) => {
        const fault = redirectUriFault(uri, { platform, withoutPath });
        return fault && `${shownUri(uri)} ${fault}`;
      }),
    ),
    (list) =>
      list.length < min || list.length > max
        ? `holds ${list.length} redirect ${list.length === 1 ? "URI" : "URIs"}; ${product}'s page asks for ${count}`
        : undefined,
  ).meta({ ...unique, description: `Redirect URIs (${platformWords[platform]}): ${count}` });
}

/** A list where the page has the customer type URIs for one platform, and a list a platform where for several. */
function typedInputs({ product, redirectUris: asked }: VendorDefinition): Record<string, z.ZodType> {
  const typed = typedOn(asked);
  const lists = typed.map((one) => {
    const uris = typedUris(product, one);
    return [one.platform, one.min === 0 ? uris.optional() : uris] as const;
  });
  const [[, only] = [undefined, undefined], ...others] = lists;
  if (only === undefined) return {};
  if (others.length === 0) return { redirectUris: only };
  const all = z.strictObject(Object.fromEntries(lists)).describe("Redirect URIs by the platform that takes them");
  return { redirectUrisOn: typed.every((one) => one.min === 0) ? all.optional() : all };
}

function redirectInputs(definition: VendorDefinition): Record<string, z.ZodType> {
  const { redirectUris: asked } = definition;
  const all = redirectsAsked(asked);
  const named = templatesOf(asked).filter((template) => template.includes("{instance}"));
  const isHost = all.some((one) => "instance" in one && one.instance === "host");
  const variants = variantsOf(asked);
  const always =
    all.some(({ from }) => from === "instances") ||
    Object.values(variants).every(({ uris }) => uris.some((uri) => uri.includes("{instance}")));
  const instances = instancesInput(named, isHost ? "host" : undefined);
  return {
    ...(Object.keys(variants).length > 0 && { redirectVariant: wordOf(variants, "redirect variant") }),
    ...(named.length > 0 && { instances: always ? instances : instances.optional() }),
    ...typedInputs(definition),
  };
}

const directoryRole = z
  .enum(directoryRoleNames() as [string, ...string[]], { error: ({ input }) => directoryRoleFault(String(input)) })
  .meta({ id: rolesId });

/** The directory roles that the settings write, where the page leaves any to them. */
function roleInput(definition: VendorDefinition): Record<string, z.ZodType> {
  if (definition.directoryRoles === undefined) return {};
  const only = rolesToWrite(definition);
  if (only === undefined)
    return {
      directoryRoles: z
        .array(directoryRole)
        .min(1)
        .meta(unique)
        .describe("Entra directory roles of the service principal"),
    };
  if (only.length === 0) return {};
  const role = z.enum(only as [string, ...string[]], {
    error: ({ input }) => roleNotAsked(String(input), only, definition),
  });
  const roles = z
    .array(role)
    .meta(unique)
    .describe(`Entra directory roles of the service principal: ${only.join(", ")}; the first of a choice can do least`);
  // Whether they may be left out depends on the permission set: settings-rules.ts, and `conditions` for editors.
  return { directoryRoles: roles.optional() };
}

function roleNotAsked(name: string, only: readonly string[], { product, directoryRoles }: VendorDefinition): string {
  const fixed =
    Array.isArray(directoryRoles) && directoryRoles.some((asked: object) => "role" in asked && asked.role === name);
  if (fixed) return `${shown(name)} is assigned without being written, as ${product}'s page asks; remove it`;
  const meant = nearest(name, only);
  const fault = directoryRoleFault(name);
  return `${fault ?? `${shown(name)} is not a directory role that ${product}'s page asks for`}; ${fault === undefined && meant ? `did you mean ${meant}? ` : ""}it takes ${only.join(" or ")}`;
}

/** Users and groups of one role of the product's own. */
const roleMembers = z
  .strictObject(
    {
      users: z.array(userId).min(1).meta(unique).optional().describe("Object ids of users"),
      groups: z
        .array(groupId)
        .min(1)
        .meta(unique)
        .optional()
        .describe("Object ids of groups, whose direct members have the role. Needs Entra ID P1"),
    },
    {
      error: ({ code, input }) =>
        code !== "invalid_type"
          ? undefined
          : Array.isArray(input)
            ? `is a list, and whether it holds users or groups is not said; ${membersForm}`
            : `${input === null ? "nothing" : shown(input)} stands where its people are expected; ${membersForm}`,
    },
  )
  .meta({ minProperties: 1 });

/** Who has which role of the product's own. */
function appRoleInput(definition: VendorDefinition): Record<string, z.ZodType> {
  const roles = rolesOfPeople(definition);
  if (roles.length === 0 || definition.registration !== undefined) return {};
  const members = roles.map(({ value, name, description }) => [
    value,
    roleMembers.optional().describe(`${name}: ${description}`),
  ]);
  return {
    appRoles: z
      .strictObject(Object.fromEntries(members))
      .meta({ minProperties: 1 })
      .describe(
        `Who has which of ${definition.product}'s own roles (${roles.map(({ value }) => value).join(", ")}), by object ids. Nobody else may sign in, save with \`stillOpen: true\``,
      )
      .optional(),
  };
}

/** The mailboxes, by the way in which the vendor comes to them. */
function mailboxInput({ mailboxes }: VendorDefinition): Record<string, z.ZodType> {
  if (mailboxes === undefined) return {};
  if (mailboxes === true)
    return { mailboxes: z.array(mailbox).min(1).meta(unique).describe("The mailboxes the vendor works with") };
  const limited = Object.values(mailboxes.limits).flatMap((kinds) => [...(kinds?.application ?? [])]);
  const listed = z
    .array(limitedMailbox)
    .min(1)
    .meta(unique)
    .describe(
      `The only mailboxes the vendor reaches: ${limited.join(", ")} become roles in Exchange for these${mailboxes.always ? "" : "; without this line they are granted for every mailbox"}`,
    );
  return { mailboxes: mailboxes.always ? listed : listed.optional() };
}

/** The application's ID URI, where the page leaves it to the customer. */
function identifierUriInput({ product, exposes, audience, narrowerAudience }: VendorDefinition) {
  if (exposes?.identifierUri?.from !== "identifierUri") return {};
  // The narrower audience takes what the wider one refuses; which is chosen stands elsewhere in the file (settings-rules.ts).
  const anyName = takesAnyName(exposes.accessTokenVersion, narrowerAudience ?? audience);
  return {
    identifierUri: checked(z.string().meta(hinted(identifierUriHints)), (uri) =>
      identifierUriFault(uri, { writtenIn: "tenant", anyName }),
    ).describe(
      `The Application ID URI, by which tokens of ${product} are asked for: api://<a verified domain>/{clientId}; {clientId} and {tenantId} are filled in`,
    ),
  };
}

/** The inputs of one vendor, beyond the common ones. */
export function inputsOf(definition: VendorDefinition): Record<string, z.ZodType> {
  const addable = addableChoice(definition);
  const omittable = omittableChoice(definition);
  const { permissionSets } = definition;
  const empty = Object.keys(definition.permissions).length === 0 && permissionSets === undefined;
  const added = addable && permissionsSchema(addable).describe("Permissions beyond those the page asks of everybody");
  return {
    ...redirectInputs(definition),
    ...identifierUriInput(definition),
    ...(permissionSets && { permissionSet: wordOf(permissionSets, "permission set") }),
    ...(added && { permissions: empty ? added : added.optional() }),
    ...(omittable && {
      omits: permissionsSchema(omittable).optional().describe("Permissions of the page that are not needed here"),
    }),
    ...mailboxInput(definition),
    ...roleInput(definition),
    ...appRoleInput(definition),
    ...(definition.narrowerAudience && {
      audience: z
        .enum(["single", "multiple"])
        .optional()
        .describe("single: this tenant alone; multiple: as the vendor's page says"),
    }),
  };
}

/** `endingFault` of settings-rules.ts for editors: without one of the keys that end an integration it needs credentials. */
function needsCredentials(definition: VendorDefinition) {
  if (askedAs(definition, "none")) return {};
  const without = ["suspended", "leaving", ...(askedAs(definition, "federated") ? ["federated"] : [])];
  return {
    if: { not: { anyOf: without.map((key) => ({ required: [key] })) } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then:
      scheduledWays(definition).length > 0
        ? { required: ["credentials"], properties: { credentials: unproposed({ minItems: 1 }) } }
        : { required: ["federated"] },
  };
}

/** The credentials of one vendor: lines of a schedule, another issuer's word, or either. */
function credentialInputs(definition: VendorDefinition) {
  const federated = askedAs(definition, "federated");
  return {
    ...(scheduledWays(definition).length > 0 && {
      credentials: z
        .array(scheduledOf(definition))
        .meta(unique)
        .optional()
        .describe(
          `One credential a line, oldest first; the newest is handed over. None only where \`suspended\` or \`leaving\`${federated ? " or `federated`" : ""} stands`,
        ),
    }),
    ...(federated && {
      federated: z
        .array(federatedOf(federated))
        .meta(unique)
        .min(1)
        .optional()
        .describe(
          "Whose tokens prove the application's identity in place of a secret: whoever gets one for that subject from that issuer signs in as it",
        ),
    }),
    ...(federated &&
      scheduledWays(definition).length > 0 && {
        bothAlive: z
          .literal(true)
          .optional()
          .describe("`federated` and `credentials` work side by side, while the vendor moves from one to the other"),
      }),
  };
}

/** What settings-rules.ts asks by the chosen permission set, for editors. */
function conditions(definition: VendorDefinition): object[] {
  const always = Array.isArray(definition.directoryRoles) && alwaysWritesRoles(definition);
  const written = (rolesToWrite(definition) ?? []).length > 0;
  /** As many directory roles as there are choices, and none where there is none. */
  const counted = ({ choices, optional }: RolesAsked) => ({
    directoryRoles: unproposed({ minItems: choices.length, maxItems: choices.length + optional.length }),
  });
  const sets = Object.keys(definition.permissionSets ?? {}).map((permissionSet) => {
    const { choices, optional } = rolesAsked(definition, { permissionSet });
    const lists = {
      permissions: mergeChoices(addableOf(definition, { permissionSet }).map(choiceOf)),
      omits: mergeChoices([omittableOf(definition, { permissionSet }) as Choice]),
    };
    const narrowed = Object.entries(lists).flatMap(([key, choice]) => {
      // An open list is the schema's own already, and shared.
      if (JSON.stringify(choice ?? {}).includes('"any"')) return [];
      const { $schema: _, ...schema } = z.toJSONSchema(permissionsSchema(choice ?? {}), { target: "draft-7" });
      return [[key, schema] as const];
    });
    return {
      if: { properties: { permissionSet: { const: permissionSet } }, required: ["permissionSet"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: {
        ...(choices.length + optional.length > 0 && { required: ["directoryRoles"] }),
        properties: { ...(written && counted({ fixed: [], choices, optional })), ...Object.fromEntries(narrowed) },
      },
    };
  });
  return [
    ...(always ? [{ required: ["directoryRoles"] }] : []),
    ...(written && sets.length === 0 ? [{ properties: counted(rolesAsked(definition, {})) }] : []),
    ...sets,
  ];
}

/** `ownRoleFaults` of settings-rules.ts for editors. */
function ownRoles({ product, appRoles = [] }: VendorDefinition): readonly object[] {
  if (appRoles.length === 0) return [];
  const say = `${product} takes people by a role of its own; write them by their role, in \`appRoles\``;
  return ["signsIn", "signsInGroups"].map((key) => forbidden(key, say));
}

/** The exceptions that a vendor's page needs, each ready to be taken, and what one may be about. */
function proposedExceptions(definition: VendorDefinition): readonly object[] {
  const { demands, permissions, permissionSets = {} } = definition;
  const needed = demands.map(({ rule, subject, reason }) => ({
    label: [rule, subject].filter((part) => part !== undefined).join(" "),
    description: reason.en,
    body: { rule, ...(subject !== undefined && { subject }), until: "$1" },
  }));
  const asked = [permissions, ...Object.values(permissionSets).map((set) => set.permissions)].flatMap((of) =>
    Object.entries(of).flatMap(([api, kinds]) =>
      Object.values(kinds).flatMap((names: readonly string[]) =>
        names.map((name) => ({ label: name, description: `Asked of ${api}`, body: name })),
      ),
    ),
  );
  const subjects = asked.filter(({ label }, at) => asked.findIndex((other) => other.label === label) === at);
  if (needed.length + subjects.length === 0) return [];
  const items = { ...proposing(needed), properties: { subject: unproposed(proposing(subjects)) } };
  return [{ properties: { exceptions: unproposed({ items }) } }];
}

/** The definition's schema for editors, beside what zod makes of it. */
function forEditors(definition: VendorDefinition): object {
  const all = [...conditions(definition), ...ownRoles(definition), ...proposedExceptions(definition)];
  return {
    ...(definition.registration === undefined && needsCredentials(definition)),
    ...(all.length > 0 && { allOf: all }),
  };
}

function vendorSchema(definition: VendorDefinition) {
  return z.strictObject({
    vendor: z.literal(definition.vendor),
    ...commonInputs(definition),
    ...inputsOf(definition),
  });
}

function namedSchema(definition: VendorDefinition) {
  return vendorSchema(definition).meta({
    id: definition.vendor,
    description: `${definition.product}: ${definition.serves.en}`,
    ...forEditors(definition),
  });
}

/** One schema a vendor. */
export const vendorSchemas = definitions.map(namedSchema);

type VendorSchema = (typeof vendorSchemas)[number];

function anyOf(schemas: readonly VendorSchema[]) {
  return z.discriminatedUnion("vendor", schemas as unknown as [VendorSchema, ...VendorSchema[]]);
}

const anyVendor = anyOf(vendorSchemas);

/** Of a vendor whose definition has faults, which inputs it takes is not known: what every vendor takes is checked. */
function commonSchema(vendor: string): VendorSchema {
  const credentials = z.array(z.looseObject(ofScheduled)).optional();
  return z.looseObject({ vendor: z.literal(vendor), ...common, credentials }) as unknown as VendorSchema;
}

/** Hosts that carry the tenant's name and are not its domain. */
const otherHost = /^([a-z0-9-]+?)(?:-my|-admin)?\.(?:sharepoint|mail\.onmicrosoft|mail\.protection\.outlook)\.com$/i;

function domainFault(text: string): string | undefined {
  if (isId(text)) return `${text} is an id; write the domain, contoso.onmicrosoft.com`;
  const name = otherHost.exec(text.trim())?.[1];
  if (name !== undefined)
    return `${shown(text)} is an address of the tenant's, not its initial domain; write ${name.toLowerCase()}.onmicrosoft.com`;
  const [, first = "", initial = ""] = /^([a-z0-9-]+)\.([a-z]+\.[a-z]{2,3})$/i.exec(text.trim()) ?? [];
  if (
    initial.toLowerCase() !== "onmicrosoft.com" &&
    nearest(initial, ["onmicrosoft.com"]) !== undefined &&
    initial !== ""
  )
    return `${shown(text)} is not spelt as an initial domain; write ${first.toLowerCase()}.onmicrosoft.com`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) && !/^[\d.]+$/.test(text)) return undefined;
  const [, meant = ""] =
    /^(?:https?:\/\/)?(?:[^@\s/]*@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[./]*$|\/)/i.exec(text.normalize("NFKC").trim()) ??
    [];
  const several = severalIn(text, () => false);
  if (several !== undefined && several.length > 1 && several.every((part) => part.includes(".")))
    return `${shown(text)} holds ${several.length} domains; write the initial one alone (….onmicrosoft.com)`;
  const [odd] = /[^\x21-\x7e]/u.exec(text.normalize("NFKC").trim()) ?? [];
  if (odd !== undefined)
    return `${shown(text)} holds ${JSON.stringify(odd)} (${codePointName(odd)}); type the domain again`;
  if (/^[a-z0-9-]+$/i.test(text.trim()))
    return `${shown(text)} is not a whole domain; write ${text.trim().toLowerCase()}.onmicrosoft.com`;
  return meant === ""
    ? `${shown(text)} is not a domain; write contoso.onmicrosoft.com`
    : `${shownUri(text)} is not a domain alone; write ${meant.toLowerCase()}`;
}

const domainHints: EditorHints = {
  name: "Domain",
  hints: [
    {
      not: "\\.sharepoint\\.com$|\\.mail\\.onmicrosoft\\.com$|\\.onmicrosoft\\.(?!(?:com|us|de|cn)$)",
      say: "Not the tenant's initial domain; write contoso.onmicrosoft.com",
    },
    { not: "^[0-9a-fA-F]{8}-", say: "An id; write the domain, contoso.onmicrosoft.com" },
    {
      is: "(?![\\d.]+$)[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+",
      say: "Not a domain alone; write contoso.onmicrosoft.com",
    },
  ],
};

/** What is wrong with a limit on credentials' lives. */
function lifetimeFault(value: unknown): string {
  const form = "write the days alone (180), or { days: 180, since: 2026-12-01 }";
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const { days, since: _, exempt: __, ...rest } = value as Record<string, unknown>;
    const [key] = Object.keys(rest);
    if (key !== undefined) return `has the key ${shown(key)}; ${form}`;
    if (days === undefined) return `has no \`days\`; ${form}`;
    return `has days: ${shown(days)}, which is no number of whole days; ${form}`;
  }
  if (
    typeof value === "string" &&
    /month|monat|mois|月|year|jahr|年|week|woche|週|^p\d+[myw]/i.test(value.normalize("NFKC"))
  )
    return `${shown(value)} is not told in days; ${form}`;
  const [digits] = typeof value === "string" ? (/\d+/.exec(value) ?? []) : [];
  return `${shown(value)} is no number of whole days; ${digits === undefined ? form : `write ${digits}`}`;
}

const days = z.int().min(1);

const exempt = z
  .array(integrationName)
  .min(1)
  .meta(unique)
  .optional()
  .describe("Integrations that it does not bind: an exemption of their application or of the deployer");

/** From when on a restriction binds, and whom it does not. */
const bounds = {
  since: day.optional().describe("The first `issued` that it binds; every one when left out"),
  exempt,
};

/** A limit of the tenant on the life of credentials, in days from `issued` to `expires`. */
function lifetime(what: string) {
  return z
    .union(
      [
        days.transform((value) => ({ days: value })),
        z.strictObject({ days: days.describe("The most days from `issued` to `expires`"), ...bounds }),
      ],
      { error: ({ input }) => lifetimeFault(input) },
    )
    .optional()
    .describe(
      `The most days that the tenant lets ${what} live, with the first \`issued\` that it binds where there is one`,
    );
}

/** What is wrong with a restriction that is there or not. */
function restrictionFault(value: unknown, keys: readonly string[]): string {
  const example = { since: "since: 2026-12-01", exempt: "exempt: [<integration>]" } as Record<string, string>;
  const form = `write true, or { ${keys.map((key) => example[key]).join(", ")} }`;
  if (value === false) return `false is what it is without the line; remove it, or ${form}`;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const key = Object.keys(value).find((one) => !keys.includes(one));
    return key === undefined ? `is empty; ${form}` : `has the key ${shown(key)}; ${form}`;
  }
  return `${shown(value)} is not how it is written; ${form}`;
}

/** A restriction of the tenant that is there or not. */
function restriction<Written extends z.ZodObject>(description: string, written: Written) {
  const keys = Object.keys(written.shape);
  return z
    .union([z.literal(true).transform((): Bounds => ({})), written], {
      error: ({ input }) => restrictionFault(input, keys),
    })
    .optional()
    .describe(description);
}

const policyKeys = {
  secretLifetimeDays: lifetime("client secrets"),
  certificateLifetimeDays: lifetime("certificates"),
  blocksSecrets: restriction(
    "No application gets a new client secret (Entra: Block password addition): only certificates and federated credentials pass",
    z.strictObject(bounds),
  ),
  trustedAuthoritiesOnly: restriction(
    "Certificates of the authorities that the tenant lists, and no others (Graph: trustedCertificateAuthority): none that is made here",
    z.strictObject(bounds),
  ),
  blocksMultiTenant: restriction(
    "No application of several tenants (Graph, beta: audiences.azureAdMultipleOrgs)",
    z.strictObject({ exempt }),
  ),
  blocksIdentifierUris: restriction(
    "No Application ID URI but api://<client id> and api://<tenant id>/<client id>, while the access tokens are of version 1 (Entra: Block custom identifier URIs)",
    z.strictObject({ exempt }),
  ),
  requiresServiceReference: z
    .literal(true, { error: ({ input }) => restrictionFault(input, []).replace(", or {  }", "") })
    .optional()
    .describe("Entra registers no application without `serviceManagementReference`: every integration gives one"),
};

/** What is wrong with the name of an API. */
function apiFault(name: unknown): string {
  const notHeld = typeof name === "string" ? notHeldFault(name) : undefined;
  if (notHeld !== undefined) return notHeld;
  const meant = nearest(String(name), apiNames());
  return `${shown(name)} is not an API of Microsoft's that may be asked; ${meant ? `did you mean ${meant}?` : `known: ${apiNames().join(", ")}`}`;
}

const tenantKeys = {
  id: checked(
    z
      .string()
      .meta({ description: "The tenant's id; credentials of any other tenant are refused", ...hinted(idHints) }),
    (text) =>
      /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)
        ? `${shown(text)} is a domain; write the tenant's id (Entra › Overview › Tenant ID)`
        : idFault(text, "the tenant's id (Entra › Overview › Tenant ID)"),
  ).transform(normalId),
  domain: checked(z.string().meta(hinted(domainHints)), domainFault)
    .describe("The tenant's initial domain: contoso.onmicrosoft.com")
    .transform((domain) => domain.toLowerCase()),
  owners: z
    .array(owner)
    .min(1)
    .meta(unique)
    .describe("Owners of every application and its principal (object ids); the one that deploys is marked"),
  policy: z
    .strictObject(policyKeys)
    .optional()
    .describe(
      "What the tenant's app management policy allows (Entra › Enterprise apps › App management policies): Entra refuses what goes beyond it",
    ),
  absentApis: z
    .array(z.enum(apiNames() as [ApiName, ...ApiName[]], { error: ({ input }) => apiFault(input) }))
    .min(1)
    .meta(unique)
    .optional()
    .describe("APIs of Microsoft that this tenant has no licence for: nothing may ask them for permissions"),
  names: z
    // The ids are not checked as the key's schema: zod would tell of one as of a broken record.
    .record(z.string(), nameOfSomebody)
    .transform((all) => Object.fromEntries(Object.entries(all).map(([key, name]) => [normalId(key), name])))
    .meta({ propertyNames: hinted(idHints) })
    .optional()
    .describe(
      "Who the object ids of users, groups and owners are: `<object id>: Adele Vance`. It stands beside the id in review, sheet and `verify`; `doctor` compares it with the tenant",
    ),
  serviceManagementReference: serviceReference
    .optional()
    .describe("The entry in your register of services of every integration that names none of its own"),
  disposable: z.boolean().optional().describe("A sandbox: nothing is protected. Never in a real one"),
};

const vault = checked(z.string().meta(hinted(vaultHints)), vaultFault)
  .optional()
  .describe("Resource id of the Key Vault that keeps the credentials");

function fileOf(integration: typeof anyVendor) {
  return z.strictObject({
    tenant: z.strictObject(tenantKeys).describe("The tenant, and who answers for its applications"),
    vault,
    // The name is not checked as the key's schema: zod would pass over what stands under a wrong name.
    integrations: z
      .record(z.string(), integration)
      .meta({ propertyNames: hinted(integrationNameHints) })
      .describe("Each product's access, by a name of one's own that begins the name of every resource for ever"),
  });
}

/** The whole file. */
export const tenantSchema = fileOf(anyVendor);

/**
 * The whole file of a tenant that names vendors of its own.
 * @param own their definitions, by the word in `vendor`; undefined where a definition has faults
 */
export function tenantSchemaWith(own: ReadonlyMap<string, VendorDefinition | undefined>): typeof tenantSchema {
  if (own.size === 0) return tenantSchema;
  const schemas = [...own].map(([vendor, definition]) =>
    definition === undefined ? commonSchema(vendor) : vendorSchema(definition),
  );
  return fileOf(anyOf([...vendorSchemas, ...schemas]));
}

function singleOf(integration: typeof anyVendor | ReturnType<typeof vendorSchema>) {
  const { domain: _, ...tenant } = tenantKeys;
  return z.strictObject({ tenant: z.strictObject(tenant), vault, integrations: z.record(z.string(), integration) });
}

const singleSchema = singleOf(anyVendor);
const ownSchemas = new WeakMap<VendorDefinition, ReturnType<typeof singleOf>>();

/**
 * One integration by itself: the file's shape without the domain, which only the sheets need.
 * @param own a definition that is not among the project's vendors
 */
export function integrationSchema(own: VendorDefinition | undefined): ReturnType<typeof singleOf> {
  if (own === undefined) return singleSchema;
  const schema = ownSchemas.get(own) ?? singleOf(vendorSchema(own));
  ownSchemas.set(own, schema);
  return schema;
}

const allHints: readonly EditorHints[] = [
  idHints,
  dayHints,
  issueHints,
  textHints,
  addressHints,
  integrationNameHints,
  instanceHints,
  redirectUriHints,
  uriWithoutPathHints,
  identifierUriHints,
  hostHints,
  domainHints,
  vaultHints,
];

/** As zod makes it. */
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A whole document: what others refer to stands under its id. */
export interface JsonSchemaDocument {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** The id of the definition that names every vendor. */
export const vendorsId = "Vendors";

/** The vendor's word decides which keys there are, so that a wrong word is one fault and not the faults of each vendor. */
function byItsWord(vendors: readonly string[]) {
  return ({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: JsonSchema }): void => {
    if (!(zodSchema instanceof z.ZodDiscriminatedUnion) || zodSchema.def.discriminator !== "vendor") return;
    delete jsonSchema.oneOf;
    jsonSchema.type = "object";
    jsonSchema.required = ["vendor"];
    jsonSchema.properties = { vendor: { $ref: `#/definitions/${vendorsId}` } };
    jsonSchema.allOf = vendors.map((vendor) => ({
      if: { properties: { vendor: { const: vendor } }, required: ["vendor"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then:
        vendor === "custom"
          ? { $ref: `#/definitions/${vendor}` }
          : {
              if: { required: ["parts"] },
              // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
              then: { $ref: `#/definitions/${linkedId(vendor)}` },
              else: { $ref: `#/definitions/${vendor}` },
            },
    }));
  };
}

/** What editors are told of a value, by the names that schemas refer to. */
export function hintDefinitions(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(allHints.map((hints) => [hints.name, hintDefinition(hints) as JsonSchema]));
}

/** A definition that stands in the tenant's file itself takes the inputs of any vendor; the definition says which. */
function inlineSchema(schemas: readonly JsonSchema[], definition: JsonSchema): JsonSchema {
  const properties = Object.assign({}, ...schemas.map((schema) => schema.properties)) as Record<string, JsonSchema>;
  const any = { type: "object" } as const;
  return {
    description: "A vendor of one's own, whose definition stands here",
    type: "object",
    properties: { ...properties, permissions: any, omits: any, vendor: { const: "custom" }, definition },
    required: ["vendor", "definition"],
    additionalProperties: false,
  };
}

function linkedId(vendor: string): string {
  return `${vendor} with parts`;
}

/** An entry of several linked applications, for editors: what each part has, and what it takes from the entry (parts.ts). */
function linkedSchema({ vendor, product }: VendorDefinition, { properties = {} }: JsonSchema): JsonSchema {
  const keys = Object.keys(properties as object).filter((key) => key !== "vendor");
  const refs = (of: readonly string[]) =>
    Object.fromEntries(of.map((key) => [key, { $ref: `#/definitions/${vendor}/properties/${key}` }]));
  return {
    type: "object",
    description: `Several linked applications of ${product}`,
    properties: {
      vendor: { $ref: `#/definitions/${vendor}/properties/vendor` },
      ...refs(keys.filter((key) => !keysOfAPart.includes(key))),
      parts: {
        type: "object",
        description:
          "Linked applications of the product, each by its name: an integration <entry>-<part> with credentials of its own. What stands beside `parts` is each part's too",
        minProperties: 1,
        additionalProperties: {
          type: "object",
          description: "One of the applications: its credentials, and whatever differs from the entry",
          properties: refs(keys),
          additionalProperties: false,
        },
      },
    },
    required: ["vendor", "parts"],
    additionalProperties: false,
  };
}

/**
 * The JSON Schema that editors use (draft 7, which the YAML language server reads).
 * @param own vendors of one's own that the checkout has as files
 * @param definition the schema of a definition, for `vendor: custom`, with what it refers to
 */
export function tenantJsonSchema(
  own: readonly VendorDefinition[] = [],
  definition?: JsonSchemaDocument & JsonSchema,
): JsonSchemaDocument {
  const words = [...definitions, ...own].map(({ vendor }) => vendor);
  const all = definition === undefined ? words : [...words, "custom"];
  const file = own.length === 0 ? tenantSchema : fileOf(anyOf([...vendorSchemas, ...own.map(namedSchema)]));
  const schema = z.toJSONSchema(file, { target: "draft-7", io: "input", override: byItsWord(all) });
  const named = { description: "The vendor, by the name of its definition", enum: all };
  // What zod was given an id for it puts there, each as a schema; its own type does not say so.
  const ids = schema.definitions as Readonly<Record<string, JsonSchema>>;
  const { definitions: inner = {}, $schema: _, ...inline } = definition ?? {};
  const linked = Object.fromEntries(
    [...definitions, ...own].map((one) => [linkedId(one.vendor), linkedSchema(one, ids[one.vendor] ?? {})]),
  );
  return {
    ...schema,
    ...(definition && { allOf: fileConditions([...definitions, ...own]) }),
    definitions: {
      ...inner,
      ...ids,
      ...linked,
      ...hintDefinitions(),
      ...conditionDefinitions(permissionsId),
      ...(definition && {
        Definition: inline,
        custom: inlineSchema(
          words.map((word) => ids[word] ?? {}),
          { $ref: "#/definitions/Definition" },
        ),
      }),
      [vendorsId]: named,
    },
  };
}
