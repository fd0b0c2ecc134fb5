import { describe, expect, it, test } from "vitest";
import { apis, type Kind } from "../catalog/apis.ts";
import { riskOf } from "../catalog/risk.ts";
import { byHand } from "../catalog/words/by-hand.ts";
import { otherApis } from "../catalog/words/other-apis.ts";
import { resources } from "../catalog/words/resources.ts";
import { ability, missingWords, whatItAllows } from "../catalog/words/sentence.ts";
import { canJa } from "../catalog/words/verbs.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const exchange = "00000002-0000-0ff1-ce00-000000000000";
const azure = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

/** Every permission of the catalog: of every API, as both kinds, retired ones too, for a review may meet them. */
const all = apis.flatMap(({ appId, displayName, application, delegated }) =>
  (
    [
      ["application", application],
      ["delegated", delegated],
    ] as const
  ).flatMap(([kind, list]) => list.map(({ value }) => ({ appId, kind, name: value, api: displayName }))),
);

function handKey(appId: string, kind: Kind, name: string): string | undefined {
  const keys = [`${kind} ${name}`, name];
  const own = keys.find((key) => otherApis[appId]?.[key] !== undefined);
  return own === undefined ? keys.find((key) => byHand[key] !== undefined) : `${appId} ${own}`;
}

