/**
 * Names of Teams that say in their second part where and what for: `TeamsAppInstallation.ReadWriteSelfForChat.All`. A
 * combination of four things, so it is composed of four.
 */
import type { Kind } from "../apis.ts";
import type { Pair } from "./noun.ts";
import { clause, type Verb, verbs } from "./verbs.ts";

interface Installed {
  readonly any: Pair;
  readonly selected: Pair;
  readonly self: Pair;
  readonly write: readonly Verb[];
  /** What is read, where that is not the things themselves. */
  readonly reading?: (things: Pair, place: Pair) => Pair;
}

const installed: Readonly<Record<string, Installed>> = {
  TeamsAppInstallation: {
    any: ["Teams apps", "Teams アプリ"],
    selected: ["selected Teams apps", "選択された Teams アプリ"],
    self: ["its own Teams app", "自身の Teams アプリ"],
    write: verbs.apps,
    reading: ([en, ja], place) => [`which ${en} are installed ${place[0]}`, `${place[1]}にインストール済みの${ja}`],
  },
  TeamsTab: {
    any: ["tabs", "タブ"],
    selected: ["selected tabs", "選択されたタブ"],
    self: ["its own tabs", "自身のタブ"],
    write: verbs.tabs,
  },
  ResourceSpecificPermissionGrant: {
    any: ["what Teams apps have been granted", "Teams アプリに付与されたアクセス許可"],
    selected: ["what selected Teams apps have been granted", "選択された Teams アプリに付与されたアクセス許可"],
    self: ["what its own Teams app has been granted", "自身の Teams アプリに付与されたアクセス許可"],
    write: [],
  },
};

const places: Readonly<Record<string, Readonly<Record<"all" | "own", Pair>>>> = {
  Chat: {
    all: ["in every chat", "すべてのチャット"],
    own: ["in the signed-in user's chats", "サインインしたユーザーのチャット"],
  },
  Team: {
    all: ["in every team", "すべてのチーム"],
    own: ["in the teams that the signed-in user can reach", "サインインしたユーザーがアクセスできるチーム"],
  },
  User: {
    all: ["in every user's Teams", "すべてのユーザー"],
    own: ["in the signed-in user's Teams", "サインインしたユーザー"],
  },
};

/** `Manage` is `ReadWriteAndConsent` for selected apps, by Microsoft's reference. */
const form = /^(Read|ReadWrite|Manage)(AndConsent)?(Self|Selected)?For(Chat|Team|User)$/;

/** The words for such a name; undefined for every other. */
export function inTeams(resource: string, operation: string, kind: Kind): Pair | undefined {
  const [, does, consents, which, where] = form.exec(operation) ?? [];
  const things = installed[resource];
  const place = places[where ?? ""]?.[kind === "application" ? "all" : "own"];
  if (!things || !place) return undefined;
  const what = which === "Self" ? things.self : which === "Selected" ? things.selected : things.any;
  if (does === "Read" && things.reading) return clause(["read"], things.reading(what, place));
  const [en, ja] = clause(does === "Read" ? ["read"] : ["read", ...things.write], [
    `${what[0]} ${place[0]}`,
    `${place[1]}${which === "Selected" ? "の、" : "の"}${what[1]}`,
  ]);
  return consents || does === "Manage"
    ? [
        `${en}, and consent to the data there that they ask for`,
        `${ja.replace(/する$/, "し")}、要求するデータへのアクセスに同意する`,
      ]
    : [en, ja];
}
