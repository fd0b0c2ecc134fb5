/** What a probe asks for, and what each answer comes to. Nothing is called before the token's tenant is the file's. */
import { describe, expect, it } from "vitest";
import type { MailAnswer } from "../../operate/mail-login.ts";
import { TokenRefusal } from "../../operate/own-token.ts";
import { type CallAnswer, type ProbeHands, probeRows } from "../../operate/verify/probe.ts";
import { probePlan } from "../../operate/verify/probe-plan.ts";
import { remedyLine } from "../../operate/verify/remedy.ts";
import { declaredFrom } from "../recovery/furnished.ts";
import { naming } from "./standing.ts";

const clientId = "cccccccc-1111-4111-8111-111111111111";
const tenantId = "11111111-1111-1111-1111-111111111111";
const mailbox = "legal@contoso.example";

function resolvedOf(name: string, suspended = false) {
  const [one] = declaredFrom([name], (settings) => {
    if (suspended)
      Object.assign(settings, {
        [name]: { ...settings[name], suspended: { since: "2026-11-21", reason: "looked at" } },
      });
  });
  if (one === undefined) throw new Error(name);
  return one.resolved;
}

function tokenWith(claims: object): string {
  const text = JSON.stringify({ tid: tenantId, appid: clientId, ...claims });
  return `e30.${Buffer.from(text).toString("base64url")}.x`;
}

const answered = (change: Partial<Extract<CallAnswer, { kind: "answered" }>> = {}): CallAnswer => ({
  kind: "answered",
  status: 200,
  ids: 1,
  code: "",
  said: "",
  ...change,
});

interface Answers {
  readonly token?: string | TokenRefusal;
  readonly call?: CallAnswer;
  readonly mail?: MailAnswer;
}

async function probed(name: string, answers: Answers, { to, suspended }: { to?: string; suspended?: boolean } = {}) {
  const resolved = resolvedOf(name, suspended);
  const asked: string[] = [];
  const hands: ProbeHands = {
    token: async (scope) => {
      asked.push(scope);
      const roles = resolved.permissions
        .filter(({ appId }) => scope.includes("graph") === (appId === "00000003-0000-0000-c000-000000000000"))
        .flatMap(({ application }) => application.map((one) => one.name));
      return answers.token ?? tokenWith({ roles });
    },
    call: async (path) => {
      asked.push(path);
      return answers.call ?? answered();
    },
    mail: async (kind, address) => {
      asked.push(`${kind} ${address}`);
      return answers.mail ?? { kind: "accepted" };
    },
  };
  const plan = probePlan(resolved, "contoso.onmicrosoft.com", to);
  const rows = await probeRows(hands, { resolved, clientId, issued: "2026-11-21", naming }, plan);
  const told = rows.map(({ check, verdict, expected, found, remedy }) => [
    check,
    verdict,
    expected,
    found,
    remedy === undefined ? "" : remedyLine(remedy),
  ]);
  return { asked, told };
}

const graphScope = "https://graph.microsoft.com/.default";

