import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../review/change.ts";
import { compare } from "../../review/compare/index.ts";
import { sideBySide } from "../../review/pairs.ts";
import type { RecordedIntegration, RecordedPermission, Recording } from "../../review/recording.ts";
import { verdictOf } from "../../review/report/verdict.ts";
import { weighing } from "../../review/report/weight.ts";
import { tokens } from "../../review/tokens.ts";
import { sayEn } from "../../review/words/say.ts";
import {
  calendarsReadRole,
  granted,
  holding,
  integration,
  mailReadRole,
  mailReadScope,
  recording,
  registration,
  secret,
} from "./recordings.ts";

function compared(before: Recording, after: Recording): Change[] {
  return compare(sideBySide(before, after));
}

function changes(before: Partial<RecordedIntegration>, after: Partial<RecordedIntegration>): Change[] {
  return compared(recording([integration(before)]), recording([integration(after)]));
}

/** `added redirect-uri https://…: broadened`, with what it was and what it is. */
function lines(found: readonly Change[]): string[] {
  return found.map(({ aspect, how, subject, before, after, effect }) =>
    [
      [how, aspect, sayEn(subject)].filter(Boolean).join(" "),
      before === undefined && after === undefined ? "" : ` (${sayEn(before ?? "")} -> ${sayEn(after ?? "")})`,
      `: ${effect}`,
    ].join(""),
  );
}

function said(before: Partial<RecordedIntegration>, after: Partial<RecordedIntegration>): string[] {
  return lines(changes(before, after));
}

describe("the Application ID URI", () => {
  const of = (...uris: readonly string[]) => ({
    resources: [
      registration(tokens.application, "mailgates-application", { below: "mailgates" }),
      ...uris.map((identifierUri, index) =>
        registration(tokens.identifierUri, `mailgates-identifier-uri${index || ""}`, {
          below: "mailgates",
          inputs: { applicationId: "id:mailgates-application", identifierUri },
        }),
      ),
    ],
  });
  const own = "api://client:mailgates-application";

  it("with the client id in it gives nobody else's name; without it, it may", () => {
    expect(said(of(), of(own))).toStrictEqual(["added identifier-uri api://{clientId}: changed"]);
    expect(said(of(), of("api://contoso.example/mail"))).toStrictEqual([
      "added identifier-uri api://contoso.example/mail: broadened",
    ]);
    expect(said(of(own), of())).toStrictEqual(["removed identifier-uri api://{clientId}: narrowed"]);
  });

  it("in another's place is one change", () => {
    expect(said(of(own), of("api://contoso.example/mail"))).toStrictEqual([
      "changed identifier-uri (api://{clientId} -> api://contoso.example/mail): broadened",
    ]);
    expect(said(of("api://contoso.example/mail"), of(`${own}/mail`))).toStrictEqual([
      "changed identifier-uri (api://contoso.example/mail -> api://{clientId}/mail): changed",
    ]);
  });

  it("of the application itself is read as well", () => {
    const inputs = { identifierUris: ["api://contoso.example/mail"] };
    const itself = {
      resources: [registration(tokens.application, "mailgates-application", { below: "mailgates", inputs })],
    };
    expect(said(of(), itself)).toStrictEqual(["added identifier-uri api://contoso.example/mail: broadened"]);
  });
});

describe("permission sets", () => {
  const only = { permissionSet: { en: "backup only", ja: "バックアップのみ" } };
  const both = { permissionSet: { en: "backup and restore", ja: "バックアップと復元" } };

  it("another set changes nothing by itself: what it grants is judged as any permission", () => {
    expect(said(only, both)).toStrictEqual(["changed permission-set (backup only -> backup and restore): changed"]);
    expect(said(only, { ...both, ...holding(mailReadRole) })).toStrictEqual([
      "added permission Microsoft Graph application Mail.Read ( -> granted): broadened",
      "changed permission-set (backup only -> backup and restore): changed",
    ]);
  });

  it("is told once, also where a page comes to have sets", () => {
    expect(said({}, only)).toStrictEqual(["added permission-set ( -> backup only): changed"]);
    expect(said(only, only)).toStrictEqual([]);
  });
});

