/** What is new, in English: a sentence that is understood without anything else of the report. */
import { plural } from "../../components/plural.ts";
import type { WordsOf } from "../../components/worded.ts";
import type { RecordedOwner } from "../recording.ts";
import type { Deed } from "../report/deed.ts";
import type { NewsValues } from "../report/news-values.ts";
import type { OpenedMailboxes } from "../report/opened-mailboxes.ts";
import type { Holder, LastDay } from "../report/reach.ts";
import { holderEn } from "./holder.ts";
import { clauseOf, listedEn, listedNamesEn } from "./list-en.ts";
import { sayEn } from "./say.ts";

function deed(what: Deed): string {
  return "role" in what ? `act as ${what.role}` : what.en;
}

function deeds(all: readonly Deed[]): string {
  return listedEn(all.map(deed));
}

function holder(who: Holder): string {
  if (who.is === "nobody") return "whoever will hold its credential (it has none yet)";
  return holderEn(who);
}

/** `, until 2027-05-14`. */
function until(last: LastDay): string {
  if (last === undefined) return "";
  return last === "endless" ? ", without end" : `, until ${last}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `(before: read all groups)`. */
function before(all: readonly Deed[] | undefined, nothing: string): string {
  if (all === undefined) return " (before: it was not there)";
  return ` (before: ${all.length > 0 ? deeds(all) : nothing})`;
}

function opened({ full, sendAs, limited }: OpenedMailboxes): string {
  return [
    ...(limited.length > 0 ? [deeds(limited)] : []),
    ...(full.length > 0 ? [`read, change and delete everything in ${listedNamesEn(full)} (FullAccess)`] : []),
    ...(sendAs.length > 0 ? [`send mail as ${listedNamesEn(sendAs)} (SendAs)`] : []),
  ].join(" and ");
}

const kinds = { user: "a person", servicePrincipal: "a service principal", unknown: "a person or a service principal" };

function owner({ id, name, kind }: RecordedOwner): string {
  return name === undefined ? `${capital(kinds[kind])}, ${id},` : `${name}, ${kinds[kind]} (${id}),`;
}

function andOthers(count: number): string {
  return count > 0 ? ` and ${plural(count, "more integration")}` : "";
}

const suspendedYet = "Suspended for now; once it is resumed: ";

const audiences: Readonly<Record<string, string>> = {
  AzureADMyOrg: "people of this tenant alone",
  AzureADMultipleOrgs: "people of any organization",
  AzureADandPersonalMicrosoftAccount: "people of any organization and with personal accounts",
  PersonalMicrosoftAccount: "people with personal accounts",
};

function audience(value: string): string {
  return audiences[value] ?? `whoever ${value} names`;
}

/** The sentences in English. */
export const newsEn: WordsOf<NewsValues> = {
  "by-itself": ({ holder: who, suspended, now, before: former, last }) =>
    `${suspended ? suspendedYet : ""}Without any user present, ${holder(who)} can now ${deeds(now)}${before(former, "nothing without a user")}${until(last)}.`,
  "with-people": ({ product, suspended, users, stays, now, before: former, usersBefore, last }) => {
    const whom = users === undefined ? "every user who signs in" : `the ${plural(users, "named user")}`;
    const was =
      usersBefore === undefined
        ? before(former, "nothing with a user's rights")
        : ` (before: for ${plural(usersBefore, "named user")})`;
    return `${suspended ? suspendedYet : ""}With the rights of ${whom}${stays ? ", also after the user has left" : ""}, ${product} can now ${deeds(now)}${was}${until(last)}.`;
  },
  "mailboxes-open": ({ holder: who, now, before: former, last }) =>
    `Without any user present, ${holder(who)} can now ${opened(now)}, once a person has run the Exchange script (before: ${former.length > 0 ? `opened for it were ${listedNamesEn(former)}` : "no mailbox was opened for it"})${until(last)}.`,
  "comes-with-nothing": ({ product }) => `${product} gets an application, and is granted nothing.`,
  "mailboxes-close": ({ product, gone, left }) =>
    `${product} can no longer ${opened(gone)}, once a person has run the removal commands (still opened: ${left.length > 0 ? listedNamesEn(left) : "none"}).`,
  script: ({ product, lines, how }) =>
    how === "removed"
      ? `The Exchange script that a person runs for ${product} no longer has: ${lines.join(" · ")}`
      : `The Exchange script that a person runs for ${product} now does what no mailbox of the file explains: ${lines.join(" · ")} (before: nothing of the kind).`,
  audience: ({ product, now, before: former }) =>
    `${capital(audience(now))} can now sign in to ${product} (before: ${audience(former)}).`,
  "public-client": ({ product, on }) =>
    on
      ? `Whoever knows the client id of ${product}, which is no secret, can now get tokens for a user who signs in (before: with its credential alone).`
      : `Nobody can get tokens of ${product} without its credential any more.`,
  receiver: ({ product, receiver, before: former }) =>
    `Whoever runs ${receiver} now receives the authorization codes and tokens of everybody who signs in to ${product} (before: ${former.length > 0 ? listedNamesEn(former) : "nobody"}).`,
  "another-path": ({ product, now, before: former }) =>
    `Authorization codes and tokens of ${product} go to ${now} (before: ${former}): another path of the same host.`,
  "implicit-grant": ({ product, what, on }) =>
    on
      ? `The sign-in page now hands ${sayEn(what)} of ${product} to the browser, in the address (before: it did not).`
      : `The sign-in page no longer hands ${sayEn(what)} of ${product} to the browser.`,
  "owner-comes": ({ owner: who, product, others, now, last }) =>
    `${owner(who)} can now make a credential for ${product}${andOthers(others)}, and with it ${now.length > 0 ? `${deeds(now)}, as ${product}` : `act as ${product}`} (before: no owner)${last === undefined ? "" : ", for as long as it is an owner"}.`,
  "owner-goes": ({ owner: who, product, others }) =>
    `${owner(who)} can no longer make credentials for ${product}${andOthers(others)} (before: an owner).`,
  "tenant-changes": ({ before: former, after }) =>
    `Everything in this file is now made in the tenant ${after} (before: ${former}); what stands in the former tenant stays there with its rights, and no file describes it any more.`,
  "acts-as": ({ before: former, after, resources }) =>
    `${resources > 0 ? `${resources} of the grants and roles` : "Grants and roles"} are now given by ${after ? `the application ${after}` : "whoever deploys"} (before: by ${former ? `the application ${former}` : "whoever deploys"}).`,
  unreadable: ({ names }) =>
    `The program now does something that nobody can see before it runs: ${listedNamesEn(names)} (before: nothing of the kind).`,
  "resources-come": ({ names }) =>
    `The program now makes what no definition explains, with rights that nobody here can read: ${listedNamesEn(names)} (before: nothing of the kind).`,
  "anyone-signs-in": ({ product, before: former }) =>
    `Everyone in the tenant can now sign in to ${product} (before: ${sayEn(former)}).`,
  "users-sign-in": ({ product, users, comes }) =>
    `${listedNamesEn(users)} can ${comes ? "now" : "no longer"} sign in to ${product}.`,
  "app-roles": ({ product, people, roles, administers, comes, before: former }) => {
    const who = listedNamesEn(people);
    const as = `${roles.length === 1 ? "the role" : "the roles"} ${roles.join(" and ")}`;
    const what = administers ? `administer ${product}, with ${as}` : `sign in to ${product} with ${as}`;
    const was = former.length > 0 ? former.join(" and ") : "none of its roles";
    return comes ? `${who} can now ${what} (before: ${was}).` : `${who} can no longer ${what}.`;
  },
  resumed: ({ product }) => `${product} works again with everything it is granted (before: suspended, no tokens).`,
  suspended: ({ product, stops }) =>
    `${product} gets no tokens from now on${stops ? `; what stops: ${clauseOf(stops.en)}` : ""}.`,
  "key-elsewhere": ({ product, holder: who, thumbprint, ends, now, last }) =>
    `${capital(holder(who))} (SHA-1 ${thumbprint}; its own end is ${ends}) can sign in as ${product}'s application${now.length > 0 ? ` and ${deeds(now)}` : ""}${until(last)}; that key was not made here, and nothing here can tell who has it.`,
  trust: ({ product, issuer, subject, before: former, now }) =>
    `Whoever gets a token of ${issuer} for ${subject} can${former === undefined ? "" : " now"} sign in as ${product}'s application, without any secret${now.length > 0 ? `, and ${deeds(now)}` : ""}${former === undefined ? "" : ` (before: of ${former.issuer} for ${former.subject})`}.`,
  "trust-goes": ({ product, issuer, subject }) =>
    `Whoever gets a token of ${issuer} for ${subject} can no longer sign in as ${product}'s application.`,
  "identifier-uri": ({ product, uri, before: former, takenFrom }) =>
    `Others ask for tokens of ${product} as ${uri} from now on (before: ${former === undefined ? "by its client id alone" : `as ${former}, by which nobody gets one any more`})${takenFrom.length > 0 ? `; that name was ${listedNamesEn(takenFrom)}'s until now, and whoever still asks by it gets tokens of ${product} instead` : ""}.`,
  "identifier-uri-goes": ({ product, uri }) =>
    `Nobody gets tokens of ${product} as ${uri} any more; its client id still names it, and another application may take that name.`,
  "works-longer": ({ holder: who, now, before: former, last }) =>
    `${capital(holder(who))} can now ${now.length > 0 ? deeds(now) : "sign in as the application"}${until(last)} (before: until ${sayEn(former)}).`,
  "no-longer": ({ product, gone, covered, left }) => {
    if (covered.length > 0 && covered.length >= gone.length)
      return `${product} can do what it could: ${covered.map(({ name, by }) => `${by} still covers ${name}`).join(", ")}.`;
    const still = covered.map(({ name, by }) => `${by} still covers ${name}`);
    return `${product} can no longer ${deeds(gone)} (still: ${left.length > 0 ? deeds(left) : "nothing"})${still.length > 0 ? `; ${still.join(", ")}` : ""}.`;
  },
  removed: ({ product, before: former, stops, leavingFirst }) =>
    `${product} can do nothing any more${before(former, "nothing")}${stops ? `; what stops: ${clauseOf(stops.en)}` : ""}${leavingFirst ? ". `leaving: true` has to come first, in a change of its own" : ""}.`,
  "another-vendor": ({ product, former, now, last }) =>
    `The application of ${former} is now that of ${product}, so whoever holds a live credential of ${former} can ${now.length > 0 ? deeds(now) : `act as ${product}`} (before: act as ${former})${until(last)}.`,
  overlap: ({ product, old, next, days }) =>
    `${product} gets a second credential: the one of ${old.issued} ends on ${old.last}, the one of ${next.issued} on ${next.last}; both work for ${days} days.`,
  "credential-goes": ({ product, issued, before: former, left, stops }) =>
    `The credential of ${issued} no longer works for ${product} (before: until ${former})${left === undefined ? `, and no other one is left${stops ? `; what stops: ${clauseOf(stops.en)}` : ""}` : `; another one works${until(left).replace(/^,/, "")}`}.`,
  "vault-goes": ({ integrations, vault }) =>
    `The credentials of ${plural(integrations, "integration")} now stand in the stack's state alone (before: in the vault ${vault.split("/").at(-1)}).`,
  "vault-changes": ({ integrations, before: former, after }) =>
    `The credentials of ${plural(integrations, "integration")} now stand in the vault ${after.split("/").at(-1)} (before: in ${former.split("/").at(-1)}): whoever may read secrets there can read them.`,
  deploys: ({ before: former, after }) =>
    `${after === "" ? "The file no longer says who" : `The owner ${after} now`} runs \`pulumi up\` (before: ${former === "" ? "the file did not say who" : former}).`,
  "works-shorter": ({ product, before: former, last }) =>
    `The credentials of ${product} work${until(last).replace(/^,/, "") || " no more"} (before:${until(former).replace(/^,/, "")}).`,
  renamed: ({ before: former, after }) =>
    `${former} is called ${after} from now on: the same application with the same client id.`,
  other: ({ integration, change: { subject, before: former, after } }) => {
    const what = [integration, sayEn(subject)].filter(Boolean).join(": ");
    const values = [
      after === undefined ? "" : ` now ${sayEn(after)}`,
      former === undefined ? "" : ` (before: ${sayEn(former)})`,
    ].join("");
    return `${what}${values}.`;
  },
};