describe("what is asked for", () => {
  it("of mail: ids of one message in the named mailbox, and a sign-in to each mail protocol", async () => {
    const { asked, told } = await probed("teamconnect", {}, { to: mailbox });
    expect(asked).toEqual([
      "https://outlook.office365.com/.default",
      `imap ${mailbox}`,
      `smtp ${mailbox}`,
      graphScope,
      "/users/legal%40contoso.example/messages?$select=id&$top=1",
    ]);
    expect(told).toEqual([
      [
        "token for Office 365 Exchange Online",
        "same",
        "IMAP.AccessAsApp SMTP.SendAsApp",
        "IMAP.AccessAsApp SMTP.SendAsApp",
        "",
      ],
      ["IMAP sign-in with IMAP.AccessAsApp", "same", `let in to ${mailbox}`, `let in to ${mailbox}`, ""],
      ["SMTP sign-in with SMTP.SendAsApp", "same", `let in to ${mailbox}`, `let in to ${mailbox}`, ""],
      ["token for Microsoft Graph", "same", "Mail.Read", "Mail.Read", ""],
      ["call with Mail.Read", "same", "answered", "answered, one id", ""],
    ]);
  });

  it("without a mailbox no mailbox is touched, and it says which option names one", async () => {
    const { asked, told } = await probed("teamconnect", {});
    expect(asked).toEqual(["https://outlook.office365.com/.default", graphScope]);
    expect(told.filter(([, verdict]) => verdict === "elsewhere").map(([, , , , line]) => line)).toEqual([
      "by hand: Office 365 Exchange Online: IMAP.AccessAsApp and SMTP.SendAsApp are told by a mailbox: name one with --mailbox <address>",
      "by hand: Microsoft Graph: Mail.Read opens mailboxes: name one with --mailbox <address>",
    ]);
  });

  it.each([
    ["live-platform", "/organization?$select=id"],
    ["live-platform-notifications", "/communications/callRecords?$select=id&$top=1"],
    ["mailgates", "/users?$select=id&$top=1"],
  ])("of %s: %s", async (name, path) => {
    expect((await probed(name, {})).asked).toEqual([graphScope, path]);
  });

  it("of delegated permissions alone: a token, which proves the credential and holds no role", async () => {
    const { asked, told } = await probed("app-connect", { token: tokenWith({}) });
    expect(asked).toEqual([graphScope]);
    expect(told).toEqual([
      ["token for Microsoft Graph", "same", "no application permission", "no application permission", ""],
      [
        "call of Microsoft Graph",
        "elsewhere",
        "answered",
        "not made",
        "by hand: Microsoft Graph: its permissions are for people who sign in, which happens at the vendor (./integrations authorize)",
      ],
    ]);
  });
});

describe("the token", () => {
  it.each([
    ["another tenant", { tid: "22222222-2222-2222-2222-222222222222", roles: ["Organization.Read.All"] }],
    ["another application", { appid: "dddddddd-1111-4111-8111-111111111111", roles: ["Organization.Read.All"] }],
  ])("of %s is told, and nothing is called with it", async (_, claims) => {
    const { asked, told } = await probed("live-platform", { token: tokenWith(claims) });
    expect(asked).toEqual([graphScope]);
    expect(told.map(([check, verdict]) => [check, verdict])).toEqual([["token for Microsoft Graph", "different"]]);
  });

  it("without a declared role is a difference, with an undeclared one too", async () => {
    const { told } = await probed("live-platform", { token: tokenWith({ roles: ["Mail.Send"] }) });
    expect(told.slice(0, 2).map((cells) => cells.slice(0, 4))).toEqual([
      ["token for Microsoft Graph", "different", "Organization.Read.All", "Mail.Send"],
      ["token for Microsoft Graph", "undeclared", "none", "Mail.Send"],
    ]);
  });

  it.each([
    [
      "AADSTS7000215: Invalid client secret provided.",
      "different",
      "AADSTS7000215: the secret is not one of the application's",
    ],
    ["AADSTS7000222: The provided client secret keys are expired.", "different", "AADSTS7000222: the secret has ended"],
    ["AADSTS700027: not registered", "different", "AADSTS700027: the certificate is not one of the application's"],
    ["AADSTS1000502: outside of its validity", "different", "AADSTS1000502: the certificate has ended"],
    ["AADSTS7000112: Application is disabled.", "different", "AADSTS7000112: the application is switched off"],
    [
      "AADSTS53003: Access has been blocked by Conditional Access policies.",
      "not checked",
      "AADSTS53003: Access has been blocked by Conditional Access policies.",
    ],
    [
      "AADSTS700024: Client assertion is not within its valid time range.",
      "not checked",
      "AADSTS700024: Client assertion is not within its valid time range.",
    ],
    ["getaddrinfo ENOTFOUND", "not checked", "getaddrinfo ENOTFOUND"],
  ])("refused with %s is %s", async (message, verdict, found) => {
    const { asked, told } = await probed("live-platform", { token: new TokenRefusal(message) });
    expect(asked).toEqual([graphScope]);
    expect(told.map((cells) => cells.slice(0, 4))).toEqual([
      ["token for Microsoft Graph", verdict, "one for the credential 2026-11-21", found],
    ]);
  });

  it("refused to a suspended integration is as declared", async () => {
    const refusal = new TokenRefusal("AADSTS7000112: Application is disabled.");
    const { told } = await probed("live-platform", { token: refusal }, { suspended: true });
    expect(told.map((cells) => cells.slice(0, 4))).toEqual([
      ["token for Microsoft Graph", "same", "none while suspended", "refused: switched off"],
    ]);
  });

  it("that nobody can read is not checked", async () => {
    const { told } = await probed("live-platform", { token: "opaque" });
    expect(told.map(([, verdict]) => verdict)).toEqual(["not checked"]);
  });
});