describe("permissions", () => {
  it("broadening is a role that is granted", () => {
    expect(said({}, holding(mailReadRole))).toStrictEqual([
      "added permission Microsoft Graph application Mail.Read ( -> granted): broadened",
    ]);
  });
  it("broadening is a permission that is only requested: users may consent to it", () => {
    expect(said({}, { requested: [mailReadScope] })).toStrictEqual([
      "added permission Microsoft Graph delegated Mail.Read ( -> requested, not granted): broadened",
    ]);
  });
  it("broadening is a grant of what was only requested", () => {
    expect(said({ requested: [mailReadScope] }, holding(mailReadScope))).toStrictEqual([
      "changed permission Microsoft Graph delegated Mail.Read (requested, not granted -> granted for everyone): broadened",
    ]);
  });
  it("broadening is a grant that nobody asked for, said as such", () => {
    expect(said({}, { granted: [granted(mailReadRole)] })).toStrictEqual([
      "added permission Microsoft Graph application Mail.Read ( -> granted, not requested): broadened",
    ]);
  });
  it("broadening is a scope that becomes a role, in one line", () => {
    expect(said(holding(mailReadScope), holding(mailReadRole))).toStrictEqual([
      "changed permission Microsoft Graph Mail.Read (delegated, granted for everyone -> application, granted): broadened",
    ]);
  });
  it("broadening is a role beside the scope of the same name", () => {
    expect(said(holding(mailReadScope), holding(mailReadRole, mailReadScope))).toStrictEqual([
      "added permission Microsoft Graph application Mail.Read ( -> granted): broadened",
    ]);
  });
  it("broadening is a grant for one user that becomes one for everyone", () => {
    const one = { requested: [mailReadScope], granted: [granted(mailReadScope, ["ann"])] };
    expect(said(one, holding(mailReadScope))).toStrictEqual([
      "changed permission Microsoft Graph delegated Mail.Read (granted for ann -> granted for everyone): broadened",
    ]);
    expect(said(holding(mailReadScope), one)).toStrictEqual([
      "changed permission Microsoft Graph delegated Mail.Read (granted for everyone -> granted for ann): narrowed",
    ]);
  });
  it("broadening is another user in place of one", () => {
    const to = (user: string) => ({ requested: [mailReadScope], granted: [granted(mailReadScope, [user])] });
    expect(said(to("ann"), to("bob"))).toStrictEqual([
      "changed permission Microsoft Graph delegated Mail.Read (granted for ann -> granted for bob): broadened",
    ]);
  });
  it("narrowing is a permission that goes", () => {
    expect(said(holding(mailReadRole, calendarsReadRole), holding(mailReadRole))).toStrictEqual([
      "removed permission Microsoft Graph application Calendars.Read (granted -> ): narrowed",
    ]);
  });
});

