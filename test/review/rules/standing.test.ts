/**
 * What counts as new, so that an exception neither outlives nor outgrows what it was given for, and a change that only
 * narrows is never stopped: the subjects, measures and variants that rules give to their findings.
 */
import { describe, expect, test } from "vitest";
import type { VendorDefinition } from "../../../components/definition.ts";
import { appConnect } from "../../../components/vendors/app-connect.ts";
import { teamconnect } from "../../../components/vendors/teamconnect.ts";
import { judge } from "../../../review/judge/index.ts";
import { sideBySide } from "../../../review/pairs.ts";
import type { RecordedIntegration } from "../../../review/recording.ts";
import { certificateLifetime } from "../../../review/rules/certificate-lifetime.ts";
import { clientSecret } from "../../../review/rules/client-secret.ts";
import { credentialCount } from "../../../review/rules/credential-count.ts";
import { directoryRole } from "../../../review/rules/directory-role.ts";
import { grantedEqualsRequired } from "../../../review/rules/granted-equals-required.ts";
import { humanOwnerOfPowerfulApp } from "../../../review/rules/human-owner-of-powerful-app.ts";
import { implicitGrant } from "../../../review/rules/implicit-grant.ts";
import { mailboxScope } from "../../../review/rules/mailbox-scope.ts";
import { owners } from "../../../review/rules/owners.ts";
import { passwordGrantPossible } from "../../../review/rules/password-grant-possible.ts";
import { redirectForm } from "../../../review/rules/redirect-form.ts";
import { redirectHttps } from "../../../review/rules/redirect-https.ts";
import type { Rule } from "../../../review/rules/rule.ts";
import { scheduleRegistered } from "../../../review/rules/schedule-registered.ts";
import { secretLifetime } from "../../../review/rules/secret-lifetime.ts";
import { granted, holding, integration, recording, secret } from "../recordings.ts";
import { permission, role, scope, today } from "./judged.ts";

type State = Partial<RecordedIntegration>;

/** `blocks`, `new` or `standing`, with the subject, for each finding after the change. */
function changed(rule: Rule, before: State, now: State, definition?: VendorDefinition): string[] {
  const context = {
    now: today,
    rules: [rule],
    claimed: new Set<string>(),
    definitions: definition ? { "mailgates-sigma": definition } : {},
  };
  const { findings } = judge(sideBySide(recording([integration(before)]), recording([integration(now)])), context);
  return findings
    .filter(({ rule: name }) => name === rule.name)
    .map(({ blocks, preExisting, subject }) => `${blocks ? "blocks" : preExisting ? "standing" : "new"} [${subject}]`);
}

/** The change and its reverse: what broadens is new, what narrows stands. */
function bothWays(rule: Rule, less: State, more: State, definition?: VendorDefinition): [string[], string[]] {
  return [changed(rule, less, more, definition), changed(rule, more, less, definition)];
}

const reason = "because";
const [accessOnly, both] = [
  { implicitGrant: { accessToken: true, idToken: false } },
  { implicitGrant: { accessToken: true, idToken: true } },
];

describe("an exception that stays as it is", () => {
  test("of one box of the implicit flow does not cover the other", () => {
    const exceptions = [{ rule: "implicit-grant", reason, until: "2027-12-01" }];
    const [more, less] = bothWays(implicitGrant, { ...accessOnly, exceptions }, { ...both, exceptions });
    expect(more).toEqual(["blocks []", "standing []"]);
    expect(less).toEqual(["standing []"]);
  });

  test("of Mail.Read on Graph does not cover Mail.Read on Exchange", () => {
    const exceptions = [{ rule: "mailbox-scope", subject: "Mail.Read", reason, until: "2027-12-01" }];
    const exchange = permission("Office 365 Exchange Online", "application", "Mail.Read");
    const [more, less] = bothWays(
      mailboxScope,
      { ...holding(role("Mail.Read")), exceptions },
      { ...holding(role("Mail.Read"), exchange), exceptions },
    );
    expect(more).toEqual(["blocks [Mail.Read]", "standing [Mail.Read]"]);
    expect(less).toEqual(["standing [Mail.Read]"]);
  });
});