describe("the call", () => {
  it.each([
    ["answered", answered({ ids: 0 }), "same", "answered, none"],
    [
      "refused",
      answered({ status: 403, code: "Authorization_RequestDenied", said: "Insufficient privileges" }),
      "different",
      "403 Authorization_RequestDenied: Insufficient privileges",
    ],
    [
      "refused by conditional access",
      answered({ status: 403, code: "AccessDenied", said: "blocked by Conditional Access policies" }),
      "not checked",
      "403 AccessDenied: blocked by Conditional Access policies",
    ],
    [
      "a claims challenge",
      answered({ status: 401, code: "InvalidAuthenticationToken", said: "(claims challenge)" }),
      "not checked",
      "401 InvalidAuthenticationToken: (claims challenge)",
    ],
    [
      "throttled",
      answered({ status: 429, code: "TooManyRequests", said: "later" }),
      "not checked",
      "429 TooManyRequests: later",
    ],
    [
      "a mailbox that is none",
      answered({ status: 404, code: "ErrorInvalidUser", said: "The requested user is invalid." }),
      "not checked",
      "404 ErrorInvalidUser: The requested user is invalid.",
    ],
    [
      "no answer",
      { kind: "unreadable", said: "fetch failed" } as const,
      "not checked",
      "no answer that could be read: fetch failed",
    ],
  ])("%s", async (_, call, verdict, found) => {
    const { told } = await probed("live-platform", { call });
    expect(told[1]?.slice(0, 4)).toEqual(["call with Organization.Read.All", verdict, "answered", found]);
  });
});

describe("a mailbox's sign-in", () => {
  it.each([
    [
      "refused: the command that shows why",
      { kind: "refused", said: "NO AUTHENTICATE failed." } as const,
      "different",
      "refused: NO AUTHENTICATE failed.",
      "(Get-MailboxPermission -Identity legal@contoso.example)",
    ],
    [
      "no answer",
      { kind: "unreadable", said: "no answer within 20 s" } as const,
      "not checked",
      "no answer that could be read: no answer within 20 s",
      "",
    ],
  ])("%s", async (_, mail, verdict, found, remedy) => {
    const { told } = await probed("teamconnect", { mail }, { to: mailbox });
    const [, imap] = told;
    expect(imap?.slice(0, 4)).toEqual(["IMAP sign-in with IMAP.AccessAsApp", verdict, `let in to ${mailbox}`, found]);
    expect(imap?.[4]).toContain(remedy);
  });

  it("where SMTP AUTH is off, the command that switches it on for this mailbox", async () => {
    const said = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.";
    const { told } = await probed("teamconnect", { mail: { kind: "refused", said } }, { to: mailbox });
    expect(told[2]?.[4]).toContain(
      "(Set-CASMailbox -Identity legal@contoso.example -SmtpClientAuthenticationDisabled $false)",
    );
  });
});