describe("the application", () => {
  const uri = (address: string) => ({ redirectUris: [{ platform: "web" as const, uri: address }] });
  it("broadening is a redirect URI", () => {
    expect(said({}, uri("https://a.example/"))).toStrictEqual([
      "added redirect-uri https://a.example/ ( -> authorization codes and tokens go to a.example): broadened",
    ]);
    expect(said(uri("https://a.example/"), {})).toStrictEqual(["removed redirect-uri https://a.example/: narrowed"]);
  });
  it("broadening is the same redirect URI on another platform", () => {
    const spa = { redirectUris: [{ platform: "spa" as const, uri: "https://a.example/" }] };
    expect(said(uri("https://a.example/"), spa)).toStrictEqual([
      "added redirect-uri https://a.example/ (spa) ( -> a page in the browser redeems the codes that go there, and needs no credential for it): broadened",
      "removed redirect-uri https://a.example/: narrowed",
    ]);
  });
  const from = "https://login.a.example/callback";
  const went = (address: string) => ({
    added: said(uri(from), uri(address)),
    host: changes(uri(from), uri(address))[0]?.newReceiver,
  });
  it("broadening is another receiver of codes and tokens, named by its host", () => {
    expect(went("https://b.example/callback")).toStrictEqual({
      added: [
        "added redirect-uri https://b.example/callback ( -> authorization codes and tokens go to another host, b.example (until now: login.a.example)): broadened",
        `removed redirect-uri ${from}: narrowed`,
      ],
      host: "b.example",
    });
  });
  it.each([
    ["a subdomain, which may be another customer's", "https://evil.login.a.example/callback", "evil.login.a.example"],
    ["a sister of the host", "https://other.a.example/callback", "other.a.example"],
    ["a host that only begins alike", "https://login.a.example.evil.example/callback", "login.a.example.evil.example"],
    ["a host behind a user's name", "https://login.a.example@evil.example/callback", "evil.example"],
    ["letters of another script", "https://login.а.example/callback", "login.xn--80a.example"],
    ["another port of the host", "https://login.a.example:8443/callback", "login.a.example:8443"],
    ["the machine of whoever signs in", "http://127.0.0.1:5000/callback", "localhost"],
  ])("another receiver is %s", (_what, address, host) => {
    const { added, host: found } = went(address);
    expect(found).toBe(host);
    expect(added[0]).toMatch(/: broadened$/);
  });
  it("another path of the same host changes nothing of who receives codes", () => {
    expect(said(uri(from), uri("https://login.a.example/oauth"))).toStrictEqual([
      `changed redirect-uri https://login.a.example/oauth (${from} -> another path of the same host): changed`,
    ]);
  });
  it.each([
    ["the host in capitals", from, "https://LOGIN.a.example/callback"],
    ["the port that is meant anyway", from, "https://login.a.example:443/callback"],
    ["another name and port of the machine itself", "http://localhost:3000/callback", "http://127.0.0.1:4000/callback"],
  ])("the same receiver is %s", (_what, old, address) => {
    expect(said(uri(old), uri(address)).map((line) => line.split(": ").at(-1))).toStrictEqual(["changed"]);
  });
  it("a further path of a host that receives codes already is no broadening; one of two that goes is less", () => {
    const both = { redirectUris: [...uri(from).redirectUris, ...uri("https://login.a.example/oauth").redirectUris] };
    expect(said(uri(from), both)).toStrictEqual([
      "added redirect-uri https://login.a.example/oauth ( -> another path of a host that receives codes and tokens already): changed",
    ]);
    expect(said(both, uri(from))).toStrictEqual(["removed redirect-uri https://login.a.example/oauth: narrowed"]);
  });
  it("broadening is plain http on the same host", () => {
    expect(said(uri(from), uri("http://login.a.example/callback")).at(0)).toBe(
      "added redirect-uri http://login.a.example/callback: broadened",
    );
  });
  it("broadening is another app's own scheme", () => {
    const app = (address: string) => ({ redirectUris: [{ platform: "publicClient" as const, uri: address }] });
    expect(changes(app("ours://signed-in"), app("theirs://signed-in"))[0]).toMatchObject({ newReceiver: "theirs:" });
    expect(changes(app("ours://signed-in"), app("ours://done"))).toMatchObject([{ effect: "changed" }]);
  });
  it("broadening is any organisation's audience", () => {
    expect(said({}, { audience: "AzureADMultipleOrgs" })).toStrictEqual([
      "changed audience (AzureADMyOrg -> AzureADMultipleOrgs): broadened",
    ]);
    expect(said({ audience: "AzureADMultipleOrgs" }, {})).toStrictEqual([
      "changed audience (AzureADMultipleOrgs -> AzureADMyOrg): narrowed",
    ]);
  });
  it("broadening is an implicit flag, and a public client", () => {
    expect(said({}, { implicitGrant: { accessToken: true, idToken: false }, publicClient: true })).toStrictEqual([
      "added implicit-grant access tokens: broadened",
      "added public-client: broadened",
    ]);
  });
});

