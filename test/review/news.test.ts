/** The sentence of what is new: who can now do what, what it was before, and until when. */
import { describe, expect, test } from "vitest";
import { vendors } from "../../components/vendors/index.ts";
import { reviewOf } from "../../review/judge-entry.ts";
import type { RecordedIntegration } from "../../review/recording.ts";
import { tokens } from "../../review/tokens.ts";
import {
  granted,
  holding,
  integration,
  mailReadRole,
  mailReadScope,
  recording,
  registration,
  secret,
} from "./recordings.ts";

const facts = { revision: "main", judgedBy: "base", remarks: [] } as const;
const credentials = secret("2026-11-21", "2027-05-15");
const people = { user: "99999999-9999-9999-9999-999999999999", name: "Adele Vance" };

function newsOf(
  before: Partial<RecordedIntegration> | undefined,
  after: Partial<RecordedIntegration> | undefined,
  sides: { readonly before?: object; readonly after?: object } = {},
) {
  const side = (part: Partial<RecordedIntegration> | undefined, further: object | undefined) =>
    recording(part ? [integration({ credentials, ...part })] : [], further);
  const context = { now: "2026-12-01", definitions: vendors, claimed: new Set<string>(), rules: [] };
  const { news, because } = reviewOf(side(before, sides.before), side(after, sides.after), context, facts);
  return { first: because.en, news: news?.en };
}

const admin = { name: "Global Administrator", templateId: "62e90394-69f5-4237-9190-012177145e10", scope: "/" };
const openid = { ...mailReadScope, name: "openid", id: "37f7f235-527c-4136-accd-4a02d197296e" };

