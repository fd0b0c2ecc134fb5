import { expect, test } from "vitest";
import { exchangeRbacForApplications } from "../../catalog/risk.ts";
import { isExchangeRole } from "../../components/exchange-roles.ts";
import { limitedAbility, limitedRoles } from "../../review/limited.ts";
import { reachOf } from "../../review/report/reach.ts";
import { sentencesEn } from "../../review/words/sentences-en.ts";
import { sentencesJa } from "../../review/words/sentences-ja.ts";
import { integration, secret } from "./recordings.ts";

const mailboxes = ["a@b.example", "c@b.example"].map((address) => ({
  address,
  receive: false,
  sendAs: false,
  rights: ["Application Mail.ReadWrite", "Application Mail.Send"] as const,
}));

test("reach names the mailboxes, and nothing of every mailbox", () => {
  const reach = reachOf(integration({ mailboxes, credentials: secret("2026-11-21", "2027-05-15") }), undefined);
  expect(sentencesEn.reach(reach)).toBe(
    "Without any user present, whoever holds the secret typed into MAILGATES Σ can read, create, change and delete mail in a@b.example and c@b.example alone, and send mail as a@b.example and c@b.example alone until 2027-05-14.",
  );
  expect(sentencesJa.reach(reach)).toContain(
    "a@b.example、c@b.example だけのメールを読み取り、作成、変更、削除すること",
  );
});

test("a role that reaches other mailboxes than another is told with its own", () => {
  const [first, second] = mailboxes;
  if (!first || !second) throw new Error("two mailboxes");
  expect(limitedRoles([first, { ...second, rights: ["Application Mail.Send"] }])).toEqual([
    { role: "Application Mail.ReadWrite", addresses: ["a@b.example"] },
    { role: "Application Mail.Send", addresses: ["a@b.example", "c@b.example"] },
  ]);
});

const single = exchangeRbacForApplications.filter(({ permissions }) => permissions.length === 1);

test.each(single.map(({ role }) => role))("%s: its words name the mailbox and nobody else's", (role) => {
  if (!isExchangeRole(role)) throw new Error(role);
  const { en, ja } = limitedAbility({ role, addresses: ["a@b.example"] });
  expect(en).toMatch(/a@b\.example alone/);
  expect(en).not.toMatch(/every (?:mailbox|calendar)|anybody/);
  expect(ja).toContain("a@b.example");
  expect(ja).not.toMatch(/すべてのメールボックス|すべての予定表|任意のユーザー|しする/);
});