describe("people", () => {
  const owned = (...ids: string[]) => {
    const owners = ids.map((id) => ({ id, kind: "user" as const }));
    return { owners: { application: owners, principal: owners } };
  };
  it("broadening is an owner", () => {
    expect(said(owned("ann"), owned("ann", "bob"))).toStrictEqual([
      "added owner bob ( -> a person, owner of the application and the principal): broadened",
    ]);
  });
  it("broadening is an owner of the principal who becomes one of the application", () => {
    const ann = { id: "ann", kind: "user" as const };
    const before = { owners: { application: [], principal: [ann] } };
    expect(said(before, owned("ann")).at(0)).toMatch(/^changed owner ann .*: broadened$/);
  });
  it("broadening is an assignment that is no longer required", () => {
    const one = { assignmentRequired: true, assigned: ["ann"] };
    expect(said(one, {})).toStrictEqual(["changed assignment (only ann -> everyone): broadened"]);
    expect(said({}, one)).toStrictEqual(["changed assignment (everyone -> only ann): narrowed"]);
  });
  it("broadening is one more who may sign in", () => {
    expect(
      said({ assignmentRequired: true, assigned: ["ann"] }, { assignmentRequired: true, assigned: ["ann", "bob"] }),
    ).toStrictEqual(["added signs-in bob: broadened"]);
  });
});

describe("reach beyond permissions", () => {
  const role = (scope: string) => ({ directoryRoles: [{ name: "Teams Administrator", templateId: "t", scope }] });
  it("broadening is a directory role", () => {
    expect(said({}, role("/"))).toStrictEqual([
      "added directory-role Teams Administrator ( -> for the whole tenant): broadened",
    ]);
  });
  it("broadening is a directory role that outgrows its administrative unit", () => {
    expect(said(role("/administrativeUnits/1"), role("/"))).toStrictEqual([
      "changed directory-role Teams Administrator (within /administrativeUnits/1 -> for the whole tenant): broadened",
    ]);
  });
  const mailbox = (sendAs: boolean) => ({
    mailboxes: [
      {
        address: "a@b.example",
        receive: true,
        sendAs,
        rights: sendAs ? (["FullAccess", "SendAs"] as const) : (["FullAccess"] as const),
      },
    ],
  });
  it("broadening is a mailbox, and a right on one", () => {
    expect(said({}, mailbox(false))).toStrictEqual(["added mailbox a@b.example ( -> FullAccess): broadened"]);
    expect(said(mailbox(false), mailbox(true))).toStrictEqual(["added mailbox-right SendAs on a@b.example: broadened"]);
  });
  const limited = {
    mailboxes: [{ address: "a@b.example", receive: false, sendAs: false, rights: ["Application Mail.Read"] as const }],
  };

  it("a role of Exchange on a mailbox broadens, and narrows where the same was granted for every mailbox", () => {
    expect(said({}, limited)).toStrictEqual(["added mailbox a@b.example ( -> Application Mail.Read): broadened"]);
    expect(said(holding(mailReadRole), limited)).toStrictEqual([
      "removed permission Microsoft Graph application Mail.Read (granted -> ): narrowed",
      "added mailbox a@b.example ( -> Application Mail.Read): narrowed",
    ]);
    expect(said(limited, holding(mailReadRole))).toStrictEqual([
      "added permission Microsoft Graph application Mail.Read ( -> granted): broadened",
      "removed mailbox a@b.example (Application Mail.Read -> ): narrowed",
    ]);
  });

  it("narrowing is a mailbox that goes, once its removal command has run", () => {
    expect(changes(mailbox(false), {})).toMatchObject([
      {
        aspect: "mailbox",
        how: "removed",
        effect: "narrowed",
        onceDone: { code: "removal-commands" },
      },
    ]);
  });
});