describe("what a permission lets its holder do", () => {
  test.each([
    [
      graph,
      "application",
      "Mail.ReadWrite",
      "read, create, change and delete mail in every mailbox",
      "すべてのメールボックスのメールを読み取り、作成、変更、削除できます",
    ],
    [graph, "delegated", "Mail.Read", "read the signed-in user's mail", "サインインしたユーザーのメールを読み取れます"],
    [
      graph,
      "delegated",
      "Calendars.Read.Shared",
      "read the signed-in user's own events and events shared with that user",
      "サインインしたユーザー自身の予定と、そのユーザーに共有された予定を読み取れます",
    ],
    [
      graph,
      "application",
      "Mail.ReadBasic.All",
      "read mail without bodies and attachments in every mailbox",
      "すべてのメールボックスのメール(本文と添付ファイルを除く)を読み取れます",
    ],
    [
      graph,
      "application",
      "AccessReview.Read.All",
      "read all access reviews with their decisions",
      "すべてのアクセス レビューとその決定を読み取れます",
    ],
    [
      graph,
      "delegated",
      "AccessReview.Read.All",
      "read all access reviews with their decisions, as far as the signed-in user may",
      "サインインしたユーザーの権限の範囲で、すべてのアクセス レビューとその決定を読み取れます",
    ],
    [
      graph,
      "application",
      "ExternalItem.ReadWrite.OwnedBy",
      "read, create, change and delete the items indexed in Microsoft Search from outside sources that the application itself owns",
      "アプリケーション自身が所有する外部データ ソースから Microsoft Search に登録された項目を読み取り、作成、変更、削除できます",
    ],
    [
      graph,
      "delegated",
      "TeamsAppInstallation.ReadWriteAndConsentSelfForChat",
      "read, install, update and remove its own Teams app in the signed-in user's chats, and consent to the data there that they ask for",
      "サインインしたユーザーのチャットの自身の Teams アプリを読み取り、インストール、更新、削除し、要求するデータへのアクセスに同意できます",
    ],
    [
      graph,
      "application",
      "AppRoleAssignment.ReadWrite.All",
      "grant itself and others any permission of any API, and so take over the tenant",
      "自身や他者に任意の API のあらゆるアクセス許可を付与し、テナントを乗っ取れます",
    ],
    [
      graph,
      "application",
      "Sites.Selected",
      "reach only the SharePoint sites that are opened for it one by one, as far as each grant says",
      "個別に許可された SharePoint サイトにのみ、許可の範囲でアクセスできます",
    ],
    [
      exchange,
      "application",
      "IMAP.AccessAsApp",
      "read, change and delete mail over IMAP in every mailbox that is opened for it",
      "アクセスを許可されたすべてのメールボックスのメールを IMAP で読み取り、変更、削除できます",
    ],
    [
      azure,
      "delegated",
      "user_impersonation",
      "do with the Azure subscriptions, and all that runs in them, whatever the signed-in user may",
      "サインインしたユーザーの権限で、Azure サブスクリプションとそのリソースを操作できます",
    ],
    [
      graph,
      "application",
      "BrowserSiteLists.Read.All",
      "read all site lists for Internet Explorer mode",
      "すべての Internet Explorer モードのサイト リストを読み取れます",
    ],
    [graph, "application", "AgentIdentity.Create.All", "create agent identities", "エージェント ID を作成できます"],
    [
      graph,
      "application",
      "TeamsAppInstallation.ManageSelectedForChat.All",
      "read, install, update and remove selected Teams apps in every chat, and consent to the data there that they ask for",
      "すべてのチャットの、選択された Teams アプリを読み取り、インストール、更新、削除し、要求するデータへのアクセスに同意できます",
    ],
    [
      graph,
      "application",
      "Bookings.Manage.All",
      "create, change and delete Bookings businesses and all that is in them, with their customers' data",
      "Bookings のビジネスとその内容(顧客の情報を含む)を読み取り、作成、変更、削除できます",
    ],
    [
      graph,
      "delegated",
      "Bookings.Manage.All",
      "read, create, change and delete Bookings businesses and everything in them, as far as the signed-in user may",
      "サインインしたユーザーの権限の範囲で、Bookings のビジネスとそのすべての内容を読み取り、作成、変更、削除できます",
    ],
  ] as const)("%s %s %s", (appId, kind, name, en, ja) => {
    expect(whatItAllows(appId, kind, name)).toEqual({ en, ja });
  });

  it("is said of every permission of the catalog; a missing word is named", () => {
    const missing = all.flatMap(({ appId, kind, name, api }) => {
      const segment = missingWords(appId, kind, name);
      return segment === undefined ? [] : [`${api} ${kind} ${name}: ${segment}`];
    });
    expect(missing).toEqual([]);
    expect(all).toHaveLength(1700);
  });

  test.each([
    ["Bogus.Read.All", 'resource "Bogus" (catalog/words/resources.ts)'],
    ["Mail.Juggle", 'operation "Juggle" of Mail (catalog/words/operations.ts or by-hand.ts)'],
    ["Mail.Read.Sometimes", 'constraint "Sometimes" of Mail (catalog/words/constraints.ts or by-hand.ts)'],
  ])("%s: %s is missing, and the permission goes by its name", (name, segment) => {
    expect(missingWords(graph, "application", name)).toBe(segment);
    expect(whatItAllows(graph, "application", name)).toEqual({ en: `use ${name}`, ja: `${name} を使えます` });
  });

  it("is written by hand, with the consequence, where it is of tier 0 or CISA calls it Critical or High", () => {
    const composed = all.filter(({ appId, kind, name }) => {
      const risk = riskOf(appId, kind, name);
      const grave = risk?.tier === 0 || risk?.scuba === "Critical" || risk?.scuba === "High";
      return grave && handKey(appId, kind, name) === undefined;
    });
    expect(composed.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
  });

  it("fits a sentence: a clause without a full stop, no word twice, politely ended in Japanese", () => {
    const odd = all.filter(({ appId, kind, name }) => {
      const { en, ja } = whatItAllows(appId, kind, name);
      return (
        !/^[a-z]+,? /.test(en) ||
        /[.;:,]$|\b(\w+) \1\b|: |\{\}/.test(en) ||
        !ja.endsWith("ます") ||
        /すべてのすべて|\{\}|。/.test(ja)
      );
    });
    expect(odd.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
  });

  it("says in both languages whether it is about the person who signed in, and never of an application", () => {
    const uneven = all.filter(({ appId, kind, name }) => {
      const { en, ja } = ability(appId, kind, name);
      const person = en.includes("signed-in user");
      return person !== ja.includes("サインインしたユーザー") || (person && kind === "application");
    });
    expect(uneven.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
  });

  it("has no words that no permission uses", () => {
    const hand = new Set(all.map(({ appId, kind, name }) => handKey(appId, kind, name)));
    const nouns = new Set(
      all
        .filter(({ appId, kind, name }) => handKey(appId, kind, name) === undefined)
        .flatMap(({ name }) => {
          const [head = "", , ...rest] = name.split(".");
          const keyed = `${head}:${rest.join(".")}`;
          return resources[keyed] ? [keyed] : [head];
        }),
    );
    const ofApis = Object.entries(otherApis).flatMap(([appId, table]) =>
      Object.keys(table).map((key) => `${appId} ${key}`),
    );
    expect([...Object.keys(byHand), ...ofApis].filter((key) => !hand.has(key))).toEqual([]);
    expect(Object.keys(resources).filter((key) => !nouns.has(key))).toEqual([]);
  });
});

describe("a Japanese clause in the polite form of 'can'", () => {
  test.each([
    ["予定を削除する", "予定を削除できます"],
    ["予定を読み取る", "予定を読み取れます"],
    ["権限を与える", "権限を与えられます"],
    ["コードを割り込ませる", "コードを割り込ませられます"],
    ["利用者を締め出す", "利用者を締め出せます"],
    ["権限を得る", "権限を得られます"],
    ["操作を行う", "操作を行えます"],
  ])("%s → %s", (plain, can) => {
    expect(canJa(plain)).toBe(can);
  });

  it("cannot be made of a noun", () => {
    expect(() => canJa("予定")).toThrow("予定 does not end with a verb");
  });
});
