/** The sentences that say what is new, and what each names. */
import type { LocalizedText } from "../../components/localized-text.ts";
import type { Coded } from "../../components/worded.ts";
import type { Change } from "../change.ts";
import type { Value } from "../clause.ts";
import type { RecordedOwner } from "../recording.ts";
import type { Deed } from "./deed.ts";
import type { OpenedMailboxes } from "./opened-mailboxes.ts";
import type { Holder, LastDay } from "./reach.ts";

interface Until {
  readonly last: LastDay;
}

/** The sentences, and what each names. `others`: so many further integrations with the same change. */
export interface NewsValues {
  readonly "by-itself": Until & {
    readonly holder: Holder;
    readonly suspended: boolean;
    readonly now: readonly Deed[];
    /** Absent: the integration was not there. */
    readonly before?: readonly Deed[];
  };
  readonly "with-people": Until & {
    readonly product: string;
    readonly suspended: boolean;
    /** How many users are named; undefined: whoever signs in. */
    readonly users: number | undefined;
    readonly stays: boolean;
    readonly now: readonly Deed[];
    readonly before?: readonly Deed[];
    /** The same could be done before with the rights of so many named users. */
    readonly usersBefore?: number;
  };
  readonly "mailboxes-open": Until & {
    readonly holder: Holder;
    readonly now: OpenedMailboxes;
    readonly before: readonly string[];
  };
  /** An integration that is granted nothing. */
  readonly "comes-with-nothing": { readonly product: string };
  readonly "mailboxes-close": {
    readonly product: string;
    readonly gone: OpenedMailboxes;
    readonly left: readonly string[];
  };
  readonly script: { readonly product: string; readonly lines: readonly string[]; readonly how: Change["how"] };
  readonly audience: { readonly product: string; readonly now: string; readonly before: string };
  readonly "public-client": { readonly product: string; readonly on: boolean };
  readonly receiver: { readonly product: string; readonly receiver: string; readonly before: readonly string[] };
  readonly "another-path": { readonly product: string; readonly now: string; readonly before: string };
  readonly "implicit-grant": { readonly product: string; readonly what: Value; readonly on: boolean };
  readonly "owner-comes": Until & {
    readonly owner: RecordedOwner;
    readonly product: string;
    readonly others: number;
    /** What the application can do that is named. */
    readonly now: readonly Deed[];
  };
  readonly "owner-goes": { readonly owner: RecordedOwner; readonly product: string; readonly others: number };
  readonly "tenant-changes": { readonly before: string; readonly after: string };
  readonly "acts-as": { readonly before: string; readonly after: string; readonly resources: number };
  readonly unreadable: { readonly names: readonly string[] };
  readonly "resources-come": { readonly names: readonly string[] };
  readonly "anyone-signs-in": { readonly product: string; readonly before: Value };
  readonly "users-sign-in": { readonly product: string; readonly users: readonly string[]; readonly comes: boolean };
  /** A role of the product's own that somebody gets, or loses. */
  readonly "app-roles": {
    readonly product: string;
    readonly people: readonly string[];
    readonly roles: readonly string[];
    readonly administers: boolean;
    readonly comes: boolean;
    /** What the first of them had. */
    readonly before: readonly string[];
  };
  readonly resumed: { readonly product: string };
  readonly suspended: { readonly product: string; readonly stops: LocalizedText | undefined };
  /** A certificate of a key that was not made here. */
  readonly "key-elsewhere": Until & {
    readonly product: string;
    readonly holder: Holder;
    readonly thumbprint: string;
    readonly ends: string;
    readonly now: readonly Deed[];
  };
  readonly trust: {
    readonly product: string;
    readonly issuer: string;
    readonly subject: string;
    /** Whom it trusted; absent: it is new. */
    readonly before?: { readonly issuer: string; readonly subject: string };
    readonly now: readonly Deed[];
  };
  readonly "trust-goes": { readonly product: string; readonly issuer: string; readonly subject: string };
  /** The name by which its tokens are asked for. */
  readonly "identifier-uri": {
    readonly product: string;
    readonly uri: string;
    /** The name that it takes the place of; absent: there was none. */
    readonly before?: string;
    /** Products that bore the new name until now, and lose it in the same change. */
    readonly takenFrom: readonly string[];
  };
  readonly "identifier-uri-goes": { readonly product: string; readonly uri: string };
  readonly "works-longer": Until & { readonly holder: Holder; readonly now: readonly Deed[]; readonly before: Value };
  readonly "no-longer": {
    readonly product: string;
    readonly gone: readonly Deed[];
    /** What another permission that stays covers: names of both. */
    readonly covered: readonly { readonly name: string; readonly by: string }[];
    readonly left: readonly Deed[];
  };
  readonly removed: {
    readonly product: string;
    readonly before: readonly Deed[];
    readonly stops: LocalizedText | undefined;
    /** True: an earlier change has to write `leaving`. */
    readonly leavingFirst: boolean;
  };
  readonly "another-vendor": Until & {
    readonly product: string;
    readonly former: string;
    readonly now: readonly Deed[];
  };
  readonly overlap: {
    readonly product: string;
    readonly old: { readonly issued: string; readonly last: string };
    readonly next: { readonly issued: string; readonly last: string };
    /** Days on which both work. */
    readonly days: number;
  };
  readonly "credential-goes": {
    readonly product: string;
    readonly issued: string;
    /** Until when it would have worked. */
    readonly before: string;
    /** Until when another one works; undefined: none is left. */
    readonly left: LastDay;
    readonly stops: LocalizedText | undefined;
  };
  readonly "vault-goes": { readonly integrations: number; readonly vault: string };
  readonly "vault-changes": { readonly integrations: number; readonly before: string; readonly after: string };
  readonly deploys: { readonly before: string; readonly after: string };
  readonly "works-shorter": Until & { readonly product: string; readonly before: LastDay };
  readonly renamed: { readonly before: string; readonly after: string };
  /** A change of no such kind: its own words. */
  readonly other: {
    readonly integration: string;
    readonly change: Pick<Change, "aspect" | "how" | "subject" | "before" | "after">;
  };
}

/** One sentence. */
export type News = Coded<NewsValues>;