describe("credentials", () => {
  it("a credential is upkeep", () => {
    const two = secret("2026-11-21", "2027-05-15");
    const both = {
      kind: "secret" as const,
      schedule: [...two.schedule, { issued: "2027-02-19", expires: "2027-08-13" }],
      registeredEnds: { ...two.registeredEnds, "2027-02-19": "2027-08-13T00:00:00Z" },
    };
    expect(said({ credentials: two }, { credentials: both })).toStrictEqual([
      "added credential 2027-02-19 ( -> expires 2027-08-13): changed",
    ]);
    expect(said({ credentials: both }, { credentials: two })).toStrictEqual([
      "removed credential 2027-02-19 (expires 2027-08-13 -> ): changed",
    ]);
  });
  it("broadening is an end that moves later; narrowing, earlier", () => {
    const [short, long] = [
      { credentials: secret("2026-11-21", "2027-05-15") },
      { credentials: secret("2026-11-21", "2028-11-20") },
    ];
    expect(said(short, long)).toStrictEqual([
      "changed credential-end 2026-11-21 (expires 2027-05-15 -> expires 2028-11-20): broadened",
    ]);
    expect(said(long, short)).toStrictEqual([
      "changed credential-end 2026-11-21 (expires 2028-11-20 -> expires 2027-05-15): narrowed",
    ]);
  });
  it("broadening is an end that goes altogether", () => {
    const credentials = secret("2026-11-21", "2027-05-15");
    expect(
      said({ credentials }, { credentials: { ...credentials, registeredEnds: { "2026-11-21": "" } } }),
    ).toStrictEqual(["changed credential-end 2026-11-21 (expires 2027-05-15 -> without an end): broadened"]);
  });
  it("broadening is a credential that no line of the schedule names", () => {
    const credentials = secret("2026-11-21", "2027-05-15");
    const extra = { ...credentials.registeredEnds, "mailgates-spare": "2027-05-15T00:00:00Z" };
    expect(said({ credentials }, { credentials: { ...credentials, registeredEnds: extra } })).toStrictEqual([
      "added credential mailgates-spare ( -> expires 2027-05-15, in no line of the schedule): broadened",
    ]);
  });
  it("a confirmation changes nothing of the reach", () => {
    expect(
      said(
        { credentials: secret("2026-11-21", "2027-05-15") },
        { credentials: secret("2026-11-21", "2027-05-15", "2026-11-25") },
      ),
    ).toStrictEqual(["changed credential 2026-11-21 (not confirmed -> confirmed 2026-11-25): changed"]);
  });
  it("a credential under another name is another credential", () => {
    const password = (displayName: string) => ({
      credentials: secret("2026-11-21", "2027-05-15"),
      resources: [
        registration(tokens.password, "mailgates-2026-11-21", { below: "mailgates", inputs: { displayName } }),
      ],
    });
    expect(changes(password("mailgates 2026-11-21"), password("gates 2026-11-21"))).toMatchObject([
      { aspect: "credential", subject: "2026-11-21", newIdentity: true, effect: "changed" },
    ]);
  });
});

