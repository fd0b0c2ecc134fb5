/** What cannot be read, what was never applied, what a run left: each is told, and what can be compared is compared. */
import { describe, expect, it } from "vitest";
import { measured } from "../../bench/verify.ts";
import { codeOf, verify } from "../../operate/verbs/verify.ts";
import { compare } from "../../operate/verify/compare.ts";
import { sidesOf } from "../../operate/verify/sides.ts";
import { isNotable, report } from "../../operate/verify/table.ts";
import { emptyState } from "../../recovery/state.ts";
import { declaredFrom } from "../recovery/furnished.ts";
import { naming, standing } from "./standing.ts";

describe("what may not be read", () => {
  it("is not checked, with Graph's words, and the rest is compared", async () => {
    const stack = await standing(["mailgates"]);
    const { graph } = stack;
    const blind = {
      ...graph,
      lists: async (paths: readonly string[]) => {
        if (paths.some((path) => /roleAssignments|memberOf/.test(path)))
          throw Object.assign(new Error("403 Authorization_RequestDenied"), { statusCode: 403 });
        return graph.lists(paths);
      },
    };
    await graph.patch(`/applications/${stack.applicationId}`, { displayName: "Mail" });
    const told = await stack.told({ graph: blind });
    expect(told.map((cells) => cells.slice(1, 5))).toEqual([
      ["display name", "different", "MAILGATES Σ", "Mail"],
      ["directory role", "not checked", "as declared", "403 Authorization_RequestDenied"],
      ["group", "not checked", "as declared", "403 Authorization_RequestDenied"],
    ]);
    expect(codeOf(await stack.rows({ graph: blind }))).toBe(1);
    await graph.patch(`/applications/${stack.applicationId}`, { displayName: "MAILGATES Σ" });
    expect(codeOf(await stack.rows({ graph: blind }))).toBe(3);
    expect(codeOf(await stack.rows())).toBe(0);
  });

  it("of the vault is not checked either", async () => {
    const stack = await standing(["mailgates"]);
    const vaults = {
      remove: async () => {},
      entries: async () => {
        throw new Error("the entries of kv-m365 cannot be listed: 403 AuthorizationFailed");
      },
    };
    expect((await stack.told({ vaults })).map((cells) => cells.slice(1, 5))).toEqual([
      ["vault entry", "not checked", "as declared", "the entries of kv-m365 cannot be listed: 403 AuthorizationFailed"],
    ]);
  });

  it("of the applications themselves is one message, and nothing is told", async () => {
    const stack = await standing(["mailgates"]);
    const refused = async () => {
      throw Object.assign(new Error("Graph refuses GET /applications"), { statusCode: 403 });
    };
    await expect(stack.rows({ graph: { ...stack.graph, lists: refused } })).rejects.toThrow(
      "Graph refuses GET /applications",
    );
  });
});

