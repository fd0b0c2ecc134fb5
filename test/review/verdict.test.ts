import { describe, expect, it } from "vitest";
import type { Change, Effect } from "../../review/change.ts";
import { byWeight, verdictOf as decided } from "../../review/report/verdict.ts";
import { weighing } from "../../review/report/weight.ts";
import { sentencesEn } from "../../review/words/sentences-en.ts";
import { sentencesJa } from "../../review/words/sentences-ja.ts";

const graph = "00000003-0000-0000-c000-000000000000";

function change(effect: Effect, changes: Partial<Change> = {}): Change {
  return {
    integration: "mailgates",
    aspect: "permission",
    how: "added",
    subject: { code: "permission", api: "Microsoft Graph", kind: "application", name: "Mail.Read" },
    permission: { appId: graph, kind: "application", name: "Mail.Read" },
    effect,
    ...changes,
  };
}

/** A change without a permission's key, such as one of a redirect URI. */
function without(effect: Effect, changes: Partial<Change>): Change {
  const { permission: _, ...rest } = change(effect, changes);
  return rest;
}

/** The verdict, and the line that says why. */
function verdictOf(changes: readonly Change[]) {
  const because = decided(changes, weighing([]));
  return {
    verdict: because.verdict,
    because: sentencesEn.because(because),
    becauseJa: sentencesJa.because(because),
  };
}

describe("the verdict of a change", () => {
  it("is unchanged without any difference", () => {
    expect(verdictOf([])).toStrictEqual({
      verdict: "unchanged",
      because: "Unchanged: nothing that a vendor can do is different",
      becauseJa: "変更なし: 提供元にできることは同じです",
    });
  });
  it("names what broadens, and counts the rest of it", () => {
    const changes = [
      without("broadened", { aspect: "redirect-uri", subject: "https://a.example/" }),
      change("broadened"),
      change("changed"),
    ];
    expect(verdictOf(changes)).toStrictEqual({
      verdict: "broadened",
      because: "Broadened: mailgates: permission Microsoft Graph application Mail.Read added, and 1 more change",
      becauseJa:
        "権限の拡大: mailgates: アクセス許可 Microsoft Graph アプリケーション Mail.Read を追加、ほか 1 件の変更",
    });
  });
  const redirect = without("broadened", {
    aspect: "redirect-uri",
    subject: "https://b.example/",
    newReceiver: "b.example",
  });
  it("names the host that codes and tokens go to", () => {
    expect(verdictOf([redirect])).toMatchObject({
      because: "Broadened: mailgates: authorization codes and tokens go to another host, b.example",
      becauseJa: "権限の拡大: mailgates: 認可コードとトークンが別のホスト b.example に送られます",
    });
  });
  const additions = (name: string) =>
    [...Array(200).keys()].map((number) =>
      change("broadened", {
        subject: `${name} ${number}`,
        permission: { appId: graph, kind: "application", name },
      }),
    );
  it("names that host before 200 harmless additions", () => {
    expect(verdictOf([...additions("CallRecords.Read.All"), redirect]).because).toBe(
      "Broadened: mailgates: authorization codes and tokens go to another host, b.example, and 200 more changes",
    );
  });
  it("names that host also behind 200 additions that weigh more", () => {
    const all = [
      ...additions("RoleManagement.ReadWrite.Directory"),
      redirect,
      { ...redirect, newReceiver: "c.example" },
    ];
    expect(verdictOf(all).because).toBe(
      "Broadened: mailgates: permission RoleManagement.ReadWrite.Directory 0 added, and 201 more changes; mailgates: authorization codes and tokens go to another host, b.example, and 1 more change",
    );
  });
  it("names Global Administrator before a permission that assigns roles, and that before openid", () => {
    const [role, assigns, openid] = [
      without("broadened", { aspect: "directory-role", subject: "Global Administrator" }),
      change("broadened", {
        permission: { appId: graph, kind: "application", name: "AppRoleAssignment.ReadWrite.All" },
      }),
      change("broadened", { permission: { appId: graph, kind: "delegated", name: "openid" } }),
    ];
    expect(byWeight([openid, assigns, role], weighing([]))).toStrictEqual([role, assigns, openid]);
  });
  it("names an integration that comes or goes before its parts, however little it can do", () => {
    const [whole, audience] = [
      without("narrowed", { aspect: "integration", how: "removed" }),
      without("narrowed", { aspect: "audience", how: "changed" }),
    ];
    expect(byWeight([audience, whole], weighing([]))).toStrictEqual([whole, audience]);
  });
  it("of a mixture is broadened", () => {
    expect(verdictOf([change("narrowed", { how: "removed" }), change("broadened")]).verdict).toBe("broadened");
  });
  it("is narrowed where something narrows and the rest only changes", () => {
    expect(verdictOf([change("changed"), change("narrowed", { how: "removed" })]).verdict).toBe("narrowed");
  });
  it("of a removed mailbox is narrowed once its removal command has run", () => {
    const removed = without("narrowed", {
      aspect: "mailbox",
      how: "removed",
      subject: "a@b.example",
      onceDone: { code: "removal-commands" },
    });
    expect(verdictOf([removed]).because).toBe(
      "Narrowed once its removal command has run: mailgates: mailbox a@b.example removed",
    );
  });
  it("is changed where reach stays as it was", () => {
    expect(
      verdictOf([
        without("changed", { aspect: "name", how: "changed", subject: { code: "setting", setting: "display name" } }),
      ]).because,
    ).toBe("Changed, reach as before: mailgates: name display name changed");
  });
});