describe("the life of an integration", () => {
  it("narrowing is a suspension; broadening is its end", () => {
    const suspended = { enabled: false, suspended: { since: "2026-12-01", reason: "leak" } };
    expect(said({}, suspended)).toStrictEqual(["added suspension ( -> since 2026-12-01: leak): narrowed"]);
    expect(said(suspended, {})).toStrictEqual(["removed suspension (since 2026-12-01: leak -> ): broadened"]);
  });
  it("a marker from before it carried the stack is the stack's own, and any other tag is said", () => {
    const tagged = (...tags: string[]) => ({
      resources: [registration(tokens.application, "mailgates-application", { below: "mailgates", inputs: { tags } })],
    });
    const [before, own, other] = ["", "m365-integrations/fabrikam/", "m365-integrations/contoso/"].map((stack) =>
      tagged(`m365-integrations/${stack}mailgates`),
    ) as [object, object, object];
    expect(said(before, own)).toStrictEqual([]);
    expect(said(own, other)).toHaveLength(1);
    expect(said(before, other)).toHaveLength(1);
    expect(said(own, tagged("m365-integrations/m365-integrations/fabrikam/mailgates", "HideApp"))).toHaveLength(1);
  });
  it("a vault entry's stack, which entries from before do not tell, is said only where it is another", () => {
    const kept = (tags: object) => ({
      resources: [registration(tokens.vaultSecret, "mailgates-2026-11-21", { below: "mailgates", inputs: { tags } })],
    });
    const [own, other] = ["fabrikam", "contoso"].map((stack) =>
      kept({ keyId: "k", stack: `m365-integrations/${stack}` }),
    ) as [object, object];
    expect(said(kept({ keyId: "k" }), own)).toStrictEqual([]);
    expect(said(kept({ keyId: "k" }), other)).toHaveLength(1);
  });
  it("names, notes, exceptions and protection change nothing of the reach", () => {
    const exceptions = [{ rule: "implicit-grant", until: "2027-11-21" }];
    expect(
      said(
        {},
        { displayName: "Gate", ticket: "CHG1", secretReader: "Ann", exceptions, protected: false, leaving: true },
      ),
    ).toStrictEqual([
      "added exception implicit-grant ( -> until 2027-11-21): changed",
      "changed name display name (MAILGATES Σ -> Gate): changed",
      "added notes ticket ( -> CHG1): changed",
      "added notes secret reader ( -> Ann): changed",
      "changed protection (protected -> leaving): changed",
    ]);
  });
  it("an integration that comes is broadened, with all it may do", () => {
    expect(lines(compared(recording([]), recording([integration(holding(mailReadRole))])))).toStrictEqual([
      "added integration mailgates ( -> MAILGATES Σ (mailgates-sigma)): broadened",
      "added permission Microsoft Graph application Mail.Read ( -> granted): broadened",
    ]);
  });
  it("a deletion that protect will refuse is named", () => {
    expect(compared(recording([integration()]), recording([]))).toMatchObject([
      { aspect: "integration", how: "removed", effect: "narrowed", refusedByProtect: true },
    ]);
    const [leaving] = compared(recording([integration({ protected: false })]), recording([]));
    expect(leaving).not.toHaveProperty("refusedByProtect");
  });
  it("a suspended integration that goes is narrowed, not resumed", () => {
    expect(verdictOf(compared(recording([integration({ enabled: false })]), recording([])), weighing([])).verdict).toBe(
      "narrowed",
    );
  });
  it("a rename with `formerly` keeps the client id", () => {
    const after = integration({ name: "gates", formerly: ["mailgates"], identity: "mailgates" });
    expect(lines(compared(recording([integration()]), recording([after])))).toStrictEqual([
      "changed integration gates (mailgates -> gates, the same application and client id): changed",
    ]);
  });
  it("a rename without `formerly` is a new client id", () => {
    const found = compared(recording([integration()]), recording([integration({ name: "gates" })]));
    expect(lines(found)).toStrictEqual([
      "added integration gates ( -> MAILGATES Σ (mailgates-sigma), with a new client id in place of mailgates: without `formerly` it is another application): broadened",
      "removed integration mailgates (MAILGATES Σ (mailgates-sigma); gates comes with a new client id -> ): narrowed",
    ]);
    expect(found[0]).toMatchObject({ newIdentity: true });
    expect(found[1]).toMatchObject({ refusedByProtect: true });
  });
  it("an application under another resource's name is a new client id", () => {
    const made = (name: string) => ({ resources: [registration(tokens.application, name, { below: "mailgates" })] });
    expect(changes(made("mailgates-application"), made("mailgates-app"))).toMatchObject([
      { aspect: "integration", newIdentity: true, refusedByProtect: true },
    ]);
  });
  it("another vendor under the same name is broadened", () => {
    expect(said({}, { vendor: "teamconnect", product: "TeamConnect" })).toStrictEqual([
      "changed integration mailgates (MAILGATES Σ (mailgates-sigma) -> TeamConnect (teamconnect)): broadened",
    ]);
  });
});

