/** The sentence of effective reach: abilities of permissions, put together in both languages. */
import { describe, expect, it, test } from "vitest";
import { livePlatform } from "../../components/vendors/live-platform.ts";
import type { RecordedPermission } from "../../review/recording.ts";
import { reachOf } from "../../review/report/reach.ts";
import { sentencesEn } from "../../review/words/sentences-en.ts";
import { sentencesJa } from "../../review/words/sentences-ja.ts";
import { holding, integration, mailReadScope, secret } from "./recordings.ts";

/** A permission of Microsoft Graph; the sentence does not depend on its id. */
function graph(kind: RecordedPermission["kind"], name: string): RecordedPermission {
  return { ...mailReadScope, kind, name };
}

function reach(permissions: readonly RecordedPermission[], credentials = secret("2026-11-21", "2027-05-15")) {
  const found = reachOf(integration({ enabled: true, credentials, ...holding(...permissions) }), undefined);
  return { en: sentencesEn.reach(found), ja: sentencesJa.reach(found) };
}

const application = (...names: readonly string[]) => reach(names.map((name) => graph("application", name)));

test("one person owns, two own", () => {
  const of = (...owners: readonly string[]) => sentencesEn.combination["people-own"]({ owners, powers: ["Mail.Read"] });
  expect(of("Bob")).toMatch(/^Bob owns an application with Mail\.Read: /);
  expect(of("Bob", "Ann")).toMatch(/^Bob and Ann own an application with Mail\.Read: /);
});

describe("what stops then", () => {
  it("ends the sentence once, in whichever script somebody wrote it", () => {
    const stopping = (text: string) => {
      const definition = { ...livePlatform, breaksWhenExpired: { en: text, ja: text } };
      const credentials = secret("2026-11-21", "2027-05-15");
      const held = integration({ enabled: true, credentials, ...holding(graph("application", "Mail.Read")) });
      const found = reachOf(held, definition);
      return [
        sentencesEn.reach(found).split("when it ends: ")[1],
        sentencesJa.reach(found).split("期限が切れると、")[1],
      ];
    };
    expect(stopping("Mail stops.")).toEqual(["Mail stops.", "Mail stops."]);
    expect(stopping("メールが止まります。")).toEqual(["メールが止まります.", "メールが止まります。"]);
    expect(stopping("メールが止まります")).toEqual(["メールが止まります.", "メールが止まります。"]);
  });
});

describe("what an application can do by itself", () => {
  it("is one ability, in a sentence", () => {
    expect(application("Group.Read.All")).toEqual({
      en: "Without any user present, whoever holds the secret typed into MAILGATES Σ can read all groups with their members and conversations until 2027-05-14.",
      ja: "ユーザーのサインインなしに、MAILGATES Σ に入力されたシークレットを持つ者は 2027-05-14 まで、すべてのグループとそのメンバー、会話を読み取ることができます。",
    });
  });

  it("has 'and' between two, with a comma where one has commas of its own", () => {
    expect(application("Presence.Read.All", "CallRecords.Read.All").en).toContain(
      "can read the records of all calls and online meetings (who, when, how long and from where) and read every user's presence until",
    );
    expect(application("Mail.ReadWrite", "Presence.Read.All").en).toContain(
      "can read, create, change and delete mail in every mailbox, and read every user's presence until",
    );
  });

  it("has commas between three, semicolons where one has commas of its own, and counts the rest", () => {
    expect(application("Presence.Read.All", "Group.Read.All", "Reports.Read.All").en).toContain(
      "can read all groups with their members and conversations, read every user's presence and read the usage reports of all services until",
    );
    expect(application("Mail.ReadWrite", "Presence.Read.All", "Group.Read.All", "Reports.Read.All")).toEqual({
      en: "Without any user present, whoever holds the secret typed into MAILGATES Σ can read, create, change and delete mail in every mailbox; read all groups with their members and conversations; read every user's presence; and 1 more thing until 2027-05-14.",
      ja: "ユーザーのサインインなしに、MAILGATES Σ に入力されたシークレットを持つ者は 2027-05-14 まで、すべてのメールボックスのメールを読み取り、作成、変更、削除すること、すべてのグループとそのメンバー、会話を読み取ること、すべてのユーザーのプレゼンスを読み取ること、ほか 1 件ができます。",
    });
  });

  it("is nobody's as long as there is no credential", () => {
    expect(
      reach([graph("application", "Group.Read.All")], { kind: "secret", schedule: [], registeredEnds: {} }),
    ).toEqual({
      en: "Without any user present, nobody, for want of a credential, can read all groups with their members and conversations.",
      ja: "ユーザーのサインインなしに、今後資格情報を持つ者(今は誰もいません)は、すべてのグループとそのメンバー、会話を読み取ることができます。",
    });
  });
});

describe("what it can do with the rights of the people who sign in", () => {
  it("is what somebody could do who signed in, where the vendor signs nobody in", () => {
    const held = integration({ enabled: true, ...holding(graph("delegated", "Group.Read.All")), redirectUris: [] });
    const found = reachOf(held, livePlatform);
    expect({ en: sentencesEn.reach(found), ja: sentencesJa.reach(found) }).toEqual({
      en: "Nobody signs in to MAILGATES Σ; with the rights of a user who did, it could read all groups with their members and conversations.",
      ja: "MAILGATES Σ には誰もサインインしません。サインインしたユーザーがいれば、その権限で、すべてのグループとそのメンバー、会話を読み取ることができます。",
    });
  });

  it("is said once for all abilities, and not again behind each", () => {
    expect(reach([graph("delegated", "Group.Read.All"), graph("delegated", "Mail.Read")])).toEqual({
      en: "For every user who signs in, MAILGATES Σ can, with that user's rights, read all groups with their members and conversations and read the signed-in user's mail until 2027-05-14.",
      ja: "サインインするすべてのユーザーの権限で、MAILGATES Σ は 2027-05-14 まで、すべてのグループとそのメンバー、会話を読み取ること、サインインしたユーザーのメールを読み取ることができます。",
    });
  });
});