describe("the state", () => {
  it("without an integration: it is not applied yet", async () => {
    const stack = await standing(["mailgates"]);
    const declared = declaredFrom(["live-platform"]);
    expect(await stack.told({ declared, state: emptyState })).toEqual([
      ["live-platform", "application", "different", `"Live Platform"`, "not applied yet", "make up: makes it"],
    ]);
  });

  it("that lost an integration's application: adopt takes it up", async () => {
    const stack = await standing(["mailgates"]);
    const [told] = await stack.told({ state: emptyState });
    expect(told?.slice(0, 4)).toEqual(["mailgates", "application", "different", "in the state"]);
    expect(told?.[5]).toBe("./integrations adopt mailgates: says whose it is, and takes it up");
  });

  it("with an integration that the file has no more", async () => {
    const stack = await standing(["mailgates", "live-platform"]);
    const [declared] = stack.declared;
    if (declared === undefined) throw new Error("none");
    expect(await stack.told({ declared: [declared] })).toEqual([
      [
        "live-platform",
        "integration",
        "undeclared",
        "none",
        "applied, and no longer in the file",
        "make up: removes it, or refuses where it is protected (docs/leaving.md)",
      ],
    ]);
  });

  it("of a run that died", async () => {
    const stack = await standing(["mailgates"]);
    const pending = [{ operation: "creating", resource: stack.known("mailgates-application") }];
    expect(await stack.told({ state: { ...stack.state, pending } })).toEqual([
      [
        "",
        "the stack's state",
        "different",
        "no unfinished run",
        "creating mailgates-application",
        "./integrations adopt: compares state and tenant, and says what to take up",
      ],
    ]);
  });

  it("that is half written is one message", async () => {
    const { graph } = await standing(["mailgates"]);
    const sides = sidesOf({
      stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
      integrations: [],
      exportState: async () => '{"version":3,"deployment":{"resour',
      graph,
      vaults: { entries: async () => [], remove: async () => {} },
      now: new Date(0),
      naming,
    });
    await expect(sides).rejects.toThrow(/^the stack's state cannot be read: /);
  });
});

it("a credential that has ended is told with the day, and the command for the next one", async () => {
  const stack = await standing(["live-platform"]);
  expect(await stack.told({ now: new Date("2027-05-14T23:59:59Z") })).toEqual([]);
  expect(await stack.told({ now: new Date("2027-05-15T00:00:00Z") })).toEqual([
    [
      "live-platform",
      "a credential in force",
      "different",
      "one on 2027-05-15",
      "the last ended on 2027-05-15",
      "./integrations rotate live-platform: writes the next one into the file; then apply and hand over",
    ],
  ]);
});

it("a credential that begins later is told with its hour, and nothing is to be changed", async () => {
  const stack = await standing(["live-platform"]);
  expect(await stack.told({ now: new Date("2026-11-20T23:00:00Z") })).toEqual([
    [
      "live-platform",
      "a credential in force",
      "different",
      "one on 2026-11-20",
      "the next begins 2026-11-21 09:00 UTC",
      "by hand: App registrations > Live Platform > Certificates & secrets: wait: nothing signs in before, and nothing is to be changed",
    ],
  ]);
});

describe("a credential that stands under our key id,", () => {
  it("with another end than the file's is told with both", async () => {
    const stack = await standing(["live-platform"]);
    const sides = await stack.sides();
    const applications = sides.tenant.applications.map((live) => ({
      ...live,
      passwords: live.passwords.map((password) => ({ ...password, end: "2027-12-31T00:00:00Z" })),
    }));
    const rows = compare({ ...sides, tenant: { ...sides.tenant, applications } }).filter(isNotable);
    expect(rows.map(({ check, verdict, expected, found }) => [check, verdict, expected, found])).toEqual([
      [
        "secret 2026-11-21",
        "different",
        expect.stringMatching(/^key id [0-9a-f-]{36}, until 2027-05-15$/),
        expect.stringMatching(/^key id [0-9a-f-]{36}, until 2027-12-31$/),
      ],
    ]);
  });
});

describe("what a sign-in page adds to a consent", () => {
  it.each([
    ["openid profile email: nothing", "openid profile email", []],
    [
      "offline_access: it lives on without the person",
      "openid offline_access",
      ["Microsoft Graph offline_access for everybody"],
    ],
  ])("%s", async (_, added, told) => {
    const stack = await standing(["mailgates"]);
    const grant = String(stack.known("mailgates-microsoft-graph-scopes").id);
    await stack.graph.patch(grant, { scope: `User.Read ${added}` });
    expect((await stack.told()).map(([, , , , found]) => found)).toEqual(told);
  });
});

describe("what a person does not see from Graph", () => {
  it("is listed with the command that shows it, and makes no difference", async () => {
    const stack = await standing(["teamconnect"]);
    const rows = await stack.rows();
    expect(codeOf(rows)).toBe(0);
    expect(report(rows, true).slice(-4)).toEqual([
      "  teamconnect: mailbox legal-noreply@contoso.example: FullAccess and SendAs of the enterprise application in Exchange Online",
      "      Exchange Online PowerShell: Get-MailboxPermission -Identity legal-noreply@contoso.example; or ./integrations verify teamconnect --probe --mailbox legal-noreply@contoso.example",
      "  teamconnect: SMTP AUTH of legal-noreply@contoso.example: on for this mailbox, off for the organisation",
      "      Exchange Online PowerShell: Get-CASMailbox -Identity legal-noreply@contoso.example | Format-List SmtpClientAuthenticationDisabled; or ./integrations verify teamconnect --probe --mailbox legal-noreply@contoso.example",
    ]);
    expect(report(rows, false)).toEqual(["1 integration, 56 checks: the tenant stands as declared."]);
  });
});

describe("an Application ID URI that the file names", () => {
  it("is as declared, missing, or has another beside it that no run takes away", async () => {
    const stack = await standing(["mailgates"]);
    const declared = stack.declared.map((one) => ({
      ...one,
      resolved: { ...one.resolved, exposes: { identifierUri: "api://{clientId}" } },
    }));
    const appId = String(stack.known("mailgates-application").outputs.clientId);
    const set = (...identifierUris: string[]) =>
      stack.graph.patch(`/applications/${stack.applicationId}`, { identifierUris });
    const told = async () => (await stack.told({ declared })).map(([, ...row]) => row);
    const place = "App registrations > MAILGATES Σ > Expose an API";
    expect(await told()).toEqual([
      [
        "application ID URI",
        "different",
        `api://${appId}`,
        "none",
        `./integrations pulumi up --refresh: writes what the file says (${place})`,
      ],
    ]);
    await set(`api://${appId}`);
    expect(await told()).toEqual([]);
    await set(`api://${appId}`, "https://contoso.onmicrosoft.com/by-hand");
    expect(await told()).toEqual([
      [
        "application ID URI",
        "undeclared",
        "none",
        "https://contoso.onmicrosoft.com/by-hand",
        `by hand: ${place}: remove it; no run of the engine does (az ad app update --id ${appId} --identifier-uris api://${appId})`,
      ],
    ]);
  });
});

it("looking writes nothing", async () => {
  const stack = await standing(["mailgates", "app-connect"]);
  const writes = () => stack.tenant.history.filter(({ write }) => write).length;
  const before = writes();
  await stack.rows();
  expect(writes()).toBe(before);
});

it("one integration takes three requests of Graph, twenty take less than one each", async () => {
  expect(await measured(1, 0)).toMatchObject({ requests: 3, unchecked: 0 });
  expect((await measured(20, 0)).requests).toBeLessThanOrEqual(20);
});

describe("called wrongly", () => {
  const place = { root: process.cwd(), cwd: process.cwd(), day: "2026-11-27" };
  it.each([
    [["mailgate"], /tenants\/dev\.yaml has no integration "mailgate"; did you mean mailgates\?/],
    [["--mailbox", "a@b.example"], /--mailbox goes with --probe/],
    [["--probe", "--mailbox", "a@b.example"], /--mailbox: of which integration\? Name it/],
    [["--lock"], /--lock writes: name the one integration/],
  ])("%j: one sentence", async (args, message) => {
    await expect(verify(args, place)).rejects.toThrow(message);
  });
});
