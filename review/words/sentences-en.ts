/** The sentences of a report in English. */
import { conditionSentence } from "../../components/conditions.ts";
import { plural } from "../../components/plural.ts";
import type { Aspect, Change } from "../change.ts";
import type { Holder, LastDay, OwnReach, ReachWithPeople } from "../report/reach.ts";
import { holderEn } from "./holder.ts";
import { clauseOf, listedEn, listedNamesEn } from "./list-en.ts";
import { newsEn } from "./news-en.ts";
import { sayEn } from "./say.ts";
import { namesItsKind, namesSubject, type Sentences, whose } from "./sentences.ts";

const aspect: Readonly<Record<Aspect, string>> = {
  tenant: "tenant",
  integration: "integration",
  permission: "permission",
  "permission-set": "permission set",
  "redirect-uri": "redirect URI",
  audience: "who may sign in (audience)",
  "implicit-grant": "implicit flow gives",
  "public-client": "public client flows, without a credential",
  owner: "owner",
  "directory-role": "directory role",
  mailbox: "mailbox",
  "mailbox-right": "mailbox right",
  "hand-off": "what a person carries out",
  definition: "what the sheet says, or the tenant's file may ask for",
  "signs-in": "user or group who may sign in",
  assignment: "who may sign in",
  "app-role": "user or group in a role of the product",
  credential: "credential",
  "credential-end": "end of the credential",
  "credential-kind": "kind of credential",
  federated: "federated credential",
  token: "tokens and roles",
  "identifier-uri": "Application ID URI",
  suspension: "suspension",
  protection: "protection against deletion",
  vault: "vault that keeps the credentials",
  name: "name",
  notes: "note",
  exception: "exception",
  emergency: "emergency",
  resource: "resource",
  unjudgeable: "cannot be judged",
};

/** As the verdict names them, before `added`, `removed` or `changed`. */
const inShort: Readonly<Record<Aspect, string>> = {
  ...aspect,
  definition: "the vendor's file",
  tenant: "the tenant",
  audience: "audience",
  "public-client": "public client flows",
  "implicit-grant": "implicit grant of",
  unjudgeable: "what cannot be judged",
  protection: "protection",
  vault: "vault",
  notes: "notes",
};

const titles = {
  broadened: "Broadened",
  narrowed: "Narrowed",
  changed: "Changed, reach as before",
  unchanged: "Unchanged",
} as const;

/** `mailgates: permission Microsoft Graph application Mail.Read added`. */
function changeInShort(change: Change): string {
  if (change.newReceiver !== undefined)
    return `${whose(change)}authorization codes and tokens go to another host, ${change.newReceiver}`;
  if (namesItsKind(change)) return `${whose(change)}${sayEn(change.subject)} ${change.how}`;
  const subject = namesSubject(change) ? ` ${sayEn(change.subject)}` : "";
  return `${whose(change)}${inShort[change.aspect]}${subject} ${change.how}`;
}

function more(count: number): string {
  return count > 0 ? `, and ${plural(count, "more change")}` : "";
}

function until(last: LastDay): string {
  if (last === undefined) return "";
  return last === "endless" ? " without end" : ` until ${last}`;
}

function ending({ last, stops }: Pick<OwnReach, "last" | "stops">): string {
  return `${until(last)}${stops ? `; when it ends: ${clauseOf(stops.en)}` : ""}.`;
}

function holder(who: Holder): string {
  if (who.is === "nobody") return "nobody, for want of a credential,";
  return holderEn(who);
}

function alone(reach: OwnReach): string {
  const does = [...reach.directoryRoles.map((name) => `act as ${name}`), ...reach.abilities.map(({ en }) => en)];
  const opened = reach.opened.length > 0 ? ` (opened: ${listedEn(reach.opened)})` : "";
  return `Without any user present, ${holder(reach.holder)} can ${listedEn(does)}${opened}${ending(reach)}`;
}

function withPeople(reach: ReachWithPeople, product: string): string {
  const { nobody, users, stays, abilities } = reach;
  if (nobody)
    return `Nobody signs in to ${product}; with the rights of a user who did, it could ${listedEn(abilities.map(({ en }) => en))}${ending(reach)}`;
  const whom = users === undefined ? "every user who signs in" : `the ${plural(users, "named user")}`;
  const left = stays ? " and also after the user has left" : "";
  return `For ${whom}, ${product} can, with that user's rights${left}, ${listedEn(abilities.map(({ en }) => en))}${ending(reach)}`;
}