describe("code that widens what the same settings produce", () => {
  const child = (type: string, inputs: object = {}) => ({
    resources: [registration(type, "mailgates-x", { below: "mailgates", inputs: inputs as Record<string, unknown> })],
  });
  it("broadening is a resource that the review does not read", () => {
    const federated =
      "azuread:index/applicationFlexibleFederatedIdentityCredential:ApplicationFlexibleFederatedIdentityCredential";
    expect(said({}, child(federated))).toStrictEqual([`added resource ${federated} mailgates-x: broadened`]);
    expect(said(child(federated), {})).toStrictEqual([`removed resource ${federated} mailgates-x: narrowed`]);
  });
  it("broadening is an input that the review does not read", () => {
    const [before, after] = [child(tokens.application), child(tokens.application, { samlMetadataUrl: "https://x" })];
    expect(said(before, after)).toStrictEqual([
      'added resource Application mailgates-x: samlMetadataUrl ( -> "https://x"): broadened',
    ]);
  });
  it("broadening is a claim in its tokens, or a scope that others may ask for; a role of its own gives nobody anything", () => {
    const [none, some] = [
      child(tokens.application),
      child(tokens.application, {
        optionalClaims: { idTokens: [{ name: "upn" }] },
        appRoles: [{ value: "Viewer", id: "1" }],
        api: { oauth2PermissionScopes: [{ value: "access_as_user", id: "2" }], requestedAccessTokenVersion: 2 },
      }),
    ];
    expect(said(none, some)).toStrictEqual([
      "added token the claim upn in ID tokens: broadened",
      "added token its own role Viewer: changed",
      "added token the scope access_as_user, which other applications may ask for: broadened",
      "added token version of its access tokens ( -> 2): changed",
    ]);
  });
  it("broadening is a person's groups in its tokens", () => {
    const [before, after] = [child(tokens.application), child(tokens.application, { groupMembershipClaims: ["All"] })];
    expect(said(before, after)).toStrictEqual(["added token a person's groups (All) in its tokens: broadened"]);
  });
  it("broadening is a resource outside every integration; narrowing is that it goes", () => {
    const outside = [registration(tokens.password, "spare")];
    expect(lines(compared(recording([]), recording([], { outside })))).toStrictEqual([
      `added resource ${tokens.password} spare: broadened`,
    ]);
    expect(lines(compared(recording([], { outside }), recording([])))).toStrictEqual([
      `removed resource ${tokens.password} spare: narrowed`,
    ]);
  });
  it("broadening is a policy that goes", () => {
    const outside = [registration("azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy", "mfa")];
    expect(compared(recording([], { outside }), recording([]))).toMatchObject([
      { how: "removed", effect: "broadened" },
    ]);
  });
  it("broadening is code that nobody can read", () => {
    const unjudgeable = [
      { what: "transforms", integration: "", urn: "of every resource", detail: { code: "transformed-after" } },
    ] as const;
    expect(lines(compared(recording([]), recording([], { unjudgeable })))).toStrictEqual([
      "added unjudgeable transforms of every resource ( -> a transform changes it after it was recorded): broadened",
    ]);
  });
  it("broadening is another tenant", () => {
    expect(lines(compared(recording([], { tenantId: "a" }), recording([], { tenantId: "b" })))).toStrictEqual([
      "changed tenant (a -> b): broadened",
    ]);
  });
});

const pool: readonly RecordedPermission[] = [mailReadRole, mailReadScope, calendarsReadRole].flatMap((permission) => [
  permission,
  { ...permission, name: `${permission.name}Write`, id: `${permission.id}-write` },
]);
const someUris = fc.uniqueArray(fc.constantFrom("https://a.example/", "https://b.example/", "https://c.example/"));
const someIds = fc.uniqueArray(fc.constantFrom("ann", "bob", "eve"));