describe("what is new", () => {
  test("by itself: the role before the permission, with what it could do before and until when", () => {
    const after = { ...holding(mailReadRole, openid), directoryRoles: [admin] };
    expect(newsOf(holding(mailReadRole), after)).toEqual({
      first: "Broadened: mailgates: directory role Global Administrator added, and 1 more change",
      news: "Without any user present, whoever holds the secret typed into MAILGATES Σ can now act as Global Administrator (before: read all mail and attachments in every mailbox), until 2027-05-14.",
    });
  });

  test("with people's rights", () => {
    expect(newsOf({}, holding(mailReadScope)).news).toBe(
      "With the rights of every user who signs in, MAILGATES Σ can now read the signed-in user's mail (before: nothing with a user's rights), until 2027-05-14.",
    );
  });

  test("for everyone, what one named user had", () => {
    const one = { requested: [mailReadScope], granted: [granted(mailReadScope, [people.user])] };
    expect(newsOf(one, holding(mailReadScope)).news).toBe(
      "With the rights of every user who signs in, MAILGATES Σ can now read the signed-in user's mail (before: for 1 named user), until 2027-05-14.",
    );
  });

  test("a mailbox, with what may be done in it", () => {
    const mailbox = (address: string) =>
      ({ address, receive: true, sendAs: true, rights: ["FullAccess", "SendAs"] }) as const;
    const before = { mailboxes: [mailbox("a@b.example")] };
    expect(newsOf(before, { mailboxes: [...before.mailboxes, mailbox("ceo@b.example")] }).news).toBe(
      "Without any user present, whoever holds the secret typed into MAILGATES Σ can now read, change and delete everything in ceo@b.example (FullAccess) and send mail as ceo@b.example (SendAs), once a person has run the Exchange script (before: opened for it were a@b.example), until 2027-05-14.",
    );
  });

  test("an integration that comes, by what Exchange gives it, and by nothing where it gets nothing", () => {
    const limited = {
      address: "a@b.example",
      receive: false,
      sendAs: false,
      rights: ["Application Calendars.Read"],
    } as const;
    expect(newsOf(undefined, { mailboxes: [limited] }).news).toBe(
      "Without any user present, whoever holds the secret typed into MAILGATES Σ can now read events in a@b.example alone, once a person has run the Exchange script (before: no mailbox was opened for it), until 2027-05-14.",
    );
    expect(newsOf(undefined, {}).news).toBe("MAILGATES Σ gets an application, and is granted nothing.");
  });

  test("another receiver of codes and tokens, and the owner who must not hide behind it", () => {
    const uri = (host: string) => [{ platform: "web", uri: `https://${host}/callback` }] as const;
    const owner = { id: people.user, kind: "user", name: people.name } as const;
    const before = { ...holding(mailReadRole), redirectUris: uri("a.example") };
    const after = { ...before, redirectUris: uri("b.example"), owners: { application: [owner], principal: [owner] } };
    expect(newsOf(before, after).news).toBe(
      "Whoever runs b.example now receives the authorization codes and tokens of everybody who signs in to MAILGATES Σ (before: a.example). Adele Vance, a person (99999999-9999-9999-9999-999999999999), can now make a credential for MAILGATES Σ, and with it read all mail and attachments in every mailbox, as MAILGATES Σ (before: no owner), for as long as it is an owner.",
    );
  });

  test("another tenant", () => {
    const after = { tenantId: "44444444-4444-4444-4444-444444444444" };
    expect(newsOf({}, {}, { after }).news).toBe(
      "Everything in this file is now made in the tenant 44444444-4444-4444-4444-444444444444 (before: 11111111-1111-1111-1111-111111111111); what stands in the former tenant stays there with its rights, and no file describes it any more.",
    );
  });

  test("a name by which its tokens are asked for, and whose name it was until now", () => {
    const bearing = (name: string, uri: string | undefined) => ({
      name,
      product: name === "portal" ? "Portal" : "MAILGATES Σ",
      ...(name === "portal" && { displayName: "Portal" }),
      credentials,
      resources: [
        registration(tokens.application, `${name}-application`, { below: name }),
        ...(uri === undefined
          ? []
          : [
              registration(tokens.identifierUri, `${name}-identifier-uri`, {
                below: name,
                inputs: { identifierUri: uri },
              }),
            ]),
      ],
    });
    const context = { now: "2026-12-01", definitions: vendors, claimed: new Set<string>(), rules: [] };
    const of = (...parts: Parameters<typeof bearing>[]) =>
      recording(parts.map((part) => integration(bearing(...part))));
    const said = (before: ReturnType<typeof of>, after: ReturnType<typeof of>) =>
      reviewOf(before, after, context, facts).news;
    const shared = "api://contoso.example/mail";
    expect(said(of(["mailgates", undefined]), of(["mailgates", "api://client:mailgates-application"]))?.en).toBe(
      "Others ask for tokens of MAILGATES Σ as api://{clientId} from now on (before: by its client id alone).",
    );
    const moved = said(
      of(["mailgates", "api://client:mailgates-application"], ["portal", shared]),
      of(["mailgates", shared], ["portal", undefined]),
    );
    expect(moved).toEqual({
      en: "Others ask for tokens of MAILGATES Σ as api://contoso.example/mail from now on (before: as api://{clientId}, by which nobody gets one any more); that name was Portal's until now, and whoever still asks by it gets tokens of MAILGATES Σ instead.",
      ja: "MAILGATES Σ のトークンは今後 api://contoso.example/mail という名前で要求されます(変更前: api://{clientId}。この名前ではトークンを取得できなくなります)。この名前はこれまで Portal のものでした。引き続きこの名前で要求する者には、代わりに MAILGATES Σ のトークンが発行されます。",
    });
    expect(said(of(["mailgates", shared]), of(["mailgates", undefined]))?.en).toBe(
      "Nobody gets tokens of MAILGATES Σ as api://contoso.example/mail any more; its client id still names it, and another application may take that name.",
    );
    // Whose integration goes loses the name as well.
    expect(said(of(["mailgates", undefined], ["portal", shared]), of(["mailgates", shared]))?.en).toContain(
      "that name was Portal's until now",
    );
  });

  test("the application of one vendor in the hands of another", () => {
    const after = { ...holding(mailReadRole), vendor: "live-platform", product: "Live Platform" };
    expect(newsOf(holding(mailReadRole), after).news).toBe(
      "The application of MAILGATES Σ is now that of Live Platform, so whoever holds a live credential of MAILGATES Σ can read all mail and attachments in every mailbox (before: act as MAILGATES Σ), until 2027-05-14.",
    );
  });
});

describe("what is no more, or otherwise", () => {
  test("a permission that a wider one covers: nothing ends", () => {
    const basic = { ...mailReadRole, name: "Mail.ReadBasic", id: "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a" };
    expect(newsOf(holding(mailReadRole, basic), holding(mailReadRole)).news).toBe(
      "MAILGATES Σ can do what it could: Mail.Read still covers Mail.ReadBasic.",
    );
  });

  test("an integration that goes: what stops, and that `leaving` comes first", () => {
    expect(newsOf(holding(mailReadRole), undefined).news).toBe(
      "MAILGATES Σ can do nothing any more (before: read all mail and attachments in every mailbox); what stops: Mail may no longer be received. `leaving: true` has to come first, in a change of its own.",
    );
  });

  test("a second credential: both ends, and how long both work", () => {
    const both = {
      kind: "secret",
      schedule: [...credentials.schedule, { issued: "2027-03-01", expires: "2027-08-29" }],
      registeredEnds: { ...credentials.registeredEnds, "2027-03-01": "2027-08-29T00:00:00Z" },
    } as const;
    expect(newsOf({}, { credentials: both }).news).toBe(
      "MAILGATES Σ gets a second credential: the one of 2026-11-21 ends on 2027-05-14, the one of 2027-03-01 on 2027-08-28; both work for 75 days.",
    );
  });

  test("nothing: no sentence", () => {
    expect(newsOf({}, {})).toEqual({
      first: "Unchanged: nothing that a vendor can do is different",
      news: undefined,
    });
  });
});