/** Of a vendor's own application. */
function holdsNone(stops: OwnReach["stops"]): string {
  const then = stops ? `; then: ${clauseOf(stops.en)}` : "";
  return `The application is the vendor's own: this side holds no key of it, none that expires, is renewed or could be withdrawn, and sees none of the vendor's. What ends its access is \`suspended\`, or leaving${then}.`;
}

const outside = {
  tenant: "Everything that this file describes is made in another tenant; what is in the former one stays there.",
  provider: "Another identity makes or grants what this file describes, with whatever rights it has in the tenant.",
  resources: "No definition describes these resources, so nobody here can say what they allow.",
} as const;

/** The sentences of an English report. */
export const sentencesEn: Sentences = {
  aspect,
  because: ({ verdict, first, others, onceDone, receiver }) => {
    if (!first) return `${titles[verdict]}: nothing that a vendor can do is different`;
    const once = onceDone ? " once its removal command has run" : "";
    const host = receiver ? `; ${changeInShort(receiver.change)}${more(receiver.others)}` : "";
    return `${titles[verdict]}${once}: ${changeInShort(first)}${more(others)}${host}`;
  },
  reach: (reach) => {
    if (reach.state === "outside") return outside[reach.what];
    if (reach.state === "gone" && reach.vendorsOwn)
      return "Nothing any more: everything granted to it here goes. Its principal stays in the tenant as the last change left it.";
    if (reach.state === "gone") return "Nothing any more: its application and everything granted to it go.";
    const { product, suspended, vendorsOwn } = reach;
    const does = [
      ...(reach.alone ? [alone(reach.alone)] : []),
      ...(reach.withPeople ? [withPeople(reach.withPeople, product)] : []),
      ...(vendorsOwn ? [holdsNone(vendorsOwn.stops)] : []),
    ];
    return [
      ...(suspended ? ["Suspended: no new tokens, and those issued end within about an hour. Once resumed:"] : []),
      ...(does.length > 0 ? does : [`${product} is granted nothing.`]),
    ].join(" ");
  },
  news: newsEn,
  combination: {
    "mail-by-secret": ({ permissions }) =>
      `${listedNamesEn(permissions)} as an application, held by a secret outside the tenant: a copy of that one text reads it from anywhere, without multi-factor authentication.`,
    "mail-offline": ({ permissions }) =>
      `${listedNamesEn(permissions)} with offline_access: standing access to the mail of everyone who once signed in, until it is revoked.`,
    "grants-itself": ({ permissions }) =>
      `${listedNamesEn(permissions)}: its holder can grant itself more than what is listed here.`,
    "people-own": ({ owners, powers }) =>
      `${listedNamesEn(owners)} ${owners.length === 1 ? "owns" : "own"} an application with ${listedNamesEn(powers)}: an owner who is a person can make a credential for it and use it.`,
  },
  manualStep: {
    "follow-sheet": () => "Follow the hand-over sheet: the vendor's forms are typed by a person.",
    "open-by-person": ({ names }) =>
      `${listedNamesEn(names)}: the consent opens nothing by itself; grant each site, or the policy, by the commands of the hand-over sheet.`,
    "see-to": (given) => `${listedNamesEn(given.names)}: ${conditionSentence(given.condition, given.names.length).en}`,
    "open-mailboxes": () => "Run the Exchange script of the hand-over sheet: it opens the mailboxes.",
    "close-mailboxes": () =>
      "Run the removal commands of the Exchange script; until then the rights on the mailbox stay.",
    "type-anew": ({ places }) =>
      `Type the new ids and the new credential everywhere: ${places.join("; ") || "the vendor's form"}.`,
    "hand-over": ({ places }) =>
      `Hand the new credential over and type it everywhere: ${places.join("; ") || "the vendor's form"}. Then write \`confirmed\`.`,
    "run-command": ({ by, step, command }) =>
      `Before approving, read what step ${step} of the vendor's file has ${by} run, which no rule judges: ${command}`,
    undo: ({ step }) => step.en,
  },
};