const anyIntegration: fc.Arbitrary<Partial<RecordedIntegration>> = fc.record({
  requested: fc.subarray([...pool]),
  granted: fc
    .array(fc.tuple(fc.constantFrom(...pool), fc.oneof(fc.constant("everyone" as const), someIds)), { maxLength: 5 })
    .map((grants) => [
      ...new Map(
        grants.map(([permission, whom]) => [
          permission.id,
          granted(permission, permission.kind === "application" ? "everyone" : whom),
        ]),
      ).values(),
    ]),
  redirectUris: someUris.map((uris) => uris.map((uri) => ({ platform: "web" as const, uri }))),
  audience: fc.constantFrom("AzureADMyOrg", "AzureADMultipleOrgs", "PersonalMicrosoftAccount"),
  publicClient: fc.boolean(),
  implicitGrant: fc.record({ accessToken: fc.boolean(), idToken: fc.boolean() }),
  owners: fc.tuple(someIds, someIds).map(([application, principal]) => ({
    application: application.map((id) => ({ id, kind: "user" as const })),
    principal: principal.map((id) => ({ id, kind: "user" as const })),
  })),
  assignmentRequired: fc.boolean(),
  assigned: someIds,
  enabled: fc.boolean(),
  protected: fc.boolean(),
  directoryRoles: fc
    .subarray(["/", "/administrativeUnits/1"])
    .map((scopes) => scopes.map((scope) => ({ name: "Reader", templateId: "r", scope }))),
  credentials: fc.constantFrom(
    secret("2026-11-21", "2027-05-15"),
    secret("2026-11-21", "2028-11-20"),
    secret("2027-02-19", "2027-08-13"),
    { kind: "certificate" as const, schedule: [], registeredEnds: { spare: "" } },
  ),
  displayName: fc.constantFrom("A", "B"),
});

const anyRecording: fc.Arbitrary<Recording> = fc
  .record({
    mailgates: fc.option(anyIntegration),
    teamconnect: fc.option(anyIntegration),
    outside: fc.subarray([registration(tokens.password, "spare"), registration("random:index:Pet", "pet")]),
  })
  .map(({ outside, ...some }) =>
    recording(
      Object.entries(some).flatMap(([name, changed]) => (changed ? [integration({ ...changed, name })] : [])),
      { outside },
    ),
  );

/** The same recording with every list in reverse. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed).reverse() as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reversed(inner)])) as T;
}

describe("whatever is recorded", () => {
  it("against itself is unchanged, in whatever order its lists stand", () => {
    fc.assert(
      fc.property(anyRecording, (any) => {
        expect(compared(any, any)).toStrictEqual([]);
        expect(compared(any, reversed(any))).toStrictEqual([]);
      }),
    );
  });
  it("gives the same changes in the same order, however its lists stand", () => {
    fc.assert(
      fc.property(anyRecording, anyRecording, (before, after) => {
        expect(compared(reversed(before), reversed(after))).toStrictEqual(compared(before, after));
      }),
    );
  });
  it("with one permission more is broadened, never unchanged or narrowed", () => {
    fc.assert(
      fc.property(anyIntegration, fc.constantFrom(...pool), fc.boolean(), (any, more, grant) => {
        const [requested, held] = [any.requested ?? [], any.granted ?? []];
        fc.pre(![...requested, ...held].some(({ id }) => id === more.id));
        const after = grant
          ? { ...any, granted: [...held, granted(more)] }
          : { ...any, requested: [...requested, more] };
        expect(verdictOf(changes(any, after), weighing([])).verdict).toBe("broadened");
      }),
    );
  });
  it("added from A to B is removed from B to A", () => {
    const key = ({ integration: name, aspect, subject }: Change) => `${name} ${aspect} ${subject}`;
    fc.assert(
      fc.property(anyRecording, anyRecording, (a, b) => {
        const [there, back] = [compared(a, b), compared(b, a)];
        const added = there
          .filter(({ how }) => how === "added")
          .map(key)
          .sort();
        expect(
          back
            .filter(({ how }) => how === "removed")
            .map(key)
            .sort(),
        ).toStrictEqual(added);
      }),
    );
  });
  it("is never broadened both to and fro by a single permission, role or URI that comes", () => {
    fc.assert(
      fc.property(anyIntegration, (any) => {
        const more = {
          ...any,
          redirectUris: [...(any.redirectUris ?? []), { platform: "web" as const, uri: "https://d.example/" }],
        };
        expect([
          verdictOf(changes(any, more), weighing([])).verdict,
          verdictOf(changes(more, any), weighing([])).verdict,
        ]).toStrictEqual(["broadened", "narrowed"]);
      }),
    );
  });
});