describe("more of the same is new, less of it stands", () => {
  const owner = (id: string) => ({ id, kind: "user" }) as const;
  const teams = (...scopes: string[]) => ({
    directoryRoles: scopes.map((where) => ({ name: "Teams Administrator", templateId: "", scope: where })),
  });
  const unaccepted = ["blocks [Teams Administrator]"];

  test("a directory role of the whole tenant after one of a part, a second part after one", () => {
    expect(bothWays(directoryRole, teams("/units/4"), teams("/"))).toEqual([
      unaccepted,
      ["standing [Teams Administrator]"],
    ]);
    expect(bothWays(directoryRole, teams("/units/4"), teams("/units/4", "/units/5"))).toEqual([
      unaccepted,
      ["standing [Teams Administrator]"],
    ]);
  });

  test("a longer life", () => {
    const days = (expires: string) => ({ credentials: secret("2026-11-21", expires) });
    expect(bothWays(secretLifetime, days("2027-06-01"), days("2027-06-02"))).toEqual([
      ["blocks [2026-11-21]"],
      ["standing [2026-11-21]"],
    ]);
    const certificate = (expires: string) => ({
      credentials: { ...secret("2026-11-21", expires), kind: "certificate" as const },
    });
    expect(bothWays(certificateLifetime, certificate("2027-06-01"), certificate("2027-06-02"))).toEqual([
      ["new [2026-11-21]"],
      ["standing [2026-11-21]"],
    ]);
  });

  test("a secret after a certificate", () => {
    const credentials = secret("2026-11-21", "2027-05-15");
    const certificate = { credentials: { ...credentials, kind: "certificate" } } as const;
    expect(changed(clientSecret, certificate, { credentials })).toEqual(["new []"]);
  });

  test("a further live credential, a further instance", () => {
    const live = (...issued: string[]) => ({
      credentials: {
        kind: "secret" as const,
        schedule: [],
        registeredEnds: Object.fromEntries(issued.map((day) => [day, ""])),
      },
    });
    expect(bothWays(credentialCount, live("a", "b", "c"), live("a", "b", "c", "d"))).toEqual([
      ["blocks []"],
      ["standing []"],
    ]);
    expect(bothWays(credentialCount, { instances: ["a", "b"] }, { instances: ["a", "b", "c"] })).toEqual([
      ["new []"],
      ["standing []"],
    ]);
  });

  test("more power for an owner, and one owner fewer", () => {
    const people = { owners: { application: [owner("p")], principal: [] } };
    expect(
      bothWays(
        humanOwnerOfPowerfulApp,
        { ...people, ...holding(role("Mail.Read")) },
        { ...people, ...holding(role("Mail.Read"), role("Mail.Send")) },
      ),
    ).toEqual([["blocks [p]"], ["standing [p]"]]);
    const list = (...ids: string[]) => ({ owners: { application: ids.map(owner), principal: ids.map(owner) } });
    expect(bothWays(owners, list("p"), list())).toEqual([["blocks []"], ["standing []"]]);
  });

  test("a further scope that a password opens", () => {
    const credentials = secret("2026-11-21", "2027-05-15");
    const [one, two] = [holding(scope("Mail.Read")), holding(scope("Mail.Read"), scope("Mail.Send"))];
    expect(bothWays(passwordGrantPossible, { ...one, credentials }, { ...two, credentials }, teamconnect)).toEqual([
      ["blocks []"],
      ["standing []"],
    ]);
  });

  test("redirect URIs beyond the limit; but one of three twins may go", () => {
    const many = (count: number) => ({
      redirectUris: Array.from(
        { length: count },
        (_, index) => ({ platform: "web", uri: `https://a.example/${index}` }) as const,
      ),
    });
    expect(bothWays(redirectForm, many(257), many(258))).toEqual([
      ["blocks [redirectUris]"],
      ["standing [redirectUris]"],
    ]);
    const twins = (...paths: string[]) => ({
      redirectUris: paths.map((path) => ({ platform: "web", uri: `https://a.example/${path}/` }) as const),
    });
    expect(changed(redirectForm, twins("A", "B", "a", "b"), twins("A", "a", "b"))).toEqual([
      "standing [https://a.example/A/]",
    ]);
  });

  test("a difference of request and consent turned round", () => {
    const requested = { requested: [role("Mail.Read")] };
    const given = { granted: [granted(role("Mail.Read"))] };
    expect(changed(grantedEqualsRequired, requested, given)).toEqual(["blocks [Mail.Read]"]);
    expect(changed(grantedEqualsRequired, requested, requested)).toEqual(["standing [Mail.Read]"]);
  });

  test("a further difference of schedule and registration", () => {
    const credentials = secret("2026-11-21", "2027-05-15");
    const until = (end: string) => ({ credentials: { ...credentials, registeredEnds: { "2026-11-21": end } } });
    const [late, later] = [until("2030-01-01T00:00:00Z"), until("2040-01-01T00:00:00Z")];
    expect(changed(scheduleRegistered, late, later)).toEqual(["blocks [2026-11-21]"]);
    expect(changed(scheduleRegistered, late, late)).toEqual(["standing [2026-11-21]"]);
  });

  test("the same address on a further platform", () => {
    const at = (...platforms: ("web" | "spa")[]) => ({
      redirectUris: platforms.map((platform) => ({ platform, uri: "http://localhost/" })),
    });
    expect(changed(redirectHttps, at("web"), at("web", "spa"), appConnect)).toEqual([
      "blocks [http://localhost/]",
      "standing [http://localhost/]",
    ]);
  });
});
